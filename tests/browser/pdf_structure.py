"""What a screen reader finds in a tagged PDF, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass
class Element:
    """One element of the structure; `attributes` has those of its own, such as Alt, and those of its layout."""

    kind: str
    children: list["Element"] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()


def structure(reader: PdfReader) -> Element:
    root = reader.trailer["/Root"]["/StructTreeRoot"].get_object()
    return Element("Root", [_element(child, root.get("/RoleMap", {})) for child in _children(root)])


def _element(node: DictionaryObject, roles: Any) -> Element:
    kind = str(node["/S"])
    attributes = {name.lstrip("/"): str(node[name]) for name in ("/Alt", "/Lang", "/ActualText") if name in node}
    for each in _as_list(node.get("/A")):
        if isinstance(each, DictionaryObject):
            attributes |= {str(name).lstrip("/"): value for name, value in each.items()}
    return Element(
        str(roles.get(kind, kind)).lstrip("/"), [_element(child, roles) for child in _children(node)], attributes
    )


def _children(node: DictionaryObject) -> list[DictionaryObject]:
    return [child for child in _as_list(node.get("/K")) if isinstance(child, DictionaryObject) and "/S" in child]


def _as_list(given: Any) -> list[Any]:
    """One thing or several, named directly or by reference: a PDF may write all four."""
    whole = given.get_object() if given is not None else ArrayObject()
    several = whole if isinstance(whole, ArrayObject) else [whole]
    return [each.get_object() if hasattr(each, "get_object") else each for each in several]


def faults(root: Element) -> list[str]:
    return [*_headings_out_of_order(root), *_cells_without_heading(root), *_figures_without_words(root)]


def _headings_out_of_order(root: Element) -> Iterator[str]:
    before = 0
    for element in root.walk():
        if element.kind[:1] == "H" and element.kind[1:].isdigit():
            level = int(element.kind[1:])
            if level > before + 1 or (level == 1 and before):
                yield f"H{level} after H{before}"
            before = level
    if not before:
        yield "no heading"


def _cells_without_heading(root: Element) -> Iterator[str]:
    for table in (element for element in root.walk() if element.kind == "Table"):
        rows = [element for element in table.walk() if element.kind == "TR"]
        if not any(cell.kind == "TH" for row in rows[:1] for cell in row.children):
            yield "a table without a row of headings"
        for row in rows:
            has_heading = any(cell.kind == "TH" for cell in row.children)
            yield from (
                "a cell without a heading"
                for cell in row.children
                if cell.kind == "TD" and not has_heading and not cell.attributes.get("Headers")
            )


def _figures_without_words(root: Element) -> Iterator[str]:
    for element in root.walk():
        if element.kind == "Figure" and not element.attributes.get("Alt", "").strip():
            yield "a figure without words"
