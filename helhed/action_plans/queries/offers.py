"""What this viewer may do with an action plan as it stands today, and what can be chosen to begin one."""

from dataclasses import dataclass

from django.db.models import Count

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.action_plans.models import ActionPlan
from helhed.action_plans.queries.plans import get_plan
from helhed.action_plans.queries.shown import ShownPlan
from helhed.action_plans.rules.plans import readable_plans
from helhed.action_plans.words import PlanState
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_steering
from helhed.policy.queries.shown import ShownDocument
from helhed.policy.words import DocumentKind


@dataclass(frozen=True)
class PlanOffers:
    """What a page offers to do with a plan; the actions decide for themselves.

    `follow_on` is to begin the plan after it, once; a draft that stands still in hearing can be taken back.
    """

    change: bool = False
    add: bool = False
    send_to_hearing: bool = False
    take_back: bool = False
    adopt: bool = False
    close: bool = False
    discard: bool = False
    decide_before: bool = False
    follow_on: bool = False

    @property
    def any(self) -> bool:
        return any(vars(self).values())


def offers_of(viewer: Viewer, plan: ShownPlan) -> PlanOffers:
    if not may(viewer, Permission.WRITE_STEERING):
        return PlanOffers()
    is_closed, is_heard = plan.closed_on is not None, plan.state is PlanState.HEARING
    is_free = plan.is_draft and not is_heard
    return PlanOffers(
        change=not is_closed and not is_heard,
        add=not is_closed and not is_heard,
        send_to_hearing=is_free,
        take_back=is_heard,
        adopt=plan.is_draft,
        close=not is_closed and not plan.is_draft,
        discard=is_free,
        decide_before=plan.is_draft and plan.predecessor is not None,
        follow_on=not plan.is_draft and next_of(viewer, plan) is None,
    )


def next_of(viewer: Viewer, plan: ShownPlan) -> str | None:
    """The address of the plan that continues this one, where there is one already."""
    return readable_plans(viewer).filter(predecessor=plan.id).values_list("slug", flat=True).first()


def get_continuable_plan(viewer: Viewer, slug: str) -> ShownPlan:
    """A plan that this viewer may begin the next one after, for the form."""
    require(viewer, Permission.WRITE_STEERING)
    plan = get_plan(viewer, slug)
    if plan.is_draft:
        raise Missing
    return plan


def list_policies_to_plan(viewer: Viewer) -> tuple[ShownDocument, ...]:
    """The policies that an action plan can be begun under, for the form."""
    require(viewer, Permission.WRITE_STEERING)
    return get_steering(viewer).of_kind(DocumentKind.POLICY)


def count_initiatives(viewer: Viewer) -> dict[str, int]:
    """How many initiatives each plan has, by its address."""
    plans = ActionPlan.objects.filter(id__in=readable_plans(viewer).values("id"))
    return dict(plans.values_list("slug").annotate(count=Count("initiatives")))
