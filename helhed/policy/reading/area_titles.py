"""Which headings name a focus area."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helhed.policy.reading.blocks import Block, Kind
from helhed.policy.reading.field_words import (
    AREA_HEADING,
    AREAS,
    COUNCIL,
    GOAL,
    NOT_GOALS,
    SECTION_KINDS,
    VALUES,
    VISION,
    WISH,
)
from helhed.policy.reading.flow import ItemList, Titles, lead_text, side_of_page_titles, top_items

_LONGEST_NAME = 8
_EDGES = ' .:;,–—-”"“„»«'
_SEPARATOR = re.compile(r"[:–—-]")


@dataclass(frozen=True)
class AreaTitle:
    """A focus area's heading; `index` is its place among the blocks, `last` that of a title set on its own line."""

    index: int
    last: int
    number: int | None
    title: str | None


def find_area_titles(
    blocks: Sequence[Block], lists: Sequence[ItemList], goal_lists: Sequence[ItemList]
) -> list[AreaTitle]:
    """Headings with a word for area decide; else those announced in a list of areas; else those over the goals."""
    worded = _once_each(blocks, [title for index in _headings(blocks) if (title := _worded(blocks, index))])
    if worded:
        return worded
    names = {fold(name) for name in announced_areas(blocks, lists)}
    announced = [_plain(blocks, index) for index in _headings(blocks) if fold(blocks[index].text) in names]
    if announced:
        return _once_each(blocks, announced)
    return _over_goals(blocks, goal_lists)


def _headings(blocks: Sequence[Block]) -> list[int]:
    return [index for index, block in enumerate(blocks) if block.kind is Kind.HEADING]


def _worded(blocks: Sequence[Block], index: int) -> AreaTitle | None:
    """The word for area in the singular, with a number or a separator; the title may stand on the next line."""
    match = AREA_HEADING.fullmatch(blocks[index].text)
    if not match:
        return None
    number = match["number"] or match["before"] or blocks[index].number
    if number is None and not _SEPARATOR.search(match["separator"]):
        return None
    title, last = _cleaned(match["title"]), index
    if title is None and index + 1 < len(blocks):
        title, last = _title_below(blocks, index)
    return AreaTitle(index, last, int(number) if number is not None else None, title)


def _title_below(blocks: Sequence[Block], index: int) -> tuple[str | None, int]:
    below = blocks[index + 1]
    if below.kind is not Kind.HEADING or below.starts_page or AREA_HEADING.match(below.text) or is_rubric(below.text):
        return None, index
    return _cleaned(below.text), index + 1


def _plain(blocks: Sequence[Block], index: int) -> AreaTitle:
    return AreaTitle(index, index, blocks[index].number, _cleaned(blocks[index].text))


def _cleaned(title: str) -> str | None:
    title = title.strip(_EDGES)
    return title if any(character.isalpha() for character in title) else None


def fold(name: str) -> str:
    return name.strip(_EDGES).casefold()


def announced_areas(blocks: Sequence[Block], lists: Sequence[ItemList]) -> list[str]:
    """The names in the first list whose lead speaks of areas and not of the council, when all are short."""
    for items in lists:
        lead = lead_text(blocks, items)
        names = [blocks[index].text.strip(_EDGES) for index in top_items(blocks, items)]
        if AREAS.search(lead) and not COUNCIL.search(lead) and all(_is_name(name) for name in names):
            return names
    return []


def _is_name(text: str) -> bool:
    return bool(text) and len(text) < 100 and len(text.split()) <= _LONGEST_NAME


def is_rubric(text: str) -> bool:
    """A heading that says what kind of text follows, not what it is about."""
    words = (GOAL, WISH, NOT_GOALS, VISION, VALUES, AREAS, *(pattern for _, pattern in SECTION_KINDS))
    return any(pattern.search(text) for pattern in words)


def _once_each(blocks: Sequence[Block], titles: list[AreaTitle]) -> list[AreaTitle]:
    """A title that comes again (a table of contents, a running title) counts where most text stands beside it."""
    best: dict[tuple[int | None, str], AreaTitle] = {}
    for title in titles:
        key = (title.number, fold(title.title or ""))
        if key not in best or _company(blocks, title) > _company(blocks, best[key]):
            best[key] = title
    return sorted(best.values(), key=lambda title: title.index)


def _company(blocks: Sequence[Block], title: AreaTitle) -> int:
    """How many of the two neighbours are more than headings."""
    beside = (*blocks[max(title.index - 1, 0) : title.index], *blocks[title.last + 1 : title.last + 2])
    return sum(block.kind is not Kind.HEADING for block in beside)


def _over_goals(blocks: Sequence[Block], goal_lists: Sequence[ItemList]) -> list[AreaTitle]:
    """Without a word for area, the heading that stands once in the document and nearest to a list of goals.

    Headings that come again, or that say what kind of text follows, name no area.
    """
    times = Counter(fold(blocks[index].text) for index in _headings(blocks))
    able = [
        index
        for index in _headings(blocks)
        if times[fold(blocks[index].text)] == 1 and not is_rubric(blocks[index].text)
    ]
    side = side_of_page_titles(blocks)
    found: list[AreaTitle] = []
    for place, items in enumerate(goal_lists):
        before = goal_lists[place - 1].stop if place else 0
        after = goal_lists[place + 1].start if place + 1 < len(goal_lists) else len(blocks)
        near = _nearest(able, items, (before, after), side)
        if near is not None:
            found.append(_plain(blocks, near))
    return found


def _nearest(able: list[int], items: ItemList, reach: tuple[int, int], side: Titles) -> int | None:
    if side is Titles.AFTER:
        below = bisect_left(able, items.stop)
        return able[below] if below < len(able) and able[below] < reach[1] else None
    above = bisect_left(able, items.start) - 1
    return able[above] if above >= 0 and able[above] >= reach[0] else None
