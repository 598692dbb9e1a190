"""The names of focus areas where they are only told of: in a list, in a sentence, in a table of contents."""

import re
from collections.abc import Iterator, Sequence

from helhed.policy.reading.blocks.block import Block, Kind, telling
from helhed.policy.reading.blocks.contents import entry_name
from helhed.policy.reading.field_words import (
    AREA_HEADING,
    AREAS,
    AREAS_IN_CONTENTS,
    COUNCILS_OWN,
    COUNTED_PARTS,
    ENUMERATED_AREAS,
    QUOTED_NAME,
    QUOTED_ROW,
    number_of,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.markers import marker_of
from helhed.policy.reading.structure.listed import Announced, Overview, is_name, listed_areas

_LONGEST_ENUMERATION = 500
_EDGES = ' .:;,–—-·”"“„»«'
_SAMT = re.compile(r"(?<!-)\ssamt\s")
_AND = re.compile(r"(?<!-)\s(?:og|samt|og endelig)\s")
_STOP = re.compile(r"[.:;!?](?:\s|$)|\s[–—-]\s")
_PAGE = re.compile(r"\s\d{1,3}$")


def find_overview(blocks: Sequence[Block], announced: Sequence[Announced]) -> Overview:
    """Lists that hold areas; else names in one sentence; else lines of a table of contents."""
    for found in (
        listed_areas(blocks, announced),
        _in_sentence(blocks),
        _in_contents(blocks),
        _in_one_line(blocks),
    ):
        if found.names:
            return found
    return Overview()


def _in_sentence(blocks: Sequence[Block]) -> Overview:
    """Names in a row after a word for areas: as many as the text says, or all between a colon and a full stop."""
    for block in telling(blocks):
        if block.kind is Kind.CONTENTS:
            continue
        for match in ENUMERATED_AREAS.finditer(block.text):
            tail = block.text[match.end() : match.end() + _LONGEST_ENUMERATION]
            names = _row(tail, match)
            if names and all(map(is_name, names)) and not COUNCILS_OWN.search(block.text[: match.start()][-60:]):
                return Overview(tuple(names), How.NAMED_IN_SENTENCE, block=blocks.index(block))
    return Overview()


def _row(tail: str, lead: re.Match[str]) -> list[str]:
    count = number_of(lead["count"]) if lead["count"] else None
    quoted = QUOTED_ROW.match(tail)
    if quoted:
        names = [name["name"] for name in QUOTED_NAME.finditer(quoted[0])]
        return names if count in {None, len(names)} else []
    if lead[0].endswith("("):
        tail = tail.partition(")")[0]
    return _counted(tail, count) if count else _to_full_stop(tail, lead[0])


def _counted(tail: str, count: int) -> list[str]:
    """The names where the row has just so many: all but the last two are parted by commas.

    Where "og" stands more than once in what is left, a "samt" tells the two last apart; without one they are not told.
    """
    parts = _STOP.split(tail)[0].split(", ")
    if len(parts) < count - 1 or count < 2:
        return []
    names, rest = parts[: count - 2], parts[count - 2]
    pair = _pair(rest)
    if pair:
        return [*names, *pair]
    last = re.match(r"(?:og|samt)\s(.+)", parts[count - 1]) if len(parts) == count else None
    return [*parts[: count - 1], last[1]] if last else []


def _pair(text: str) -> list[str]:
    for parting in (_SAMT, _AND):
        ends = parting.split(text)
        if len(ends) == 2:
            return ends
    return []


def _to_full_stop(tail: str, lead: str) -> list[str]:
    """Without a number, a colon must lead to the names, and the sentence must hold nothing else."""
    if not lead.rstrip().endswith(":"):
        return []
    *names, last = _STOP.split(tail)[0].split(", ")
    pair = _pair(last)
    return [*names, *pair] if names and pair else []


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
    return str(match["title"]).strip(_EDGES)


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
    return entry[len(marker_of(entry)[0]) :].strip(_EDGES)


def _in_one_line(blocks: Sequence[Block]) -> Overview:
    """A table of contents that was run together: a word for area, a number, a name and a page, at least twice."""
    for index, block in enumerate(blocks):
        names = [match["title"].strip(_EDGES) for match in AREAS_IN_CONTENTS.finditer(block.text[:5000])]
        if len(names) > 1 and all(map(is_name, names)):
            return Overview(tuple(names), How.NAMED_IN_CONTENTS, block=index)
    return Overview()
