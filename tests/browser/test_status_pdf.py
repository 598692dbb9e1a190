"""The yearly status as PDF: the same words as the page, in a structure that a screen reader can follow."""

import re
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.conftest import watched
from tests.browser.pdf_structure import Element, faults, structure
from tests.browser.test_thread import STATUS


def fetched(page: Page, site: str) -> PdfReader:
    answer = page.request.get(f"{site}{STATUS}/status.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(answer.body()))


def squeezed(text: str) -> str:
    """The text without white space and hyphens, which a page and a sheet break differently."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


@pytest.mark.parametrize("language", ["da", "en", "de"])
def test_the_structure_is_sound(browser: Browser, site: str, language: str) -> None:
    with watched(browser, language) as page:
        reader = fetched(page, site)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert "Fælles om et liv med muligheder" in str(reader.metadata.title)
    tree = structure(reader)
    assert faults(tree) == []
    kinds = {element.kind for element in tree.walk()}
    assert {"H1", "H2", "H3", "Table", "TH", "TD", "Figure"} <= kinds


def test_every_sheet_says_that_it_is_made_up(page: Page, site: str) -> None:
    notice = squeezed("Lindevig Kommune er opdigtet")
    assert all(notice in squeezed(sheet.extract_text()) for sheet in fetched(page, site).pages)


def test_it_says_what_the_page_says(page: Page, site: str) -> None:
    paper = squeezed(" ".join(sheet.extract_text() for sheet in fetched(page, site).pages))
    page.goto(f"{site}{STATUS}")
    goals = page.locator(".report h3 a").all_inner_texts()
    assert len(goals) == 40
    shown = [*page.locator(".report h2").all_inner_texts(), *goals]
    assert [words for words in shown if squeezed(words) not in paper] == []


def test_what_people_wrote_is_marked_as_danish(browser: Browser, site: str) -> None:
    with watched(browser, "en") as page:
        tree = structure(fetched(page, site))
    assert sum(element.attributes.get("Lang", "").startswith("da") for element in tree.walk()) >= 40


GOOD_ROW = Element("TR", [Element("TH"), Element("TD")])
PLANTED = {
    "H3 after H1": Element("Root", [Element("H1"), Element("H3")]),
    "no heading": Element("Root", [Element("P")]),
    "a table without a row of headings": Element(
        "Root", [Element("H1"), Element("Table", [Element("TR", [Element("TD", attributes={"Headers": ["a"]})])])]
    ),
    "a cell without a heading": Element(
        "Root", [Element("H1"), Element("Table", [GOOD_ROW, Element("TR", [Element("TD")])])]
    ),
    "a figure without words": Element("Root", [Element("H1"), Element("Figure", attributes={"Alt": " "})]),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    assert faults(PLANTED[fault]) == [fault]
