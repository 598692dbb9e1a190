"""The milestones of the initiatives."""

from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from helhed.action_plans.models import Milestone
from helhed.action_plans.rules.initiatives import keepable_initiatives, locked_initiative
from helhed.action_plans.rules.milestones import check_due, check_reached, keepable_milestones, removable_milestones
from helhed.action_plans.rules.plans import check_not_heard
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer


@action
def add_milestone(*, by: Viewer, initiative_id: UUID, title: str, due_on: date) -> UUID:
    """Add a milestone to an initiative. Raises `Invalid` where its day lies outside the initiative's days."""
    initiative = locked_initiative(keepable_initiatives(by), initiative_id, None)
    check_not_heard(initiative.plan)
    _check_title(title)
    check_due(initiative, due_on)
    milestone = Milestone.objects.create(initiative=initiative, title=title, due_on=due_on, planned_on=due_on)
    record(by=by, verb=Verb.ADDED_MILESTONE, kind=ObjectKind.MILESTONE, object_id=milestone.id)
    return milestone.id


def _check_title(title: str) -> None:
    if not title.strip():
        raise Invalid("title", _("Write what is to be reached."))


@action
def change_milestone(*, by: Viewer, milestone_id: UUID, seen_version: int, title: str, due_on: date) -> None:
    """Change what is to be reached, or by when. Once the plan is adopted, the day it was planned for stays beside.

    Raises `Changed` where somebody changed it since `seen_version`, and `Invalid` where its day lies outside the
    initiative's days.
    """
    milestone = _locked(keepable_milestones(by), milestone_id, seen_version)
    initiative = milestone.initiative
    check_not_heard(initiative.plan)
    _check_title(title)
    if due_on != milestone.due_on:
        check_due(initiative, due_on)
    follows = initiative.plan.adopted_on is None and milestone.planned_on == milestone.due_on
    planned_on = due_on if follows else milestone.planned_on
    Milestone.objects.filter(id=milestone_id).update(
        title=title, due_on=due_on, planned_on=planned_on, version=F("version") + 1
    )
    record(by=by, verb=Verb.CHANGED_MILESTONE, kind=ObjectKind.MILESTONE, object_id=milestone_id)


@action
def remove_milestone(*, by: Viewer, milestone_id: UUID) -> None:
    """Remove a milestone that should not have been written. What was reached stays: raises `Invalid` there."""
    milestone = _locked(removable_milestones(by), milestone_id, None)
    check_not_heard(milestone.initiative.plan)
    if milestone.done_on:
        raise Invalid("done_on", _("The milestone was reached. Undo that first."))
    milestone.delete()
    record(by=by, verb=Verb.REMOVED_MILESTONE, kind=ObjectKind.MILESTONE, object_id=milestone_id)


@action
def mark_milestone_done(*, by: Viewer, milestone_id: UUID, seen_version: int, done_on: date) -> None:
    """Write that a milestone was reached, and when.

    Raises `Changed` where somebody changed it since `seen_version`, and `Invalid` where the day has not come, or the
    initiative had not begun.
    """
    milestone = _locked(keepable_milestones(by), milestone_id, seen_version)
    if milestone.initiative.plan.adopted_on is None:
        raise Invalid("done_on", _("The action plan is not adopted yet, so nothing in it can be reached."))
    check_reached(milestone.initiative, done_on)
    Milestone.objects.filter(id=milestone_id).update(done_on=done_on, version=F("version") + 1)
    record(by=by, verb=Verb.REACHED_MILESTONE, kind=ObjectKind.MILESTONE, object_id=milestone_id)


@action
def undo_milestone(*, by: Viewer, milestone_id: UUID, seen_version: int) -> None:
    """Write that a milestone was not reached after all. Raises `Missing` where it was not said to be."""
    milestone = _locked(keepable_milestones(by), milestone_id, seen_version)
    if milestone.done_on is None:
        raise Missing
    Milestone.objects.filter(id=milestone_id).update(done_on=None, version=F("version") + 1)
    record(by=by, verb=Verb.UNDID_MILESTONE, kind=ObjectKind.MILESTONE, object_id=milestone_id)


def _locked(milestones: QuerySet[Milestone], milestone_id: UUID, seen_version: int | None) -> Milestone:
    locked = milestones.select_related("initiative__plan").select_for_update(of=("self",))
    milestone = locked.filter(id=milestone_id).first()
    if milestone is None:
        raise Missing
    if seen_version is not None and milestone.version != seen_version:
        raise Changed
    return milestone
