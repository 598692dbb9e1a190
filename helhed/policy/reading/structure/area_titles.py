"""Which headings name a focus area."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.blocks.contents import entry_name
from helhed.policy.reading.field_words import (
    AREA_HEADING,
    AREAS,
    COUNTED_NOUN,
    COUNTED_PARTS,
    GOAL,
    MUNICIPALITY,
    NOT_GOALS,
    ORDINALS,
    PARTS,
    POLICY_TITLE,
    POLICY_WORD,
    SECTION_KINDS,
    VALUES,
    VISION,
    WISH,
    number_of,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.joining import begins_small, is_title
from helhed.policy.reading.structure.flow import Titles, fold, side_of_page_titles
from helhed.policy.reading.structure.rubrics import Rubrics

_COUNTING = re.compile(r"(?:\d{1,2}|[A-I])\.\s")
_EDGES = ' .:;,–—-·|”"“„»«'
_SEPARATOR = re.compile(r"[:–—·|-]")
_SERIES = re.compile(
    r"(?:(?P<before>\d{1,2})\.\s)?(?P<word>[^\W\d_]{3,30}(?:\s[^\W\d_]{3,30})?)(?:\s(?:nr\.?\s?)?(?P<number>\d{1,2}|[A-I])(?=\W|$))?"
    r"(?P<separator>\s?[:.–—·|-]\s?|\s|$)(?P<title>.*)"
)
_NO_SERIES = {
    "mål",
    "delmål",
    "side",
    "bilag",
    "figur",
    "tabel",
    "kapitel",
    "afsnit",
    "punkt",
    "kl",
    "uge",
    "dag",
    "trin",
}
_WHOLE = (POLICY_WORD, MUNICIPALITY, re.compile(r"\b(?:19|20)\d\d\b"))
_FEWEST_IN_SERIES = 2
_FEWEST_COUNTED = 2
_FEWEST_AGAIN = 2


@dataclass(frozen=True)
class AreaTitle:
    """A focus area's heading; `index` is its place among the blocks, `last` that of a title set on its own line."""

    index: int
    last: int
    number: int | None
    title: str | None
    how: How = How.WORDED_HEADING


def find_area_titles(
    blocks: Sequence[Block], names: Sequence[str], rubrics: Rubrics, marks: Sequence[int]
) -> list[AreaTitle]:
    """Headings with a word for area decide, or with any word that is counted; else those that the policy has
    announced; else those over the goals; else just as many as the policy says it has;
    else, where it names none, the title of a page about one."""
    over_goals = _over_goals(blocks, rubrics, marks)
    for found in (_worded_all(blocks), _in_series(blocks, marks), _announced(blocks, names)):
        if found and (len(found) > 1 or len(over_goals) <= len(found)):
            return found
    told = over_goals or _as_many_as_told(blocks, rubrics) or _over_lists(blocks, marks)
    return told or ([] if names else _of_page(blocks, marks))


def _headings(blocks: Sequence[Block]) -> list[int]:
    return [index for index, block in enumerate(blocks) if block.kind is Kind.HEADING]


def _worded_all(blocks: Sequence[Block]) -> list[AreaTitle]:
    found = [title for index in _headings(blocks) if (title := _worded(blocks, index))]
    return _once_each(blocks, _without_pages(found))


def _worded(blocks: Sequence[Block], index: int) -> AreaTitle | None:
    """The word for area in the singular, with a number or a separator; the title may stand on the next line."""
    match = AREA_HEADING.fullmatch(blocks[index].text)
    if not match:
        return None
    number = _number_of(match) or blocks[index].number
    if number is None and not _SEPARATOR.search(match["separator"]):
        return None
    title, last = _title_of(blocks, index, match["title"])
    return AreaTitle(index, last, number, title)


def _number_of(match: re.Match[str]) -> int | None:
    if match["ordinal"]:
        return ORDINALS.index(match["ordinal"].casefold()) // 2 + 1
    number = match["number"] or match["before"]
    return int(number) if number else None


def _title_of(blocks: Sequence[Block], index: int, title: str) -> tuple[str | None, int]:
    cleaned = _cleaned(title)
    if cleaned is None and index + 1 < len(blocks):
        return _title_below(blocks, index)
    return cleaned, index


def _title_below(blocks: Sequence[Block], index: int) -> tuple[str | None, int]:
    """The title on the line below, and on the next where that one carries it on."""
    below = blocks[index + 1]
    can_be = below.kind is Kind.CONTENTS or is_title(below.text, is_alone=True)
    if not can_be or below.marker or below.starts_page or AREA_HEADING.match(below.text) or is_rubric(below.text):
        return None, index
    texts, last = [_name_of(below)], index + 1
    if last + 1 < len(blocks) and _carries_on(below, blocks[last + 1]):
        texts, last = [*texts, _name_of(blocks[last + 1])], last + 1
    return _cleaned(" ".join(texts)), last


def _name_of(block: Block) -> str:
    return entry_name(block.text) if block.kind is Kind.CONTENTS else block.text


def _carries_on(first: Block, second: Block) -> bool:
    """The second line begins in the middle of the title: with a small letter, or in capitals with a small word."""
    if second.kind is Kind.CONTENTS and second.text[0].islower():
        return True
    is_in_capitals = second.kind is Kind.HEADING and first.text.isupper() and second.text.isupper()
    return is_in_capitals and begins_small(second.text)


def _in_series(blocks: Sequence[Block], marks: Sequence[int]) -> list[AreaTitle]:
    """Headings that begin with the same word and a number that rises from one, with goals among them."""
    series: dict[str, list[tuple[int, str, str]]] = {}
    for index in _headings(blocks):
        match = _SERIES.fullmatch(blocks[index].text)
        number = match and (match["number"] or match["before"] or blocks[index].marker.rstrip(".)"))
        if match and number and match["word"].casefold() not in _NO_SERIES:
            series.setdefault(match["word"].casefold(), []).append((index, number, match["title"]))
    for found in series.values():
        numbers = list(dict.fromkeys(number for _, number, _ in found))
        if len(numbers) >= _FEWEST_IN_SERIES and _count_up(numbers) and any(mark > found[0][0] for mark in marks):
            return _once_each(blocks, [_of_series(blocks, *each) for each in found])
    return []


def _count_up(numbers: Sequence[str]) -> bool:
    first = "1" if numbers[0].isdigit() else "A"
    return list(numbers) == [chr(ord(first) + step) for step in range(len(numbers))]


def _of_series(blocks: Sequence[Block], index: int, number: str, title: str) -> AreaTitle:
    named, last = _title_of(blocks, index, title)
    return AreaTitle(index, last, int(number) if number.isdigit() else None, named, How.NUMBERED_HEADING)


def _announced(blocks: Sequence[Block], names: Sequence[str]) -> list[AreaTitle]:
    """Headings that are names the policy gives its areas; a name may be set on two lines."""
    wanted = {fold(name) for name in names}
    found: list[AreaTitle] = []
    for index in _headings(blocks):
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        if fold(blocks[index].text) in wanted:
            found.append(_plain(blocks, index, How.ANNOUNCED_HEADING))
        elif below and fold(f"{blocks[index].text} {below.text}") in wanted:
            title = f"{blocks[index].text} {below.text}"
            found.append(AreaTitle(index, index + 1, blocks[index].number, _cleaned(title), How.ANNOUNCED_HEADING))
    return _once_each(blocks, found)


def _plain(blocks: Sequence[Block], index: int, how: How) -> AreaTitle:
    return AreaTitle(index, index, blocks[index].number, _cleaned(blocks[index].text), how)


def _cleaned(title: str) -> str | None:
    title = title.strip(_EDGES)
    return title if any(character.isalpha() for character in title) else None


def is_rubric(text: str) -> bool:
    """A heading that says what kind of text follows, or whose it is, not what it is about."""
    words = (GOAL, NOT_GOALS, VISION, VALUES, AREAS, POLICY_TITLE, *(pattern for _, pattern in SECTION_KINDS))
    is_kind = any(pattern.search(text) for pattern in words) or WISH.fullmatch(text.rstrip(":"))
    return bool(is_kind or MUNICIPALITY.fullmatch(text))


def _once_each(blocks: Sequence[Block], titles: list[AreaTitle]) -> list[AreaTitle]:
    """A title that comes again (a table of contents, a running title) counts where most text stands beside it."""
    best: dict[tuple[int | None, str], AreaTitle] = {}
    for title in titles:
        key = (title.number, fold(title.title or ""))
        if key not in best or _company(blocks, title) > _company(blocks, best[key]):
            best[key] = title
    return sorted(best.values(), key=lambda title: title.index)


def _company(blocks: Sequence[Block], title: AreaTitle) -> int:
    """How many of the two neighbours are more than headings."""
    beside = (*blocks[max(title.index - 1, 0) : title.index], *blocks[title.last + 1 : title.last + 2])
    return sum(block.kind is not Kind.HEADING for block in beside)


def _over_goals(blocks: Sequence[Block], rubrics: Rubrics, marks: Sequence[int]) -> list[AreaTitle]:
    """The headings nearest to where goals begin, when they are several.

    A heading that says what kind of text follows names no area, nor does one that is nearest in several places.
    """
    able = [index for index in _headings(blocks) if index not in rubrics and not is_rubric(blocks[index].text)]
    ranked = [index for index in able if blocks[index].level is not None]
    able = ranked if len(ranked) > 1 else able
    side = side_of_page_titles(blocks)
    while True:
        near = [_nearest(blocks, able, mark, _reach(marks, place, blocks), side) for place, mark in enumerate(marks)]
        found = list(dict.fromkeys(index for index in near if index is not None))
        times = Counter(fold(blocks[index].text) for index in found)
        alike = _in_the_dress_of_most(blocks, found)
        if len(alike) < len(found):
            able = [index for index in able if blocks[index].text.isupper() == blocks[alike[0]].text.isupper()]
        elif all(many == 1 for many in times.values()):
            titles = [_plain(blocks, index, How.HEADING_OVER_GOALS) for index in found]
            return _without_counting(titles) if len(titles) > 1 else []
        else:
            able = [index for index in able if times[fold(blocks[index].text)] < _FEWEST_AGAIN]


def _in_the_dress_of_most(blocks: Sequence[Block], found: list[int]) -> list[int]:
    """Where most titles are set in capitals: those that are."""
    capitals = [index for index in found if blocks[index].text.isupper()]
    return capitals if len(found) > len(capitals) > len(found) / 2 else found


def _without_counting(titles: list[AreaTitle]) -> list[AreaTitle]:
    """Titles that count 1, 2, 3 … or A, B, C … before them, without it."""
    parts = [(title.title or "").partition(" ") for title in titles]
    firsts = [first.rstrip(".)") for first, _, _ in parts]
    if not all(firsts) or not _count_up(firsts):
        return titles
    return [
        replace(title, number=int(first) if first.isdigit() else None, title=_cleaned(rest))
        for title, first, (_, _, rest) in zip(titles, firsts, parts, strict=True)
    ]


def _without_pages(titles: list[AreaTitle]) -> list[AreaTitle]:
    """Titles that end in the numbers of their pages, without them."""
    parts = [(title.title or "").rpartition(" ") for title in titles]
    pages = [int(last) if last.isdigit() else -1 for _, _, last in parts]
    if len(pages) < _FEWEST_COUNTED or min(pages) < 0 or pages != sorted(set(pages)):
        return titles
    return [replace(title, title=_cleaned(name)) for title, (name, _, _) in zip(titles, parts, strict=True)]


def _reach(marks: Sequence[int], place: int, blocks: Sequence[Block]) -> tuple[int, int]:
    """How far up and down from a place where goals begin its area's title can stand."""
    before = marks[place - 1] if place else -1
    after = marks[place + 1] if place + 1 < len(marks) else len(blocks)
    return before, after


def _nearest(blocks: Sequence[Block], able: list[int], lead: int, reach: tuple[int, int], side: Titles) -> int | None:
    if side is Titles.AFTER:
        below = bisect_left(able, lead)
        return able[below] if below < len(able) and able[below] < reach[1] else None
    above = bisect_left(able, lead) - 1
    while above >= 0 and able[above] > reach[0] and not _is_above(blocks[able[above]], blocks[lead]):
        above -= 1
    return able[above] if above >= 0 and able[above] > reach[0] else None


def _is_above(title: Block, lead: Block) -> bool:
    """Where the file ranks both, the title ranks higher."""
    return title.level is None or lead.level is None or title.level < lead.level


def _as_many_as_told(blocks: Sequence[Block], rubrics: Rubrics) -> list[AreaTitle]:
    """Where a text tells how many areas there are, and just so many headings, each over a text, follow it."""
    over_text = [index for index in _headings(blocks) if _is_over_text(blocks, index)]
    able = [index for index in over_text if index not in rubrics and not is_rubric(blocks[index].text)]
    for index, block in enumerate(blocks):
        below = bisect_right(able, index)
        if block.kind not in {Kind.PARAGRAPH, Kind.LEAD} or len(able) - below < _FEWEST_COUNTED:
            continue
        if len(able) - below == _count_of_parts(block.text):
            return [_plain(blocks, each, How.COUNTED_HEADING) for each in able[below:]]
    return []


def _count_of_parts(text: str) -> int:
    """How many parts the policy is said to have; 0 where nothing is said of it."""
    match = COUNTED_PARTS.search(text)
    if match:
        return number_of(match["count"])
    return next((number_of(each["count"]) for each in COUNTED_NOUN.finditer(text) if PARTS.fullmatch(each["noun"])), 0)


def _is_over_text(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return below is not None and below.kind is Kind.PARAGRAPH


def _over_lists(blocks: Sequence[Block], marks: Sequence[int]) -> list[AreaTitle]:
    """Where nothing speaks of goals: headings that count up from one or A, when each stands right over a list,
    or is a name with text between it and the list."""
    counted = [index for index in _headings(blocks) if _COUNTING.match(_with_marker(blocks[index]))]
    numbers = [_with_marker(blocks[index]).split(".")[0] for index in counted]
    if marks or len(counted) < _FEWEST_COUNTED or not _count_up(numbers):
        return []
    if not all(_is_over_list(blocks, index) for index in counted):
        return []
    return [_lettered(_plain(blocks, index, How.NUMBERED_HEADING)) for index in counted]


def _is_over_list(blocks: Sequence[Block], index: int) -> bool:
    below = takewhile(lambda at: blocks[at].kind is not Kind.HEADING, range(index + 1, len(blocks)))
    items = [at for at in below if blocks[at].kind is Kind.ITEM]
    text = blocks[index].text
    return bool(items) and (items[0] == index + 1 or not (is_rubric(text) or text.endswith("?")))


def _of_page(blocks: Sequence[Block], marks: Sequence[int]) -> list[AreaTitle]:
    """A page about one area: the title it opens with, where goals follow, no other heading is a name too, and none
    names a policy, a municipality or years, as the title of a whole policy may."""
    headings, leading = _headings(blocks), set(marks)
    able = [index for index in headings if index not in leading and not is_rubric(blocks[index].text)]
    is_whole = any(pattern.search(blocks[index].text) for index in headings for pattern in _WHOLE)
    return [_plain(blocks, 0, How.HEADING_OVER_GOALS)] if marks and able == [0] and not is_whole else []


def _with_marker(block: Block) -> str:
    return f"{block.marker} {block.text}".strip()


def _lettered(title: AreaTitle) -> AreaTitle:
    return replace(title, title=_COUNTING.sub("", title.title or "") or None)
