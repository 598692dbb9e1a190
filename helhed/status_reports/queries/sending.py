"""How a status is sent out: its hearing, its committees, what it lacks to be published, and the edition after it."""

from dataclasses import dataclass
from uuid import UUID

from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.participation.queries.hearings import ShownHearing, get_hearing, slug_of
from helhed.status_reports.models import StatusReport
from helhed.status_reports.queries.sections import Readiness, get_readiness
from helhed.status_reports.queries.shown import ShownReport, ShownTreatment
from helhed.status_reports.rules import check_not_heard_before, reports_with_history
from helhed.status_reports.words import Outcome


@dataclass(frozen=True)
class Sending:
    """A status as those who write it send it out.

    `no_hearing` says why it cannot be sent to hearing (again); `standing` is what each committee did when it got the
    status last; `newer` is the edition that corrects it.
    """

    report: ShownReport
    readiness: Readiness
    hearing: ShownHearing | None
    no_hearing: str
    treatments: tuple[ShownTreatment, ...]
    newer: ShownReport | None

    @property
    def may_hear(self) -> bool:
        return self.report.is_draft and not self.no_hearing

    @property
    def may_correct(self) -> bool:
        return not self.report.is_draft and self.newer is None

    @property
    def standing(self) -> tuple[ShownTreatment, ...]:
        return tuple({each.committee: each for each in self.treatments}.values())

    @property
    def sent_back(self) -> tuple[ShownTreatment, ...]:
        """What a committee sent back and has not got again."""
        return tuple(each for each in self.standing if each.outcome is Outcome.SENT_BACK)

    @property
    def unanswered(self) -> int:
        """How many answers in its hearing have no reply."""
        return sum(each.reply is None for each in self.hearing.answers) if self.hearing else 0

    def treatment(self, treatment_id: UUID) -> ShownTreatment:
        found = next((each for each in self.treatments if each.id == treatment_id), None)
        if found is None:
            raise Missing
        return found


def get_sending(viewer: Viewer, report_id: UUID) -> Sending:
    """How a status is sent out, for those who write statuses; also of one that is published."""
    reports = reports_with_history(viewer).select_related("policy", "corrects")
    report = reports.filter(id=report_id).first()
    if report is None:
        raise Missing
    newer = reports.filter(corrects=report_id).first()
    return Sending(
        report=ShownReport.of(report),
        readiness=get_readiness(viewer, report_id),
        hearing=_hearing(viewer, report.hearing_id),
        no_hearing=_no_hearing(report),
        treatments=tuple(ShownTreatment.of(each) for each in report.treatments.all()),
        newer=ShownReport.of(newer) if newer else None,
    )


def _hearing(viewer: Viewer, hearing_id: UUID | None) -> ShownHearing | None:
    if hearing_id is None:
        return None
    try:
        return get_hearing(viewer, slug_of(viewer, hearing_id))
    except Missing:
        return None


def _no_hearing(report: StatusReport) -> str:
    try:
        check_not_heard_before(report)
    except Invalid as problem:
        return problem.message
    return ""
