"""The yearly status as everybody reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.status_reports.queries.compiled import compile_status
from helhed.status_reports.queries.history import get_report_history
from helhed.status_reports.queries.reports import list_reports, may_write_report
from helhed.web.audit.history import history_part
from helhed.web.documents.html import to_html
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.files.whole import as_document
from helhed.web.status_reports.files.written import as_pdf


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
