"""Two editions beside each other: what is said of each goal, and what is answered when something else is asked."""

import re
from typing import Any

import pytest

from helhed.policy.content.changes import (
    AddArea,
    AddGoal,
    ChangeArea,
    ContinueGoal,
    DropArea,
    DropGoal,
    MoveGoal,
    RewordGoal,
    SetFacts,
    SplitGoal,
)
from helhed.policy.queries.documents import get_document
from tests.policy.drafted import adopt, change, draft_of, drafted_goals, next_edition, slug_of
from tests.web.policy.pages import PAGE, answer, read, words
from tests.world import DRAFT, SLUG, SYSTEM, World, at, build_world, read_in

COMPARE = f"{PAGE}/sammenlign"
BOTH = f"{COMPARE}?fra=1&til=2"


@pytest.fixture
def world(db: None) -> World:
    with at(2024, 2, 1):
        return build_world()


@pytest.fixture
def changed(world: World) -> World:
    """A second edition with a goal of each kind."""
    first, second = get_document(SYSTEM, SLUG).areas
    next_edition(
        world.policy_id,
        RewordGoal(world.goals["1.1"], "At alle på botilbuddet har deres egen nøgle."),
        MoveGoal(world.goals["2.1"], first.id, 1),
        DropGoal(world.goals["1.2"]),
        AddGoal(second.id, "At ingen er alene til jul."),
    )
    return world


def row(page: str, title: str) -> str:
    """What stands about one goal."""
    rows = re.findall(r"<article.*?</article>", page)
    return next(each for each in rows if title in words(each))


def marked(html: str, tag: str) -> list[str]:
    """The marked words of a tag, without what is only read aloud."""
    return [re.sub(r"<span.*?</span>", "", each) for each in re.findall(f"<{tag}>(.*?)</{tag}>", html)]


def titles(page: str) -> list[str]:
    """The areas and the goals in their order."""
    return [words(each) for each in re.findall(r"<h3 class=\"compared__area\">.*?</h3>|<h4>.*?</h4>", page)]


def test_how_much_is_different_is_said_in_one_sentence(changed: World) -> None:
    page = words(read(BOTH))
    assert "From 4 goals to 4: 1 is unchanged, 1 is reworded, 1 has moved, 1 is new and 1 is gone." in page
    assert "counts in both places" not in page


def test_a_goal_that_counts_twice_is_explained(changed: World) -> None:
    next_edition(changed.policy_id, RewordGoal(changed.goals["2.1"], "At flere kommer."))
    page = words(read(f"{COMPARE}?fra=1&til=3"))
    assert "2 are reworded, 1 has moved" in page
    assert "A goal that is both reworded and moved counts in both places." in page


def test_words_are_marked_so_that_they_are_seen_and_heard(changed: World) -> None:
    goal = row(read(BOTH), "Goal 1.1")
    assert "Reworded" in goal
    assert marked(goal, "del") == ["botilbuddene"]
    assert marked(goal, "ins") == ["botilbuddet"]
    old, new = (words(side) for side in goal.split('<div class="side">')[1:])
    assert old == "Edition 1 At alle på [left out: botilbuddene end] har deres egen nøgle."
    assert new == "Edition 2 At alle på [put in: botilbuddet end] har deres egen nøgle."


def test_goals_stand_under_their_area_and_the_gone_ones_at_the_end_of_it(changed: World) -> None:
    page = read(BOTH)
    assert titles(page) == ["Bolig", "Goal 2.1", "Goal 1.1", "Goal 1.2", "Fællesskab", "Goal 2.2", "Goal 2.3"]
    assert "From “Fællesskab” to “Bolig”." in words(row(page, "Goal 2.1"))
    assert "<del>" not in row(page, "Goal 1.2")
    assert words(row(page, "Goal 1.2")).endswith("Edition 2 It does not stand here.")
    assert "Edition 1 It does not stand here." in words(row(page, "Goal 2.3"))
    assert "Unchanged" in row(page, "Goal 2.2")


def test_goals_of_an_area_that_is_gone_say_so(world: World) -> None:
    second = get_document(SYSTEM, SLUG).areas[1]
    next_edition(world.policy_id, DropArea(second.id), AddArea("Natur"))
    page = read(BOTH)
    assert titles(page)[-3:] == ["Fællesskab the focus area is gone", "Goal 2.1", "Goal 2.2"]
    areas = page[page.index('id="the-areas"') : page.index('id="goals"')]
    assert words(row(areas, "Natur")).startswith("Natur New")
    assert "Gone Read what it says Ingen skal være alene" in words(row(areas, "Fællesskab"))


def test_changed_facts_and_areas_stand_above_the_goals(world: World) -> None:
    first = get_document(SYSTEM, SLUG).areas[0]
    next_edition(
        world.policy_id,
        SetFacts("Et liv med plads til os alle", "", "", "2025-2028", "Alle voksne", "Et trygt liv."),
        ChangeArea(first.id, "Bolig og hjem", 1, "Et godt hjem er begyndelsen.", first.goals_lead),
    )
    page = read(BOTH)
    facts = page[page.index('id="the-policy"') : page.index('id="the-areas"')]
    assert re.findall(r"<h3>(.*?)</h3>", facts) == [
        *("Title", "Subtitle", "Municipality", "Period", "Who the policy is for", "Vision"),
    ]
    assert marked(row(facts, "Title"), "ins") == ["os "]
    assert words(row(facts, "Who the policy is for")).startswith("Who the policy is for Edition 1 It does not stand")
    areas = page[page.index('id="the-areas"') : page.index('id="goals"')]
    assert [words(each) for each in re.findall(r'<div class="compared__head">.*?</div>', areas)] == [
        "Bolig og hjem New title",
        "Bolig og hjem New text",
    ]
    assert "4 are unchanged" in words(page)


def test_long_text_that_is_the_same_is_left_out(world: World) -> None:
    first = get_document(SYSTEM, SLUG).areas[0]
    same = [f"{each} " + "Det er skrevet før. " * 15 for each in ("Først.", "Så.", "Sidst.")]
    for last in ("Slut.", "Slutning."):
        intro = "\n\n".join([*same, f"Kort. {last}"])
        next_edition(world.policy_id, ChangeArea(first.id, "Bolig", 1, intro, ""))
    page = row(read(f"{COMPARE}?fra=2&til=3"), "New text")
    assert words(page) == (
        "Bolig New text Edition 2 […] Kort. [left out: Slut end] . Edition 3 […] Kort. [put in: Slutning end] ."
    )


def test_the_goals_are_narrowed_down_to_one_kind_and_the_choice_is_kept(changed: World) -> None:
    page = read(f"{BOTH}&vis=omskrevet")
    assert titles(page) == ["Bolig", "Goal 1.1"]
    assert '<a href="?fra=1&amp;til=2&amp;vis=omskrevet#goals" aria-current="true">Reworded' in page
    assert '<a href="?fra=1&amp;til=2#goals">All</a>' in page
    assert '<a href="?fra=1&amp;til=2&amp;vis=nyt#goals">New <span class="choices__number">1</span></a>' in page
    assert "vis=samlet" not in page
    for kind, goals in (("flyttet", 1), ("nyt", 1), ("udgaaet", 1), ("uaendret", 1), ("samlet", 0)):
        assert len(re.findall("<h4>", read(f"{BOTH}&vis={kind}"))) == goals


def test_without_a_choice_the_last_two_editions_are_compared(changed: World) -> None:
    next_edition(changed.policy_id, RewordGoal(changed.goals["2.2"], "At pårørende altid bliver hørt."))
    page = read(COMPARE)
    assert "3 are unchanged and 1 is reworded" in words(page)
    assert '<option value="2" selected>' in page
    assert '<option value="3" selected>' in page


def test_two_alike_have_no_differences(world: World) -> None:
    next_edition(world.policy_id)
    page = words(read(BOTH))
    assert "There are no differences." in page
    assert "goals to" not in page


@pytest.mark.parametrize(
    "query",
    [
        "fra=x&til=2",
        "fra=&til=",
        "fra=1",
        "til=2",
        "fra=2&til=2",
        "fra=%00&til=2",
        "fra=1&til=-2",
        "fra=1.0&til=2",
        "fra=²&til=2",
    ],
)
def test_what_cannot_be_compared_gets_a_kind_word_and_the_form(changed: World, query: str) -> None:
    page = read(f"{COMPARE}?{query}")
    assert "We could not compare that. Choose two different editions below." in words(page)
    assert '<select name="fra"' in page
    assert "goals to" not in words(page)


def test_a_kind_that_there_is_not_shows_all_the_goals(changed: World) -> None:
    page = read(f"{BOTH}&vis=x")
    assert "We do not know that choice, so here are all the goals." in words(page)
    assert len(re.findall("<h4>", page)) == 5


@pytest.mark.parametrize(
    "query", ["fra=1&til=9", "fra=0&til=1", "fra=1&til=99999999999999999999", "mod=intet", "mod=", "mod=%00"]
)
def test_what_is_not_there_cannot_be_compared(changed: World, query: str) -> None:
    assert answer(f"{COMPARE}?{query}").status_code == 404


def test_with_one_edition_there_is_nothing_to_compare(world: World) -> None:
    page = read(COMPARE)
    assert "The policy has only one edition, so there is nothing to compare it with yet." in words(page)
    assert "<select" not in page


def succeeded(world: World, *changes: Any) -> str:
    """The address of an adopted policy after this one, whose goals carry on those of the same code."""
    successor = read_in(DRAFT, before=world.policy_id)
    new = drafted_goals(draft_of(successor))
    change(successor, *(ContinueGoal(new[code], (world.goals[code],)) for code in ("1.1", "2.2")), *changes)
    adopt(successor)
    return f"/politik/{slug_of(successor)}"


def test_a_policy_is_compared_with_the_one_after_it_from_either_side(world: World) -> None:
    later = succeeded(world)
    first, second = read(f"{COMPARE}?mod={later.removeprefix('/politik/')}"), read(f"{later}/sammenlign?mod={SLUG}")
    for page in (first, second):
        assert "From 4 goals to 4: 2 are unchanged, 2 are new and 2 are gone." in words(page)
        assert "Et liv med plads til alle 2021–2024 to" not in page
    assert words(first).index("Et liv med plads til alle 2021–2024") < words(first).index("Et udkast til et bedre liv")
    assert '<span aria-current="true">Compared with the policy' in first
    # Where there is one edition, the policy before or after is what there is to compare with.
    assert words(read(f"{later}/sammenlign")) == words(second)


def test_goals_that_were_joined_and_divided_are_told_in_words(world: World) -> None:
    successor = read_in(DRAFT, before=world.policy_id)
    new = drafted_goals(draft_of(successor))
    change(
        successor,
        ContinueGoal(new["1.1"], (world.goals["1.1"], world.goals["1.2"])),
        SplitGoal(new["2.1"], "At flere kommer.", "At flere bliver."),
    )
    change(successor, *(ContinueGoal(goal_id, (world.goals["2.1"],)) for goal_id in divided(successor)))
    adopt(successor)
    page = read(f"{COMPARE}?mod={slug_of(successor)}")
    assert "1 joins several, 2 are parts of divided goals" in words(page)
    assert "Goals 1.1 and 1.2 are joined into goal 1.1." in words(row(page, "Goal 1.2, now 1.1"))
    assert "Goal 2.1 is divided into goals 2.1 and 2.2." in words(row(page, "Goal 2.1, now 2.2"))


def divided(document_id: Any) -> list[Any]:
    return [goal.id for goal in draft_of(document_id).content.areas[1].goals][:2]


def test_policies_that_do_not_follow_each_other_are_not_compared(world: World) -> None:
    other = read_in(DRAFT)
    adopt(other)
    assert answer(f"{COMPARE}?mod={slug_of(other)}").status_code == 404
    later = read_in(DRAFT, before=world.policy_id)
    assert answer(f"{COMPARE}?mod={slug_of(later)}").status_code == 404
    assert answer(f"{COMPARE}?mod={slug_of(later)}", "consultant").status_code == 200


def test_a_goal_is_a_link_where_it_has_a_page(changed: World) -> None:
    page = read(BOTH)
    for code in ("1.1", "1.2", "2.1", "2.3"):
        assert f'<a href="{PAGE}/mål/{code}">' in page
    assert read(f"{PAGE}/mål/2.3")
