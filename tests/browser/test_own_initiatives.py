"""An employee writes how five initiatives go: on a phone with and without scripts, and by the keyboard alone."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP, PERSONAS, PHONE, seen_as
from tools.site import sign_in

OWN = "/mine-initiativer"
PLAN = "/handleplan/handleplan-2022-2024"
WORDS = "Det går langsommere end planlagt, men nu er der en aftale."
SAVE = ".judged__save button"
A_MINUTE = 60


def rows(page: Page) -> list[Locator]:
    return page.locator(".judged").all()


def write(row: Locator, state: str, words: str = WORDS) -> None:
    row.locator(f"input[value={state}]").check()
    row.locator("textarea[name$=words]").fill(words)
    row.locator("input[value=medium]").check()


def asked(row: Locator) -> list[bool]:
    """Whether a reason, a decision and words are asked for."""
    return [row.locator(part).is_visible() for part in (".judged__reason", ".judged__decision", ".judged__words")]


@pytest.mark.parametrize("scripts", [True, False])
def test_five_initiatives_are_written_on_a_phone_in_a_minute(browser: Browser, own_site: str, scripts: bool) -> None:
    with seen_as(browser, own_site, "support_worker", viewport=PHONE, java_script_enabled=scripts) as page:
        page.goto(own_site)
        page.locator(f'main a[href="{OWN}"]').click()
        began = time.monotonic()
        assert len(rows(page)) == 5
        for place in range(5):
            row = page.locator(".judged").nth(place)
            assert asked(row) == [False, False, False]
            last = row.locator("[data-last-words]").inner_text()
            row.locator("[data-proposed]").check()
            assert asked(row) == [False, False, True]
            row.locator("[data-begins]").click()
            expect(row.locator("textarea[name$=words]")).to_have_value(last)
            expect(row.locator("textarea[name$=words]")).to_be_focused()
            expect(row.locator("[data-proposed]")).to_be_checked()
            row.locator("textarea[name$=words]").press_sequentially(" Nu er det i gang.")
            row.locator("input[value=medium]").check()
        page.locator(SAVE).click()
        expect(page.locator(".messages")).to_contain_text("5 fremdriftsmeldinger er gemt.")
        assert time.monotonic() - began < A_MINUTE
        assert rows(page) == []
        page.goto(f"{own_site}{PLAN}/15")
        expect(page.locator(".updates > li").first).to_contain_text("Nu er det i gang.")
        page.goto(own_site)
        expect(page.locator(f'main a[href="{OWN}"]')).to_have_count(0)


def test_only_what_is_needed_is_asked(page: Page, site: str) -> None:
    sign_in(page, site, PERSONAS["support_worker"])
    page.goto(site + OWN)
    row = rows(page)[0]
    for state, expected in (
        ("delayed", [False, False, True]),
        ("at_risk", [True, False, True]),
        ("dropped_by_decision", [True, True, True]),
    ):
        row.locator(f"input[value={state}]").check()
        assert asked(row) == expected, state
    row.locator("textarea[name$=reason]").fill("Det er jeg sikker på.")
    row.locator("[data-skipped]").check()
    assert asked(row)[0], "what was typed is never out of sight"


def test_one_fault_keeps_everything_that_was_typed(page_without_js: Page, own_site: str) -> None:
    page = page_without_js
    sign_in(page, own_site, PERSONAS["support_worker"])
    page.goto(own_site + OWN)
    first, second = rows(page)[:2]
    write(first, "at_risk")
    write(second, "delayed", "Det andet.")
    page.locator(SAVE).click()
    page.locator(".error-summary a").first.click()
    expect(first.locator("textarea[name$=reason]")).to_be_in_viewport()
    expect(second.locator("textarea[name$=words]")).to_have_value("Det andet.")
    first.locator("textarea[name$=reason]").fill("Vi mangler to kolleger.")
    page.locator(SAVE).click()
    expect(page.locator(".messages")).to_contain_text("2 fremdriftsmeldinger er gemt.")
    assert len(rows(page)) == 3


def test_two_at_once_and_nothing_is_lost(browser: Browser, own_site: str) -> None:
    with (
        seen_as(browser, own_site, "support_worker", viewport=DESKTOP) as one,
        seen_as(browser, own_site, "leader", viewport=DESKTOP) as other,
    ):
        one.goto(own_site + OWN)
        write(one.locator(".judged").nth(2), "delayed", "De ord, den ene skrev.")
        other.goto(f"{own_site}{PLAN}/15/fremdrift")
        write(other.locator(".judged"), "delayed", "De ord, den anden skrev.")
        other.locator("main .actions button").click()
        other.wait_for_url(f"**{PLAN}/15")
        one.locator(SAVE).click()
        refused = one.locator(".judged").filter(has=one.locator(".form-error"))
        expect(refused).to_contain_text("De ord, den anden skrev.")
        expect(refused.locator("textarea[name$=words]")).to_have_value("De ord, den ene skrev.")
        one.locator(SAVE).click()
        expect(one.locator(".messages")).to_contain_text("1 fremdriftsmelding er gemt.")


def to_focus(page: Page, element: Locator) -> None:
    """Walk with the tab key until it is reached, as one must be able to, and see it when one is there."""
    for _step in range(120):
        if element.evaluate("each => each === document.activeElement"):
            box, bar = element.bounding_box(), page.locator(".judged__save").bounding_box()
            assert box
            assert bar
            is_bar = page.locator(SAVE).evaluate("each => each === document.activeElement")
            assert is_bar or box["y"] + min(box["height"], 24) <= bar["y"] + 1
            return
        page.keyboard.press("Tab")
    raise AssertionError(element)


def test_by_the_keyboard_alone(page: Page, own_site: str) -> None:
    sign_in(page, own_site, PERSONAS["support_worker"])
    page.goto(own_site + OWN)
    row = rows(page)[0]
    to_focus(page, row.locator("[data-skipped]"))
    for _step in range(3):
        page.keyboard.press("ArrowDown")
    expect(row.locator("input[value=delayed]")).to_be_checked()
    to_focus(page, row.locator("textarea[name$=words]"))
    page.keyboard.type(WORDS)
    to_focus(page, row.locator("input[value=high]"))
    page.keyboard.press("Space")
    # The enter key saves, though the first button that one sees begins from last time.
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("1 fremdriftsmelding er gemt.")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_no_rule_is_broken_where_something_is_wrong(
    browser: Browser, site: str, axe: Callable[..., list[str]], size: dict[str, int]
) -> None:
    with seen_as(browser, site, "support_worker", viewport=size) as page:
        page.goto(site + OWN)
        for place, state in enumerate(("at_risk", "changed_by_decision", "on_track")):
            page.locator(".judged").nth(place).locator(f"input[value={state}]").check()
        page.locator(SAVE).click()
        expect(page.locator(".error-summary")).to_be_visible()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
