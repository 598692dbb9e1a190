"""What became of the old goals, on the page: what is proposed, confirmed one by one or at once, and said to be new."""

from typing import Any

import pytest
from django.test import Client

from helhed.policy.actions.drafts import name_predecessor
from helhed.policy.content import likeness
from helhed.policy.queries import drafts
from helhed.policy.queries.drafts import ShownDraft
from tests.web.policy.drafting import (
    REVIEW,
    area_address,
    client_of,
    content,
    draft,
    goal,
    goal_address,
    page,
    send,
    words,
)
from tests.world import DRAFT_SLUG, SYSTEM, build_world

PAGE = f"{REVIEW}/gamle-mål"
AT_ONCE = "Confirm all 4 goals with exactly the same words"


@pytest.fixture
def client(db: None) -> Client:
    world = build_world()
    now: ShownDraft = draft()
    name_predecessor(by=SYSTEM, document_id=now.document.id, seen_step=now.step, predecessor_id=world.policy_id)
    return client_of("consultant")


def test_goals_with_the_very_same_words_are_confirmed_in_one_step(client: Client) -> None:
    assert AT_ONCE in page(client.get(PAGE))
    before = draft().step
    assert send(client, f"{PAGE}/uændrede", seen=before).status_code == 302
    assert draft().step == before + 1
    assert all(len(each.continues) == 1 for each in content().goals())
    assert "exactly the same words" not in page(client.get(PAGE))


def test_the_two_sides_are_named_and_one_button_stands_out(client: Client) -> None:
    shown = page(client.get(PAGE))
    for side in ("The new goal", "The old goal that it continues"):
        assert shown.count(side) == 1 + 4
    assert shown.count("button--primary") == 1


def test_what_is_reworded_or_decided_is_left(client: Client) -> None:
    send(client, goal_address("1.1"), text="At alle har deres egen nøgle.")
    other = goal("2.2")
    send(client, f"{PAGE}/{other.id}")
    send(client, f"{PAGE}/uændrede")
    assert sorted(len(each.continues) for each in content().goals()) == [0, 0, 1, 1]


def test_a_goal_that_is_said_to_be_new_is_no_longer_proposed(client: Client) -> None:
    shown = page(client.get(PAGE))
    assert (shown.count("Suggestion"), shown.count("A new goal")) == (4, 0)
    send(client, f"{PAGE}/{goal('1.1').id}")
    shown = page(client.get(PAGE))
    assert (shown.count("Suggestion"), shown.count("A new goal")) == (3, 1)


def test_who_comes_second_is_told(client: Client) -> None:
    seen = draft().step
    send(client, f"{PAGE}/{goal('1.1').id}", seen=seen)
    answer = send(client, f"{PAGE}/uændrede", seen=seen)
    assert answer.status_code == 422
    assert "Somebody else has changed this" in page(answer)
    assert not any(each.continues for each in content().goals())


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that the goals are compared."""
    times: list[int] = []

    def counting(*goals: Any) -> Any:
        times.append(len(goals))
        return likeness.propose(*goals)

    monkeypatch.setattr(drafts, "propose", counting)
    return times


def test_goals_are_compared_once_and_only_where_it_shows(client: Client, compared: list[int]) -> None:
    continued = f"{PAGE}/{goal('1.1').id}"
    shows = [PAGE, continued, f"/politik/{DRAFT_SLUG}/høring", f"/politik/{DRAFT_SLUG}/vedtag"]
    for address in shows:
        assert client.get(address).status_code == 200, address
    assert len(compared) == len(shows)
    for address in (f"/politik/{DRAFT_SLUG}", REVIEW, goal_address("1.1"), area_address(1), f"{REVIEW}/fakta"):
        assert client.get(address).status_code == 200, address
    send(client, goal_address("1.1"), text="At alle har en nøgle.")
    send(client, continued)
    assert len(compared) == len(shows)


def test_where_there_are_too_many_goals_it_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    too_many = "There are too many goals to compare their words"
    nobody = "Nobody has said of all goals whether they continue old ones"
    adoption = f"/politik/{DRAFT_SLUG}/vedtag"
    for address in (PAGE, f"{PAGE}/{goal('1.1').id}"):
        assert too_many not in words(client.get(address))
    monkeypatch.setattr(likeness, "MOST_PAIRS", 15)
    for address in (PAGE, f"{PAGE}/{goal('1.1').id}"):
        assert too_many in words(client.get(address))
    assert "Looks like no old goal" not in words(client.get(PAGE))
    assert nobody in words(client.get(adoption))
    for each in list(content().goals()):
        send(client, f"{PAGE}/{each.id}")
    assert nobody not in words(client.get(adoption))
