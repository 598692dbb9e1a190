"""The overview: one set, narrowed and ordered; what is due and from whom; and how much each asks of the database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from helhed.action_plans.actions.initiatives import change_initiative
from helhed.action_plans.actions.plans import close_plan
from helhed.action_plans.models import Milestone
from helhed.action_plans.queries.finding import InitiativeFilter, find_initiatives
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.people import due_reminders
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.progress import list_due
from helhed.action_plans.words import DueWhen, InitiativeOrder, ProgressState, Reminding
from helhed.audit.acting import acting
from helhed.base.errors import Missing, NotAllowed
from helhed.organisation.actions import add_staff, add_unit, end_employment
from helhed.organisation.words import Sector
from helhed.policy.queries.documents import get_document
from tests.action_plans.acting import PLAN, draft, elsewhere, initiative, milestone, next_generation
from tests.world import (
    COMMITTEE,
    SYSTEM,
    VISITOR,
    World,
    add,
    add_plan,
    adopt,
    at,
    build_world,
    goals_of,
    many_goals,
    progress,
    read_in,
)

S = ProgressState
TODAY = date(2024, 2, 1)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def found(viewer=VISITOR, **wanted) -> list[int]:
    return [each.number for each in find_initiatives(viewer, InitiativeFilter(**wanted)).initiatives]


# Finding


@pytest.fixture
def many(world):
    """Six: the two of the world, one of the night team, one that ends soon, one that is done, one that waits."""
    told = {"goal_ids": [world.goals["2.2"]], "starts_on": date(2023, 6, 1)}
    late = {"ends_on": date(2024, 12, 31)}
    add(world.plan_id, **told, unit_id=world.units["night_team"], title="Åben om natten", **late)
    add(world.plan_id, **told, unit_id=world.units["home"], title="Slutter snart", ends_on=TODAY + timedelta(days=90))
    done = add(world.plan_id, **told, unit_id=world.units["home"], title="Færdig", ends_on=TODAY)
    progress(world, S.DONE, initiative_id=done)
    waits = elsewhere(world, title="Venter", deputy_id=world.staff["accountable"], **late)
    milestone(world, initiative_id=waits, due_on=date(2024, 1, 31))
    with at(2024, 1, 15):
        progress(world, S.AT_RISK, initiative_id=waits)
    return world


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"plan": PLAN}, [1, 2, 3, 4, 5, 6]),
        ({"area": "Bolig"}, [1]),
        ({"area": "Findes ikke"}, []),
        ({"state": S.DONE}, [5]),
        ({"state": S.NOT_BEGUN}, [1, 2, 3, 4]),
        ({"due": DueWhen.LATE}, [1, 2]),
        ({"due": DueWhen.UPDATE}, [1, 2, 3, 4, 6]),
        ({"due": DueWhen.MILESTONE}, [6]),
        ({"due": DueWhen.SOON}, [4]),
        ({"vacancy": True}, [3, 4, 6]),
        ({"text": "NATTEN åben"}, [3]),
        ({"text": "egely 1.2"}, [1]),
        ({"text": "accountable"}, [1, 2, 6]),
        ({"text": "findes ikke"}, []),
        ({"area": "Fællesskab", "vacancy": True, "state": S.AT_RISK}, [6]),
        ({"order": InitiativeOrder.ENDS}, [1, 2, 5, 4, 3, 6]),
        ({"order": InitiativeOrder.TITLE}, [1, 2, 5, 4, 6, 3]),
        ({"order": InitiativeOrder.STATE}, [1, 2, 3, 4, 6, 5]),
        ({"order": InitiativeOrder.UPDATED}, [1, 2, 3, 4, 6, 5]),
    ],
)
def test_the_initiatives_are_found(many, wanted, numbers):
    assert found(**wanted) == numbers


def test_goals_units_and_people_are_found_by_their_ids(many):
    units, goals, staff = many.units, many.goals, many.staff
    assert found(goal=goals["1.2"]) == [1]
    assert found(goal=goals["2.2"]) == [3, 4, 5, 6]
    assert found(unit=units["night_team"]) == [3]
    assert found(unit=units["home"]) == [1, 3, 4, 5, 6]
    assert found(unit=units["drop_in"]) == [2]
    assert found(unit=units["social"]) == found(unit=units["all"]) == [1, 2, 3, 4, 5, 6]
    assert found(person=staff["accountable"]) == [1, 6]
    assert found(person=staff["deputy"]) == [1]
    for name in ("goal", "unit", "person"):
        assert found(**{name: uuid4()}) == []


def test_what_can_be_chosen_is_what_occurs(many):
    choices = find_initiatives(VISITOR, InitiativeFilter(state=S.DONE)).choices
    assert [name for _value, name in choices.plans] == ["Handleplan 2021-2022"]
    assert [value for value, _name in choices.areas] == ["Bolig", "Fællesskab"]
    assert [name[:3] for _value, name in choices.goals] == ["1.1", "1.2", "2.1", "2.2"]
    assert [name for _value, name in choices.units] == [
        "Birkested Kommune",
        "– Socialområdet",
        "– – Botilbuddet Egely",
        "– – – Natholdet",
        "– – Værestedet Broen",
    ]
    assert [name for _value, name in choices.persons] == ["Accountable", "Accountable_Elsewhere", "Deputy"]


def test_the_set_is_that_of_the_plans_one_works_under(world):
    draft(world)
    later = next_generation(world, carry_over=[world.initiative_id])
    everything = find_initiatives(SYSTEM, InitiativeFilter())
    assert (len(everything.initiatives), everything.total) == (2, 2)
    assert len(everything.choices.plans) == 3
    assert [
        each.plan_id for each in find_initiatives(SYSTEM, InitiativeFilter(plan="handleplan-2024-2026")).initiatives
    ] == [later]
    for slug in ("handleplan-2024-2026", "findes-ikke"):
        with pytest.raises(Missing):
            find_initiatives(VISITOR, InitiativeFilter(plan=slug))
    close_plan(by=SYSTEM, plan_id=world.plan_id)
    assert found() == []
    assert found(plan=PLAN) == [1, 2]


# What is due


def due(viewer) -> list[int]:
    return [each.number for each in list_due(viewer)]


def test_what_is_due_waits_for_its_accountable_employee_the_deputy_and_where_vacant_the_leader(world):
    elsewhere(world, ends_on=date(2024, 12, 31))
    assert {name: due(viewer) for name, viewer in world.viewers.items() if due(viewer)} == {
        "accountable": [1],
        "deputy": [1],
        "accountable_elsewhere": [2],
        "leader": [3],
        "leader_above": [3],
    }


def test_what_was_written_today_is_due_no_more(world):
    progress(world, S.ON_TRACK)
    assert due(world.accountable) == []
    with at(2024, 5, 1):
        assert due(world.accountable) == []
    with at(2024, 5, 2):
        assert due(world.accountable) == [1]
        [shown] = list_due(world.accountable)
        assert (shown.latest.words, shown.update_due_on) == ("Det går.", date(2024, 5, 2))


def test_a_milestone_that_falls_due_asks_sooner(world):
    change_days(world, ends_on=date(2024, 12, 31))
    milestone(world, due_on=date(2024, 2, 20))
    with at(2024, 2, 19):
        assert due(world.accountable) == []
    with at(2024, 2, 20):
        assert due(world.accountable) == [1]


def change_days(world, **changed):
    shown = initiative(world.initiative_id)
    told = {"facts": replace(shown.facts, **changed), "decision": COMMITTEE, "reason": "Mere tid."}
    change_initiative(by=world.consultant, initiative_id=shown.id, seen_version=shown.version, **told)


def test_nothing_is_due_in_a_draft_or_a_closed_plan(world):
    draft(world)
    assert due(world.leader) == []
    close_plan(by=SYSTEM, plan_id=world.plan_id)
    assert due(world.accountable) == []


# Reminders


def reminders(day) -> list[tuple[int, str, Reminding]]:
    return [(each.number, each.staff.name, each.kind) for each in due_reminders(SYSTEM, day)]


@pytest.fixture
def followed(world):
    """The first initiative is due again on 2 May 2024, and the second is dropped."""
    progress(world, S.ON_TRACK)
    progress(world, S.DROPPED, initiative_id=world.elsewhere_id)
    return world


def test_who_is_reminded_when(followed):
    due_on = date(2024, 5, 2)
    told = {passed: reminders(due_on + timedelta(days=passed)) for passed in (-8, -7, -1, 0, 6, 7, 20, 21, 300)}
    assert told == {
        -8: [],
        -7: [(1, "Accountable", Reminding.BEFORE)],
        -1: [(1, "Accountable", Reminding.BEFORE)],
        0: [(1, "Accountable", Reminding.ON)],
        6: [(1, "Accountable", Reminding.ON)],
        7: [(1, "Accountable", Reminding.AFTER)],
        20: [(1, "Accountable", Reminding.AFTER)],
        21: [(1, "Leader", Reminding.ESCALATED)],
        300: [(1, "Leader", Reminding.ESCALATED)],
    }


def test_a_reminder_is_the_same_each_day_and_another_in_the_next_round(followed):
    def keys(day):
        return {each.key for each in due_reminders(SYSTEM, day)}

    assert keys(date(2024, 5, 2)) == keys(date(2024, 5, 8))
    assert keys(date(2024, 5, 2)).isdisjoint(keys(date(2024, 5, 1)) | keys(date(2024, 5, 9)))
    before = keys(date(2024, 5, 2))
    with at(2024, 5, 2):
        progress(followed, S.DELAYED)
    assert keys(date(2024, 5, 2)) == set()
    assert before.isdisjoint(keys(date(2024, 8, 1)))


def test_the_deputy_is_reminded_where_nobody_is_accountable_and_the_leader_where_both_are_missing(followed):
    end_employment(by=SYSTEM, staff_id=followed.staff["accountable"])
    assert reminders(date(2024, 5, 2)) == [(1, "Deputy", Reminding.ON)]
    end_employment(by=SYSTEM, staff_id=followed.staff["deputy"])
    assert reminders(date(2024, 5, 2)) == [(1, "Leader", Reminding.ON)]


def test_the_leader_above_hears_of_what_the_leader_has_not_done(world):
    progress(world, S.DROPPED)
    progress(world, S.DROPPED, initiative_id=world.elsewhere_id)
    elsewhere(world, accountable_id=world.staff["leader"], ends_on=date(2024, 12, 31))
    assert reminders(TODAY) == [(3, "Leader_Above", Reminding.ESCALATED)]


def test_only_the_system_gathers_reminders(world):
    for name, viewer in world.viewers.items():
        if name != "system":
            with pytest.raises(NotAllowed):
                due_reminders(viewer, TODAY)


# Size


def fill(areas: int, goals_in_each: int, initiatives: int) -> None:
    policy = read_in(many_goals(areas, goals_in_each))
    adopt(policy)
    goals = list(goals_of("politik-for-mange-maal").values())
    unit = add_unit(by=SYSTEM, name="Enhed", sector=Sector.SOCIAL)
    staff = add_staff(by=SYSTEM, name="Aja", title="Konsulent", unit_id=unit)
    plan = add_plan(policy)
    served = [(goals[number % len(goals)], goals[-1 - number % len(goals)]) for number in range(initiatives)]
    ids = [add(plan, each, unit_id=unit, accountable_id=staff) for each in served]
    day = date(2023, 6, 1)
    with acting(by=SYSTEM):
        Milestone.objects.bulk_create(
            Milestone(initiative_id=each, title="Nået", due_on=day, planned_on=day)
            for each in ids
            for _time in range(4)
        )


@pytest.mark.parametrize(("areas", "goals_in_each", "initiatives"), [(2, 2, 20), (4, 10, 200)])
def test_the_overview_takes_the_same_queries_whatever_the_size(db, queries, areas, goals_in_each, initiatives):
    fill(areas, goals_in_each, initiatives)
    with queries(12):
        content = get_document(VISITOR, "politik-for-mange-maal")
        plans = list_plans(VISITOR, policy_id=content.document.id)
        shown = list_initiatives(VISITOR, policy_id=content.document.id)
    assert (content.goal_count, len(plans), len(shown)) == (areas * goals_in_each, 1, initiatives)
    with queries(7):
        overview = find_initiatives(VISITOR, InitiativeFilter(order=InitiativeOrder.STATE))
    assert len(overview.initiatives) == initiatives
    assert sum(len(each.milestones) for each in overview.initiatives) == initiatives * 4
    with queries(8):
        due_reminders(SYSTEM, date(2024, 2, 1))
