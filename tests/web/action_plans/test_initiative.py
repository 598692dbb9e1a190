"""The page of an initiative: all that is kept of it, where it comes from, and what became of it."""

from collections.abc import Iterator
from datetime import date

import pytest

from helhed.action_plans.actions.generations import carry_over, let_go
from helhed.action_plans.actions.plans import adopt_plan
from helhed.action_plans.words import CoOwnerKind, ProgressState
from tests.action_plans.acting import elsewhere, next_generation
from tests.web.action_plans.initiative_pages import PAGE, read
from tests.world import COMMITTEE, SLUG, SYSTEM, World, at, build_world, progress


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def test_all_that_is_written_of_it_stands_there(world: World) -> None:
    elsewhere(
        world,
        title="Sammen om nøgler",
        resources="To timer om ugen",
        partners="Boligforeningen",
        participation="Beboerne vælger",
        co_owner_name="Låsesmedene",
        co_owner_kind=CoOwnerKind.ASSOCIATION,
        deputy_id=world.staff["deputy"],
    )
    shown = read(f"{PAGE[:-1]}3")
    for words in (
        "Accountable Nobody is accountable Deputy Deputy",
        "Co-owner Låsesmedene Association",
        "Partners Boligforeningen",
        "How people take part Beboerne vælger",
        "Resources To timer om ugen",
        "Added to the plan Socialudvalget, 2 December 2020 (Punkt 4)",
        "How we shall see that it worked Alle har en nøgle.",
        "What milestones and days say today Delayed The last day was 32 days ago.",
    ):
        assert words in shown
    assert "Start a trial" not in shown
    assert "Milestones" not in shown


def test_a_decision_stands_with_the_update_that_tells_of_it(world: World) -> None:
    progress(world, ProgressState.DROPPED, words="Det blev valgt fra.")
    shown = read(PAGE)
    assert "Decided by Socialudvalget, 2 December 2020 (Punkt 4)" in shown
    assert "Confidence: Medium" in shown


def test_one_follows_it_from_plan_to_plan(world: World) -> None:
    second = elsewhere(world, title="Slippes")
    plan_id = next_generation(world)
    carry_over(by=SYSTEM, plan_id=plan_id, initiative_ids=[world.initiative_id, world.elsewhere_id])
    let_go(by=SYSTEM, plan_id=plan_id, initiative_id=second, reason="Ingen bruger nøgler mere.")
    assert "Goes on in" not in read(PAGE)
    adopt_plan(by=SYSTEM, plan_id=plan_id, body=COMMITTEE.body, on=date(2023, 12, 1), agenda_item="")
    assert "Goes on in En nøgle til alle Handleplan 2024-2026, carried over" in read(PAGE)
    assert "Comes from En nøgle til alle Handleplan 2021-2022, carried over" in read(
        "/handleplan/handleplan-2024-2026/1"
    )
    assert "Not in the next plan Ingen bruger nøgler mere." in read(f"{PAGE[:-1]}3")


def test_what_stands_in_a_draft_says_so_on_its_own_page_and_at_its_goal(world: World) -> None:
    carry_over(by=SYSTEM, plan_id=next_generation(world), initiative_ids=[world.initiative_id])
    shown = read("/handleplan/handleplan-2024-2026/1", "consultant")
    assert "En nøgle til alle Draft It stands in a plan that is not adopted yet" in shown
    assert "not adopted yet" not in read(PAGE, "consultant")
    goal = f"/politik/{SLUG}/mål/1.1"
    assert "En nøgle til alle Draft" in read(goal, "consultant")
    assert "Draft" not in read(goal)
