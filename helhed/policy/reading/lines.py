"""From text to lines that know their number, their page and the white space around them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.field_words import AREA_HEADING, ATTRIBUTION, GOAL, WISH
from helhed.policy.reading.markers import marker_of

MOST_LINES = 100_000
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_PAGE_NUMBER = re.compile(r"(?:side\s)?[-–]?\s?\d{1,3}\s?[-–]?(?:\s(?:af|/)\s\d{1,3})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Line:
    """A line with text in it. `has_tail` says that white space stood after its last word.

    What a file says of its own accord comes with the line: `level` is the rank of a heading (1 is the highest), by its
    mark-up or its type; `is_whole` says that the line is a paragraph of its own, however long, and never goes on below.
    """

    text: str
    number: int
    page: int | None
    indent: int
    follows_gap: bool
    starts_page: bool
    has_tail: bool
    level: int | None = None
    is_whole: bool = False


def read_lines(text: str) -> list[Line]:
    """The lines with text in them, without page numbers, running headers and lines of a table of contents."""
    pieces = list(_pieces(text))
    if len(pieces) > MOST_LINES:
        raise Unreadable("Filen har for mange linjer til at være et politikdokument.")
    if "\f" in text.strip():
        starts = {index for index, (_, _, follows_feed) in enumerate(pieces) if follows_feed}
    else:
        starts = _starts_marked_by_one_space([piece for _, piece, _ in pieces])
    return _without_furniture(_numbered(pieces, starts))


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """Line number, what stands on the line, and whether a form feed stands right before it."""
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        for position, piece in enumerate(line.split("\f")):
            yield number, piece, position > 0


def _starts_marked_by_one_space(pieces: list[str]) -> set[int]:
    """Text layers where a page break became a space at the start of the next line.

    A line starts a page if, and only if, it alone (not its neighbours) is indented by just one space, nothing in
    the document is indented deeper, and such lines are several and rare.
    """
    indents = [len(piece) - len(piece.lstrip(" ")) if piece.strip() else 0 for piece in pieces]
    starts = {index for index, indent in enumerate(indents) if indent == 1}
    starts -= {index for index in starts if {index - 1, index + 1} & starts}
    filled = sum(1 for piece in pieces if piece.strip())
    if max(indents, default=0) > 1 or len(starts) < 3 or len(starts) * 8 > filled:
        return set()
    return starts


def _numbered(pieces: list[tuple[int, str, bool]], starts: set[int]) -> list[Line]:
    """Pages are counted only where the document shows where they begin."""
    lines: list[Line] = []
    page, gap, new_page = 1, True, True
    for index, (number, piece, _) in enumerate(pieces):
        if index in starts and (lines or pieces[index][2]):
            page, gap, new_page = page + 1, True, True
        words = " ".join(piece.split())
        if not words:
            gap = True
            continue
        indent = len(piece) - len(piece.lstrip())
        tail = piece != piece.rstrip()
        lines.append(Line(words, number, page if starts else None, indent, gap, new_page, tail))
        gap = new_page = False
    return lines


def _without_furniture(lines: list[Line]) -> list[Line]:
    edges = _page_edges(lines)
    seen = Counter(_DIGITS.sub("", lines[index].text) for index in edges)
    running = {text for text, times in seen.items() if times >= max(3, 0.2 * len(edges))}
    kept: list[Line] = []
    owed_page = owed_gap = False
    for index, line in enumerate(lines):
        if _is_furniture(line.text, index in edges, running):
            owed_page, owed_gap = owed_page or line.starts_page, True
            continue
        kept.append(_after_dropped(line, owed_page, owed_gap and (owed_page or line.follows_gap)))
        owed_page = owed_gap = False
    return kept


def _is_furniture(text: str, at_edge: bool, running: set[str]) -> bool:
    """A line is page furniture if, and only if, one of these holds:

    - it ends in the dots and number of a table of contents
    - it is a page number at the edge of a page
    - it stands at the edge of many pages, and has no meaning of its own there
    """
    leader = text.rstrip("0123456789")
    if leader != text and leader.rstrip().endswith("...."):
        return True
    if not at_edge:
        return False
    if _PAGE_NUMBER.fullmatch(text):
        return True
    return len(text) < 100 and _DIGITS.sub("", text) in running and not _has_meaning(text)


def _has_meaning(text: str) -> bool:
    """What a policy may well say on many pages: an area's name, a source, a line about goals, an item, a
    sentence or the rest of one."""
    if text[0].islower() or text.endswith((".", ":", "?", "!")) or marker_of(text)[0]:
        return True
    return any((AREA_HEADING.match(text), ATTRIBUTION.match(text), GOAL.search(text), WISH.search(text)))


def _page_edges(lines: list[Line]) -> set[int]:
    """Indexes of the first and last line of every page, where pages are known."""
    if not lines or lines[-1].page is None:
        return set()
    edges = {0, len(lines) - 1}
    for index, (before, after) in enumerate(pairwise(lines)):
        if after.starts_page and before.page != after.page:
            edges |= {index, index + 1}
    return edges


def _after_dropped(line: Line, starts_page: bool, follows_gap: bool) -> Line:
    if not (starts_page or follows_gap):
        return line
    return replace(line, follows_gap=True, starts_page=line.starts_page or starts_page)
