"""What the reader of files was not sure of: it is answered once, and comes back nowhere."""

from dataclasses import replace

import pytest

from helhed.base.errors import Missing
from helhed.policy.content.changes import (
    ChangeArea,
    ConfirmParts,
    JoinGoals,
    MoveGoal,
    RewordGoal,
    SettleWarning,
    SplitGoal,
    apply,
)
from helhed.policy.content.doubts import is_doubtful, settled
from helhed.policy.content.exchange import from_json, to_json
from helhed.policy.content.places import BY_HAND, goal_of
from helhed.policy.content.tree import Content
from helhed.policy.reading.how import How
from tests.policy.content.contents import POLICY, an_id, goal_ids

SOME_AREA, OTHER_AREA, SOME, OTHER, THIRD = (an_id(number) for number in (1, 2, 11, 12, 13))


def doubted() -> Content:
    """Everything in it is doubtful, but for one goal that the document itself calls so."""
    areas = []
    for area in POLICY.areas:
        goals = (replace(each, how=str(How.ITEM_IN_AREA)) for each in area.goals)
        areas.append(replace(area, how=str(How.COUNTED_HEADING), goals=tuple(goals)))
    sure = replace(areas[0].goals[2], how=str(How.ITEM_UNDER_GOAL_WORDS))
    areas[0] = replace(areas[0], goals=(*areas[0].goals[:2], sure))
    return replace(POLICY, areas=tuple(areas))


DOUBTED = doubted()


def doubts(content: Content) -> set[object]:
    parts = [part for area in content.areas for part in (area, *area.goals)]
    return {part.id for part in parts if is_doubtful(part)}


def test_what_fits_is_no_longer_doubtful_and_nothing_else_changes():
    after = apply(DOUBTED, ConfirmParts((SOME, SOME_AREA)))
    assert doubts(DOUBTED) - doubts(after) == {SOME, SOME_AREA}
    assert goal_of(after, SOME).how == after.areas[0].how == "confirmed"
    assert replace(goal_of(after, SOME), how=How.ITEM_IN_AREA) == goal_of(DOUBTED, SOME)


def test_what_the_document_itself_says_stays_so():
    after = apply(DOUBTED, ConfirmParts((THIRD,)))
    assert after == DOUBTED


@pytest.mark.parametrize("ids", [(), (an_id(999),), (SOME, an_id(999))])
def test_what_is_not_there_cannot_fit(ids):
    with pytest.raises(Missing):
        apply(DOUBTED, ConfirmParts(ids))


@pytest.mark.parametrize(
    ("change", "answered"),
    [
        (RewordGoal(SOME, "At noget andet sker."), {SOME}),
        (SplitGoal(SOME, "At det ene sker.", "At det andet sker."), {SOME}),
        (JoinGoals(OTHER), {SOME, OTHER}),
        (ChangeArea(SOME_AREA, "Respekt", 1, "", ""), {SOME_AREA}),
        (RewordGoal(SOME, goal_of(DOUBTED, SOME).text), set()),
        (MoveGoal(SOME, OTHER_AREA, 1), set()),
    ],
)
def test_what_a_person_wrote_anew_was_looked_at(change, answered):
    assert doubts(DOUBTED) - doubts(apply(DOUBTED, change)) == answered


def test_what_was_written_by_hand_stays_written_by_hand():
    written = replace(DOUBTED.areas[0].goals[0], how=BY_HAND)
    content = replace(DOUBTED, areas=(replace(DOUBTED.areas[0], goals=(written,)),))
    assert goal_of(apply(content, RewordGoal(SOME, "At noget andet sker.")), SOME).how == BY_HAND


def test_the_second_half_of_a_goal_says_which_goal_it_comes_from():
    after = apply(DOUBTED, SplitGoal(SOME, "At det ene sker.", "At det andet sker."))
    second = after.areas[0].goals[1]
    assert (second.how, second.divided_from) == ("divided", SOME)


def test_a_warning_that_was_looked_at_is_gone():
    [warning] = DOUBTED.warnings
    assert apply(DOUBTED, SettleWarning(warning)).warnings == ()
    with pytest.raises(Missing):
        apply(DOUBTED, SettleWarning("Noget andet."))


def test_what_is_settled_has_no_doubts_and_says_the_same():
    after = settled(DOUBTED)
    assert (doubts(after), after.warnings) == (set(), ())
    assert goal_ids(after) == goal_ids(DOUBTED)
    assert settled(after) == after
    assert goal_of(after, THIRD) == goal_of(DOUBTED, THIRD)


def test_no_doubt_travels_once_it_is_answered():
    answered = apply(DOUBTED, ConfirmParts(tuple(doubts(DOUBTED))))
    assert doubts(from_json(to_json(answered))) == set()
