"""Hearings and councils through their pages: read, answered, kept, and taken away."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from docx import Document as WordDocument

from helhed.participation.actions.answers import correct_answer
from helhed.participation.actions.hearings import close_hearing, move_deadline
from helhed.participation.models import HearingAnswer
from helhed.participation.queries.councils import get_council
from helhed.participation.queries.hearings import get_hearing
from helhed.participation.words import HearingState
from tests.participation.heard import OPEN, OVER, Heard, answer, build_heard, reply, typed_in
from tests.web.policy.pages import client_of, words
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, VISITOR, at, everything

PAGE, PAST = f"/hoeringer/{OPEN}", f"/hoeringer/{OVER}"
OUTSIDERS = ("citizen", "council_member", "deputy_member", "member_until_yesterday", "member_elsewhere")


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def client(name: str = "") -> Client:
    return client_of(name.replace("_", "-"))


def page(address: str, name: str = "") -> str:
    found = client(name).get(address)
    assert found.status_code == 200, address
    main = re.search(r"<main.*</main>", found.content.decode(), re.DOTALL)
    assert main
    return unescape(unquote(re.sub(r"\s+", " ", main[0])))


def read(address: str, name: str = "") -> str:
    return words(page(address, name))


def told(sent: HttpResponse) -> str:
    return unescape(words(sent.content.decode()))


def send(who: str, address: str, /, **typed: Any) -> HttpResponse:
    return client(who).post(address, {"form_id": uuid4(), **typed})


# Reading


def test_the_list_is_narrowed_and_put_in_order(heard: Heard) -> None:
    titles = re.compile(r'card-box__title"[^>]*><a href="[^"]*">([^<]*)</a>')
    assert titles.findall(page("/hoeringer")) == ["Høring om udkastet", "Høring om handleplanen"]
    assert titles.findall(page("/hoeringer?orden=title")) == ["Høring om handleplanen", "Høring om udkastet"]
    assert titles.findall(page("/hoeringer?status=over")) == ["Høring om handleplanen"]
    assert titles.findall(page("/hoeringer?ord=UDKASTET")) == ["Høring om udkastet"]
    assert titles.findall(page("/hoeringer?vis=mine", "member_elsewhere")) == ["Høring om handleplanen"]
    for nonsense in ("?status=drop+table", "?orden=x", f"?ord={'x' * 300}", "?vis=andres", "?ord=%00"):
        assert len(titles.findall(page(f"/hoeringer{nonsense}"))) in (0, 2)
    assert "No hearing is like that" in read("/hoeringer?ord=badminton")
    assert 'name="vis"' not in page("/hoeringer")
    assert 'name="vis"' in page("/hoeringer", "member")


def test_no_hearing_and_no_council_say_what_to_do(db: None) -> None:
    assert "No hearing yet When the municipality asks what people think" in read("/hoeringer")
    assert "No council yet" in read("/raad")


def test_a_hearing_says_what_is_asked_whom_until_when_and_who_reads_it(heard: Heard) -> None:
    shown = read(PAGE)
    assert "Open until 1 March 2024, 30 days left" in shown
    assert "Hvad mener I?" in shown
    assert "Handicaprådet Rådet på Egely Foreningen Venner" in shown
    assert "Who reads the answers Consultant, Botilbuddet Egely" in shown
    assert "The municipality replies by 1 April 2024" in shown
    assert "Everybody may answer. Write to" in shown
    assert f'href="/politik/{DRAFT_SLUG}/udgave/1"' in page(PAGE)
    assert 'href="/handleplan/handleplan-2021-2022"' in page(PAST)


def test_answers_are_shown_with_the_reply_and_not_before(heard: Heard) -> None:
    typed_in(heard, "vulnerable", where="mødet den 3. marts")
    shown = read(PAST)
    assert "Det siger vulnerable." not in shown
    assert "1 answer has come that is not shown yet." in shown
    given = heard.shown(OVER).answers[0].id
    reply(heard, given, changed="Boligerne kommer først.")
    shown = read(PAST)
    assert "Received on 1 March 2023 · Typed in by an employee from: mødet den 3. marts" in shown
    assert "The municipality's reply Tak for svaret. What it changed Boligerne kommer først." in shown
    reply(heard, typed_in(heard, words="Min søn er syg."), is_withheld=True)
    shown = read(PAST)
    assert "Min søn er syg." not in shown
    assert "It is not shown here, because it tells of somebody's private life." in shown
    assert "Min søn er syg." in read(PAST, "consultant")


def test_what_was_moved_and_closed_says_why(heard: Heard) -> None:
    days = {"closes_on": "2024-02-20", "replies_on": "2024-04-01"}
    assert send("consultant", f"{PAGE}/frist", **days, reason="Udvalget mødes før.", seen_version=1).status_code == 302
    assert "from 1 March 2024 to 20 February 2024: Udvalget mødes før." in read(PAGE)
    assert send("consultant", f"{PAGE}/luk", reason="Trukket.", seen_version=2).status_code == 302
    assert "Closed early on 1 February 2024: Trukket." in read(PAGE)


def test_the_pages_of_what_is_heard_lead_to_the_hearing(heard: Heard) -> None:
    for address in (f"/politik/{DRAFT_SLUG}", f"/politik/{DRAFT_SLUG}/udgave/1"):
        assert f'href="{PAGE}"' in page(address)
        assert "Open a hearing" not in page(address)
        assert f"/hoeringer/åbn?om={DRAFT_SLUG}/1" in page(address, "consultant")
    assert f'href="{PAST}"' in page("/handleplan/handleplan-2021-2022")
    assert 'id="hearings"' not in page(f"/politik/{SLUG}")


def test_the_front_page_shows_a_member_what_waits(heard: Heard) -> None:
    assert "Hearings that wait for your answer" in read("/", "member")
    answer(heard, "member")
    for name in ("member", "citizen", "deputy_member", ""):
        assert "Hearings that wait" not in read("/", name)


# Answering


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


# Keeping


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


# Councils


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


# The note


def test_the_note_of_a_hearing_holds_what_the_page_holds(heard: Heard) -> None:
    reply(heard, typed_in(heard, "vulnerable"), changed="Boligerne kommer først.")
    reply(heard, typed_in(heard, words="Min søn er syg."), is_withheld=True)
    typed_in(heard, "disability")
    file = client().get(f"{PAST}/notat.docx")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{OVER}.docx"'
    said = "\n".join(paragraph.text for paragraph in WordDocument(BytesIO(file.content)).paragraphs)
    for words_ in ("Udsatterådet", "Det siger vulnerable.", "Tak for svaret.", "Boligerne kommer først.", "not shown"):
        assert words_ in said
    assert "Min søn er syg." not in said
    assert "Det siger disability." not in said
    assert client().get(f"{PAST}/notat.docx").content == file.content
    for_keepers = WordDocument(BytesIO(client("consultant").get(f"{PAST}/notat.docx").content))
    assert "Min søn er syg." in "\n".join(paragraph.text for paragraph in for_keepers.paragraphs)
    assert client().get(f"{PAST}/notat.pdf").content.startswith(b"%PDF")
    assert client().get(f"{PAGE}/notat.pdf").status_code == 200
