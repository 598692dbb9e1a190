from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhed.action_plans.queries.initiatives import (
    count_states,
    get_initiative,
    get_updatable_initiative,
    list_initiatives,
    list_initiatives_of_goal,
    rights_to,
)
from helhed.action_plans.queries.plans import get_plan, list_plans
from helhed.action_plans.queries.progress import list_updates
from helhed.action_plans.words import ProgressState
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.organisation.actions import end_employment
from helhed.policy.queries.documents import get_document
from tests.action_plans.shown import shown_initiative
from tests.world import (
    SLUG,
    SYSTEM,
    VISITOR,
    World,
    add,
    add_plan,
    add_under_draft,
    at,
    build_world,
    progress,
)

PLAN = "handleplan-2021-2022"
DRAFT_PLAN = "plan-under-udkastet"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=clock.COPENHAGEN)


def test_plans_and_initiatives_under_a_draft_are_seen_by_its_writers_only(world):
    plan, hidden = add_under_draft(world, accountable_id=world.staff["accountable"])
    progress(world, ProgressState.ON_TRACK, initiative_id=hidden)
    for name, viewer in world.viewers.items():
        ways = {
            DRAFT_PLAN in {each.slug for each in list_plans(viewer)},
            bool(list_plans(viewer, policy_id=world.draft_id)),
            hidden in {each.id for each in list_initiatives(viewer)},
            bool(list_initiatives(viewer, policy_id=world.draft_id)),
            bool(list_initiatives(viewer, plan_id=plan)),
            bool(list_updates(viewer, hidden)),
            _is_there(get_plan, viewer, DRAFT_PLAN),
            _is_there(get_initiative, viewer, DRAFT_PLAN, 1),
        }
        assert ways == {name in {"consultant", "consultant_without_staff", "system"}}, name
        assert rights_to(viewer, hidden).write_progress == (name == "consultant"), name
        assert _is_there(get_updatable_initiative, viewer, DRAFT_PLAN, 1) == (name == "consultant"), name


def _is_there(query, viewer, *args):
    try:
        query(viewer, *args)
    except Missing:
        return False
    return True


def test_an_initiative_is_shown_with_all_that_belongs_to_it(world):
    shown = get_initiative(VISITOR, PLAN, 1)
    assert (shown.title, shown.unit) == ("En nøgle til alle", "Botilbuddet Egely")
    assert (shown.accountable, shown.deputy) == ("Accountable", "Deputy")
    assert [goal.code for goal in shown.goals] == ["1.1", "1.2"]
    assert (shown.latest, shown.state) == (None, ProgressState.NOT_BEGUN)
    assert get_plan(VISITOR, PLAN).policy_id == world.policy_id


def test_what_is_not_there_is_missing(world):
    for slug, number in ((PLAN, 3), (PLAN, 0), ("findes-ikke", 1)):
        with pytest.raises(Missing):
            get_initiative(VISITOR, slug, number)
    with pytest.raises(Missing):
        get_plan(VISITOR, "findes-ikke")
    assert list_updates(VISITOR, uuid4()) == []
    assert list_initiatives_of_goal(VISITOR, uuid4()) == []
    assert not rights_to(world.consultant, uuid4()).write_progress


def test_the_form_is_offered_to_those_who_may_write(world):
    for name in ("accountable", "deputy", "leader", "leader_above", "consultant"):
        assert get_updatable_initiative(world.viewers[name], PLAN, 1).id == world.initiative_id
        assert rights_to(world.viewers[name], world.initiative_id).write_progress
    for name in ("visitor", "accountable_elsewhere", "leader_elsewhere", "consultant_without_staff", "deputy_who_left"):
        with pytest.raises(Missing):
            get_updatable_initiative(world.viewers[name], PLAN, 1)


def test_initiatives_are_found_by_plan_policy_and_goal(world):
    assert [each.number for each in list_initiatives(VISITOR, plan_id=world.plan_id)] == [1, 2]
    assert [each.number for each in list_initiatives(VISITOR, policy_id=world.policy_id)] == [1, 2]
    assert list_initiatives(VISITOR, policy_id=world.draft_id) == []
    assert [each.number for each in list_initiatives_of_goal(VISITOR, world.goals["1.2"])] == [1]
    assert list_initiatives_of_goal(VISITOR, world.goals["2.2"]) == []


def test_initiatives_of_two_plans_are_not_mixed(world):
    other = add_plan(world.policy_id, title="A-plan")
    for _time in range(2):
        add(other, [world.goals["1.1"]], unit_id=world.units["home"])
    found = [(each.plan, each.number) for each in list_initiatives(VISITOR)]
    assert found == [("a-plan", 1), ("a-plan", 2), (PLAN, 1), (PLAN, 2)]


# How it stood at a moment


def test_the_newest_update_until_a_moment_counts(world):
    with at(2022, 6, 1):
        progress(world, ProgressState.ON_TRACK)
    with at(2022, 12, 31, 23, 30):
        progress(world, ProgressState.DELAYED)
    with at(2023, 1, 1, 0, 30):
        progress(world, ProgressState.DONE)
    states = {
        day: _state_at(day)
        for day in (
            moment(2022, 1, 1),
            moment(2022, 12, 31),
            moment(2022, 12, 31, 23, 59),
            moment(2023, 1, 1),
        )
    }
    assert list(states.values()) == [
        ProgressState.NOT_BEGUN,
        ProgressState.ON_TRACK,
        ProgressState.DELAYED,
        ProgressState.DONE,
    ]


def _state_at(until: datetime) -> ProgressState:
    return next(each for each in list_initiatives(VISITOR, until=until) if each.number == 1).state


def test_lateness_follows_the_danish_day(world):
    """The last day is 31 December 2023; half an hour before midnight in Denmark it is still that day."""
    assert not _late_at(moment(2023, 12, 31, 23, 30))
    assert _late_at(moment(2024, 1, 1, 0, 30))
    assert get_initiative(VISITOR, PLAN, 1).is_late
    progress(world, ProgressState.DONE)
    assert not get_initiative(VISITOR, PLAN, 1).is_late


def _late_at(until: datetime) -> bool:
    return next(each for each in list_initiatives(VISITOR, until=until) if each.number == 1).is_late


def test_an_initiative_is_vacant_from_the_day_its_employee_left(world):
    with at(2023, 8, 31):
        end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    shown = get_initiative(VISITOR, PLAN, 1)
    assert (shown.accountable, shown.deputy, shown.is_vacant) == ("", "Deputy", True)
    assert _accountable_at(moment(2023, 8, 30)) == "Accountable"
    assert _accountable_at(moment(2023, 8, 31)) == ""


def _accountable_at(until: datetime) -> str:
    return next(each for each in list_initiatives(VISITOR, until=until) if each.number == 1).accountable


@pytest.mark.parametrize("state", ProgressState)
def test_what_has_ended_needs_nobody(world, state):
    progress(world, state)
    end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    assert get_initiative(VISITOR, PLAN, 1).is_vacant == (state not in {ProgressState.DONE, ProgressState.DROPPED})


def test_the_story_is_told_newest_first_and_keeps_the_names(world):
    for day, state in ((1, ProgressState.ON_TRACK), (2, ProgressState.AT_RISK), (3, ProgressState.DONE)):
        with at(2023, 3, day):
            progress(world, state)
    end_employment(by=SYSTEM, staff_id=world.staff["consultant"])
    story = [(update.state, update.by) for update in list_updates(VISITOR, world.initiative_id)]
    assert story == [
        (ProgressState.DONE, "Consultant"),
        (ProgressState.AT_RISK, "Consultant"),
        (ProgressState.ON_TRACK, "Consultant"),
    ]


# Counting


@given(st.lists(st.sampled_from([None, *ProgressState])))
def test_the_counts_of_the_states_add_up(states):
    counts = count_states(shown_initiative(state) for state in states)
    assert sum(count for _state, count in counts) == len(states)
    assert all(count > 0 for _state, count in counts)
    order = list(ProgressState)
    assert [state for state, _count in counts] == sorted({state for state, _count in counts}, key=order.index)
    unsaid = states.count(None) + states.count(ProgressState.NOT_BEGUN)
    assert dict(counts).get(ProgressState.NOT_BEGUN, 0) == unsaid


def test_updates_add_no_queries(world, queries):
    with queries(4):
        list_initiatives(VISITOR)
    for each in (world.initiative_id, world.elsewhere_id):
        for time in range(10):
            progress(world, ProgressState.ON_TRACK, initiative_id=each, words=f"Møde nummer {time}.")
    with queries(5):
        found = list_initiatives(VISITOR)
    assert all(each.latest for each in found)
    with queries(1):
        list_updates(VISITOR, world.initiative_id)
    with queries(5):
        get_initiative(VISITOR, PLAN, 1)
    assert get_document(VISITOR, SLUG).goal_count == 4
