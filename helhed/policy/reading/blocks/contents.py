"""Which lines are a table of contents."""

import re
from collections.abc import Sequence
from dataclasses import replace

from helhed.policy.reading.line import Line

_ENTRY = re.compile(r"(?P<name>.*[^\W\d_][^\d]*?)(?P<leader>[\s.…_·-]*)\s(?P<page>\d{1,3})")
_LEADERS = re.compile(r"\.{4,}\s?\d{0,3}$|…{2,}\s?\d{0,3}$")
_FEWEST_ENTRIES = 3
_LONGEST_ENTRY = 110


def with_contents_marked(lines: Sequence[Line]) -> list[Line]:
    """A line is of a table of contents if, and only if, one of these holds:

    - dots lead to its page
    - it ends in a number that does not fall, as at least two of its neighbours do, and one of them rises
    """
    entries = {index for index, line in enumerate(lines) if _LEADERS.search(line.text)}
    for run in _runs(lines):
        pages = [_page_of(lines[index]) or 0 for index in run]
        if len(run) >= _FEWEST_ENTRIES and pages[-1] > pages[0]:
            entries |= set(run)
    return [replace(line, is_contents=True) if index in entries else line for index, line in enumerate(lines)]


def _runs(lines: Sequence[Line]) -> list[list[int]]:
    """Neighbouring lines that end in a number no smaller than the one before."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        page = _page_of(line)
        if page is None:
            continue
        before = runs[-1][-1] if runs else None
        if before is not None and before == index - 1 and page >= (_page_of(lines[before]) or 0):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _page_of(line: Line) -> int | None:
    if len(line.text) > _LONGEST_ENTRY:
        return None
    match = _ENTRY.fullmatch(line.text)
    return int(match["page"]) if match else None


def entry_name(text: str) -> str:
    """What a line of a table of contents leads to, without its dots and its page."""
    match = _ENTRY.fullmatch(text)
    name = match["name"] if match else _LEADERS.sub("", text)
    return name.rstrip(" .…_·-")
