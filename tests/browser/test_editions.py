"""The editions of a policy in a browser: on every screen, with the keyboard, without scripts, and on paper."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, watched
from tests.browser.test_every_page import at_once, faults_of, too_wide
from tests.browser.test_print import printed, silent_sheets
from tests.browser.test_thread import POLICY
from tools.site import TOP, served

Axe = Callable[..., list[str]]
COMPARE = f"{POLICY}/sammenlign?fra=1&til=2"
GONE = f"{POLICY}/mål/6.5"
AFTER = "/politik/et-udkast-til-et-bedre-liv"
PAGES = [
    *(POLICY, f"{POLICY}/udgaver", f"{POLICY}/udgave/1", f"{POLICY}/udgave/3", COMPARE, f"{COMPARE}&vis=nyt"),
    *(f"{POLICY}/sammenlign?fra=2&til=2", f"{AFTER}/sammenlign", f"{AFTER}/udgaver", AFTER),
    *(f"{POLICY}/fokus/3", f"{POLICY}/mål/1.1", GONE),
]


@pytest.fixture(scope="module")
def edited(demo_data: Path) -> Iterator[str]:
    """The demo, whose policy has got more editions and a policy after it."""
    copy = demo_data.parent / "edited"
    shutil.copytree(demo_data, copy)
    subprocess.run([sys.executable, "-m", "tests.browser.more_editions", str(copy)], cwd=TOP, check=True)
    with served(copy) as address:
        yield address
    shutil.rmtree(copy)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_pages_about_editions_are_for_everybody(
    browser: Browser, edited: str, axe: Axe, size: dict[str, int]
) -> None:
    with watched(browser, viewport=size) as page:
        at_once(page)
        checks = [axe, too_wide] if size == PHONE else [axe]
        assert list(faults_of(page, [f"{edited}{path}" for path in PAGES], *checks)) == []


def test_two_editions_are_chosen_and_narrowed_down_without_scripts(page_without_js: Page, edited: str) -> None:
    page = page_without_js
    page.goto(edited + POLICY)
    page.locator(".edition-line a").click()
    page.locator('.editions a[href$="fra=1&til=2"]').click()
    page.locator("select[name=fra]").select_option("2")
    page.locator("select[name=til]").select_option("3")
    page.locator(".filter-bar button").click()
    assert page.url.endswith("/sammenlign?fra=2&til=3")
    expect(page.locator("del").first).to_be_visible()
    page.locator(".choices a", has_text="1").first.click()
    assert re.search(r"\?fra=2&til=3&vis=omskrevet#goals$", page.url)
    expect(page.locator(".choices [aria-current]")).to_have_count(1)
    expect(page.locator(".compared h4")).to_have_count(1)


def test_what_is_folded_away_opens_without_scripts(page_without_js: Page, edited: str) -> None:
    page = page_without_js
    page.goto(f"{edited}{AFTER}/sammenlign")
    part = page.locator(".compared details").first
    expect(part.locator("div")).to_be_hidden()
    part.locator("summary").click()
    expect(part.locator("div")).to_be_visible()


def test_the_sides_stand_beside_each_other_where_there_is_room(page: Page, edited: str) -> None:
    page.goto(edited + COMPARE)
    for width, beside in ((1280, True), (768, True), (767, False), (390, False)):
        page.set_viewport_size({"width": width, "height": 900})
        old, new = (page.locator(".sides").first.locator(".side").nth(place).bounding_box() for place in (0, 1))
        assert old
        assert new
        assert (old["y"] == new["y"]) == beside, width


def test_marked_words_are_told_apart_without_colour(page: Page, edited: str) -> None:
    page.goto(f"{edited}{COMPARE}&vis=omskrevet")
    for tag, drawn in (("del", "line-through"), ("ins", "underline")):
        mark = page.locator(tag).first
        assert mark.evaluate("each => getComputedStyle(each).textDecorationLine") == drawn
        spoken = mark.locator(".sr-only")
        expect(spoken).to_have_count(2)
        assert all(len(each.strip()) > 1 for each in spoken.all_inner_texts())


def test_the_keyboard_reaches_every_choice_in_order(page: Page, edited: str) -> None:
    page.goto(edited + COMPARE)
    page.locator("select[name=fra]").focus()
    wanted = [
        "til",
        *(["button"]),
        *page.locator("main .others a, main .choices a").evaluate_all("all => all.map(each => each.href)"),
    ]
    seen = []
    for _each in wanted:
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "document.activeElement.href || document.activeElement.name || document.activeElement.localName"
            )
        )
    assert seen == wanted
    page.keyboard.press("Enter")
    page.wait_for_url("**vis=*")


def test_a_goal_that_is_gone_is_still_there(page_without_js: Page, edited: str) -> None:
    page = page_without_js
    page.goto(edited + GONE)
    expect(page.locator("main .note--warning")).to_be_visible()
    expect(page.locator(".thread__step--current")).to_be_visible()
    page.locator("main .note a[href*='/mål/'], main .note a[href*='/m%C3%A5l/']").first.click()
    page.wait_for_url(f"**{AFTER}/**")


def test_a_comparison_is_printed_with_its_marks_and_without_its_choices(page: Page, edited: str) -> None:
    page.goto(edited + COMPARE)
    assert silent_sheets(printed(page)) == []
    page.emulate_media(media="print")
    assert page.locator("del").first.evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"
    for hidden in (".choices", ".filter-bar", ".others"):
        assert not page.locator(hidden).first.is_visible(), hidden
