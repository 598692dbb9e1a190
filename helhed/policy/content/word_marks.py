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
_MOST_PAIRS = 60_000


def word_marks(old: str, new: str) -> tuple[Mark, ...]:
    """The two texts as one row of marked pieces.

    What is kept or left out makes up exactly the old text, what is kept or put in exactly the new one. Only whole
    words are marked, and spaces and signs between two changed words go with them. Where two texts are so long, and
    repeat their words so often, that a comparison would take seconds, what lies between their like ends is marked
    as left out and put in.
    """
    if old == new:
        return (("kept", old),) if old else ()
    return tuple(_merged(_with_their_spaces(list(_merged(_differences(_pieces(old), _pieces(new)))))))


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[Mark]:
    """The like beginning and the like end are kept; what lies between is compared."""
    start = _like(old, new)
    end = _like(old[start:][::-1], new[start:][::-1])
    yield "kept", "".join(old[:start])
    yield from _compared(old[start : len(old) - end], new[start : len(new) - end])
    yield "kept", "".join(old[len(old) - end :])


def _like(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces the two have alike from the beginning."""
    pairs = zip(old, new, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Mark]:
    if _pairs(old, new) > _MOST_PAIRS:
        yield from (("left_out", "".join(old)), ("put_in", "".join(new)))
        return
    matcher = SequenceMatcher(_is_no_word, old, new, autojunk=False)
    for tag, old_from, old_until, new_from, new_until in matcher.get_opcodes():
        if tag == "equal":
            yield "kept", "".join(old[old_from:old_until])
        else:
            yield "left_out", "".join(old[old_from:old_until])
            yield "put_in", "".join(new[new_from:new_until])


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of like words there are, which is what a comparison goes through."""
    before, after = (Counter(piece for piece in pieces if not _is_no_word(piece)) for pieces in (old, new))
    return sum(times * after[word] for word, times in before.items())


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
