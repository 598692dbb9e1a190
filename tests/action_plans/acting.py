"""Each action of the action plans as somebody does it in the world of the tests."""

from datetime import date
from typing import Any
from uuid import UUID

from helhed.action_plans.actions.communication import add_step
from helhed.action_plans.actions.generations import start_next_generation
from helhed.action_plans.actions.initiatives import add_initiative
from helhed.action_plans.actions.milestones import add_milestone
from helhed.action_plans.actions.progress import write_progress
from helhed.action_plans.actions.trials import start_trial
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.words import Confidence, InitiativeRow, ProgressState
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_document
from tests.world import SLUG, SYSTEM, World, add, add_plan, facts

PLAN = "handleplan-2021-2022"


def plan(plan_id: UUID) -> ShownPlan:
    return next(each for each in list_plans(SYSTEM) if each.id == plan_id)


def initiative(initiative_id: UUID) -> ShownInitiative:
    return next(each for each in list_initiatives(SYSTEM) if each.id == initiative_id)


def draft(world: World, **changed: Any) -> UUID:
    """A draft with one initiative that could be adopted."""
    plan_id = add_plan(world.policy_id, **{"title": "Udkast til handleplan", **changed})
    draft_initiative(world, plan_id)
    return plan_id


def draft_initiative(world: World, plan_id: UUID, **changed: Any) -> UUID:
    told = facts([world.goals["2.2"]], unit_id=world.units["home"], **changed)
    return add_initiative(by=SYSTEM, plan_id=plan_id, facts=told)


def next_generation(world: World, *, by: Viewer = SYSTEM, **changed: Any) -> UUID:
    """The plan that continues the one of the world, from 2024."""
    told: dict[str, Any] = {
        "predecessor_id": world.plan_id,
        "title": "Handleplan 2024-2026",
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    return start_next_generation(by=by, **told | changed)


def milestone(world: World, *, by: Viewer = SYSTEM, initiative_id: UUID | None = None, **changed: Any) -> UUID:
    told: dict[str, Any] = {"title": "Låsene er sat i", "due_on": date(2023, 6, 1)}
    return add_milestone(by=by, initiative_id=initiative_id or world.initiative_id, **told | changed)


def trial(world: World, *, by: Viewer = SYSTEM, **changed: Any) -> UUID:
    told: dict[str, Any] = {
        "plan_id": world.plan_id,
        "initiative_id": world.initiative_id,
        "title": "Nøgle på telefonen",
        "question": "Kan man lukke sig ind uden nøgle?",
        "area_ids": areas(),
        "started_on": date(2023, 1, 1),
        "ends_on": date(2023, 3, 31),
    }
    return start_trial(by=by, **told | changed)


def areas() -> list[UUID]:
    return [area.id for area in get_document(SYSTEM, SLUG).areas]


def step(world: World, *, by: Viewer = SYSTEM, **changed: Any) -> UUID:
    told: dict[str, Any] = {
        "policy_id": world.policy_id,
        "audience": "Beboerne",
        "message": "I får hver jeres nøgle",
        "channel": "Husmøde",
        "due_on": date(2024, 3, 1),
        "responsible_id": world.staff["accountable"],
    }
    return add_step(by=by, **told | changed)


def write(by: Viewer, world: World, **changed: Any) -> UUID:
    update: dict[str, Any] = {
        "initiative_id": world.initiative_id,
        "seen_update": None,
        "state": ProgressState.DELAYED,
        "words": "Låsene er bestilt.",
        "confidence": Confidence.HIGH,
    }
    return write_progress(by=by, **update | changed)


def row(number: int | None, **changed: Any) -> InitiativeRow:
    """The first initiative of the world, as a line of a spreadsheet has it."""
    told: dict[str, Any] = {
        "row": 2,
        "number": number,
        "title": "En nøgle til alle",
        "description": "Låse og nøgler til alle boliger.",
        "success_criterion": "Alle har en nøgle.",
        "goals": ("1.1", "1.2"),
        "unit": "Botilbuddet Egely",
        "accountable": "Accountable",
        "deputy": "Deputy",
        "starts_on": date(2021, 1, 1),
        "ends_on": date(2023, 12, 31),
    }
    return InitiativeRow(**told | changed)


def elsewhere(world: World, **changed: Any) -> UUID:
    """One more initiative in the adopted plan, by a decision of the committee."""
    return add(world.plan_id, [world.goals["2.2"]], unit_id=world.units["home"], **changed)
