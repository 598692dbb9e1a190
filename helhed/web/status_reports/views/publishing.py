"""How a status is published, and what stands in the way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.queries.compiled import compile_status
from helhed.status_reports.queries.reports import get_report, get_writable_report
from helhed.status_reports.queries.sections import get_readiness
from helhed.status_reports.queries.shown import ShownReport
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.status_reports.form_page import form_page
from helhed.web.status_reports.forms import PublishForm


class StatusPublish(View):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        viewer = viewer_of(request)
        report = get_writable_report(viewer, slug, year)
        compiled = compile_status(viewer, slug, year, edition=report.edition)
        form = PublishForm(initial={"seen_digest": compiled.digest})
        return form_page(request, report, form, _("Publish the status"), lacks=_lacks(viewer, report))

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
        return form_page(request, report, form, title, lacks=_lacks(viewer, report), status=422)


def _draft(viewer: Viewer, report: ShownReport, slug: str, year: int) -> ShownReport:
    """The draft that corrects a published status; the published one itself where nothing does."""
    try:
        return get_writable_report(viewer, slug, year)
    except Missing:
        return report


def _lacks(viewer: Viewer, report: ShownReport) -> list[str]:
    return [lack.message for lack in get_readiness(viewer, report.id).lacks]
