"""Leaving a form with words that are not saved: one is asked first, and only then."""

from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import DESKTOP, seen_as

DRAFT = "/politik/sammen-om-hverdagen/udkast"
FORM, WORDS = "#skriv-text", "At ingen mister det, de skrev."


class Asked:
    """How often the browser asked; whoever is asked stays."""

    def __init__(self, page: Page) -> None:
        self.kinds: list[str] = []
        page.on("dialog", self.stay)

    def stay(self, dialog: Dialog) -> None:
        self.kinds.append(dialog.type)
        dialog.dismiss()


def open_goal(page: Page, site: str) -> Asked:
    page.goto(site + DRAFT)
    page.locator('.found-area li a[href*="/m%C3%A5l/"]').first.click()
    expect(page.locator(FORM)).to_be_visible()
    return Asked(page)


def leave(page: Page) -> None:
    page.locator('main a[href*="/udkast#blok-"]').first.click()


def save(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def test_who_leaves_with_unsaved_words_is_asked_and_keeps_them(browser: Browser, site: str) -> None:
    with seen_as(browser, site, "consultant", viewport=DESKTOP) as page:
        asked = open_goal(page, site)
        before = page.locator(FORM).input_value()
        page.locator(FORM).fill(WORDS)
        with page.expect_event("dialog"):
            leave(page)
        # What is typed in one form is not saved by sending the one beside it.
        page.locator("details:has(#flyt-place) summary").click()
        with page.expect_event("dialog"):
            page.locator("details:has(#flyt-place) button").click()
        with page.expect_event("dialog"):
            page.close(run_before_unload=True)
        assert not page.is_closed()
        expect(page.locator(FORM)).to_have_value(WORDS)
        assert asked.kinds == ["beforeunload"] * 3
        page.locator(FORM).fill(before)
        leave(page)
        page.wait_for_url("**/udkast#*")
        assert len(asked.kinds) == 3


def test_to_save_is_not_to_leave_and_to_be_refused_is_not_to_save(browser: Browser, own_site: str) -> None:
    with seen_as(browser, own_site, "consultant", viewport=DESKTOP) as page:
        asked = open_goal(page, own_site)
        page.locator(FORM).fill("12345 ???")
        save(page)
        expect(page.locator(".error-summary")).to_be_visible()
        assert asked.kinds == []
        page.locator(FORM).press("End")
        with page.expect_event("dialog"):
            leave(page)
        page.locator(FORM).fill(WORDS)
        save(page)
        page.wait_for_url("**/udkast#*")
        expect(page.locator(".found-area li:target")).to_contain_text(WORDS)
        assert asked.kinds == ["beforeunload"]


def test_what_one_searches_for_cannot_be_lost(browser: Browser, site: str) -> None:
    with seen_as(browser, site, "consultant", viewport=DESKTOP) as page:
        asked = Asked(page)
        for address, field in (("/politik", "main input[name=ord]"), ("/", "main input[name=q]")):
            page.goto(site + address)
            page.locator(field).fill("botilbud")
            page.locator('header a[href="/hoeringer"]').first.click()
            page.wait_for_url("**/hoeringer")
        assert asked.kinds == []
