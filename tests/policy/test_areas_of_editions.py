"""The focus areas of a policy from one edition to the next."""

from collections.abc import Iterator

import pytest

from helhed.base.errors import Invalid
from helhed.policy.actions.documents import add_document, add_link, remove_link
from helhed.policy.actions.drafts import start_edition
from helhed.policy.content.changes import AddArea, ChangeArea, DropArea
from helhed.policy.models import FocusArea
from helhed.policy.queries.documents import get_document, get_steering
from helhed.policy.words import AlignmentKind, DocumentKind
from tests.policy.drafted import adopt, change, next_edition
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, VISITOR, World, at, build_world, everything


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def test_an_area_that_is_linked_does_not_disappear_in_silence(world):
    bolig = get_document(SYSTEM, SLUG).areas[0]
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision 2030")
    ends = {"lower_id": world.policy_id, "lower_area_id": bolig.id, "upper_id": vision}
    link = add_link(by=SYSTEM, kind=AlignmentKind.SERVES, **ends)
    start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, DropArea(bolig.id))
    before = everything()
    with pytest.raises(Invalid, match=r"Bolig.*Vision 2030") as refused:
        adopt(world.policy_id)
    assert refused.value.field == "areas"
    assert everything() == before
    remove_link(by=SYSTEM, link_id=link)
    adopt(world.policy_id)
    assert [area.title for area in get_document(VISITOR, SLUG).areas] == ["Fællesskab"]


def test_an_area_that_stays_keeps_its_links(world):
    bolig, faellesskab = get_document(SYSTEM, SLUG).areas
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision 2030")
    ends = {"lower_id": world.policy_id, "lower_area_id": faellesskab.id, "upper_id": vision}
    add_link(by=SYSTEM, kind=AlignmentKind.SERVES, **ends)
    next_edition(world.policy_id, ChangeArea(faellesskab.id, "Sammen", 2, "", ""), DropArea(bolig.id))
    [link] = get_steering(VISITOR).links
    assert (link.lower.area, link.lower.place, link.lower.area_id) == ("Sammen", 1, faellesskab.id)


def test_areas_that_stay_close_up_where_others_disappear(world):
    """The first and the last of five: no place may be taken on the way to another."""
    for title in ("Natur", "Arbejde", "Sundhed"):
        change(world.draft_id, AddArea(title))
    adopt(world.draft_id)
    dropped = [area.id for area in get_document(SYSTEM, DRAFT_SLUG).areas][1:4]
    next_edition(world.draft_id, *map(DropArea, dropped))
    places = FocusArea.objects.filter(document=world.draft_id).values_list("position", "title")
    assert list(places) == [(1, "Bolig"), (2, "Sundhed")]
