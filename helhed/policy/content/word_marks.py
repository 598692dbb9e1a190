"""Which words of a text were left out, which put in, and which kept."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Op = Literal["kept", "left_out", "put_in"]
Mark = tuple[Op, str]

_PIECE = re.compile(r"\w+(?:[-’']\w+)*|\s+|[^\w\s]")
# The steps that all comparisons on one page may take together, which is a second or two.
_MOST_STEPS = 10_000_000
_STEPS_FOR_A_CHARACTER = 4


class WordMarks:
    """Marks the words of one pair of texts after another, and never works for more than so many steps on all of them.

    Where two texts are so long, or repeat their words so often, that comparing them would take more than is left,
    what lies between their like ends, or the whole of them, is marked as left out and put in.
    """

    def __init__(self, most_steps: int = _MOST_STEPS) -> None:
        self._steps_left = most_steps

    def __call__(self, old: str, new: str) -> tuple[Mark, ...]:
        """The two texts as one row of marked pieces.

        What is kept or left out makes up exactly the old text, what is kept or put in exactly the new one. Only whole
        words are marked, and spaces and signs between two changed words go with them.
        """
        if old == new:
            return (("kept", old),) if old else ()
        if not self._can_take(_STEPS_FOR_A_CHARACTER * (len(old) + len(new))):
            return tuple(_merged(_exchanged([old], [new])))
        return tuple(_merged(_with_their_spaces(list(_merged(self._differences(_pieces(old), _pieces(new)))))))

    def _differences(self, old: Sequence[str], new: Sequence[str]) -> Iterator[Mark]:
        """The like beginning and the like end are kept; what lies between is compared."""
        start = _like(old, new)
        end = _like(old[start:][::-1], new[start:][::-1])
        yield "kept", "".join(old[:start])
        yield from self._compared(old[start : len(old) - end], new[start : len(new) - end])
        yield "kept", "".join(old[len(old) - end :])

    def _compared(self, old: Sequence[str], new: Sequence[str]) -> Iterator[Mark]:
        return _by_words(old, new) if self._can_take(_steps(old, new)) else _exchanged(old, new)

    def _can_take(self, steps: int) -> bool:
        can = steps <= self._steps_left
        self._steps_left -= steps if can else 0
        return can


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _like(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces the two have alike from the beginning."""
    pairs = zip(old, new, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Mark]:
    matcher = SequenceMatcher(_is_no_word, old, new, autojunk=False)
    for tag, old_from, old_until, new_from, new_until in matcher.get_opcodes():
        if tag == "equal":
            yield "kept", "".join(old[old_from:old_until])
        else:
            yield from _exchanged(old[old_from:old_until], new[new_from:new_until])


def _exchanged(old: Sequence[str], new: Sequence[str]) -> Iterator[Mark]:
    yield "left_out", "".join(old)
    yield "put_in", "".join(new)


def _steps(old: Sequence[str], new: Sequence[str]) -> int:
    """How far a comparison goes at most: for each piece that is kept, through the old text once more, and through all
    pairs of like words."""
    before, after = (Counter(piece for piece in pieces if not _is_no_word(piece)) for pieces in (old, new))
    kept = sum(min(times, after[word]) for word, times in before.items())
    pairs = sum(times * after[word] for word, times in before.items())
    return (kept + 1) * (len(old) + pairs)


def _is_no_word(piece: str) -> bool:
    return not any(each.isalnum() for each in piece)


def _with_their_spaces(marks: Sequence[Mark]) -> Iterator[Mark]:
    """What is kept without a word in it, between two changes, is said to be left out and put in with them."""
    last = len(marks) - 1
    for place, (op, text) in enumerate(marks):
        if op == "kept" and _is_no_word(text) and 0 < place < last:
            yield from (("left_out", text), ("put_in", text))
        else:
            yield op, text


def _merged(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Neighbouring changes as one that was left out and one that was put in, and no empty ones."""
    for is_kept, group in groupby((mark for mark in marks if mark[1]), key=lambda mark: mark[0] == "kept"):
        run = list(group)
        ops: tuple[Op, ...] = ("kept",) if is_kept else ("left_out", "put_in")
        for op in ops:
            if text := "".join(text for each, text in run if each == op):
                yield op, text
