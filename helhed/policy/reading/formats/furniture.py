"""What is printed on every page and belongs to none: page numbers and running headers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from helhed.policy.reading.field_words import AREA_HEADING, ATTRIBUTION, GOAL, POLICY_TITLE, WISH
from helhed.policy.reading.line import Line
from helhed.policy.reading.markers import marker_of

_PAGE_NUMBER = re.compile(r"(?:side\s)?[-–]?\s?\d{1,3}\s?[-–]?(?:\s(?:af|/)\s\d{1,3})?", re.IGNORECASE)
_NUMBERED_PAGE = re.compile(r"side\s\d{1,3}(?:\s(?:af|/)\s\d{1,3})?", re.IGNORECASE)
_LAST_NUMBER = re.compile(r"(?<!\d)(\d{1,3})\s?[-–]?$")
_DIGITS = re.compile(r"\d+")
# What a web page left behind when its text was copied: ways past its menu, and buttons.
_WAY_PAST_MENU = re.compile(
    r"(?:gå|spring|hop|skip)\b.{0,25}\b(?:hoved\s?)?(?:indhold(?:et)?|menu(?:en)?|navigation(?:en)?|content)\b.{0,15}",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"\W*(?:læs (?:siden )?op|oplæsning|få (?:siden|teksten) (?:læst op|oplæst)|udskriv(?: siden)?|print(?: siden)?|"
    r"forstør tekst(?:en)?|del (?:denne )?side(?:n)?|del på \w+|til (?:toppen|top)|spring til(?: \w+)?|menu|luk|"
    r"du er her|you are here|keyboard_\w+)\W*",
    re.IGNORECASE,
)
_FEWEST = 3
_LONGEST = 100
_LONGEST_STEP = 3


def without_furniture(lines: list[Line]) -> list[Line]:
    numbers = _page_numbers(lines)
    edges = _page_edges(lines) | {near for index in numbers for near in (index - 1, index + 1)} - numbers
    seen = Counter(_bare(lines[index].text) for index in edges if 0 <= index < len(lines))
    running = {text for text, times in seen.items() if times >= max(_FEWEST, 0.15 * len(edges))}
    kept: list[Line] = []
    owed_page = owed_gap = False
    for index, line in enumerate(lines):
        if index in numbers or is_of_web_page(line.text) or _is_furniture(line.text, index in edges, running):
            owed_page, owed_gap = owed_page or line.starts_page, True
            continue
        kept.append(_after_dropped(line, owed_page, owed_gap and (owed_page or line.follows_gap)))
        owed_page = owed_gap = False
    return kept


def is_of_web_page(text: str) -> bool:
    """The whole line leads past a menu, or is a button: it belongs to the page that the text was copied from."""
    return len(text) < _LONGEST and bool(_WAY_PAST_MENU.fullmatch(text) or _BUTTON.fullmatch(text))


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """A line is a page number, wherever it stands, if, and only if, one of these holds:

    - it says so ("Side 3 af 9")
    - it is a bare number, and all such lines of the document count upwards
    - it is the policy's name and a number, comes again, and counts upwards
    """
    found = {index for index, line in enumerate(lines) if _NUMBERED_PAGE.fullmatch(line.text)}
    alike: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if _LAST_NUMBER.search(line.text) and _can_hold_number(line.text):
            alike.setdefault(_bare(line.text), []).append(index)
    for text, indexes in alike.items():
        is_enough = len(indexes) >= (_FEWEST if text else 1)
        if is_enough and _counts_up([_last_number(lines[index].text) for index in indexes], is_bare=not text):
            found |= set(indexes)
    return found


def _can_hold_number(text: str) -> bool:
    return len(text) < _LONGEST and (not _bare(text) or bool(POLICY_TITLE.search(text)) or "ommune" in text)


def _bare(text: str) -> str:
    return _DIGITS.sub("", text).strip(" -–")


def _last_number(text: str) -> int:
    match = _LAST_NUMBER.search(text)
    return int(match[1]) if match else 0


def _counts_up(numbers: Sequence[int], *, is_bare: bool) -> bool:
    longest = max(numbers) if is_bare else _LONGEST_STEP
    return all(0 < after - before <= longest for before, after in pairwise(numbers))


def _is_furniture(text: str, at_edge: bool, running: set[str]) -> bool:
    """A line is page furniture if, and only if, one of these holds:

    - it is a page number at the edge of a page
    - it stands at the edge of many pages, and has no meaning of its own there
    """
    if not at_edge:
        return False
    if _PAGE_NUMBER.fullmatch(text):
        return True
    return len(text) < _LONGEST and _bare(text) in running - {""} and not _has_meaning(text)


def _has_meaning(text: str) -> bool:
    """What a policy may well say on many pages: an area's name, a source, a line about goals, an item, a
    sentence or the rest of one."""
    if text[0].islower() or not text[0].isalnum() or text.endswith((".", ":", "?", "!")) or marker_of(text)[0]:
        return True
    return any((AREA_HEADING.match(text), ATTRIBUTION.match(text), GOAL.search(text), WISH.search(text)))


def _page_edges(lines: list[Line]) -> set[int]:
    """Indexes of the first and last line of every page, where pages are known."""
    if not lines or lines[-1].page is None:
        return set()
    edges = {0, len(lines) - 1}
    for index, (before, after) in enumerate(pairwise(lines)):
        if after.starts_page and before.page != after.page:
            edges |= {index, index + 1}
    return edges


def _after_dropped(line: Line, starts_page: bool, follows_gap: bool) -> Line:
    if not (starts_page or follows_gap):
        return line
    return replace(line, follows_gap=True, starts_page=line.starts_page or starts_page)
