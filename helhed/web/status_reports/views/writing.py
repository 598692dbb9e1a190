"""The sections of a status as their editors write them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.actions.sections import write_section
from helhed.status_reports.queries.history import get_section_history
from helhed.status_reports.queries.reports import get_writable_report
from helhed.status_reports.queries.sections import get_writable_section, list_sections
from helhed.status_reports.queries.shown import ShownReport, ShownSection
from helhed.status_reports.words import StatusPart
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.status_reports.form_page import form_page
from helhed.web.status_reports.forms import SummaryForm


class SummaryWrite(View):
    def get(self, request: HttpRequest, slug: str, year: int) -> HttpResponse:
        report, section = _summary(viewer_of(request), slug, year)
        typed = {"text": section.text, "is_ready": section.is_ready, "seen_version": section.version}
        history = get_section_history(viewer_of(request), section.id)
        return form_page(request, report, SummaryForm(initial=typed), _("Write the summary"), history=history)

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
        return form_page(request, report, form, _("Write the summary"), standing, status=422)


def _summary(viewer: Viewer, slug: str, year: int) -> tuple[ShownReport, ShownSection]:
    report = get_writable_report(viewer, slug, year)
    summaries = [each for each in list_sections(viewer, report.id) if each.kind is StatusPart.SUMMARY]
    if not summaries:
        raise Missing
    return report, get_writable_section(viewer, summaries[0].id)
