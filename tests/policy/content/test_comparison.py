"""What is different between two policies, goal by goal."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhed.policy.content.changes import (
    AddArea,
    AddGoal,
    ChangeArea,
    ContinueGoal,
    DropArea,
    DropGoal,
    JoinAreas,
    MoveArea,
    MoveGoal,
    RewordGoal,
    SetFacts,
    SetStatements,
    SetValues,
    SplitArea,
    apply,
)
from helhed.policy.content.comparison import Comparison, GoalChange, compare
from helhed.policy.content.tree import Content, ContentArea, ContentGoal, ContentValue
from tests.policy.content.contents import CONTENTS, DIGNITY, HEALTH, LOOSE, POLICY, an_id, goal_ids, with_new_ids

MOST_SECONDS = 15


def after(*changes) -> Comparison:
    content = POLICY
    for change in changes:
        content = apply(content, change)
    return compare(POLICY, content)


def kinds(comparison: Comparison) -> list[set[str]]:
    return [set(change.kinds) for change in comparison.goals]


def test_a_policy_is_like_itself():
    comparison = after()
    assert comparison.is_empty
    assert kinds(comparison) == [{"unchanged"}] * 6
    assert (comparison.counts.old, comparison.counts.new, comparison.counts.unchanged) == (6, 6, 6)


def test_goals_come_in_the_order_of_the_new_one_and_those_that_are_gone_last():
    comparison = after(
        RewordGoal(an_id(11), "At vi lytter til hinanden i øjenhøjde."),
        MoveGoal(an_id(12), HEALTH.id, 1),
        DropGoal(an_id(13)),
        AddGoal(HEALTH.id, "At flere bevæger sig."),
    )
    assert kinds(comparison) == [
        {"reworded"},
        {"moved"},
        {"unchanged"},
        {"unchanged"},
        {"new"},
        {"unchanged"},
        {"gone"},
    ]
    reworded, moved, *_unchanged, new, _loose, gone = comparison.goals
    assert reworded.words[1:3] == (("left_out", "taler"), ("put_in", "lytter"))
    assert (moved.old_area, moved.new_area.id) == (DIGNITY, HEALTH.id)
    assert (new.old, new.old_area, new.new_area.id) == (None, None, HEALTH.id)
    assert new.words == (("put_in", "At flere bevæger sig."),)
    assert (gone.old, gone.old_area, gone.new) == (DIGNITY.goals[2], DIGNITY, None)
    counts = comparison.counts
    assert (counts.old, counts.new, counts.unchanged, counts.reworded, counts.moved) == (6, 6, 3, 1, 1)
    assert (counts.added, counts.gone, counts.joined, counts.divided) == (1, 1, 0, 0)


def test_a_goal_can_be_both_reworded_and_moved():
    comparison = after(MoveGoal(an_id(31), DIGNITY.id, 1), RewordGoal(an_id(31), "At vi tør."))
    assert kinds(comparison)[0] == {"moved", "reworded"}
    assert (comparison.counts.moved, comparison.counts.reworded) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [ChangeArea(DIGNITY.id, "Respekt", 4, "", ""), MoveArea(LOOSE.id, 1), MoveGoal(an_id(12), DIGNITY.id, 1)],
)
def test_a_goal_whose_area_is_renamed_or_that_has_another_place_is_not_moved(change):
    assert kinds(after(change)) == [{"unchanged"}] * 6


def test_goals_of_areas_that_are_joined_or_split_have_moved():
    assert kinds(after(JoinAreas(HEALTH.id))) == [*[{"unchanged"}] * 3, {"moved"}, {"moved"}, {"unchanged"}]
    assert kinds(after(SplitArea(an_id(13), "Kultur")))[:3] == [{"unchanged"}, {"unchanged"}, {"moved"}]


def successor(**carried: list[int]) -> Content:
    """The same policy with other ids, whose goals carry on others by the numbers of both."""
    new = with_new_ids(POLICY)
    ids = dict(zip(goal_ids(POLICY), goal_ids(new), strict=True))
    for number, olds in carried.items():
        new = apply(new, ContinueGoal(ids[an_id(int(number[1:]))], tuple(map(an_id, olds))))
    return new


def test_in_a_policy_after_it_nothing_is_carried_on_unless_a_person_says_so():
    comparison = compare(POLICY, successor())
    assert kinds(comparison) == [{"new"}] * 6 + [{"gone"}] * 6
    assert comparison.areas == ()


def test_what_is_carried_on_in_an_area_of_the_same_title_has_not_moved():
    new = successor(_11=[11], _12=[22], _21=[21])
    new = replace(new, areas=(replace(new.areas[0], title=" VÆRDIGHED"), *new.areas[1:]))
    assert kinds(compare(POLICY, new))[:4] == [{"unchanged"}, {"moved", "reworded"}, {"new"}, {"unchanged"}]


def test_an_area_of_another_title_that_carries_on_most_goals_is_the_old_one_renamed():
    new = successor(_11=[11], _12=[12], _13=[22], _21=[21])
    new = replace(new, areas=(replace(new.areas[0], title="Ordentlighed"), *new.areas[1:]))
    comparison = compare(POLICY, new)
    assert kinds(comparison)[:4] == [{"unchanged"}, {"unchanged"}, {"moved", "reworded"}, {"unchanged"}]
    assert [area.kinds for area in comparison.areas] == [{"renamed"}]


def test_an_area_that_shares_half_of_its_goals_is_another_one():
    new = successor(_11=[11], _12=[22])
    new = replace(new, areas=(replace(new.areas[0], title="Ordentlighed"), *new.areas[1:]))
    assert [sorted(area.kinds) for area in compare(POLICY, new).areas] == [["new"], ["gone"]]


def test_a_goal_that_carries_on_several_is_listed_beside_each():
    comparison = compare(POLICY, successor(_11=[11, 12]))
    first, second, *_rest = comparison.goals
    assert (first.kinds, second.kinds) == ({"joined"}, {"joined", "reworded"})
    assert (first.old, second.old) == (DIGNITY.goals[0], DIGNITY.goals[1])
    assert first.new == second.new
    assert (comparison.counts.joined, comparison.counts.reworded) == (1, 1)
    assert (comparison.counts.gone, comparison.counts.added, comparison.counts.new) == (4, 5, 6)


def test_a_goal_that_several_carry_on_is_listed_beside_each():
    comparison = compare(POLICY, successor(_11=[11], _12=[11]))
    first, second, *_rest = comparison.goals
    assert (first.kinds, second.kinds) == ({"divided"}, {"divided", "reworded"})
    assert first.old == second.old == DIGNITY.goals[0]
    assert (comparison.counts.divided, comparison.counts.gone) == (2, 5)


def test_what_a_goal_carries_on_from_a_third_policy_does_not_count():
    edition = apply(POLICY, ContinueGoal(an_id(11), (an_id(70),)))
    assert kinds(compare(POLICY, edition)) == kinds(compare(edition, POLICY)) == [{"unchanged"}] * 6


def test_areas_that_differ():
    comparison = after(
        ChangeArea(DIGNITY.id, "Værdighed og respekt", 1, "Alle mødes.", "Fælles er vores mål:"),
        DropArea(HEALTH.id),
        AddArea("Arbejde"),
    )
    renamed, new, gone = comparison.areas
    assert (renamed.kinds, new.kinds, gone.kinds) == ({"renamed", "rewritten"}, {"new"}, {"gone"})
    assert renamed.title == (("kept", "Værdighed"), ("put_in", " og respekt"))
    assert ("left_out", " med respekt") in renamed.intro
    assert (new.old, new.title, gone.old, gone.title) == (
        *(None, (("put_in", "Arbejde"),)),
        *(HEALTH, (("left_out", "Sundhed"),)),
    )
    assert not comparison.is_empty


def test_facts_that_differ():
    comparison = after(
        SetFacts("Et liv for alle", "Socialpolitik", "Lindevig Kommune", "2025-2028", "", "Et aktivt liv."),
        SetStatements(("bliver hørt.",)),
        SetValues((ContentValue("Dialog", "Vi lytter."), ContentValue("Mod"))),
    )
    assert [change.name for change in comparison.facts] == ["title", "period", "statements", "values"]
    title, _period, statements, values = comparison.facts
    assert (title.old, title.new) == ("Et liv med plads til alle", "Et liv for alle")
    assert title.words[1:3] == (("left_out", "med plads til"), ("put_in", "for"))
    assert statements.words[0] == ("left_out", "er medansvarlige.\n")
    assert values.words == (("kept", "Dialog: Vi lytter."), ("put_in", "\nMod"))


def carries(change: GoalChange) -> bool:
    return change.old is not None and change.new is not None


@settings(deadline=None)
@given(CONTENTS, CONTENTS, st.data())
def test_every_goal_is_accounted_for(old, new, data):
    olds, news = goal_ids(old), goal_ids(new)
    for goal_id in news:
        some = data.draw(st.lists(st.sampled_from(olds), max_size=2)) if olds else []
        new = apply(new, ContinueGoal(goal_id, tuple(some)))
    comparison = compare(old, new)
    assert list(dict.fromkeys(change.new.id for change in comparison.goals if change.new)) == news
    assert {change.old.id for change in comparison.goals if change.old} == set(olds)
    counts = comparison.counts
    assert (counts.old, counts.new) == (len(olds), len(news))
    assert counts.new == counts.added + len({change.new.id for change in comparison.goals if carries(change)})
    assert counts.old == counts.gone + len({change.old.id for change in comparison.goals if carries(change)})
    assert all(("unchanged" in change.kinds) <= (len(change.kinds) == 1) for change in comparison.goals)


def many(count: int, first: int) -> Content:
    """A policy of so many goals, all in areas of ten."""
    areas = tuple(
        ContentArea(
            an_id(first + place),
            f"Omraade {first + place}",
            goals=tuple(ContentGoal(an_id(first + place + number), f"maal {number}") for number in range(1, 11)),
        )
        for place in range(0, 11 * (count // 10), 11)
    )
    return Content("Politik", areas=areas)


def test_policies_with_very_many_goals_are_compared_in_a_time_that_grows_with_their_number():
    old, new = many(20_000, 1), many(20_000, 1_000_001)
    olds = [goal.id for goal in old.goals()]
    areas = tuple(
        replace(
            area,
            goals=tuple(replace(goal, continues=(olds[10 * place + at],)) for at, goal in enumerate(area.goals)),
        )
        for place, area in enumerate(new.areas)
    )
    began = time.process_time()
    comparison = compare(old, replace(new, areas=areas))
    assert time.process_time() - began < MOST_SECONDS
    assert comparison.counts.unchanged + comparison.counts.reworded == 20_000
    assert len(comparison.areas) == 2_000
