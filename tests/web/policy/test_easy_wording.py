"""The form of the easy wording: it suggests, and never stands in the way."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from helhed.access.models import Account
from helhed.policy.actions.drafts import start_edition
from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.content.changes import RewordGoal
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.goals import get_goal
from helhed.policy.words import LONGEST_EASY_WORDING
from helhed.web.policy.easier import help_with, marked_labels
from tests.policy.drafted import change, next_edition
from tests.world import SLUG, SYSTEM, VISITOR, build_world, everything, goals_of

ADDRESS = f"/politik/{SLUG}/mål/1.1/let-dansk"
GOAL = f"/politik/{SLUG}/mål/1.1"
LIST = "/politik/gennemgå-let-dansk"
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


# --- written to an earlier wording ---


@pytest.fixture
def outdated(world: None) -> Client:
    """The consultant, after the goal was said in easy words and then got others."""
    goals = goals_of(SLUG)
    write_easy_wording(by=SYSTEM, goal_id=goals["1.1"], seen_version=1, text="Du får din egen nøgle.")
    next_edition(policy_id(), RewordGoal(goals["1.1"], "At alle på botilbuddene har deres egen dør."))
    return client_of("consultant")


def policy_id() -> UUID:
    return get_document(SYSTEM, SLUG).document.id


@pytest.mark.parametrize("address", [GOAL, f"/politik/{SLUG}/fokus/1", f"/politik/{SLUG}", "/søg?q=dør"])
def test_readers_do_not_see_an_outdated_easy_wording(outdated: Client, address: str) -> None:
    shown = client_of("").get(address).content.decode()
    assert "egen nøgle." not in shown
    assert "earlier" not in shown.replace("earlier than", "")


def test_those_who_write_are_told_where_they_meet_it(outdated: Client) -> None:
    assert "The easy wording was written to an earlier wording" in outdated.get(GOAL).content.decode()
    policy = outdated.get(f"/politik/{SLUG}").content.decode()
    assert "1 easy wording was written to an earlier official wording" in policy
    assert f'href="{quote(LIST)}"' in policy
    waiting = outdated.get(LIST).content.decode()
    assert "Du får din egen nøgle." in waiting
    assert "<del>" in waiting
    form = outdated.get(ADDRESS).content.decode()
    assert ">\nDu får din egen nøgle.</textarea>" in form
    assert "Written to an earlier wording" in form


def test_one_that_still_fits_is_confirmed_from_the_list(outdated: Client) -> None:
    [form] = re.findall(r'<form class="actions".*?</form>', outdated.get(LIST).content.decode(), re.DOTALL)
    typed = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answer = outdated.post(ADDRESS, typed)
    assert unquote(answer.headers["Location"]) == LIST
    assert easy_wording() == "Du får din egen nøgle."
    assert "None waits" in outdated.get(LIST).content.decode()
    assert client_of("").get(GOAL).content.decode().count("Du får din egen nøgle.") == 1


def test_the_adoption_page_lists_what_would_be_left_behind(world: None) -> None:
    goals, client = goals_of(SLUG), client_of("consultant")
    write_easy_wording(by=SYSTEM, goal_id=goals["1.1"], seen_version=1, text="Du får din egen nøgle.")
    start_edition(by=SYSTEM, document_id=policy_id())
    told = "readers do not see these easy wordings"
    assert told not in client.get(f"/politik/{SLUG}/vedtag").content.decode()
    change(policy_id(), RewordGoal(goals["1.1"], "At alle på botilbuddene har deres egen dør."))
    shown = client.get(f"/politik/{SLUG}/vedtag").content.decode()
    assert told in shown
    assert "Du får din egen nøgle." in shown
