"""The administration opens hearings, types in answers, replies, and keeps the councils."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from helhed.participation.actions.hearings import move_deadline
from helhed.participation.queries.councils import get_council
from helhed.participation.queries.hearings import get_hearing
from helhed.participation.words import HearingState
from tests.participation.heard import Heard, build_heard, typed_in
from tests.web.participation.hearing_pages import PAGE, PAST, client, page, read, send, told
from tests.world import DRAFT_SLUG, SYSTEM, VISITOR, at, everything


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def opened(heard: Heard, **changed: Any) -> dict[str, Any]:
    return {
        "subject": f"{DRAFT_SLUG}/1",
        "title": "En høring mere",
        "questions": "Hvad mener I?",
        "opens_on": "2024-02-01",
        "closes_on": "2024-03-01",
        "replies_on": "2024-03-20",
        "councils": [str(heard.councils["disability"])],
        "others": "Venner\nForeningen",
        **changed,
    }


def test_a_hearing_is_opened_with_the_days_that_were_decided(heard: Heard) -> None:
    shown = page(f"/hoeringer/åbn?om={DRAFT_SLUG}/1", "consultant")
    for day in ("2024-01-15", "2024-03-01", "2024-03-22"):
        assert f'value="{day}"' in shown
    assert f'value="{DRAFT_SLUG}/1" selected' in shown
    form_id = uuid4()
    for _time in range(2):
        sent = send("consultant", "/hoeringer/åbn", **opened(heard, form_id=form_id))
        assert sent.headers["Location"] == "/hoeringer/en-hoering-mere"
    invited = [each.name for each in get_hearing(VISITOR, "en-hoering-mere").invitations]
    assert invited == ["Handicaprådet", "Foreningen", "Venner"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"closes_on": "2024-03-02"}, "The draft is in hearing until 01.03.2024."),
        ({"opens_on": "2023-12-31"}, "The draft was sent to hearing on 15.01.2024."),
        ({"replies_on": "2024-02-01"}, "The replies come after the last day to answer."),
        ({"closes_on": "0000-00-00"}, "Enter a valid date."),
        ({"subject": ""}, "This field is required."),
        ({"subject": "noget/9"}, "Select a valid choice."),
        ({"councils": ["x"]}, "Select a valid choice."),
        ({"councils": [], "others": ""}, "Nobody is asked."),
        ({"title": "x" * 201}, "at most 200 characters"),
    ],
)
def test_a_hearing_that_cannot_be_is_told_and_kept(heard: Heard, changed: dict[str, Any], fault: str) -> None:
    before = everything()
    refused = send("consultant", "/hoeringer/åbn", **opened(heard, **changed))
    assert refused.status_code == 422
    assert fault in told(refused)
    assert "Hvad mener I?" in told(refused)
    assert everything() == before


def test_an_answer_is_typed_in_with_its_source(heard: Heard) -> None:
    said = {
        "said_for": str(heard.asked("disability")),
        "where": "mødet",
        "received_on": "2024-01-31",
        "words": "Godt.",
    }
    assert send("consultant", f"{PAGE}/skriv-ind", **said).headers["Location"] == PAGE
    assert "Typed in by an employee from: mødet" in read(PAGE, "consultant")
    again = send("consultant", f"{PAGE}/skriv-ind", **said)
    assert "There is an answer from all of them already." in told(again)
    somebody = {**said, "said_for": "andre", "said_by": ""}
    assert "Write who says it." in told(send("consultant", f"{PAGE}/skriv-ind", **somebody))
    assert send("consultant", f"{PAGE}/skriv-ind", **somebody | {"said_by": "Ida"}).status_code == 302


def test_a_reply_is_published_and_can_be_changed(heard: Heard) -> None:
    given = typed_in(heard)
    address = f"{PAST}/svar/{given}/kommunen"
    assert "Det siger en borger." in read(address, "consultant")
    sent = send("consultant", address, words="Tak.", changed="", seen_version=0)
    assert sent.headers["Location"] == f"{PAST}#svar-{given}"
    assert "It changed nothing." in read(PAST)
    refused = send("consultant", address, words="Uset.", changed="", seen_version=0)
    assert "Somebody else has changed this" in told(refused)
    assert 'name="seen_version" value="1"' in refused.content.decode()
    assert send("consultant", address, words="Tak igen.", changed="Alt.", seen_version=1).status_code == 302
    assert "Tak igen. What it changed Alt." in read(PAST)


def test_two_who_move_the_deadline_and_the_second_is_told(heard: Heard) -> None:
    typed_ = {"closes_on": "2024-02-20", "replies_on": "2024-04-01", "reason": "Min grund."}
    days = {"closes_on": heard.shown().opens_on.replace(month=2, day=10), "replies_on": heard.shown().replies_on}
    move_deadline(by=heard.consultant, hearing_id=heard.open_id, seen_version=1, reason="Hans grund.", **days)
    refused = send("consultant", f"{PAGE}/frist", **typed_, seen_version=1)
    assert refused.status_code == 422
    assert 'value="Min grund."' in refused.content.decode()
    assert 'name="seen_version" value="2"' in refused.content.decode()


def test_one_more_is_asked(heard: Heard) -> None:
    shown = page(f"{PAGE}/inviter", "consultant")
    assert "Udsatterådet" in shown
    assert ">Handicaprådet</option>" not in shown
    sent = send("consultant", f"{PAGE}/inviter", council=str(heard.councils["vulnerable"]), name="")
    assert sent.status_code == 302
    refused = send("consultant", f"{PAGE}/inviter", council="", name="")
    assert "Choose a council or write a name" in told(refused)
    assert "Udsatterådet" in read(PAGE)


KEPT = ("skriv-ind", "inviter", "frist", "luk")


@pytest.mark.parametrize("name", ["member", "leader", "citizen", "consultant_without_staff"])
def test_only_those_who_keep_hearings_do(heard: Heard, name: str) -> None:
    given = typed_in(heard)
    before = everything()
    for address in (*(f"{PAGE}/{each}" for each in KEPT), f"{PAST}/svar/{given}/kommunen", "/hoeringer/åbn"):
        assert client(name).get(address).status_code == 404, address
        assert send(name, address).status_code == 404, address
    assert everything() == before


def test_what_is_over_is_not_kept_on(heard: Heard) -> None:
    for each in ("inviter", "frist", "luk"):
        assert client("consultant").get(f"{PAST}/{each}").status_code == 404
    form_id = uuid4()
    for _time in range(2):
        sent = send("consultant", f"{PAGE}/luk", reason="Trukket.", seen_version=1, form_id=form_id)
        assert sent.headers["Location"] == PAGE
    assert heard.shown().state == HearingState.OVER


def test_a_council_shows_who_sits_in_it(heard: Heard) -> None:
    shown = read("/raad/handicapraadet")
    assert "In office" in shown
    assert "Chair" in shown
    assert "Former members" in shown
    assert "End the term" not in shown
    assert "End the term" in read("/raad/handicapraadet", "consultant")
    shown = read("/raad/raadet-paa-egely")
    assert "Resident" not in shown
    assert "Who they are is not shown" in shown
    assert "Resident" in read("/raad/raadet-paa-egely", "resident")


def test_councils_are_found(heard: Heard) -> None:
    assert read("/raad?slags=vulnerable").count("member") == 1
    assert "No council is like that" in read("/raad?ord=badminton")
    assert read("/raad?slags=drop+table").count("member") == 3


def test_a_council_and_its_members_are_kept(heard: Heard) -> None:
    form_id = uuid4()
    for _time in range(2):
        sent = send("consultant", "/raad/tilføj", name="Ældrerådet", kind="seniors", unit="", form_id=form_id)
        assert sent.headers["Location"] == "/raad/aeldreraadet"
    refused = send("consultant", "/raad/tilføj", name="Et nyt", kind="users_and_relatives", unit="")
    assert "belongs to a facility" in told(refused)
    seat = {"name": "Ida Holm", "role": "chair", "appointed_by": "Byrådet", "from_on": "2024-02-01", "until_on": ""}
    account = str(heard.council_member.account_id)
    assert send("consultant", "/raad/aeldreraadet/medlem", **seat, account=account).status_code == 302
    refused = send("consultant", "/raad/aeldreraadet/medlem", **seat | {"until_on": "2024-01-31"})
    assert "The last day must not come before the first." in told(refused)
    assert 'value="Ida Holm"' in refused.content.decode()
    [member] = get_council(SYSTEM, "aeldreraadet").members
    address = f"/raad/aeldreraadet/medlem/{member.id}"
    assert send("consultant", f"{address}/konto", account="").status_code == 302
    assert send("consultant", f"{address}/slut", until_on="2024-02-01").status_code == 302
    assert get_council(SYSTEM, "aeldreraadet").members[0].until_on == heard.shown().opens_on.replace(month=2, day=1)
    foreign = send("consultant", f"{address}/konto", account=str(heard.citizen.account_id))
    assert foreign.status_code == 422
    for name in ("member", "leader"):
        for each in ("/raad/tilføj", "/raad/aeldreraadet/medlem", f"{address}/konto", f"{address}/slut"):
            assert client(name).get(each).status_code == 404, each
            assert send(name, each).status_code == 404, each
    assert client("consultant").get(f"/raad/handicapraadet/medlem/{member.id}/slut").status_code == 404
