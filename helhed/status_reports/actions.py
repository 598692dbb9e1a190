from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.rules import readable_documents
from helhed.policy.words import DocumentKind
from helhed.status_reports.models import StatusReport
from helhed.status_reports.rules import readable_reports, writable_reports
from helhed.status_reports.words import EARLIEST_YEAR, Outcome, ReportState


@action
def start_report(*, by: Viewer, policy_id: UUID, year: int) -> UUID:
    """Begin the status of a policy for a year.

    Raises `Missing` where there is no such policy, and `Invalid` where there is a status for the year, or the year is
    long past or has not begun.
    """
    require(by, Permission.WRITE_STATUS)
    if not readable_documents(by).filter(id=policy_id, kind=DocumentKind.POLICY).exists():
        raise Missing
    if year < EARLIEST_YEAR:
        raise Invalid("year", _("Choose the year %(earliest)s or later.") % {"earliest": EARLIEST_YEAR})
    if year > clock.today().year:
        raise Invalid("year", _("The year has not begun yet."))
    if readable_reports(by).filter(policy=policy_id, year=year).exists():
        raise Invalid("year", _("There is a status for this year already."))
    report = StatusReport.objects.create(policy_id=policy_id, year=year)
    record(by=by, verb=Verb.STARTED_STATUS, kind=ObjectKind.STATUS_REPORT, object_id=report.id)
    return report.id


@action
def write_summary(*, by: Viewer, report_id: UUID, seen_version: int, summary: str) -> None:
    """Write the summary of a status. Raises `Changed` where somebody changed it since `seen_version`."""
    reports = writable_reports(by).filter(id=report_id)
    if not reports.exists():
        raise Missing
    if not reports.filter(version=seen_version).update(summary=summary, version=F("version") + 1):
        raise Changed
    record(by=by, verb=Verb.WROTE_SUMMARY, kind=ObjectKind.STATUS_REPORT, object_id=report_id)


@action
def publish_report(*, by: Viewer, report_id: UUID, committee: str, outcome: Outcome) -> None:
    """Publish a status after a committee has dealt with it; what is published is not written in again.

    Raises `Invalid` where the year is not over, or the committee sent it back.
    """
    report = writable_reports(by).filter(id=report_id).first()
    if report is None:
        raise Missing
    if report.year >= clock.today().year:
        raise Invalid("year", _("The year is not over yet."))
    if outcome == Outcome.SENT_BACK:
        raise Invalid("outcome", _("A status that was sent back is not published."))
    published = (
        writable_reports(by)
        .filter(id=report_id)
        .update(state=ReportState.PUBLISHED, committee=committee, outcome=outcome, published_on=clock.today())
    )
    if not published:
        raise Missing
    record(by=by, verb=Verb.PUBLISHED_STATUS, kind=ObjectKind.STATUS_REPORT, object_id=report_id)
