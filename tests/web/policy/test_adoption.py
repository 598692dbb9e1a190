"""Hearing, adoption and the next edition, through the pages."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from helhed.policy.queries.documents import get_document
from helhed.policy.words import DocumentState
from helhed.web.policy.succession import likeness_words
from tests.web.policy.drafting import (
    NO_POLICY,
    OUTSIDERS,
    REVIEW,
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
from tests.world import DRAFT, DRAFT_SLUG, SLUG, SYSTEM, at, build_world, read_in

POLICY = f"/politik/{DRAFT_SLUG}"
HEARING = {"body": "Socialudvalget", "on": "2024-01-30", "until": "2024-03-01", "agenda_item": "Punkt 4"}
ADOPTION = {"body": "Byrådet", "on": "2024-01-31", "agenda_item": "Punkt 9", "in_force_on": "", "valid_until": ""}


@pytest.fixture
def client(db: None) -> Any:
    with at(2024, 2, 1):
        build_world()
        yield client_of("consultant")


def adopt(client: Client, slug: str = DRAFT_SLUG, **typed: Any) -> HttpResponse:
    return send(client, f"/politik/{slug}/vedtag", **{**ADOPTION, **typed})


def work_on(client: Client, slug: str) -> str:
    shown = words(client.get(f"/politik/{slug}"))
    return shown.partition("Work on the policy")[2]


# --- hearing ---


def test_a_draft_in_hearing_is_open_to_all_and_stands_still(client: Client) -> None:
    assert client_of("").get(POLICY).status_code == 404
    answer = send(client, f"{POLICY}/høring", **HEARING)
    assert answer.headers["Location"] == POLICY
    assert client_of("").get(POLICY).status_code == 200
    shown = words(client.get(REVIEW))
    assert "The draft is in hearing Everybody can read it, and answer until 1 March 2024." in shown
    assert "Move up" not in page(client.get(REVIEW))
    assert "Use the text" not in shown
    answer = send(client, goal_address("1.1"), text="At nogen retter imens.")
    assert answer.status_code == 422
    assert "The draft is in hearing and cannot be changed. Take it back first." in words(answer)
    assert "At nogen retter imens." in page(answer)
    assert "in hearing already" in words(client.get(f"{POLICY}/høring"))

    assert send(client, f"{POLICY}/høring/tilbage").headers["Location"] == REVIEW
    assert client_of("").get(POLICY).status_code == 404
    assert send(client, goal_address("1.1"), text="At nogen retter bagefter.").status_code == 302


def test_a_hearing_is_begun_and_ended_once_though_it_is_sent_twice(client: Client) -> None:
    form_id, seen = uuid4(), draft().step
    for _time in range(2):
        assert send(client, f"{POLICY}/høring", seen=seen, form_id=form_id, **HEARING).status_code == 302
    form_id = uuid4()
    for _time in range(2):
        assert send(client, f"{POLICY}/høring/tilbage", form_id=form_id).status_code == 302
    assert send(client, f"{POLICY}/høring/tilbage").status_code == 404


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"body": " "}, "This field is required."),
        ({"on": "i går"}, "Enter a valid date."),
        ({"on": "2024-02-02"}, "The day has not come yet."),
        ({"until": "2024-01-29"}, "The hearing ends before it begins."),
    ],
)
def test_a_hearing_that_cannot_be_is_told_and_kept(client: Client, typed: dict[str, str], fault: str) -> None:
    answer = send(client, f"{POLICY}/høring", **{**HEARING, **typed})
    assert answer.status_code == 422
    assert fault in words(answer)
    assert 'value="Punkt 4"' in page(answer)
    assert draft().state == DocumentState.DRAFT


# --- adoption ---


def test_an_adopted_draft_is_the_policy_that_stands(client: Client) -> None:
    shown = words(client.get(f"{POLICY}/vedtag"))
    assert "Focus areas 2" in shown
    assert "Goals 4" in shown
    assert adopt(client).headers["Location"] == POLICY
    assert "The policy is adopted." in page(client.get(POLICY))
    shown = get_document(SYSTEM, DRAFT_SLUG)
    assert shown.adopted == ("Byrådet", date(2024, 1, 31), "Punkt 9")
    assert shown.editions[-1].valid_until == date(2028, 12, 31)
    assert client_of("").get(POLICY).status_code == 200
    assert client.get(REVIEW).status_code == 404


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"body": ""}, "This field is required."),
        ({"on": ""}, "This field is required."),
        ({"on": "2024-02-02"}, "The day has not come yet."),
        ({"in_force_on": "2024-01-01"}, "It cannot be in force before it was adopted."),
        ({"valid_until": "2024-01-01"}, "The last day comes before the first."),
    ],
)
def test_an_adoption_that_cannot_be_is_told_and_kept(client: Client, typed: dict[str, str], fault: str) -> None:
    answer = adopt(client, **typed)
    assert answer.status_code == 422
    assert fault in words(answer)
    assert 'value="Punkt 9"' in page(answer)
    assert draft().state == DocumentState.DRAFT


def test_what_is_missing_is_told_with_the_way_to_it(client: Client) -> None:
    send(client, f"{REVIEW}/fakta", title="Et udkast", vision="", period="")
    for code in ("2.2", "2.1"):
        send(client, goal_address(code, "fjern"))
    shown = page(client.get(f"{POLICY}/vedtag"))
    assert f'<a href="{REVIEW}/fakta">The period is not written</a>' in shown
    assert f'<a href="{REVIEW}/fakta">The vision is not written</a>' in shown
    assert f'<a href="{REVIEW}#omraade-{content().areas[1].id}">No goals in “2. Fællesskab”</a>' in shown


def test_nothing_is_adopted_where_nothing_was_found(client: Client) -> None:
    read_in(NO_POLICY, file_name="referat.txt")
    answer = send(client, "/politik/referat/vedtag", seen=1, **ADOPTION)
    assert "There are no focus areas and no goals to adopt." in words(answer)
    assert '<a href="/politik/referat/udkast#tekst">' in page(answer)


def test_an_adoption_is_written_once_though_it_is_sent_twice(client: Client) -> None:
    form_id, seen = uuid4(), draft().step
    for _time in range(2):
        assert adopt(client, seen=seen, form_id=form_id).headers["Location"] == POLICY
    assert len(get_document(SYSTEM, DRAFT_SLUG).editions) == 1


def test_nobody_adopts_what_was_changed_unseen(client: Client) -> None:
    seen, other = draft().step, client_of("consultant_without_staff")
    send(other, goal_address("1.1"), text="At nogen nåede at rette.")
    answer = adopt(client, seen=seen)
    assert answer.status_code == 422
    assert "The last change: goal reworded" in words(answer)
    assert 'value="Byrådet"' in page(answer)
    adopt(other)
    answer = adopt(client, seen=seen + 1, body="Et andet råd")
    assert answer.headers["Location"] == POLICY
    assert "The draft is there no longer." in page(client.get(POLICY))
    assert get_document(SYSTEM, DRAFT_SLUG).adopted == ("Byrådet", date(2024, 1, 31), "Punkt 9")


# --- the next edition ---


def test_a_new_edition_begins_as_the_one_that_stands(client: Client) -> None:
    assert "Begin a new edition" in work_on(client, SLUG)
    form_id = uuid4()
    for _time in range(2):
        answer = client.post(f"/politik/{SLUG}/ny-udgave", {"form_id": form_id})
        assert answer.headers["Location"] == f"/politik/{SLUG}/udkast"
    client.post(f"/politik/{SLUG}/ny-udgave", {"form_id": uuid4()})
    assert "There is a draft of the next edition already." in page(client.get(f"/politik/{SLUG}/udkast"))
    assert "Review the draft" in work_on(client, SLUG)
    step = draft(SLUG).step
    send(client, f"/politik/{SLUG}/udkast/mål/{goal('1.1', SLUG).id}", seen=step, text="At alle har en nøgle.")
    shown = words(client.get(f"/politik/{SLUG}/vedtag"))
    assert "Edition 2" in shown
    assert "Against the edition that stands 1 reworded, 3 as before" in shown
    assert adopt(client, SLUG, seen=draft(SLUG).step).status_code == 302
    assert "At alle har en nøgle." in page(client_of("").get(f"/politik/{SLUG}/mål/1.1"))


def test_a_new_edition_is_thrown_away_and_the_one_that_stands_stays(client: Client) -> None:
    client.post(f"/politik/{SLUG}/ny-udgave", {"form_id": uuid4()})
    assert "The edition that stands is not touched." in page(client.get(f"/politik/{SLUG}/udkast/smid-væk"))
    answer = send(client, f"/politik/{SLUG}/udkast/smid-væk", seen=draft(SLUG).step)
    assert answer.headers["Location"] == f"/politik/{SLUG}"
    assert get_document(SYSTEM, SLUG).state == DocumentState.IN_FORCE


def test_only_those_who_write_it_are_offered_the_work(client: Client) -> None:
    for username in ("", *OUTSIDERS):
        other = client_of(username)
        assert work_on(other, SLUG) == ""
        assert other.post(f"/politik/{SLUG}/ny-udgave").status_code == (404 if username else 302)
        assert other.post(f"{POLICY}/vedtag", {**ADOPTION, "seen_step": 1}).status_code == (404 if username else 302)
    assert draft().state == DocumentState.DRAFT


# --- what became of the old goals ---

REPLACES = "/politik/et-nyt-liv/udkast"


@pytest.fixture
def successor(client: Client) -> Client:
    """A policy that replaces the one that stands: two goals as they were, one reworded, one new."""
    new = DRAFT.replace("Et udkast til et bedre liv", "Et nyt liv")
    new = new.replace("deres egen nøgle", "en nøgle, der er deres egen").replace(
        "pårørende bliver hørt", "bussen kører"
    )
    read_in(new, before=get_document(SYSTEM, SLUG).document.id)
    return client


def old(code: str) -> str:
    return next(str(each.id) for each in draft("et-nyt-liv").old_goals if each.code == code)


def continued(code: str) -> tuple[str, ...]:
    return tuple(map(str, goal(code, "et-nyt-liv").continues))


def say(client: Client, code: str, *codes: str) -> HttpResponse:
    address = f"{REPLACES}/gamle-mål/{goal(code, 'et-nyt-liv').id}"
    return send(client, address, seen=draft("et-nyt-liv").step, old_ids=[old(each) for each in codes])


def test_what_a_goal_continues_counts_when_a_person_has_said_so(successor: Client) -> None:
    shown = words(successor.get(f"{REPLACES}/gamle-mål"))
    assert "exactly the same words" in shown
    assert "nearly the same words" in shown
    assert "0.9" not in shown
    assert continued("1.1") == ()
    answer = say(successor, "1.1", "1.1")
    assert answer.headers["Location"] == f"{REPLACES}/gamle-m%C3%A5l#maal-{goal('1.1', 'et-nyt-liv').id}"
    assert continued("1.1") == (old("1.1"),)
    say(successor, "1.2", "1.2", "2.1")
    assert continued("1.2") == (old("1.2"), old("2.1"))
    shown = words(successor.get(f"{REPLACES}/gamle-mål"))
    assert "It is a new goal : 1.2" in shown
    assert shown.partition("Old goals that nothing continues")[2].startswith(" 2.2 At pårørende bliver hørt.")
    say(successor, "1.2")
    assert continued("1.2") == ()
    assert "4 goals" not in words(successor.get("/politik/et-nyt-liv/vedtag"))


def test_what_no_person_has_said_is_asked_before_the_adoption(successor: Client) -> None:
    shown = words(successor.get("/politik/et-nyt-liv/vedtag"))
    assert "Goals that continue goals of the policy before 0 of 4" in shown
    assert "goals look like old ones, and nobody has said whether they continue them" in shown


def test_two_say_what_a_goal_continues_and_the_second_keeps_the_choice(successor: Client) -> None:
    seen, address = draft("et-nyt-liv").step, f"{REPLACES}/gamle-mål/{goal('1.2', 'et-nyt-liv').id}"
    say(successor, "1.1", "1.1")
    answer = send(successor, address, seen=seen, old_ids=[old("1.2"), old("2.1")])
    assert answer.status_code == 422
    assert page(answer).count("checked") == 2
    assert "Somebody else has changed this" in page(answer)


def test_the_policy_it_replaces_can_be_named_later(client: Client) -> None:
    policy = get_document(SYSTEM, SLUG).document.id
    assert "Does it replace another policy?" in words(client.get(REVIEW))
    assert send(client, f"{REVIEW}/forgænger", predecessor=policy).status_code == 302
    assert f'<option value="{policy}" selected>' in page(client.get(f"{REVIEW}/gamle-mål"))
    goal_id = goal("1.1").id
    send(client, f"{REVIEW}/gamle-mål/{goal_id}", old_ids=[draft().old_goals[0].id])
    answer = send(client, f"{REVIEW}/forgænger", predecessor="")
    assert answer.status_code == 422
    assert "Goals of the draft continue goals of another policy. Remove that first." in words(answer)
    assert send(client, f"{REVIEW}/forgænger", predecessor=uuid4()).status_code == 422


def test_likeness_is_said_in_words() -> None:
    said = [likeness_words("a", old, likeness) for old, likeness in (("a", 1), ("b", 0.95), ("b", 0.6), ("b", 0.4))]
    assert len(set(said)) == 4
    assert not any(letter.isdigit() for letter in "".join(said))


def test_a_whole_way_from_areas_to_adoption(client: Client) -> None:
    send(client, area_address(2, "saml"))
    assert len(texts(1)) == 4
    send(client, f"{POLICY}/høring", **HEARING)
    assert adopt(client).status_code == 302
    assert [len(area.goals) for area in get_document(SYSTEM, DRAFT_SLUG).areas] == [4]
