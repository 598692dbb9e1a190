"""What everybody reads of hearings and councils, and takes away."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from docx import Document as WordDocument

from helhed.audit.acting import acting
from helhed.participation.models import Hearing
from tests.participation.heard import OPEN, OVER, Heard, answer, build_heard, reply, typed_in
from tests.web.participation.hearing_pages import PAGE, PAST, client, page, read, send
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, at


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


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


def test_the_box_on_a_policy_s_page_says_how_others_can_answer(heard: Heard) -> None:
    how = "Everybody may answer. Write to "
    assert how in read(f"/politik/{DRAFT_SLUG}")
    assert how not in read("/handleplan/handleplan-2021-2022")
    with acting(by=SYSTEM):
        Hearing.objects.filter(slug=OPEN).update(is_open_to_all=False)
    assert "Only those who are asked answer." in read(f"/politik/{DRAFT_SLUG}")


def test_the_front_page_shows_a_member_what_waits(heard: Heard) -> None:
    assert "Hearings that wait for your answer" in read("/", "member")
    answer(heard, "member")
    for name in ("member", "citizen", "deputy_member", ""):
        assert "Hearings that wait" not in read("/", name)


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
