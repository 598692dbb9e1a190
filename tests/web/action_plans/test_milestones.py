"""The milestones on the page of an initiative, and the forms that write them."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from helhed.action_plans.actions.milestones import change_milestone, mark_milestone_done
from helhed.action_plans.queries.shown import ShownMilestone
from tests.action_plans.acting import milestone
from tests.web.action_plans.initiative_pages import PAGE, client, initiative, main_of, page, read, send, told
from tests.world import SYSTEM, World, at, build_world, everything

TYPED = {"title": "Nøglerne er delt ud", "due_on": "2023-09-01"}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def the_milestone(world: World) -> ShownMilestone:
    [shown] = initiative(world.initiative_id).milestones
    return shown


def address(milestone_id: UUID, what: str = "") -> str:
    return f"{PAGE}/milepæl/{milestone_id}{what}"


def test_a_milestone_is_added_moved_reached_and_undone(world: World) -> None:
    assert send("accountable", f"{PAGE}/milepæl", **TYPED).headers["Location"] == f"{PAGE}#milestones"
    made = the_milestone(world)
    assert "Nøglerne er delt ud 1 September 2023 Late" in read(PAGE)
    send("accountable", address(made.id), **TYPED | {"due_on": "2023-10-01"}, seen_version=1)
    assert "1 October 2023 first planned for 1 September 2023" in read(PAGE)
    send("deputy", address(made.id, "/nået"), done_on="2023-12-01", seen_version=2)
    assert "1 December 2023 after the day it was due" in read(PAGE)
    send("leader", address(made.id, "/fortryd"), seen_version=3)
    assert not the_milestone(world).is_done
    send("consultant", address(made.id, "/fjern"))
    assert initiative(world.initiative_id).milestones == ()


def test_only_those_who_may_are_offered_the_buttons(world: World) -> None:
    made = milestone(world)
    for name, may_keep, may_remove in (("", False, False), ("accountable", True, False), ("consultant", True, True)):
        assert ("/milepæl" in page(PAGE, name)) == may_keep, name
        if may_keep:
            assert (address(made, "/fjern") in page(address(made), name)) == may_remove, name


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title": " "}, "This field is required."),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"title": "\0"}, "Null characters are not allowed."),
        ({"due_on": "2024-01-01"}, "Write a day between them."),
        ({"due_on": "i morgen"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_told_and_kept(world: World, changed: dict[str, str], fault: str) -> None:
    made = milestone(world)
    before = everything()
    for where, seen in ((f"{PAGE}/milepæl", {}), (address(made), {"seen_version": 1})):
        refused = send("accountable", where, **TYPED | changed, **seen)
        assert refused.status_code == 422
        assert fault in told(refused)
        assert (changed.get("title", TYPED["title"])).strip("\0 ") in main_of(refused)
    assert everything() == before


def test_the_second_of_two_sees_what_stands_now(world: World) -> None:
    made = milestone(world)
    change_milestone(by=SYSTEM, milestone_id=made, seen_version=1, title="De andres", due_on=date(2023, 8, 1))
    asked: list[tuple[str, dict[str, Any]]] = [("", TYPED), ("/nået", {"done_on": "2023-08-02"})]
    for what, typed in asked:
        refused = send("accountable", address(made, what), seen_version=1, **typed)
        assert refused.status_code == 422
        assert "What stands now Milestone De andres Due 1 August 2023" in told(refused)
        assert 'name="seen_version" value="2"' in main_of(refused)


def test_a_button_that_comes_too_late_says_why(world: World) -> None:
    made = milestone(world)
    assert client("accountable").post(address(made, "/fortryd"), {"seen_version": 1}).status_code == 404
    mark_milestone_done(by=SYSTEM, milestone_id=made, seen_version=1, done_on=date(2023, 8, 1))
    for who, what, said in (
        ("accountable", "/fortryd", "Somebody else has changed this"),
        ("consultant", "/fjern", "The milestone was reached. Undo that first."),
    ):
        assert said in told(client(who).post(address(made, what), {"seen_version": 1}, follow=True))
    assert the_milestone(world).is_done


def test_a_day_that_has_not_come_is_refused(world: World) -> None:
    made = milestone(world)
    refused = send("accountable", address(made, "/nået"), done_on="2024-02-02", seen_version=1)
    assert "The day has not come yet." in told(refused)
