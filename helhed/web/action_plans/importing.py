"""A spreadsheet of initiatives is read in: first it is shown what would change, then all of it is saved, or nothing."""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from helhed.action_plans.actions.importing import import_initiatives
from helhed.action_plans.queries.importing import FieldChange, ImportPreview, PreviewRow, preview_import
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import get_writable_plan
from helhed.action_plans.queries.shown import ShownPlan
from helhed.action_plans.words import CoOwnerKind, InitiativeRow
from helhed.base.errors import AlreadyDone, Invalid, InvalidRows, RowProblem
from helhed.base.viewer import Viewer
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.sandbox.carried import NotCarried, from_json, from_plain, to_json, to_plain
from helhed.policy.reading.sandbox.parent import BUSY, MOST_BYTES, ask
from helhed.web.action_plans.sheet import BY_KEY, DATES, as_kept
from helhed.web.action_plans.sheet_reading import REASONS, ReadBook
from helhed.web.action_plans.sheet_rows import SheetRows, rows_of
from helhed.web.request import viewer_of
from helhed.web.shell.parts import Crumb, Text
from helhed.web.templatetags.components import date_written

READER = "helhed.web.action_plans.sheet_reading:read_book"
# What goes along with the form that confirms, packed, and what it may be unpacked to.
MOST_CARRIED, MOST_OPENED = 2_000_000, 30_000_000
TOO_MUCH = gettext_lazy("There is more in the file than can be read in at once. Divide it into several.")
# What a plan holds under one name, and its spreadsheet under another.
COLUMN_OF = {"goal_ids": "goals", "unit_id": "unit", "accountable_id": "accountable", "deputy_id": "deputy"}


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The spreadsheet"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("An Excel file (.xlsx) that was fetched here and edited. At most 20 MB and 500 lines."),
        error_messages={"required": gettext_lazy("Choose the spreadsheet.")},
    )

    def clean_file(self) -> ReadBook:
        """The cells of the file; a process of its own has read them."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(str(TOO_MUCH))
        try:
            return from_plain(ReadBook, ask(READER, file.read()))
        except Unreadable as problem:
            # The reader of policies speaks of Word and PDF.
            raise forms.ValidationError(
                problem.reason if problem.reason in (*REASONS, BUSY) else _unreadable()
            ) from problem
        except NotCarried as problem:
            raise forms.ValidationError(_unreadable()) from problem


def _unreadable() -> str:
    return _("The spreadsheet cannot be read: it is damaged, or too large. Save it anew as .xlsx, and try again.")


@dataclass(frozen=True)
class Seen:
    """Which version of an initiative the one who confirms has looked at."""

    number: int
    version: int


@dataclass(frozen=True)
class Carried:
    """What goes along from the page that shows what would change, to the saving of it."""

    book: ReadBook
    seen: tuple[Seen, ...]


class CarriedForm(forms.Form):
    carried = forms.CharField(widget=forms.HiddenInput)

    def clean_carried(self) -> Carried:
        """It has been in a browser, and may be anything: it is opened within bounds, by the strict reader."""
        try:
            opener = zlib.decompressobj()
            opened = opener.decompress(b64decode(self.cleaned_data["carried"], validate=True), MOST_OPENED)
            return from_plain(Carried, from_json(opened))
        except (ValueError, zlib.error, NotCarried) as problem:
            raise forms.ValidationError(_("The page was not sent whole. Choose the spreadsheet again.")) from problem


def packed(carried: Carried) -> str:
    return b64encode(zlib.compress(to_json(to_plain(carried)), 9)).decode()


@dataclass(frozen=True)
class Sheet:
    """What a spreadsheet says about a plan, each line with the version of its initiative that was seen."""

    plan: ShownPlan
    read: SheetRows
    rows: tuple[InitiativeRow, ...]
    seen: tuple[Seen, ...]


def sheet_of(viewer: Viewer, plan: ShownPlan, book: ReadBook, seen: tuple[Seen, ...] = ()) -> Sheet:
    """A line without a version counts as seen when it was shown what would change, which `seen` tells."""
    standing = {each.number: each for each in list_initiatives(viewer, plan_id=plan.id)}
    versions = {number: each.version for number, each in standing.items()} | {one.number: one.version for one in seen}
    read = rows_of(book, plan.slug)
    rows = tuple(
        as_kept(row if row.version else replace(row, version=versions[row.number]), standing[row.number])
        if row.number in standing
        else row
        for row in read.rows
    )
    return Sheet(plan, read, rows, tuple(Seen(*each) for each in versions.items()))


class SheetUpload(View):
    """Nothing is saved here: what would change is shown first."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return upload_page(request, get_writable_plan(viewer_of(request), slug), SheetForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        plan, form = get_writable_plan(viewer, slug), SheetForm(request.POST, request.FILES)
        if not form.is_valid():
            return upload_page(request, plan, form, status=422)
        book = form.cleaned_data["file"]
        try:
            return _compared(request, plan, form, book)
        except Invalid as problem:
            form.add_error(None, problem.message)
            return upload_page(request, plan, form, status=422)


def _compared(request: HttpRequest, plan: ShownPlan, form: SheetForm, book: ReadBook) -> HttpResponse:
    viewer = viewer_of(request)
    sheet = sheet_of(viewer, plan, book)
    if sheet.read.problems:
        return upload_page(request, plan, form, sheet.read.problems, sheet.read, status=422)
    preview = preview_import(viewer, plan.id, sheet.rows)
    if preview.problems:
        return upload_page(request, plan, form, preview.problems, sheet.read, status=422)
    carried = packed(Carried(book, sheet.seen))
    if len(carried) > MOST_CARRIED:
        form.add_error("file", str(TOO_MUCH))
        return upload_page(request, plan, form, status=422)
    return preview_page(request, sheet, preview, carried)


class SheetConfirm(View):
    """All that was shown is saved, or nothing where somebody was quicker with one of the initiatives."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        plan, form = get_writable_plan(viewer, slug), CarriedForm(request.POST)
        if not form.is_valid():
            return upload_page(request, plan, form, status=422)
        carried = form.cleaned_data["carried"]
        sheet = sheet_of(viewer, plan, carried.book, carried.seen)
        problems = sheet.read.problems
        try:
            if not problems:
                count = import_initiatives(by=viewer, plan_id=plan.id, rows=sheet.rows)
                messages.success(request, _saved(count))
                return redirect("action-plan", slug)
        except AlreadyDone:
            return redirect("action-plan", slug)
        except InvalidRows as refused:
            problems = refused.problems
        except Invalid as problem:
            form.add_error(None, problem.message)
        return upload_page(request, plan, form, problems, sheet.read, status=422)


def _saved(count: int) -> str:
    said = ngettext("%(count)s initiative is saved.", "%(count)s initiatives are saved.", count)
    return said % {"count": count}


@dataclass(frozen=True)
class ToldProblem:
    """What is wrong, and where in the file: the line, the column by its heading, and the cell as a spreadsheet says."""

    line: int
    column: Text
    cell: str
    message: str


def told(problems: tuple[RowProblem, ...], read: SheetRows) -> Iterator[ToldProblem]:
    for problem in problems:
        column, place = BY_KEY.get(problem.field), read.places.get(problem.field)
        cell = f"{get_column_letter(place + 1)}{problem.row}" if place is not None and problem.row else ""
        yield ToldProblem(problem.row, column.heading if column else "", cell, problem.message)


def upload_page(
    request: HttpRequest,
    plan: ShownPlan,
    form: forms.Form,
    problems: tuple[RowProblem, ...] = (),
    read: SheetRows | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form again, always as one that asks for a file; a browser does not keep the one that was chosen."""
    shown = {
        "plan": plan,
        "form": form if isinstance(form, SheetForm) else SheetForm(),
        "refused": form,
        "problems": list(told(problems, read)) if read else [],
        "crumbs": _crumbs(plan),
    }
    return render(request, "action_plans/sheet_upload.html", shown, status=status)


@dataclass(frozen=True)
class ToldChange:
    label: Text
    old: str
    new: str


def preview_page(request: HttpRequest, sheet: Sheet, preview: ImportPreview, carried: str) -> HttpResponse:
    changed = [(row, list(_told_changes(row))) for row in preview.rows if row.changes]
    shown = {
        "plan": sheet.plan,
        "preview": preview,
        "added": [each for each in changed if each[0].initiative_id is None],
        "changed": [each for each in changed if each[0].initiative_id is not None],
        "unread": sheet.read.unread,
        "carried": carried,
        "crumbs": _crumbs(sheet.plan),
    }
    return render(request, "action_plans/sheet_preview.html", shown)


def _told_changes(row: PreviewRow) -> Iterator[ToldChange]:
    for change in row.changes:
        if change.old or change.new:
            key = COLUMN_OF.get(change.field, change.field)
            yield ToldChange(BY_KEY[key].heading, _read(change, change.old), _read(change, change.new))


def _read(change: FieldChange, text: str) -> str:
    if change.field in DATES and text:
        return date_written(date.fromisoformat(text))
    return str(CoOwnerKind(text).label) if change.field == "co_owner_kind" and text else text


def _crumbs(plan: ShownPlan) -> list[Crumb]:
    return [
        Crumb(_("Action plans"), reverse("action-plan-list")),
        Crumb(plan.title, reverse("action-plan", args=[plan.slug]), "da"),
        Crumb(_("Read in a spreadsheet")),
    ]
