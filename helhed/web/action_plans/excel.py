"""The initiatives to take away: as a spreadsheet that can be read in again, and as plain CSV."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.writer.excel import save_workbook  # type: ignore[import-untyped]

from helhed.action_plans.queries.shown import ShownInitiative
from helhed.base import clock
from helhed.web.action_plans.overview import overview_of
from helhed.web.action_plans.sheet import COLUMNS, SHEET, Column, Value, lines_of
from helhed.web.documents import csv_file
from helhed.web.request import PublicPage, viewer_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_TEXT, AS_DATE, AS_NUMBER = "@", "dd-mm-yyyy", "0"


class InitiativesAsExcel(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        data = to_xlsx(overview_of(viewer_of(request), request.GET).found.initiatives)
        return as_file(data, XLSX, "xlsx")


class InitiativesAsCsv(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        data = to_csv(overview_of(viewer_of(request), request.GET).found.initiatives)
        return as_file(data, csv_file.TYPE, "csv")


def as_file(data: bytes, content_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    name = f"initiativer-{clock.today().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def to_xlsx(initiatives: Sequence[ShownInitiative]) -> bytes:
    """A sheet with the initiatives, and one that explains its columns. No cell is ever a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = str(SHEET)
    _fill(sheet, [str(column.heading) for column in COLUMNS], list(lines_of(initiatives)), COLUMNS)
    sheet.auto_filter.ref = sheet.dimensions
    _explain(book.create_sheet(_("About the columns")))
    out = BytesIO()
    save_workbook(book, out)
    return out.getvalue()


def _fill(sheet: Any, heading: list[str], lines: list[list[Value]], columns: Sequence[Column]) -> None:
    for place, (text, column) in enumerate(zip(heading, columns, strict=True), 1):
        _head(sheet.cell(1, place), text)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, line in enumerate(lines, 2):
        for place, (value, column) in enumerate(zip(line, columns, strict=True), 1):
            _write(sheet.cell(number, place), value, _format(column))
    sheet.freeze_panes = "D2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _head(cell: Any, text: str) -> None:
    _write(cell, text, AS_TEXT)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1D1C1A")


def _write(cell: Any, value: Value, number_format: str) -> None:
    """The type is set after the value, since a text that looks like a formula would become one."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.number_format = number_format
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _format(column: Column) -> str:
    if column.is_date:
        return AS_DATE
    return AS_NUMBER if column.is_number else AS_TEXT


def _explain(sheet: Any) -> None:
    for place, (text, width) in enumerate(((_("Column"), 26), (_("What stands in it"), 90), (_("Is read in"), 14)), 1):
        _head(sheet.cell(1, place), text)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, column in enumerate(COLUMNS, 2):
        told = (str(column.heading), str(column.about), _("Yes") if column.is_read else _("No"))
        for place, text in enumerate(told, 1):
            _write(sheet.cell(number, place), text, AS_TEXT)
    sheet.freeze_panes = "A2"


def to_csv(initiatives: Sequence[ShownInitiative]) -> bytes:
    """As a Danish Excel opens it, with a mark at the beginning that says UTF-8."""
    return csv_file.to_csv((str(column.heading) for column in COLUMNS), lines_of(initiatives)).encode("utf-8-sig")
