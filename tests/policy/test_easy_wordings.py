"""An easy wording is read beside the words that it was written to, and beside no others."""

import json
from collections.abc import Iterator

import pytest

from helhed.base.errors import Changed, NotAllowed
from helhed.policy.actions.drafts import import_policy, start_edition
from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.content.changes import AddArea, MoveGoal, RewordGoal
from helhed.policy.models import PolicyGoal
from helhed.policy.queries.documents import get_document, get_edition
from helhed.policy.queries.drafts import easy_wordings_left_behind
from helhed.policy.queries.editions import export_policy
from helhed.policy.queries.goals import (
    get_goal,
    get_writable_goal,
    goals_by_id,
    list_outdated_easy_wordings,
    search_goals,
)
from tests.policy.drafted import adopt, change, draft_of, drafted_goals, next_edition
from tests.world import SLUG, SYSTEM, VISITOR, World, at, build_world

KEY = "At alle på botilbuddene har deres egen nøgle."
OTHER = "At alle på botilbuddene har deres egen dør."
EASY = "Du får din egen nøgle."


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        world = build_world()
        write_easy_wording(by=SYSTEM, goal_id=world.goals["1.1"], seen_version=1, text=EASY)
        yield world


@pytest.fixture
def reworded(world: World) -> World:
    """The next edition words the goal otherwise."""
    next_edition(world.policy_id, RewordGoal(world.goals["1.1"], OTHER))
    return world


def shown_to_readers(world: World) -> set[str]:
    """The easy wording of the goal by every way that readers have to it."""
    content = get_document(VISITOR, SLUG)
    exported = json.loads(export_policy(VISITOR, SLUG))["focus_areas"][0]["goals"][0]
    return {
        get_goal(VISITOR, SLUG, "1.1").easy_wording,
        goals_by_id(VISITOR, [world.goals["1.1"]])[world.goals["1.1"]].easy_wording,
        next(goal for area in content.areas for goal in area.goals if goal.code == "1.1").easy_wording,
        exported.get("easy_wording", ""),
    }


def test_it_is_kept_where_the_official_wording_is(world):
    area = get_document(SYSTEM, SLUG).areas[1].id
    next_edition(world.policy_id, AddArea("Natur"), MoveGoal(world.goals["1.1"], area, 1))
    assert get_goal(VISITOR, SLUG, "1.1").easy_wording == EASY
    assert [goal.code for goal in search_goals(VISITOR, "du får")] == ["1.1"]
    assert list_outdated_easy_wordings(SYSTEM) == []


def test_it_is_shown_to_no_reader_beside_other_words(reworded):
    assert shown_to_readers(reworded) == {""}
    assert search_goals(VISITOR, "du får") == []
    assert get_goal(VISITOR, SLUG, "1.1").outdated_easy_wording == ""
    assert get_document(VISITOR, SLUG).outdated_easy_wordings == 0


def test_it_still_stands_beside_the_edition_that_it_was_written_to(reworded):
    first = get_edition(VISITOR, SLUG, 1)
    assert first.areas[0].goals[0].easy_wording == EASY
    assert EASY in export_policy(VISITOR, SLUG, 1)
    assert EASY not in export_policy(VISITOR, SLUG, 2)


def test_those_who_write_see_that_it_waits(reworded):
    [goal] = list_outdated_easy_wordings(reworded.consultant)
    assert (goal.code, goal.text, goal.outdated_easy_wording, goal.written_to) == ("1.1", OTHER, EASY, KEY)
    assert get_goal(reworded.consultant, SLUG, "1.1").outdated_easy_wording == EASY
    assert get_writable_goal(reworded.consultant, SLUG, "1.1") == goal
    assert get_document(reworded.consultant, SLUG).outdated_easy_wordings == 1


def test_only_those_who_write_them_see_the_list(reworded):
    for name, viewer in reworded.viewers.items():
        if name in {"consultant", "consultant_without_staff", "system"}:
            assert len(list_outdated_easy_wordings(viewer)) == 1
        else:
            with pytest.raises(NotAllowed):
                list_outdated_easy_wordings(viewer)


@pytest.mark.parametrize("text", [EASY, "Du får din egen dør."])
def test_whoever_saves_it_has_looked_it_over(reworded, text):
    seen = get_writable_goal(SYSTEM, SLUG, "1.1").version
    write_easy_wording(by=SYSTEM, goal_id=reworded.goals["1.1"], seen_version=seen, text=text)
    assert shown_to_readers(reworded) == {text}
    assert list_outdated_easy_wordings(SYSTEM) == []
    assert get_document(SYSTEM, SLUG).outdated_easy_wordings == 0
    assert [goal.code for goal in search_goals(VISITOR, "du får")] == ["1.1"]


def test_an_emptied_one_waits_for_nobody(reworded):
    seen = get_writable_goal(SYSTEM, SLUG, "1.1").version
    write_easy_wording(by=SYSTEM, goal_id=reworded.goals["1.1"], seen_version=seen, text="")
    assert PolicyGoal.objects.get(id=reworded.goals["1.1"]).easy_wording_edition is None
    assert list_outdated_easy_wordings(SYSTEM) == []


def test_it_comes_back_with_the_words_that_it_was_written_to(reworded):
    next_edition(reworded.policy_id, RewordGoal(reworded.goals["1.1"], KEY))
    assert shown_to_readers(reworded) == {EASY}


def test_whoever_was_writing_to_the_old_words_is_told(world):
    seen = get_writable_goal(SYSTEM, SLUG, "1.1").version
    unchanged = get_writable_goal(SYSTEM, SLUG, "1.2").version
    next_edition(world.policy_id, RewordGoal(world.goals["1.1"], OTHER))
    with pytest.raises(Changed):
        write_easy_wording(by=SYSTEM, goal_id=world.goals["1.1"], seen_version=seen, text="Skrevet til de gamle ord.")
    write_easy_wording(by=SYSTEM, goal_id=world.goals["1.2"], seen_version=unchanged, text="Du venter kort.")


def test_a_draft_shows_it_beside_the_words_that_it_was_written_to_alone(world):
    start_edition(by=SYSTEM, document_id=world.policy_id)
    assert easy_wordings_left_behind(SYSTEM, SLUG) == []
    change(world.policy_id, RewordGoal(world.goals["1.1"], OTHER))
    assert EASY not in export_policy(SYSTEM, SLUG, 2)
    [left] = easy_wordings_left_behind(SYSTEM, SLUG)
    assert (left.code, left.text, left.easy_wording) == ("1.1", OTHER, EASY)
    with pytest.raises(NotAllowed):
        easy_wordings_left_behind(world.leader, SLUG)
    assert get_goal(VISITOR, SLUG, "1.1").easy_wording == EASY


def test_one_that_came_with_a_file_fits_the_words_of_the_file(world):
    imported = import_policy(by=SYSTEM, data=export_policy(VISITOR, SLUG).encode())
    slug = draft_of(imported).document.slug
    assert EASY in export_policy(SYSTEM, slug)
    change(imported, RewordGoal(drafted_goals(draft_of(imported))["1.1"], OTHER))
    assert EASY not in export_policy(SYSTEM, slug)
    assert [left.code for left in easy_wordings_left_behind(SYSTEM, slug)] == ["1.1"]
    adopt(imported)
    [goal] = list_outdated_easy_wordings(SYSTEM)
    assert (goal.policy, goal.outdated_easy_wording, goal.written_to) == (slug, EASY, "")
    assert get_goal(VISITOR, slug, "1.1").easy_wording == ""
    assert "1.1" not in {found.code for found in search_goals(VISITOR, "du får") if found.policy == slug}


def test_the_list_takes_one_query(reworded, queries):
    with queries(1):
        list_outdated_easy_wordings(SYSTEM)
