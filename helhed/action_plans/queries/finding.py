"""The overview of the initiatives: one set, narrowed and ordered, for the board, the table and the timeline alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.words import ENDED, DueWhen, InitiativeOrder, ProgressState
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.text import alphabetical
from helhed.base.viewer import Viewer
from helhed.organisation.queries import ShownUnit, list_units

SOON = timedelta(days=90)


@dataclass(frozen=True)
class InitiativeFilter:
    """Which initiatives to show, and in what order. `plan` is an address; none: all plans that one works under today.

    `unit` holds all units below it; `person` is accountable or deputy; every word of `text` stands in what is shown.
    """

    plan: str = ""
    area: str = ""
    goal: UUID | None = None
    unit: UUID | None = None
    person: UUID | None = None
    state: ProgressState | None = None
    due: DueWhen | None = None
    vacancy: bool = False
    text: str = ""
    order: InitiativeOrder = InitiativeOrder.NUMBER


@dataclass(frozen=True)
class FilterChoices:
    """What can be chosen, each as value and name: what occurs in the whole set, so that no choice finds nothing."""

    plans: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    goals: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    persons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FoundInitiatives:
    """Those that were asked for, of so many in all."""

    initiatives: tuple[ShownInitiative, ...]
    total: int
    choices: FilterChoices


def find_initiatives(viewer: Viewer, wanted: InitiativeFilter) -> FoundInitiatives:
    """The initiatives that the filter asks for, in eight queries. Raises `Missing` where there is no such plan."""
    plans, units = list_plans(viewer), list_units(viewer)
    every = _of_plans(viewer, plans, wanted.plan)
    below = _below(units, wanted.unit)
    found = [each for each in every if _is_wanted(each, wanted, below)]
    return FoundInitiatives(
        initiatives=tuple(sorted(found, key=ORDERS[wanted.order])),
        total=len(every),
        choices=_choices(plans, units, every),
    )


def _of_plans(viewer: Viewer, plans: list[ShownPlan], slug: str) -> list[ShownInitiative]:
    if not slug:
        open_plans = {plan.id for plan in plans if plan.is_open}
        return [each for each in list_initiatives(viewer) if each.plan_id in open_plans]
    plan = next((plan for plan in plans if plan.slug == slug), None)
    if plan is None:
        raise Missing
    return list_initiatives(viewer, plan_id=plan.id)


def _below(units: list[ShownUnit], unit_id: UUID | None) -> set[UUID]:
    """The unit with those below it: in the list they follow it, and stand deeper."""
    found: set[UUID] = set()
    top: int | None = None
    for unit in units:
        if unit.id == unit_id:
            top = unit.depth
        elif top is None or unit.depth <= top:
            top = None
            continue
        found.add(unit.id)
    return found


def _is_wanted(initiative: ShownInitiative, wanted: InitiativeFilter, below: set[UUID]) -> bool:
    return all(
        (
            not wanted.area or any(goal.area == wanted.area for goal in initiative.goals),
            not wanted.goal or any(goal.id == wanted.goal for goal in initiative.goals),
            not wanted.unit or initiative.unit_id in below,
            not wanted.person or wanted.person in (initiative.accountable_id, initiative.deputy_id),
            not wanted.state or initiative.state == wanted.state,
            not wanted.due or DUE[wanted.due](initiative, clock.today()),
            not wanted.vacancy or initiative.is_vacant,
            all(word in _searched(initiative) for word in wanted.text.casefold().split()),
        )
    )


DUE: dict[DueWhen, Callable[[ShownInitiative, date], bool]] = {
    DueWhen.LATE: lambda initiative, _today: initiative.is_late,
    DueWhen.UPDATE: lambda initiative, _today: initiative.is_update_due,
    DueWhen.MILESTONE: lambda initiative, _today: bool(initiative.late_milestones) and initiative.state not in ENDED,
    DueWhen.SOON: lambda initiative, today: (
        today <= initiative.ends_on <= today + SOON and initiative.state not in ENDED
    ),
}
ORDERS: dict[InitiativeOrder, Callable[[ShownInitiative], Any]] = {
    InitiativeOrder.NUMBER: lambda initiative: (),
    InitiativeOrder.ENDS: lambda initiative: initiative.ends_on,
    InitiativeOrder.TITLE: lambda initiative: alphabetical(initiative.title),
    InitiativeOrder.STATE: lambda initiative: list(ProgressState).index(initiative.state),
    InitiativeOrder.UPDATED: lambda initiative: initiative.latest.at.timestamp() if initiative.latest else 0.0,
}


def _searched(initiative: ShownInitiative) -> str:
    return " ".join(
        (
            initiative.title,
            initiative.description,
            initiative.unit,
            initiative.accountable,
            initiative.deputy,
            initiative.co_owner,
            *(goal.code for goal in initiative.goals),
        )
    ).casefold()


def _choices(plans: list[ShownPlan], units: list[ShownUnit], initiatives: list[ShownInitiative]) -> FilterChoices:
    goals = {goal.id: goal for each in initiatives for goal in each.goals}
    in_order = sorted(goals.values(), key=lambda goal: (goal.policy, goal.position))
    at_work = {each.unit_id for each in initiatives}
    return FilterChoices(
        plans=tuple((plan.slug, plan.title) for plan in plans),
        areas=tuple(dict.fromkeys((goal.area, goal.area) for goal in in_order)),
        goals=tuple((str(goal.id), f"{goal.code} {goal.text}") for goal in in_order),
        units=tuple((str(unit.id), "– " * unit.depth + unit.name) for unit in units if _holds(units, unit.id, at_work)),
        persons=tuple(sorted(_persons(initiatives), key=lambda person: alphabetical(person[1]))),
    )


def _holds(units: list[ShownUnit], unit_id: UUID, at_work: set[UUID]) -> bool:
    return bool(_below(units, unit_id) & at_work)


def _persons(initiatives: Iterable[ShownInitiative]) -> set[tuple[str, str]]:
    """Those who are shown: who has left is accountable for nothing any more."""
    pairs = [
        pair
        for each in initiatives
        for pair in ((each.accountable_id, each.accountable), (each.deputy_id, each.deputy))
    ]
    return {(str(staff_id), name) for staff_id, name in pairs if staff_id and name}
