"""What the reader of files was not sure of, on the page: answered with one click, undone, and gone from then on."""

import json
import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from helhed.policy.actions.drafts import start_edition
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.editions import export_policy
from tests.policy.drafted import adopt
from tests.web.policy.drafting import area, client_of, content, draft, file, page, send, words
from tests.world import SYSTEM, build_world, read_in

SLUG = "politik-for-haven"
REVIEW = f"/politik/{SLUG}/udkast"
UNSURE = """Politik for haven

Fokusområde 1: Grønt
Der skal være noget at se på.

• At der plantes flere træer.
• At bænkene bliver malet.

Fokusområde 2: Blåt
Der skal være vand.
"""
KNOWN = "Is it right? Known only by this: an item of a list in the focus area."


@pytest.fixture
def client(db: None) -> Client:
    build_world()
    read_in(UNSURE)
    return client_of("consultant")


def press(client: Client, button: str, **more: str) -> str:
    """The button with this text, as the page has it; where one comes to stand."""
    shown = page(client.get(REVIEW))
    found = re.search(rf'<button type="submit" class="answer" ([^>]*)>{button}', shown)
    assert found, button
    named = dict(re.findall(r'(\w+)="([^"]*)"', found[1]))
    address = named.get("formaction", f"{REVIEW}/passer")
    answer = send(client, address, seen=draft(SLUG).step, **{named["name"]: named["value"]}, **more)
    assert answer.status_code == 302
    return answer.headers["Location"].partition("#")[2]


def test_the_number_of_open_doubts_stands_at_the_top(client: Client) -> None:
    shown = words(client.get(REVIEW))
    assert "Look at these: 4 open doubts" in shown
    assert shown.index("4 open doubts") < shown.index("What was found")
    assert KNOWN in shown


def test_one_item_is_answered_where_it_stands(client: Client) -> None:
    first, second = area(1, SLUG).goals
    answer = send(client, f"{REVIEW}/passer", seen=1, parts=str(first.id))
    assert answer.headers["Location"].endswith(f"#maal-{first.id}")
    shown = page(client.get(REVIEW))
    assert "Look at these: 3 open doubts" in shown
    assert shown.count(f'name="parts" value="{second.id}"') == 2
    assert str(first.id) not in "".join(re.findall(r'name="parts" value="([^"]*)"', shown))


def test_all_of_a_kind_are_answered_at_once_and_a_warning_is_looked_at(client: Client) -> None:
    assert press(client, "Yes, they all fit", **{"se-efter": "1"}) == "se-efter"
    assert KNOWN not in words(client.get(REVIEW))
    press(client, "Looked at")
    shown = words(client.get(REVIEW))
    assert "Look at this: 1 open doubt" in shown
    assert "Blåt« er læst uden mål" not in shown
    press(client, "Looked at")
    assert "open doubt" not in words(client.get(REVIEW))
    assert (draft(SLUG).step, draft(SLUG).undo.kind) == (4, "settle_warning")


def test_an_answer_is_a_step_that_can_be_undone(client: Client) -> None:
    before = content(SLUG)
    press(client, "Yes, they all fit")
    send(client, f"{REVIEW}/fortryd", seen=2)
    assert content(SLUG) == before
    assert "4 open doubts" in words(client.get(REVIEW))


def test_a_goal_that_was_reworded_is_no_doubt(client: Client) -> None:
    goal = area(1, SLUG).goals[0]
    send(client, f"{REVIEW}/mål/{goal.id}", seen=1, text="At der plantes hundrede træer.")
    assert "3 open doubts" in words(client.get(REVIEW))
    assert "corrected by hand" in words(client.get(REVIEW))


def test_nothing_of_it_is_left_in_hearing_in_the_file_and_in_the_next_edition(client: Client) -> None:
    for button in ("Yes, they all fit", "Looked at", "Looked at"):
        press(client, button)
    days = {"body": "Udvalget", "on": "2024-01-01", "until": "2030-01-01"}
    assert send(client, f"/politik/{SLUG}/høring", seen=4, **days).status_code == 302
    assert "Known only by this" not in words(client.get(REVIEW))
    exported = export_policy(SYSTEM, SLUG)
    assert "item_in_area" not in exported
    document_id = get_document(SYSTEM, SLUG).document.id
    adopt(document_id, on=date(2024, 1, 1))
    start_edition(by=SYSTEM, document_id=document_id)
    assert "open doubt" not in words(client.get(REVIEW))


def test_what_was_adopted_is_no_doubt_wherever_it_goes(client: Client) -> None:
    document_id = get_document(SYSTEM, SLUG).document.id
    adopt(document_id, on=date(2024, 1, 1))
    exported = export_policy(SYSTEM, SLUG)
    assert json.loads(exported)["focus_areas"][0]["goals"][0]["how"] == "confirmed"
    answer = client.post(
        "/politik/indlæs/eksporteret",
        {"file": file(exported, "politik.json"), "form_id": uuid4()},
    )
    assert "open doubt" not in words(client.get(answer.headers["Location"]))
    start_edition(by=SYSTEM, document_id=document_id)
    assert "open doubt" not in words(client.get(REVIEW))


def test_in_hearing_nothing_can_be_answered(client: Client) -> None:
    days = {"body": "Udvalget", "on": "2024-01-01", "until": "2030-01-01"}
    send(client, f"/politik/{SLUG}/høring", seen=1, **days)
    shown = page(client.get(REVIEW))
    assert "open doubts" in shown
    assert 'class="answer"' not in shown
    send(client, f"{REVIEW}/passer", seen=1, parts=str(area(1, SLUG).goals[0].id))
    assert draft(SLUG).step == 1


@pytest.mark.parametrize("parts", ["", "noget", "x" * 200_000, "\0", str(UUID(int=7))])
def test_an_answer_about_what_is_not_there_changes_nothing(client: Client, parts: str) -> None:
    assert send(client, f"{REVIEW}/passer", seen=1, parts=parts).status_code in {302, 404}
    for number in ("99", "-1", "x", "9" * 40):
        assert send(client, f"{REVIEW}/set", seen=1, warning=number).status_code in {302, 404}
    assert draft(SLUG).step == 1


def test_who_saw_an_older_draft_is_told(client: Client) -> None:
    goals = area(1, SLUG).goals
    send(client, f"{REVIEW}/passer", seen=1, parts=str(goals[0].id))
    answer = send(client, f"{REVIEW}/passer", seen=1, parts=str(goals[1].id))
    assert "Somebody else changed the draft meanwhile" in words(client.get(answer.headers["Location"]))
    assert draft(SLUG).step == 2


def test_a_goal_that_was_divided_says_from_which(client: Client) -> None:
    goal = area(1, SLUG).goals[0]
    send(client, f"{REVIEW}/mål/{goal.id}/del", seen=1, text="At der plantes\r\nflere træer.")
    shown = words(client.get(REVIEW))
    assert "divided from goal 1.1" in shown
    assert "marked in the text" not in shown
    second = area(1, SLUG).goals[1]
    assert "divided from goal 1.1" in words(client.get(f"{REVIEW}/mål/{second.id}"))
    send(client, f"{REVIEW}/mål/{goal.id}/fjern", seen=2)
    assert "divided from another goal" in words(client.get(REVIEW))
