"""A policy consultant has a status heard, sends it to two committees, takes it back, and writes what each did."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest

from helhed.participation.actions.answers import type_in_answer
from helhed.participation.actions.hearings import close_hearing
from helhed.status_reports.actions.sending import record_outcome, send_to_committee, send_to_hearing
from helhed.status_reports.queries.reports import list_treatments
from helhed.status_reports.words import Outcome, ReportState
from tests.status_reports.reported import treat
from tests.web.action_plans.initiative_pages import client, page, read, send, told
from tests.web.status_reports.status_desk import STATUS, asked, begun, council, desk, sending
from tests.world import SYSTEM, World, at, build_world

NOBODY = "00000000-0000-7000-8000-000000000000"
BAD_TEXTS = ("\0", "å\0", "x" * 1_000_000)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def report(world: World) -> UUID:
    return begun(world)


# --- hearing ---


def test_a_status_is_heard_from_its_desk(report: UUID) -> None:
    raad = council()
    assert "No council has been asked yet." in read(desk(report), "consultant")
    form = page(f"{desk(report)}/høring", "consultant")
    assert 'value="Høring om årsstatus 2023: Et liv med plads til alle"' in form
    assert 'value="2024-02-29"' in form
    assert client().get(STATUS).status_code == 404
    sent = send("consultant", f"{desk(report)}/høring", **asked(report, councils=[raad]))
    assert sent.headers["Location"] == f"{desk(report)}#sending"
    found = sending(report)
    assert found.report.state is ReportState.IN_HEARING
    assert found.hearing
    assert found.hearing.invited == ("Handicaprådet",)
    shown = read(desk(report), "consultant")
    assert "Open until 29 February 2024, 29 days left" in shown
    assert "Send it to hearing …" not in shown
    assert client().get(STATUS).status_code == 200
    assert f'href="{STATUS}"' in page(f"/hoeringer/{found.hearing.slug}")


def test_a_hearing_that_was_sent_twice_is_one(report: UUID) -> None:
    typed = {**asked(report), "form_id": uuid4()}
    for _time in range(2):
        answer = client("consultant").post(f"{desk(report)}/høring", typed)
        assert answer.headers["Location"] == f"{desk(report)}#sending"
    assert page("/hoeringer").count('href="/hoeringer/hoering-om-aarsstatus-2023"') == 1


def test_what_is_wrong_with_a_hearing_stands_at_its_field_and_what_was_typed_is_kept(report: UUID) -> None:
    first, second = council(), council("Udsatterådet")
    kept = {"councils": [first, second], "questions": "Er det rigtigt?"}
    for changed, words in (
        ({"closes_on": date(2024, 1, 1)}, "The hearing ends before it begins."),
        ({"replies_on": date(2024, 2, 2)}, "The replies come after the last day to answer."),
        ({"title": ""}, "Title of the hearing"),
        ({"seen_version": 99}, "Somebody else has changed this"),
    ):
        answer = send("consultant", f"{desk(report)}/høring", **asked(report, **kept, **changed))
        assert answer.status_code == 422
        assert words in told(answer)
        assert answer.content.decode().count(" checked") == 3
        assert "Er det rigtigt?" in told(answer)
    nobody = send("consultant", f"{desk(report)}/høring", **asked(report, is_open_to_all=""))
    assert "Nobody is asked." in told(nobody)
    assert sending(report).hearing is None


def test_a_status_that_was_heard_is_not_heard_again_unless_the_hearing_was_closed_early(
    world: World, report: UUID
) -> None:
    send("consultant", f"{desk(report)}/høring", **asked(report))
    assert client("consultant").get(f"{desk(report)}/høring").status_code == 404
    again = send("consultant", f"{desk(report)}/høring", **asked(report))
    assert "It was sent to hearing before." in told(again)
    found = sending(report).hearing
    assert found
    close_hearing(by=world.consultant, hearing_id=found.id, seen_version=found.version, reason="Fejl.")
    assert "Send it to hearing …" in read(desk(report), "consultant")


def test_answers_without_a_reply_are_counted(world: World, report: UUID) -> None:
    send_to_hearing(by=world.consultant, report_id=report, path=STATUS, **asked(report, is_open_to_all=True))
    found = sending(report).hearing
    assert found
    said = {"words": "Godt.", "where": "brev", "received_on": date(2024, 2, 1), "said_by": "Ida", "invitation_id": None}
    type_in_answer(by=world.consultant, hearing_id=found.id, **said)
    with at(2024, 3, 21):
        shown = read(desk(report), "consultant")
        publishing = read(f"{desk(report)}/offentliggør", "consultant")
    assert "1 has no reply yet" in shown
    assert "The day on which the municipality promised to reply is past." in shown
    assert "1 answer has no reply yet. Reply to the answers" in publishing


# --- committees ---


def test_two_committees_deal_with_a_status(report: UUID) -> None:
    for committee in ("Socialudvalget", "Sundhedsudvalget"):
        answer = send("consultant", f"{desk(report)}/udvalg", committee=committee, sent_on="2024-01-20")
        assert answer.headers["Location"] == f"{desk(report)}#committees"
    assert "Socialudvalget, 20 January 2024" in read(f"{desk(report)}/udvalg", "consultant")
    social, health = list_treatments(SYSTEM, report)
    assert "Waits for the committee" in read(desk(report), "consultant")
    decided = {"treated_on": "2024-01-25", "agenda_item": "Punkt 3", "seen_version": 1}
    send("consultant", f"{desk(report)}/udvalg/{social.id}", outcome="noted", **decided)
    send("consultant", f"{desk(report)}/udvalg/{health.id}", outcome="approved", note="God læsning.", **decided)
    shown = read(desk(report), "consultant")
    assert "Taken to its notice 25 January 2024, Punkt 3" in shown
    assert "Approved 25 January 2024, Punkt 3" in shown
    assert "Nothing stands in the way: it can be published." in shown
    assert sending(report).report.state is ReportState.WITH_COMMITTEES


def test_what_was_sent_back_says_what_to_do_next(report: UUID) -> None:
    treat(report, "Socialudvalget", Outcome.SENT_BACK)
    treatment = list_treatments(SYSTEM, report)[0]
    said = {"treated_on": "2024-01-31", "note": "Skriv mere om ventetid.", "seen_version": treatment.version}
    send("consultant", f"{desk(report)}/udvalg/{treatment.id}", outcome="sent_back", **said)
    shown, whole = read(desk(report), "consultant"), page(desk(report), "consultant")
    assert "Socialudvalget has sent it back Skriv mere om ventetid. Change what the committee asked for" in shown
    again = f"{desk(report)}/udvalg?udvalg=Socialudvalget"
    assert f'href="{again}"' in whole
    assert 'value="Socialudvalget"' in page(again, "consultant")
    send("consultant", f"{desk(report)}/udvalg", committee="Socialudvalget", sent_on="2024-02-01")
    assert "has sent it back Skriv mere" not in read(desk(report), "consultant")
    assert "Sent back 31 January 2024" in read(desk(report), "consultant")


def test_the_message_says_what_comes_next(report: UUID) -> None:
    treatment_id = send_to_committee(by=SYSTEM, report_id=report, committee="Socialudvalget", sent_on=date(2024, 1, 20))
    typed = {"form_id": uuid4(), "outcome": "sent_back", "treated_on": "2024-01-25", "seen_version": 1}
    answer = client("consultant").post(f"{desk(report)}/udvalg/{treatment_id}", typed, follow=True)
    assert "Change what the committee asked for, and send the status to it again." in told(answer)


def test_who_was_overtaken_gets_back_what_was_typed_beside_what_stands(report: UUID) -> None:
    treatment_id = send_to_committee(by=SYSTEM, report_id=report, committee="Socialudvalget", sent_on=date(2024, 1, 20))
    typed = {"outcome": "approved", "treated_on": "2024-01-25", "note": "Vores note.", "seen_version": 1}
    address = f"{desk(report)}/udvalg/{treatment_id}"
    other = {"outcome": Outcome.NOTED, "treated_on": date(2024, 1, 26), "note": "Deres note."}
    record_outcome(by=SYSTEM, treatment_id=treatment_id, seen_version=1, **other)
    refused = send("consultant", address, **typed)
    assert refused.status_code == 422
    assert "Vores note." in told(refused)
    assert "What stands now" in told(refused)
    assert "Deres note." in told(refused)
    assert 'name="seen_version" value="2"' in refused.content.decode()
    assert send("consultant", address, **{**typed, "seen_version": 2}).status_code == 302
    [kept] = list_treatments(SYSTEM, report)
    assert (kept.outcome, kept.note) == (Outcome.APPROVED, "Vores note.")


def test_a_status_is_taken_back_from_a_committee_that_has_not_dealt_with_it(report: UUID) -> None:
    treatment_id = send_to_committee(by=SYSTEM, report_id=report, committee="Socialudvalget", sent_on=date(2024, 1, 20))
    address, typed = f"{desk(report)}/udvalg/{treatment_id}/tag-tilbage", {"form_id": uuid4()}
    assert "Take it back from Socialudvalget" in read(desk(report), "consultant")
    for _time in range(2):
        assert client("consultant").post(address, typed).headers["Location"] == f"{desk(report)}#committees"
    assert list_treatments(SYSTEM, report) == []
    assert send("consultant", address).status_code == 404
    treat(report)
    [treated] = list_treatments(SYSTEM, report)
    assert "Take it back" not in read(desk(report), "consultant")
    answer = client("consultant").post(
        f"{desk(report)}/udvalg/{treated.id}/tag-tilbage", {"form_id": uuid4()}, follow=True
    )
    assert "The committee has dealt with it." in told(answer)
    assert list_treatments(SYSTEM, report) == [treated]


def test_what_is_wrong_with_a_committee_stands_at_its_field(report: UUID) -> None:
    address = f"{desk(report)}/udvalg"
    send("consultant", address, committee="Socialudvalget", sent_on="2024-01-20")
    for typed, words in (
        ({"committee": "Socialudvalget", "sent_on": "2024-01-20"}, "The committee has it already."),
        ({"committee": " ", "sent_on": "2024-01-20"}, "Which committee"),
        ({"committee": "Byrådet", "sent_on": "2024-02-02"}, "The day has not come yet."),
        ({"committee": "Byrådet", "sent_on": "i går"}, "Enter a valid date."),
        *(({"committee": text, "sent_on": "2024-01-20"}, "Which committee") for text in BAD_TEXTS),
    ):
        answer = send("consultant", address, **typed)
        assert answer.status_code == 422, typed["committee"][:20]
        assert words in told(answer)
    [treatment] = list_treatments(SYSTEM, report)
    decided = {"outcome": "noted", "treated_on": "2024-01-25", "seen_version": 1}
    for typed in (
        {"treated_on": "2024-01-19"},
        {"treated_on": "2024-02-02"},
        {"outcome": "spist"},
        {"outcome": ""},
        {"seen_version": 10**30},
        {"agenda_item": "\0"},
        {"note": "x" * 1_000_000},
    ):
        assert send("consultant", f"{address}/{treatment.id}", **decided | typed).status_code == 422, typed


def test_what_is_of_another_status_or_of_none_is_missing(world: World, report: UUID) -> None:
    treatment_id = send_to_committee(by=SYSTEM, report_id=report, committee="Socialudvalget", sent_on=date(2024, 1, 20))
    assert client("consultant").get(f"{desk(report)}/udvalg/{NOBODY}").status_code == 404
    assert client("consultant").get(f"/status/udkast/{NOBODY}/udvalg/{treatment_id}").status_code == 404
    for part in ("/høring", "/udvalg", f"/udvalg/{treatment_id}", "/offentliggør"):
        assert client("consultant").get(f"{desk(UUID(NOBODY))}{part}").status_code == 404
        assert client("leader").get(f"{desk(report)}{part}").status_code == 404
        assert client("consultant").get(f"{desk(report)}{part}").status_code == 200
