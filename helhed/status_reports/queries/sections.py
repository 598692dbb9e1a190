"""The sections of a status: what is written, who writes it, how ready they are, and who is reminded of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.action_plans.rules.initiatives import holds_office
from helhed.action_plans.rules.updates import check_is_system, reminding_on
from helhed.action_plans.words import Reminding
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.organisation.queries import ShownStaff, leaders_of_units, list_staff
from helhed.participation.queries.answers import answers_to
from helhed.policy.queries.documents import areas_of
from helhed.policy.queries.shown import ShownArea
from helhed.status_reports.models import StatusReport, StatusSection
from helhed.status_reports.queries.compiled import end_of_year, policy_of
from helhed.status_reports.queries.shown import ShownJudgement, ShownReport, ShownSection, ShownVoice
from helhed.status_reports.rules import (
    COMPILER,
    Lack,
    lacks,
    readable_reports,
    readable_voices,
    report_state,
    standing_of,
    writable_sections,
)
from helhed.status_reports.words import ReportState, StatusPart


@dataclass(frozen=True)
class Readiness:
    """How far a status has come: its state, how many of its sections are ready, and what it still lacks."""

    state: ReportState
    sections: int
    ready: int
    lacks: tuple[Lack, ...]

    @property
    def percent(self) -> int:
        """Rounded down: it is all ready when all of it is."""
        return self.ready * 100 // self.sections if self.sections else 100


@dataclass(frozen=True)
class OwnSection:
    """A section that waits for the viewer, and the status it stands in; `title` is that of its area, if it has one."""

    id: UUID
    kind: StatusPart
    title: str
    report: ShownReport


@dataclass(frozen=True)
class SectionReminder:
    """That somebody is reminded of a section. `key` is the same each day, so that nobody is reminded twice.

    `is_vacant` where its editor has left, and a leader is reminded of that.
    """

    staff: ShownStaff
    report: ShownReport
    section: ShownSection
    due_on: date
    reminding: Reminding
    is_vacant: bool

    @property
    def is_for_leader(self) -> bool:
        return self.is_vacant or self.reminding is Reminding.ESCALATED

    @property
    def key(self) -> str:
        return f"{self.section.id}:{self.due_on}:{self.reminding}:{self.staff.id}"


def list_sections(viewer: Viewer, report_id: UUID) -> list[ShownSection]:
    """The sections of a status in their order, as far as the viewer may read the status."""
    report = _report(viewer, report_id)
    return _shown(viewer, report, report.sections.all())


def get_writable_section(viewer: Viewer, section_id: UUID) -> ShownSection:
    """A section that this viewer may write now, for the form."""
    section = writable_sections(viewer).filter(id=section_id).first()
    if section is None:
        raise Missing
    [shown] = _shown(viewer, _report(viewer, section.report_id), StatusSection.objects.filter(id=section_id))
    return shown


def _report(viewer: Viewer, report_id: UUID) -> StatusReport:
    report = readable_reports(viewer).filter(id=report_id).select_related("policy", "corrects").first()
    if report is None:
        raise Missing
    return report


def _shown(viewer: Viewer, report: StatusReport, sections: QuerySet[StatusSection]) -> list[ShownSection]:
    day = min(end_of_year(report.year), clock.now()).astimezone(clock.COPENHAGEN).date()
    areas = {area.id: area for area in policy_of(viewer, report.policy.slug, day).areas}
    writable = set(writable_sections(viewer).filter(report=report).values_list("id", flat=True))
    rows = sections.select_related("editor").prefetch_related("judgements")
    shown = [_section(row, areas.get(row.area) if row.area else None, row.id in writable) for row in rows]
    parts = list(StatusPart)
    return sorted(shown, key=lambda each: (parts.index(each.kind), each.place or 0))


def _section(row: StatusSection, area: ShownArea | None, may_write: bool) -> ShownSection:
    editor = row.editor
    return ShownSection(
        id=row.id,
        report_id=row.report_id,
        kind=StatusPart(row.kind),
        area=str(row.area) if row.area else "",
        place=area.place if area else None,
        title=area.title if area else "",
        text=row.text,
        judgements=_judgements(row, area),
        editor_id=row.editor_id,
        editor=editor.name if editor and holds_office(editor.left_on, clock.today()) else "",
        is_ready=row.is_ready,
        version=row.version,
        may_write=may_write,
    )


def _judgements(row: StatusSection, area: ShownArea | None) -> tuple[ShownJudgement, ...]:
    words = {each.goal_id: each.words for each in row.judgements.all()}
    goals = area.goals if area else ()
    return tuple(ShownJudgement(goal.id, goal.code, goal.text, words.get(goal.id, "")) for goal in goals)


def list_voices(viewer: Viewer, report_id: UUID) -> list[ShownVoice]:
    """The voices of a status with how each consented, for those who write it; what it shows stands in its content."""
    return [ShownVoice.of(voice) for voice in readable_voices(viewer).filter(report=report_id)]


def get_readiness(viewer: Viewer, report_id: UUID) -> Readiness:
    """How far a status has come, and what it lacks before it can be published; nothing, where it is."""
    report = _report(viewer, report_id)
    standing = standing_of(report, unanswered_of(viewer, report.hearing_id))
    found = () if report.published_on else lacks(standing)
    return Readiness(report_state(report), standing.sections, standing.ready, found)


def unanswered_of(viewer: Viewer, hearing_id: UUID | None) -> int:
    """How many answers to a hearing have no reply yet."""
    return sum(answer.reply is None for answer in answers_to(COMPILER, hearing_id)) if hearing_id else 0


def list_own_sections(viewer: Viewer) -> list[OwnSection]:
    """The sections that are not ready and that the viewer is the editor of, those of the newest year first."""
    if viewer.staff_id is None:
        return []
    waiting = list(writable_sections(viewer).filter(editor=viewer.staff_id, is_ready=False))
    if not waiting:
        return []
    found = readable_reports(viewer).filter(id__in={each.report_id for each in waiting})
    reports = {each.id: ShownReport.of(each) for each in found.select_related("policy", "corrects")}
    areas = areas_of(viewer, {each.policy_id for each in reports.values()})
    titles = {area.id: area.title for of_policy in areas.values() for area in of_policy}
    own = [
        OwnSection(
            each.id, StatusPart(each.kind), titles.get(each.area, "") if each.area else "", reports[each.report_id]
        )
        for each in waiting
    ]
    return sorted(own, key=lambda each: (-each.report.year, list(StatusPart).index(each.kind)))


def editor_choices(viewer: Viewer) -> list[ShownStaff]:
    """Who can write a section: the employees who have not left."""
    require(viewer, Permission.WRITE_STATUS)
    return [each for each in list_staff(viewer) if holds_office(each.left_on, clock.today())]


def due_reminders(viewer: Viewer, day: date) -> list[SectionReminder]:
    """Whom to remind of which section on a day, for the job that sends them.

    The editor is reminded of a section that is not ready; where nobody in office is, and once three weeks after the
    day, the nearest leader of the editor is.
    """
    check_is_system(viewer)
    waiting = writable_sections(viewer).filter(is_ready=False, editor__isnull=False, report__due_on__isnull=False)
    reports = readable_reports(viewer).filter(id__in=waiting.values("report")).select_related("policy", "corrects")
    staff = {each.id: each for each in list_staff(viewer)}
    leaders = leaders_of_units(viewer)
    return [
        SectionReminder(person, ShownReport.of(report), section, report.due_on, reminding, not section.editor)
        for report in reports
        if report.due_on and (reminding := reminding_on(report.due_on, day))
        for section in _shown(viewer, report, waiting.filter(report=report))
        if section.editor_id and (person := _reminded(staff[section.editor_id], reminding, day, leaders))
    ]


def is_still_reminded(viewer: Viewer, section_id: UUID | None) -> bool:
    """Whether a reminder that waits may still be sent to this viewer: the section is not ready, and the viewer is its
    editor, or reads the status as a draft."""
    if section_id is None:
        return False
    own = Q(editor=viewer.staff_id, editor__isnull=False)
    concerned = Q() if may(viewer, Permission.READ_DRAFT_STATUS) else own
    waiting = writable_sections(COMPILER).filter(concerned, id=section_id, is_ready=False)
    readable = waiting.filter(report__in=readable_reports(viewer).values("id"))
    due_on = readable.values_list("report__due_on", flat=True).first()
    return due_on is not None and reminding_on(due_on, clock.today()) is not None


def _reminded(
    editor: ShownStaff, reminding: Reminding, day: date, leaders: dict[UUID, tuple[ShownStaff, ...]]
) -> ShownStaff | None:
    if holds_office(editor.left_on, day) and reminding is not Reminding.ESCALATED:
        return editor
    others: Iterable[ShownStaff] = leaders.get(editor.unit_id, ())
    return next((leader for leader in others if leader.id != editor.id), None)
