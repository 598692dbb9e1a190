"""Trials are begun, changed and decided upon, and stand on the plan and on their initiative."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from helhed.action_plans.actions.trials import decide_trial
from helhed.action_plans.queries.trials import ShownTrial, list_trials
from helhed.action_plans.words import TrialDecision
from tests.action_plans.acting import PLAN, areas, trial
from tests.web.action_plans.initiative_pages import PAGE, main_of, page, read, send, told
from tests.world import SYSTEM, World, at, build_world, everything

PLAN_PAGE = f"/handleplan/{PLAN}"
START = f"{PLAN_PAGE}/prøvehandling"
DECIDED = {"decision": "adjust", "learned": "Én dør ad gangen.", "decided_on": "2024-01-31", "seen_version": 1}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def the_trial() -> ShownTrial:
    [shown] = list_trials(SYSTEM)
    return shown


def typed(world: World, **changed: Any) -> dict[str, Any]:
    told_of = {"title": "Nøgle på telefonen", "question": "Virker det?", "initiative": world.initiative_id}
    return {**told_of, "areas": areas(), "started_on": "2023-10-01", "ends_on": "2024-01-15", **changed}


def address(trial_id: UUID, what: str = "") -> str:
    return f"{START}/{trial_id}{what}"


def test_a_trial_is_begun_changed_and_decided(world: World) -> None:
    shown = page(f"{START}?initiativ=1", "accountable")
    assert f'value="{world.initiative_id}" selected' in shown
    assert str(world.elsewhere_id) not in shown
    assert send("accountable", START, **typed(world)).headers["Location"] == f"{PLAN_PAGE}#trials"
    made = the_trial()
    for where in (PLAN_PAGE, PAGE):
        assert "Nøgle på telefonen Over, and waits for a decision Virker det?" in read(where)
    assert "/prøvehandling" not in page(PLAN_PAGE)
    changed = typed(world, title="Nøgle på uret", areas=areas()[:1], seen_version=1)
    send("deputy", address(made.id), **changed)
    assert (the_trial().title, the_trial().areas) == ("Nøgle på uret", ("Bolig",))
    assert "Nøgle på uret" in read(address(made.id, "/afgør"), "leader")
    send("leader", address(made.id, "/afgør"), **DECIDED | {"seen_version": 2})
    assert "Decided: adjust it" in read(PAGE)
    assert "Én dør ad gangen." in read(PAGE)
    assert address(made.id) not in page(PAGE, "consultant")


def test_a_consultant_begins_one_beside_the_initiatives(world: World) -> None:
    send("consultant", START, **typed(world, initiative=""))
    assert the_trial().initiative_number is None
    refused = send("accountable", START, **typed(world, initiative=""))
    assert (refused.status_code, "This field is required." in told(refused)) == (422, True)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title": ""}, "This field is required."),
        ({"question": "x" * 4001}, "at most 4000 characters"),
        ({"areas": []}, "This field is required."),
        ({"areas": ["x"]}, "Select a valid choice."),
        ({"ends_on": "2023-09-30"}, "must not come before the first"),
        ({"started_on": "nu"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_told(world: World, changed: dict[str, Any], fault: str) -> None:
    made = trial(world)
    before = everything()
    for where, seen in ((START, {}), (address(made), {"seen_version": 1})):
        refused = send("accountable", where, **typed(world, **changed), **seen)
        assert refused.status_code == 422
        assert fault in told(refused)
    assert everything() == before


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"learned": " "}, "This field is required."),
        ({"decision": "måske"}, "Select a valid choice."),
        ({"decided_on": "2024-02-02"}, "The day has not come yet."),
        ({"decided_on": "2022-12-31"}, "It cannot be decided before the trial began."),
    ],
)
def test_a_decision_that_cannot_be_is_told(world: World, changed: dict[str, str], fault: str) -> None:
    made = trial(world)
    before = everything()
    refused = send("accountable", address(made, "/afgør"), **DECIDED | changed)
    assert (refused.status_code, fault in told(refused)) == (422, True)
    assert everything() == before


def test_the_second_of_two_sees_what_stands_now_and_keeps_what_was_typed(world: World) -> None:
    made = trial(world)
    decided = {"decision": TrialDecision.STOP, "decided_on": date(2024, 1, 30), "learned": "Det dur ikke."}
    decide_trial(by=SYSTEM, trial_id=made, seen_version=1, **decided)
    refused = send("accountable", address(made), **typed(world, title="Mit navn"), seen_version=1)
    assert "What stands now" in told(refused)
    assert "Det dur ikke." in told(refused)
    assert 'value="Mit navn"' in main_of(refused)
    assert main_of(refused).count(" checked") == 2
    late = send("accountable", address(made, "/afgør"), **DECIDED)
    assert "Det dur ikke." in told(late)
    assert "Én dør ad gangen." in told(late)
    stands = send("accountable", address(made, "/afgør"), **DECIDED | {"seen_version": 2})
    assert "It was decided already, and stands." in told(stands)
