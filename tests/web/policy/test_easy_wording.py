"""The form of the easy wording: it suggests, and never stands in the way."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from helhed.access.models import Account
from helhed.policy.queries.goals import get_goal
from helhed.policy.words import LONGEST_EASY_WORDING
from helhed.web.policy.easier import help_with, marked_labels
from tests.world import SLUG, VISITOR, build_world, everything

ADDRESS = f"/politik/{SLUG}/mål/1.1/let-dansk"
GOAL = f"/politik/{SLUG}/mål/1.1"
LABELLED = "Hjælp til hjemløse, og de får en indsats."
Send = Callable[..., HttpResponse]


def client_of(username: str) -> Client:
    client = Client()
    # The catalogues are looked after elsewhere; English is the text in the code.
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if username:
        client.force_login(Account.objects.get(username=username))
    return client


@pytest.fixture
def world(db: None) -> None:
    build_world()


@pytest.fixture
def send(world: None) -> Send:
    """Send the form as the consultant."""
    client = client_of("consultant")

    def post(text: str, **more: Any) -> HttpResponse:
        return client.post(ADDRESS, {"text": text, "seen_version": 1, "form_id": uuid4(), **more})

    return post


def easy_wording() -> str:
    return get_goal(VISITOR, SLUG, "1.1").easy_wording


def test_looking_saves_nothing_and_keeps_what_was_typed(send: Send) -> None:
    before = everything()
    answer = send(LABELLED, look="1")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f">\n{LABELLED}</textarea>" in page
    assert 'name="seen_version" value="1"' in page
    assert everything() == before


def test_what_was_looked_over_is_saved_by_the_same_form(send: Send) -> None:
    form_id = uuid4()
    send(LABELLED, look="1", form_id=form_id)
    assert send("Du får hjælp.", form_id=form_id).status_code == 302
    assert easy_wording() == "Du får hjælp."


def test_the_help_offers_easier_words(send: Send) -> None:
    page = send(LABELLED, look="1").content.decode()
    assert "The text is easy to read." in page
    assert "mennesker i hjemløshed" in page
    assert "hjælp · støtte" in page
    assert "These are only suggestions. You decide." in page


def test_there_is_no_help_before_it_is_asked_for(send: Send) -> None:
    assert "wording-help" not in client_of("consultant").get(ADDRESS).content.decode()


def test_a_group_label_is_marked_in_the_text_with_a_word(send: Send) -> None:
    page = send(LABELLED, look="1").content.decode()
    mark = '<mark class="group-label">hjemløse <span class="group-label__word" lang="en">(group label)</span></mark>'
    assert f"Hjælp til {mark}, og de får en indsats." in page


def test_a_text_with_group_labels_is_saved_as_it_was_written(send: Send) -> None:
    assert send(LABELLED).status_code == 302
    assert easy_wording() == LABELLED


@pytest.mark.parametrize("text", ["\u200b", "\u00ad\u2060 \ufeff", "\u3164\u115f", "\u2800", "\u0301", " \n\t"])
def test_a_text_that_nobody_can_see_is_none(send: Send, text: str) -> None:
    page = send(text, look="1").content.decode()
    assert "There is nothing to look at yet." in page
    assert "You decide" not in page
    assert send(text).status_code == 302
    assert easy_wording() == ""


@pytest.mark.parametrize("text", ["Ja", "7", "😀", "?", "\u200bJa\u200b"])
def test_what_can_be_seen_is_kept(send: Send, text: str) -> None:
    assert send(text).status_code == 302
    assert easy_wording() == text


@pytest.mark.parametrize("more", [{}, {"look": "1"}])
def test_a_text_that_is_too_long_comes_back(send: Send, more: dict[str, str]) -> None:
    text = "Ja. " * LONGEST_EASY_WORDING
    answer = send(text, **more)
    assert answer.status_code == 422
    assert text.strip() in answer.content.decode()
    assert "wording-help" not in answer.content.decode()
    assert easy_wording() == ""


def test_another_fault_hides_no_change_by_somebody_else(send: Send) -> None:
    send("Hun skrev først.")
    answer = send("x" * 501)
    assert 'name="seen_version" value="1"' in answer.content.decode()
    told = send("Han skrev imens.")
    assert "Hun skrev først." in told.content.decode()


def test_what_is_typed_is_never_read_as_a_page(send: Send) -> None:
    page = send("<script>x</script> hjemløse <b>borgere</b>", look="1").content.decode()
    assert "<script>x" not in page
    assert "<b>borgere" not in page
    assert "&lt;script&gt;x&lt;/script&gt; <mark" in page


@pytest.mark.parametrize(("username", "status"), [("", 302), ("leader", 404), ("dpo", 404), ("citizen", 404)])
def test_only_those_who_write_it_get_help(world: None, username: str, status: int) -> None:
    answer = client_of(username).post(ADDRESS, {"text": LABELLED, "seen_version": 1, "look": "1"})
    assert answer.status_code == status
    assert b"indsats" not in answer.content


def test_the_public_page_marks_labels_only_to_those_who_write(send: Send) -> None:
    send(LABELLED)
    for username in ("", "citizen", "leader", "dpo"):
        page = client_of(username).get(GOAL).content.decode()
        assert f'<p lang="da">{LABELLED}</p>' in page
        assert "<mark" not in page
    assert '<mark class="group-label">hjemløse' in client_of("consultant").get(GOAL).content.decode()


def test_a_text_without_labels_is_shown_as_it_is_to_those_who_write(send: Send) -> None:
    send("Du får hjælp.")
    assert '<p lang="da">Du får hjælp.</p>' in client_of("consultant").get(GOAL).content.decode()


def test_the_marked_parts_are_the_whole_text() -> None:
    text = "De udsatte, hjemløse og andre"
    parts = marked_labels(text)
    assert "".join(part.text for part in parts) == text
    assert [part.text for part in parts if part.is_marked] == ["De udsatte", "hjemløse"]
    assert marked_labels("Du får hjælp.") == []


def test_the_same_words_give_one_hint() -> None:
    with translation.override("en"):
        hints = help_with("En indsats og Indsats. En borger og en indsats.").hints
    assert [(hint.kind, hint.words) for hint in hints] == [
        ("The municipality's own word", "indsats"),
        ("The municipality's own word", "borger"),
    ]
