"""Who changed what in an action plan and its initiatives, and who may know."""

from collections.abc import Iterator
from datetime import date

import pytest

from helhed.action_plans.models import ActionPlan, Initiative
from helhed.action_plans.queries.history import get_initiative_history, get_plan_history
from helhed.action_plans.rules.initiatives import initiatives_with_history
from helhed.action_plans.rules.plans import plans_with_history
from helhed.audit.acting import acting, because
from helhed.audit.queries import Act
from tests.action_plans.test_rules import EVERYWHERE, UPDATES, WRITERS
from tests.world import World, add_under_draft, at, build_world


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def change_initiative(world: World, **changed: object) -> None:
    with acting(by=world.consultant):
        because("Vi nåede det ikke.")
        Initiative.objects.filter(id=world.initiative_id).update(**changed)


def acts_of(world: World) -> tuple[Act, ...]:
    history = get_initiative_history(world.consultant, world.initiative_id)
    assert history is not None
    return history.acts


def test_the_history_of_an_initiative_is_for_those_who_may_write_there(world: World) -> None:
    add_under_draft(world)
    names = {world.initiative_id: "here", world.elsewhere_id: "elsewhere"}
    found = {
        person: {
            names.get(each, "under the draft") for each in initiatives_with_history(viewer).values_list("id", flat=True)
        }
        for person, viewer in world.viewers.items()
    }
    assert found == UPDATES | dict.fromkeys(WRITERS, EVERYWHERE)


def test_the_history_of_a_plan_is_for_those_who_write_plans(world: World) -> None:
    found = {person for person, viewer in world.viewers.items() if plans_with_history(viewer).exists()}
    assert found == WRITERS


def test_whoever_may_not_know_is_told_nothing(world: World) -> None:
    for person, viewer in world.viewers.items():
        of_initiative = get_initiative_history(viewer, world.initiative_id)
        assert (of_initiative is not None) == (person in WRITERS or "here" in UPDATES[person]), person
        assert (get_plan_history(viewer, world.plan_id) is not None) == (person in WRITERS), person


def test_people_and_units_are_told_by_name_and_days_as_days(world: World) -> None:
    staff, units = world.staff, world.units
    with at(2024, 3, 12):
        change_initiative(
            world,
            ends_on=date(2024, 12, 31),
            accountable_id=staff["leader"],
            deputy_id=None,
            unit_id=units["night_team"],
            title="En nøgle mere",
        )
    [act] = acts_of(world)
    [row] = {change.row_id for change in act.changes}
    assert (act.reason, act.at.date(), act.is_system, row) == (
        "Vi nåede det ikke.",
        date(2024, 3, 12),
        False,
        world.initiative_id,
    )
    assert [(change.kind, change.before, change.after) for change in act.changes] == [
        ("written", "En nøgle til alle", "En nøgle mere"),
        ("named", "Botilbuddet Egely", "Natholdet"),
        ("named", "Accountable", "Leader"),
        ("named", "Deputy", None),
        ("said", date(2023, 12, 31), date(2024, 12, 31)),
    ]


def test_an_employee_who_left_still_has_a_name(world: World) -> None:
    change_initiative(world, deputy_id=world.staff["deputy_who_left"])
    assert [change.after for change in acts_of(world)[0].changes] == ["Deputy_Who_Left"]


def test_names_are_asked_for_once_however_much_was_changed(world: World, queries) -> None:
    change_initiative(world, deputy_id=None)
    with queries() as once:
        acts_of(world)
    for person in ("leader", "consultant", "leader_above", "dpo"):
        change_initiative(world, deputy_id=world.staff[person])
    with queries() as often:
        assert len(acts_of(world)) == 5
    assert often.count == once.count


def test_the_plan_tells_of_itself_alone(world: World) -> None:
    change_initiative(world, title="En anden")
    with acting(by=world.consultant):
        ActionPlan.objects.update(adopted_by="Byrådet")
    history = get_plan_history(world.consultant, world.plan_id)
    assert history is not None
    newest, adopted = history.acts
    assert [(each.before, each.after) for each in newest.changes] == [("Socialudvalget", "Byrådet")]
    assert [each.after for each in adopted.changes] == ["Socialudvalget", date(2020, 12, 2), "Punkt 4"]
