"""The action plans: all of them, one of them, those before and after it, and why one cannot be adopted yet."""

from uuid import UUID

from helhed.action_plans.models import ActionPlan
from helhed.action_plans.queries.shown import PlanLink, ShownPlan
from helhed.action_plans.rules.adoption import PlanFault, adoption_faults
from helhed.action_plans.rules.plans import readable_plans, writable_plans
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer


def list_plans(viewer: Viewer, *, policy_id: UUID | None = None) -> list[ShownPlan]:
    plans = readable_plans(viewer).select_related("predecessor")
    if policy_id:
        plans = plans.filter(policy=policy_id)
    return [ShownPlan.of(plan) for plan in plans]


def get_plan(viewer: Viewer, slug: str) -> ShownPlan:
    return _found(readable_plans(viewer).select_related("predecessor").filter(slug=slug).first())


def get_writable_plan(viewer: Viewer, slug: str) -> ShownPlan:
    """A plan that this viewer may write, for the form."""
    return _found(writable_plans(viewer).select_related("predecessor").filter(slug=slug).first())


def _found(plan: ActionPlan | None) -> ShownPlan:
    if plan is None:
        raise Missing
    return ShownPlan.of(plan)


def list_generations(viewer: Viewer, slug: str) -> list[PlanLink]:
    """The plan with those it continues and those that continue it, as far as the viewer may read them, oldest first."""
    plans = {plan.id: plan for plan in readable_plans(viewer)}
    plan = next((each for each in plans.values() if each.slug == slug), None)
    if plan is None:
        raise Missing
    return [PlanLink.of(each) for each in [*_before(plan, plans), plan, *_after(plan, plans)]]


def _before(plan: ActionPlan, plans: dict[UUID, ActionPlan]) -> list[ActionPlan]:
    older = plans.get(plan.predecessor_id) if plan.predecessor_id else None
    return [*_before(older, plans), older] if older else []


def _after(plan: ActionPlan, plans: dict[UUID, ActionPlan]) -> list[ActionPlan]:
    newer = sorted((each for each in plans.values() if each.predecessor_id == plan.id), key=lambda each: each.starts_on)
    return [found for each in newer for found in (each, *_after(each, plans))]


def list_faults(viewer: Viewer, plan_id: UUID) -> tuple[PlanFault, ...]:
    """What is wrong with a draft that is to be adopted; nothing, where it can be."""
    plan = writable_plans(viewer).filter(id=plan_id, adopted_on__isnull=True).first()
    if plan is None:
        raise Missing
    return adoption_faults(plan)
