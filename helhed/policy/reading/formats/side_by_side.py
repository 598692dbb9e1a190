"""Plain text that kept two columns of a page beside each other, and rows of a table with tabs between the cells."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import median

Piece = tuple[int, str, bool]
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
_FEWEST = 6
_SHARE = 0.4
_DEEPEST_INDENT = 20
_BLANKS = 3
_NARROWEST = 20


def one_after_the_other(pieces: Iterable[Piece]) -> list[Piece]:
    """The lines (number, text, whether a form feed stands before), where two columns stand beside each other the left
    one first."""
    return [piece for part in _parts(pieces) for piece in _columns(part)]


def _parts(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """What stands between form feeds or wide white space: a page, or a spread."""
    part: list[Piece] = []
    blanks = 0
    for piece in pieces:
        blanks = 0 if piece[1].strip() else blanks + 1
        if part and (piece[2] or blanks == _BLANKS):
            yield part
            part = []
        part.append(piece)
    if part:
        yield part


def _columns(part: list[Piece]) -> list[Piece]:
    """A part has two columns if, and only if, many of its lines have one wide space that ends at the same place, and
    the left one is wide enough for words."""
    starts = [start for _, line, _ in part if (start := _start_of_right(line))]
    place, times = Counter(starts).most_common(1)[0] if starts else (0, 0)
    if times < _FEWEST or times < _SHARE * sum(bool(line.strip()) for _, line, _ in part):
        return part
    if median(len(line[:place].strip()) for _, line, _ in part if _start_of_right(line) == place) < _NARROWEST:
        return part
    cut = [place if line[place - 2 : place].isspace() or not line[:place].strip() else len(line) for _, line, _ in part]
    left = [(number, line[:at], feed) for (number, line, feed), at in zip(part, cut, strict=True)]
    right = [(number, line[at:], False) for (number, line, _), at in zip(part, cut, strict=True)]
    return [*left, (part[-1][0], "", False), *right]


def _start_of_right(line: str) -> int:
    """Where the text after the only wide space begins, be it deep white space before it; nought where there is none."""
    indent = len(line) - len(line.lstrip(" "))
    if indent > _DEEPEST_INDENT:
        return indent
    found = list(_GUTTER.finditer(line.rstrip()))
    return found[0].end() if len(found) == 1 else 0


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a row with tabs between them, the first perhaps empty; none where the line is no row."""
    cells = tuple(" ".join(cell.split()) for cell in line.rstrip().split("\t"))
    return cells if len(cells) > 2 and sum(map(bool, cells)) > 1 else ()
