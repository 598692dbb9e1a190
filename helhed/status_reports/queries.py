from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from helhed.action_plans.queries.initiatives import count_states, list_initiatives
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.words import ProgressState
from helhed.audit.queries import History, get_history
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.shown import ShownArea, ShownDocument, ShownGoal
from helhed.status_reports.models import StatusReport
from helhed.status_reports.rules import readable_reports, reports_with_history, writable_reports


@dataclass(frozen=True)
class ShownReport:
    id: UUID
    policy_id: UUID
    policy: str
    policy_title: str
    year: int
    is_draft: bool
    summary: str
    committee: str
    outcome: str
    published_on: date | None
    version: int


@dataclass(frozen=True)
class GoalStatus:
    goal: ShownGoal
    initiatives: tuple[ShownInitiative, ...]


@dataclass(frozen=True)
class AreaStatus:
    """`counts` counts the area's initiatives, each once however many of its goals it serves."""

    area: ShownArea
    goals: tuple[GoalStatus, ...]
    counts: tuple[tuple[ProgressState, int], ...]


@dataclass(frozen=True)
class CompiledStatus:
    """The status as it follows from the progress updates up to `as_of`, the moment it counts from."""

    report: ShownReport
    policy: ShownDocument
    as_of: datetime
    counts: tuple[tuple[ProgressState, int], ...]
    late: tuple[ShownInitiative, ...]
    vacant: tuple[ShownInitiative, ...]
    areas: tuple[AreaStatus, ...]

    @property
    def initiative_count(self) -> int:
        return sum(count for _state, count in self.counts)

    @property
    def goal_count(self) -> int:
        return sum(len(area.goals) for area in self.areas)

    @property
    def goals_without_initiative(self) -> int:
        return sum(not goal.initiatives for area in self.areas for goal in area.goals)


def list_reports(viewer: Viewer, *, policy_id: UUID | None = None) -> list[ShownReport]:
    reports = readable_reports(viewer).select_related("policy")
    if policy_id:
        reports = reports.filter(policy=policy_id)
    return [_report(report) for report in reports]


def get_report(viewer: Viewer, slug: str, year: int) -> ShownReport:
    return _found(readable_reports(viewer).select_related("policy").filter(policy__slug=slug, year=year).first())


def get_writable_report(viewer: Viewer, slug: str, year: int) -> ShownReport:
    """A status that this viewer may write, for the form."""
    return _found(writable_reports(viewer).select_related("policy").filter(policy__slug=slug, year=year).first())


def _found(report: StatusReport | None) -> ShownReport:
    if report is None:
        raise Missing
    return _report(report)


def may_write_report(viewer: Viewer, report_id: UUID) -> bool:
    return writable_reports(viewer).filter(id=report_id).exists()


def get_report_history(viewer: Viewer, report_id: UUID) -> History | None:
    """Who changed what in a yearly status; none where the viewer may not know."""
    if not reports_with_history(viewer).filter(id=report_id).exists():
        return None
    return get_history(viewer, StatusReport, [report_id], {})


def compile_status(viewer: Viewer, slug: str, year: int) -> CompiledStatus:
    """The status of a policy for a year, compiled from the progress updates written until the year ended.

    The goals are those of the edition that was in force then. An initiative counts in a year if, and only if, it had
    begun when the year ended.
    """
    report = get_report(viewer, slug, year)
    as_of = min(end_of_year(year), clock.now())
    policy = get_document(viewer, slug, on=_day(as_of))
    initiatives = _begun(viewer, policy.document.id, as_of)
    return CompiledStatus(
        report=report,
        policy=policy.document,
        as_of=as_of,
        counts=tuple(count_states(initiatives)),
        late=tuple(each for each in initiatives if each.is_late),
        vacant=tuple(each for each in initiatives if each.is_vacant),
        areas=tuple(_area_status(area, initiatives) for area in policy.areas),
    )


def count_initiatives(viewer: Viewer, report: ShownReport) -> tuple[tuple[ProgressState, int], ...]:
    """The counts of a status alone, as `compile_status` gives them, where the rest of it is not shown."""
    return tuple(count_states(_begun(viewer, report.policy_id, min(end_of_year(report.year), clock.now()))))


def _begun(viewer: Viewer, policy_id: UUID, as_of: datetime) -> list[ShownInitiative]:
    """The initiatives that had begun at a moment, as they stood then."""
    initiatives = list_initiatives(viewer, policy_id=policy_id, until=as_of)
    return [each for each in initiatives if each.starts_on <= _day(as_of)]


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.COPENHAGEN).date()


def end_of_year(year: int) -> datetime:
    """The last instant of the year in Denmark."""
    return datetime.combine(date(year, 12, 31), time.max, tzinfo=clock.COPENHAGEN)


def _area_status(area: ShownArea, initiatives: list[ShownInitiative]) -> AreaStatus:
    serving: dict[UUID, list[ShownInitiative]] = defaultdict(list)
    for initiative in initiatives:
        for goal in initiative.goals:
            serving[goal.id].append(initiative)
    goals = tuple(GoalStatus(goal, tuple(serving[goal.id])) for goal in area.goals)
    of_area = {each.id: each for status in goals for each in status.initiatives}
    return AreaStatus(area=area, goals=goals, counts=tuple(count_states(of_area.values())))


def _report(report: StatusReport) -> ShownReport:
    return ShownReport(
        id=report.id,
        policy_id=report.policy_id,
        policy=report.policy.slug,
        policy_title=report.policy.title,
        year=report.year,
        is_draft=report.published_on is None,
        summary=report.summary,
        committee=report.committee,
        outcome=report.get_outcome_display(),
        published_on=report.published_on,
        version=report.version,
    )
