"""Running headers and footers, and page numbers: what stands at one place of many pages."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helhed.policy.reading.field_words import AREA_HEADING, GOAL, WISH
from helhed.policy.reading.formats.pdf.rows import Row
from helhed.policy.reading.formats.pdf.shapes import Box
from helhed.policy.reading.formats.pdf.tags import Tag
from helhed.policy.reading.markers import marker_of

_ZONE = 0.16
_SAME_PLACE = 3.0
_FEWEST = 3
_LEAST_SHARE = 0.2
_LARGE_SHARE = 0.6
_HELD_SHARE = 0.7
_IN_STEP_SHARE = 0.7
_LARGER = 0.9
_SMALLER = 0.4
_LONGEST_FURNITURE = 150
_MOST_TAGGED = 0.7
_DIGITS = re.compile(r"\d+")
_PAGE_WORDS = re.compile(r"(?:side|s\.|page|af|/|[-–—|\s])*", re.IGNORECASE)


@dataclass
class Page:
    """One page with its rows, its lower and upper edge, what its tags say, and the lines drawn on it."""

    number: int
    bottom: float
    top: float
    rows: list[Row]
    tags: dict[int, Tag]
    rules: list[Box]


@dataclass(frozen=True)
class _Edge:
    """A row at the upper or lower edge of a page."""

    row: Row
    page: int
    is_upper: bool

    @property
    def words(self) -> str:
        return " ".join(_DIGITS.sub("", self.row.text).casefold().split())

    @property
    def numbers(self) -> list[int]:
        return [int(digits) for digits in _DIGITS.findall(self.row.text) if len(digits) < 6]


def drop_running(pages: Sequence[Page], body_size: float) -> None:
    edges = [edge for page in pages for edge in _edges(page)]
    running = {edge.row for edge in _running(edges, len(pages), body_size)}
    running |= {row for page in pages for row in _untagged(page)}
    running |= _beside(edges, running, len(pages), body_size)
    for page in pages:
        dropped = _outermost(page, running)
        page.rows = [row for row in page.rows if row not in dropped]


def _edges(page: Page) -> Iterator[_Edge]:
    zone = _ZONE * (page.top - page.bottom)
    for row in page.rows:
        if len(row.text) > _LONGEST_FURNITURE:
            continue
        if row.base > page.top - zone:
            yield _Edge(row, page.number, True)
        elif row.base < page.bottom + zone:
            yield _Edge(row, page.number, False)


def _running(edges: Sequence[_Edge], pages: int, body_size: float) -> Iterator[_Edge]:
    """Edges that hold the same words at the same height of several pages are running if, and only if:

    - their numbers stay the same or count the pages
    - little else stands at that height of other pages
    - they neither are large nor say what a policy may well say on several pages

    The last two are not asked of what most pages have.
    """
    places = list(_at_one_place(edges))
    heights = sorted(edge.row.base for same in places if len(same) < _FEWEST for edge in same)
    for same in places:
        share = len({edge.page for edge in same}) / pages
        if _are_page_numbers(same, body_size):
            yield from same
        elif len(same) >= _fewest(same, body_size) and share >= _LEAST_SHARE and _numbers_agree(same):
            is_furniture = not _stands_out(same[0].row, body_size) and _holds_height(same, heights)
            if is_furniture or share >= _LARGE_SHARE:
                yield from same


def _fewest(same: Sequence[_Edge], body_size: float) -> int:
    """In a file of two pages only small print is told to be running."""
    return 2 if all(edge.row.size < body_size - _SMALLER for edge in same) else _FEWEST


def _at_one_place(edges: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    groups: dict[tuple[str, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.words, edge.is_upper].append(edge)
    for group in groups.values():
        same: list[_Edge] = []
        for edge in sorted(group, key=lambda each: each.row.base):
            if same and edge.row.base - same[-1].row.base > _SAME_PLACE:
                yield same
                same = []
            same.append(edge)
        yield same


def _are_page_numbers(same: Sequence[_Edge], body_size: float) -> bool:
    """Nothing but small numbers that count the pages; a single one must be the very number of its page."""
    if not _PAGE_WORDS.fullmatch(same[0].words) or not same[0].numbers or same[0].row.size > body_size + _LARGER:
        return False
    if len(same) == 1:
        return same[0].numbers[0] == same[0].page
    return _count_pages(same)


def _numbers_agree(same: Sequence[_Edge]) -> bool:
    return len({tuple(edge.numbers) for edge in same}) == 1 or _count_pages(same)


def _count_pages(same: Sequence[_Edge]) -> bool:
    """One of the numbers grows with the pages."""
    for place in range(min((len(edge.numbers) for edge in same), default=0)):
        steps = [edge.numbers[place] - edge.page for edge in same]
        if max(map(steps.count, set(steps))) >= _IN_STEP_SHARE * len(steps):
            return True
    return False


def _stands_out(row: Row, body_size: float) -> bool:
    if row.size > body_size + _LARGER or marker_of(row.text)[0]:
        return True
    return any(pattern.search(row.text) for pattern in (GOAL, WISH)) or bool(AREA_HEADING.match(row.text))


def _holds_height(same: Sequence[_Edge], others: Sequence[float]) -> bool:
    low, high = same[0].row.base - _SAME_PLACE, same[-1].row.base + _SAME_PLACE
    there = bisect_right(others, high) - bisect_left(others, low)
    return len(same) >= _HELD_SHARE * (len(same) + there)


def _beside(edges: Sequence[_Edge], running: set[Row], pages: int, body_size: float) -> set[Row]:
    """What stands at the very height of something running is running too, as the name of a chapter."""
    heights: dict[int, set[int]] = defaultdict(set)
    for edge in edges:
        if edge.row in running:
            heights[round(edge.row.base)].add(edge.page)
    common = {height for height, found in heights.items() if len(found) >= max(_FEWEST, _LARGE_SHARE * pages)}
    return {edge.row for edge in edges if round(edge.row.base) in common and edge.row.size <= body_size + 0.1} - running


def _untagged(page: Page) -> Iterator[Row]:
    """In a tagged file what has no tag is no content; it is trusted only at the edges."""
    tagged = sum(row.mark in page.tags for row in page.rows)
    if tagged >= _MOST_TAGGED * max(len(page.rows), 1) and tagged:
        yield from (edge.row for edge in _edges(page) if edge.row.mark not in page.tags)


def _outermost(page: Page, running: set[Row]) -> set[Row]:
    """Only what has nothing else above it, or nothing else below it."""
    from_above = sorted(page.rows, key=lambda row: -row.base)
    return _first_of(from_above, running) | _first_of(from_above[::-1], running)


def _first_of(rows: Sequence[Row], running: set[Row]) -> set[Row]:
    first: set[Row] = set()
    for row in rows:
        if row not in running:
            break
        first.add(row)
    return first
