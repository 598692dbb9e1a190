"""From glyphs to pieces: what stands side by side at one height and is one text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from helhed.policy.reading.formats.pdf.glyphs import Glyph

SMALLER = 0.92
_SMALLEST = 0.45
_LEVEL = 0.1
_SAME_HEIGHT = 0.2
_MARK_HEIGHT = 0.45
_RAISED = 0.65
_TOUCHING = 0.4
_WIDEST_SPACE = 0.9
_WIDEST_JUSTIFIED = 8.0
_UNEVEN = 1.4
_LEAST_SPACE = 0.2
_FEWEST_SPACES = 2
_WIDEST_AFTER_MARK = 4.5
_LONGEST_MARK = 6
_MOST_NEAR = 200
_MARK = re.compile(r"[•●○▪■◦‣⁃➢✓▶*·o–—§-]|[\ue000-\uf8ff]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zæøå]\)", re.IGNORECASE)
SPACES = (0x20, 0xA0)


@dataclass
class Piece:
    """`order` is its place in the file. Its height and size are those of its largest glyphs."""

    glyphs: list[Glyph]
    order: int
    base: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.base, self.size = self.glyphs[0].base, self.glyphs[0].face.size

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.last_ink.right

    @property
    def last_ink(self) -> Glyph:
        last = self.glyphs[-1]
        if last.code not in SPACES:
            return last
        return next((glyph for glyph in reversed(self.glyphs[-4:]) if glyph.code not in SPACES), last)

    @property
    def is_mark(self) -> bool:
        """It is nothing but a bullet or the number of an item."""
        ink = [chr(glyph.code) for glyph in self.glyphs[: _LONGEST_MARK + 2] if glyph.code not in SPACES]
        return len(ink) <= _LONGEST_MARK and bool(_MARK.fullmatch("".join(ink)))

    def add(self, glyph: Glyph) -> None:
        self.glyphs.append(glyph)
        if glyph.face.size > self.size / SMALLER:
            self.base, self.size = glyph.base, glyph.face.size


def pieces_of(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The highest first, and at one height from left to right."""
    pieces = _in_file_order(glyphs)
    _level_marks(pieces)
    return [piece for level in _levels(pieces) for piece in _joined(level)]


def _in_file_order(glyphs: Iterable[Glyph]) -> list[Piece]:
    pieces: list[Piece] = []
    for glyph in glyphs:
        if not pieces or not _goes_on(pieces[-1], glyph):
            if glyph.code not in SPACES:
                pieces.append(Piece([glyph], len(pieces)))
        elif not _is_same(pieces[-1].glyphs[-1], glyph):
            pieces[-1].add(glyph)
    return pieces


def _goes_on(piece: Piece, glyph: Glyph) -> bool:
    """What is raised or lowered, as the 2 of m², goes on where it is small and touches. The letters of a ligature
    come one by one, and all stand where it begins."""
    size = max(piece.size, glyph.face.size)
    gap = glyph.left - piece.last_ink.right
    is_ahead = gap >= -0.5 * size or glyph.left >= piece.glyphs[-1].left
    if not is_ahead or gap > _WIDEST_SPACE * size:
        return False
    height = abs(glyph.base - piece.base)
    if height <= _LEVEL * size:
        return True
    is_smaller = _SMALLEST * size < min(piece.size, glyph.face.size) < SMALLER * size
    return is_smaller and height <= _RAISED * size and gap <= _TOUCHING * size


def _is_same(first: Glyph, second: Glyph) -> bool:
    """Some programs draw a glyph twice to make it bold."""
    return (
        first.code == second.code
        and first.face is not second.face
        and abs(first.left - second.left) < _LEVEL * second.face.size
    )


def _level_marks(pieces: Sequence[Piece]) -> None:
    """Bullets of another font or size often stand a little higher or lower than their text."""
    ordered = sorted(pieces, key=lambda piece: piece.base)
    bases = [piece.base for piece in ordered]
    for mark in [piece for piece in pieces if piece.is_mark]:
        reach = _MARK_HEIGHT * mark.size
        first, end = bisect_left(bases, mark.base - reach), bisect_right(bases, mark.base + reach)
        near = ordered[first : min(end, first + _MOST_NEAR)]
        after = [other for other in near if 0 < other.left - mark.right <= _WIDEST_AFTER_MARK * other.size]
        if after:
            mark.base = min(after, key=lambda other: other.left).base


def _levels(pieces: Sequence[Piece]) -> list[list[Piece]]:
    levels: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: -each.base):
        if levels and levels[-1][0].base - piece.base <= _SAME_HEIGHT * min(levels[-1][0].size, piece.size):
            levels[-1].append(piece)
        else:
            levels.append([piece])
    return [sorted(level, key=lambda piece: piece.left) for level in levels]


def _joined(level: Sequence[Piece]) -> list[Piece]:
    """Pieces that touch, or stand no further apart than the words of their line do, and a mark with its text."""
    spaces = _word_spaces(level)
    joined: list[Piece] = []
    for piece in level:
        if joined and _is_one_text(joined[-1], piece, spaces.get(piece.order, 0.0)):
            for glyph in piece.glyphs:
                joined[-1].add(glyph)
        else:
            joined.append(piece)
    return joined


def _is_one_text(before: Piece, after: Piece, word_space: float) -> bool:
    size = max(before.size, after.size)
    gap = after.left - before.right
    if gap < -0.5 * size:
        return False
    widest = min(_WIDEST_JUSTIFIED * size, _UNEVEN * word_space)
    if before.is_mark:
        widest = max(widest, _WIDEST_AFTER_MARK * size)
    return gap <= max(widest, _WIDEST_SPACE * size)


def _word_spaces(level: Sequence[Piece]) -> dict[int, float]:
    """How far apart words stand, for each piece that comes right after another in the file: a justified line has at
    least two spaces, all of one width."""
    spaces: dict[int, float] = {}
    for run in _file_runs(level):
        gaps = [gap for piece in run for gap in _gaps_within(piece)]
        gaps += [after.left - before.right for before, after in pairwise(run)]
        if len(gaps) >= _FEWEST_SPACES and max(gaps) <= _UNEVEN * min(gaps):
            spaces.update(dict.fromkeys((piece.order for piece in run[1:]), median(gaps)))
    return spaces


def _file_runs(level: Sequence[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in level:
        if run and piece.order != run[-1].order + 1:
            yield run
            run = []
        run.append(piece)
    yield run


def _gaps_within(piece: Piece) -> Iterator[float]:
    ink = [glyph for glyph in piece.glyphs if glyph.code not in SPACES]
    for before, after in pairwise(ink):
        if after.left - before.right > _LEAST_SPACE * piece.size:
            yield after.left - before.right
