from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.audit.queries import History
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.sections import write_section
from helhed.status_reports.queries.compiled import compile_status
from helhed.status_reports.queries.history import get_report_history, get_section_history
from helhed.status_reports.queries.reports import get_report, get_writable_report, list_reports, may_write_report
from helhed.status_reports.queries.sections import get_readiness, get_writable_section, list_sections
from helhed.status_reports.queries.shown import ShownReport, ShownSection
from helhed.status_reports.words import StatusPart
from helhed.web.audit.history import history_part
from helhed.web.documents.html import to_html
from helhed.web.request import PublicPage, is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.files.phrases import status_title
from helhed.web.status_reports.files.whole import as_document
from helhed.web.status_reports.files.written import as_pdf
from helhed.web.status_reports.forms import PublishForm, SummaryForm

PUBLISHING = gettext_lazy(
    "When the committee has dealt with the status it can be published. "
    "It is then open to everybody, and what it says is kept and never changed."
)


class StatusList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        shown = {"reports": list_reports(viewer_of(request)), "crumbs": [Crumb(_("Yearly status"))]}
        return render(request, "status_reports/status_list.html", shown)


class StatusPage(PublicPage):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer = viewer_of(request)
        status = compile_status(viewer, slug, year)
        document = as_document(status.content, status.report.digest)
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
        response = HttpResponse(as_pdf(status.content, status.report.digest), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="status-{year}-{slug}.pdf"'
        return response


class SummaryWrite(View):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        report, section = _summary(viewer_of(request), slug, year)
        typed = {"text": section.text, "is_ready": section.is_ready, "seen_version": section.version}
        history = get_section_history(viewer_of(request), section.id)
        return _form_page(request, report, SummaryForm(initial=typed), _("Write the summary"), history=history)

    def post(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer, form = viewer_of(request), SummaryForm(request.POST)
        _report, section = _summary(viewer, slug, year)
        if form.is_valid() and is_carried_out(
            form, lambda: write_section(by=viewer, section_id=section.id, **form.cleaned_data)
        ):
            messages.success(request, _("The summary is saved."))
            return redirect("status", slug, year)
        report, section = _summary(viewer, slug, year)
        if form.non_field_errors():
            form.data = {**request.POST.dict(), "seen_version": section.version}
        standing = section.text if form.non_field_errors() else ""
        return _form_page(request, report, form, _("Write the summary"), standing, status=422)


def _summary(viewer: Viewer, slug: str, year: int) -> tuple[ShownReport, ShownSection]:
    report = get_writable_report(viewer, slug, year)
    summaries = [each for each in list_sections(viewer, report.id) if each.kind is StatusPart.SUMMARY]
    if not summaries:
        raise Missing
    return report, get_writable_section(viewer, summaries[0].id)


class StatusPublish(View):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer = viewer_of(request)
        report = get_writable_report(viewer, slug, year)
        compiled = compile_status(viewer, slug, year, edition=report.edition)
        form = PublishForm(initial={"seen_digest": compiled.digest})
        return _form_page(request, report, form, _("Publish the status"), lacks=_lacks(viewer, report))

    def post(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer, form = viewer_of(request), PublishForm(request.POST)
        # A status that was published by this very form is read again, and its form counts as carried out.
        report = get_report(viewer, slug, year) if form.is_valid() else get_writable_report(viewer, slug, year)
        draft = report if report.is_draft else _draft(viewer, report, slug, year)
        if form.is_valid() and is_carried_out(
            form, lambda: publish_report(by=viewer, report_id=draft.id, **form.cleaned_data)
        ):
            messages.success(request, _("The status is published."))
            return redirect("status", slug, year)
        report = get_writable_report(viewer, slug, year)
        if form.non_field_errors():
            compiled = compile_status(viewer, slug, year, edition=report.edition)
            form.data = {**request.POST.dict(), "seen_digest": compiled.digest}
        title = _("Publish the status")
        return _form_page(request, report, form, title, lacks=_lacks(viewer, report), status=422)


def _draft(viewer: Viewer, report: ShownReport, slug: str, year: int) -> ShownReport:
    """The draft that corrects a published status; the published one itself where nothing does."""
    try:
        return get_writable_report(viewer, slug, year)
    except Missing:
        return report


def _lacks(viewer: Viewer, report: ShownReport) -> list[str]:
    return [lack.message for lack in get_readiness(viewer, report.id).lacks]


def _form_page(
    request: HttpRequest,
    report: ShownReport,
    form: Any,
    title: str,
    standing: str = "",
    lacks: list[str] | None = None,
    history: History | None = None,
    status: int = 200,
) -> HttpResponse:
    address = reverse("status", args=[report.policy, report.year])
    shown = {
        "report": report,
        "form": form,
        "title": title,
        "standing": standing,
        "lacks": lacks or [],
        "history": history_part(history),
        "submit": _("Publish") if isinstance(form, PublishForm) else _("Save"),
        "explanation": PUBLISHING if isinstance(form, PublishForm) else "",
        "crumbs": [
            Crumb(_("Yearly status"), reverse("status-list")),
            Crumb(status_title(report.kind, report.first_year, report.year), address),
            Crumb(title),
        ],
    }
    return render(request, "status_reports/form.html", shown, status=status)
