"""A spreadsheet from anybody becomes plain cells. This runs in the child process that reads files, and only there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook  # type: ignore[import-untyped]

from helhed.policy.reading.document import Unreadable, unturned
from helhed.policy.reading.formats.packed import Package

TEXT, NUMBER, DATE, FORMULA, WRONG = "text", "number", "date", "formula", "wrong"
MOST_SHEETS, MOST_COLUMNS, MOST_LINES, LONGEST = 5, 60, 2_000, 5_000
_OLD = "Filen er enten et gammelt Excel-ark (.xls) eller beskyttet med en adgangskode. Gem den som .xlsx uden adgangskode, og prøv igen."  # noqa: E501
_MACROS = "Filen indeholder makroer. Gem den som almindelig Excel-projektmappe (.xlsx), og prøv igen."
_OTHER = "Filen er ikke et Excel-regneark. Vælg en fil, der ender på .xlsx."
_TOO_LONG = "Der står noget længere nede end linje 2.000 i arket. Ryd de linjer, og prøv igen."
REASONS = (_OLD, _MACROS, _OTHER, _TOO_LONG)
# What no spreadsheet holds, or steers the program that shows it.
_NOT_HELD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class ReadCell:
    kind: str
    text: str


@dataclass(frozen=True)
class ReadLine:
    """A line that is not empty, by the number it has in the sheet."""

    number: int
    cells: tuple[ReadCell, ...]


@dataclass(frozen=True)
class ReadSheet:
    title: str
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True)
class ReadBook:
    sheets: tuple[ReadSheet, ...]


def held(text: str) -> str:
    """The text as a spreadsheet can hold it, with its lines ended one way."""
    return _NOT_HELD.sub("", unturned(text.replace("\r\n", "\n").replace("\r", "\n")))


def read_book(data: bytes) -> ReadBook:
    """Raises Unreadable, with one Danish sentence, where the file is no spreadsheet that can be read."""
    _check_kind(data)
    # Only the formulas themselves tell a formula from a value; what they were calculated to is not asked for.
    book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    return ReadBook(tuple(_sheet(sheet) for sheet in book.worksheets[:MOST_SHEETS]))


def _check_kind(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_OLD)
    if not data.startswith(b"PK"):
        raise Unreadable(_OTHER)
    package = Package(data)
    if any(name.casefold().endswith("vbaproject.bin") for name in package.names):
        raise Unreadable(_MACROS)
    if "xl/workbook.xml" not in package.names:
        raise Unreadable(_OTHER)
    if b"macroenabled" in package.read("[Content_Types].xml").lower():
        raise Unreadable(_MACROS)


def _sheet(sheet: Any) -> ReadSheet:
    """What the file says of its own size is not believed."""
    sheet.reset_dimensions()
    return ReadSheet(held(str(sheet.title))[:LONGEST], tuple(_lines(sheet)))


def _lines(sheet: Any) -> Iterator[ReadLine]:
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        read = tuple(_cell(cell) for cell in cells)
        if not any(cell.text for cell in read):
            continue
        if number > MOST_LINES:
            raise Unreadable(_TOO_LONG)
        yield ReadLine(number, read)


def _cell(cell: Any) -> ReadCell:
    value, kind = cell.value, cell.data_type
    if value is None:
        return ReadCell(TEXT, "")
    if kind == "f":
        return ReadCell(FORMULA, "=")
    if isinstance(value, datetime | date):
        return ReadCell(DATE, (value.date() if isinstance(value, datetime) else value).isoformat())
    if isinstance(value, str) and kind != "e":
        return ReadCell(TEXT, held(value)[:LONGEST])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ReadCell(NUMBER, f"{value:.15g}")
    return ReadCell(WRONG, held(str(value))[:LONGEST])
