"""How an action plan comes to be, is heard, adopted and closed."""

from datetime import date
from uuid import UUID

from django.db.models import F
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.action_plans.models import ActionPlan
from helhed.action_plans.rules.adoption import adoption_faults
from helhed.action_plans.rules.plans import check_not_heard, check_plan, free_address, locked_draft, locked_plan
from helhed.action_plans.words import UPDATE_EVERY
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.decisions import check_decision
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.rules import readable_documents
from helhed.policy.words import DocumentKind


@action
def start_plan(
    *, by: Viewer, policy_id: UUID, title: str, starts_on: date, ends_on: date, update_every: int = UPDATE_EVERY
) -> UUID:
    """Begin an action plan under a policy, as a draft that only those who write steering documents may read.

    Raises `Missing` where there is no such policy, and `Invalid` where the title is taken or the days do not fit.
    """
    require(by, Permission.WRITE_STEERING)
    if not readable_documents(by).filter(id=policy_id, kind=DocumentKind.POLICY).exists():
        raise Missing
    check_plan(starts_on, ends_on, update_every)
    plan = ActionPlan.objects.create(
        policy_id=policy_id,
        slug=free_address(title),
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        update_every=update_every,
    )
    record(by=by, verb=Verb.STARTED_ACTION_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan.id)
    return plan.id


@action
def change_plan(
    *, by: Viewer, plan_id: UUID, seen_version: int, title: str, starts_on: date, ends_on: date, update_every: int
) -> None:
    """Change the title and the days of a draft; its address stays. Of an adopted plan only how often one updates.

    Raises `Changed` where somebody changed it since `seen_version`, and `Invalid` where the days do not fit, it is in
    hearing, or what was adopted would change.
    """
    plan = locked_plan(by, plan_id, seen_version)
    check_not_heard(plan)
    check_plan(starts_on, ends_on, update_every)
    if plan.adopted_on and (title, starts_on, ends_on) != (plan.title, plan.starts_on, plan.ends_on):
        raise Invalid("title", _("The title and the days were adopted. They follow in the next action plan."))
    ActionPlan.objects.filter(id=plan_id).update(
        title=title, starts_on=starts_on, ends_on=ends_on, update_every=update_every, version=F("version") + 1
    )
    record(by=by, verb=Verb.CHANGED_ACTION_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)


@action
def send_plan_to_hearing(*, by: Viewer, plan_id: UUID, seen_version: int, from_on: date, until_on: date) -> None:
    """Send a draft to hearing: everybody may read it, and it stands still until it is taken back or adopted.

    Raises `Changed` where somebody changed it since `seen_version`, and `Invalid` where it is in hearing already, the
    days do not fit, or it could not be adopted as it stands.
    """
    plan = locked_draft(by, plan_id, seen_version)
    if from_on > clock.today():
        raise Invalid("from_on", _("The day has not come yet. Write the day the hearing began."))
    if until_on < from_on:
        raise Invalid("until_on", _("The hearing ends before it begins. Write a later day."))
    _check_adoptable(plan)
    ActionPlan.objects.filter(id=plan_id).update(
        hearing_from_on=from_on, hearing_until_on=until_on, version=F("version") + 1
    )
    record(by=by, verb=Verb.SENT_PLAN_TO_HEARING, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)


@action
def take_plan_back(*, by: Viewer, plan_id: UUID) -> None:
    """Take a plan back from hearing, so that it can be changed; only those who write it may read it again.

    Raises `Missing` where it is not in hearing.
    """
    plan = locked_plan(by, plan_id)
    if plan.adopted_on or plan.hearing_from_on is None:
        raise Missing
    ActionPlan.objects.filter(id=plan_id).update(hearing_from_on=None, hearing_until_on=None, version=F("version") + 1)
    record(by=by, verb=Verb.TOOK_BACK_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)


@action
def adopt_plan(
    *, by: Viewer, plan_id: UUID, body: str, on: date, agenda_item: str = "", seen_version: int | None = None
) -> None:
    """Write that an action plan was adopted. From then on everybody may read it, and only a body changes it.

    Raises `Changed` where somebody changed it since `seen_version`, `Missing` where it is adopted already, and
    `Invalid` where no body is named, the day has not come, or something is wrong that blocks; see
    `rules.adoption.adoption_faults`.
    """
    plan = locked_plan(by, plan_id, seen_version)
    if plan.adopted_on:
        raise Missing
    check_decision(body, on)
    _check_adoptable(plan)
    ActionPlan.objects.filter(id=plan_id).update(
        adopted_by=body, adopted_on=on, agenda_item=agenda_item, version=F("version") + 1
    )
    record(by=by, verb=Verb.ADOPTED_ACTION_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)


def _check_adoptable(plan: ActionPlan) -> None:
    for fault in adoption_faults(plan):
        if fault.blocks:
            raise Invalid(fault.field, fault.message)


@action
def close_plan(*, by: Viewer, plan_id: UUID) -> None:
    """Close an adopted plan today: nothing in it is written any more. Raises `Missing` where it is not adopted."""
    plan = locked_plan(by, plan_id)
    if plan.adopted_on is None:
        raise Missing
    ActionPlan.objects.filter(id=plan_id).update(closed_on=clock.today(), version=F("version") + 1)
    record(by=by, verb=Verb.CLOSED_ACTION_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)


@action
def discard_plan(*, by: Viewer, plan_id: UUID) -> None:
    """Discard a draft with all that is in it. Raises `Invalid` where it is in hearing or adopted, or somebody was heard
    about it."""
    plan = locked_draft(by, plan_id)
    plan.trials.all().delete()
    plan.successions.all().delete()
    plan.initiatives.all().delete()
    try:
        plan.delete()
    except ProtectedError as problem:
        raise Invalid("plan", _("Others were heard about the action plan, so it stays.")) from problem
    record(by=by, verb=Verb.DISCARDED_ACTION_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)
