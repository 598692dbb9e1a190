"""A goal through the editions of its policy: how it was worded, what carries it on, and when it is gone."""

import re
from datetime import date

import pytest

from helhed.policy.content.changes import ContinueGoal, DropGoal, MoveGoal, RewordGoal
from helhed.policy.queries.documents import get_document
from tests.policy.drafted import adopt, change, draft_of, drafted_goals, next_edition, slug_of
from tests.web.policy.pages import PAGE, answer, read, words
from tests.world import DRAFT, DRAFT_SLUG, SLUG, SYSTEM, World, add, at, build_world, read_in


@pytest.fixture
def world(db: None) -> World:
    with at(2024, 2, 1):
        return build_world()


def test_a_goal_tells_how_it_was_worded_before(world: World) -> None:
    areas = get_document(SYSTEM, SLUG).areas
    goal = world.goals["1.1"]
    next_edition(world.policy_id, MoveGoal(goal, areas[1].id, 1), on=date(2021, 6, 1))
    next_edition(world.policy_id, on=date(2022, 6, 1))
    next_edition(world.policy_id, RewordGoal(goal, "At alle har egen nøgle og postkasse."), on=date(2023, 6, 1))
    page = read(f"{PAGE}/mål/1.1")
    history = page[page.index("How the goal has been worded") :]
    assert "The wording at the top of the page is from edition 4, in force from 1 June 2023." in history
    assert [words(each) for each in re.findall(r"<strong>(.*?)</strong>", history)] == ["Editions 2 to 3", "Edition 1"]
    assert re.findall(r"<del>.*?</del>", history)[0].count("left out:") == 1
    assert "på botilbuddene" in re.sub(r"<span.*?</span>", "", re.findall(r"<del>.*?</del>", history)[0])
    assert "<ins>" not in history
    assert "Focus area: Bolig (moved since)" in words(history)
    assert "Focus area: Fællesskab " in words(history)


def test_a_goal_that_always_said_the_same_says_since_when(world: World) -> None:
    next_edition(world.policy_id)
    page = words(read(f"{PAGE}/mål/1.1"))
    assert "The wording at the top of the page is from edition 1, in force from 2 December 2020." in page
    assert "struck through" not in page
    assert "How the goal has been worded" not in read(f"/politik/{DRAFT_SLUG}/mål/1.1", "consultant")


def test_a_goal_names_what_it_carries_on_and_what_carries_it_on(world: World) -> None:
    successor = read_in(DRAFT, before=world.policy_id)
    new = drafted_goals(draft_of(successor))["1.2"]
    change(successor, ContinueGoal(new, (world.goals["1.1"], world.goals["1.2"])))
    assert "Is carried on by" not in read(f"{PAGE}/mål/1.1")
    adopt(successor)
    slug = slug_of(successor)
    old, carrying = read(f"{PAGE}/mål/1.1"), read(f"/politik/{slug}/mål/1.2")
    assert f'href="/politik/{slug}/mål/1.2"' in old[old.index("Is carried on by") :]
    assert "Carries on Goal 1.1: At alle" in words(carrying)
    assert f'href="{PAGE}/mål/1.1"' in carrying
    assert f'href="{PAGE}/mål/1.2"' in carrying


def test_the_address_of_a_goal_that_is_gone_still_answers(world: World) -> None:
    with at(2024, 2, 1):
        next_edition(world.policy_id, DropGoal(world.goals["1.1"]))
        page = read(f"{PAGE}/mål/1.1")
        assert "The goal went out with edition 2. Here it stands as it was last worded." in words(page)
        assert "En nøgle til alle" in page
        assert "Egely" in page
        assert "It is carried on by:" not in page
        assert 'rel="next"' not in page
        assert "Nothing serves this goal yet" not in page
        successor = read_in(DRAFT, before=world.policy_id)
        change(successor, ContinueGoal(drafted_goals(draft_of(successor))["2.1"], (world.goals["1.1"],)))
        adopt(successor)
        page = read(f"{PAGE}/mål/1.1")
        assert f'href="/politik/{slug_of(successor)}/mål/2.1"' in page[page.index("It is carried on by:") :]
        assert answer(f"{PAGE}/mål/9.9").status_code == 404


def test_an_initiative_that_serves_a_gone_goal_still_leads_to_it(world: World) -> None:
    add(world.plan_id, [world.goals["2.2"]], unit_id=world.units["home"], title="Pårørendecafé")
    next_edition(world.policy_id, DropGoal(world.goals["2.2"]))
    assert f'href="{PAGE}/mål/2.2"' in read("/handleplan/handleplan-2021-2022/3")
    assert "Pårørendecafé" in read(f"{PAGE}/mål/2.2")
