"""The codes of the goals, which make their addresses."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from helhed.policy.content.tree import Content, ContentArea, ContentGoal

# A number of more digits is no number that somebody counted to, and the next one would not fit in an address.
_CODE = re.compile(r"([0-9]{1,10})\.([0-9]{1,5})")


def with_codes(content: Content, taken: Collection[str]) -> Content:
    """A goal keeps its code. A new one gets the number of its area's series and the next number never used in it;
    numbers of more than five digits are not counted on.

    `taken` are all codes that the policy ever used, also of goals that are gone: a code is never given twice. Where
    two goals come with the same code, the first keeps it.
    """
    used = _Used((*taken, *(goal.code for goal in content.goals())))
    areas = zip(content.areas, _series(content.areas), strict=True)
    return replace(content, areas=tuple(_coded(area, number, used) for area, number in areas))


def _series(areas: Sequence[ContentArea]) -> list[int]:
    """What the codes of an area's goals begin with: its number if, and only if, each area has one of its own, from 1
    up, and its place otherwise."""
    numbers = [area.number for area in areas if area.number and area.number > 0]
    return numbers if len(set(numbers)) == len(areas) else list(range(1, len(areas) + 1))


class _Used:
    """The codes ever used with the highest number in each series, and the codes that stand in the content so far."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.ever = set(codes)
        self.standing: set[str] = set()
        self.highest: dict[int, int] = {}
        for code in self.ever:
            if parts := _CODE.fullmatch(code):
                series, number = int(parts[1]), int(parts[2])
                self.highest[series] = max(number, self.highest.get(series, 0))

    def next(self, series: int) -> str:
        candidates = count(self.highest.get(series, 0) + 1)
        self.highest[series] = next(number for number in candidates if f"{series}.{number}" not in self.ever)
        return f"{series}.{self.highest[series]}"


def _coded(area: ContentArea, series: int, used: _Used) -> ContentArea:
    return replace(area, goals=tuple(_goals(area.goals, series, used)))


def _goals(goals: Iterable[ContentGoal], series: int, used: _Used) -> Iterator[ContentGoal]:
    for goal in goals:
        keeps = goal.code and goal.code not in used.standing
        coded = goal if keeps else replace(goal, code=used.next(series))
        used.standing.add(coded.code)
        yield coded
