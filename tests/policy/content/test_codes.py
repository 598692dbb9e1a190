"""A goal keeps its code for ever, and no code is given twice."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhed.policy.content.changes import AddGoal, MoveGoal, SplitGoal, apply
from helhed.policy.content.codes import with_codes
from helhed.policy.content.tree import Content, ContentArea
from helhed.policy.words import CODE_PATTERN
from tests.policy.content.contents import CONTENTS, DIGNITY, HEALTH, LOOSE, POLICY, an_id, goal, seed


def codes(content: Content) -> list[str]:
    return [each.code for each in content.goals()]


def test_the_seed_is_numbered_as_it_stands():
    assert codes(with_codes(seed(), ()))[:9] == [*(f"1.{place}" for place in range(1, 9)), "2.1"]
    assert codes(with_codes(seed(), ()))[-1] == "6.7"


@pytest.mark.parametrize(
    ("numbers", "series"),
    [
        ((1, 2), ["1", "2"]),
        ((3, 5), ["3", "5"]),
        ((5, 3), ["5", "3"]),
        ((2, 2), ["1", "2"]),
        ((2, None), ["1", "2"]),
        ((None, None), ["1", "2"]),
        ((0, 4), ["1", "2"]),
    ],
)
def test_a_series_has_the_number_of_the_area_or_else_its_place(numbers, series):
    areas = tuple(
        ContentArea(an_id(place), number=number, goals=(goal(10 + place), goal(20 + place)))
        for place, number in enumerate(numbers, 1)
    )
    expected = [f"{each}.{place}" for each in series for place in (1, 2)]
    assert codes(with_codes(Content("Politik", areas=areas), ())) == expected


NUMBERED = replace(POLICY, areas=(DIGNITY, HEALTH))


def test_a_new_goal_gets_the_next_code():
    assert codes(with_codes(apply(NUMBERED, AddGoal(DIGNITY.id, "Nyt")), ())) == [
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "2.1",
        "2.2",
    ]


def test_a_code_of_a_goal_that_is_gone_is_not_given_again():
    assert codes(with_codes(apply(NUMBERED, AddGoal(HEALTH.id, "Nyt")), ["2.3", "2.7", "1.9"]))[-1] == "2.8"


def test_a_goal_that_moves_keeps_its_code_and_its_number_stays_used():
    moved = apply(apply(NUMBERED, MoveGoal(an_id(13), HEALTH.id, 1)), AddGoal(DIGNITY.id, "Nyt"))
    assert codes(with_codes(moved, ())) == ["1.1", "1.2", "1.4", "1.3", "2.1", "2.2"]


def test_of_a_goal_that_was_split_the_second_part_is_new():
    assert codes(with_codes(apply(NUMBERED, SplitGoal(an_id(11), "a", "b")), ()))[:2] == ["1.1", "1.4"]


def test_codes_of_other_shapes_are_kept():
    areas = (replace(HEALTH, goals=(goal(21, code="A"), goal(22, code="2.x"), goal(23))),)
    assert codes(with_codes(replace(POLICY, areas=areas), ())) == ["A", "2.x", "2.1"]


def test_of_two_goals_with_one_code_the_first_keeps_it():
    areas = (replace(HEALTH, goals=(goal(21, code="2.1"), goal(22, code="2.1"))),)
    assert codes(with_codes(replace(POLICY, areas=areas), ())) == ["2.1", "2.2"]


def test_a_number_that_nobody_counted_to_is_not_counted_on():
    """A goal from another system: the next code would be too long for an address."""
    areas = (replace(HEALTH, goals=(goal(21, code="2.999999999999999999"), goal(22, code="2.99999"), goal(23))),)
    coded = with_codes(replace(POLICY, areas=areas), ["2.100000"])
    assert codes(coded) == ["2.999999999999999999", "2.99999", "2.100001"]
    assert codes(with_codes(apply(coded, AddGoal(HEALTH.id, "Nyt")), [*codes(coded), "2.100000"]))[-1] == "2.100002"


@pytest.mark.parametrize("number", [-1, 0, 2_147_483_647])
def test_a_code_fits_in_an_address_whatever_the_number_of_its_area(number):
    areas = (ContentArea(an_id(1), number=number, goals=(goal(11), goal(12))),)
    for code in codes(with_codes(Content("Politik", areas=areas), [f"{number}.99999"])):
        assert re.fullmatch(CODE_PATTERN, code)


def test_an_area_without_number_makes_every_series_a_place():
    assert codes(with_codes(POLICY, ()))[-1] == "3.1"
    assert with_codes(POLICY, ()).areas[:2] == (DIGNITY, HEALTH)
    assert LOOSE.goals[0].code == ""


@settings(deadline=None)
@given(
    CONTENTS, st.lists(st.builds("{}.{}".format, st.integers(1, 5), st.integers(1, 12) | st.integers(99_990, 10**18)))
)
def test_every_goal_gets_a_code_of_its_own(content, taken):
    coded = with_codes(content, taken)
    assert len(set(codes(coded))) == len(codes(coded))
    assert all(codes(coded))
    new = {each.code for each, old in zip(coded.goals(), content.goals(), strict=True) if not old.code}
    assert not new & set(taken)
    assert all(re.fullmatch(CODE_PATTERN, code) for code in new)
    kept = [(each.code, old.code) for each, old in zip(coded.goals(), content.goals(), strict=True) if old.code]
    assert all(code == old for code, old in kept)
    assert with_codes(coded, taken) == coded
