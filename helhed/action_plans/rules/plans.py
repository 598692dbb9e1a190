"""Action plans: who may read and write them, and how far they have come."""

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.action_plans.models import ActionPlan
from helhed.action_plans.words import LONGEST_INTERVAL, SHORTEST_INTERVAL, PlanState
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.text import slug
from helhed.base.viewer import Viewer
from helhed.policy.rules import readable_documents

LONGEST_SLUG_OF_TITLE = 72


def readable_plans(viewer: Viewer) -> QuerySet[ActionPlan]:
    """An action plan may be read if, and only if, its policy may, and one of these holds:

    - it is adopted, or in hearing: then it is the municipality's promise to all, or asks all about one
    - the viewer writes steering documents
    """
    plans = ActionPlan.objects.filter(policy__in=readable_documents(viewer).values("id"))
    days = {"replaced_on": Subquery(replacing(OuterRef("pk")))}
    plans = plans.annotate(**days)
    if may(viewer, Permission.WRITE_STEERING):
        return plans
    return plans.filter(Q(adopted_on__isnull=False) | Q(hearing_from_on__isnull=False))


def plans_with_history(viewer: Viewer) -> QuerySet[ActionPlan]:
    """Who changed what in an action plan may be read if, and only if, the plan may, and the viewer writes plans."""
    plans = readable_plans(viewer)
    return plans if may(viewer, Permission.WRITE_STEERING) else plans.none()


def replacing(plan: OuterRef) -> QuerySet[ActionPlan]:
    """A plan replaces another if, and only if, it is adopted and continues it: from its first day, which this gives."""
    after = ActionPlan.objects.filter(predecessor=plan, adopted_on__isnull=False).order_by("starts_on")
    return after.values("starts_on")[:1]  # type: ignore[return-value]


def plan_state_on(plan: ActionPlan, day: date) -> PlanState:
    """On a day an action plan is in one of these states if, and only if, none that stands above it here holds:

    - in hearing: it is not adopted, and was sent to hearing and not taken back
    - draft: it is not adopted
    - closed: somebody has closed it
    - superseded: an adopted plan that continues it has begun
    - adopted: its first day has not come
    - expired: its last day is past; it is valid until it is closed or the next one begins
    - running
    """
    if plan.adopted_on is None:
        return PlanState.HEARING if plan.hearing_from_on else PlanState.DRAFT
    if plan.closed_on and plan.closed_on <= day:
        return PlanState.CLOSED
    if plan.replaced_on and max(plan.replaced_on, plan.starts_on) <= day:
        return PlanState.SUPERSEDED
    if plan.starts_on > day:
        return PlanState.ADOPTED
    return PlanState.EXPIRED if plan.ends_on < day else PlanState.RUNNING


def writable_plans(viewer: Viewer) -> QuerySet[ActionPlan]:
    """An action plan may be written if, and only if, the viewer writes steering documents and it is not closed."""
    require(viewer, Permission.WRITE_STEERING)
    return readable_plans(viewer).filter(closed_on__isnull=True)


def locked_plan(viewer: Viewer, plan_id: UUID, seen_version: int | None = None) -> ActionPlan:
    """A plan may be written now if, and only if, the viewer may write it, and it is as the viewer saw it (none: it does
    not matter).

    Nobody else writes it until the transaction ends. Raises `Missing`, or `Changed` where it was changed meanwhile.
    """
    plan = writable_plans(viewer).select_for_update(of=("self",)).filter(id=plan_id).first()
    if plan is None:
        raise Missing
    if seen_version is not None and plan.version != seen_version:
        raise Changed
    return plan


def locked_draft(viewer: Viewer, plan_id: UUID, seen_version: int | None = None) -> ActionPlan:
    """A plan may be changed freely if, and only if, it may be written and is a draft that is not in hearing.

    Raises `Invalid` otherwise, and says what to do.
    """
    plan = locked_plan(viewer, plan_id, seen_version)
    check_not_heard(plan)
    if plan.adopted_on:
        raise Invalid("plan", _("The action plan is adopted. Only a body can change it; write what it decided."))
    return plan


def check_not_heard(plan: ActionPlan) -> None:
    """What is in a plan may be changed if, and only if, the plan is not in hearing: what is heard stands still.

    Raises `Invalid` otherwise.
    """
    if plan.adopted_on is None and plan.hearing_from_on:
        raise Invalid("plan", _("The action plan is in hearing and cannot be changed. Take it back first."))


def check_plan(starts_on: date, ends_on: date, update_every: int) -> None:
    """A plan can be as typed if, and only if, it does not end before it begins, and asks for updates at most once a
    week and at least once a year. Raises `Invalid` otherwise."""
    check_days(starts_on, ends_on)
    if not SHORTEST_INTERVAL <= update_every <= LONGEST_INTERVAL:
        raise Invalid(
            "update_every",
            _("Write a number of days from %(least)s to %(most)s.")
            % {"least": SHORTEST_INTERVAL, "most": LONGEST_INTERVAL},
        )


def check_days(starts_on: date, ends_on: date) -> None:
    """Two days fit if, and only if, the last does not come before the first. Raises `Invalid` otherwise."""
    if ends_on < starts_on:
        raise Invalid("ends_on", _("The last day must not come before the first."))


def free_address(title: str) -> str:
    """An address is free if, and only if, no action plan has it: that of the title. Raises `Invalid` otherwise."""
    address = slug(title)[:LONGEST_SLUG_OF_TITLE].strip("-") or "handleplan"
    if ActionPlan.objects.filter(slug=address).exists():
        raise Invalid("title", _("There is an action plan of this title. Choose another one."))
    return address
