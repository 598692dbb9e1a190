"""Areas named in a table of contents that was run together on one line."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from helhed.policy.reading.field_words import (
    AREA_WORD,
    AREAS_IN_CONTENTS,
    AREAS_OPEN_CONTENTS,
    MUNICIPALITY,
    number_of,
)
from helhed.policy.reading.joining import ends_small
from helhed.policy.reading.structure.area_titles import is_rubric
from helhed.policy.reading.structure.rows import EDGES

_LONGEST_SEARCHED = 5_000
_LONGEST_TITLE = 10
_FEWEST = 2
_FEWEST_CHAPTERS = 3
_CONTENTS = re.compile(r"\bindhold(?:sfortegnelse)?\b", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:^|\s)(?P<number>\d{1,2})\.\s(?=[A-ZÆØÅ])")
_BETWEEN = re.compile(r"\s?(?:(?:\.\s?){3,}|…+\s?)(?:\d{1,3}(?=\s|$))?|\s(?:\d{1,2}\.)*\d{1,3}\.?(?=\s|$)")
_ACRONYM = re.compile(r"\b[A-ZÆØÅ]{2,4}\b")
_PAGE = re.compile(r"\s(\d{1,3})(?=\s|$)")


def areas_in_line(text: str) -> tuple[str, ...]:
    """The areas that a table of contents on one line names, told in the first of these ways that finds several:

    - a word for area, a number, a name and a page
    - a name and its page, and a word for area with the same page
    - titles below one that is a word for areas, as far as it can be told where each of them ends
    """
    text = text[:_LONGEST_SEARCHED]
    for names in (_numbered(text), _labelled(text), _below_word(text)):
        if len(names) >= _FEWEST and all(0 < len(name.split()) <= _LONGEST_TITLE for name in names):
            return tuple(names)
    return ()


def _numbered(text: str) -> list[str]:
    return [match["title"].strip(EDGES) for match in AREAS_IN_CONTENTS.finditer(text)]


def _labelled(text: str) -> list[str]:
    pieces = _PAGE.split(text)
    entries = [(name.strip(f"{EDGES}…"), page) for name, page in zip(pieces[::2], pieces[1::2], strict=False)]
    return [name for (name, page), (label, other) in pairwise(entries) if AREA_WORD.fullmatch(label) and page == other]


def _below_word(text: str) -> list[str]:
    """Titles that begin with a capital, up to one that names another kind of part, the next chapter or the end. Where
    the number of areas is told, there are just as many."""
    for word in AREAS_OPEN_CONTENTS.finditer(text):
        chapters = [int(match["number"]) for match in _CHAPTER.finditer(text, 0, word.end())]
        if not (_CONTENTS.search(text, 0, word.start()) or len(chapters) >= _FEWEST_CHAPTERS):
            continue
        tail = text[word.end() :]
        if chapters:
            tail = re.split(rf"\s{chapters[-1] + 1}\.\s", tail)[0]
        titles = list(takewhile(lambda title: not is_rubric(title), _titles(tail)))
        count = number_of(word["count"]) if word["count"] else None
        if count and len(titles) >= count:
            return titles[:count]
        if not count and all(_is_title(title) for title in titles):
            return titles
    return []


def _titles(text: str) -> Iterator[str]:
    """The pieces between page numbers and dots, each cut again where a capital begins a title."""
    places = [match.span() for match in MUNICIPALITY.finditer(text)]
    start = 0
    for end in [*(match.span() for match in _BETWEEN.finditer(text)), (len(text), len(text))]:
        yield from _by_capitals(text, start, end[0], places)
        start = end[1]


def _by_capitals(text: str, start: int, stop: int, places: list[tuple[int, int]]) -> Iterator[str]:
    begins = start
    for match in re.finditer(r"(?<=\s)[A-ZÆØÅ]\S*", text[start:stop]):
        at = start + match.start()
        inside = any(first < at < last for first, last in places) or _ACRONYM.fullmatch(match[0])
        if not inside and not _asks_for_more(text[begins:at].strip()):
            yield text[begins:at].strip(EDGES)
            begins = at
    if text[begins:stop].strip(EDGES):
        yield text[begins:stop].strip(EDGES)


def _asks_for_more(text: str) -> bool:
    return not text or text.endswith(",") or ends_small(text)


def _is_title(text: str) -> bool:
    """An acronym inside may belong to this title or begin the next."""
    is_sure = all(_asks_for_more(text[: match.start()].strip()) for match in _ACRONYM.finditer(text))
    return is_sure and not text.isupper() and len(text.split()) <= _LONGEST_TITLE and ". " not in text
