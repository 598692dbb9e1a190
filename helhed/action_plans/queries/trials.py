"""The trials: what is tried out, across which focus areas, and what was decided when it was over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.action_plans.models import Trial
from helhed.action_plans.queries.plans import get_plan
from helhed.action_plans.queries.shown import ShownPlan
from helhed.action_plans.rules.initiatives import keepable_initiatives
from helhed.action_plans.rules.trials import readable_trials, writable_trials
from helhed.action_plans.words import TrialDecision
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_document_by_id
from helhed.policy.queries.shown import ShownArea


@dataclass(frozen=True)
class ShownTrial:
    """A trial; it waits for a decision when its last day is past and none was made."""

    id: UUID
    plan: str
    initiative_number: int | None
    initiative_title: str
    title: str
    question: str
    areas: tuple[str, ...]
    area_ids: tuple[UUID, ...]
    started_on: date
    ends_on: date
    decision: TrialDecision | None
    decided_on: date | None
    learned: str
    version: int

    @property
    def waits_for_decision(self) -> bool:
        return self.decision is None and self.ends_on < clock.today()


@dataclass(frozen=True)
class InitiativeChoice:
    id: UUID
    number: int
    title: str


@dataclass(frozen=True)
class TrialChoices:
    """What a trial of a plan can belong to and go across; it may belong to no initiative where `may_stand_alone`."""

    plan: ShownPlan
    initiatives: tuple[InitiativeChoice, ...]
    areas: tuple[ShownArea, ...]
    may_stand_alone: bool


def list_trials(viewer: Viewer, *, plan_id: UUID | None = None, policy_id: UUID | None = None) -> list[ShownTrial]:
    trials = readable_trials(viewer)
    if plan_id:
        trials = trials.filter(plan=plan_id)
    if policy_id:
        trials = trials.filter(plan__policy=policy_id)
    return _shown(trials)


def list_writable_trials(viewer: Viewer, *, plan_id: UUID) -> list[ShownTrial]:
    """Those of a plan that this viewer may write."""
    return _shown(writable_trials(viewer).filter(plan=plan_id))


def get_writable_trial(viewer: Viewer, trial_id: UUID) -> ShownTrial:
    """A trial that this viewer may write, for the form."""
    found = _shown(writable_trials(viewer).filter(id=trial_id))
    if not found:
        raise Missing
    return found[0]


def trial_choices(viewer: Viewer, slug: str) -> TrialChoices:
    """What somebody may begin a trial about, for the form. Raises `Missing` where that is nothing."""
    plan = get_plan(viewer, slug)
    keepable = keepable_initiatives(viewer).filter(plan=plan.id).order_by("number")
    choices = tuple(InitiativeChoice(*each) for each in keepable.values_list("id", "number", "title"))
    may_stand_alone = may(viewer, Permission.WRITE_STEERING)
    if plan.closed_on or not (choices or may_stand_alone):
        raise Missing
    policy = get_document_by_id(viewer, plan.policy_id)
    return TrialChoices(plan, choices, policy.areas, may_stand_alone)


def _shown(trials: QuerySet[Trial]) -> list[ShownTrial]:
    return [_trial(trial) for trial in trials.select_related("plan", "initiative").prefetch_related("areas")]


def _trial(trial: Trial) -> ShownTrial:
    areas = sorted(trial.areas.all(), key=lambda area: area.title)
    return ShownTrial(
        id=trial.id,
        plan=trial.plan.slug,
        initiative_number=trial.initiative.number if trial.initiative else None,
        initiative_title=trial.initiative.title if trial.initiative else "",
        title=trial.title,
        question=trial.question,
        areas=tuple(area.title for area in areas),
        area_ids=tuple(area.area_id for area in areas if area.area_id),
        started_on=trial.started_on,
        ends_on=trial.ends_on,
        decision=TrialDecision(trial.decision) if trial.decision else None,
        decided_on=trial.decided_on,
        learned=trial.learned,
        version=trial.version,
    )
