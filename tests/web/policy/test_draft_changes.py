"""Every change to a draft, through the pages: made, undone and made again; sent twice; and by two people at once."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.translation import override

from helhed.policy.actions.drafts import import_policy
from helhed.policy.content.changes import SetValues
from helhed.policy.content.tree import Content, ContentValue
from tests.policy.drafted import change, slug_of
from tests.web.policy.drafting import (
    REVIEW,
    area,
    area_address,
    client_of,
    content,
    draft,
    goal,
    goal_address,
    page,
    send,
    texts,
    words,
)
from tests.world import SYSTEM, build_world

Change = tuple[Callable[[], str], dict[str, Any], Callable[[Content], bool]]
KEY = "At alle på botilbuddene har deres egen nøgle."
WAIT = "At ingen venter mere end 30 dage på en bolig."
FACTS = {"title": "Ny titel", "subtitle": "", "municipality": "Birkested Kommune", "period": "2025 - 2028"}


@pytest.fixture
def client(db: None) -> Client:
    build_world()
    return client_of("consultant")


def changes() -> dict[str, Change]:
    """What is done: where, with what typed, and how one sees that it was done."""
    return {**of_the_policy(), **of_areas(), **of_goals(), **of_quotes()}


def of_the_policy() -> dict[str, Change]:
    return {
        "SetFacts": (
            lambda: f"{REVIEW}/fakta",
            {**FACTS, "target_group": "Alle", "vision": "Et godt liv."},
            lambda now: (now.title, now.period, now.vision) == ("Ny titel", "2025-2028", "Et godt liv."),
        ),
        "SetStatements": (
            lambda: f"{REVIEW}/udsagn",
            {"texts": "bestemmer selv.\r\n\r\nhar venner.\r\n"},
            lambda now: now.statements == ("bestemmer selv.", "har venner."),
        ),
        "SetValues": (
            lambda: f"{REVIEW}/værdier",
            {"name_1": "Tillid", "text_1": "Vi tror på hinanden.", "name_2": "", "text_2": ""},
            lambda now: now.values == (ContentValue("Tillid", "Vi tror på hinanden."),),
        ),
    }


def of_areas() -> dict[str, Change]:
    return {
        "AddArea": (
            lambda: f"{REVIEW}/område",
            {"title": "Arbejde"},
            lambda now: [each.title for each in now.areas] == ["Bolig", "Fællesskab", "Arbejde"],
        ),
        "ChangeArea": (
            lambda: area_address(1),
            {"title": "Hjem", "number": "7", "intro": "Første.\r\n\r\nAndet.", "goals_lead": "Vi vil:"},
            lambda now: (
                (now.areas[0].title, now.areas[0].number, now.areas[0].intro) == ("Hjem", 7, "Første.\n\nAndet.")
            ),
        ),
        "MoveArea": (
            lambda: area_address(2, "flyt"),
            {"place": "1"},
            lambda now: [each.title for each in now.areas] == ["Fællesskab", "Bolig"],
        ),
        "JoinAreas": (lambda: area_address(2, "saml"), {}, lambda now: [len(each.goals) for each in now.areas] == [4]),
        "SplitArea": (
            lambda: area_address(1, "del"),
            {"goal": lambda: goal("1.2").id, "title": "Ventetid"},
            lambda now: [each.title for each in now.areas] == ["Bolig", "Ventetid", "Fællesskab"],
        ),
        "DropArea": (
            lambda: area_address(1, "fjern"),
            {},
            lambda now: [each.title for each in now.areas] == ["Fællesskab"],
        ),
    }


def of_goals() -> dict[str, Change]:
    return {
        "AddGoal": (
            lambda: area_address(1, "mål"),
            {"text": "At alle kan lukke døren."},
            lambda now: now.areas[0].goals[-1].text == "At alle kan lukke døren.",
        ),
        "RewordGoal": (
            lambda: goal_address("1.1"),
            {"text": "At alle har en nøgle."},
            lambda now: now.areas[0].goals[0].text == "At alle har en nøgle.",
        ),
        "MoveGoal": (
            lambda: goal_address("1.1", "flyt"),
            {"area": lambda: area(2).id, "place": "2"},
            lambda now: [len(each.goals) for each in now.areas] == [1, 3] and now.areas[1].goals[1].text == KEY,
        ),
        "the same, by the arrow": (
            lambda: goal_address("1.2", "flyt"),
            {"place": "1"},
            lambda now: [each.text for each in now.areas[0].goals] == [WAIT, KEY],
        ),
        "JoinGoals": (
            lambda: goal_address("1.2", "saml"),
            {},
            lambda now: [each.text for each in now.areas[0].goals] == [f"{KEY} {WAIT}"],
        ),
        "SplitGoal": (
            lambda: goal_address("1.1", "del"),
            {"text": "At alle har\r\n\r\nderes egen nøgle."},
            lambda now: [each.text for each in now.areas[0].goals[:2]] == ["At alle har", "deres egen nøgle."],
        ),
        "DropGoal": (lambda: goal_address("1.1", "fjern"), {}, lambda now: len(now.areas[0].goals) == 1),
    }


def of_quotes() -> dict[str, Change]:
    return {
        "AddQuote": (
            lambda: area_address(2, "citat"),
            {"text": "Her er rart", "source": "En gæst"},
            lambda now: [(each.text, each.source) for each in now.areas[1].quotes] == [("Her er rart", "En gæst")],
        ),
        "ChangeQuote": (
            lambda: f"{REVIEW}/citat/{area(1).quotes[0].id}",
            {"text": "Jeg lukker selv", "source": ""},
            lambda now: [(each.text, each.source) for each in now.areas[0].quotes] == [("Jeg lukker selv", "")],
        ),
        "DropQuote": (
            lambda: f"{REVIEW}/citat/{area(1).quotes[0].id}/fjern",
            {},
            lambda now: not now.areas[0].quotes,
        ),
    }


def test_every_change_is_made_undone_and_made_again(client: Client) -> None:
    before = content()
    for name, (address, typed, is_done) in changes().items():
        filled = {key: value() if callable(value) else value for key, value in typed.items()}
        answer = send(client, address(), **filled)
        assert answer.status_code == 302, (name, words(answer))
        assert answer.headers["Location"].startswith(f"{REVIEW}#"), name
        anchor = answer.headers["Location"].partition("#")[2]
        reviewed = client.get(REVIEW)
        shown, text = page(reviewed), words(reviewed)
        assert f'id="{anchor}"' in shown, name
        assert is_done(content()), name
        with override("en"):
            kind = str(draft().last.kind.label)
        assert f"Saved: {kind}" in shown
        assert f"Undo : {kind}" in text

        assert send(client, f"{REVIEW}/fortryd").headers["Location"] == REVIEW
        assert content() == before, name
        assert f"Do again : {kind}" in words(client.get(REVIEW))
        send(client, f"{REVIEW}/gentag")
        assert is_done(content()), name
        send(client, f"{REVIEW}/fortryd")


def test_areas_that_were_moved_are_numbered_anew_with_one_press(client: Client) -> None:
    told, button = "The numbers do not follow the order", f'action="{REVIEW}/numre"'
    assert told not in page(client.get(REVIEW))
    send(client, area_address(2, "flyt"), place="1")
    shown = unquote(page(client.get(REVIEW)))
    assert told in shown
    assert button in shown
    moved = content()
    answer = send(client, f"{REVIEW}/numre")
    assert answer.headers["Location"] == f"{REVIEW}#omraader"
    assert [(each.number, each.title) for each in content().areas] == [(1, "Fællesskab"), (2, "Bolig")]
    shown = page(client.get(REVIEW))
    assert told not in shown
    assert 'id="omraader"' in shown
    assert "Saved: focus areas numbered anew" in shown
    send(client, f"{REVIEW}/fortryd")
    assert content() == moved
    assert send(client, f"{REVIEW}/numre", seen=1).status_code == 302
    assert content() == moved


def sent_back(client: Client, address: str) -> dict[str, str]:
    """What a browser sends from the page when nothing was typed."""
    fields = r'<(?:input|textarea)[^>]*name="((?:name|text)_[0-9]+)"(?:[^>]*value="([^"]*)")?'
    return dict(re.findall(fields, page(client.get(address))))


@pytest.mark.parametrize("count", [3, 60, 700])
def test_to_save_what_nobody_touched_changes_nothing(client: Client, count: int) -> None:
    """However many values a file from another program has."""
    values = tuple(ContentValue(f"Værdi {number}") for number in range(1, count + 1))
    change(draft().document.id, SetValues(values))
    fields = sent_back(client, f"{REVIEW}/værdier")
    assert len(fields) == 2 * (count + 2)
    assert send(client, f"{REVIEW}/værdier", **fields).status_code == 302
    assert content().values == values


def test_a_value_that_nothing_was_sent_about_stays(client: Client) -> None:
    values = tuple(ContentValue(f"Værdi {number}", f"Tekst {number}") for number in range(1, 5))
    change(draft().document.id, SetValues(values))
    sent = {"name_1": "Første", "text_1": "Tekst 1", "name_3": "", "text_3": "", "name_9": "Ny"}
    assert send(client, f"{REVIEW}/værdier", **sent).status_code == 302
    assert content().values == (ContentValue("Første", "Tekst 1"), values[1], values[3], ContentValue("Ny"))


def test_a_statement_that_another_program_broke_into_lines_stays_one(client: Client) -> None:
    broken = {"format": "helhed-policy/1", "title": "Brudt", "vision_statements": ["bestemmer\nselv.", "har venner."]}
    document_id = import_policy(by=SYSTEM, data=json.dumps(broken).encode())
    slug = slug_of(document_id)
    shown = re.search(r"<textarea[^>]*>([^<]*)", page(client.get(f"/politik/{slug}/udkast/udsagn")))
    assert shown
    send(client, f"/politik/{slug}/udkast/udsagn", seen=1, texts=shown[1].strip())
    assert content(slug).statements == ("bestemmer selv.", "har venner.")


WRONG: list[tuple[str, dict[str, str], str]] = [
    ("/fakta", {**FACTS, "title": " ", "vision": "Skrevet"}, "Title: This field is required."),
    ("/fakta", {**FACTS, "period": "næste år", "vision": "Skrevet"}, "Write the period as two years"),
    ("/område", {"title": "\u200b"}, "Write what the focus area is called."),
    ("GOAL", {"text": "Skrevet" * 200}, "at most 1000 characters"),
    ("GOAL", {"text": "12345 ???"}, "Write the goal in words."),
    ("GOAL/del", {"text": "Skrevet uden skift"}, "Put one line break where the goal is to be divided."),
    ("GOAL/del", {"text": "Skrevet\nmed\nto"}, "Put one line break where the goal is to be divided."),
    ("GOAL/flyt", {"area": "nogen", "place": "2"}, "Select a valid choice"),
    ("GOAL/saml", {}, "There is no goal above this one to join it with."),
    ("AREA", {"title": "", "intro": "Skrevet"}, "This field is required."),
    ("AREA", {"title": "Bolig", "number": "0", "intro": "Skrevet"}, "greater than or equal to 1"),
    ("AREA/saml", {}, "There is no focus area above this one to join it with."),
    ("AREA/del", {"goal": "", "title": "Skrevet"}, "This field is required."),
    ("AREA/citat", {"text": "", "source": "Skrevet"}, "This field is required."),
    ("/værdier", {"name_1": "", "text_1": "Skrevet"}, "Write what the value is called."),
    ("/tekst?fra=3", {"text": "Skrevet", "becomes": "citat", "area": ""}, "Choose the focus area that the quote"),
    ("/tekst?fra=3", {"text": "Skrevet " * 40, "becomes": "fokusomraade"}, "has at most 200 characters"),
]


def test_what_cannot_be_used_is_told_and_kept(client: Client) -> None:
    before, named = content(), {"GOAL": goal_address("1.1"), "AREA": area_address(1), "": REVIEW}
    for ending, typed, fault in WRONG:
        place, slash, rest = ending.partition("/")
        answer = send(client, f"{named[place]}{slash}{rest}", **typed)
        assert answer.status_code == 422, ending
        assert fault in words(answer), ending
        assert all(text.strip() in page(answer) for text in typed.values() if "Skrevet" in text), ending
    assert content() == before


def test_every_address_of_a_form_shows_its_page(client: Client) -> None:
    """One may come back to it after signing in again, or to read it in another language."""
    for does in ("", "flyt", "del", "saml", "fjern"):
        assert client.get(goal_address("1.2", does)).status_code == 200
        assert client.get(area_address(2, does)).status_code == 200


def test_a_goal_says_where_it_was_found(client: Client) -> None:
    shown = words(client.get(goal_address("1.1")))
    assert "Recognised by this: an item below a line about goals" in shown
    assert "In the document Vores mål er:" in shown or "In the document" in shown


# --- two at once, and twice ---


def test_the_second_of_two_is_told_and_may_save_on_top(client: Client) -> None:
    seen, other = draft().step, client_of("consultant_without_staff")
    send(other, goal_address("1.1"), text="At den første skrev dette.")
    answer = send(client, goal_address("1.1"), seen=seen, text="At den anden skrev dette.")
    assert answer.status_code == 422
    shown = page(answer)
    assert "Somebody else has changed this" in shown
    assert "At den første skrev dette." in shown
    assert "The last change: goal reworded (Consultant_Without_Staff" in words(answer)
    assert ">\nAt den anden skrev dette.</textarea>" in shown
    assert texts(1)[0] == "At den første skrev dette."
    step = re.search(r'name="seen_step" value="(\d+)"[^>]*id="skriv-seen_step"', shown)
    assert step
    assert send(client, goal_address("1.1"), seen=int(step[1]), text="At den anden skrev dette.").status_code == 302
    assert texts(1)[0] == "At den anden skrev dette."


def test_who_was_told_of_something_else_has_not_been_told_of_the_other(client: Client) -> None:
    """A form with a fault of its own keeps the step that was seen: saving it mended is refused once more."""
    seen = draft().step
    send(client_of("consultant"), goal_address("1.2"), text="At den første skrev dette.")
    answer = send(client, goal_address("1.1"), seen=seen, text="")
    assert re.search(rf'name="seen_step" value="{seen}"[^>]*id="skriv-seen_step"', page(answer))
    assert send(client, goal_address("1.1"), seen=seen, text="At nogen skrev.").status_code == 422


def test_what_was_typed_about_something_removed_is_handed_back(client: Client) -> None:
    address, quote = goal_address("1.1"), f"{REVIEW}/citat/{area(1).quotes[0].id}"
    send(client_of("consultant"), area_address(1, "fjern"))
    for gone, typed in (
        (address, {"text": "At dette ikke går tabt."}),
        (quote, {"text": "Heller ikke dette", "source": ""}),
    ):
        answer = send(client, gone, **typed)
        assert answer.status_code == 404
        assert typed["text"] in page(answer)
    assert client.get(address).status_code == 404
    assert send(client, address, text="").headers["Location"] == REVIEW
    assert client_of("leader").post(address, {"text": "At dette ikke går tabt."}).content.count(b"At dette") == 0


def test_nothing_is_undone_that_one_has_not_seen(client: Client) -> None:
    send(client, goal_address("1.1"), text="At den første skrev dette.")
    seen = draft().step
    send(client, goal_address("1.2"), text="At den anden skrev dette.")
    for ending in ("fortryd", "gentag"):
        answer = send(client, f"{REVIEW}/{ending}", seen=seen)
        assert answer.status_code == 302
        assert "Somebody else changed the draft meanwhile" in page(client.get(REVIEW))
    assert client.post(f"{REVIEW}/fortryd").status_code == 302
    assert texts(1) == ["At den første skrev dette.", "At den anden skrev dette."]


def test_sent_twice_is_done_once(client: Client) -> None:
    form_id, seen = uuid4(), draft().step
    for _time in range(2):
        answer = send(client, area_address(1, "mål"), seen=seen, form_id=form_id, text="At der sker én ting.")
        assert answer.status_code == 302
    assert texts(1).count("At der sker én ting.") == 1
    for address in (goal_address("1.2", "saml"), goal_address("2.1", "fjern"), area_address(2, "saml")):
        form_id, seen = uuid4(), draft().step
        for _time in range(2):
            assert send(client, address, seen=seen, form_id=form_id).status_code == 302
        assert draft().step == seen + 1
    for _step in range(4):
        undo, seen = uuid4(), draft().step
        send(client, f"{REVIEW}/fortryd", seen=seen, form_id=undo)
    send(client, goal_address("1.1"), text="At der sker én ting til.")
    undo, seen = uuid4(), draft().step
    for _time in range(2):
        send(client, f"{REVIEW}/fortryd", seen=seen, form_id=undo)
    assert draft().step == 1


def test_there_is_an_end_to_what_can_be_undone(client: Client) -> None:
    assert "Undo" not in words(client.get(REVIEW))
    send(client, f"{REVIEW}/fortryd")
    assert "There is nothing to undo." in page(client.get(REVIEW))
    send(client, f"{REVIEW}/gentag")
    assert "There is nothing to do again." in page(client.get(REVIEW))
