"""Language of parts: what people wrote is Danish and says so, and the words of the product never do."""

from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import seen_as
from tests.browser.test_every_page import PagesOf, one_of_each_kind

# Each text on the page with the language it is marked with; names of people have none of their own.
TEXTS = """() => {
    const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const words = walker.currentNode.textContent.trim(), holder = walker.currentNode.parentElement;
        if (words && !holder.closest('script, style, .languages, select'))
            texts.push([words.replace(/\\s+/g, ' '), holder.closest('[lang]').lang]);
    }
    return texts;
}"""
# Words that the Danish of the demo is full of, and English is not; and the other way round.
DANISH = {"og", "til", "der", "med", "på", "af", "som", "ikke", "borgere", "borgeren", "mål", "når", "skal", "kan"}
ENGLISH = {"the", "goal", "goals", "with", "of", "what", "initiative", "initiatives", "and", "is", "on", "nobody"}


def words_of(text: str) -> set[str]:
    return set(text.lower().replace(",", " ").replace(".", " ").split())


def wrongly_marked(texts: list[Any]) -> list[str]:
    return [
        f"{language}: {text[:80]}"
        for text, language in texts
        # An English sentence may name a Danish committee.
        if (language == "en" and words_of(text) & DANISH and not words_of(text) & ENGLISH)
        or (language == "da" and words_of(text) & ENGLISH)
    ]


def faults_on(page: Page, addresses: list[str]) -> list[str]:
    faults = []
    for address in addresses:
        page.goto(address)
        path = unquote(urlsplit(address).path)
        faults += [f"{path} {fault}" for fault in dict.fromkeys(wrongly_marked(page.evaluate(TEXTS)))]
    return faults


@pytest.mark.parametrize("role", ["", "consultant", "administrator"])
def test_danish_says_that_it_is_danish_on_an_english_page(
    browser: Browser, site: str, pages_of: PagesOf, role: str
) -> None:
    addresses = [each for each in one_of_each_kind(pages_of(role)) if "/komponenter" not in each]
    with seen_as(browser, site, role, "en") as page:
        faults = faults_on(page, addresses)
    assert not faults, "\n".join(faults)


def test_a_text_in_the_wrong_language_is_found() -> None:
    texts = [["At der arbejdes for råd på botilbuddene", "en"], ["8 goals", "da"], ["Værdighed", "da"], ["Goals", "en"]]
    assert wrongly_marked(texts) == ["en: At der arbejdes for råd på botilbuddene", "da: 8 goals"]
