"""The yearly status as everybody reads it, whole and in easy words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.status_reports.queries.compiled import CompiledStatus, compile_status
from helhed.status_reports.queries.history import get_report_history
from helhed.status_reports.queries.reports import list_all_editions
from helhed.status_reports.words import ReportKind
from helhed.web.audit.history import history_part
from helhed.web.documents.html import to_html
from helhed.web.policy.export import edition_asked
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.addresses import addresses_of, report_address
from helhed.web.status_reports.files.easy import easy
from helhed.web.status_reports.files.phrases import content_title
from helhed.web.status_reports.files.whole import as_document
from helhed.web.status_reports.status_page import LOOK, contents, editions_of, hearing_of, years_around


class StatusPage(PublicPage):
    kind = ReportKind.YEARLY

    def get(self, request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
        viewer, asked = viewer_of(request), edition_asked(request)
        status = compile_status(viewer, slug, year, kind=self.kind, edition=asked)
        report, document = status.report, as_document(status.content, status.report.digest)
        of_policy = list_all_editions(viewer, report.policy_id)
        shown = {
            **_head(status, asked),
            "document": document,
            "body": to_html(document.blocks[1:]),
            "contents": contents(document),
            "hearing": hearing_of(viewer, status),
            "editions": editions_of(report, of_policy),
            "is_whole": not any(voice.is_withdrawn for voice in status.content.voices),
            "around": years_around(report, of_policy),
            "history": history_part(get_report_history(viewer, report.id)),
            "crumbs": [Crumb(_("Yearly status"), reverse("status-list")), Crumb(content_title(status.content))],
        }
        return render(request, "status_reports/status.html", shown)


class EasyPage(PublicPage):
    kind = ReportKind.YEARLY

    def get(self, request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
        viewer, asked = viewer_of(request), edition_asked(request)
        status = compile_status(viewer, slug, year, kind=self.kind, edition=asked)
        document = easy(status.content)
        shown = {
            **_head(status, asked),
            "document": document,
            "body": to_html(document.blocks[1:]),
            "hearing": hearing_of(viewer, status),
            "crumbs": [
                Crumb(_("Yearly status"), reverse("status-list")),
                Crumb(content_title(status.content), report_address(status.report, edition=asked)),
                Crumb(_("Easy edition")),
            ],
        }
        return render(request, "status_reports/status_easy.html", shown)


def _head(status: CompiledStatus, asked: int | None) -> dict[str, object]:
    return {
        "report": status.report,
        "content": status.content,
        "look": LOOK[status.report.state],
        "address": report_address(status.report, edition=asked),
        "forms": addresses_of(status.report, asked),
    }
