"""No row of changes, however long, touches what it does not name."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhed.base.errors import Invalid
from helhed.policy.content.changes import (
    AddArea,
    AddGoal,
    AddGoals,
    AddIntroduction,
    AddQuote,
    AddSection,
    AddStatements,
    AddValue,
    Change,
    ChangeArea,
    ChangeQuote,
    ChangeSection,
    ConfirmParts,
    ContinueGoal,
    ContinueGoals,
    DropArea,
    DropGoal,
    DropQuote,
    DropSection,
    JoinAreas,
    JoinGoals,
    JoinSections,
    MoveArea,
    MoveGoal,
    NumberAreas,
    RewordGoal,
    SetFacts,
    SetStatements,
    SettleWarning,
    SetValues,
    SplitArea,
    SplitGoal,
    apply,
)
from helhed.policy.content.storing import restored, stored
from helhed.policy.content.tree import Content, ContentValue
from tests.policy.content.contents import POLICY, all_ids, goal_ids

TEXT = st.sampled_from(["At det lykkes.", "Nyt", "", "x" * 600, "æ\u200b ø"])
PLACE = st.integers(-1, 6)
BLOCK = st.none() | st.integers(0, 40)


def some_change(draw: Callable[..., Change], content: Content) -> Change:
    """Any change to what stands in the content."""
    areas = [area.id for area in content.areas]
    goals = goal_ids(content)
    quotes = [quote.id for area in content.areas for quote in area.quotes]
    area, goal, quote = (st.sampled_from(ids) for ids in (areas or [None], goals or [None], quotes or [None]))
    always = [
        st.builds(SetFacts, TEXT, TEXT, TEXT, st.sampled_from(["", "2021-2024"]), TEXT, TEXT),
        st.builds(SetStatements, st.lists(TEXT, max_size=3).map(tuple)),
        st.just(NumberAreas()),
        st.builds(SetValues, st.lists(st.builds(ContentValue, TEXT, TEXT), max_size=3).map(tuple)),
        st.builds(AddArea, TEXT, BLOCK, st.none() | PLACE),
        st.builds(AddGoal, st.none(), TEXT, BLOCK),
        st.builds(AddSection, TEXT, st.just("other"), TEXT, BLOCK),
        st.builds(AddStatements, st.lists(TEXT, max_size=2).map(tuple)),
        st.builds(AddValue, TEXT, TEXT),
        *(st.builds(ChangeSection, st.just(each.id), TEXT, st.just("foreword"), TEXT) for each in content.sections),
        *(st.just(change(each.id)) for each in content.sections for change in (JoinSections, DropSection)),
        *(st.just(SettleWarning(warning)) for warning in content.warnings),
    ]
    with_area = [
        st.builds(ChangeArea, area, TEXT, st.none() | st.integers(0, 9), TEXT, TEXT),
        st.builds(AddIntroduction, area, TEXT),
        st.builds(AddGoals, area, st.lists(st.builds(AddGoal, st.none(), TEXT, BLOCK), max_size=3).map(tuple)),
        st.builds(MoveArea, area, PLACE),
        st.builds(JoinAreas, area),
        st.builds(DropArea, area),
        st.builds(AddGoal, area, TEXT, BLOCK, st.none()),
        st.builds(AddQuote, area, TEXT, TEXT, BLOCK),
    ]
    with_goal = [
        st.builds(SplitArea, goal, TEXT),
        st.builds(RewordGoal, goal, TEXT),
        st.builds(MoveGoal, goal, area, PLACE),
        st.builds(JoinGoals, goal),
        st.builds(SplitGoal, goal, TEXT, TEXT),
        st.builds(DropGoal, goal),
        st.builds(ContinueGoal, goal, st.lists(st.uuids(), max_size=2).map(tuple)),
        st.builds(ConfirmParts, st.lists(goal, min_size=1, max_size=3).map(tuple)),
        st.builds(ContinueGoals, st.lists(st.tuples(goal, st.uuids()), max_size=3).map(tuple)),
    ]
    with_quote = [st.builds(ChangeQuote, quote, TEXT, TEXT), st.builds(DropQuote, quote)]
    kinds = [*always, *(with_area if areas else []), *(with_goal if goals else []), *(with_quote if quotes else [])]
    return draw(st.one_of(kinds))


def may_be_lost(change: Change, content: Content) -> set[UUID]:
    """The goals that the change takes away because it says so."""
    match change:
        case DropGoal(goal_id) | JoinGoals(goal_id):
            return {goal_id}
        case DropArea(area_id):
            return {goal.id for area in content.areas if area.id == area_id for goal in area.goals}
    return set()


def is_moved(change: Change, content: Content) -> set[UUID]:
    match change:
        case MoveGoal(goal_id):
            return {goal_id}
        case MoveArea(area_id):
            return {goal.id for area in content.areas if area.id == area_id for goal in area.goals}
    return set()


def is_reworded(change: Change, content: Content) -> set[UUID]:
    goals = goal_ids(content)
    match change:
        case RewordGoal(goal_id) | SplitGoal(goal_id) | ContinueGoal(goal_id):
            return {goal_id}
        case ConfirmParts(part_ids):
            return set(part_ids)
        case ContinueGoals(pairs):
            return {goal_id for goal_id, _old_id in pairs}
        case JoinGoals(goal_id):
            return set(goals[max(goals.index(goal_id) - 1, 0) :][:2])
    return set()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_row_of_changes_loses_nothing_else(data):
    content = POLICY
    for _step in range(data.draw(st.integers(1, 12))):
        change = some_change(data.draw, content)
        before = deepcopy(content)
        after = content
        with suppress(Invalid):
            after = apply(content, change)
        assert content == before
        check(content, after, change)
        content = after


def check(before: Content, after: Content, change: Change) -> None:
    ids = all_ids(after)
    assert len(ids) == len(set(ids))
    lost = set(goal_ids(before)) - set(goal_ids(after))
    assert lost <= may_be_lost(change, before)
    still = set(goal_ids(after)) & set(goal_ids(before)) - is_moved(change, before)
    assert [each for each in goal_ids(before) if each in still] == [each for each in goal_ids(after) if each in still]
    untouched = set(goal_ids(after)) & set(goal_ids(before)) - is_reworded(change, before)
    old = {goal.id: goal for goal in before.goals()}
    assert all(goal == old[goal.id] for goal in after.goals() if goal.id in untouched)
    assert restored(stored(after)) == after
    assert after.sections == before.sections or isinstance(
        change, AddSection | ChangeSection | DropSection | JoinSections
    )
    assert after.warnings == (() if isinstance(change, SettleWarning) else before.warnings)


@pytest.mark.parametrize("change", [JoinAreas(POLICY.areas[0].id), JoinGoals(POLICY.areas[0].goals[0].id)])
def test_a_refused_change_leaves_the_content(change):
    before = deepcopy(POLICY)
    with pytest.raises(Invalid):
        apply(POLICY, change)
    assert before == POLICY
