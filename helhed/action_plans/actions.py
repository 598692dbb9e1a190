from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.action_plans.models import ActionPlan, GoalServed, Initiative, ProgressUpdate
from helhed.action_plans.rules import readable_plans, updatable_initiatives
from helhed.action_plans.words import ProgressState
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing
from helhed.base.text import slug
from helhed.base.viewer import Viewer
from helhed.policy.queries.goals import goals_by_id
from helhed.policy.rules import readable_documents
from helhed.policy.words import DocumentKind


@action
def start_plan(
    *,
    by: Viewer,
    policy_id: UUID,
    title: str,
    starts_on: date,
    ends_on: date,
    adopted_by: str,
    adopted_on: date,
    agenda_item: str,
) -> UUID:
    """Write an action plan that was adopted under a policy.

    Raises `Missing` where there is no such policy, and `Invalid` where the title is taken or the days are turned round.
    """
    require(by, Permission.WRITE_STEERING)
    if not readable_documents(by).filter(id=policy_id, kind=DocumentKind.POLICY).exists():
        raise Missing
    _check_days(starts_on, ends_on)
    address = slug(title) or "handleplan"
    if ActionPlan.objects.filter(slug=address).exists():
        raise Invalid("title", _("There is an action plan of this title. Choose another one."))
    plan = ActionPlan.objects.create(
        policy_id=policy_id,
        slug=address,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        adopted_by=adopted_by,
        adopted_on=adopted_on,
        agenda_item=agenda_item,
    )
    record(by=by, verb=Verb.STARTED_ACTION_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan.id)
    return plan.id


@action
def add_initiative(
    *,
    by: Viewer,
    plan_id: UUID,
    title: str,
    description: str,
    success_criterion: str,
    unit_id: UUID,
    accountable_id: UUID | None,
    deputy_id: UUID | None,
    starts_on: date,
    ends_on: date,
    goal_ids: Sequence[UUID],
) -> UUID:
    """Add an initiative to a plan, with the goals it serves.

    Raises `Invalid` where it serves no goal or one of another policy, the days are turned round, or the accountable
    employee would be her or his own deputy.
    """
    require(by, Permission.WRITE_STEERING)
    plan = readable_plans(by).select_for_update(of=("self",)).filter(id=plan_id).first()
    if plan is None:
        raise Missing
    _check_days(starts_on, ends_on)
    if deputy_id is not None and deputy_id == accountable_id:
        raise Invalid("deputy", _("The deputy must be somebody else than the accountable employee."))
    goals = _goals_of_policy(by, plan, goal_ids)
    last = plan.initiatives.aggregate(last=Max("number"))["last"] or 0
    initiative = Initiative.objects.create(
        plan=plan,
        number=last + 1,
        title=title,
        description=description,
        success_criterion=success_criterion,
        unit_id=unit_id,
        accountable_id=accountable_id,
        deputy_id=deputy_id,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    GoalServed.objects.bulk_create(GoalServed(initiative=initiative, goal_id=goal_id) for goal_id in goals)
    record(by=by, verb=Verb.ADDED_INITIATIVE, kind=ObjectKind.INITIATIVE, object_id=initiative.id)
    return initiative.id


def _check_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Invalid("ends_on", _("The last day must not come before the first."))


def _goals_of_policy(by: Viewer, plan: ActionPlan, goal_ids: Sequence[UUID]) -> list[UUID]:
    """The goals, each once. Raises `Invalid` where there are none, or not all stand in the policy of the plan."""
    goals = goals_by_id(by, goal_ids)
    stand = [goal for goal in goals.values() if goal.policy == plan.policy.slug and goal.gone_since is None]
    if not stand or {goal.id for goal in stand} != set(goal_ids):
        raise Invalid("goals", _("Choose at least one goal of the policy."))
    return list(dict.fromkeys(goal_ids))


@action
def write_progress(
    *, by: Viewer, initiative_id: UUID, seen_update: UUID | None, state: ProgressState, words: str
) -> UUID:
    """Write how an initiative goes; this is the only way its state changes.

    Raises `AlreadyDone` where it says the very same as the writer's own newest update, as after going back in the
    browser, and `Changed` where a newer update than `seen_update` (none: there was none) was written meanwhile.
    """
    initiative = updatable_initiatives(by).select_for_update(of=("self",)).filter(id=initiative_id).first()
    if initiative is None or by.staff_id is None:
        raise Missing
    newest = initiative.updates.first()
    if newest and (newest.by_id, newest.state, newest.words) == (by.staff_id, state, words):
        raise AlreadyDone(newest.id)
    if (newest.id if newest else None) != seen_update:
        raise Changed
    update = ProgressUpdate.objects.create(
        initiative=initiative, at=clock.now(), by_id=by.staff_id, state=state, words=words
    )
    record(by=by, verb=Verb.WROTE_PROGRESS, kind=ObjectKind.INITIATIVE, object_id=initiative_id)
    return update.id
