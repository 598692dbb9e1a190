"""Members of councils answer hearings, and correct what they said."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from helhed.participation.actions.answers import correct_answer
from helhed.participation.actions.hearings import close_hearing
from helhed.participation.models import HearingAnswer
from tests.participation.heard import Heard, answer, build_heard, typed_in
from tests.web.participation.hearing_pages import PAGE, PAST, client, page, read, send, told
from tests.world import at, everything

OUTSIDERS = ("citizen", "council_member", "deputy_member", "member_until_yesterday", "member_elsewhere")


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def typed(heard: Heard, who: str = "mig", **changed: Any) -> dict[str, Any]:
    return {"said_for": f"{heard.asked('disability')}/{who}", "words": "Det er godt.", **changed}


def test_a_member_answers_for_the_council_and_for_herself(heard: Heard) -> None:
    shown = read(f"{PAGE}/svar", "member")
    assert "For the whole of Handicaprådet" in shown
    assert "Consultant, Botilbuddet Egely, reads all answers when the hearing is over." in shown
    assert "You get a reply by 1 April 2024." in shown
    for who in ("alle", "mig"):
        assert send("member", f"{PAGE}/svar", **typed(heard, who)).headers["Location"] == PAGE
    assert read(PAGE, "member").count("Not public yet") == 2
    assert "Write your answer" not in read(PAGE, "member")
    assert client("member").get(f"{PAGE}/svar").status_code == 404
    assert "2 answers have come" in read(PAGE)


def test_what_is_sent_twice_is_answered_once(heard: Heard) -> None:
    form_id = uuid4()
    for _time in range(2):
        assert send("member", f"{PAGE}/svar", **typed(heard, form_id=form_id)).headers["Location"] == PAGE
    assert HearingAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"words": ""}, "This field is required."),
        ({"words": "a\0b"}, "Null characters are not allowed."),
        ({"words": "x" * 1_000_000}, "Ensure this value has at most 20000 characters"),
        ({"said_for": "noget/andet"}, "Choose who you answer for."),
        ({"said_for": ""}, "This field is required."),
    ],
)
def test_an_answer_that_cannot_be_is_told_and_kept(heard: Heard, changed: dict[str, Any], fault: str) -> None:
    answer_ = send("member", f"{PAGE}/svar", **typed(heard, words="Mine ord.") | changed)
    assert answer_.status_code == 422
    assert fault in told(answer_)
    assert ("Mine ord." in told(answer_)) == ("words" not in changed)
    assert not HearingAnswer.objects.exists()


def test_whoever_wrote_past_the_end_gets_the_words_back(heard: Heard) -> None:
    close_hearing(by=heard.consultant, hearing_id=heard.open_id, seen_version=1, reason="Trukket.")
    refused = send("member", f"{PAGE}/svar", **typed(heard, words="Mine ord."))
    assert refused.status_code == 422
    assert "The hearing is over, and this is not saved." in told(refused)
    assert "Mine ord." in told(refused)
    assert client("member").get(f"{PAGE}/svar").status_code == 404


def test_whose_colleague_was_quicker_gets_the_words_back(heard: Heard) -> None:
    answer(heard, "chair", is_joint=True)
    assert "For the whole of" not in read(f"{PAGE}/svar", "member")
    refused = send("member", f"{PAGE}/svar", **typed(heard, "alle", words="Mine ord."))
    assert "There is an answer from all of them already." in told(refused)
    assert "Mine ord." in told(refused)


@pytest.mark.parametrize("name", OUTSIDERS)
def test_who_was_not_asked_cannot_answer(heard: Heard, name: str) -> None:
    before = everything()
    assert client(name).get(f"{PAGE}/svar").status_code == 404
    for words_ in ("Det er godt.", ""):
        assert send(name, f"{PAGE}/svar", **typed(heard, words=words_)).status_code == 404
    assert everything() == before
    assert "Write your answer" not in read(PAGE, name)


def test_an_answer_is_corrected_and_the_older_words_are_kept(heard: Heard) -> None:
    given = answer(heard, "member", words="Først.")
    address = f"{PAGE}/svar/{given}/ret"
    assert address in page(PAGE, "member")
    assert "Først.</textarea>" in page(address, "member")
    sent = send("member", address, words="Så.", seen_version=1)
    assert sent.headers["Location"] == f"{PAGE}#svar-{given}"
    assert "Corrected since" in read(PAGE, "member")
    assert "As it read from 1 February 2024 Først." in read(address, "member")
    for name in ("chair", "consultant", "citizen"):
        assert client(name).get(address).status_code == 404
        assert send(name, address, words="Pyntet.", seen_version=2).status_code == 404


def test_two_who_correct_and_the_second_keeps_the_words(heard: Heard) -> None:
    given = typed_in(heard)
    address = f"{PAST}/svar/{given}/ret"
    correct_answer(by=heard.consultant, answer_id=given, seen_version=1, words="Den første.")
    refused = send("consultant", address, words="Den anden.", seen_version=1)
    assert refused.status_code == 422
    assert "Somebody else has changed this" in told(refused)
    assert "What stands now" in told(refused)
    assert "Den første." in told(refused)
    assert "Den anden." in told(refused)
    assert 'name="seen_version" value="2"' in refused.content.decode()


def test_a_correction_past_the_end_gets_the_words_back(heard: Heard) -> None:
    given = answer(heard, "member")
    close_hearing(by=heard.consultant, hearing_id=heard.open_id, seen_version=1, reason="Trukket.")
    address = f"{PAGE}/svar/{given}/ret"
    refused = send("member", address, words="Nye ord.", seen_version=1)
    assert (refused.status_code, "Nye ord." in told(refused)) == (422, True)
    assert send("member", address, words="", seen_version=1).status_code == 404
    assert client("member").get(address).status_code == 404
