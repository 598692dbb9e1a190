"""Two people at the same instant, on PostgreSQL: one of them wins, and the other is told."""

from datetime import date

import pytest

from helhed.base.errors import Changed, Invalid, Missing
from helhed.participation.actions import answers, councils, hearings
from helhed.participation.models import CouncilMember, HearingAnswer
from helhed.participation.words import HearingState
from tests.at_once import Race, on_postgresql, racing, triggers_again, written_for_good  # noqa: F401
from tests.participation.heard import Heard, answer, build_heard, reply, seat, typed_in

pytestmark = on_postgresql


@pytest.fixture
def heard(written_for_good: None) -> Heard:  # noqa: F811
    return build_heard()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Race:
    return racing(monkeypatch, answers, councils, hearings)


def close(heard: Heard) -> None:
    hearings.close_hearing(by=heard.consultant, hearing_id=heard.open_id, seen_version=1, reason="Trukket.")


def test_of_two_joint_answers_one_is_told(heard, at_once):
    told = at_once(lambda: answer(heard, "chair", is_joint=True), lambda: answer(heard, "member", is_joint=True))
    assert told == (None, Invalid)
    assert HearingAnswer.objects.get(is_joint=True).account_id == heard.chair.account_id


def test_two_members_who_answer_each_for_themselves_both_stand(heard, at_once):
    assert at_once(lambda: answer(heard, "chair"), lambda: answer(heard, "member")) == (None, None)


def test_an_answer_while_the_hearing_is_closed_is_told(heard, at_once):
    assert at_once(lambda: close(heard), lambda: answer(heard, "member")) == (None, Invalid)
    assert not HearingAnswer.objects.exists()


def test_a_hearing_is_closed_after_the_answer_that_came_first(heard, at_once):
    assert at_once(lambda: answer(heard, "member"), lambda: close(heard)) == (None, None)
    assert heard.shown().state == HearingState.OVER


def test_of_two_corrections_one_is_told(heard, at_once):
    given = typed_in(heard)

    def correct(words: str) -> None:
        answers.correct_answer(by=heard.consultant, answer_id=given, seen_version=1, words=words)

    assert at_once(lambda: correct("Den ene."), lambda: correct("Den anden.")) == (None, Changed)


def test_a_correction_while_it_is_replied_to_is_told(heard, at_once):
    given = typed_in(heard)
    correct = {"by": heard.consultant, "answer_id": given, "seen_version": 1, "words": "Bagefter."}
    assert at_once(lambda: reply(heard, given), lambda: answers.correct_answer(**correct)) == (None, Missing)


def test_of_two_replies_one_is_told(heard, at_once):
    given = typed_in(heard)
    told = at_once(lambda: reply(heard, given, words="Den ene."), lambda: reply(heard, given, words="Den anden."))
    assert told == (None, Changed)


def test_of_two_deadlines_one_is_told(heard, at_once):
    def move(day: int) -> None:
        hearings.move_deadline(
            by=heard.consultant,
            hearing_id=heard.open_id,
            seen_version=1,
            closes_on=date(2024, 2, day),
            replies_on=date(2024, 4, 1),
            reason="Udvalget mødes før.",
        )

    assert at_once(lambda: move(10), lambda: move(11)) == (None, Changed)
    assert heard.shown().closes_on == date(2024, 2, 10)


def test_of_two_seats_for_one_account_one_is_told(heard, at_once):
    def sit() -> None:
        seat(heard.councils["vulnerable"], "Ny", account_id=heard.council_member.account_id)

    assert at_once(sit, sit) == (None, Invalid)
    assert CouncilMember.objects.filter(account=heard.council_member.account_id).count() == 1
