"""What is shown of action plans: plain frozen values, each made from its row."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from helhed.action_plans.models import ActionPlan, Initiative, ProgressUpdate
from helhed.action_plans.rules.plans import plan_state_on
from helhed.action_plans.rules.proposals import Proposal
from helhed.action_plans.words import ENDED, Confidence, CoOwnerKind, InitiativeFacts, PlanState, ProgressState
from helhed.base import clock
from helhed.policy.queries.shown import ShownGoal


@dataclass(frozen=True)
class PlanLink:
    """Another action plan, before or after this one."""

    slug: str
    title: str
    starts_on: date
    ends_on: date

    @classmethod
    def of(cls, plan: ActionPlan) -> "PlanLink":
        return cls(plan.slug, plan.title, plan.starts_on, plan.ends_on)


@dataclass(frozen=True)
class ShownPlan:
    """An action plan with its state today. It is open as long as one works under it."""

    id: UUID
    slug: str
    title: str
    policy_id: UUID
    starts_on: date
    ends_on: date
    adopted_by: str
    adopted_on: date | None
    agenda_item: str
    state: PlanState
    update_every: int
    hearing_from_on: date | None
    hearing_until_on: date | None
    closed_on: date | None
    version: int
    predecessor: PlanLink | None

    @classmethod
    def of(cls, plan: ActionPlan) -> "ShownPlan":
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
            state=plan_state_on(plan, clock.today()),
            update_every=plan.update_every,
            hearing_from_on=plan.hearing_from_on,
            hearing_until_on=plan.hearing_until_on,
            closed_on=plan.closed_on,
            version=plan.version,
            predecessor=PlanLink.of(plan.predecessor) if plan.predecessor else None,
        )

    @property
    def is_draft(self) -> bool:
        return self.adopted_on is None

    @property
    def is_open(self) -> bool:
        return self.state in (PlanState.ADOPTED, PlanState.RUNNING, PlanState.EXPIRED)


@dataclass(frozen=True)
class ShownDecision:
    body: str
    on: date
    agenda_item: str

    @classmethod
    def of(cls, decided: ProgressUpdate | Initiative) -> "ShownDecision | None":
        on = decided.decided_on
        return ShownDecision(decided.decided_by, on, decided.agenda_item) if on else None


@dataclass(frozen=True)
class ShownUpdate:
    """How an initiative went: what a person judged, beside what followed from milestones and days."""

    id: UUID
    at: datetime
    by: str
    state: ProgressState
    words: str
    proposal: ProgressState
    confidence: Confidence | None = None
    reason: str = ""
    decision: ShownDecision | None = None

    @classmethod
    def of(cls, update: ProgressUpdate) -> "ShownUpdate":
        return cls(
            id=update.id,
            at=update.at,
            by=update.by.name,
            state=ProgressState(update.state),
            words=update.words,
            proposal=ProgressState(update.proposal),
            confidence=Confidence(update.confidence) if update.confidence else None,
            reason=update.reason,
            decision=ShownDecision.of(update),
        )

    @property
    def differs(self) -> bool:
        return self.state != self.proposal


@dataclass(frozen=True)
class ShownMilestone:
    """A milestone as it stood on a day; it was moved where it is due on another day than it was first planned for."""

    id: UUID
    title: str
    due_on: date
    planned_on: date
    done_on: date | None
    version: int
    is_late: bool

    @classmethod
    def on(
        cls, day: date, id: UUID, title: str, due_on: date, planned_on: date, done_on: date | None, version: int
    ) -> Self:
        reached_on = done_on if done_on and done_on <= day else None
        return cls(id, title, due_on, planned_on, reached_on, version, is_late=reached_on is None and due_on < day)

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def was_moved(self) -> bool:
        return self.due_on != self.planned_on


@dataclass(frozen=True)
class ShownInitiative:
    """`accountable` is empty while nobody is: a fault that every page shows until the initiative has ended.

    `proposal` is what follows from milestones and days now; `added` is the decision that added it to an adopted plan.
    """

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
    plan_id: UUID
    plan_title: str
    plan_state: PlanState
    unit_id: UUID
    accountable_id: UUID | None
    deputy_id: UUID | None
    resources: str
    partners: str
    participation: str
    co_owner: str
    co_owner_kind: CoOwnerKind | None
    added: ShownDecision | None
    version: int
    milestones: tuple[ShownMilestone, ...]
    proposal: Proposal
    update_due_on: date | None
    is_update_due: bool

    @property
    def state(self) -> ProgressState:
        return self.latest.state if self.latest else ProgressState.NOT_BEGUN

    @property
    def is_vacant(self) -> bool:
        """Whether somebody must be found who is accountable for what is still to be done."""
        is_past = self.plan_state in (PlanState.CLOSED, PlanState.SUPERSEDED)
        return not self.accountable and self.state not in ENDED and not is_past

    @property
    def facts(self) -> InitiativeFacts:
        """What is written of it, as a form or a later plan takes it."""
        return InitiativeFacts(
            title=self.title,
            description=self.description,
            success_criterion=self.success_criterion,
            goal_ids=tuple(goal.id for goal in self.goals),
            unit_id=self.unit_id,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            accountable_id=self.accountable_id,
            deputy_id=self.deputy_id,
            resources=self.resources,
            partners=self.partners,
            participation=self.participation,
            co_owner_name=self.co_owner,
            co_owner_kind=self.co_owner_kind or "",
        )

    @property
    def late_milestones(self) -> tuple[ShownMilestone, ...]:
        return tuple(each for each in self.milestones if each.is_late)
