"""Rows written out as an Excel file. Each cell is a text, a whole number, a day or yes and no; never a formula."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.html import escape

from helhed.web.documents.word import FIRST_OF_ALL, writable

Value = str | int | bool | date | None
# Excel takes no longer text in a cell, and no longer name of a sheet.
LONGEST_CELL, LONGEST_NAME = 32_767, 31
DAY_ZERO = date(1899, 12, 30)
PLAIN, HEAD, DAY, TEXT = range(4)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = """<styleSheet xmlns="{main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf applyAlignment="1"><alignment vertical="top"/></xf>
<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>
<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>
</styleSheet>"""
INK = "1B2A2F"


@dataclass(frozen=True)
class Sheet:
    """`widths` are in letters; the first row heads the columns, and stays where the others are scrolled."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]


def to_xlsx(title: str, author: str, sheets: Sequence[Sheet], colour: str = "") -> bytes:
    """The same rows give the same bytes, whenever they are written."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for name, text in _parts(title, author, sheets, colour.removeprefix("#").upper() or INK):
            package.writestr(ZipInfo(name, FIRST_OF_ALL), XML + text, ZIP_DEFLATED)
    return packed.getvalue()


def _parts(title: str, author: str, sheets: Sequence[Sheet], colour: str) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    own = "".join(_override(f"/xl/worksheets/sheet{each}.xml", f"{KIND}.worksheet+xml") for each in numbers)
    yield "[Content_Types].xml", _content_types(own)
    yield "_rels/.rels", _relations([(f"{OFFICE}/officeDocument", "xl/workbook.xml"), (CORE_KIND, "docProps/core.xml")])
    yield "docProps/core.xml", _properties(title, author)
    yield "xl/workbook.xml", _workbook(sheets)
    targets = [(f"{OFFICE}/worksheet", f"worksheets/sheet{each}.xml") for each in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, (f"{OFFICE}/styles", "styles.xml")])
    yield "xl/styles.xml", STYLES.format(main=MAIN, colour=colour)
    yield from ((f"xl/worksheets/sheet{each}.xml", _sheet(sheet)) for each, sheet in zip(numbers, sheets, strict=True))


CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def _content_types(sheets: str) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + _override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
        + _override("/xl/workbook.xml", f"{KIND}.sheet.main+xml")
        + _override("/xl/styles.xml", f"{KIND}.styles+xml")
        + f"{sheets}</Types>"
    )


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{kind}"/>'


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    each = (
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{"".join(each)}</Relationships>'


def _properties(title: str, author: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(title)}</dc:title><dc:creator>{_text(author)}</dc:creator></cp:coreProperties>"
    )


def _workbook(sheets: Sequence[Sheet]) -> str:
    named = (
        f'<sheet name="{_text(sheet.name[:LONGEST_NAME])}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{"".join(named)}</sheets></workbook>'


def _sheet(sheet: Sheet) -> str:
    columns = (
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    last = f"{_letters(len(sheet.head))}{len(sheet.rows) + 1}"
    rows = [_row(1, sheet.head, HEAD), *(_row(number, row, TEXT) for number, row in enumerate(sheet.rows, 2))]
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{''.join(columns)}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A1:{last}"/></worksheet>'
    )


def _row(number: int, values: Iterable[Value], style: int) -> str:
    cells = (_cell(f"{_letters(place)}{number}", value, style) for place, value in enumerate(values, 1))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value, style: int) -> str:
    """A text stands as text, also where it begins as a formula does."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{DAY}"><v>{(value - DAY_ZERO).days}</v></c>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'


def _text(text: str) -> str:
    return str(escape(writable(text)[:LONGEST_CELL]))


def _letters(number: int) -> str:
    """The name of a column: A, B … Z, AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
