"""Trials: who may read and write them, and when one can be as typed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.action_plans.models import ActionPlan, Trial
from helhed.action_plans.rules.initiatives import keepable_initiatives
from helhed.action_plans.rules.plans import readable_plans
from helhed.base import clock
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_steering


def readable_trials(viewer: Viewer) -> QuerySet[Trial]:
    """A trial may be read if, and only if, its action plan may."""
    return Trial.objects.filter(plan__in=readable_plans(viewer).values("id"))


def writable_trials(viewer: Viewer) -> QuerySet[Trial]:
    """A trial may be written if, and only if, its plan is not closed, and one of these holds:

    - the viewer writes steering documents
    - it belongs to an initiative whose milestones the viewer may keep
    """
    trials = readable_trials(viewer).filter(plan__closed_on__isnull=True)
    if may(viewer, Permission.WRITE_STEERING):
        return trials
    return trials.filter(initiative__in=keepable_initiatives(viewer).values("id"))


def check_decided(started_on: date, decided_on: date, learned: str) -> None:
    """A trial can be decided upon if, and only if, it had begun on the day, the day has come, and somebody writes what
    was learned. Raises `Invalid` otherwise."""
    if decided_on > clock.today():
        raise Invalid("decided_on", _("The day has not come yet. Write the day it was decided."))
    if decided_on < started_on:
        raise Invalid("decided_on", _("It cannot be decided before the trial began. Write a later day."))
    if not learned.strip():
        raise Invalid("learned", _("Write what you learned, also where it did not work."))


def check_may_start(viewer: Viewer, plan: ActionPlan, initiative_id: UUID | None) -> None:
    """A trial may be begun under a plan that is not closed if, and only if, one of these holds. Raises `Missing`.

    - the viewer writes steering documents, and the initiative is one of the plan, or none
    - it belongs to an initiative of the plan whose milestones the viewer may keep
    """
    if initiative_id is None and may(viewer, Permission.WRITE_STEERING):
        return
    keepable = keepable_initiatives(viewer).filter(plan=plan)
    if initiative_id is None or not keepable.filter(id=initiative_id).exists():
        raise Missing


def check_areas(viewer: Viewer, policy_id: UUID, area_ids: Sequence[UUID]) -> dict[UUID, str]:
    """A trial may go across these areas if, and only if, there is at least one, and each stands in the policy.

    Gives their titles by their ids. Raises `Invalid` otherwise.
    """
    titles = {area.id: area.title for area in get_steering(viewer).areas.get(policy_id, ())}
    if not area_ids or not titles.keys() >= set(area_ids):
        raise Invalid("areas", _("Choose at least one focus area of the policy."))
    return {area_id: titles[area_id] for area_id in area_ids}
