"""The names of focus areas where they are only told of: in a list, in a sentence, in a table of contents."""

import re
from collections.abc import Sequence

from helhed.policy.reading.blocks.block import LONGEST_TELLING, Block, Kind, telling
from helhed.policy.reading.field_words import (
    AREAS_HEADING,
    COUNTED_AREAS,
    number_of,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.structure.contents_entries import contents_areas
from helhed.policy.reading.structure.contents_line import areas_in_line
from helhed.policy.reading.structure.listed import Announced, Overview, listed_areas
from helhed.policy.reading.structure.rows import EDGES
from helhed.policy.reading.structure.sentences import named_areas

_BETWEEN_NAMES = re.compile(r"\s[–—|·•-]\s")
_LONGEST_IN_LINE = 5


def find_overview(blocks: Sequence[Block], announced: Sequence[Announced]) -> Overview:
    """Lists that hold areas; else names in one sentence; else lines of a table of contents."""
    for found in (
        listed_areas(blocks, announced),
        _in_sentence(blocks),
        _in_line_of_names(blocks),
        contents_areas(blocks),
        _in_one_line(blocks),
    ):
        if found.names:
            return found
    return Overview()


def _in_sentence(blocks: Sequence[Block]) -> Overview:
    """Names in a row that a word for areas leads to, in a text or in the short heading over it."""
    for index, block in enumerate(blocks):
        able = block.kind is not Kind.CONTENTS and len(block.text) <= LONGEST_TELLING
        names = (named_areas(block.text) or _below_heading(blocks, index)) if able else ()
        if names:
            return Overview(names, How.NAMED_IN_SENTENCE, block=index)
    return Overview()


def _below_heading(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """The text is nothing but the row, and its names are short."""
    above = blocks[index - 1].text.rstrip(":") if index else ""
    if not AREAS_HEADING.fullmatch(above) or blocks[index - 1].kind not in {Kind.HEADING, Kind.LEAD}:
        return ()
    names = named_areas(f"{above}: {blocks[index].text}")
    is_all = names and blocks[index].text.rstrip(EDGES).endswith(names[-1])
    return names if is_all and all(len(name.split()) < _LONGEST_IN_LINE for name in names) else ()


def _in_line_of_names(blocks: Sequence[Block]) -> Overview:
    """A line that is nothing but names with dashes or bars between them, as many as the document says it has areas."""
    told = {number_of(match["count"]) for block in telling(blocks) for match in COUNTED_AREAS.finditer(block.text)}
    for index, block in enumerate(blocks):
        names = _BETWEEN_NAMES.split(block.text) if block.kind in {Kind.HEADING, Kind.PARAGRAPH} else []
        if len(names) in told - {1, 2} and all(0 < len(name.split()) <= _LONGEST_IN_LINE for name in names):
            return Overview(tuple(name.strip(EDGES) for name in names), How.NAMED_IN_SENTENCE, block=index)
    return Overview()


def _in_one_line(blocks: Sequence[Block]) -> Overview:
    for index, block in enumerate(blocks):
        names = areas_in_line(block.text)
        if names:
            return Overview(names, How.NAMED_IN_CONTENTS, block=index)
    return Overview()
