"""What is proposed: the parametrised test is the table, line by line, with what people are told."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from helhed.action_plans.rules.proposals import PROPOSALS, Facts, check_judgement, facts_on, propose
from helhed.action_plans.words import DECIDED, Confidence, Decision, ProgressState
from helhed.base.errors import Invalid
from tests.world import at

S, C = ProgressState, Confidence
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


def day(number: int) -> date:
    """The day of the year 2023 of this number."""
    return date(2022, 12, 31) + timedelta(days=number)


DONE = "every milestone is reached"
NOT_BEGUN = "the first day has not come"
PAST = "the last day is past"
LONG = "a milestone is more than 90 days late"
HALF = "more than half of those that should be reached are late, and at least two"
LATE = "a milestone is late"
REACHED = "all that should be reached by now are"
NONE_DUE = "no milestone has fallen due"
NONE = "there are no milestones"
# Today, the milestones as the day each is due and the day it was reached, all as days of 2023; and what follows, with
# how it is told.
TABLE = [
    (0, [], NOT_BEGUN, S.NOT_BEGUN, C.HIGH, "Den første dag er ikke kommet."),
    (0, [(90, None)], NOT_BEGUN, S.NOT_BEGUN, C.HIGH, "Den første dag er ikke kommet."),
    (1, [], NONE, S.ON_TRACK, C.LOW, "Det er mellem sin første og sidste dag, og der er ingen milepæle"),
    (365, [], NONE, S.ON_TRACK, C.LOW, ""),
    (366, [], PAST, S.DELAYED, C.HIGH, "Den sidste dag var for 1 dag siden."),
    (465, [], PAST, S.DELAYED, C.HIGH, "Den sidste dag var for 100 dage siden."),
    (366, [(10, 10), (200, None)], PAST, S.DELAYED, C.HIGH, ""),
    (366, [(10, 10)], DONE, S.DONE, C.HIGH, "Den ene milepæl er nået."),
    (20, [(10, 10), (90, 20)], DONE, S.DONE, C.HIGH, "Alle 2 milepæle er nået."),
    (20, [(10, 21)], LATE, S.DELAYED, C.MEDIUM, "0 af 1 milepæl, der skulle være nået, er nået."),
    (10, [(10, None)], NONE_DUE, S.ON_TRACK, C.MEDIUM, "Ingen milepæl skal være nået endnu."),
    (11, [(10, None)], LATE, S.DELAYED, C.MEDIUM, "0 af 1 milepæl"),
    (100, [(10, None)], LATE, S.DELAYED, C.MEDIUM, "0 af 1 milepæl"),
    (101, [(10, None)], LONG, S.AT_RISK, C.HIGH, "En milepæl er 91 dage forsinket."),
    (40, [(10, None), (20, None), (30, 30), (300, None)], HALF, S.AT_RISK, C.MEDIUM, "1 af 3 milepæle"),
    (40, [(10, 9), (20, None), (30, 30), (300, None)], LATE, S.DELAYED, C.MEDIUM, "2 af 3 milepæle"),
    (40, [(10, None), (20, None), (30, 30), (35, 1), (300, None)], LATE, S.DELAYED, C.MEDIUM, "2 af 4 milepæle"),
    (40, [(10, 30), (300, None)], REACHED, S.ON_TRACK, C.HIGH, "1 af 1 milepæl, der skulle være nået, er nået."),
    (40, [(10, 30), (20, 2), (300, None)], REACHED, S.ON_TRACK, C.HIGH, "2 af 2 milepæle"),
    (40, [(300, None)], NONE_DUE, S.ON_TRACK, C.MEDIUM, "Ingen milepæl skal være nået endnu."),
]


@pytest.mark.parametrize(("today", "milestones", "line", "state", "certainty", "told"), TABLE)
def test_what_follows_from_milestones_and_days(today, milestones, line, state, certainty, told):
    facts = facts_on(day(today), FIRST, LAST, [(day(due), done and day(done)) for due, done in milestones])
    assert next(each.name for each in PROPOSALS if each.holds(facts)) == line
    with override("da"):
        proposal = propose(facts)
    assert (proposal.state, proposal.certainty) == (state, certainty)
    assert proposal.explanation.startswith(told)


def test_every_line_of_the_table_is_tried():
    assert {line for _today, _milestones, line, *_rest in TABLE} == {each.name for each in PROPOSALS}
    assert len({each.name for each in PROPOSALS}) == len(PROPOSALS)


def test_something_is_always_proposed_and_never_what_a_body_or_a_person_alone_can_know():
    assert PROPOSALS[-1].holds(Facts(FIRST, FIRST, LAST))
    assert {each.state for each in PROPOSALS}.isdisjoint({*DECIDED, S.UNMEASURABLE})


COMMITTEE = Decision("Socialudvalget", date(2023, 6, 1))


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("proposal", [each for each in S if each not in DECIDED])
def test_a_judgement_needs_a_reason_where_it_differs_and_a_decision_where_one_was_made(proposal, state):
    decision = COMMITTEE if state in DECIDED else None
    with at(2024, 2, 1):
        check_judgement(proposal, state, "Fordi.", decision)
        if state != proposal:
            for reason in ("", " \n"):
                assert refused(proposal, state, reason, decision) == "reason"
        assert refused(proposal, state, "Fordi.", None if decision else COMMITTEE) == "body"


def refused(proposal, state, reason, decision):
    with pytest.raises(Invalid) as problem:
        check_judgement(proposal, state, reason, decision)
    return problem.value.field


@pytest.mark.parametrize(
    ("decision", "field"), [(Decision(" ", date(2023, 6, 1)), "body"), (Decision("Byrådet", date(2024, 2, 2)), "on")]
)
def test_a_decision_names_a_body_and_a_day_that_has_come(decision, field):
    with at(2024, 2, 1):
        assert refused(S.ON_TRACK, S.DROPPED, "Fordi.", decision) == field
