"""How much text, and how much of it in links, each element of a web page holds."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from helhed.policy.reading.formats.packed import Element

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "dfn", "em", "font", "i", "img"),
    *("ins", "kbd", "mark", "nobr", "picture", "q", "ruby", "rb", "s", "samp", "small", "source", "span", "strike"),
    *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_COOKIE = re.compile(r"\bcookies?\b", re.IGNORECASE)
_SHARING = re.compile(r"//(?:www\.)?(?:facebook|twitter|x|linkedin|instagram)\.com|^mailto:\?|print\(", re.IGNORECASE)


@dataclass
class Measure:
    """What an element holds, all within it included. `lost` links lead nowhere but on the page itself."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    lost: int = 0
    sharing: int = 0
    headings: int = 0
    titles: int = 0
    blocks: int = 0
    paragraphs: int = 0
    buttons: int = 0
    cookies: int = 0

    @property
    def is_linked(self) -> bool:
        return self.letters == self.linked

    def take_in(self, inner: "Measure") -> None:
        self.letters += inner.letters
        self.linked += inner.linked
        self.links += inner.links
        self.lost += inner.lost
        self.sharing += inner.sharing
        self.headings += inner.headings
        self.titles += inner.titles
        self.blocks += inner.blocks
        self.paragraphs += inner.paragraphs
        self.buttons += inner.buttons
        self.cookies += inner.cookies

    def take_in_text(self, text: str | None) -> None:
        if text:
            self.letters += sum(map(str.isalnum, text))
            self.cookies += bool(_COOKIE.search(text))


Measures = dict[Element, Measure]


def measured(root: Element, left_out: AbstractSet[Element] = frozenset()) -> Measures:
    """Every element is looked at once, the innermost first. What stands behind an element left out still counts."""
    measures: Measures = {element: Measure() for element in within(root, left_out)}
    for element, measure in reversed(measures.items()):
        measure.take_in_text(element.text)
        for inner in element:
            taken = measures.get(inner)
            if taken is not None:
                measure.take_in(taken)
                measure.blocks += inner.tag not in INLINE and taken.letters > 0
            measure.take_in_text(inner.tail)
        _count_itself(element, measure)
    return measures


def within(root: Element, left_out: AbstractSet[Element]) -> Iterator[Element]:
    """The element and all in it, in the order of the page."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element not in left_out:
            yield element
            waiting.extend(reversed(element))


def _count_itself(element: Element, measure: Measure) -> None:
    tag = element.tag
    measure.headings += tag in HEADINGS and measure.letters > 0
    measure.titles += tag == "h1" and not measure.is_linked
    measure.paragraphs += tag == "p" and measure.letters > 0
    measure.buttons += tag in {"button", "input"} or element.get("onclick") is not None
    if tag == "a":
        measure.linked = measure.letters
        measure.links += 1
        measure.lost += leads_nowhere(element)
        measure.sharing += bool(_SHARING.search(element.get("href", "")))


def leads_nowhere(link: Element) -> bool:
    target = link.get("href", "").strip().casefold()
    return not target or target.startswith(("#", "javascript:"))
