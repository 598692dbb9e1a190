"""Who is accountable is said, and all that a person holds changes hands in one step."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from helhed.action_plans.actions.responsibility import assign_accountable
from helhed.action_plans.queries.people import list_holders
from helhed.base.errors import NotAllowed
from helhed.organisation.actions import end_employment
from tests.action_plans.acting import elsewhere, step
from tests.web.action_plans.initiative_pages import OWN, PAGE, client, initiative, main_of, page, read, send, told
from tests.world import SYSTEM, World, at, build_world, everything

ASSIGN = f"{PAGE}/ansvarlig"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def test_a_leader_says_who_is_accountable(world: World) -> None:
    chosen = {"accountable": world.staff["support_worker"], "deputy": ""}
    shown = page(ASSIGN, "leader")
    assert f'value="{world.staff["accountable"]}" selected' in shown
    assert "Deputy_Who_Left" not in shown
    assert send("leader", ASSIGN, **chosen, seen_version=1).headers["Location"] == PAGE
    assert "Accountable Support_Worker" in read(PAGE)
    assert initiative(world.initiative_id).deputy_id is None
    assert ASSIGN in page(PAGE, "leader")
    assert ASSIGN not in page(PAGE, "accountable")


@pytest.mark.parametrize(
    ("accountable", "deputy", "fault"),
    [
        ("support_worker", "support_worker", "The deputy must be somebody else"),
        ("deputy_who_left", "", "Select a valid choice."),
    ],
)
def test_who_cannot_be_is_refused(world: World, accountable: str, deputy: str, fault: str) -> None:
    before = everything()
    chosen = {"accountable": world.staff[accountable], "deputy": world.staff.get(deputy, "")}
    refused = send("leader", ASSIGN, **chosen, seen_version=1)
    assert (refused.status_code, fault in told(refused)) == (422, True)
    assert everything() == before


def test_the_second_of_two_sees_who_stands_there_now(world: World) -> None:
    person = world.staff["support_worker"]
    told_first = {"initiative_id": world.initiative_id, "seen_version": 1, "accountable_id": person}
    assign_accountable(by=SYSTEM, **told_first, deputy_id=None)
    refused = send("leader", ASSIGN, accountable=world.staff["deputy"], deputy="", seen_version=1)
    assert "What stands now Accountable Support_Worker Deputy Nobody" in told(refused)
    assert f'value="{world.staff["deputy"]}" selected' in main_of(refused)
    again = send("leader", ASSIGN, accountable=world.staff["deputy"], deputy="", seen_version=2)
    assert again.headers["Location"] == PAGE


def test_somebody_hands_over_all_of_it(world: World) -> None:
    person, colleague = world.staff["accountable"], world.staff["support_worker"]
    second = elsewhere(world, title="Som stedfortræder", deputy_id=person)
    step(world)
    address = f"/overdrag/{person}"
    assert f'href="{address}"' in page("/overdrag", "accountable")
    shown = read(address, "accountable")
    for words in ("En nøgle til alle", "Som stedfortræder", "I får hver jeres nøgle"):
        assert words in shown
    unread = send("accountable", address, to=colleague)
    assert (unread.status_code, "Tick this when you have read the list." in told(unread)) == (422, True)
    form_id = uuid4()
    for _time in range(2):
        sent = send("accountable", address, to=colleague, is_confirmed="on", form_id=form_id)
        assert sent.headers["Location"] == OWN
    assert initiative(world.initiative_id).accountable == "Support_Worker"
    assert initiative(second).deputy == "Support_Worker"
    assert "There is nothing to hand over" in read(address, "accountable")
    assert "<form" not in page(address, "accountable").replace('<form method="get"', "")


def test_a_leader_hands_over_what_somebody_left(world: World) -> None:
    person = world.staff["accountable"]
    end_employment(by=SYSTEM, staff_id=person)
    shown = read("/overdrag", "leader")
    assert shown.index("Left on 1 February 2024") < shown.index("Deputy")
    assert "Left on 1 February 2024." in read(f"/overdrag/{person}", "leader")
    to = world.staff["support_worker"]
    answer = client("leader").post(f"/overdrag/{person}", {"to": to, "is_confirmed": "on"}, follow=True)
    assert "All of it has changed hands." in told(answer)
    assert "Left on" not in told(answer)


def test_holders_are_those_whose_things_one_may_hand_over(world: World) -> None:
    seen = {}
    for name, viewer in world.viewers.items():
        try:
            seen[name] = [(each.staff.name, each.count) for each in list_holders(viewer)]
        except NotAllowed:
            continue
    both = [("Accountable", 1), ("Deputy", 1)]
    every = [("Accountable", 1), ("Accountable_Elsewhere", 1), ("Deputy", 1)]
    one, other = ["leader_elsewhere", "leader_elsewhere_who_helps_here"], ["consultant", "consultant_without_staff"]
    expected = {name: list[tuple[str, int]]() for name in ("support_worker", "deputy_who_left", "leader_below")}
    expected |= {"accountable": both[:1], "deputy": both[1:], "leader": both, "leader_above": every}
    expected |= dict.fromkeys((*one, "accountable_elsewhere"), every[1:2])
    expected |= dict.fromkeys((*other, "system"), every)
    assert seen == expected
