"""A draft in hearing is read by all, and stands still until it is taken back or adopted."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from helhed.base.errors import Changed, Invalid, Missing
from helhed.policy.actions.adoption import send_to_hearing, take_back_from_hearing
from helhed.policy.actions.documents import add_document, add_link
from helhed.policy.actions.drafts import (
    change_draft,
    discard_draft,
    name_predecessor,
    redo_step,
    start_edition,
    undo_step,
)
from helhed.policy.content.changes import DropArea, RewordGoal, SetFacts
from helhed.policy.models import DraftStep
from helhed.policy.queries.documents import get_document, get_edition, get_file, get_steering, list_policies
from helhed.policy.queries.editions import compare_editions, compare_policies, export_policy
from helhed.policy.queries.goals import get_goal, goals_by_id, search_goals
from helhed.policy.rules import readable_documents, readable_editions
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState
from tests.policy.drafted import adopt, change, draft_of, wordings
from tests.world import DRAFT, DRAFT_SLUG, SLUG, SYSTEM, VISITOR, World, at, build_world, everything, read_in

S = DocumentState
TITLED = SetFacts("En anden titel", "", "", "", "", "")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def hear(document_id: Any, **changed: Any) -> None:
    hearing: dict[str, Any] = {
        "seen_step": draft_of(document_id).step,
        "body": "Socialudvalget",
        "on": date(2024, 1, 15),
        "until": date(2024, 3, 1),
        "agenda_item": "Punkt 2",
    }
    send_to_hearing(by=SYSTEM, document_id=document_id, **hearing | changed)


def test_a_first_edition_in_hearing_is_read_by_all_in_every_way(world):
    hear(world.draft_id)
    for viewer in world.viewers.values():
        content = get_document(viewer, DRAFT_SLUG)
        assert (content.state, content.document.is_draft, content.edition, content.goal_count) == (
            S.HEARING,
            True,
            1,
            4,
        )
        assert content == get_edition(viewer, DRAFT_SLUG, 1)
        assert content.editions[0].hearing.until == date(2024, 3, 1)
        assert get_goal(viewer, DRAFT_SLUG, "1.1").text == "At alle på botilbuddene har deres egen nøgle."
        assert get_file(viewer, DRAFT_SLUG)
        assert export_policy(viewer, DRAFT_SLUG)
        assert compare_policies(viewer, SLUG, DRAFT_SLUG)
        assert world.draft_id in {document.id for document in get_steering(viewer).documents}
        [listed] = list_policies(viewer, state=S.HEARING)
        assert (listed.id, listed.area_count, listed.goal_count) == (world.draft_id, 2, 4)


def test_the_list_takes_one_query_more_for_all_drafts_together(world, queries):
    with queries(4):
        alone = list_policies(VISITOR)
    hear(world.draft_id)
    for heard in (1, 2):
        with queries(5):
            listed = list_policies(VISITOR)
        assert len(listed) == len(alone) + heard
        hear(read_in(DRAFT))


def test_a_goal_in_hearing_stands_nowhere_yet(world):
    hear(world.draft_id)
    goal = get_goal(VISITOR, DRAFT_SLUG, "1.1")
    assert goals_by_id(VISITOR, [goal.id]) == {}
    assert {found.policy for found in search_goals(VISITOR, "nøgle")} == {SLUG}
    with pytest.raises(Missing):
        get_goal(VISITOR, DRAFT_SLUG, "9.9")


def test_the_next_edition_in_hearing_is_read_beside_the_one_that_stands(world):
    before = wordings()
    start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, RewordGoal(world.goals["1.1"], "At alle bor, hvor de vil."))
    with pytest.raises(Missing):
        get_edition(VISITOR, SLUG, 2)
    hear(world.policy_id)
    content = get_document(VISITOR, SLUG)
    assert (content.edition, content.state, wordings()) == (1, S.IN_FORCE, before)
    assert [(each.number, each.state) for each in content.editions] == [(1, S.IN_FORCE), (2, S.HEARING)]
    assert get_edition(VISITOR, SLUG, 2).areas[0].goals[0].text == "At alle bor, hvor de vil."
    assert compare_editions(VISITOR, SLUG, 1, 2).differences.counts.reworded == 1


def test_what_is_in_hearing_stands_still(world):
    change(world.draft_id, TITLED)
    undo_step(by=SYSTEM, document_id=world.draft_id, seen_step=2)
    redo_step(by=SYSTEM, document_id=world.draft_id, seen_step=1)
    hear(world.draft_id)
    before = everything()
    draft = {"by": world.consultant, "document_id": world.draft_id, "seen_step": 2}
    for doing in (
        lambda: change_draft(**draft, change=TITLED),
        lambda: undo_step(**draft),
        lambda: redo_step(**draft),
        lambda: discard_draft(**draft),
        lambda: name_predecessor(**draft, predecessor_id=world.policy_id),
        lambda: hear(world.draft_id),
    ):
        with pytest.raises(Invalid) as refused:
            doing()
        assert refused.value.field == "draft"
    assert everything() == before


def test_what_is_taken_back_is_seen_by_its_writers_alone_and_can_be_changed(world):
    hear(world.draft_id)
    take_back_from_hearing(by=SYSTEM, document_id=world.draft_id, seen_step=1)
    with pytest.raises(Missing):
        get_document(VISITOR, DRAFT_SLUG)
    assert list_policies(VISITOR, state=S.HEARING) == []
    change(world.draft_id, TITLED)
    hear(world.draft_id)
    assert get_document(VISITOR, DRAFT_SLUG).document.title == "En anden titel"
    [first, second] = get_document(VISITOR, DRAFT_SLUG).editions[0].decisions
    assert (first.ended_on, second.ended_on) == (date(2024, 2, 1), None)


@pytest.mark.parametrize(("document", "answer"), [("draft_id", Missing), ("policy_id", Changed)])
def test_what_is_not_in_hearing_is_not_taken_back(world, document, answer):
    with pytest.raises(answer):
        take_back_from_hearing(by=SYSTEM, document_id=getattr(world, document), seen_step=1)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"body": ""}, "body"), ({"on": date(2024, 2, 2)}, "on"), ({"until": date(2024, 1, 14)}, "until")],
)
def test_a_hearing_has_a_body_and_days_that_fit(world, changed, field):
    with pytest.raises(Invalid) as refused:
        hear(world.draft_id, **changed)
    assert refused.value.field == field


def test_a_hearing_of_one_day_is_a_hearing(world):
    hear(world.draft_id, until=date(2024, 1, 15))
    [edition] = get_document(VISITOR, DRAFT_SLUG).editions
    assert edition.hearing.until == date(2024, 1, 15)


def test_what_could_not_be_adopted_is_not_heard(world):
    empty = read_in("Bare en seddel om noget, som ingen ved, hvad er.")
    with pytest.raises(Invalid):
        hear(empty)


def test_what_drops_an_area_that_is_linked_is_not_heard_either(world):
    start_edition(by=SYSTEM, document_id=world.policy_id)
    area = get_document(SYSTEM, SLUG).areas[0]
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=world.policy_id, lower_area_id=area.id, upper_id=vision)
    change(world.policy_id, DropArea(area.id))
    for decide in (hear, adopt):
        with pytest.raises(Invalid) as refused:
            decide(world.policy_id)
        assert refused.value.field == "areas"


def test_what_carries_on_a_goal_of_no_policy_before_is_not_heard_either(world):
    goal = draft_of(world.draft_id).content.areas[0].goals[0]
    change(world.draft_id, RewordGoal(goal.id, "At noget sker."))
    # As a draft may have come to stand before the policy that it replaces was named in a step.
    step = DraftStep.objects.get(edition__document=world.draft_id, number=2)
    step.content["areas"][0]["goals"][0]["continues"] = [str(world.goals["1.1"])]
    step.save(update_fields=["content"])
    for decide in (hear, adopt):
        with pytest.raises(Invalid) as refused:
            decide(world.draft_id)
        assert refused.value.field == "old_ids"


def test_who_saw_an_older_step_does_not_send_it_to_hearing(world):
    change(world.draft_id, TITLED)
    with pytest.raises(Changed):
        hear(world.draft_id, seen_step=1)


def test_what_was_heard_can_be_adopted_and_tells_of_its_hearing(world):
    hear(world.draft_id)
    adopt(world.draft_id)
    [shown] = get_document(VISITOR, DRAFT_SLUG).editions
    assert [(each.state, each.on, each.body) for each in shown.decisions] == [
        (S.HEARING, date(2024, 1, 15), "Socialudvalget"),
        (S.ADOPTED, date(2024, 1, 31), "Byrådet"),
    ]
    assert (shown.state, shown.hearing) == (S.IN_FORCE, None)


def test_a_document_is_as_far_as_its_editions_are(world):
    """`state` on the document against what follows from its editions, at each step of the way."""

    def agrees() -> bool:
        public = set(readable_editions(VISITOR).values_list("document", flat=True))
        shown = set(readable_documents(VISITOR).filter(edition__isnull=False).values_list("id", flat=True))
        return public == shown

    assert agrees()
    hear(world.draft_id)
    assert agrees()
    take_back_from_hearing(by=SYSTEM, document_id=world.draft_id, seen_step=draft_of(world.draft_id).step)
    assert agrees()
    adopt(world.draft_id)
    assert agrees()
    start_edition(by=SYSTEM, document_id=world.draft_id)
    hear(world.draft_id, on=date(2024, 2, 1))
    take_back_from_hearing(by=SYSTEM, document_id=world.draft_id, seen_step=draft_of(world.draft_id).step)
    assert agrees()
    assert get_document(VISITOR, DRAFT_SLUG).edition == 1
