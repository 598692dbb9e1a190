"""What is said in a hearing: answered, typed in, corrected, and replied to."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from helhed.base.errors import Changed, Invalid, Missing
from helhed.participation.actions.answers import answer_hearing, correct_answer, reply_to_answer
from helhed.participation.actions.hearings import close_hearing
from helhed.participation.models import AnswerWording, HearingAnswer
from helhed.participation.queries.answers import get_answer
from helhed.participation.words import AnswerSource
from tests.participation.heard import OPEN, OVER, TODAY, TOMORROW, Heard, answer, ask, build_heard, reply, typed_in
from tests.world import VISITOR, at, everything


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def refused(act: Callable[[], Any]) -> str:
    """The field at which an action says no; nothing is changed by that."""
    before = everything()
    with pytest.raises(Invalid) as problem:
        act()
    assert everything() == before
    return problem.value.field


def test_a_council_answers_once_together_and_each_member_once_alone(heard):
    answer(heard, "chair", is_joint=True)
    assert refused(lambda: answer(heard, "member", is_joint=True)) == "said_for"
    answer(heard, "chair")
    answer(heard, "member")
    assert refused(lambda: answer(heard, "member")) == "said_for"
    said = {each.said_by: (each.is_joint, each.source) for each in heard.shown().answers}
    own = AnswerSource.OWN
    assert said == {"Handicaprådet": (True, own), "Chair": (False, own), "Member": (False, own)}


def test_an_answer_belongs_to_the_hearing_and_the_council_it_is_for(heard):
    other = ask(heard.consultant, [heard.councils["home"]], plan_id=heard.world.plan_id)
    said = {"is_joint": False, "words": "Det er godt."}
    for hearing_id, invitation_id in (
        (heard.open_id, heard.asked("home")),
        (heard.open_id, heard.asked("Foreningen Venner")),
        (heard.open_id, heard.asked("disability", OVER)),
        (heard.open_id, uuid4()),
        (other, heard.asked("disability")),
        (uuid4(), heard.asked("disability")),
    ):
        with pytest.raises(Missing):
            answer_hearing(by=heard.member, hearing_id=hearing_id, invitation_id=invitation_id, **said)


def test_no_words_are_no_answer(heard):
    assert refused(lambda: answer(heard, "member", words=" \n ")) == "words"
    given = answer(heard, "member")
    correct = {"by": heard.member, "answer_id": given, "seen_version": 1}
    assert refused(lambda: correct_answer(**correct, words="")) == "words"


def test_whoever_comes_too_late_is_told_at_the_words(heard):
    with at(2024, 3, 2):
        assert refused(lambda: answer(heard, "member")) == "words"
    given = answer(heard, "member")
    close_hearing(by=heard.consultant, hearing_id=heard.open_id, seen_version=1, reason="Trukket.")
    assert refused(lambda: answer(heard, "chair")) == "words"
    correct = {"by": heard.member, "answer_id": given, "seen_version": 1}
    assert refused(lambda: correct_answer(**correct, words="Forresten …")) == "words"


def test_a_correction_keeps_every_wording(heard):
    given = answer(heard, "member", words="Først.")
    correct = {"by": heard.member, "answer_id": given}
    correct_answer(**correct, seen_version=1, words="Så.")
    before = everything()
    with pytest.raises(Changed):
        correct_answer(**correct, seen_version=1, words="Uset.")
    assert everything() == before
    correct_answer(**correct, seen_version=2, words="Til sidst.")
    at_hand = get_answer(heard.member, OPEN, given)
    assert (at_hand.words, [each.words for each in at_hand.earlier]) == ("Til sidst.", ["Så.", "Først."])


@pytest.mark.parametrize("change", [lambda words: words.update(words="Pyntet."), lambda words: words.delete()])
def test_words_stand_as_they_were_written(heard, change):
    answer(heard, "member")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(AnswerWording.objects.all())


@pytest.mark.parametrize("person", ["chair", "deputy_member", "consultant", "system", "visitor"])
def test_nobody_corrects_what_another_wrote(heard, person):
    given = answer(heard, "member")
    with pytest.raises(Missing):
        correct_answer(by=heard.viewers[person], answer_id=given, seen_version=1, words="Pyntet.")


def test_what_is_typed_in_says_from_where_and_by_whom(heard):
    assert refused(lambda: typed_in(heard, where=" ")) == "where"
    assert refused(lambda: typed_in(heard, said_by="")) == "said_by"
    assert refused(lambda: typed_in(heard, words="")) == "words"
    assert refused(lambda: typed_in(heard, received_on=TOMORROW)) == "received_on"
    assert refused(lambda: typed_in(heard, received_on=date(2023, 2, 28))) == "received_on"
    assert refused(lambda: typed_in(heard, invitation_id=heard.asked("disability"))) == "said_for"
    typed_in(heard, "vulnerable", received_on=date(2023, 3, 31))
    typed_in(heard, "Foreningen Venner", received_on=date(2023, 4, 1))
    typed_in(heard, received_on=TODAY)
    said = {each.said_by: (each.is_joint, each.where, each.is_late) for each in heard.shown(OVER).answers}
    assert said == {
        "Udsatterådet": (True, "brev", False),
        "Foreningen Venner": (True, "brev", True),
        "Ida Borger": (False, "brev", True),
    }


def test_a_council_that_answered_by_the_form_is_not_typed_in_too(heard):
    answer(heard, "chair", is_joint=True)
    assert refused(lambda: typed_in(heard, "disability", OPEN)) == "said_for"
    typed_in(heard, "home", OPEN)
    assert refused(lambda: answer(heard, "resident", "home", is_joint=True)) == "said_for"


def test_only_the_invited_answer_where_not_all_may(heard):
    closed = ask(heard.consultant, [], plan_id=heard.world.plan_id, title="Lukket", is_open_to_all=False)
    assert heard.shown("lukket").id == closed
    assert refused(lambda: typed_in(heard, slug="lukket")) == "said_for"
    typed_in(heard, "Foreningen Venner", "lukket")


def test_a_reply_says_what_was_changed_and_can_be_written_anew(heard):
    given = typed_in(heard)
    assert refused(lambda: reply(heard, given, words=" ")) == "words"
    with pytest.raises(Changed):
        reply(heard, given, seen_version=1)
    reply(heard, given, changed="Mål 2 er skrevet om.")
    with pytest.raises(Changed):
        reply(heard, given, words="Uset.")
    reply(heard, given, seen_version=1, words="Tak igen.", changed="")
    [shown] = heard.shown(OVER, VISITOR).answers
    assert (shown.reply.words, shown.reply.changed, shown.reply.by) == ("Tak igen.", "", "Consultant")
    with pytest.raises(Missing):
        correct_answer(by=heard.consultant, answer_id=given, seen_version=1, words="Bagefter.")


def test_nobody_replies_before_the_hearing_is_over(heard):
    given = answer(heard, "member")
    for answer_id in (given, uuid4()):
        with pytest.raises(Missing):
            reply_to_answer(by=heard.consultant, answer_id=answer_id, seen_version=0, words="For tidligt.")


def test_the_database_holds_to_where_an_answer_comes_from(heard):
    own, typed = answer(heard, "member"), typed_in(heard)
    staff = heard.consultant.staff_id
    for answer_id, wrong in (
        (own, {"where": "brev"}),
        (own, {"typed_in_by": staff}),
        (own, {"account": None}),
        (typed, {"where": ""}),
        (typed, {"is_joint": True}),
        (typed, {"account": heard.member.account_id}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            HearingAnswer.objects.filter(id=answer_id).update(**wrong)
