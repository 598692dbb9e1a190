"""The lines of a Word document, read from the parts that it is packed of."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats.docx_styles import Look, Styles, look_of, part
from helhed.policy.reading.formats.grid import nearest, places, span
from helhed.policy.reading.formats.packed import DAMAGED, Element, Package, child, local, value
from helhed.policy.reading.formats.paragraphs import SIGN, Cell, Paragraph, Run, refuse_too_many, to_lines
from helhed.policy.reading.line import Line

# What was taken out, what only describes, and what is no text of the page.
_LEFT_OUT = {"del", "moveFrom", "sdtPr", "pPr", "rPr", "tblPr", "trPr", "tcPr", "instrText", "delText", "rubyPr", "rt"}
_HOLDERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_HOLDS_BOXES = {"drawing", "pict", "object"}
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PAGE_BREAK = "lastRenderedPageBreak"
_CONTENTS = "Table of Contents"


def docx_lines(package: Package) -> list[Line]:
    document = part(package, "document")
    if document is None:
        raise Unreadable(DAMAGED)
    body = _Body(Styles(package))
    body.walk(document)
    has_pages = any(local(each) == _PAGE_BREAK for each in document.iter())
    return to_lines(body.paragraphs if has_pages else [replace(each, page=None) for each in body.paragraphs])


@dataclass
class _Gathered:
    """What a paragraph holds: its words, the boxes that hang on it, and the page that its first word stands on."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    page: int | None = None


class _Body:
    """A walk through the document in the order in which it is written."""

    def __init__(self, styles: Styles) -> None:
        self.paragraphs: list[Paragraph] = []
        self._styles = styles
        self._page = 1
        self._tables = 0
        self._cells: dict[Element, Cell] = {}
        self._cell: Cell | None = None
        self._is_in_contents = False

    def walk(self, element: Element) -> None:
        for each in _kept(element):
            outer = self._is_in_contents, self._cell
            if value(child(each, "sdtPr", "docPartObj", "docPartGallery")) == _CONTENTS:
                self._is_in_contents = True
            if local(each) == "tbl":
                self._lay_out(each)
            self._cell = self._cells.get(each, self._cell)
            if local(each) == "p":
                self._read_paragraph(each)
            else:
                self.walk(each)
            self._is_in_contents, self._cell = outer

    def _lay_out(self, table: Element) -> None:
        """A cell that goes on from the row above stands in the file as an empty one."""
        self._tables += 1
        rows = (nearest(row, {"tc"}, _HOLDERS) for row in nearest(table, {"tr"}, _HOLDERS) if not _is_left_out(row))
        spans = ([(cell, span(value(child(cell, "tcPr", "gridSpan"))), 1) for cell in row] for row in rows)
        self._cells |= {cell: (self._tables, *place) for cell, place in places(spans).items()}

    def _read_paragraph(self, element: Element) -> None:
        """Boxes that hang on a paragraph come after it."""
        gathered = _Gathered()
        self._gather(element, self._styles.paragraph_look(element), gathered)
        if gathered.page is not None:
            self.paragraphs.append(self._paragraph(element, gathered))
            refuse_too_many(self.paragraphs)
        for box in gathered.boxes:
            self.walk(box)

    def _paragraph(self, element: Element, gathered: _Gathered) -> Paragraph:
        style = self._styles.of_paragraph(element)
        is_contents = self._is_in_contents or style.is_contents
        level = None if is_contents else self._styles.level(element)
        number, depth = self._styles.list_place(element)
        mark = self._styles.numbering.next_mark(number, depth) if number else ""
        if level is not None or not mark:
            depth = 0
        elif not depth:
            depth = style.named_depth
        return Paragraph(
            tuple(gathered.runs), level, mark, depth, gathered.page, is_contents=is_contents, cell=self._cell
        )

    def _gather(self, element: Element, look: Look, gathered: _Gathered) -> None:
        for each in _kept(element):
            name = local(each)
            if name in _HOLDS_BOXES:
                gathered.boxes.extend(_boxes(each))
            elif name == "r":
                self._gather_run(each, look, gathered)
            elif name == _PAGE_BREAK:
                self._page += 1
            elif name == "t" or name in _SIGNS or name == "sym":
                self._add(_written(each, look), look, gathered)
            else:
                self._gather(each, look, gathered)

    def _gather_run(self, run: Element, look: Look, gathered: _Gathered) -> None:
        properties = child(run, "rPr")
        styled = self._styles.read(value(child(properties, "rStyle"))).look
        look = look_of(properties).over(styled).over(look)
        if not look.is_hidden:
            self._gather(run, look, gathered)

    def _add(self, text: str, look: Look, gathered: _Gathered) -> None:
        if gathered.page is None and text.strip():
            gathered.page = self._page
        gathered.runs.append(Run(text, look.size, bool(look.is_bold)))


def _written(element: Element, look: Look) -> str:
    """Letters of a font of signs are pictures, not letters."""
    name = local(element)
    if name in _SIGNS:
        return _SIGNS[name]
    text = (element.text or "").replace("\n", " ")
    if name == "sym" or look.has_signs:
        return SIGN if name == "sym" or text.strip() else text
    return text


def _kept(element: Element) -> list[Element]:
    """The children that are text of the page; of what is written twice, for newer and for older programs, only one."""
    if local(element) == "AlternateContent":
        choices = (child(element, "Choice"), child(element, "Fallback"))
        return [each for each in choices if each is not None][:1]
    return [each for each in element if not _is_left_out(each)]


def _is_left_out(element: Element) -> bool:
    """Beside what is always left out: rows taken out of a table, and fields that nobody filled in."""
    if local(element) in _LEFT_OUT:
        return True
    return child(element, "trPr", "del") is not None or child(element, "sdtPr", "showingPlcHdr") is not None


def _boxes(element: Element) -> Iterator[Element]:
    for each in _kept(element):
        if local(each) == "txbxContent":
            yield each
        else:
            yield from _boxes(each)
