"""How the items of a list are counted and marked."""

import re
from dataclasses import dataclass

from helhed.policy.reading.markers import marker_of

BULLET = "•"
MOST_DEPTHS = 10
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_LARGEST = 99
_WORD = re.compile(r"[^\W\d_]{3,}")
_BARE_NUMBER = re.compile(r"\d{1,2}")
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True)
class Counting:
    """How one depth of a list is counted: `form` is 1, a, A, i, I, or nothing where a sign stands instead, and
    `pattern` is what is written around the number, such as "%1." or "Fokusområde %1 –"."""

    form: str = ""
    pattern: str = "%1."
    start: int = 1


class Count:
    """Where a list with several depths has come to."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def restart(self, depth: int, number: int) -> None:
        self._numbers[depth] = number - 1

    def next_mark(self, levels: list[Counting], depth: int) -> str:
        """Counts one item; the depths below it begin anew."""
        counting = levels[depth]
        if not counting.form:
            return counting.pattern and BULLET
        number = self._numbers.get(depth, counting.start - 1) + 1
        self._numbers = {each: count for each, count in self._numbers.items() if each < depth} | {depth: number}
        return recognisable(self._written(levels, depth), number, counting.form)

    def _written(self, levels: list[Counting], depth: int) -> str:
        def told(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            if not 0 <= place < len(levels):
                return ""
            return counted(self._numbers.get(place, levels[place].start), levels[place].form or "1")

        return " ".join(_PLACE.sub(told, levels[depth].pattern).split())


def counted(number: int, form: str) -> str:
    """The number as a digit, a letter or a Roman number."""
    if form in {"a", "A"} and 1 <= number <= _LETTERS:
        letter = chr(ord("a") + number - 1)
        return letter if form == "a" else letter.upper()
    if form in {"i", "I"} and 1 <= number <= _LARGEST:
        return _roman(number) if form == "i" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (number // worth)
        number %= worth
    return written


def recognisable(written: str, number: int, form: str) -> str:
    """The mark as it is written where the reader of marks knows it or it holds a word; else the nearest that is
    known."""
    if _BARE_NUMBER.fullmatch(written):
        return f"{written}."
    if marker_of(f"{written} ")[0] or _WORD.search(written):
        return written
    return plain_mark(number, form)


def plain_mark(number: int, form: str) -> str:
    if form in {"a", "A"} and 1 <= number <= _LETTERS:
        return f"{counted(number, form)})"
    return f"{number}." if 0 <= number <= _LARGEST else BULLET
