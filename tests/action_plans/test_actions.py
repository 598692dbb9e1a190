from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from helhed.action_plans.actions import write_progress
from helhed.action_plans.models import ProgressUpdate
from helhed.action_plans.queries import get_initiative, list_initiatives, list_plans, list_updates
from helhed.action_plans.words import ProgressState
from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing, NotAllowed
from helhed.base.viewer import Viewer
from helhed.policy.actions.documents import add_document
from helhed.policy.content.changes import DropGoal
from helhed.policy.words import DocumentKind
from tests.policy.drafted import next_edition
from tests.promises import check_a_form_is_carried_out_once, check_nothing_stands_without_its_event
from tests.world import (
    DRAFT_SLUG,
    SYSTEM,
    VISITOR,
    World,
    add,
    add_plan,
    at,
    build_world,
    everything,
    goals_of,
    progress,
)

PLAN = "handleplan-2021-2022"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def start(by: Viewer, world: World, **changed: Any) -> UUID:
    return add_plan(world.policy_id, by=by, **{"title": "Handleplan 2023-2024", **changed})


def begin(by: Viewer, world: World, **changed: Any) -> UUID:
    initiative: dict[str, Any] = {"plan_id": world.plan_id, "goal_ids": [world.goals["2.2"]]}
    return add(by=by, unit_id=world.units["home"], **initiative | changed)


def write(by: Viewer, world: World, **changed: Any) -> UUID:
    update: dict[str, Any] = {
        "initiative_id": world.initiative_id,
        "seen_update": None,
        "state": ProgressState.ON_TRACK,
        "words": "Låsene er bestilt.",
    }
    return write_progress(by=by, **update | changed)


Act = Callable[[Viewer, World], UUID]
ACTIONS: dict[str, tuple[Act, Verb, ObjectKind, set[str]]] = {
    "start_plan": (
        start,
        Verb.STARTED_ACTION_PLAN,
        ObjectKind.ACTION_PLAN,
        {"consultant", "consultant_without_staff", "system"},
    ),
    "add_initiative": (
        begin,
        Verb.ADDED_INITIATIVE,
        ObjectKind.INITIATIVE,
        {"consultant", "consultant_without_staff", "system"},
    ),
    "write_progress": (
        write,
        Verb.WROTE_PROGRESS,
        ObjectKind.INITIATIVE,
        {"consultant", "accountable", "deputy", "leader", "leader_above"},
    ),
}
every_action = pytest.mark.parametrize("name", ACTIONS)


@every_action
def test_only_these_may(world, name):
    act, _verb, _kind, allowed = ACTIONS[name]
    before = everything()
    done = set()
    for person, viewer in world.viewers.items():
        try:
            with transaction.atomic():
                act(viewer, world)
                done.add(person)
                transaction.set_rollback(True)
        except (NotAllowed, Missing):
            assert everything() == before
    assert done == allowed


@every_action
def test_one_event_tells_who_did_what_to_which(world, name):
    act, verb, kind, _allowed = ACTIONS[name]
    before = set(Event.objects.values_list("id", flat=True))
    made = act(world.consultant, world)
    [event] = Event.objects.exclude(id__in=before)
    assert (event.verb, event.object_kind, event.actor_id) == (verb, kind, world.consultant.account_id)
    assert event.object_id == (world.initiative_id if name == "write_progress" else made)


@every_action
def test_nothing_happens_when_the_event_cannot_be_written(world, name, monkeypatch):
    check_nothing_stands_without_its_event(ACTIONS[name][0], world, "helhed.action_plans.actions", monkeypatch)


@every_action
def test_a_form_sent_twice_is_carried_out_once(world, name):
    check_a_form_is_carried_out_once(ACTIONS[name][0], world)


# Plans


def test_a_plan_is_started(world):
    start(world.consultant, world, starts_on=date(2023, 1, 1), ends_on=date(2024, 12, 31))
    assert [plan.slug for plan in list_plans(VISITOR)] == ["handleplan-2023-2024", PLAN]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": "Handleplan 2021-2022"}, "title"),
        ({"title": "HANDLEPLAN: 2021–2022!"}, "title"),
        ({"ends_on": date(2020, 12, 31)}, "ends_on"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(world, changed, field):
    before = everything()
    with pytest.raises(Invalid) as refused:
        start(world.consultant, world, **changed)
    assert refused.value.field == field
    assert everything() == before


def test_a_plan_belongs_to_a_policy_that_is_there(world):
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    for policy_id in (uuid4(), vision):
        with pytest.raises(Missing):
            add_plan(policy_id, by=world.consultant, title="Plan")


def test_a_plan_of_one_day_and_a_title_of_no_letters_are_fine(world):
    start(world.consultant, world, title="!!!", starts_on=date(2023, 1, 1), ends_on=date(2023, 1, 1))
    assert "handleplan" in {plan.slug for plan in list_plans(VISITOR)}


# Initiatives


def test_initiatives_are_numbered_in_their_plan(world):
    other_plan = start(world.consultant, world)
    begin(world.consultant, world)
    begin(world.consultant, world, plan_id=other_plan)
    numbers = {(each.plan, each.number) for each in list_initiatives(VISITOR)}
    assert numbers == {(PLAN, 1), (PLAN, 2), (PLAN, 3), ("handleplan-2023-2024", 1)}


def test_a_goal_named_twice_is_served_once(world):
    begin(world.consultant, world, goal_ids=[world.goals["1.2"], world.goals["1.1"], world.goals["1.2"]])
    assert [goal.code for goal in get_initiative(VISITOR, PLAN, 3).goals] == ["1.1", "1.2"]


def test_an_initiative_serves_goals_of_its_own_policy(world):
    foreign = goals_of(DRAFT_SLUG)["1.1"]
    for goal_ids in ([], [uuid4()], [world.goals["1.1"], uuid4()], [foreign], [world.goals["1.1"], foreign]):
        with pytest.raises(Invalid) as refused:
            begin(world.consultant, world, goal_ids=goal_ids)
        assert refused.value.field == "goals"


def test_an_initiative_serves_on_when_its_goal_is_gone_and_a_new_one_does_not_begin_to(world):
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    assert [goal.gone_since for goal in get_initiative(VISITOR, PLAN, 1).goals] == [None, 2]
    with pytest.raises(Invalid) as refused:
        begin(world.consultant, world, goal_ids=[world.goals["1.1"], world.goals["1.2"]])
    assert refused.value.field == "goals"


def test_an_initiative_that_cannot_be_is_refused(world):
    person = world.staff["accountable"]
    for changed, field in (
        ({"starts_on": date(2022, 1, 2), "ends_on": date(2022, 1, 1)}, "ends_on"),
        ({"accountable_id": person, "deputy_id": person}, "deputy"),
    ):
        with pytest.raises(Invalid) as refused:
            begin(world.consultant, world, **changed)
        assert refused.value.field == field


def test_an_initiative_may_be_vacant_and_have_a_deputy(world):
    begin(world.consultant, world, accountable_id=None, deputy_id=world.staff["deputy"])
    assert get_initiative(VISITOR, PLAN, 3).is_vacant


def test_an_initiative_needs_a_plan(world):
    with pytest.raises(Missing):
        begin(world.consultant, world, plan_id=uuid4())


# Progress


def test_progress_is_the_only_way_the_state_changes(world):
    assert get_initiative(VISITOR, PLAN, 1).state == ProgressState.NOT_BEGUN
    for state in ProgressState:
        progress(world, state, words=f"Nu: {state}")
        shown = get_initiative(VISITOR, PLAN, 1)
        assert (shown.state, shown.latest.words, shown.latest.by) == (state, f"Nu: {state}", "Consultant")
    assert len(list_updates(VISITOR, world.initiative_id)) == len(ProgressState)


def test_who_did_not_see_the_newest_update_is_refused(world):
    first = write(world.accountable, world)
    for seen in (None, uuid4()):
        before = everything()
        with pytest.raises(Changed):
            write(world.deputy, world, seen_update=seen)
        assert everything() == before
    second = write(world.deputy, world, seen_update=first)
    with pytest.raises(Changed):
        write(world.accountable, world, seen_update=first)
    write(world.accountable, world, seen_update=second)


def test_who_saw_an_update_where_there_is_none_is_refused(world):
    with pytest.raises(Changed):
        write(world.accountable, world, seen_update=uuid4())


def test_an_update_carries_the_day_and_the_writer(world):
    write(world.deputy, world)
    [update] = list_updates(VISITOR, world.initiative_id)
    assert update.at.astimezone(clock.COPENHAGEN).date() == date(2024, 2, 1)
    assert update.by == "Deputy"


@pytest.mark.parametrize("change", [lambda updates: updates.update(words="Pyntet."), lambda updates: updates.delete()])
def test_an_update_stands_as_it_was_written(world, change):
    update = write(world.accountable, world)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(ProgressUpdate.objects.filter(id=update))
    [standing] = list_updates(VISITOR, world.initiative_id)
    assert standing.words == "Låsene er bestilt."


def test_the_very_same_words_again_are_the_same_update(world):
    """As after going back in the browser, which gives the form a new id and shows it what stands now."""
    first = progress(world, ProgressState.ON_TRACK)
    with pytest.raises(AlreadyDone) as again:
        progress(world, ProgressState.ON_TRACK)
    assert again.value.object_id == first
    assert progress(world, ProgressState.DELAYED) != first
