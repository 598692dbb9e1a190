"""What every page below the desk has in common: its crumbs, and what a form is shown with."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.status_reports.queries.shown import ShownReport, ShownSection
from helhed.status_reports.words import ReportKind, ReportState
from helhed.web.action_plans.plan_page import saved_over
from helhed.web.participation.form_page import form_page
from helhed.web.shell.parts import Crumb, Fact, Text
from helhed.web.status_reports.files.phrases import status_title

LOOK = {
    ReportState.COMPILING: "neutral",
    ReportState.READY: "on_track",
    ReportState.IN_HEARING: "under_way",
    ReportState.WITH_COMMITTEES: "under_way",
    ReportState.PUBLISHED: "done",
}


def desk_address(report_id: UUID, anchor: str = "") -> str:
    address = reverse("status-desk", args=[report_id])
    return f"{address}#{anchor}" if anchor else address


def report_title(report: ShownReport) -> str:
    return status_title(report.kind, report.first_year, report.year)


def read_address(report: ShownReport) -> str:
    """Where the status is read as a whole; empty where it has no page of its own."""
    if report.kind is ReportKind.CLOSING:
        return ""
    return reverse("status", args=[report.policy, report.year])


def section_title(section: ShownSection) -> str:
    """What a section is called; one about an area is called what the policy calls that."""
    if not section.area:
        return str(section.kind.label)
    return section.title or _("A focus area that the policy no longer has")


def section_address(section: ShownSection) -> str:
    return reverse("status-section", args=[section.report_id, section.id])


def crumbs_to_desk(report: ShownReport) -> list[Crumb]:
    return [
        Crumb(_("Yearly status"), reverse("status-list")),
        Crumb(report_title(report), read_address(report)),
        Crumb(_("Desk"), desk_address(report.id)),
    ]


def desk_form_page(
    request: HttpRequest,
    report: ShownReport,
    form: forms.BaseForm,
    title: Text,
    *,
    standing: Sequence[Fact] = (),
    version: int = 0,
    **shown: Any,
) -> HttpResponse:
    """The form; where somebody was quicker, it stands beside `standing`, and is saved over `version`."""
    was_changed = form.is_bound and bool(form.non_field_errors()) and "seen_version" in form.fields
    if was_changed:
        form.data = saved_over(request, version)
    filled = {
        "template": "status_reports/desk_form.html",
        "status": 422 if form.is_bound else 200,
        "back": desk_address(report.id),
        "about": f"{report_title(report)}: {report.policy_title}",
        "report": report,
        "standing": list(standing) if was_changed else [],
        "kind": "primary",
    }
    return form_page(request, form, [*crumbs_to_desk(report), Crumb(title)], **{**filled, **shown})  # type: ignore[arg-type]
