"""Document blocks written out as a Word file, with headings, lists and tables that a screen reader knows as such."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from helhed.base.blocks import (
    BulletList,
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    Note,
    Paragraph,
    Pictured,
    Table,
    Words,
)
from helhed.web.documents.word_frame import LANGUAGES, TEXT_WIDTH, framed, write_footer, write_properties

# Nothing may be written for these in XML; and marks that turn the direction of the text around hide what it says.
NOT_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile("\r\n?|\u2028|\u2029")
LEADS_SOMEWHERE = ("https://", "http://", "mailto:")
FIRST_OF_ALL = (1980, 1, 1, 0, 0, 0)
ROOM = Pt(12)
LONGEST_LEAD = 120


def to_docx(document: Document, dated: date | None = None) -> bytes:
    """The document as a Word file. The same document and day give the same bytes, whenever they are written."""
    word = framed(document.language, document.colour)
    write_properties(word, writable(document.title), writable(document.author), document.language, dated)
    write_footer(word, writable(document.notice))
    for block in document.blocks:
        WRITERS[type(block)](word, block)
    _settle(word)
    return _without_time(word)


def _without_time(word: WordDocument) -> bytes:
    """Packed again, since python-docx gives each part of the package the hour in which it was packed."""
    packed, again = BytesIO(), BytesIO()
    package = word.part.package
    for part in package.parts:
        part.before_marshal()
    PackageWriter.write(packed, package.rels, package.parts)  # type: ignore[no-untyped-call]
    with ZipFile(packed) as source, ZipFile(again, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, FIRST_OF_ALL), source.read(name), ZIP_DEFLATED)
    return again.getvalue()


def writable(text: str) -> str:
    """The text with one kind of line break, and a box for each character that a Word file cannot hold."""
    return NOT_WRITTEN.sub("□", LINE_BREAK.sub("\n", text))


def _heading(word: WordDocument, block: Heading) -> None:
    _write(word.add_paragraph(style=f"Heading {block.level}"), block.text, block.language, block.href)


def _paragraph(word: WordDocument, block: Paragraph | Pictured) -> None:
    """A pictogram says what its sentence says, and a file that is read on has the sentence."""
    _write(word.add_paragraph(), block.text, block.language)


def _bullet_list(word: WordDocument, block: BulletList) -> None:
    for item in block.items:
        _write(word.add_paragraph(style="List Bullet"), item, block.language)


def _note(word: WordDocument, block: Note) -> None:
    _write(word.add_paragraph(style="Note"), block.text)


def _figure(word: WordDocument, block: Figure) -> None:
    """In words: a figure's description says all that it shows, and the same numbers stand in a table beside it."""
    for text in filter(None, (block.description, block.caption)):
        _write(word.add_paragraph(style="Note"), text)


def _table(word: WordDocument, block: Table) -> None:
    _write(word.add_paragraph(style="caption"), block.caption)
    table = word.add_table(rows=0, cols=len(block.head), style="Lines")
    _describe(table, block.caption)
    _set_widths(table, block.widths)
    _repeat_on_each_page(_row(table, block.head, "TableHeading"))
    for row in block.rows:
        _row(table, row, "TableText")


def _settle(word: WordDocument) -> None:
    """What a block needs because of those beside it.

    A table has no room of its own below it, and Word wants a paragraph after the last one.
    """
    content = [None, *word.iter_inner_content(), None]
    for above, block, below in zip(content, content[1:], content[2:], strict=False):
        if isinstance(block, WordTable):
            _make_room(below if isinstance(below, WordParagraph) else word.add_paragraph())
        elif isinstance(block, WordParagraph) and _leads_on(_kind(above), _kind(block), _kind(below)):
            block.paragraph_format.keep_with_next = len(block.text) < LONGEST_LEAD


def _kind(block: WordParagraph | WordTable | None) -> str:
    """The style of a paragraph, where it is no plain one."""
    return (block._p.style or "") if isinstance(block, WordParagraph) else ""


def _leads_on(above: str, block: str, below: str) -> bool:
    """A short line that leads up to a list or a table stands with it, and so does one between two headings."""
    return not block and (
        below in ("ListBullet", "Caption") or (above.startswith("Heading") and below.startswith("Heading"))
    )


def _make_room(paragraph: WordParagraph) -> None:
    own = paragraph.style.paragraph_format.space_before if paragraph.style else None
    paragraph.paragraph_format.space_before = max(own or ROOM, ROOM)


def _describe(table: WordTable, caption: str) -> None:
    """The name of the table, and that its first row and first column are headings."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    properties.remove(look)
    for tag, attributes in (
        ("w:tblLook", {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noVBand": "1"}),
        ("w:tblCaption", {"val": writable(caption)}),
    ):
        properties.append(_element(tag, **attributes))


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _set_widths(table: WordTable, widths: Sequence[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(TEXT_WIDTH * width // sum(widths))


def _row(table: WordTable, cells: Iterable[Cell], style: str) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    for place, cell in zip(row.cells, cells, strict=True):
        _cell(place, cell, style)
    return row


def _cell(place: _Cell, cell: Cell, style: str) -> None:
    paragraph = place.paragraphs[0]
    paragraph._p.style = style
    shown = Words(cell, "") if isinstance(cell, str) else cell
    _write(paragraph, shown.text, shown.language, shown.href if isinstance(shown, Link) else "")


def _repeat_on_each_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _write(paragraph: WordParagraph, text: str, language: str = "", href: str = "") -> None:
    """The text in its language. An address inside the house leads nowhere from a file, and is left out."""
    run = paragraph.add_run(writable(text))
    if language:
        run._r.get_or_add_rPr().append(_element("w:lang", val=LANGUAGES.get(language, language)))
    if href.startswith(LEADS_SOMEWHERE):
        _lead_on(paragraph, run, href)


def _lead_on(paragraph: WordParagraph, run: Run, href: str) -> None:
    run._r.style = "Hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RT.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


WRITERS: dict[type, Callable[[WordDocument, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    BulletList: _bullet_list,
    Note: _note,
    Figure: _figure,
    Pictured: _paragraph,
    Table: _table,
}
