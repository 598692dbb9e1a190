"""The forms of a status to take away, and its data for other programs with the schema that they follow."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page

from helhed.status_reports.content.schema import schema
from helhed.status_reports.content.tree import StatusContent
from helhed.status_reports.queries.compiled import compile_status, get_open_text
from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.words import ReportKind
from helhed.web.documents import csv_file
from helhed.web.policy.export import edition_asked
from helhed.web.request import PublicPage, viewer_of
from helhed.web.status_reports.addresses import file_name
from helhed.web.status_reports.files import open_data, written

JSON, SCHEMA = "application/json", "application/schema+json"


@dataclass(frozen=True)
class Form:
    """What a status is written out as: `ending` is how its name ends, and `is_shown` whether a browser shows it."""

    content_type: str
    ending: str
    write: Callable[[StatusContent, str], bytes]
    is_shown: bool = False


WRITTEN = {
    "pdf": Form(written.PDF, ".pdf", written.as_pdf, is_shown=True),
    "word": Form(written.WORD, ".docx", written.as_word),
    "excel": Form(written.EXCEL, ".xlsx", written.as_excel),
    "easy-pdf": Form(written.PDF, "-let.pdf", lambda content, _: written.as_easy_pdf(content), is_shown=True),
    "agenda": Form(written.WORD, "-dagsorden.docx", written.as_agenda),
    "initiatives": Form(
        csv_file.TYPE, "-initiativer.csv", lambda content, _: open_data.initiatives_csv(content).encode()
    ),
    "goals": Form(csv_file.TYPE, "-maal.csv", lambda content, _: open_data.goals_csv(content).encode()),
}


@method_decorator(conditional_page, name="dispatch")
class StatusFile(PublicPage):
    kind = ReportKind.YEARLY
    form = ""

    def get(self, request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
        status = compile_status(viewer_of(request), slug, year, kind=self.kind, edition=edition_asked(request))
        form = WRITTEN[self.form]
        data = form.write(status.content, status.report.digest)
        response = as_file(status.report, data, form.content_type, form.ending, is_shown=form.is_shown)
        return described(request, response) if form.content_type == csv_file.TYPE else response


@method_decorator(conditional_page, name="dispatch")
class StatusJson(PublicPage):
    kind = ReportKind.YEARLY

    def get(self, request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
        found = get_open_text(viewer_of(request), slug, year, kind=self.kind, edition=edition_asked(request))
        return described(request, as_file(found.report, found.text.encode(), JSON, ".json"))


def as_file(
    report: ShownReport, data: bytes, content_type: str, ending: str, *, is_shown: bool = False
) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    shown = "inline" if is_shown else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{file_name(report, ending)}"'
    return response


def described(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Open data leads to the schema that says what its names mean."""
    address = request.build_absolute_uri(reverse("status-schema"))
    response.headers["Link"] = f'<{address}>; rel="describedby"; type="{SCHEMA}"'
    return response


@method_decorator(conditional_page, name="dispatch")
class StatusSchema(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        data = json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True)
        return HttpResponse(data, content_type=SCHEMA)
