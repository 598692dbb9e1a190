"""Each change a reviewer makes, on a small policy."""

from dataclasses import replace
from uuid import UUID

import pytest

from helhed.base.errors import Invalid, Missing
from helhed.policy.content.area_changes import are_numbered_in_order
from helhed.policy.content.changes import (
    AddArea,
    AddGoal,
    AddQuote,
    Change,
    ChangeArea,
    ChangeQuote,
    ContinueGoal,
    ContinueGoals,
    DropArea,
    DropGoal,
    DropQuote,
    JoinAreas,
    JoinGoals,
    MoveArea,
    MoveGoal,
    NumberAreas,
    RewordGoal,
    SetFacts,
    SetStatements,
    SetValues,
    SplitArea,
    SplitGoal,
    apply,
)
from helhed.policy.content.tree import Content, ContentValue
from tests.policy.content.contents import DIGNITY, HEALTH, LOOSE, POLICY, an_id, goal_ids

NOWHERE = an_id(999)
FACTS = SetFacts("Ny titel", "", "Lindevig Kommune", "2025 – 2028", "Voksne.\r\n\r\nOgså pårørende.", " Et liv ")


def numbers(content: Content) -> list[list[int]]:
    """The goals by area; a new one is 0."""
    return [[each.id.int if each.id.int < 100 else 0 for each in area.goals] for area in content.areas]


def refusal(change: Change, content: Content = POLICY) -> str:
    with pytest.raises(Invalid) as refused:
        apply(content, change)
    return refused.value.field


def test_facts():
    changed = apply(POLICY, FACTS)
    assert (changed.title, changed.subtitle, changed.period) == ("Ny titel", "", "2025-2028")
    assert (changed.target_group, changed.vision) == ("Voksne.\n\nOgså pårørende.", "Et liv")
    assert changed.areas == POLICY.areas


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " \u200b"),
        ("title", "x" * 201),
        ("period", "2021"),
        ("period", "2024-2021"),
        ("period", "2021-20245"),
        ("subtitle", "x" * 201),
        ("municipality", "x" * 201),
        ("vision", "x" * 20_001),
        ("target_group", "x" * 20_001),
    ],
)
def test_a_wrong_fact_is_refused_where_it_stands(field, value):
    assert refusal(replace(FACTS, **{field: value})) == field


def test_a_policy_need_not_say_its_years():
    assert apply(POLICY, replace(FACTS, period=" ")).period == ""


def test_statements_without_words_fall_away():
    assert apply(POLICY, SetStatements(("bliver  hørt.", " ", "\u2060"))).statements == ("bliver hørt.",)
    assert refusal(SetStatements(("x" * 1001,))) == "texts"


def test_values_without_words_fall_away():
    values = (ContentValue(" Mod ", ""), ContentValue(" ", "\n"), ContentValue("Ro", "Vi har\r\ntid."))
    assert apply(POLICY, SetValues(values)).values == (ContentValue("Mod"), ContentValue("Ro", "Vi har\ntid."))


def test_a_value_needs_a_name():
    assert refusal(SetValues((ContentValue(" ", "Vi lytter."),))) == "values"


def test_an_area_is_changed():
    changed = apply(POLICY, ChangeArea(DIGNITY.id, "Respekt", 7, " Ny \n tekst ", ""))
    area = changed.areas[0]
    assert (area.title, area.number, area.intro, area.goals_lead) == ("Respekt", 7, "Ny \n tekst", "")
    assert (area.goals, area.quotes, area.id) == (DIGNITY.goals, DIGNITY.quotes, DIGNITY.id)


def test_only_an_area_without_title_may_stay_so():
    assert refusal(ChangeArea(DIGNITY.id, " ", 1, "", "")) == "title"
    assert apply(POLICY, ChangeArea(LOOSE.id, "", None, "Øvrige.", "")).areas[2].intro == "Øvrige."


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_number_that_no_area_has_is_refused(number):
    assert refusal(ChangeArea(DIGNITY.id, "Værdighed", number, "", "")) == "number"


@pytest.mark.parametrize(
    ("block", "place", "index", "how"),
    [
        (None, None, 3, "by_hand"),
        (None, 1, 0, "by_hand"),
        (None, 2, 1, "by_hand"),
        (None, 99, 3, "by_hand"),
        (17, None, 1, "marked"),
        (3, None, 0, "marked"),
        (29, None, 2, "marked"),
        (40, None, 3, "marked"),
        (40, 1, 0, "marked"),
    ],
)
def test_an_area_is_added(block, place, index, how):
    areas = apply(POLICY, AddArea(" Arbejde ", block, place)).areas
    assert (areas[index].title, areas[index].block, areas[index].how) == ("Arbejde", block, how)
    assert [area for area in areas if area is not areas[index]] == list(POLICY.areas)


@pytest.mark.parametrize(
    ("place", "order"), [(1, [3, 1, 2]), (2, [1, 3, 2]), (3, [1, 2, 3]), (9, [1, 2, 3]), (-4, [3, 1, 2])]
)
def test_an_area_is_moved(place, order):
    assert [area.id.int for area in apply(POLICY, MoveArea(LOOSE.id, place)).areas] == order


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([1, None, 3], [1, None, 3]),
        ([None, None, None], [None, None, None]),
        ([3, 1, 2], [1, 2, 3]),
        ([1, 3, None], [1, 2, 3]),
        ([2, 2, 2], [1, 2, 3]),
    ],
)
def test_areas_are_numbered_anew_where_they_are_not_read_in_order(before, after):
    areas = tuple(replace(area, number=number) for area, number in zip(POLICY.areas, before, strict=True))
    changed = apply(replace(POLICY, areas=areas), NumberAreas())
    assert [area.number for area in changed.areas] == after
    assert are_numbered_in_order(changed)
    assert [replace(area, number=None) for area in changed.areas] == [replace(area, number=None) for area in areas]


def test_areas_are_joined():
    below = replace(HEALTH, intro="Om sundhed.", quotes=DIGNITY.quotes, goals_lead="Mål:")
    above, loose = apply(replace(POLICY, areas=(DIGNITY, below, LOOSE)), JoinAreas(below.id)).areas
    assert (above.id, above.title, above.number, above.block) == (DIGNITY.id, "Værdighed", 1, 8)
    assert (above.intro, above.goals_lead) == ("Alle mødes med respekt.\n\nOm sundhed.", "Fælles er vores mål:")
    assert (above.goals, above.quotes) == (DIGNITY.goals + HEALTH.goals, DIGNITY.quotes * 2)
    assert loose == LOOSE


def test_an_area_without_title_takes_that_of_the_one_it_is_joined_with():
    (joined,) = apply(replace(POLICY, areas=(LOOSE, HEALTH)), JoinAreas(HEALTH.id)).areas
    assert (joined.id, joined.title, joined.number, joined.block) == (LOOSE.id, "Sundhed", 2, 18)


def test_the_first_area_has_none_to_join():
    assert refusal(JoinAreas(DIGNITY.id)) == "area"


def test_an_area_is_split():
    split = apply(POLICY, SplitArea(an_id(12), "Pårørende"))
    assert numbers(split) == [[11], [12, 13], [21, 22], [31]]
    assert (split.areas[0].quotes, split.areas[1].quotes) == (DIGNITY.quotes, ())
    assert (split.areas[1].title, split.areas[1].how, split.areas[1].number) == ("Pårørende", "by_hand", None)
    assert refusal(SplitArea(an_id(12), "")) == "title"


def test_an_area_goes_with_what_it_holds():
    assert apply(POLICY, DropArea(DIGNITY.id)).areas == (HEALTH, LOOSE)


@pytest.mark.parametrize(
    ("block", "index", "how"), [(None, 3, "by_hand"), (13, 2, "marked"), (1, 0, "marked"), (99, 3, "marked")]
)
def test_a_goal_is_added(block, index, how):
    goals = apply(POLICY, AddGoal(DIGNITY.id, " At nogen\nlytter. ", block, page=5)).areas[0].goals
    new = goals[index]
    assert (new.text, new.block, new.how, new.page, new.code) == ("At nogen lytter.", block, how, 5, "")
    assert [goal for goal in goals if goal is not new] == list(DIGNITY.goals)


def test_a_goal_without_area_stands_with_the_others_without():
    assert numbers(apply(POLICY, AddGoal(None, "At det lykkes."))) == [[11, 12, 13], [21, 22], [31, 0]]


def test_an_area_for_goals_without_is_made_where_there_is_none():
    content = apply(replace(POLICY, areas=(HEALTH,)), AddGoal(None, "At det lykkes."))
    assert numbers(content) == [[21, 22], [0]]
    assert content.areas[1].title == ""


@pytest.mark.parametrize("text", ["", "\u200b \n", "–", "2030", "x" * 1001])
def test_a_goal_needs_words_and_not_too_many(text):
    goal_id = an_id(11)
    assert refusal(AddGoal(DIGNITY.id, text)) == refusal(RewordGoal(goal_id, text)) == "text"
    assert (refusal(SplitGoal(goal_id, text, "b")), refusal(SplitGoal(goal_id, "a", text))) == ("first", "second")


def test_a_goal_is_reworded():
    reworded = apply(POLICY, RewordGoal(an_id(12), "At pårørende høres.")).areas[0].goals[1]
    assert reworded == replace(DIGNITY.goals[1], text="At pårørende høres.", how="corrected")


@pytest.mark.parametrize(
    ("area", "place", "goals"),
    [
        (1, 1, [[12, 11, 13], [21, 22], [31]]),
        (1, 3, [[11, 13, 12], [21, 22], [31]]),
        (2, 1, [[11, 13], [12, 21, 22], [31]]),
        (2, 2, [[11, 13], [21, 12, 22], [31]]),
        (2, 99, [[11, 13], [21, 22, 12], [31]]),
        (3, 0, [[11, 13], [21, 22], [12, 31]]),
    ],
)
def test_a_goal_is_moved(area, place, goals):
    assert numbers(apply(POLICY, MoveGoal(an_id(12), an_id(area), place))) == goals


def test_goals_are_joined():
    areas = (replace(DIGNITY, goals=(goal_with(11, 51, 52), goal_with(12, 52, 53))),)
    (joined,) = apply(replace(POLICY, areas=areas), JoinGoals(an_id(12))).areas[0].goals
    assert (joined.id, joined.text) == (
        an_id(11),
        "At vi taler til hinanden i øjenhøjde. At pårørende er en ressource.",
    )
    assert (joined.code, joined.page, joined.line, joined.block) == ("1.1", 5, 257, 10)
    assert joined.continues == (an_id(51), an_id(52), an_id(53))


def goal_with(number: int, *continues: int):
    found = next(each for each in DIGNITY.goals if each.id == an_id(number))
    return replace(found, continues=tuple(map(an_id, continues)))


def test_the_first_goal_of_an_area_has_none_to_join():
    assert refusal(JoinGoals(an_id(21))) == "goal"


def test_goals_that_are_too_long_together_are_not_joined():
    long = apply(POLICY, RewordGoal(an_id(12), "x" * 990))
    assert refusal(JoinGoals(an_id(12)), long) == "text"


@pytest.mark.parametrize("block", [10, None])
def test_a_goal_is_split(block):
    old = replace(DIGNITY.goals[0], continues=(an_id(51),), block=block)
    content = replace(POLICY, areas=(replace(DIGNITY, goals=(old, DIGNITY.goals[1])),))
    first, second, third = (
        apply(content, SplitGoal(old.id, " At vi taler. ", "At vi mødes i øjenhøjde.")).areas[0].goals
    )
    assert first == replace(old, text="At vi taler.", how="corrected")
    assert (second.text, second.code, second.continues) == ("At vi mødes i øjenhøjde.", "", ())
    assert (second.how, second.divided_from, second.block, second.page) == ("divided", old.id, block, 5)
    assert third == DIGNITY.goals[1]


def test_a_goal_goes():
    assert numbers(apply(POLICY, DropGoal(an_id(12)))) == [[11, 13], [21, 22], [31]]


def test_a_goal_continues_goals_of_another_policy_once_each():
    olds = (an_id(51), an_id(52), an_id(51))
    content = apply(POLICY, ContinueGoal(an_id(21), olds))
    assert content.areas[1].goals[0].continues == (an_id(51), an_id(52))
    assert not content.areas[1].goals[0].is_new
    new = apply(content, ContinueGoal(an_id(21), ())).areas[1].goals[0]
    assert (new.continues, new.is_new) == ((), True)


def test_several_goals_are_confirmed_at_once():
    content = apply(POLICY, ContinueGoals(((an_id(21), an_id(51)), (an_id(12), an_id(52)))))
    assert {goal.id: goal.continues for goal in content.goals() if goal.continues} == {
        an_id(12): (an_id(52),),
        an_id(21): (an_id(51),),
    }
    assert refusal(ContinueGoals(((an_id(21), an_id(51)), (an_id(22), an_id(11))))) == "old_ids"


def test_what_is_said_to_be_new_stays_so_where_goals_are_joined_and_divided():
    content = apply(POLICY, ContinueGoal(an_id(21), ()))
    assert apply(content, JoinGoals(an_id(22))).areas[1].goals[0].is_new
    first, second = apply(content, SplitGoal(an_id(21), "At vi ser.", "At vi hører.")).areas[1].goals[:2]
    assert (first.is_new, second.is_new) == (True, False)
    continued = apply(content, ContinueGoal(an_id(22), (an_id(51),)))
    assert not apply(continued, JoinGoals(an_id(22))).areas[1].goals[0].is_new


@pytest.mark.parametrize("old", [21, 22])
def test_a_goal_continues_no_goal_of_its_own_policy(old):
    assert refusal(ContinueGoal(an_id(21), (an_id(51), an_id(old)))) == "old_ids"


@pytest.mark.parametrize(("block", "index", "how"), [(None, 1, "by_hand"), (2, 0, "marked"), (70, 1, "marked")])
def test_a_quote_is_added(block, index, how):
    quotes = apply(POLICY, AddQuote(DIGNITY.id, "Godt\nsagt.", " Anna ", block)).areas[0].quotes
    new = quotes[index]
    assert (new.text, new.source, new.block, new.how, len(quotes)) == ("Godt sagt.", "Anna", block, how, 2)
    assert refusal(AddQuote(DIGNITY.id, "…", "")) == "text"
    assert refusal(AddQuote(DIGNITY.id, "Ja", "x" * 201)) == "source"


def test_a_quote_is_changed_and_goes():
    quote = DIGNITY.quotes[0]
    changed = apply(POLICY, ChangeQuote(quote.id, "Nyt.", "")).areas[0].quotes
    assert changed == (replace(quote, text="Nyt.", source="", how="corrected"),)
    assert apply(POLICY, DropQuote(quote.id)).areas[0].quotes == ()


@pytest.mark.parametrize(
    "change",
    [
        ChangeArea(NOWHERE, "a", None, "", ""),
        MoveArea(NOWHERE, 1),
        JoinAreas(NOWHERE),
        SplitArea(NOWHERE, "a"),
        DropArea(NOWHERE),
        AddGoal(NOWHERE, "a"),
        RewordGoal(NOWHERE, "a"),
        MoveGoal(NOWHERE, an_id(1), 1),
        MoveGoal(an_id(11), NOWHERE, 1),
        JoinGoals(NOWHERE),
        SplitGoal(NOWHERE, "a", "b"),
        DropGoal(NOWHERE),
        ContinueGoal(NOWHERE, ()),
        ContinueGoals(((NOWHERE, an_id(51)),)),
        AddQuote(NOWHERE, "a", ""),
        ChangeQuote(NOWHERE, "a", ""),
        DropQuote(NOWHERE),
        # An id of another kind of part is no id of this kind.
        DropGoal(an_id(1)),
        DropArea(an_id(11)),
        DropQuote(an_id(11)),
    ],
)
def test_what_is_not_there_is_missing(change):
    with pytest.raises(Missing):
        apply(POLICY, change)


def test_ids_are_new_each_time():
    made = {apply(POLICY, AddArea("Arbejde")).areas[-1].id for _time in range(20)}
    assert len(made) == 20
    assert all(isinstance(each, UUID) for each in made)
    assert not made & set(goal_ids(POLICY))
