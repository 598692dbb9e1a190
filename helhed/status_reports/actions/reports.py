"""How a status comes to be: of a year, of a whole period, or as a corrected edition."""

from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.action_plans.rules.initiatives import holds_office
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_document_by_id
from helhed.policy.queries.shown import PolicyContent
from helhed.policy.rules import readable_documents
from helhed.policy.words import DocumentKind
from helhed.status_reports.models import (
    CitizenVoice,
    CommitteeTreatment,
    GoalJudgement,
    StatusReport,
    StatusSection,
)
from helhed.status_reports.queries.compiled import policy_of
from helhed.status_reports.rules import (
    check_discardable,
    check_due_on,
    check_year,
    locked_report,
    readable_reports,
    standing_editions,
    years_of,
)
from helhed.status_reports.words import WRITTEN_ANEW, ReportKind, StatusPart


@action
def start_report(*, by: Viewer, policy_id: UUID, year: int, due_on: date | None = None) -> UUID:
    """Begin the status of a policy for a year, from the one of the year before: its editors, and the texts that are
    not written anew each year. `due_on` is when its sections are to be ready.

    Raises `Missing` where there is no such policy, and `Invalid` where there is a status for the year, or the year is
    long past or has not begun.
    """
    require(by, Permission.WRITE_STATUS)
    _check_policy(by, policy_id)
    check_year(year)
    report = StatusReport(policy_id=policy_id, first_year=year, year=year, due_on=due_on)
    _start(by, report, _last(by, policy_id, year - 1))
    record(by=by, verb=Verb.STARTED_STATUS, kind=ObjectKind.STATUS_REPORT, object_id=report.id)
    return report.id


@action
def start_closing_report(*, by: Viewer, policy_id: UUID, due_on: date | None = None) -> UUID:
    """Begin the status over the whole period of a policy, from that of its last year.

    Raises `Invalid` where the policy does not say its years, its last year has not begun, or it is begun already.
    """
    require(by, Permission.WRITE_STATUS)
    _check_policy(by, policy_id)
    first, last = years_of(get_document_by_id(by, policy_id).document.period)
    check_year(last)
    kind = ReportKind.CLOSING
    report = StatusReport(policy_id=policy_id, kind=kind, first_year=first, year=last, due_on=due_on)
    _start(by, report, _last(by, policy_id, last))
    record(by=by, verb=Verb.STARTED_STATUS, kind=ObjectKind.STATUS_REPORT, object_id=report.id)
    return report.id


def _check_policy(by: Viewer, policy_id: UUID) -> None:
    if not readable_documents(by).filter(id=policy_id, kind=DocumentKind.POLICY).exists():
        raise Missing


def _last(by: Viewer, policy_id: UUID, year: int) -> StatusReport | None:
    reports = readable_reports(by).filter(policy=policy_id, kind=ReportKind.YEARLY, year=year)
    return standing_editions(reports).first()


def _start(by: Viewer, report: StatusReport, last: StatusReport | None) -> None:
    same = readable_reports(by).filter(policy=report.policy_id, kind=report.kind, year=report.year)
    if same.exists():
        raise Invalid("year", _("There is a status for this year already."))
    check_due_on(report.due_on)
    report.save(force_insert=True)
    policy = policy_of(by, report.policy.slug, min(date(report.year, 12, 31), clock.today()))
    StatusSection.objects.bulk_create(_sections(report, policy, last))


def _sections(report: StatusReport, policy: PolicyContent, last: StatusReport | None) -> list[StatusSection]:
    """One of each kind, and one for each focus area; what carries over stands in a closing status alone."""
    kinds = [kind for kind in StatusPart if kind is not StatusPart.AREA]
    if report.kind != ReportKind.CLOSING:
        kinds.remove(StatusPart.CARRIED_OVER)
    wanted: list[tuple[StatusPart, UUID | None]] = [(kind, None) for kind in kinds]
    wanted += [(StatusPart.AREA, area.id) for area in policy.areas]
    rows = last.sections.select_related("editor") if last else ()
    before = {(StatusPart(row.kind), row.area): row for row in rows}
    return [_section(report, kind, area, before.get((kind, area))) for kind, area in wanted]


def _section(report: StatusReport, kind: StatusPart, area: UUID | None, last: StatusSection | None) -> StatusSection:
    editor = last.editor if last else None
    return StatusSection(
        report=report,
        kind=kind,
        area=area,
        editor=editor if editor and holds_office(editor.left_on, clock.today()) else None,
        text=last.text if last and kind not in WRITTEN_ANEW else "",
    )


@action
def set_due_day(*, by: Viewer, report_id: UUID, seen_version: int, due_on: date | None) -> None:
    """Say when the sections of a status are to be ready, so that their editors are reminded; none: nobody is.

    Raises `Changed` where somebody changed the status since `seen_version`.
    """
    locked_report(by, report_id, seen_version)
    check_due_on(due_on)
    StatusReport.objects.filter(id=report_id).update(due_on=due_on, version=F("version") + 1)
    record(by=by, verb=Verb.SET_STATUS_DUE, kind=ObjectKind.STATUS_REPORT, object_id=report_id)


@action
def discard_report(*, by: Viewer, report_id: UUID) -> None:
    """Discard a status that is not published, with all that is written in it. Raises `Invalid` where others have been
    asked about it: what they were sent is not taken out of the world."""
    report = locked_report(by, report_id)
    check_discardable(report)
    GoalJudgement.objects.filter(section__report=report).delete()
    for rows in (report.sections, report.voices, report.treatments):
        rows.all().delete()
    report.delete()
    record(by=by, verb=Verb.DISCARDED_STATUS, kind=ObjectKind.STATUS_REPORT, object_id=report_id)


@action
def start_correction(*, by: Viewer, report_id: UUID, reason: str) -> UUID:
    """Begin a new edition of a published status, which names the one it corrects and says why.

    It begins with all that the old one says, ready, and rests on the hearing and the committees of the old one; that
    stays as it was published. Raises `Invalid` where it is corrected already, or no reason is given.
    """
    require(by, Permission.WRITE_STATUS)
    old = readable_reports(by).filter(id=report_id, published_on__isnull=False).first()
    if old is None:
        raise Missing
    if not reason.strip():
        raise Invalid("reason", _("Write what is wrong in the published edition."))
    if readable_reports(by).filter(corrects=old).exists():
        raise Invalid("report", _("This edition is corrected by a newer one. Correct that one."))
    new = StatusReport.objects.create(
        policy_id=old.policy_id,
        kind=old.kind,
        first_year=old.first_year,
        year=old.year,
        edition=old.edition + 1,
        corrects=old,
        correction_reason=reason.strip(),
        hearing_id=old.hearing_id,
    )
    _copy_sections(old, new)
    _copy_rows(old, new)
    record(by=by, verb=Verb.STARTED_CORRECTION, kind=ObjectKind.STATUS_REPORT, object_id=new.id)
    return new.id


def _copy_sections(old: StatusReport, new: StatusReport) -> None:
    judgements: list[GoalJudgement] = []
    sections: list[StatusSection] = []
    for row in old.sections.prefetch_related("judgements"):
        copy = StatusSection(
            report=new, kind=row.kind, area=row.area, editor_id=row.editor_id, text=row.text, is_ready=row.is_ready
        )
        sections.append(copy)
        judgements += [
            GoalJudgement(section=copy, goal_id=each.goal_id, words=each.words) for each in row.judgements.all()
        ]
    StatusSection.objects.bulk_create(sections)
    GoalJudgement.objects.bulk_create(judgements)


def _copy_rows(old: StatusReport, new: StatusReport) -> None:
    """The voices whose consent stands, known by the same, and what the committees did."""
    CitizenVoice.objects.bulk_create(
        CitizenVoice(
            report=new,
            lineage=each.lineage,
            area=each.area,
            words=each.words,
            said_by=each.said_by,
            consent_on=each.consent_on,
            consent_how=each.consent_how,
            consent_explained=each.consent_explained,
        )
        for each in old.voices.filter(withdrawn_on__isnull=True)
    )
    CommitteeTreatment.objects.bulk_create(
        CommitteeTreatment(
            report=new,
            committee=each.committee,
            sent_on=each.sent_on,
            outcome=each.outcome,
            treated_on=each.treated_on,
            agenda_item=each.agenda_item,
            note=each.note,
        )
        for each in old.treatments.exclude(outcome="")
    )
