"""The link that an administrator hands over, in a real browser, which sends headers of its own with a form."""

from playwright.sync_api import Browser

from tools.site import sign_in

PASSWORD = "en lang sætning til sagen"


def test_a_password_is_chosen_through_the_link(browser: Browser, own_site: str) -> None:
    administrator = browser.new_context().new_page()
    sign_in(administrator, own_site, "Tobias Krogh")
    administrator.goto(f"{own_site}/konti")
    administrator.get_by_role("link", name="Jens Aagaard Thomsen").click()
    administrator.locator("form[action$='/link'] button").click()
    link = administrator.locator("main").inner_text().split("/ny-adgangskode/")[1].split()[0]
    holder = browser.new_context().new_page()
    holder.goto(f"{own_site}/ny-adgangskode/{link}")
    for field in holder.locator("input[type=password]").all():
        field.fill(PASSWORD)
    holder.locator("main form button[type=submit]").click()
    assert holder.url.startswith(f"{own_site}/log-ind")
