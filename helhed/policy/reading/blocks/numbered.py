"""Numbered lines that are headings, not items of a list."""

import re
from collections import Counter
from collections.abc import Sequence

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.joining import is_title

_REACH = 5
_NO_LETTERS = re.compile(r"[\W\d_]+")


def with_numbered_headings(blocks: Sequence[Block]) -> list[Block]:
    """A numbered line is a heading if, and only if, it reads as a title, no line leads into it, and one of these holds:

    - another kind of block follows, and neither the block before it nor the one above a text is the item before
    - the heading numbered before it stands above, and a line that comes again in the document follows soon, before
      any item
    """
    leading = _recurring(blocks)
    result: list[Block] = []
    numbers: set[int] = set()
    for index, block in enumerate(blocks):
        if _can_be_heading(blocks, index) and (
            (_stands_apart(blocks, index) and not _goes_on(result, block))
            or (_follows_heading(block, numbers) and _opens(blocks, index, leading))
        ):
            block = block.as_kind(Kind.HEADING)
            numbers |= {block.number} if block.number is not None else set()
        result.append(block)
    return result


def _can_be_heading(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    is_led = index > 0 and blocks[index - 1].text.endswith(":")
    is_numbered = block.kind is Kind.ITEM and block.mark in {"number", "goal"}
    return is_numbered and not is_led and is_title(block.text, is_alone=block.follows_gap)


def _stands_apart(blocks: Sequence[Block], index: int) -> bool:
    before = blocks[index - 1] if index else None
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return after is not None and not are_siblings(before, blocks[index]) and not are_siblings(blocks[index], after)


def _goes_on(above: Sequence[Block], block: Block) -> bool:
    """The item numbered before it stands above, with a text of its own between."""
    if len(above) < 2 or above[-1].kind is not Kind.PARAGRAPH:
        return False
    return are_siblings(above[-2], block) and above[-2].number is not None


def are_siblings(first: Block | None, second: Block) -> bool:
    """Two items in a row with the same kind of mark; a number must be the next."""
    if first is None or first.kind is not Kind.ITEM or second.kind is not Kind.ITEM:
        return False
    if first.number is not None and second.number is not None:
        return second.number == first.number + 1
    return first.mark == second.mark and first.depth == second.depth


def _follows_heading(block: Block, numbers: set[int]) -> bool:
    return block.number is not None and block.number - 1 in numbers and block.number not in numbers


def _opens(blocks: Sequence[Block], index: int, leading: set[str]) -> bool:
    for below in blocks[index + 1 : index + _REACH]:
        if below.kind is Kind.ITEM:
            return False
        if below.kind in {Kind.HEADING, Kind.LEAD} and _letters(below.text) in leading:
            return True
    return False


def _recurring(blocks: Sequence[Block]) -> set[str]:
    times = Counter(_letters(block.text) for block in blocks if block.kind in {Kind.HEADING, Kind.LEAD})
    return {text for text, many in times.items() if many > 1}


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()
