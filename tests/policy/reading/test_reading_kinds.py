"""Documents of all makings, half of them written without knowing the reader, against their answer keys."""

import pytest

from helhed.policy.reading.read import read_policy
from tests.policy.reading.scoring import Keyed, area_score, by_kind, documents, goal_score

KEYED = documents()
FEWEST = 30


def test_there_are_enough_documents_of_every_kind():
    assert len(KEYED) >= FEWEST
    assert {keyed.kind for keyed in KEYED} == {"structured", "prose", "inline", "contents", "negative"}


@pytest.mark.parametrize("keyed", KEYED, ids=lambda keyed: keyed.path.name)
def test_no_goal_is_made_up(keyed: Keyed):
    assert goal_score(read_policy(keyed.data), keyed).made_up == []


@pytest.mark.parametrize("keyed", [each for each in KEYED if each.kind == "negative"], ids=lambda each: each.path.name)
def test_where_no_policy_is_nothing_is_found_and_said(keyed: Keyed):
    reading = read_policy(keyed.data)
    assert not reading.has_structure
    assert reading.warnings


def test_nearly_all_is_found():
    scores = by_kind((keyed, read_policy(keyed.data)) for keyed in KEYED)
    areas, goals = scores["structured"]
    assert goals.recall >= 0.95, goals.missed
    assert areas.recall >= 0.9, areas.missed
    assert areas.precision >= 0.95, areas.made_up


@pytest.mark.parametrize("kind", ["inline", "contents"])
def test_areas_that_are_only_told_of_are_found(kind):
    areas, _ = by_kind((keyed, read_policy(keyed.data)) for keyed in KEYED if keyed.kind == kind)[kind]
    assert areas.recall >= 0.95, areas.missed
    assert areas.made_up == []


def test_goals_in_prose_are_found_where_they_say_so_themselves():
    areas, goals = by_kind((keyed, read_policy(keyed.data)) for keyed in KEYED if keyed.kind == "prose")["prose"]
    assert goals.recall >= 0.95, goals.missed
    assert areas.made_up == []


@pytest.mark.parametrize(
    "keyed", [each for each in KEYED if each.kind == "structured"], ids=lambda each: each.path.name
)
def test_what_was_found_says_how(keyed: Keyed):
    reading = read_policy(keyed.data)
    assert all(area.how and all(goal.how for goal in area.goals) for area in reading.focus_areas)


def test_a_planted_goal_lowers_the_score():
    keyed = next(each for each in KEYED if each.path.name.startswith("a_boern-unge"))
    reading = read_policy(keyed.data)
    fewer = Keyed(keyed.path, keyed.kind, keyed.areas[1:], keyed.goals[1:])
    assert area_score(reading, fewer).precision < 1
    assert goal_score(reading, fewer).made_up
