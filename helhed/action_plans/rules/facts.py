"""What is written of an initiative: when it can be as typed."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.action_plans.models import ActionPlan, Initiative
from helhed.action_plans.rules.initiatives import check_co_owner, check_people, holds_office
from helhed.action_plans.rules.plans import check_days
from helhed.action_plans.words import ADOPTED_FACTS, InitiativeFacts
from helhed.base import clock
from helhed.base.errors import Invalid
from helhed.base.viewer import Viewer
from helhed.organisation.queries import list_staff, list_units
from helhed.policy.queries.goals import goals_by_id


def check_facts(
    viewer: Viewer, plan: ActionPlan, facts: InitiativeFacts, standing: InitiativeFacts | None = None
) -> None:
    """An initiative can be as typed if, and only if, all of these hold. Raises `Invalid` otherwise.

    - it has a title, and does not end before it begins
    - it serves at least one goal, and each stands in the policy of its plan, or was served before
    - its unit is there, and so are the people, who have not left unless they were named before
    - the deputy is somebody else, and a co-owner has both a name and a kind
    """
    if not facts.title.strip():
        raise Invalid("title", _("Write what the initiative is called."))
    check_days(facts.starts_on, facts.ends_on)
    check_people(facts.accountable_id, facts.deputy_id)
    check_co_owner(facts.co_owner_name, facts.co_owner_kind)
    _check_goals(viewer, plan, facts.goal_ids, standing.goal_ids if standing else ())
    if facts.unit_id not in {unit.id for unit in list_units(viewer)}:
        raise Invalid("unit", _("Choose one of the units in the list."))
    before = (standing.accountable_id, standing.deputy_id) if standing else ()
    check_in_office(viewer, "accountable", facts.accountable_id, before)
    check_in_office(viewer, "deputy", facts.deputy_id, before)


def _check_goals(viewer: Viewer, plan: ActionPlan, goal_ids: Sequence[UUID], before: Collection[UUID]) -> None:
    goals = goals_by_id(viewer, goal_ids).values()
    stand = {goal.id for goal in goals if goal.policy == plan.policy.slug and goal.gone_since is None}
    if not goal_ids or not stand.union(before) >= set(goal_ids):
        raise Invalid("goals", _("Choose at least one goal of the policy."))


def check_in_office(viewer: Viewer, field: str, staff_id: UUID | None, before: Collection[UUID | None] = ()) -> None:
    """An employee can be made responsible if, and only if, she or he is there and has not left, or was so `before`;
    and so can nobody. Raises `Invalid` otherwise."""
    if staff_id is None or staff_id in before:
        return
    [*found] = list_staff(viewer, staff_ids=[staff_id])
    if not found:
        raise Invalid(field, _("Choose one of the employees in the list."))
    if not holds_office(found[0].left_on, clock.today()):
        raise Invalid(field, _("%(name)s does not work here any more. Choose somebody else.") % {"name": found[0].name})


def standing_facts(initiative: Initiative) -> InitiativeFacts:
    """A fact stands if, and only if, it is written of the initiative now."""
    return InitiativeFacts(
        title=initiative.title,
        description=initiative.description,
        success_criterion=initiative.success_criterion,
        goal_ids=tuple(initiative.goals_served.order_by("goal__position").values_list("goal", flat=True)),
        unit_id=initiative.unit_id,
        starts_on=initiative.starts_on,
        ends_on=initiative.ends_on,
        accountable_id=initiative.accountable_id,
        deputy_id=initiative.deputy_id,
        resources=initiative.resources,
        partners=initiative.partners,
        participation=initiative.participation,
        co_owner_name=initiative.co_owner_name,
        co_owner_kind=initiative.co_owner_kind,
    )


def changes_what_was_adopted(old: InitiativeFacts, new: InitiativeFacts) -> bool:
    """What a body adopted is changed if, and only if, a fact of `ADOPTED_FACTS` differs; the order of goals is none."""
    return any(_comparable(old, name) != _comparable(new, name) for name in ADOPTED_FACTS)


def _comparable(facts: InitiativeFacts, name: str) -> object:
    value = getattr(facts, name)
    return set(value) if isinstance(value, tuple) else value


def columns(facts: InitiativeFacts) -> dict[str, Any]:
    """A fact stands in a column of the initiative if, and only if, it is not a goal: those have rows of their own."""
    return {name: value for name, value in vars(facts).items() if name != "goal_ids"}
