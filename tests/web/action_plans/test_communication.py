"""The communication plan of a policy: written by the consultant, marked by who sees to it, read by who works here."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from helhed.action_plans.actions.communication import change_step
from helhed.action_plans.queries.communication import ShownStep, list_steps
from tests.action_plans.acting import step
from tests.web.action_plans.initiative_pages import OWN, client, page, read, send, told
from tests.world import SLUG, SYSTEM, World, at, build_world

PAGE = f"/politik/{SLUG}/kommunikation"
TYPED = {"audience": "Beboerne", "message": "Der er nøgler", "channel": "Husmøde", "due_on": "2024-03-01"}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def the_step(world: World) -> ShownStep:
    [shown] = list_steps(SYSTEM, world.policy_id)
    return shown


def test_a_step_is_written_changed_done_undone_and_removed(world: World) -> None:
    assert "Nothing is planned yet" in read(PAGE, "consultant")
    send("consultant", f"{PAGE}/trin", **TYPED, responsible=world.staff["accountable"])
    made = the_step(world)
    assert "Coming" in read(PAGE, "leader")
    own = f"{PAGE}/{made.id}"
    send("consultant", own, **{**TYPED, "channel": "Brev", "due_on": "2024-01-10", "seen_version": 1})
    assert the_step(world).channel == "Brev"
    assert "1 step is late" in read(PAGE, "leader")
    send("consultant", f"{own}/udført", done_on="2024-01-31", seen_version=2)
    assert "Done 31 January 2024" in read(PAGE, "leader")
    send("consultant", f"{own}/fortryd", seen_version=3)
    assert the_step(world).done_on is None
    send("consultant", f"{own}/fjern")
    assert list_steps(SYSTEM, world.policy_id) == []


def test_who_sees_to_it_marks_it_and_finds_own_steps(world: World) -> None:
    step(world, responsible_id=world.staff["accountable"], message="Min egen besked")
    step(world, responsible_id=None, message="Ingens besked")
    made = next(each for each in list_steps(SYSTEM, world.policy_id) if each.responsible)
    mine = read(f"{PAGE}?hvem=mine", "accountable")
    assert "Min egen besked" in mine
    assert "Ingens besked" not in mine
    assert "Ingens besked" in read(f"{PAGE}?hvem=ingen", "accountable")
    assert f"{made.id}/udført" in page(PAGE, "accountable")
    assert f"{made.id}/udført" not in page(PAGE, "leader")
    assert send("leader", f"{PAGE}/{made.id}/udført", done_on="2024-01-31", seen_version=1).status_code == 404
    late = send("accountable", f"{PAGE}/{made.id}/udført", done_on="2024-02-02", seen_version=1)
    assert "Which day it was done: The day has not come yet." in told(late)
    send("accountable", f"{PAGE}/{made.id}/udført", done_on="2024-02-01", seen_version=1)
    assert "Done 1 February 2024" in read(PAGE, "accountable")
    assert client("accountable").get(f"{PAGE}/{made.id}").status_code == 404


def test_own_late_steps_wait_on_my_initiatives(world: World) -> None:
    step(world, responsible_id=world.staff["accountable"], message="Min egen besked", due_on=date(2024, 1, 10))
    assert "Min egen besked" in read("/mine-initiativer", "accountable")
    assert "Min egen besked" not in read("/mine-initiativer", "leader")


def test_the_policy_and_own_steps_lead_to_the_whole_plan(world: World) -> None:
    step(world, responsible_id=world.staff["accountable"])
    assert PAGE in page(OWN, "accountable")
    assert PAGE in page(f"/politik/{SLUG}", "accountable")
    assert PAGE not in page(f"/politik/{SLUG}")


def test_two_editors_see_both_versions(world: World) -> None:
    step_id = step(world)
    told_of: dict[str, Any] = {**TYPED, "due_on": date(2024, 4, 1), "audience": "Alle"}
    change_step(by=SYSTEM, step_id=step_id, seen_version=1, responsible_id=None, **told_of)
    answer = send("consultant", f"{PAGE}/{step_id}", **TYPED, seen_version=1)
    assert answer.status_code == 422
    assert "Who is to hear it Alle" in told(answer)
    assert 'value="Husmøde"' in answer.content.decode()
    assert 'name="seen_version" value="2"' in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"audience": " "}, "Who is to hear it: "),
        ({"due_on": "snart"}, "By which day: "),
        ({"responsible": uuid4()}, "Who sees to it: "),
        ({"message": "x" * 1_000_000}, "What they are to hear: "),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world: World, sent: dict[str, Any], said: str) -> None:
    answer = send("consultant", f"{PAGE}/trin", **{**TYPED, **sent})
    assert answer.status_code == 422
    assert said in told(answer)


def test_who_does_not_work_here_meets_nothing(world: World) -> None:
    step_id = step(world)
    for who in ("citizen", "politician", "council_member"):
        assert client(who).get(PAGE).status_code == 404, who
    assert client().get(PAGE).status_code == 302
    assert client("consultant").get(f"/politik/ingen-politik/kommunikation/{step_id}").status_code == 404
