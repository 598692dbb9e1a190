from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from helhed.status_reports.actions import publish_report, write_summary
from helhed.status_reports.queries import (
    ShownReport,
    compile_status,
    get_report,
    get_report_history,
    get_writable_report,
    list_reports,
    may_write_report,
)
from helhed.status_reports.words import Outcome
from helhed.web.audit.history import history_part
from helhed.web.documents.html import to_html
from helhed.web.documents.pdf import to_pdf
from helhed.web.request import PublicPage, is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.forms import PublishForm, SummaryForm
from helhed.web.status_reports.report import as_document, status_title

PUBLISHING = gettext_lazy(
    "When the committee has dealt with the status, write here what it did. "
    "The status is then open to everybody, and its summary is not written in again."
)


class StatusList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        shown = {"reports": list_reports(viewer_of(request)), "crumbs": [Crumb(_("Yearly status"))]}
        return render(request, "status_reports/status_list.html", shown)


class StatusPage(PublicPage):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer = viewer_of(request)
        status = compile_status(viewer, slug, year)
        document = as_document(status, **_frame())
        return render(
            request,
            "status_reports/status.html",
            {
                "status": status,
                "document": document,
                "body": to_html(document.blocks[1:]),
                "may_write": may_write_report(viewer, status.report.id),
                "history": history_part(get_report_history(viewer, status.report.id)),
                "crumbs": [Crumb(_("Yearly status"), reverse("status-list")), Crumb(str(year))],
            },
        )


class StatusPdf(PublicPage):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        status = compile_status(viewer_of(request), slug, year)
        response = HttpResponse(to_pdf(as_document(status, **_frame())), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="status-{year}-{slug}.pdf"'
        return response


def _frame() -> dict[str, Any]:
    municipality = settings.MUNICIPALITY
    return {
        "language": get_language() or settings.LANGUAGE_CODE,
        "author": municipality.name,
        "notice": _("%(name)s is made up.") % {"name": municipality.name} if municipality.is_fictional else "",
    }


class SummaryWrite(View):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        report = get_writable_report(viewer_of(request), slug, year)
        typed = {"summary": report.summary, "seen_version": report.version}
        return _form_page(request, report, SummaryForm(initial=typed), _("Write the summary"))

    def post(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer, form = viewer_of(request), SummaryForm(request.POST)
        report = get_report(viewer, slug, year)
        if form.is_valid() and is_carried_out(
            form, lambda: write_summary(by=viewer, report_id=report.id, **form.cleaned_data)
        ):
            messages.success(request, _("The summary is saved."))
            return redirect("status", slug, year)
        report = get_writable_report(viewer, slug, year)
        if form.non_field_errors():
            form.data = {**request.POST.dict(), "seen_version": report.version}
        standing = report.summary if form.non_field_errors() else ""
        return _form_page(request, report, form, _("Write the summary"), standing, status=422)


class StatusPublish(View):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        report = get_writable_report(viewer_of(request), slug, year)
        return _form_page(request, report, PublishForm(), _("Publish the status"))

    def post(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer, form = viewer_of(request), PublishForm(request.POST)
        report = get_report(viewer, slug, year)
        if form.is_valid() and is_carried_out(
            form, lambda: publish_report(by=viewer, report_id=report.id, **_decision(form.cleaned_data))
        ):
            messages.success(request, _("The status is published."))
            return redirect("status", slug, year)
        report = get_writable_report(viewer, slug, year)
        return _form_page(request, report, form, _("Publish the status"), status=422)


def _decision(cleaned: dict[str, Any]) -> dict[str, Any]:
    return {**cleaned, "outcome": Outcome(cleaned["outcome"])}


def _form_page(
    request: HttpRequest, report: ShownReport, form: Any, title: str, standing: str = "", status: int = 200
) -> HttpResponse:
    address = reverse("status", args=[report.policy, report.year])
    shown = {
        "report": report,
        "form": form,
        "title": title,
        "standing": standing,
        "submit": _("Publish") if isinstance(form, PublishForm) else _("Save"),
        "explanation": PUBLISHING if isinstance(form, PublishForm) else "",
        "crumbs": [
            Crumb(_("Yearly status"), reverse("status-list")),
            Crumb(status_title(report), address),
            Crumb(title),
        ],
    }
    return render(request, "status_reports/form.html", shown, status=status)
