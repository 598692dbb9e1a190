"""The lines of an OpenDocument text, as LibreOffice writes it."""

from dataclasses import dataclass, field

from helhed.policy.reading.formats.grid import nearest, places, span
from helhed.policy.reading.formats.numbering import MOST_DEPTHS, Count
from helhed.policy.reading.formats.odt_styles import Look, Styles
from helhed.policy.reading.formats.packed import Element, Package, child, local, refuse_protected, value
from helhed.policy.reading.formats.paragraphs import SIGN, Cell, Paragraph, Run, refuse_too_many, to_lines
from helhed.policy.reading.line import Line

_MANIFEST = "META-INF/manifest.xml"
_SIGNS = {"s": " ", "tab": " ", "line-break": "\n"}
# What was taken out, what stands outside the running text, and what only describes.
_LEFT_OUT = {
    *("tracked-changes", "annotation", "note", "hidden-text", "hidden-paragraph", "ruby-text", "placeholder"),
    *("covered-table-cell", "forms", "variable-decls", "sequence-decls", "user-field-decls", "index-title-template"),
}
_ROWS = {"table-header-rows", "table-rows", "table-row-group"}
_DRAWN = "xmlns:drawing:"
_DESCRIBES = "xmlns:svg-compatible:"


def odt_lines(package: Package) -> list[Line]:
    if _MANIFEST in package.names and any(local(each) == "encryption-data" for each in package.xml(_MANIFEST).iter()):
        refuse_protected()
    content = package.xml("content.xml")
    common = package.xml("styles.xml") if "styles.xml" in package.names else None
    body = _Body(Styles(common, content))
    body.walk(child(content, "body"))
    return to_lines(body.paragraphs)


@dataclass
class _Gathered:
    """What a paragraph holds: its words, and the boxes that hang on it."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass
class _List:
    """The list that the walk is in. An item waits for its first words before it is counted."""

    style: str | None
    depth: int
    count: Count
    item_waits: bool = False


class _Body:
    """A walk through the document in the order in which it is written."""

    def __init__(self, styles: Styles) -> None:
        self.paragraphs: list[Paragraph] = []
        self._styles = styles
        self._list: _List | None = None
        self._counts: dict[str | None, Count] = {}
        self._outline = Count()
        self._is_in_contents = False
        self._tables = 0
        self._cells: dict[Element, Cell] = {}
        self._cell: Cell | None = None

    def walk(self, element: Element) -> None:
        for each in element:
            name = local(each)
            if name in {"p", "h"}:
                self._read_paragraph(each)
            elif name == "list":
                self._walk_list(each)
            elif not _is_left_out(each):
                outer = self._is_in_contents, self._cell
                self._is_in_contents = self._is_in_contents or name == "table-of-content"
                if name == "table":
                    self._lay_out(each)
                self._cell = self._cells.get(each, self._cell)
                self.walk(each)
                self._is_in_contents, self._cell = outer

    def _lay_out(self, table: Element) -> None:
        """A cell that others cover still stands in the file."""
        self._tables += 1
        rows = (
            nearest(row, {"table-cell", "covered-table-cell"}, set()) for row in nearest(table, {"table-row"}, _ROWS)
        )
        spans = ([(cell, span(value(cell, "number-columns-repeated")), 1) for cell in row] for row in rows)
        self._cells |= {cell: (self._tables, *place) for cell, place in places(spans).items()}

    def _walk_list(self, element: Element) -> None:
        outer = self._list
        style = value(element, "style-name") or (outer.style if outer else self._style_within(element))
        depth = min(outer.depth + 1, MOST_DEPTHS - 1) if outer else 0
        self._list = _List(style, depth, self._count_of(element, style, outer))
        for item in element:
            self._list.item_waits = local(item) == "list-item"
            start = value(item, "start-value") or ""
            if start.isdecimal() and len(start) < 6:
                self._list.count.restart(depth, int(start))
            self.walk(item)
        self._list = outer

    def _style_within(self, element: Element) -> str | None:
        paragraph = next((each for each in element.iter() if local(each) in {"p", "h"}), None)
        return self._styles.list_of(value(paragraph, "style-name"))

    def _count_of(self, element: Element, style: str | None, outer: _List | None) -> Count:
        """A list is counted anew unless it lies in one of its kind, or says that it goes on."""
        if outer and outer.style == style:
            return outer.count
        if value(element, "continue-numbering") != "true" and value(element, "continue-list") is None:
            self._counts[style] = Count()
        return self._counts.setdefault(style, Count())

    def _read_paragraph(self, element: Element) -> None:
        """Boxes that hang on a paragraph come after it, and stand in no list."""
        gathered = _Gathered()
        style = value(element, "style-name")
        self._gather(element, self._styles.paragraph_look(style), gathered)
        if any(run.text.strip() for run in gathered.runs):
            self.paragraphs.append(self._paragraph(element, style, gathered.runs))
            refuse_too_many(self.paragraphs)
        outer, self._list = self._list, None
        for box in gathered.boxes:
            self.walk(box)
        self._list = outer

    def _paragraph(self, element: Element, style: str | None, runs: list[Run]) -> Paragraph:
        level = _outline_level(element) if local(element) == "h" else self._styles.level(style)
        mark, depth = self._mark(element, level), 0
        if self._is_in_contents:
            level = None
        elif level is None and self._list:
            depth = (self._list.depth or self._styles.named_depth(style)) + (0 if mark else 1)
        return Paragraph(tuple(runs), level, mark, depth, is_contents=self._is_in_contents, cell=self._cell)

    def _mark(self, element: Element, level: int | None) -> str:
        """A heading is counted by its list or else by the outline."""
        if self._list and self._list.item_waits:
            self._list.item_waits = False
            return self._list.count.next_mark(self._styles.counting(self._list.style), self._list.depth)
        if level and local(element) == "h" and self._styles.outline and value(element, "is-list-header") != "true":
            return self._outline.next_mark(self._styles.outline, level - 1)
        return ""

    def _gather(self, element: Element, look: Look, gathered: _Gathered) -> None:
        _add(_typed(element.text), look, gathered)
        for each in element:
            if _DRAWN in each.tag:
                gathered.boxes.append(each)
            elif not _is_left_out(each):
                _add(_SIGNS.get(local(each)), look, gathered)
                inner = self._styles.word_look(value(each, "style-name"), look) if local(each) == "span" else look
                self._gather(each, inner, gathered)
            _add(_typed(each.tail), look, gathered)


def _add(text: str | None, look: Look, gathered: _Gathered) -> None:
    """Letters of a font of signs are pictures, not letters."""
    if text and not look.is_hidden:
        is_sign = look.has_signs and text.strip()
        gathered.runs.append(Run(SIGN if is_sign else text, look.size, look.is_bold))


def _typed(text: str | None) -> str | None:
    """A line feed of the file is no break of the line."""
    return text and text.replace("\n", " ")


def _is_left_out(element: Element) -> bool:
    is_hidden = local(element) == "section" and value(element, "display") == "none"
    return is_hidden or local(element) in _LEFT_OUT or _DESCRIBES in element.tag


def _outline_level(heading: Element) -> int:
    written = value(heading, "outline-level") or ""
    return min(max(int(written[:3]), 1), MOST_DEPTHS) if written.isdecimal() else 1
