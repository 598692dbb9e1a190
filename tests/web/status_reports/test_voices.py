"""Citizens' voices: told with consent, by no name unless they wish it, and gone when they withdraw it."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from helhed.status_reports.actions.voices import add_voice
from helhed.status_reports.queries.sections import list_voices
from helhed.status_reports.words import LONGEST_VOICE
from tests.status_reports.reported import CONSENT, publish, section_of
from tests.web.action_plans.initiative_pages import client, page, read, send, told
from tests.web.status_reports.desks import AREA, begun, desk, heard
from tests.world import SLUG, SYSTEM, World, at, build_world

WORDS = "Jeg har selv fået lov at vælge farven."
VOICE: dict[str, Any] = {
    "words": WORDS,
    "area": "",
    "said_by": "",
    "given_on": "2024-01-30",
    "how": "På et husmøde",
    "explained": "At alle kan læse det.",
}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def report(world: World):
    return begun(world)


def voices(report) -> str:
    return desk(report, "/stemmer")


def added(report) -> str:
    """A voice, by the address of its pages."""
    return f"{voices(report)}/{add_voice(by=SYSTEM, report_id=report, words=WORDS, consent=CONSENT)}"


def test_a_voice_is_added_once_with_its_consent_and_without_a_name(world, report):
    form = {**VOICE, "form_id": uuid4(), "area": section_of(report, *AREA).area}
    assert [send("consultant", f"{voices(report)}/ny", **form).status_code for _again in range(2)] == [302, 302]
    [voice] = list_voices(SYSTEM, report)
    assert (voice.words, voice.said_by, voice.consent.how) == (WORDS, "", "På et husmøde")
    words = read(voices(report), "consultant")
    assert WORDS in words
    assert "30 January 2024: På et husmøde" in words
    assert "Is about Bolig" in words


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": ""}, "This field is required."),
        ({"words": "x" * (LONGEST_VOICE + 1)}, "at most"),
        ({"words": "\0"}, "Null characters are not allowed."),
        ({"given_on": "2024-02-02"}, "The day has not come yet. Write the day the consent was given."),
        ({"given_on": "i går"}, "Enter a valid date."),
        ({"how": "", "explained": ""}, "This field is required."),
        ({"how": " "}, "This field is required."),
        ({"area": str(uuid4())}, "Select a valid choice."),
        ({"said_by": "x" * 201}, "at most"),
    ],
)
def test_a_voice_without_a_whole_consent_is_refused_and_what_was_typed_stays(world, report, changed, said):
    answer = send("consultant", f"{voices(report)}/ny", **{**VOICE, "said_by": "Beboer", **changed})
    assert answer.status_code == 422
    assert said in told(answer)
    assert list_voices(SYSTEM, report) == []
    if "words" not in changed:
        assert WORDS in told(answer)


def test_what_was_typed_is_handed_back_when_the_status_went_to_hearing_meanwhile(world, report):
    heard(world, report)
    assert client("consultant").get(f"{voices(report)}/ny").status_code == 404
    answer = send("consultant", f"{voices(report)}/ny", **VOICE)
    assert answer.status_code == 422
    assert "stands still until the hearing is over" in told(answer)
    assert WORDS in told(answer)


def test_a_voice_is_removed_until_the_status_is_heard_or_published(world, report):
    address = added(report)
    assert WORDS in read(f"{address}/fjern", "consultant")
    form_id = uuid4()
    assert [send("consultant", f"{address}/fjern", form_id=form_id).status_code for _again in range(2)] == [302, 302]
    assert "No voices yet" in read(voices(report), "consultant")
    kept = added(report)
    publish(report)
    assert client("consultant").get(f"{kept}/fjern").status_code == 404
    assert send("consultant", f"{kept}/fjern").status_code == 404
    assert len(list_voices(SYSTEM, report)) == 1


def test_a_consent_that_is_withdrawn_takes_the_words_out_of_what_is_published(world, report):
    address = added(report)
    publish(report)
    assert WORDS in read(f"/status/{SLUG}/2023")
    assert WORDS in read(f"{address}/trukket-tilbage", "consultant")
    form_id = uuid4()
    answers = [send("consultant", f"{address}/trukket-tilbage", form_id=form_id) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert WORDS not in page(f"/status/{SLUG}/2023")
    listed = read(voices(report), "consultant")
    assert WORDS not in listed
    assert "The consent was withdrawn on 1 February 2024." in listed
    assert client("consultant").get(f"{address}/trukket-tilbage").status_code == 404


def test_a_voice_stands_under_its_own_status_and_for_the_consultant_alone(world, report):
    address = added(report)
    for who in ("accountable", "leader", "politician", "dpo"):
        for under in ("", "/ny"):
            assert client(who).get(voices(report) + under).status_code == 404, (who, under)
        for act in ("fjern", "trukket-tilbage"):
            assert client(who).get(f"{address}/{act}").status_code == 404
            assert send(who, f"{address}/{act}").status_code == 404
    assert list_voices(SYSTEM, report)[0].withdrawn_on is None
