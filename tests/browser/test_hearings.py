"""A member of a council answers a hearing: on a phone without JavaScript, and at a desk without a mouse."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import PERSONAS
from tools.site import sign_in

HEARING = "/hoeringer/udkast-til-paaroerendepolitik"
WORDS = "Rådet synes, at det er gode mål. Skriv, hvem man kan ringe til om aftenen."
MORE = " Og gerne på let dansk."


def test_a_member_answers_on_a_phone_and_corrects_the_answer(page_without_js: Page, own_site: str) -> None:
    page = page_without_js
    sign_in(page, own_site, PERSONAS["council_member"])
    page.goto(own_site)
    page.locator(f'main a[href="{HEARING}"]').click()
    page.locator(f'main a[href="{HEARING}/svar"]').click()
    expect(page.locator("main")).to_contain_text("Mads Hvidberg")
    page.locator("input[name=said_for]").first.check()
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("input[name=said_for]").first).to_be_checked()
    page.locator("textarea[name=words]").fill(WORDS)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{HEARING}")
    expect(page.locator(".answers > li")).to_contain_text(WORDS)
    page.locator('main a[href$="/ret"]').click()
    expect(page.locator("textarea[name=words]")).to_have_value(WORDS)
    page.locator("textarea[name=words]").fill(WORDS + MORE)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".answers > li")).to_contain_text(MORE)
    page.goto(own_site)
    expect(page.locator(f'main a[href="{HEARING}"]')).to_have_count(0)


def focus_by_tab(page: Page, selector: str) -> None:
    """Walk with the tab key until the first thing of the kind is reached, as one must be able to."""
    page.evaluate("document.querySelector('main').focus()")
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)


def test_a_member_answers_by_the_keyboard_alone(page: Page, own_site: str) -> None:
    sign_in(page, own_site, PERSONAS["council_member"])
    page.goto(own_site + HEARING)
    focus_by_tab(page, f'a[href="{HEARING}/svar"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HEARING}/svar")
    focus_by_tab(page, "input[name=said_for]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    focus_by_tab(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HEARING}")
    expect(page.locator(".answers > li")).to_contain_text("Jens Aagaard Thomsen, medlem af Handicaprådet")
