"""The names of focus areas where they are only told of: in a list, in a sentence, in a table of contents."""

import re
from collections.abc import Iterator, Sequence

from helhed.policy.reading.blocks.block import LONGEST_TELLING, Block, Kind, telling
from helhed.policy.reading.blocks.contents import entry_name
from helhed.policy.reading.field_words import (
    AREA_HEADING,
    AREAS,
    COUNTED_AREAS,
    COUNTED_PARTS,
    number_of,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.markers import marker_of
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
        _in_contents(blocks),
        _in_one_line(blocks),
    ):
        if found.names:
            return found
    return Overview()


def _in_sentence(blocks: Sequence[Block]) -> Overview:
    """Names in a row that a word for areas leads to."""
    for index, block in enumerate(blocks):
        able = block.kind is not Kind.CONTENTS and len(block.text) <= LONGEST_TELLING
        names = named_areas(block.text) if able else ()
        if names:
            return Overview(names, How.NAMED_IN_SENTENCE, block=index)
    return Overview()


def _in_line_of_names(blocks: Sequence[Block]) -> Overview:
    """A line that is nothing but names with dashes or bars between them, as many as the document says it has areas."""
    told = {number_of(match["count"]) for block in telling(blocks) for match in COUNTED_AREAS.finditer(block.text)}
    for index, block in enumerate(blocks):
        names = _BETWEEN_NAMES.split(block.text) if block.kind in {Kind.HEADING, Kind.PARAGRAPH} else []
        if len(names) in told - {1, 2} and all(0 < len(name.split()) <= _LONGEST_IN_LINE for name in names):
            return Overview(tuple(name.strip(EDGES) for name in names), How.NAMED_IN_SENTENCE, block=index)
    return Overview()


def _in_contents(blocks: Sequence[Block]) -> Overview:
    """Lines that begin with a word for area; else the numbered lines below one about areas; else as many as it says."""
    entries = [
        (index, f"{block.marker} {entry_name(block.text)}".strip())
        for index, block in enumerate(blocks)
        if block.kind is Kind.CONTENTS
    ]
    worded = [name for _, entry in entries if (name := _named_by_word(entry))]
    names = worded or _below_line_about_areas([entry for _, entry in entries])
    first = entries[0][0] if entries else None
    return Overview(tuple(dict.fromkeys(names)), How.NAMED_IN_CONTENTS, block=first) if len(names) > 1 else Overview()


def _named_by_word(entry: str) -> str:
    marker, _ = marker_of(entry)
    match = AREA_HEADING.fullmatch(entry[len(marker) :])
    if not match or not (match["number"] or match["before"] or match["separator"].strip()):
        return ""
    return str(match["title"]).strip(EDGES)


def _below_line_about_areas(entries: Sequence[str]) -> list[str]:
    for index, entry in enumerate(entries):
        if not AREAS.search(entry) and not COUNTED_PARTS.search(entry):
            continue
        below = list(_numbered(entries[index + 1 :]))
        match = COUNTED_PARTS.search(entry)
        if match:
            count = number_of(match["count"])
            return below if len(below) == count else [_unmarked(each) for each in entries[index + 1 :][:count]]
        return below
    return []


def _numbered(entries: Sequence[str]) -> Iterator[str]:
    for entry in entries:
        if marker_of(entry)[1] != "number":
            return
        yield _unmarked(entry)


def _unmarked(entry: str) -> str:
    return entry[len(marker_of(entry)[0]) :].strip(EDGES)


def _in_one_line(blocks: Sequence[Block]) -> Overview:
    for index, block in enumerate(blocks):
        names = areas_in_line(block.text)
        if names:
            return Overview(names, How.NAMED_IN_CONTENTS, block=index)
    return Overview()
