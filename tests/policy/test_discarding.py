"""What goes with a draft that is thrown away: the vision that came with its reading, if nobody took it up."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import helhed
from helhed.policy.actions.adoption import adopt_document
from helhed.policy.actions.documents import add_document, add_link, change_document, remove_link
from helhed.policy.actions.drafts import discard_draft, start_edition
from helhed.policy.models import Alignment, FocusArea, Lighthouse, SteeringDocument
from helhed.policy.words import AlignmentKind, DocumentKind
from tests.policy.drafted import adopt, draft_of
from tests.world import SYSTEM, World, at, build_world, everything, read_in

SEED = (Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt").read_text("utf-8")
LINK = {"by": SYSTEM, "kind": AlignmentKind.SERVES}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def read(world) -> UUID:
    """A policy that told of the vision above it, read in."""
    return read_in(SEED)


def visions() -> list[SteeringDocument]:
    return list(SteeringDocument.objects.filter(kind=DocumentKind.VISION))


def discard(document_id: UUID) -> None:
    discard_draft(by=SYSTEM, document_id=document_id, seen_step=draft_of(document_id).step)


def test_the_vision_that_came_with_a_reading_goes_with_its_draft(world):
    before = everything()
    read = read_in(SEED)
    [vision] = visions()
    assert FocusArea.objects.filter(document=vision).exists()
    assert Lighthouse.objects.filter(document=vision).exists()
    discard(read)
    assert {**everything(), "Event": before["Event"]} == before


def test_the_next_reading_of_the_same_file_has_its_vision_and_link_again(read):
    discard(read)
    again = read_in(SEED)
    [vision] = visions()
    assert list(Alignment.objects.values_list("lower_document", "upper_document")) == [(again, vision.id)]


def test_a_vision_that_a_person_saved_stays(read):
    [vision] = visions()
    kept = {"title": vision.title, "period": "", "text": "", "areas": ["Natur"], "lighthouses": []}
    change_document(by=SYSTEM, document_id=vision.id, seen_version=1, **kept)
    discard(read)
    assert visions() == [vision]
    again = read_in(SEED)
    assert visions() == [vision]
    discard(again)
    assert visions() == [vision]


def test_a_vision_that_a_body_adopted_stays(read):
    [vision] = visions()
    adopt_document(by=SYSTEM, document_id=vision.id, body="Byrådet", on=date(2024, 1, 31), agenda_item="")
    discard(read)
    assert visions() == [vision]


def test_a_vision_that_something_else_is_linked_to_stays(world, read):
    [vision] = visions()
    plan = add_document(by=SYSTEM, kind=DocumentKind.MUNICIPAL_PLAN, title="Plan")
    upward = add_link(**LINK, lower_id=plan, upper_id=vision.id)
    other = read_in(SEED)
    discard(other)
    assert visions() == [vision]
    discard(read)
    assert visions() == [vision]
    assert [link.id for link in Alignment.objects.all()] == [upward]


@pytest.mark.parametrize("is_lower", [True, False])
def test_a_link_on_either_side_keeps_a_vision(read, is_lower):
    [vision] = visions()
    other = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="En anden vision")
    ends = (vision.id, other) if is_lower else (other, vision.id)
    add_link(by=SYSTEM, kind=AlignmentKind.BESIDE, lower_id=ends[0], upper_id=ends[1])
    discard(read)
    assert vision in visions()


def test_a_vision_that_did_not_come_with_the_reading_stays(world, read):
    """Also where only the draft that is thrown away is linked to it any more."""
    [vision] = visions()
    remove_link(by=SYSTEM, link_id=Alignment.objects.get(upper_document=vision).id)
    for linked in (read_in(SEED), world.draft_id):
        add_link(**LINK, lower_id=linked, upper_id=vision.id)
        discard(linked)
        assert visions() == [vision]
    discard(read)
    assert visions() == []


def test_the_vision_stays_while_an_edition_of_its_policy_stands(read):
    adopt(read)
    start_edition(by=SYSTEM, document_id=read)
    discard(read)
    [vision] = visions()
    assert vision.came_with_id == read
