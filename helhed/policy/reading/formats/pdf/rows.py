"""From pieces to rows: the texts of a page, with where they stand and how they are set."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from helhed.policy.reading.formats.pdf.glyphs import Glyph, Sheet
from helhed.policy.reading.formats.pdf.pieces import SMALLER, SPACES, Piece, pieces_of
from helhed.policy.reading.formats.pdf.shapes import Box
from helhed.policy.reading.markers import marker_of

BULLET = "•"
_WORD_SPACE = 0.18
_WIDER_THAN_SPACE = 0.35
_RAISED = 0.15
_INITIAL = 1.8
_WIDEST_AFTER_DOT = 3.0
_HYPHENS = dict.fromkeys((0x02, 0xAD, 0x2010, 0x2011, 0xFFFE), "-")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_WIDTHLESS = dict.fromkeys((0, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFD), "")
_WORDS_FOR = {**_HYPHENS, **_LIGATURES, **_WIDTHLESS}
_PRIVATE = range(0xE000, 0xF900)
_SURROGATES = range(0xD800, 0xE000)
# Ghostscript writes the letters of some ligatures with their bytes the wrong way round.
_SWAPPED = frozenset(ord(letter) << 8 for letter in "fijlt")
_RING = re.compile("\u02da([aA])")
_NOTE = re.compile(r"(?:[^\W\d_]{4}|[.,;:!?”»\")])$")


@dataclass(eq=False)
class Row:
    """`order` is its place on the page, from above and from the left. `edge` is where the lines of its column begin,
    `full_right` where they may end, and `limit` what they cannot reach, as it is another column.
    `cell` is table, row and column."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    mark: int
    order: int = 0
    edge: float = 0.0
    full_right: float = 0.0
    limit: float = inf
    cell: tuple[int, int, int] | None = None

    @property
    def top(self) -> float:
        return self.base + 0.75 * self.size

    @property
    def letter_width(self) -> float:
        return max((self.right - self.left) / max(len(self.text), 1), 0.1)


def rows_of(sheet: Sheet) -> list[Row]:
    """The rows of the page, the highest first, and at one height from left to right."""
    rows = [row for row in map(_row, pieces_of(sheet.glyphs)) if row.text]
    rows = _with_dots(_with_initials(_without_doubles(rows)), sheet.dots)
    for order, row in enumerate(rows):
        row.order = order
    return rows


def _row(piece: Piece) -> Row:
    ink = [glyph for glyph in piece.glyphs if glyph.code not in SPACES]
    telling = [glyph for glyph in ink if chr(glyph.code).isalpha()] or ink
    return Row(
        text=_text(piece, has_symbol=ink[0].face.is_symbol and (len(ink) == 1 or not ink[1].face.is_symbol)),
        left=piece.left,
        right=piece.right,
        base=piece.base,
        size=Counter(glyph.face.size for glyph in ink).most_common(1)[0][0],
        is_bold=all(glyph.face.is_bold for glyph in telling),
        mark=Counter(glyph.face.mark for glyph in ink).most_common(1)[0][0],
    )


def _text(piece: Piece, *, has_symbol: bool) -> str:
    words = "".join(_characters(piece))
    if any(ord(character) in _SURROGATES for character in words):
        words = words.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    words = " ".join(_RING.sub("\\1\u030a", words).split())
    if words and (has_symbol or ord(words[0]) in _PRIVATE) and not words[0].isdigit():
        words = f"{BULLET} {words[1:].strip()}".strip()
    return unicodedata.normalize("NFC", "".join(each for each in words if ord(each) not in _PRIVATE)).strip()


def _characters(piece: Piece) -> Iterator[str]:
    """The characters with their spaces, and without the raised digits that point to a note."""
    widest = _widest_within_word(piece)
    written = ""
    before: Glyph | None = None
    for glyph in piece.glyphs:
        if before and glyph.left - before.right > widest:
            yield " "
        words = _words_of(glyph.code)
        if not (words.isdigit() and _is_raised(glyph, piece) and _NOTE.search(written)):
            yield words
            written = (written + words)[-4:]
        before = glyph


def _is_raised(glyph: Glyph, piece: Piece) -> bool:
    return glyph.face.size < SMALLER * piece.size and glyph.base > piece.base + _RAISED * piece.size


def _widest_within_word(piece: Piece) -> float:
    """Letters set apart stand further from each other than others; a text with spaces of its own needs no more."""
    gaps = [after.left - before.right for before, after in pairwise(piece.glyphs)]
    least = _WIDER_THAN_SPACE if any(glyph.code in SPACES for glyph in piece.glyphs) else _WORD_SPACE
    return max(least * piece.size, 2.5 * median(gaps)) if gaps else 0.0


def is_readable(code: int) -> bool:
    """The file says which character the glyph is."""
    return bool(_words_of(code)) and code not in _PRIVATE


def _words_of(code: int) -> str:
    """Codes without a letter of their own are read as old Windows text, where they have one there."""
    if code in _WORDS_FOR:
        return _WORDS_FOR[code]
    if code in range(0x80, 0xA0):
        return bytes([code]).decode("cp1252", "ignore")
    if code in _SWAPPED:
        return chr(code >> 8)
    if code < 0x20:
        return " " if chr(code).isspace() else ""
    return chr(code)


def _without_doubles(rows: Sequence[Row]) -> list[Row]:
    """A shadow is the same text drawn again a little aside."""
    kept: list[Row] = []
    seen: dict[str, Row] = {}
    for row in rows:
        other = seen.get(row.text)
        if other and abs(row.left - other.left) < 0.3 * row.size and abs(row.base - other.base) < 0.3 * row.size:
            continue
        seen[row.text] = row
        kept.append(row)
    return kept


def _with_initials(rows: list[Row]) -> list[Row]:
    """A large first letter that stands beside several lines belongs to the first of them."""
    kept = list(rows)
    for initial in [row for row in rows if len(row.text) == 1 and row.text.isalpha()]:
        beside = [row for row in kept if _begins_with(initial, row)]
        if beside:
            first = max(beside, key=lambda row: row.top)
            first.text, first.left = initial.text + first.text, initial.left
            kept.remove(initial)
    return kept


def _begins_with(initial: Row, row: Row) -> bool:
    if row.size * _INITIAL > initial.size or not row.text[0].isalpha():
        return False
    is_beside = -0.2 * initial.size < row.left - initial.right < 1.5 * row.size
    return is_beside and abs(row.top - initial.top) < row.size


def _with_dots(rows: list[Row], dots: Sequence[Box]) -> list[Row]:
    """A drawn dot just before a row, and no other drawing there, is its bullet."""
    ordered = sorted(set(dots), key=lambda dot: dot.bottom + dot.top)
    heights = [(dot.bottom + dot.top) / 2 for dot in ordered]
    for row in rows:
        near = ordered[bisect_left(heights, row.base - 0.1 * row.size) : bisect_right(heights, row.top)]
        before = [dot for dot in near if _is_just_before(dot, row)]
        if len(before) == 1 and not marker_of(row.text)[0]:
            row.text, row.left = f"{BULLET} {row.text}", before[0].left
    return rows


def _is_just_before(dot: Box, row: Row) -> bool:
    is_small = dot.right - dot.left <= 0.8 * row.size
    return is_small and -0.1 * row.size <= row.left - dot.right <= _WIDEST_AFTER_DOT * row.size
