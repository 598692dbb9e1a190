"""The documents written by hand, what serves what, the easy wordings, and what adoption makes of a document."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helhed.base.errors import Changed, Invalid, Missing
from helhed.policy.actions.documents import remove_link
from helhed.policy.actions.drafts import (
    change_draft,
    start_edition,
)
from helhed.policy.content.changes import RewordGoal
from helhed.policy.models import Alignment, FocusArea
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.goals import get_goal, search_goals
from helhed.policy.words import AlignmentKind
from tests.policy.steered import Steered, adopt, build_steered, change, easy, serves
from tests.world import (
    DRAFT_SLUG,
    SLUG,
    SYSTEM,
    VISITOR,
    at,
    everything,
)


@pytest.fixture
def world(db: None) -> Iterator[Steered]:
    with at(2024, 2, 1):
        yield build_steered()


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
    bolig = get_document(SYSTEM, SLUG).areas[0].id
    remove_link(by=SYSTEM, link_id=world.link_id)
    for upper_area in (None, _area(world, "Natur").id, _area(world, "Et godt liv").id):
        serves(world.consultant, world, lower_id=world.policy_id, upper_area_id=upper_area)
        serves(world.consultant, world, lower_id=world.policy_id, lower_area_id=bolig, upper_area_id=upper_area)
    assert Alignment.objects.filter(lower_document=world.policy_id).count() == 6


def test_an_area_of_a_draft_is_not_linked_before_it_stands(world):
    bolig = get_document(SYSTEM, DRAFT_SLUG).areas[0].id
    with pytest.raises(Missing):
        serves(world.consultant, world, lower_area_id=bolig)


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
    start_edition(by=SYSTEM, document_id=world.policy_id)
    secret = RewordGoal(world.goals["1.1"], "Hemmelige planer om kolonihaver.")
    change_draft(by=SYSTEM, document_id=world.policy_id, seen_step=2, change=secret)
    easy(world.consultant, world)
    assert search_goals(VISITOR, "kolonihaver") == []
    assert get_goal(VISITOR, SLUG, "1.1").text == "At alle på botilbuddene har deres egen nøgle."
