"""The glyphs of one page of a PDF: what each says, where it stands, and how it is set."""

import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from ctypes import addressof, c_double
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from helhed.policy.reading.formats.pdf.shapes import (
    LEAST_INK,
    SYMBOL_NAME,
    Box,
    font_name,
    ink_of,
    shapes_of,
    turned,
    visible_box,
)

_BOLD_NAME = re.compile(
    r"bold|black|heavy|demi|[-_,](?:bd|blk|hv|sb|eb)(?![a-z])|^cmb|bx\d|medi(?:ital)?$", re.IGNORECASE
)
_SUBSET = re.compile(r"^(?:[A-Z]{6}\+)?(?:CIDFont\+)?")
_NO_NAME = re.compile(r"[A-Za-z]{0,3}\d*[_\d]*")
_BOLD_WEIGHTS = range(650, 1000)
_FORCED_BOLD = 1 << 18
_FILLED_AND_STROKED = 2
_INVISIBLE = {3, 7}
_MOST_SLANT = 6
_LARGEST = 2000.0


class Face(NamedTuple):
    """How a text object sets its glyphs. `turns` counts quarter turns; None where the text stands at a slant."""

    size: float
    is_bold: bool
    is_symbol: bool
    turns: int | None
    is_hidden: bool
    is_white: bool
    mark: int


class Glyph(NamedTuple):
    """Places are told as if the glyph stood upright. `base` is the height of the line it stands on; heights grow
    upwards."""

    code: int
    left: float
    right: float
    base: float
    face: Face


@dataclass(frozen=True)
class Sheet:
    """What stands on one page. `dots` are small drawn shapes, as bullets often are."""

    glyphs: list[Glyph]
    dots: list[Box]
    rules: list[Box]
    box: Box


def read_sheet(page: Any, text: Any, count: int) -> Sheet:
    """The glyphs that a reader of the page sees, turned so that most of them stand upright."""
    visible = visible_box(page)
    glyphs = list(_on_page(_glyphs(text, count), visible))
    drawn = shapes_of(page)
    seen = _without_unseen(glyphs, drawn.backgrounds)
    turns = Counter(glyph.face.turns for glyph in seen if glyph.face.turns is not None)
    upright = turns.most_common(1)[0][0] if turns else 0
    return Sheet(
        [glyph for glyph in seen if glyph.face.turns == upright],
        [box.turned(upright) for box in drawn.dots],
        [box.turned(upright) for box in drawn.rules],
        visible.turned(upright),
    )


def _glyphs(text: Any, count: int) -> Iterator[Glyph]:
    """Without the spaces and line ends that pdfium adds of its own, as these follow the order of the file."""
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    faces = _Faces(text)
    for index in range(count):
        code = min(pdfium.FPDFText_GetUnicode(text, index), sys.maxunicode)
        face = faces.of(index)
        if face is None:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        left, right, base = x.value, box.right, y.value
        if face.turns:
            left, base = turned(left, base, face.turns)
            right = Box(box.left, box.bottom, box.right, box.top).turned(face.turns).right
        if math.isfinite(left + right + base):
            yield Glyph(code, left, right, base, face)


class _Faces:
    """Glyphs of one text object are set alike, so each object and each font is asked once."""

    def __init__(self, text: Any) -> None:
        self.text = text
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.last: tuple[int | None, Face | None] = (None, None)
        self.matrix = pdfium.FS_MATRIX()

    def of(self, index: int) -> Face | None:
        """None where the glyph is in no object: pdfium added it."""
        thing = pdfium.FPDFText_GetTextObject(self.text, index)
        place = addressof(thing.contents) if thing else None
        if place is None:
            return None
        if place != self.last[0]:
            self.last = (place, self._face(thing, index))
        return self.last[1]

    def _face(self, thing: Any, index: int) -> Face:
        matrix = self.matrix
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
        is_bold, is_symbol = self._font(thing)
        ink, is_white = ink_of(thing)
        return Face(
            size=round(min(size, _LARGEST), 2) if size > 0 else 0.0,
            is_bold=is_bold or mode == _FILLED_AND_STROKED,
            is_symbol=is_symbol,
            turns=_turns(matrix.a, matrix.b),
            is_hidden=mode in _INVISIBLE or ink < LEAST_INK,
            is_white=is_white,
            mark=pdfium.FPDFPageObj_GetMarkedContentID(thing),
        )

    def _font(self, thing: Any) -> tuple[bool, bool]:
        font = pdfium.FPDFTextObj_GetFont(thing)
        if not font:
            return False, False
        place = addressof(font.contents)
        if place not in self.fonts:
            self.fonts[place] = _bold_and_symbol(font)
        return self.fonts[place]


def _bold_and_symbol(font: Any) -> tuple[bool, bool]:
    """Weight is asked only of a font without a name of its own, as many programs write there what they please."""
    name = _SUBSET.sub("", font_name(font))
    is_bold = bool(_BOLD_NAME.search(name)) or bool(pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD)
    if _NO_NAME.fullmatch(name):
        is_bold = is_bold or pdfium.FPDFFont_GetWeight(font) in _BOLD_WEIGHTS
    return is_bold, bool(SYMBOL_NAME.search(name))


def _turns(across: float, up: float) -> int | None:
    if not math.isfinite(across + up):
        return None
    angle = math.degrees(math.atan2(up, across))
    nearest = round(angle / 90)
    return nearest % 4 if abs(angle - nearest * 90) <= _MOST_SLANT else None


def _on_page(glyphs: Iterator[Glyph], visible: Box) -> Iterator[Glyph]:
    """Without those that lie beside the page, as a printer's notes do."""
    boxes = [visible.turned(turns) for turns in range(4)]
    for glyph in glyphs:
        box = boxes[glyph.face.turns or 0]
        if box.left - 2 <= glyph.left <= box.right + 2 and box.bottom - 2 <= glyph.base <= box.top + 2:
            yield glyph


def _without_unseen(glyphs: list[Glyph], backgrounds: list[Box]) -> list[Glyph]:
    """Text is left out if, and only if, it cannot be seen and most of the text of its page can: a scanned page has
    its recognised text unseen behind the picture. White text is seen where something lies behind it."""
    unseen = {
        index
        for index, glyph in enumerate(glyphs)
        if glyph.face.is_hidden or (glyph.face.is_white and not _is_over(glyph, backgrounds))
    }
    if 2 * len(unseen) > len(glyphs):
        return glyphs
    return [glyph for index, glyph in enumerate(glyphs) if index not in unseen]


def _is_over(glyph: Glyph, backgrounds: list[Box]) -> bool:
    x, y = turned(glyph.left, glyph.base, -(glyph.face.turns or 0))
    return any(box.left - 1 <= x <= box.right + 1 and box.bottom - 1 <= y <= box.top + 1 for box in backgrounds)
