"""The cells of a spreadsheet as initiatives; what cannot be understood is told by line and column."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from helhed.action_plans.words import InitiativeRow
from helhed.base.errors import RowProblem
from helhed.web.action_plans.sheet import (
    BY_KEY,
    COLUMNS,
    DATES,
    NUMBERS,
    READ,
    TEXTS,
    known_headings,
    known_kinds,
    plain,
)
from helhed.web.action_plans.sheet_reading import DATE, FORMULA, NUMBER, TEXT, WRONG, ReadBook, ReadCell, ReadLine

DAY_FORMS = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d")
LARGEST = 1_000_000
_EMPTY = ReadCell(TEXT, "")


@dataclass(frozen=True)
class SheetRows:
    """The initiatives of a sheet, or what is wrong; `places` tells in which column of the file each field stands."""

    rows: tuple[InitiativeRow, ...]
    problems: tuple[RowProblem, ...]
    places: dict[str, int]
    unread: tuple[str, ...] = ()


class _Wrong(Exception):
    """What is wrong in one cell."""


def rows_of(book: ReadBook, plan: str) -> SheetRows:
    """The initiatives of the sheet whose first line has the headings; they must belong to the plan of this address."""
    headings = known_headings()
    for sheet in book.sheets:
        head = sheet.lines[0] if sheet.lines else ReadLine(1, ())
        places = _places(head, headings)
        if "title" in places and "number" in places:
            return _rows(sheet.lines[1:], head, places, plan)
    problem = _("No sheet has the headings in its first line. Fetch the spreadsheet anew, and write in that.")
    return SheetRows((), (RowProblem(0, "", problem),), {})


def _places(head: ReadLine, headings: dict[str, str]) -> dict[str, int]:
    """The first column of each heading."""
    places: dict[str, int] = {}
    for place, cell in enumerate(head.cells):
        key = headings.get(plain(cell.text))
        if key:
            places.setdefault(key, place)
    return places


def _rows(lines: tuple[ReadLine, ...], head: ReadLine, places: dict[str, int], plan: str) -> SheetRows:
    missing = [key for key in READ if key not in places and key != "version"]
    if missing:
        told = _("The column “%(name)s” is missing. Fetch the spreadsheet anew, and write in that.")
        problems = [RowProblem(head.number, key, told % {"name": BY_KEY[key].heading}) for key in missing]
        return SheetRows((), tuple(problems), places)
    reader = _Reader(places, plan, known_kinds())
    read = [reader.read(line) for line in lines]
    known = set(places.values())
    return SheetRows(
        rows=tuple(row for row in read if isinstance(row, InitiativeRow)),
        problems=tuple(problem for row in read if isinstance(row, tuple) for problem in row),
        places=places,
        unread=tuple(cell.text for place, cell in enumerate(head.cells) if cell.text and place not in known),
    )


@dataclass(frozen=True)
class _Reader:
    places: dict[str, int]
    plan: str
    kinds: dict[str, str]

    def read(self, line: ReadLine) -> InitiativeRow | tuple[RowProblem, ...]:
        values: dict[str, Any] = {}
        problems = []
        for column in COLUMNS:
            if column.is_read:
                try:
                    values[column.key] = self._value(column.key, self._cell(line, column.key))
                except _Wrong as problem:
                    problems.append(RowProblem(line.number, column.key, str(problem)))
        if problems:
            return tuple(problems)
        del values["plan"]
        return InitiativeRow(row=line.number, **values)

    def _cell(self, line: ReadLine, key: str) -> ReadCell:
        place = self.places.get(key, len(line.cells))
        return line.cells[place] if place < len(line.cells) else _EMPTY

    def _value(self, key: str, cell: ReadCell) -> Any:
        if cell.kind == FORMULA:
            raise _Wrong(_("Here stands a formula. Write what it comes to instead."))
        if cell.kind == WRONG:
            raise _Wrong(_("What stands here cannot be read. Write it as text, a number or a date."))
        value = _KINDS[key](cell)
        if key == "plan" and value not in ("", self.plan):
            raise _Wrong(_("This line belongs to another action plan."))
        return self.kinds.get(plain(value), value) if key == "co_owner_kind" else value


def _text(cell: ReadCell) -> str:
    if cell.kind == DATE:
        raise _Wrong(_("Here stands a date, and text was expected. Set the cell to text, and write it anew."))
    return cell.text.strip()


def _number(cell: ReadCell) -> int | None:
    text = cell.text.strip()
    if not text:
        return None
    if cell.kind == DATE or not re.fullmatch("[0-9]{1,7}", text) or not 0 < int(text) <= LARGEST:
        raise _Wrong(_("Here stands no whole number above 0."))
    return int(text)


def _day(cell: ReadCell) -> date | None:
    text = cell.text.strip()
    if not text:
        return None
    if cell.kind == DATE:
        return date.fromisoformat(text)
    for form in DAY_FORMS if cell.kind == TEXT else ():
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise _Wrong(_("Here stands no date. Write it as 31-12-2024."))


def _codes(cell: ReadCell) -> tuple[str, ...]:
    """A code that became a number is not guessed at: 1.1 and 1.10 are the same number."""
    if cell.kind in (DATE, NUMBER):
        raise _Wrong(_("The spreadsheet made a number or a date of the code. Set the cell to text, and write it anew."))
    return tuple(re.split(r"[,;\s]+", cell.text.strip())) if cell.text.strip() else ()


_KINDS: dict[str, Callable[[ReadCell], Any]] = {
    **dict.fromkeys(("plan", *TEXTS), _text),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(DATES, _day),
    "goals": _codes,
}
