"""Texts in which each page came out as one line: where its parts begin again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from helhed.policy.reading.blocks.block import LONGEST_TELLING
from helhed.policy.reading.field_words import AREA_HEADING_INSIDE, AREAS, GOAL, WISH
from helhed.policy.reading.joining import sentences_in
from helhed.policy.reading.line import Line

_PAGE_START = re.compile(r"(?P<page>\d{1,3})\s(?=\S)")
_PAGE_END = re.compile(r"\s\d{1,3}$")
_LEAD = re.compile(r"(?P<before>.*?)(?P<lead>[^.:!?]{2,120}:)\s(?P<mark>[•●▪–-])\s(?P<rest>.+)")
_FIRST_WORDS = re.compile(r"(?P<before>)(?P<lead>[^.:!?–-]{2,60})\s(?P<mark>[•●▪–-])\s(?P<rest>.+)")
_OPEN_LEAD = re.compile(r"(?P<before>.*[.!?]\s)(?P<lead>[^.:!?–-]{2,120}?)\s(?P<mark>[•●▪–-])\s(?P<rest>.+)")
_ENTRY = re.compile(r"(?P<name>[^\W\d_].*?)[\s.…]*\s(?P<page>\d{1,3})(?=\s|$)")
_CONTENTS = re.compile(r"indhold(?:sfortegnelse)?\b:?\s", re.IGNORECASE)
_FEWEST_PAGES = 2
_SHORTEST_PAGE = 60
_LONGEST_ITEM = 2.5


def taken_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, those that are whole pages cut where a part begins; other documents as they are.

    A document came out page by page if, and only if, lines of it begin with numbers that count up by one, as the pages
    do, and these lines are as long as pages are.
    """
    pages = _pages(lines)
    if len(pages) < _FEWEST_PAGES or median(len(lines[index].text) for index in pages) < _SHORTEST_PAGE:
        return list(lines)
    names = _names_in_contents(lines)
    return [
        piece
        for index, line in enumerate(lines)
        for piece in (_pieces(line, pages[index], names) if _is_page(line, index, pages) else (line,))
    ]


def _is_page(line: Line, index: int, pages: Mapping[int, int]) -> bool:
    return index in pages and len(line.text) <= LONGEST_TELLING


def _pages(lines: Sequence[Line]) -> dict[int, int]:
    found: dict[int, int] = {}
    wanted = 1
    for index, line in enumerate(lines):
        match = _PAGE_START.match(line.text)
        if match and int(match["page"]) == wanted and line.follows_gap:
            found[index] = wanted
            wanted += 1
    return found


def _names_in_contents(lines: Sequence[Line]) -> tuple[str, ...]:
    for line in lines:
        match = _CONTENTS.search(line.text)
        names = [each["name"] for each in _ENTRY.finditer(line.text, match.end())] if match else []
        if len(names) > 1:
            return tuple(sorted(names, key=len, reverse=True))
    return ()


def _pieces(line: Line, page: int, names: Sequence[str]) -> Iterator[Line]:
    """The parts of one page: headings that the table of contents or a word for area names, and lists."""
    text = _PAGE_END.sub("", line.text[len(str(page)) :].strip())
    is_first = True
    for part, level in _headed(text, names):
        for piece in [part] if level else _lists(part):
            yield replace(
                line, text=piece, page=page, follows_gap=True, starts_page=is_first, level=level, is_whole=True
            )
            is_first = False


def _headed(text: str, names: Sequence[str]) -> Iterator[tuple[str, int | None]]:
    """The text, and before it the heading that the page begins with where a table of contents names it."""
    for name in names:
        if text.startswith(f"{name} "):
            yield name, 1
            yield text[len(name) :].strip(), None
            return
    start = 0
    for match in AREA_HEADING_INSIDE.finditer(text):
        if match.start() > start:
            yield text[start : match.start()].strip(), None
        yield match[0].strip(), 1
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip(), None


def _lists(text: str) -> list[str]:
    """The text, its lists taken apart. What may have run on beyond the last item is not told as one."""
    match = _LEAD.fullmatch(text) or _FIRST_WORDS.fullmatch(text) or _alike_after(_OPEN_LEAD.fullmatch(text))
    if not match or not (AREAS.search(match["lead"]) or GOAL.search(match["lead"]) or WISH.search(match["lead"])):
        return [text]
    items = re.split(rf"\s{re.escape(match['mark'])}\s", match["rest"])
    if _runs_on(items):
        *items, last = items
        tail = [last]
    else:
        tail = []
    marked = [f"{match['mark']} {item.strip()}" for item in items]
    return [part for part in (match["before"].strip(), match["lead"].strip(), *marked, *tail) if part]


def _alike_after(match: re.Match[str] | None) -> re.Match[str] | None:
    """A lead without a colon counts where what follows begins with the same word each time."""
    if match is None:
        return None
    firsts = {item.split(" ", 1)[0] for item in re.split(rf"\s{re.escape(match['mark'])}\s", match["rest"])}
    return match if len(firsts) == 1 else None


def _runs_on(items: Sequence[str]) -> bool:
    others = [len(item) for item in items[:-1]]
    return sentences_in(items[-1]) > 1 or bool(others and len(items[-1]) > _LONGEST_ITEM * median(others))
