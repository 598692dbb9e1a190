"""What is drawn on a page of a PDF beside its text: grounds that white text stands on, and dots that are bullets."""

import math
import re
from collections.abc import Iterator
from ctypes import addressof, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

SYMBOL_NAME = re.compile(r"wingding|webding|dingbat|symbol", re.IGNORECASE)
LEAST_INK = 8
_WHITE = 250
_MOST_OBJECTS = 20_000
_MOST_BACKGROUNDS = 300
_DOT_SIZES = (1.0, 9.0)
_EMPTY = 0.1
_COLOUR = (c_uint(), c_uint(), c_uint(), c_uint())
_SHORTEST_RULE = 20.0


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)

    @property
    def is_dot(self) -> bool:
        width, height = self.right - self.left, self.top - self.bottom
        least, most = _DOT_SIZES
        return least <= width <= most and least <= height <= most and 0.5 <= width / height <= 2

    def turned(self, turns: int) -> "Box":
        (left, bottom), (right, top) = turned(self.left, self.bottom, turns), turned(self.right, self.top, turns)
        return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


@dataclass(frozen=True)
class Shapes:
    """`rules` are the upper and lower edges of what is drawn, flat boxes."""

    backgrounds: list[Box]
    dots: list[Box]
    rules: list[Box]


def turned(x: float, y: float, turns: int) -> tuple[float, float]:
    """Where a place is once the page is turned back by so many quarters."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turns % 4]


def visible_box(page: Any) -> Box:
    bounds = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, bounds):
        return Box(bounds.left, bounds.bottom, bounds.right, bounds.top)
    return Box(0, 0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))


def shapes_of(page: Any) -> Shapes:
    shapes = Shapes([], [], [])
    for thing, kind, box in _drawn(page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            if box.area < _EMPTY:
                shapes.dots.append(Box(box.left, box.bottom + 1, box.left + 2, box.bottom + 3))
            continue
        if box.is_dot:
            shapes.dots.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and box.right - box.left >= _SHORTEST_RULE:
            shapes.rules.extend((box._replace(bottom=box.top), box._replace(top=box.bottom)))
        if kind != pdfium.FPDF_PAGEOBJ_PATH or _is_filled_dark(thing):
            shapes.backgrounds.append(box)
    shapes.backgrounds.sort(key=lambda box: -box.area)
    del shapes.backgrounds[_MOST_BACKGROUNDS:]
    return shapes


def _drawn(page: Any) -> Iterator[tuple[Any, int, Box]]:
    """All that is drawn, and of the text only what is set in a font of symbols: a bullet whose font is not in the file
    has no shape, but has its place."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    symbols: dict[int, bool] = {}
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and not _is_symbol(thing, symbols):
            continue
        if pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
            box = Box(left.value, bottom.value, right.value, top.value)
            if math.isfinite(sum(box)):
                yield thing, kind, box


def _is_symbol(text: Any, known: dict[int, bool]) -> bool:
    font = pdfium.FPDFTextObj_GetFont(text)
    if not font:
        return False
    place = addressof(font.contents)
    if place not in known:
        known[place] = bool(SYMBOL_NAME.search(font_name(font)))
    return known[place]


def font_name(font: Any) -> str:
    buffer = create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 200)
    return buffer.value.decode("latin-1")


def _is_filled_dark(path: Any) -> bool:
    mode, is_stroked = c_int(), c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, is_stroked) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    cover, is_white = ink_of(path)
    return cover >= LEAST_INK and not is_white


def ink_of(thing: Any) -> tuple[int, bool]:
    """How much the object covers, and whether it is white."""
    red, green, blue, cover = _COLOUR
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, cover):
        return 255, False
    return cover.value, min(red.value, green.value, blue.value) >= _WHITE
