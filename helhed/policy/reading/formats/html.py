"""The lines of a web page's own text."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree, html  # type: ignore[import-untyped]

from helhed.policy.reading.document import EMPTY, Unreadable, decoded
from helhed.policy.reading.formats.grid import Span, nearest, places, span
from helhed.policy.reading.formats.measures import HEADINGS, INLINE
from helhed.policy.reading.formats.numbering import BULLET, plain_mark
from helhed.policy.reading.formats.own_text import own_text
from helhed.policy.reading.formats.packed import Element
from helhed.policy.reading.formats.paragraphs import LOWEST, SIGN, Cell, Paragraph, Run, to_lines
from helhed.policy.reading.line import Line

MOST_ELEMENTS = 100_000
_TOO_DEEP = "Filen er en webside, der er for indviklet at læse. Gem teksten som Word eller PDF, og prøv igen."
_ENCODING = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_KNOWN_ENCODING = re.compile(r"(?:windows|cp)-?125\d|iso-?8859-?\d{1,2}|macintosh", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 4_000
_LISTS = {"ul", "ol", "menu", "dir"}
_SOURCES = {"cite", "footer", "figcaption"}
_LEADS = {"br": "\n", "q": "”"}
_TAILS = {"q": "”"}
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|normal|\d{3})", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d{1,3})?)(pt|px|em|rem|%)", re.IGNORECASE)
_SIGN_FONT = re.compile(r"font(?:-family)?\s*:[^;]*(?:symbol|wingdings|webdings)", re.IGNORECASE)
_USUAL_SIZE = 12.0
_POINTS = {"pt": 1.0, "px": 0.75, "em": _USUAL_SIZE, "rem": _USUAL_SIZE, "%": _USUAL_SIZE / 100}
_LEAST_BOLD = 600
_LONGEST_SUMMARY = 100


def html_lines(data: bytes) -> list[Line]:
    return page_lines(_decoded_page(data))


def page_lines(page: str) -> list[Line]:
    if page.count("<") > 3 * MOST_ELEMENTS:
        raise Unreadable(_TOO_DEEP)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise Unreadable(EMPTY) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(_TOO_DEEP)
    if sum(1 for _ in islice(root.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        raise Unreadable(_TOO_DEEP)
    own = own_text(root)
    walk = _Walk(own.left_out)
    for part in own.parts:
        walk.read(part, _Place())
    return to_lines(walk.paragraphs)


def _decoded_page(data: bytes) -> str:
    """A byte order mark decides, then what the page says of itself, if that is true."""
    match = _ENCODING.search(data[:_HEAD])
    name = match[1].decode("ascii", "replace").casefold() if match else ""
    if not _KNOWN_ENCODING.fullmatch(name) or data.startswith(_MARKS):
        return decoded(data)
    try:
        return data.decode("cp1252" if name in {"iso-8859-1", "iso8859-1"} else name)
    except (LookupError, UnicodeDecodeError):
        return decoded(data)


@dataclass(frozen=True)
class _Place:
    """How words are set, and what they stand in."""

    size: float | None = None
    is_bold: bool = False
    has_signs: bool = False
    is_preformatted: bool = False
    is_quote: bool = False
    lists: int = 0
    level: int | None = None
    cell: Cell | None = None


class _Walk:
    """A walk through the page. Words are gathered until a block begins or ends."""

    def __init__(self, left_out: AbstractSet[Element]) -> None:
        self.paragraphs: list[Paragraph] = []
        self._left_out = left_out
        self._runs: list[Run] = []
        self._mark = ""
        self._marks: dict[Element, str] = {}
        self._follows_gap = True
        self._tables = 0
        self._cells: dict[Element, Cell] = {}

    def read(self, element: Element, outer: _Place) -> None:
        place = replace(_placed(element, outer), cell=self._cells.get(element, outer.cell))
        is_block = element.tag not in INLINE or (element.tag == "cite" and outer.is_quote)
        if is_block:
            self.close(outer)
            self._begin(element, outer)
        self._add(_LEADS.get(element.tag), place)
        self._add(_typed(element.text, place), place)
        for each in element:
            if each not in self._left_out:
                self.read(each, place)
            self._add(_typed(each.tail, place), place)
        self._add(_TAILS.get(element.tag), place)
        if is_block:
            self.close(place)
            self._end(element)

    def close(self, place: _Place) -> None:
        runs, self._runs = self._runs, []
        text = "".join(run.text for run in runs)
        if not text.strip():
            return
        level = None if place.level == LOWEST and len(text) > _LONGEST_SUMMARY else place.level
        depth = 0 if level is not None else place.lists - bool(self._mark)
        self.paragraphs.append(
            Paragraph(tuple(runs), level, self._mark, depth, follows_gap=self._follows_gap, cell=place.cell)
        )
        self._mark, self._follows_gap = "", True

    def _begin(self, element: Element, outer: _Place) -> None:
        if element.tag == "ol":
            self._marks |= _marks_of(element)
        elif _is_item(element):
            self._mark = self._marks.get(element, BULLET)
        elif element.tag == "table":
            self._tables += 1
            self._cells |= {cell: (self._tables, *at) for cell, at in places(_rows(element)).items()}
        elif element.tag in _SOURCES:
            before = element.getprevious()
            self._follows_gap = not (outer.is_quote or (before is not None and before.tag == "blockquote"))

    def _end(self, element: Element) -> None:
        """An item or a source without words leaves nothing behind."""
        if _is_item(element):
            self._mark = ""
        elif element.tag in _SOURCES:
            self._follows_gap = True

    def _add(self, text: str | None, place: _Place) -> None:
        """Letters of a font of signs are pictures, not letters."""
        if text:
            is_sign = place.has_signs and text.strip()
            self._runs.append(Run(SIGN if is_sign else text, place.size, place.is_bold))


def _rows(table: Element) -> Iterator[list[Span]]:
    for row in nearest(table, {"tr"}, {"thead", "tbody", "tfoot"}):
        yield [(cell, span(cell.get("colspan")), span(cell.get("rowspan"))) for cell in row.iterchildren("td", "th")]


def _typed(text: str | None, place: _Place) -> str | None:
    """Line feeds break the line only where the page says that its text is set as it is typed."""
    return text if not text or place.is_preformatted else re.sub(r"[\r\n\f\u2028\u2029]", " ", text)


def _is_item(element: Element) -> bool:
    return bool(element.tag == "li" or element.get("role") == "listitem")


def _placed(element: Element, outer: _Place) -> _Place:
    style = element.get("style", "")
    place = replace(
        outer,
        size=_size(style, outer.size),
        is_bold=_is_bold(element, style, outer),
        has_signs=outer.has_signs or bool(_SIGN_FONT.search(style)),
        is_preformatted=outer.is_preformatted or element.tag == "pre",
        is_quote=outer.is_quote or element.tag == "blockquote",
        level=_level(element, outer.level),
    )
    if element.tag in _LISTS or element.get("role") == "list":
        return replace(place, lists=outer.lists + 1)
    return replace(place, lists=max(outer.lists, 1)) if _is_item(element) else place


def _size(style: str, outer: float | None) -> float | None:
    match = _SIZE.search(style)
    return float(match[1]) * _POINTS[match[2].casefold()] if match else outer


def _is_bold(element: Element, style: str, outer: _Place) -> bool:
    match = _WEIGHT.search(style)
    if match:
        weight = match[1].casefold()
        return weight == "bold" or (weight.isdecimal() and int(weight) >= _LEAST_BOLD)
    return outer.is_bold or element.tag in {"b", "strong"}


def _level(element: Element, outer: int | None) -> int | None:
    if element.tag in HEADINGS:
        return int(element.tag[1])
    if element.get("role") == "heading":
        rank = element.get("aria-level", "2")
        return int(rank) if rank in set("123456789") else 2
    return LOWEST if element.tag == "summary" else outer


def _marks_of(ordered: Element) -> dict[Element, str]:
    items = [each for each in ordered if each.tag == "li"]
    is_reversed = ordered.get("reversed") is not None
    number = _number(ordered.get("start"), len(items) if is_reversed else 1)
    marks: dict[Element, str] = {}
    for item in items:
        number = _number(item.get("value"), number)
        marks[item] = plain_mark(number, ordered.get("type", "1"))
        number += -1 if is_reversed else 1
    return marks


def _number(written: str | None, usual: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 6 else usual
