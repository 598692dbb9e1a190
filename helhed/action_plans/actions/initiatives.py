"""What is written of the initiatives."""

from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext as _

from helhed.action_plans.models import ActionPlan, GoalServed, Initiative, ProgressUpdate
from helhed.action_plans.rules.facts import changes_what_was_adopted, check_facts, columns, standing_facts
from helhed.action_plans.rules.initiatives import changeable_initiatives, locked_initiative
from helhed.action_plans.rules.milestones import check_milestones_fit
from helhed.action_plans.rules.plans import check_not_heard, locked_draft, locked_plan
from helhed.action_plans.rules.proposals import check_judgement, proposal_of
from helhed.action_plans.words import Confidence, Decision, InitiativeFacts, ProgressState
from helhed.audit.acting import because
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.decisions import check_decision
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer


@action
def add_initiative(*, by: Viewer, plan_id: UUID, facts: InitiativeFacts, decision: Decision | None = None) -> UUID:
    """Add an initiative to a draft, or to an adopted plan where a body decided so.

    Raises `Invalid` where the facts cannot be; see `rules.facts.check_facts`; where the plan is in hearing, or adopted
    and no decision is named.
    """
    plan = locked_plan(by, plan_id)
    check_not_heard(plan)
    check_facts(by, plan, facts)
    _check_addition(plan, decision)
    last = plan.initiatives.aggregate(last=Max("number"))["last"] or 0
    added = decision.columns if decision else {}
    initiative = Initiative.objects.create(plan=plan, number=last + 1, **columns(facts), **added)
    _serve(initiative, facts)
    ActionPlan.objects.filter(id=plan_id).update(version=F("version") + 1)
    record(by=by, verb=Verb.ADDED_INITIATIVE, kind=ObjectKind.INITIATIVE, object_id=initiative.id)
    return initiative.id


def _check_addition(plan: ActionPlan, decision: Decision | None) -> None:
    if decision:
        check_decision(decision.body, decision.on)
    elif plan.adopted_on:
        raise Invalid("body", _("The action plan is adopted. Write which body decided to add to it, and when."))


def _serve(initiative: Initiative, facts: InitiativeFacts) -> None:
    goals = dict.fromkeys(facts.goal_ids)
    initiative.goals_served.exclude(goal__in=goals).delete()
    served = set(initiative.goals_served.values_list("goal", flat=True))
    GoalServed.objects.bulk_create(
        GoalServed(initiative=initiative, goal_id=goal_id) for goal_id in goals if goal_id not in served
    )


@action
def change_initiative(
    *,
    by: Viewer,
    initiative_id: UUID,
    seen_version: int,
    facts: InitiativeFacts,
    decision: Decision | None = None,
    reason: str = "",
) -> None:
    """Change what is written of an initiative.

    Of an adopted plan, what was adopted changes only by a decision that is named, with the reason; both are written as
    a progress update, *changed by decision*. Raises `Changed` where somebody changed it since `seen_version`, and
    `Invalid` where the facts cannot be, a milestone would lie outside its days, or the decision is missing.
    """
    initiative = _locked_with_plan(by, initiative_id, seen_version)
    check_not_heard(initiative.plan)
    old = standing_facts(initiative)
    check_facts(by, initiative.plan, facts, old)
    check_milestones_fit(initiative, facts.starts_on, facts.ends_on)
    if initiative.plan.adopted_on and changes_what_was_adopted(old, facts):
        _write_change(by, initiative, decision, reason)
        because(reason)
    Initiative.objects.filter(id=initiative_id).update(version=F("version") + 1, **columns(facts))
    _serve(initiative, facts)
    ActionPlan.objects.filter(id=initiative.plan_id).update(version=F("version") + 1)
    record(by=by, verb=Verb.CHANGED_INITIATIVE, kind=ObjectKind.INITIATIVE, object_id=initiative_id)


def _locked_with_plan(by: Viewer, initiative_id: UUID, seen_version: int | None = None) -> Initiative:
    """The plan first, so that nobody adopts it meanwhile."""
    found = changeable_initiatives(by).filter(id=initiative_id).first()
    if found is None:
        raise Missing
    locked_plan(by, found.plan_id)
    return locked_initiative(changeable_initiatives(by), initiative_id, seen_version)


def _write_change(by: Viewer, initiative: Initiative, decision: Decision | None, reason: str) -> None:
    """The update that names the decision; the state before it stays in the story of the initiative."""
    if by.staff_id is None or decision is None:
        raise Invalid("body", _("This was adopted. Write which body decided to change it, and when."))
    proposal = proposal_of(initiative).state
    check_judgement(proposal, ProgressState.CHANGED, reason, decision)
    ProgressUpdate.objects.create(
        initiative=initiative,
        at=clock.now(),
        by_id=by.staff_id,
        proposal=proposal,
        state=ProgressState.CHANGED,
        confidence=Confidence.HIGH,
        reason=reason,
        words=reason,
        **decision.columns,
    )


@action
def remove_initiative(*, by: Viewer, initiative_id: UUID) -> None:
    """Remove an initiative from a draft, with its milestones; its trials stay with the plan.

    Raises `Invalid` where its plan is in hearing or adopted: then it can only be dropped by decision.
    """
    initiative = _locked_with_plan(by, initiative_id)
    locked_draft(by, initiative.plan_id)
    initiative.trials.update(initiative=None)
    initiative.delete()
    ActionPlan.objects.filter(id=initiative.plan_id).update(version=F("version") + 1)
    record(by=by, verb=Verb.REMOVED_INITIATIVE, kind=ObjectKind.INITIATIVE, object_id=initiative_id)
