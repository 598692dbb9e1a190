"""On paper: every sheet says that the municipality is made up, and the thread is there."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.test_thread import GOAL, POLICY, STATUS


def printed(page: Page) -> list[str]:
    sheets = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    return [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in sheets]


def silent_sheets(sheets: list[str]) -> list[int]:
    """The numbers of the sheets that do not say that the municipality is made up."""
    return [number for number, sheet in enumerate(sheets, start=1) if "opdigtet" not in sheet]


@pytest.mark.parametrize("address", ["/", POLICY, GOAL, STATUS])
def test_every_sheet_says_that_it_is_made_up(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    sheets = printed(page)
    assert silent_sheets(sheets) == []
    assert all(f"{number} / {len(sheets)}" in sheet for number, sheet in enumerate(sheets, start=1))


def test_the_thread_is_printed(page: Page, site: str) -> None:
    page.goto(site + POLICY)
    paper = " ".join(printed(page))
    page.emulate_media(media="print")
    thread = page.locator(".thread")
    assert thread.is_visible()
    for title in thread.locator("a").all_inner_texts():
        assert re.sub(r"\s+", " ", title).strip() in paper
    for hidden in (".site-header__tools", ".menu-wide", ".menu-narrow", ".skip-link", "[data-print]"):
        assert not page.locator(hidden).first.is_visible(), hidden


def test_what_is_folded_on_the_screen_is_printed_whole(page: Page, site: str) -> None:
    page.goto(site + POLICY)
    folded = page.locator(".folded details")
    assert folded.count() > 5
    paper = re.sub(r"\s", "", " ".join(printed(page)))
    # A word may be hyphenated and a sheet may end within a text, so that its beginning must do.
    for number in range(folded.count()):
        begins = re.sub(r"\s", "", folded.nth(number).locator("p").first.text_content() or "")[:40]
        assert begins in paper


def test_a_silent_sheet_is_found(page: Page) -> None:
    page.set_content("<!doctype html><p>Et ark</p>")
    assert silent_sheets(["Lindevig · opdigtet", *printed(page)]) == [2]
