"""How a document is arranged: where its lists are, and whether titles come before or after what they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.joining import ends_sentence

_LEAD_TAIL = 160
_LONGEST_OPEN = 14
_NO_LETTERS = re.compile(r"[\W\d_]+")


class Titles(Enum):
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class ItemList:
    """Neighbouring list items, blocks[start:stop], and the index of the block that leads into them."""

    start: int
    stop: int
    lead: int | None


def item_lists(blocks: Sequence[Block]) -> list[ItemList]:
    """Items in a row; in a numbered list a paragraph may stand below each item, in others one set further in, or right
    below each of them."""
    lists: list[ItemList] = []
    index = 0
    while index < len(blocks):
        if blocks[index].kind is not Kind.ITEM:
            index += 1
            continue
        stop = _end_of_list(blocks, index)
        lists.append(ItemList(index, stop, index - 1 if index and _can_lead(blocks[index - 1]) else None))
        index = stop
    return lists


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    stop = start
    while stop < len(blocks):
        if blocks[stop].kind is Kind.ITEM:
            stop += 1
        elif _goes_on_below(blocks, stop):
            stop += 2
        else:
            break
    return stop


def _goes_on_below(blocks: Sequence[Block], index: int) -> bool:
    if blocks[index].kind is not Kind.PARAGRAPH or index + 1 == len(blocks):
        return False
    before, below, after = blocks[index - 1 : index + 2]
    if after.kind is not Kind.ITEM:
        return False
    if before.number is not None and after.number is not None:
        return after.number == before.number + 1
    if before.mark != after.mark or below.follows_gap:
        return False
    return below.indent > before.indent or (not after.follows_gap and _has_text_below(blocks, index + 1))


def _has_text_below(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return below is not None and below.kind is not Kind.ITEM and not below.follows_gap


def _can_lead(block: Block) -> bool:
    """A heading, a line with a colon, or a short line that stops in the middle of a sentence."""
    if block.kind is Kind.PARAGRAPH:
        return block.text.endswith(":") or stops_short(block.text)
    return block.kind in {Kind.LEAD, Kind.HEADING}


def stops_short(text: str) -> bool:
    return len(text.split()) <= _LONGEST_OPEN and not ends_sentence(text)


def top_items(blocks: Sequence[Block], items: ItemList) -> list[int]:
    """Items of the list itself: those indented further, or marked otherwise than the first, lie beneath another.

    One space more is enough where an item leads to others by its colon.
    """
    first = blocks[items.start]
    inside = [index for index in range(items.start, items.stop) if blocks[index].kind is Kind.ITEM]
    room = 1 if any(blocks[index].text.endswith(":") for index in inside) else 2
    near = [index for index in inside if blocks[index].indent < first.indent + room]
    return [index for index in near if _same_mark(blocks[index], first)]


def _same_mark(block: Block, first: Block) -> bool:
    """The same sign, or the same kind of counting at the same depth."""
    if block.mark in {"number", "letter", "goal"}:
        return block.mark == first.mark and block.depth == first.depth
    return block.marker == first.marker


def has_heading(blocks: Sequence[Block], items: ItemList) -> bool:
    return items.lead is not None and blocks[items.lead].kind is Kind.HEADING


def lead_text(blocks: Sequence[Block], items: ItemList) -> str:
    """What leads into the list; of a long paragraph only its end does."""
    return lead_tail(blocks[items.lead]) if items.lead is not None else ""


def lead_tail(block: Block) -> str:
    return block.text[-_LEAD_TAIL:]


def fold(text: str) -> str:
    """The letters of a line: what stays the same where it comes again with another number."""
    return _NO_LETTERS.sub("", text).casefold()


def page_ends(blocks: Sequence[Block]) -> set[int]:
    """Indexes of the last block of every page, where pages are known."""
    if not blocks or blocks[-1].page is None:
        return set()
    ends = {index for index, (block, after) in enumerate(pairwise(blocks)) if after.page != block.page}
    return ends | {len(blocks) - 1}


def side_of_page_titles(blocks: Sequence[Block]) -> Titles:
    """Titles come after their pages if, and only if, more pages end in a heading than begin with one, and several
    do."""
    ends = page_ends(blocks)
    last = sum(blocks[index].kind is Kind.HEADING for index in ends)
    first = sum(block.starts_page and block.kind is Kind.HEADING for block in blocks)
    return Titles.AFTER if last >= 2 and last > first else Titles.BEFORE


def side_of_titles(titles: Sequence[int], lists: Sequence[int]) -> Titles:
    """Titles come after their lists if, and only if, a list stands before the first title and none after the last, and
    most titles can have one."""
    if not titles or 2 * len(lists) < len(titles):
        return Titles.BEFORE
    return Titles.AFTER if min(lists) < min(titles) and max(lists) < max(titles) else Titles.BEFORE
