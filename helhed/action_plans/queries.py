from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from helhed.action_plans.models import ActionPlan, GoalServed, Initiative, ProgressUpdate
from helhed.action_plans.rules import holds_office, is_late, readable_initiatives, readable_plans, updatable_initiatives
from helhed.action_plans.words import ENDED, ProgressState
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.goals import goals_by_id
from helhed.policy.queries.shown import ShownGoal


@dataclass(frozen=True)
class ShownPlan:
    id: UUID
    slug: str
    title: str
    policy_id: UUID
    starts_on: date
    ends_on: date
    adopted_by: str
    adopted_on: date
    agenda_item: str


@dataclass(frozen=True)
class ShownUpdate:
    id: UUID
    at: datetime
    by: str
    state: ProgressState
    words: str


@dataclass(frozen=True)
class ShownInitiative:
    """`accountable` is empty while nobody is: a fault that every page shows until the initiative has ended."""

    id: UUID
    plan: str
    number: int
    title: str
    description: str
    success_criterion: str
    unit: str
    accountable: str
    deputy: str
    starts_on: date
    ends_on: date
    goals: tuple[ShownGoal, ...]
    latest: ShownUpdate | None
    is_late: bool

    @property
    def state(self) -> ProgressState:
        return self.latest.state if self.latest else ProgressState.NOT_BEGUN

    @property
    def is_vacant(self) -> bool:
        """Whether somebody must be found who is accountable for what is still to be done."""
        return not self.accountable and self.state not in ENDED


def list_plans(viewer: Viewer, *, policy_id: UUID | None = None) -> list[ShownPlan]:
    plans = readable_plans(viewer)
    if policy_id:
        plans = plans.filter(policy=policy_id)
    return [_plan(plan) for plan in plans]


def get_plan(viewer: Viewer, slug: str) -> ShownPlan:
    plan = readable_plans(viewer).filter(slug=slug).first()
    if plan is None:
        raise Missing
    return _plan(plan)


def list_initiatives(
    viewer: Viewer, *, plan_id: UUID | None = None, policy_id: UUID | None = None, until: datetime | None = None
) -> list[ShownInitiative]:
    """The initiatives of a plan or a policy, each as it stood at `until` (none: now), in four queries."""
    initiatives = readable_initiatives(viewer)
    if plan_id:
        initiatives = initiatives.filter(plan=plan_id)
    if policy_id:
        initiatives = initiatives.filter(plan__policy=policy_id)
    return _shown(viewer, initiatives, until or clock.now())


def list_initiatives_of_goal(viewer: Viewer, goal_id: UUID) -> list[ShownInitiative]:
    return _shown(viewer, readable_initiatives(viewer).filter(goals_served__goal=goal_id), clock.now())


def get_initiative(viewer: Viewer, slug: str, number: int) -> ShownInitiative:
    found = _shown(viewer, readable_initiatives(viewer).filter(plan__slug=slug, number=number), clock.now())
    if not found:
        raise Missing
    return found[0]


def list_updates(viewer: Viewer, initiative_id: UUID) -> list[ShownUpdate]:
    """The whole story of an initiative, newest first."""
    updates = ProgressUpdate.objects.filter(initiative__in=readable_initiatives(viewer), initiative=initiative_id)
    return [_update(update) for update in updates.select_related("by")]


def may_write_progress(viewer: Viewer, initiative_id: UUID) -> bool:
    return updatable_initiatives(viewer).filter(id=initiative_id).exists()


def get_updatable_initiative(viewer: Viewer, slug: str, number: int) -> ShownInitiative:
    """An initiative whose progress this viewer may write, for the form."""
    found = _shown(viewer, updatable_initiatives(viewer).filter(plan__slug=slug, number=number), clock.now())
    if not found:
        raise Missing
    return found[0]


def count_states(initiatives: Iterable[ShownInitiative]) -> list[tuple[ProgressState, int]]:
    """How many initiatives are in each state, in the order of the states; states that none is in are left out."""
    counts = Counter(initiative.state for initiative in initiatives)
    return [(state, counts[state]) for state in ProgressState if counts[state]]


def _shown(viewer: Viewer, initiatives: QuerySet[Initiative], until: datetime) -> list[ShownInitiative]:
    newest = ProgressUpdate.objects.filter(initiative=OuterRef("pk"), at__lte=until).values("id")[:1]
    found = list(
        initiatives.select_related("plan", "unit", "accountable", "deputy")
        .annotate(latest_id=Subquery(newest))
        .order_by("plan__starts_on", "plan__slug", "number")
    )
    latest = _updates_by_id([each.latest_id for each in found])
    goals = _goals_served(viewer, [each.id for each in found])
    day = until.astimezone(clock.COPENHAGEN).date()
    return [_initiative(each, latest.get(each.latest_id), goals[each.id], day) for each in found]


def _updates_by_id(update_ids: list[UUID | None]) -> dict[UUID | None, ShownUpdate]:
    updates = ProgressUpdate.objects.filter(id__in=[each for each in update_ids if each]).select_related("by")
    return {update.id: _update(update) for update in updates}


def _goals_served(viewer: Viewer, initiative_ids: list[UUID]) -> dict[UUID, list[ShownGoal]]:
    served = list(GoalServed.objects.filter(initiative__in=initiative_ids).values_list("initiative", "goal"))
    goals = goals_by_id(viewer, {goal_id for _initiative_id, goal_id in served})
    by_initiative: dict[UUID, list[ShownGoal]] = defaultdict(list)
    for initiative_id, goal_id in served:
        if goal_id in goals:
            by_initiative[initiative_id].append(goals[goal_id])
    return by_initiative


def _initiative(
    initiative: Initiative, latest: ShownUpdate | None, goals: list[ShownGoal], day: date
) -> ShownInitiative:
    accountable, deputy = initiative.accountable, initiative.deputy
    state = latest.state if latest else ProgressState.NOT_BEGUN
    return ShownInitiative(
        id=initiative.id,
        plan=initiative.plan.slug,
        number=initiative.number,
        title=initiative.title,
        description=initiative.description,
        success_criterion=initiative.success_criterion,
        unit=initiative.unit.name,
        accountable=accountable.name if accountable and holds_office(accountable.left_on, day) else "",
        deputy=deputy.name if deputy and holds_office(deputy.left_on, day) else "",
        starts_on=initiative.starts_on,
        ends_on=initiative.ends_on,
        goals=tuple(sorted(goals, key=lambda goal: goal.position)),
        latest=latest,
        is_late=is_late(state, initiative.ends_on, day),
    )


def _update(update: ProgressUpdate) -> ShownUpdate:
    return ShownUpdate(update.id, update.at, update.by.name, ProgressState(update.state), update.words)


def _plan(plan: ActionPlan) -> ShownPlan:
    return ShownPlan(
        id=plan.id,
        slug=plan.slug,
        title=plan.title,
        policy_id=plan.policy_id,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        adopted_by=plan.adopted_by,
        adopted_on=plan.adopted_on,
        agenda_item=plan.agenda_item,
    )
