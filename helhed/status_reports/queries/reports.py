"""The statuses: all that the viewer may read, the editions of one, and what committees did with it."""

import json
from uuid import UUID

from django.db.models import QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.action_plans.queries.initiatives import count_states, list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.words import ProgressState
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.content.compiling import counted, day_of
from helhed.status_reports.models import CommitteeTreatment, FrozenStatus, StatusReport
from helhed.status_reports.queries.compiled import end_of_year
from helhed.status_reports.queries.shown import ShownReport, ShownTreatment
from helhed.status_reports.rules import (
    COMPILER,
    found_report,
    keepable_treatments,
    readable_reports,
    standing_editions,
    writable_reports,
)
from helhed.status_reports.words import ReportKind


def list_reports(
    viewer: Viewer, *, policy_id: UUID | None = None, kind: ReportKind | None = ReportKind.YEARLY
) -> list[ShownReport]:
    """The statuses, newest year first, each by the edition that stands: published last, or a draft while none is."""
    reports = standing_editions(readable_reports(viewer))
    if policy_id:
        reports = reports.filter(policy=policy_id)
    return _shown(reports.filter(kind=kind) if kind else reports)


def list_editions(viewer: Viewer, report_id: UUID) -> list[ShownReport]:
    """All editions of the status that this is an edition of, newest first, as far as the viewer may read them."""
    found = readable_reports(viewer).filter(id=report_id).values("policy", "kind", "year").first()
    if found is None:
        raise Missing
    return _shown(readable_reports(viewer).filter(**found).order_by("-edition"))


def list_all_editions(viewer: Viewer, policy_id: UUID) -> list[ShownReport]:
    """Every edition of every status of a policy, newest year first, as far as the viewer may read them."""
    return _shown(readable_reports(viewer).filter(policy=policy_id))


def _shown(reports: QuerySet[StatusReport]) -> list[ShownReport]:
    return [ShownReport.of(report) for report in reports.select_related("policy", "corrects")]


def get_report(
    viewer: Viewer, slug: str, year: int, *, kind: ReportKind = ReportKind.YEARLY, edition: int | None = None
) -> ShownReport:
    return ShownReport.of(found_report(viewer, slug, year, kind, edition))


def get_writable_report(viewer: Viewer, slug: str, year: int, *, kind: ReportKind = ReportKind.YEARLY) -> ShownReport:
    """The draft of a status that this viewer may write, for the forms."""
    found = _shown(writable_reports(viewer).filter(policy__slug=slug, year=year, kind=kind))
    if not found:
        raise Missing
    return found[0]


def may_write_report(viewer: Viewer, report_id: UUID) -> bool:
    return writable_reports(viewer).filter(id=report_id).exists()


def may_start_report(viewer: Viewer) -> bool:
    return may(viewer, Permission.WRITE_STATUS)


def count_initiatives(viewer: Viewer, report: ShownReport) -> tuple[tuple[ProgressState, int], ...]:
    """The counts of a status alone, as `compile_status` gives them, where the rest of it is not shown."""
    readable = FrozenStatus.objects.filter(report__in=readable_reports(viewer).values("id"))
    kept = readable.filter(report=report.id).values_list("content", flat=True).first()
    if kept is not None:
        return tuple((ProgressState(each["state"]), each["count"]) for each in json.loads(kept)["counts"])
    as_of = min(end_of_year(report.year), clock.now())
    plans = list_plans(COMPILER, policy_id=report.policy_id)
    initiatives = list_initiatives(COMPILER, policy_id=report.policy_id, until=as_of)
    return tuple(count_states(counted(initiatives, plans, day_of(as_of))))


def list_treatments(viewer: Viewer, report_id: UUID) -> list[ShownTreatment]:
    """What committees did with a status, in the order that it was sent to them."""
    readable = readable_reports(viewer).filter(id=report_id).values("id")
    return [ShownTreatment.of(each) for each in CommitteeTreatment.objects.filter(report__in=readable)]


def get_writable_treatment(viewer: Viewer, treatment_id: UUID) -> ShownTreatment:
    """What a committee did, for the form."""
    found = keepable_treatments(viewer).filter(id=treatment_id).first()
    if found is None:
        raise Missing
    return ShownTreatment.of(found)
