"""From one action plan to the next: what is carried over, merged, or let go."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.action_plans.models import ActionPlan, GoalServed, Initiative, InitiativeSuccession, Milestone
from helhed.action_plans.rules.facts import check_facts, columns
from helhed.action_plans.rules.initiatives import holds_office
from helhed.action_plans.rules.plans import check_plan, free_address, locked_draft, readable_plans
from helhed.action_plans.words import InitiativeFacts, SuccessionKind
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer

COPIED = (
    *("title", "description", "success_criterion", "resources", "partners", "participation"),
    *("unit_id", "co_owner_name", "co_owner_kind"),
)


@action
def start_next_generation(
    *,
    by: Viewer,
    predecessor_id: UUID,
    title: str,
    starts_on: date,
    ends_on: date,
    carry_over: Sequence[UUID] = (),
) -> UUID:
    """Begin the plan that continues an adopted one under the same policy, as a draft with what is carried over.

    Raises `Missing` where there is no adopted plan to continue, and `Invalid` where the title is taken, the days do
    not fit, or an initiative is not one of the old plan.
    """
    require(by, Permission.WRITE_STEERING)
    old = readable_plans(by).filter(id=predecessor_id, adopted_on__isnull=False).first()
    if old is None:
        raise Missing
    check_plan(starts_on, ends_on, old.update_every)
    if starts_on <= old.starts_on:
        raise Invalid("starts_on", _("The next action plan begins after the one it continues. Write a later day."))
    plan = ActionPlan.objects.create(
        policy_id=old.policy_id,
        predecessor=old,
        slug=free_address(title),
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        update_every=old.update_every,
    )
    _carry_over(plan, carry_over)
    record(by=by, verb=Verb.STARTED_ACTION_PLAN, kind=ObjectKind.ACTION_PLAN, object_id=plan.id)
    return plan.id


@action
def carry_over(*, by: Viewer, plan_id: UUID, initiative_ids: Sequence[UUID]) -> None:
    """Carry initiatives of the plan before over to a draft: each is copied, and the copy says what it continues.

    It goes over the whole of the new plan; what was not reached comes along, and so does who is accountable unless the
    person has left. Raises `Invalid` where one is not of the plan before, or was dealt with already.
    """
    plan = locked_draft(by, plan_id)
    if not initiative_ids:
        raise Invalid("initiatives", _("Choose at least one initiative."))
    _carry_over(plan, initiative_ids)
    _touch(plan)
    record(by=by, verb=Verb.CARRIED_OVER_INITIATIVES, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)


def _carry_over(plan: ActionPlan, initiative_ids: Sequence[UUID]) -> None:
    old = _of_predecessor(plan, initiative_ids)
    first = _next_number(plan)
    new = [_copy(plan, each, number) for number, each in enumerate(old, first)]
    Initiative.objects.bulk_create(new)
    GoalServed.objects.bulk_create(
        GoalServed(initiative=after, goal_id=served.goal_id)
        for before, after in zip(old, new, strict=True)
        for served in before.goals_served.all()
    )
    _take_along(zip(old, new, strict=True))
    _succeed(plan, old, new, SuccessionKind.CARRIED_OVER)


def _of_predecessor(plan: ActionPlan, initiative_ids: Sequence[UUID]) -> list[Initiative]:
    """Initiatives of the plan before that nothing was done with yet, in their order."""
    waiting = Initiative.objects.filter(plan=plan.predecessor_id, id__in=initiative_ids)
    waiting = waiting.exclude(id__in=plan.successions.values("old")).select_related("accountable", "deputy")
    found = list(waiting.prefetch_related("goals_served", "milestones"))
    if len(found) < len(set(initiative_ids)):
        raise Invalid("initiatives", _("Choose among the initiatives of the plan before that are not dealt with yet."))
    return found


def _next_number(plan: ActionPlan) -> int:
    return int(plan.initiatives.aggregate(last=Max("number"))["last"] or 0) + 1


def _copy(plan: ActionPlan, old: Initiative, number: int) -> Initiative:
    accountable, deputy = old.accountable, old.deputy
    today = clock.today()
    return Initiative(
        plan=plan,
        number=number,
        accountable=accountable if accountable and holds_office(accountable.left_on, today) else None,
        deputy=deputy if deputy and holds_office(deputy.left_on, today) else None,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        **{name: getattr(old, name) for name in COPIED},
    )


def _take_along(pairs: Iterable[tuple[Initiative, Initiative]]) -> None:
    """From each old to its new initiative what was not reached, due within the new days, planned for as at first."""
    Milestone.objects.bulk_create(
        Milestone(
            initiative=new,
            title=milestone.title,
            due_on=min(max(milestone.due_on, new.starts_on), new.ends_on),
            planned_on=milestone.planned_on,
        )
        for old, new in pairs
        for milestone in old.milestones.all()
        if milestone.done_on is None
    )


def _succeed(plan: ActionPlan, old: list[Initiative], new: list[Initiative], kind: SuccessionKind) -> None:
    InitiativeSuccession.objects.bulk_create(
        InitiativeSuccession(plan=plan, old=before, new=after, kind=kind)
        for before, after in zip(old, new, strict=True)
    )


def _touch(plan: ActionPlan) -> None:
    ActionPlan.objects.filter(id=plan.id).update(version=F("version") + 1)


@action
def merge_initiatives(*, by: Viewer, plan_id: UUID, initiative_ids: Sequence[UUID], facts: InitiativeFacts) -> UUID:
    """Merge initiatives of the plan before into one new initiative of a draft; what was not reached comes along.

    Raises `Invalid` where there are fewer than two, one is not of the plan before or was dealt with already, or the
    facts cannot be; see `rules.facts.check_facts`.
    """
    plan = locked_draft(by, plan_id)
    if len(set(initiative_ids)) < 2:
        raise Invalid("initiatives", _("Choose at least two initiatives to merge."))
    check_facts(by, plan, facts)
    old = _of_predecessor(plan, initiative_ids)
    new = Initiative.objects.create(plan=plan, number=_next_number(plan), **columns(facts))
    GoalServed.objects.bulk_create(GoalServed(initiative=new, goal_id=each) for each in dict.fromkeys(facts.goal_ids))
    _take_along((each, new) for each in old)
    _succeed(plan, old, [new] * len(old), SuccessionKind.MERGED)
    _touch(plan)
    record(by=by, verb=Verb.MERGED_INITIATIVES, kind=ObjectKind.INITIATIVE, object_id=new.id)
    return new.id


@action
def let_go(*, by: Viewer, plan_id: UUID, initiative_id: UUID, reason: str) -> None:
    """Write that a draft does not continue an initiative of the plan before, and why.

    Raises `Invalid` where no reason is given, or it is not of the plan before or was dealt with already.
    """
    plan = locked_draft(by, plan_id)
    if not reason.strip():
        raise Invalid("reason", _("Write why it is not continued: people will ask."))
    [old] = _of_predecessor(plan, [initiative_id])
    InitiativeSuccession.objects.create(plan=plan, old=old, kind=SuccessionKind.LET_GO, reason=reason)
    _touch(plan)
    record(by=by, verb=Verb.LET_GO_INITIATIVE, kind=ObjectKind.INITIATIVE, object_id=initiative_id)


@action
def undo_succession(*, by: Viewer, plan_id: UUID, initiative_id: UUID) -> None:
    """Let an initiative of the plan before wait again for what a draft does with it.

    A copy of it goes; what it was merged into stays. Raises `Missing` where nothing was done with it.
    """
    plan = locked_draft(by, plan_id)
    succession = plan.successions.select_related("new").filter(old=initiative_id).first()
    if succession is None:
        raise Missing
    succession.delete()
    if succession.new and succession.kind == SuccessionKind.CARRIED_OVER:
        succession.new.trials.update(initiative=None)
        succession.new.delete()
    _touch(plan)
    record(by=by, verb=Verb.UNDID_SUCCESSION, kind=ObjectKind.INITIATIVE, object_id=initiative_id)
