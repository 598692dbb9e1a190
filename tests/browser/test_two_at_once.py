"""Two people write the same thing: the second is told, and loses nothing."""

from playwright.sync_api import Browser, expect

from tests.browser.conftest import DESKTOP, seen_as

FIRST = "Det, den ene skrev, mens den anden tænkte sig om."
SECOND = "Det, den anden skrev, og som ikke må gå tabt."


def test_the_second_is_told_and_keeps_what_was_typed(browser: Browser, own_site: str) -> None:
    with (
        seen_as(browser, own_site, "consultant", viewport=DESKTOP) as one,
        seen_as(browser, own_site, "consultant", viewport=DESKTOP) as other,
    ):
        for page in (one, other):
            page.goto(f"{own_site}/styringstrekanten/skriv")
            page.locator('main a[href^="/styringstrekanten/skriv/dokument/"]').first.click()
            page.locator("textarea[name=text]").wait_for()
        for page, words in ((one, FIRST), (other, SECOND)):
            page.locator("textarea[name=text]").fill(words)
        other.locator("input[name=title]").fill("En titel mere")
        one.locator("main form button[type=submit]").click()
        one.wait_for_url("**/styringstrekanten/skriv")

        with other.expect_navigation() as answered:
            other.locator("main form button[type=submit]").click()
        assert answered.value is not None
        assert answered.value.status == 422
        expect(other.locator(".error-summary")).to_be_visible()
        expect(other.locator("textarea[name=text]")).to_have_value(SECOND)
        expect(other.locator("input[name=title]")).to_have_value("En titel mere")
        expect(other.locator(".note:not(.error-summary)")).to_contain_text(FIRST)

        other.locator("main form button[type=submit]").click()
        other.wait_for_url("**/styringstrekanten/skriv")
        expect(other.locator("main")).to_contain_text("En titel mere")
