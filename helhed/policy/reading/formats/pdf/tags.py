"""What the structure tree of a tagged PDF says of the texts of one page."""

import re
from ctypes import cast, create_string_buffer
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_HEADING = re.compile(r"H([1-6])")
# These stand within a paragraph, an item or a cell, and part nothing.
_WITHIN = {
    "Span",
    "Link",
    "Quote",
    "Em",
    "Strong",
    "Code",
    "Reference",
    "NonStruct",
    "Private",
    "Annot",
    "Lbl",
    "LBody",
}
_MOST_ELEMENTS = 1_000_000
_DEEPEST = 60


@dataclass(frozen=True)
class Tag:
    """`unit` is the number of the paragraph, heading, item or cell, and `item` of the list item it stands in."""

    unit: int
    level: int | None
    item: int | None


class TagReader:
    """Reads the tags of one page after the other, until it has looked at more elements than a policy has."""

    def __init__(self) -> None:
        self.left = _MOST_ELEMENTS

    def tags_of(self, page: Any) -> dict[int, Tag]:
        """The tag of each marked content of the page, by its number."""
        tree = pdfium.FPDF_StructTree_GetForPage(page) if self.left > 0 else None
        if not tree:
            return {}
        try:
            return self._walked(tree)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _walked(self, tree: Any) -> dict[int, Tag]:
        tags: dict[int, Tag] = {}
        count = self._counted(pdfium.FPDF_StructTree_CountChildren(tree))
        waiting = [
            (pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), Tag(0, None, None), 0) for index in range(count)
        ]
        while waiting:
            element, outer, depth = waiting.pop()
            if not element or depth > _DEEPEST:
                continue
            tag = _tag(_kind(element), outer, self.left)
            for index in range(self._counted(pdfium.FPDF_StructElement_CountChildren(element))):
                mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if mark >= 0:
                    tags[mark] = tag
                else:
                    waiting.append((pdfium.FPDF_StructElement_GetChildAtIndex(element, index), tag, depth + 1))
        return tags

    def _counted(self, children: int) -> int:
        """No more than are left. The count also goes down for an element without children, so that it numbers all."""
        looked_at = max(0, min(children, self.left))
        self.left -= looked_at + 1
        return looked_at


def _tag(kind: str, outer: Tag, unit: int) -> Tag:
    if kind in _WITHIN:
        return outer
    heading = _HEADING.fullmatch(kind)
    level = 1 if kind == "Title" else int(heading[1]) if heading else outer.level
    return Tag(unit, level, unit if kind == "LI" else outer.item)


def _kind(element: Any) -> str:
    """The standard type that the file's own type stands for."""
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < size < 200:
        return ""
    buffer = create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, cast(buffer, pdfium.FPDF_StructElement_GetType.argtypes[1]), size)
    return buffer.raw[:size].decode("utf-16-le", "ignore").rstrip("\0")
