from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Invalid, Missing, NotAllowed
from helhed.base.viewer import Viewer
from helhed.policy.actions import (
    add_document,
    add_link,
    adopt_document,
    change_document,
    read_in_policy,
    remove_link,
    write_easy_wording,
)
from helhed.policy.models import Alignment, FocusArea, PolicyGoal
from helhed.policy.queries import get_document, get_goal, search_goals
from helhed.policy.words import AlignmentKind, DocumentKind
from tests.promises import check_a_form_is_carried_out_once, check_nothing_stands_without_its_event
from tests.world import DRAFT_SLUG, POLICY, SLUG, SYSTEM, VISITOR, World, at, build_world, everything, with_form

WRITERS = {"consultant", "consultant_without_staff", "system"}


@dataclass
class Steered(World):
    """The world with a vision above the policy, and the link between them."""

    vision_id: UUID
    link_id: UUID


@pytest.fixture
def world(db: None) -> Iterator[Steered]:
    with at(2024, 2, 1):
        world = build_world()
        vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision 2030", areas=["Et godt liv", "Natur"])
        link = add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=world.policy_id, upper_id=vision)
        yield Steered(**vars(world), vision_id=vision, link_id=link)


def change(by: Viewer, world: Steered, **changed: Any) -> None:
    document: dict[str, Any] = {
        "document_id": world.vision_id,
        "seen_version": 1,
        "title": "Vision 2035",
        "period": "2024-2035",
        "text": "Ny tekst.",
        "areas": ["Et godt liv", "Natur"],
        "lighthouses": ["Havnen"],
    }
    change_document(by=by, **document | changed)


def serves(by: Viewer, world: Steered, **changed: Any) -> UUID:
    link: dict[str, Any] = {"kind": AlignmentKind.SERVES, "lower_id": world.draft_id, "upper_id": world.vision_id}
    return add_link(by=by, **link | changed)


def adopt(by: Viewer, world: Steered, **changed: Any) -> None:
    adoption: dict[str, Any] = {
        "document_id": world.draft_id,
        "body": "Byrådet",
        "on": date(2024, 1, 31),
        "agenda_item": "Punkt 3",
    }
    adopt_document(by=by, **adoption | changed)


def easy(by: Viewer, world: Steered, **changed: Any) -> None:
    wording: dict[str, Any] = {"goal_id": world.goals["1.1"], "seen_version": 1, "text": "Du har din egen nøgle."}
    write_easy_wording(by=by, **wording | changed)


ACTIONS: dict[str, tuple[Callable[[Viewer, Steered], Any], Verb, ObjectKind]] = {
    "read_in_policy": (
        lambda by, world: read_in_policy(by=by, file_name="ny.txt", data=POLICY.encode()),
        Verb.READ_IN_POLICY,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "adopt_document": (adopt, Verb.ADOPTED_POLICY, ObjectKind.STEERING_DOCUMENT),
    "add_document": (
        lambda by, world: add_document(by=by, kind=DocumentKind.MUNICIPAL_PLAN, title="Kommuneplan", areas=["By"]),
        Verb.ADDED_DOCUMENT,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "change_document": (change, Verb.CHANGED_DOCUMENT, ObjectKind.STEERING_DOCUMENT),
    "add_link": (serves, Verb.ADDED_LINK, ObjectKind.ALIGNMENT),
    "remove_link": (
        lambda by, world: remove_link(by=by, link_id=world.link_id),
        Verb.REMOVED_LINK,
        ObjectKind.ALIGNMENT,
    ),
    "write_easy_wording": (easy, Verb.WROTE_EASY_WORDING, ObjectKind.POLICY_GOAL),
}
CHANGED_OBJECT: dict[str, Callable[[Steered], UUID]] = {
    "adopt_document": lambda world: world.draft_id,
    "change_document": lambda world: world.vision_id,
    "remove_link": lambda world: world.link_id,
    "write_easy_wording": lambda world: world.goals["1.1"],
}
every_action = pytest.mark.parametrize("name", ACTIONS)


@every_action
def test_only_those_who_write_steering_documents_may(world, name):
    act = ACTIONS[name][0]
    done = set()
    for person, viewer in world.viewers.items():
        before = everything()
        try:
            with transaction.atomic():
                act(viewer, world)
                done.add(person)
                transaction.set_rollback(True)
        except NotAllowed:
            assert everything() == before
    assert done == WRITERS


@every_action
def test_one_event_tells_who_did_what_to_which(world, name):
    act, verb, kind = ACTIONS[name]
    before = set(Event.objects.values_list("id", flat=True))
    made = act(world.consultant, world)
    [event] = Event.objects.exclude(id__in=before)
    assert (event.verb, event.object_kind) == (verb, kind)
    assert event.object_id == (made or CHANGED_OBJECT[name](world))
    assert (event.actor_id, event.role) == (world.consultant.account_id, "consultant")
    assert event.request_id == world.consultant.request_id


@every_action
def test_nothing_happens_when_the_event_cannot_be_written(world, name, monkeypatch):
    check_nothing_stands_without_its_event(ACTIONS[name][0], world, "helhed.policy.actions", monkeypatch)


@every_action
def test_a_form_sent_twice_is_carried_out_once(world, name):
    check_a_form_is_carried_out_once(ACTIONS[name][0], world)


def test_somebody_elses_form_id_tells_nothing(world):
    by = with_form(world.consultant)
    ACTIONS["add_document"][0](by, world)
    other = replace(world.consultant_without_staff, form_id=by.form_id)
    made = ACTIONS["read_in_policy"][0](other, world)
    assert made != Event.objects.get(form_id=by.form_id, actor_id=by.account_id).object_id
    with pytest.raises(NotAllowed):
        ACTIONS["add_document"][0](replace(world.leader, form_id=by.form_id), world)


def test_a_refused_form_can_be_mended_and_sent_again(world):
    by = with_form(world.consultant)
    with pytest.raises(Invalid):
        adopt(by, world, body=" ")
    adopt(by, world)


# Adopting


def test_what_is_adopted_is_read_by_all(world):
    with pytest.raises(Missing):
        get_document(VISITOR, DRAFT_SLUG)
    adopt(world.consultant, world)
    content = get_document(VISITOR, DRAFT_SLUG)
    assert content.adopted == ("Byrådet", date(2024, 1, 31), "Punkt 3")
    assert not content.document.is_draft


@pytest.mark.parametrize(
    ("changed", "field"), [({"body": ""}, "body"), ({"body": "  "}, "body"), ({"on": date(2024, 2, 2)}, "on")]
)
def test_an_adoption_has_a_body_and_a_day_that_came(world, changed, field):
    with pytest.raises(Invalid) as refused:
        adopt(world.consultant, world, **changed)
    assert refused.value.field == field


def test_what_is_adopted_or_unknown_is_not_adopted(world):
    for document_id in (world.policy_id, uuid4()):
        with pytest.raises(Missing):
            adopt(world.consultant, world, document_id=document_id)


# Writing by hand


def test_a_document_is_changed_and_keeps_its_address(world):
    change(world.consultant, world)
    content = get_document(VISITOR, "vision-2030")
    shown = content.document
    assert (shown.title, shown.period, shown.text, shown.version) == ("Vision 2035", "2024-2035", "Ny tekst.", 2)
    assert content.lighthouses == ("Havnen",)


def test_who_saw_an_older_version_is_refused(world):
    change(world.consultant, world)
    before = everything()
    with pytest.raises(Changed):
        change(world.consultant_without_staff, world, title="Overskrevet")
    assert everything() == before


def test_what_was_read_in_or_is_unknown_is_not_changed_by_hand(world):
    for document_id in (world.policy_id, world.draft_id, uuid4()):
        with pytest.raises(Missing):
            change(world.consultant, world, document_id=document_id)


def test_areas_keep_their_links_and_get_their_new_places(world):
    natur = _area(world, "Natur")
    serves(SYSTEM, world, upper_area_id=natur.id)
    change(world.consultant, world, areas=["Natur", " ", "By", "Et godt liv", "By"])
    areas = get_document(VISITOR, "vision-2030").areas
    assert [(area.place, area.title) for area in areas] == [(1, "Natur"), (2, "By"), (3, "Et godt liv")]
    assert areas[0].id == natur.id
    change(world.consultant, world, seen_version=2, areas=["Et godt liv", "Natur"])
    assert [area.place for area in get_document(VISITOR, "vision-2030").areas] == [1, 2]


def test_an_area_that_something_serves_does_not_disappear(world):
    serves(SYSTEM, world, upper_area_id=_area(world, "Natur").id)
    before = everything()
    with pytest.raises(Invalid) as refused:
        change(world.consultant, world, areas=["Et godt liv"])
    assert refused.value.field == "areas"
    assert everything() == before


def _area(world: Steered, title: str) -> FocusArea:
    return FocusArea.objects.get(document=world.vision_id, title=title)


# Links


def test_a_link_is_written_once_whichever_way_round(world):
    serves(world.consultant, world)
    beside = {"kind": AlignmentKind.BESIDE, "lower_id": world.draft_id, "upper_id": world.policy_id}
    serves(world.consultant, world, **beside)
    for again in ({}, beside, {**beside, "lower_id": world.policy_id, "upper_id": world.draft_id}):
        with pytest.raises(Invalid) as refused:
            serves(world.consultant, world, **again)
        assert refused.value.field == "upper"


def test_a_thing_does_not_serve_what_serves_it(world):
    serves(SYSTEM, world, upper_id=world.policy_id)
    with pytest.raises(Invalid):
        serves(world.consultant, world, lower_id=world.policy_id, upper_id=world.draft_id)


def test_each_area_can_serve_by_itself(world):
    bolig = get_document(SYSTEM, DRAFT_SLUG).areas[0].id
    for upper_area in (None, _area(world, "Natur").id, _area(world, "Et godt liv").id):
        serves(world.consultant, world, upper_area_id=upper_area)
        serves(world.consultant, world, lower_area_id=bolig, upper_area_id=upper_area)
    assert Alignment.objects.filter(lower_document=world.draft_id).count() == 6


def test_the_database_itself_refuses_a_second_of_the_same_link(world):
    first = Alignment.objects.get(id=world.link_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Alignment.objects.create(
            kind=first.kind, lower_document_id=first.lower_document_id, upper_document_id=first.upper_document_id
        )


def test_a_link_needs_both_its_ends(world):
    for changed in (
        {"lower_id": uuid4()},
        {"upper_id": uuid4()},
        {"upper_area_id": uuid4()},
        {"lower_area_id": _area(world, "Natur").id},
    ):
        with pytest.raises(Missing):
            serves(world.consultant, world, **changed)


def test_a_link_that_makes_no_sense_is_refused(world):
    with pytest.raises(Invalid):
        serves(world.consultant, world, lower_id=world.vision_id, upper_id=world.policy_id)


def test_a_link_that_is_gone_is_not_removed_again(world):
    remove_link(by=world.consultant, link_id=world.link_id)
    assert not get_document(VISITOR, SLUG).links
    with pytest.raises(Missing):
        remove_link(by=world.consultant, link_id=world.link_id)


# Easy wordings


def test_an_easy_wording_stands_beside_the_official_one_and_is_searched(world):
    official = get_goal(VISITOR, SLUG, "1.2")
    easy(world.consultant, world, goal_id=official.id, text="Du venter kort tid på et sted at bo.")
    goal = get_goal(VISITOR, SLUG, "1.2")
    assert (goal.easy_wording, goal.version) == ("Du venter kort tid på et sted at bo.", 2)
    assert goal.text == official.text
    assert [found.code for found in search_goals(VISITOR, "kort tid")] == ["1.2"]
    assert [found.code for found in search_goals(VISITOR, "30 dage")] == ["1.2"]


def test_an_easy_wording_seen_in_an_older_version_is_refused(world):
    easy(world.consultant, world)
    with pytest.raises(Changed):
        easy(world.consultant_without_staff, world, text="Overskrevet")
    assert get_goal(VISITOR, SLUG, "1.1").easy_wording == "Du har din egen nøgle."


def test_an_easy_wording_of_no_goal_is_refused(world):
    with pytest.raises(Missing):
        easy(world.consultant, world, goal_id=uuid4())


def test_an_easy_wording_does_not_give_away_a_wording_to_come(world):
    goal = PolicyGoal.objects.get(id=world.goals["1.1"])
    area = goal.wordings.get().focus_area
    goal.wordings.create(version=2, text="Hemmelige planer om kolonihaver.", focus_area=area)
    easy(world.consultant, world)
    assert search_goals(VISITOR, "kolonihaver") == []
    assert get_goal(VISITOR, SLUG, "1.1").text == "At alle på botilbuddene har deres egen nøgle."
