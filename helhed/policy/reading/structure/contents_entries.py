"""Areas named in a table of contents, a line for each."""

import re
from collections.abc import Sequence
from itertools import takewhile

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.blocks.contents import entry_name
from helhed.policy.reading.field_words import AREA_HEADING, AREAS, AREAS_HEADING, COUNTED_PARTS, number_of
from helhed.policy.reading.how import How
from helhed.policy.reading.markers import marker_of
from helhed.policy.reading.structure.area_titles import is_rubric
from helhed.policy.reading.structure.flow import fold
from helhed.policy.reading.structure.listed import Overview
from helhed.policy.reading.structure.rows import EDGES

_CONTENTS = re.compile(r"indhold(?:sfortegnelse)?:?", re.IGNORECASE)
_PAGE = re.compile(r"^\d{1,3}\s")
_NUMBERS = re.compile(r"\d+")


def contents_areas(blocks: Sequence[Block]) -> Overview:
    """Lines that begin with a word for area; else those below a line about areas, as many as it says."""
    found = _entries(blocks)
    entries = [entry for _, entry in found]
    names = [name for entry in entries if (name := _named_by_word(entry))] or _below_line_about_areas(entries)
    if len(names) < 2:
        return Overview()
    return Overview(tuple(dict.fromkeys(names)), How.NAMED_IN_CONTENTS, block=found[0][0])


def _entries(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """The lines that lead to pages; else the titles right below the word for contents."""
    entries = [(index, entry_name(block.text)) for index, block in enumerate(blocks) if block.kind is Kind.CONTENTS]
    entries = entries or _titles_below_word(blocks)
    return [(index, f"{blocks[index].marker} {entry}".strip()) for index, entry in entries]


def _titles_below_word(blocks: Sequence[Block]) -> list[tuple[int, str]]:
    """Up to where the first of them comes again, without the pages before them."""
    words = (index for index, block in enumerate(blocks) if _CONTENTS.fullmatch(block.text))
    start = next(words, len(blocks)) + 1
    below = takewhile(lambda index: blocks[index].kind in {Kind.HEADING, Kind.ITEM}, range(start, len(blocks)))
    titles = [(index, _PAGE.sub("", blocks[index].text)) for index in below]
    again = takewhile(lambda title: fold(title[1]) != fold(titles[0][1]), titles[1:])
    return [*titles[:1], *again]


def _named_by_word(entry: str) -> str:
    marker, _ = marker_of(entry)
    match = AREA_HEADING.fullmatch(entry[len(marker) :])
    if not match or not (match["number"] or match["before"] or match["separator"].strip()):
        return ""
    return str(match["title"]).strip(EDGES)


def _below_line_about_areas(entries: Sequence[str]) -> list[str]:
    """As many as the line says; else those with numbers; else, below a line that is only a word for areas, those above
    one that names another kind of part. The next chapter is never among them."""
    for index, entry in enumerate(entries):
        if not AREAS.search(entry) and not COUNTED_PARTS.search(entry):
            continue
        below = list(takewhile(lambda each: not _is_next_chapter(entry, each), entries[index + 1 :]))  # noqa: B023
        numbered = [_unmarked(each) for each in takewhile(_is_numbered, below)]
        match = COUNTED_PARTS.search(entry)
        if match:
            count = number_of(match["count"])
            return numbered if len(numbered) == count else [_unmarked(each) for each in below[:count]]
        if numbered or not AREAS_HEADING.fullmatch(_unmarked(entry)):
            return numbered
        areas = list(takewhile(lambda each: not is_rubric(each), map(_unmarked, below)))
        return areas if len(areas) < len(below) else []
    return []


def _is_numbered(entry: str) -> bool:
    return marker_of(entry)[1] == "number"


def _is_next_chapter(entry: str, other: str) -> bool:
    own, next_one = (_NUMBERS.findall(marker_of(each)[0]) for each in (entry, other))
    return bool(own) and own[:-1] == next_one[:-1] and next_one[-1:] == [str(int(own[-1]) + 1)]


def _unmarked(entry: str) -> str:
    return entry[len(marker_of(entry)[0]) :].strip(EDGES)
