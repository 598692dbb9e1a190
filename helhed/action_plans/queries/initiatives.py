"""The initiatives: those of a plan, a policy or a goal, one of them, and what this viewer may do with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from helhed.action_plans.models import GoalServed, Initiative, Milestone, ProgressUpdate
from helhed.action_plans.queries.shown import ShownDecision, ShownInitiative, ShownMilestone, ShownUpdate
from helhed.action_plans.rules.initiatives import (
    assignable_initiatives,
    changeable_initiatives,
    holds_office,
    is_late,
    keepable_initiatives,
    readable_initiatives,
    updatable_initiatives,
)
from helhed.action_plans.rules.plans import plan_state_on, replacing, writable_plans
from helhed.action_plans.rules.proposals import Proposal, facts_on, propose
from helhed.action_plans.rules.updates import UpdateFacts, update_due_on
from helhed.action_plans.words import CoOwnerKind, PlanState, ProgressState
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.organisation.queries import ShownStaff, ShownUnit, list_staff, list_units
from helhed.policy.queries.documents import get_document_by_id
from helhed.policy.queries.goals import goals_by_id
from helhed.policy.queries.shown import ShownGoal

MILESTONE_FIELDS = ("id", "title", "due_on", "planned_on", "done_on", "version")


@dataclass(frozen=True)
class ChangeableInitiative:
    """An initiative for the form that changes it; what `is_adopted` is changed by a decision alone."""

    shown: ShownInitiative
    is_adopted: bool


@dataclass(frozen=True)
class InitiativeRights:
    """What the viewer may do with an initiative."""

    write_progress: bool
    keep_milestones: bool
    assign: bool
    change: bool
    remove: bool


@dataclass(frozen=True)
class FactsChoices:
    """What an initiative of a plan can serve and belong to, and who can be accountable for it."""

    goals: tuple[ShownGoal, ...]
    units: tuple[ShownUnit, ...]
    staff: tuple[ShownStaff, ...]


def list_initiatives(
    viewer: Viewer, *, plan_id: UUID | None = None, policy_id: UUID | None = None, until: datetime | None = None
) -> list[ShownInitiative]:
    """The initiatives of a plan or a policy, each as it stood at `until` (none: now), in five queries."""
    initiatives = readable_initiatives(viewer)
    if plan_id:
        initiatives = initiatives.filter(plan=plan_id)
    if policy_id:
        initiatives = initiatives.filter(plan__policy=policy_id)
    return _shown(viewer, initiatives, until or clock.now())


def list_initiatives_of_goal(viewer: Viewer, goal_id: UUID) -> list[ShownInitiative]:
    return _shown(viewer, readable_initiatives(viewer).filter(goals_served__goal=goal_id), clock.now())


def list_assignable(viewer: Viewer) -> list[ShownInitiative]:
    """The initiatives for which this viewer may say who is accountable."""
    return _shown(viewer, assignable_initiatives(viewer), clock.now())


def list_updatable(viewer: Viewer) -> list[ShownInitiative]:
    """The initiatives whose progress this viewer may write."""
    return _shown(viewer, updatable_initiatives(viewer), clock.now())


def get_initiative(viewer: Viewer, slug: str, number: int) -> ShownInitiative:
    return _one(viewer, readable_initiatives(viewer), slug, number)


def get_updatable_initiative(viewer: Viewer, slug: str, number: int) -> ShownInitiative:
    """An initiative whose progress this viewer may write, for the form."""
    return _one(viewer, updatable_initiatives(viewer), slug, number)


def get_assignable_initiative(viewer: Viewer, slug: str, number: int) -> ShownInitiative:
    """An initiative for which this viewer may say who is accountable, for the form."""
    return _one(viewer, assignable_initiatives(viewer), slug, number)


def get_keepable_initiative(viewer: Viewer, slug: str, number: int) -> ShownInitiative:
    """An initiative whose milestones this viewer may keep, for the form."""
    return _one(viewer, keepable_initiatives(viewer), slug, number)


def get_changeable_initiative(viewer: Viewer, slug: str, number: int) -> ChangeableInitiative:
    """An initiative that this viewer may change, for the form."""
    shown = _one(viewer, changeable_initiatives(viewer), slug, number)
    return ChangeableInitiative(shown, is_adopted=shown.plan_state not in (PlanState.DRAFT, PlanState.HEARING))


def _one(viewer: Viewer, initiatives: QuerySet[Initiative], slug: str, number: int) -> ShownInitiative:
    found = _shown(viewer, initiatives.filter(plan__slug=slug, number=number), clock.now())
    if not found:
        raise Missing
    return found[0]


def rights_to(viewer: Viewer, initiative_id: UUID) -> InitiativeRights:
    def among(initiatives: QuerySet[Initiative]) -> bool:
        return initiatives.filter(id=initiative_id).exists()

    may_change = among(changeable_initiatives(viewer))
    may_write = among(updatable_initiatives(viewer))
    return InitiativeRights(
        write_progress=may_write,
        keep_milestones=may_change or may_write,
        assign=may_change or among(assignable_initiatives(viewer)),
        change=may_change,
        remove=may_change and among(changeable_initiatives(viewer).filter(plan__adopted_on__isnull=True)),
    )


def facts_choices(viewer: Viewer, plan_id: UUID) -> FactsChoices:
    """What can be chosen in the form of an initiative: goals that stand, units, and employees who have not left."""
    plan = writable_plans(viewer).filter(id=plan_id).first()
    if plan is None:
        raise Missing
    policy = get_document_by_id(viewer, plan.policy_id)
    return FactsChoices(
        goals=tuple(goal for area in policy.areas for goal in area.goals),
        units=tuple(list_units(viewer)),
        staff=tuple(each for each in list_staff(viewer) if holds_office(each.left_on, clock.today())),
    )


def count_states(initiatives: Iterable[ShownInitiative]) -> list[tuple[ProgressState, int]]:
    """How many initiatives are in each state, in the order of the states; states that none is in are left out."""
    counts = Counter(initiative.state for initiative in initiatives)
    return [(state, counts[state]) for state in ProgressState if counts[state]]


def _shown(viewer: Viewer, initiatives: QuerySet[Initiative], until: datetime) -> list[ShownInitiative]:
    newest = ProgressUpdate.objects.filter(initiative=OuterRef("pk"), at__lte=until).values("id")[:1]
    found = list(
        initiatives.select_related("plan", "unit", "accountable", "deputy")
        .annotate(latest_id=Subquery(newest), replaced_on=Subquery(replacing(OuterRef("plan"))))
        .order_by("plan__starts_on", "plan__slug", "number")
    )
    ids = [each.id for each in found]
    latest = _updates_by_id([each.latest_id for each in found])
    day = until.astimezone(clock.COPENHAGEN).date()
    goals, milestones = _goals_served(viewer, ids), _milestones(ids, day)
    for each in found:
        each.plan.replaced_on = each.replaced_on
    return [_initiative(each, latest.get(each.latest_id), goals[each.id], milestones[each.id], day) for each in found]


def _updates_by_id(update_ids: list[UUID | None]) -> dict[UUID | None, ShownUpdate]:
    updates = ProgressUpdate.objects.filter(id__in=[each for each in update_ids if each]).select_related("by")
    return {update.id: ShownUpdate.of(update) for update in updates}


def _goals_served(viewer: Viewer, initiative_ids: list[UUID]) -> dict[UUID, list[ShownGoal]]:
    served = list(GoalServed.objects.filter(initiative__in=initiative_ids).values_list("initiative", "goal"))
    goals = goals_by_id(viewer, {goal_id for _initiative_id, goal_id in served})
    by_initiative: dict[UUID, list[ShownGoal]] = defaultdict(list)
    for initiative_id, goal_id in served:
        if goal_id in goals:
            by_initiative[initiative_id].append(goals[goal_id])
    return by_initiative


def _milestones(initiative_ids: list[UUID], day: date) -> dict[UUID, list[ShownMilestone]]:
    """There are several to each initiative, so no objects are made of the rows first."""
    by_initiative: dict[UUID, list[ShownMilestone]] = defaultdict(list)
    rows = Milestone.objects.filter(initiative__in=initiative_ids)
    for initiative_id, *fields in rows.values_list("initiative", *MILESTONE_FIELDS):
        by_initiative[initiative_id].append(ShownMilestone.on(day, *fields))
    return by_initiative


def _initiative(
    initiative: Initiative,
    latest: ShownUpdate | None,
    goals: list[ShownGoal],
    milestones: list[ShownMilestone],
    day: date,
) -> ShownInitiative:
    plan, accountable, deputy = initiative.plan, initiative.accountable, initiative.deputy
    due_on = _due_on(initiative, latest, milestones, day)
    return ShownInitiative(
        id=initiative.id,
        plan=plan.slug,
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
        is_late=is_late(latest.state if latest else ProgressState.NOT_BEGUN, initiative.ends_on, day),
        plan_id=plan.id,
        plan_title=plan.title,
        plan_state=plan_state_on(plan, day),
        unit_id=initiative.unit_id,
        accountable_id=initiative.accountable_id,
        deputy_id=initiative.deputy_id,
        resources=initiative.resources,
        partners=initiative.partners,
        participation=initiative.participation,
        co_owner=initiative.co_owner_name,
        co_owner_kind=CoOwnerKind(initiative.co_owner_kind) if initiative.co_owner_kind else None,
        added=ShownDecision.of(initiative),
        version=initiative.version,
        milestones=tuple(milestones),
        proposal=_proposal(initiative, milestones, day),
        update_due_on=due_on,
        is_update_due=due_on is not None and due_on <= day,
    )


def _proposal(initiative: Initiative, milestones: Iterable[ShownMilestone], day: date) -> Proposal:
    days = [(each.due_on, each.done_on) for each in milestones]
    return propose(facts_on(day, initiative.starts_on, initiative.ends_on, days))


def _due_on(
    initiative: Initiative, latest: ShownUpdate | None, milestones: Iterable[ShownMilestone], day: date
) -> date | None:
    return update_due_on(
        UpdateFacts(
            plan_state=plan_state_on(initiative.plan, day),
            state=latest.state if latest else ProgressState.NOT_BEGUN,
            starts_on=initiative.starts_on,
            ends_on=initiative.ends_on,
            every=initiative.plan.update_every,
            last_on=latest.at.astimezone(clock.COPENHAGEN).date() if latest else None,
            unreached=tuple(each.due_on for each in milestones if not each.is_done),
        )
    )
