from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from helhed.access.rules import ROLES as ALL_ROLES
from helhed.action_plans.models import Initiative, ProgressUpdate
from helhed.action_plans.rules.initiatives import holds_office, is_late, readable_initiatives, updatable_initiatives
from helhed.action_plans.rules.plans import readable_plans
from helhed.action_plans.words import ProgressState
from tests.world import ROLES, World, add, add_under_draft, at, build_world

HERE, ELSEWHERE = {"here"}, {"elsewhere"}
NOWHERE: set[str] = set()
EVERYWHERE = {"here", "elsewhere", "under the draft"}
# "here" belongs to the home: its leader, its accountable employee and the deputy stand in the table.
UPDATES = {
    "visitor": NOWHERE,
    "citizen": NOWHERE,
    "support_worker": NOWHERE,
    "accountable": HERE,
    "deputy": HERE,
    "deputy_who_left": NOWHERE,
    "accountable_elsewhere": ELSEWHERE,
    "accountable_without_role": NOWHERE,
    "leader": HERE,
    "leader_above": HERE | ELSEWHERE,
    "leader_below": NOWHERE,
    "leader_elsewhere": ELSEWHERE,
    "leader_until_yesterday": NOWHERE,
    "leader_elsewhere_who_helps_here": ELSEWHERE,
    "consultant": EVERYWHERE,
    "consultant_without_staff": NOWHERE,
    "politician": NOWHERE,
    "council_member": NOWHERE,
    "dpo": NOWHERE,
    "administrator": NOWHERE,
    "system": NOWHERE,
}
WRITERS = {"consultant", "consultant_without_staff", "system"}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        world = build_world()
        add_under_draft(world)
        yield world


def test_every_person_stands_in_the_table():
    assert UPDATES.keys() == {*ROLES, "visitor", "system"}
    assert len(ALL_ROLES) == 9


def test_a_plan_and_its_initiatives_are_read_with_their_policy(world):
    for name, viewer in world.viewers.items():
        seen = 2 if name in WRITERS else 1
        assert readable_plans(viewer).count() == seen, name
        assert readable_initiatives(viewer).count() == seen + 1, name


def who_updates(world: World) -> dict[str, set[str]]:
    names = {world.initiative_id: "here", world.elsewhere_id: "elsewhere"}
    return {
        person: {
            names.get(found, "under the draft") for found in updatable_initiatives(viewer).values_list("id", flat=True)
        }
        for person, viewer in world.viewers.items()
    }


def test_who_writes_progress(world):
    assert who_updates(world) == UPDATES


def test_the_deputy_who_left_was_a_deputy(world):
    """The person who left is refused for having left, not for having been nobody."""
    left = world.staff["deputy_who_left"]
    with at(2023, 5, 30):
        mine = add(world.plan_id, [world.goals["1.1"]], unit_id=world.units["home"], deputy_id=left)
    assert not updatable_initiatives(world.deputy_who_left).exists()
    still_here = replace(world.deputy_who_left, staff_id=left)
    assert [found.id for found in updatable_initiatives(still_here)] == [mine]


def test_the_accountable_employee_needs_a_role(world):
    staff_id = world.staff["accountable_without_role"]
    add(world.plan_id, [world.goals["1.1"]], unit_id=world.units["home"], accountable_id=staff_id)
    assert not updatable_initiatives(world.accountable_without_role).exists()


S = ProgressState
BEFORE, ON, AFTER = date(2023, 12, 30), date(2023, 12, 31), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("state", "before", "on", "after"),
    [
        (S.NOT_BEGUN, False, False, True),
        (S.ON_TRACK, False, False, True),
        (S.DELAYED, False, False, True),
        (S.AT_RISK, False, False, True),
        (S.DONE, False, False, False),
        (S.CHANGED, False, False, True),
        (S.DROPPED, False, False, False),
        (S.UNMEASURABLE, False, False, True),
    ],
)
def test_what_is_late_before_on_and_after_the_last_day(state, before, on, after):
    assert [is_late(state, ON, day) for day in (BEFORE, ON, AFTER)] == [before, on, after]


@pytest.mark.parametrize(
    ("left_on", "before", "on", "after"),
    [(None, True, True, True), (ON, True, False, False), (BEFORE, False, False, False), (AFTER, True, True, False)],
)
def test_who_is_in_office_before_on_and_after_a_day(left_on, before, on, after):
    assert [holds_office(left_on, day) for day in (BEFORE, ON, AFTER)] == [before, on, after]


def test_an_initiative_has_no_state_of_its_own():
    """How it goes follows from the updates alone: there is nothing else to write it in."""
    with_choices = {field.name for field in Initiative._meta.get_fields() if getattr(field, "choices", None)}
    assert with_choices == {"co_owner_kind"}
    assert "state" not in {field.name for field in Initiative._meta.get_fields()}
    assert "state" in {field.name for field in ProgressUpdate._meta.get_fields()}
