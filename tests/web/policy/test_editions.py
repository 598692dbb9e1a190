"""The editions of a policy: their states in words, all of them in a list, and one of them whole."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from helhed.policy.actions.adoption import send_to_hearing, take_back_from_hearing
from helhed.policy.actions.documents import add_document
from helhed.policy.actions.drafts import start_edition
from helhed.policy.content.changes import AddGoal, RewordGoal
from helhed.policy.queries.documents import get_document
from helhed.policy.words import DocumentKind
from tests.policy.drafted import adopt, change, draft_of, next_edition, slug_of
from tests.web.policy.pages import PAGE, answer, client_of, read, words
from tests.world import DRAFT, DRAFT_SLUG, SLUG, SYSTEM, World, at, build_world, many_goals, read_in

LIST = f"{PAGE}/udgaver"
OTHER_WORDS = "At alle på botilbuddene har deres egen nøgle og postkasse."


@pytest.fixture
def world(db: None) -> World:
    with at(2024, 2, 1):
        return build_world()


def hear(document_id: Any, until: date = date(2024, 3, 1)) -> None:
    step = draft_of(document_id).step
    send_to_hearing(
        by=SYSTEM,
        document_id=document_id,
        seen_step=step,
        body="Socialudvalget",
        on=date(2024, 1, 15),
        until=until,
        agenda_item="Punkt 2",
    )


def proposed(world: World, *changes: Any) -> None:
    """A draft of the second edition, with these changes, in hearing."""
    start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, *changes)
    hear(world.policy_id)


# The states, day by day


def test_what_the_policy_says_of_itself_day_by_day(world: World) -> None:
    """Adopted on 2 December 2020 for 2021-2024; the next edition is adopted in time and in force from 15 January."""
    with at(2024, 12, 4):
        next_edition(world.policy_id, on=date(2024, 12, 3), in_force_on=date(2025, 1, 15))
    for day, line, note in (
        (
            (2024, 12, 31),
            "Edition 2 · in force from 15 January 2025",
            "It has been adopted, and is in force from 15 January 2025. Until then it is edition 1. "
            "Read edition 1 See what is different",
        ),
        ((2025, 1, 15), "Edition 2 · in force from 15 January 2025", ""),
    ):
        with at(*day):
            page = words(read(PAGE))
            assert line in page
            assert note in page
            assert ("Until then" in page) == bool(note)


def test_what_has_expired_is_still_valid_and_says_so(world: World) -> None:
    with at(2024, 12, 31):
        assert "Edition 1 · in force from 2 December 2020 All editions" in words(read(PAGE))
    with at(2025, 1, 1):
        page = words(read(PAGE))
        assert "Edition 1 · expired on 31 December 2024, still valid" in page
        assert "The period ended on 31 December 2024. It is still valid, until a new one has been adopted." in page
        assert "Edition 1 · expired on 31 December 2024, still valid" in words(read(f"{PAGE}/fokus/1"))
        assert "Edition 1 · expired on 31 December 2024, still valid" in words(read(f"{PAGE}/mål/1.1"))


def test_what_another_policy_took_the_place_of_leads_to_it(world: World) -> None:
    with at(2024, 2, 1):
        successor = read_in(DRAFT, before=world.policy_id)
        assert "on its way" not in words(read(PAGE))
        assert "A policy after this one is on its way: Et udkast til et bedre liv 2025–2028 Draft" in words(
            read(PAGE, "consultant")
        )
        adopt(successor, in_force_on=date(2025, 1, 1))
        assert "A policy after this one is on its way: Et udkast til et bedre liv 2025–2028 Adopted" in words(
            read(PAGE)
        )
    with at(2025, 1, 1):
        page = read(PAGE)
        assert "Edition 1 · superseded" in words(page)
        taken_over = "Another policy has taken the place of this one: Et udkast til et bedre liv 2025–2028 In force"
        assert taken_over in words(page)
        assert f'href="/politik/{slug_of(successor)}"' in page


def test_a_policy_in_hearing_says_until_when(world: World) -> None:
    hear(world.draft_id)
    with at(2024, 3, 1):
        page = words(read(f"/politik/{DRAFT_SLUG}"))
        assert "Edition 1 · in hearing until 1 March 2024" in page
        assert "Everybody can read the proposal. The hearing lasts until 1 March 2024" in page
        assert "only those who write" not in page
    with at(2024, 3, 2):
        page = words(read(f"/politik/{DRAFT_SLUG}"))
        assert "Edition 1 · the hearing ended on 1 March 2024" in page
        assert "The proposal is waiting for a decision." in page


def test_a_draft_says_who_sees_it(world: World) -> None:
    page = words(read(f"/politik/{DRAFT_SLUG}", "consultant"))
    assert "Edition 1 · draft" in page
    assert "This is a draft. It has not been adopted, and only those who write steering documents see it." in page


def test_a_proposal_for_the_next_edition_is_told_beside_the_one_that_stands(world: World) -> None:
    proposed(world)
    with at(2024, 2, 1):
        page = read(PAGE)
        assert "A proposal for edition 2 is in hearing until 1 March 2024." in words(page)
        assert f'href="{PAGE}/udgave/2"' in page
        assert f'href="{PAGE}/sammenlign?fra=1&amp;til=2"' in page
    with at(2024, 3, 2):
        assert "was in hearing until 1 March 2024, and waits for a decision" in words(read(PAGE))
    with at(2024, 3, 3):
        adopt(world.policy_id, on=date(2024, 3, 3))
        page = words(read(PAGE))
        assert "hearing" not in page
        assert "Edition 2 · in force from 3 March 2024" in page


def test_what_is_written_by_hand_has_no_editions(world: World) -> None:
    add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision 2030", areas=["Natur"])
    assert "All editions" not in read("/politik/vision-2030", "consultant")
    for address in ("udgaver", "udgave/1", "sammenlign"):
        assert answer(f"/politik/vision-2030/{address}", "consultant").status_code == 404


# The list


def test_the_editions_newest_first_with_who_decided_and_when(world: World) -> None:
    with at(2024, 2, 1):
        next_edition(world.policy_id, on=date(2024, 1, 10), valid_until=date(2027, 12, 31))
        start_edition(by=SYSTEM, document_id=world.policy_id)
        hear(world.policy_id)
        page = words(read(LIST))
    assert re.findall(r"Edition (\d) (?:In hearing|In force|Superseded)", page) == ["3", "2", "1"]
    assert "In hearing Everybody can read the proposal." in page
    assert "Sent to hearing Socialudvalget, 15 January 2024 (Punkt 2) Hearing until 1 March 2024" in page
    assert "In force This is what the municipality works by now." in page
    assert (
        "Adopted Byrådet, 10 January 2024 (Punkt 3) In force from 10 January 2024 Valid until 31 December 2027" in page
    )
    assert "Superseded A newer one has taken its place. Here it stands as it was adopted." in page
    assert "Adopted Byrådet, 2 December 2020 (Punkt 7)" in page
    assert "Meant to be valid until 31 December 2024" in page
    assert "See what edition 2 changes" in page
    assert "See what edition 1 changes" not in page


def test_a_hearing_that_was_taken_back_stands_in_the_list(world: World) -> None:
    with at(2024, 2, 1):
        proposed(world)
        take_back_from_hearing(by=SYSTEM, document_id=world.policy_id, seen_step=draft_of(world.policy_id).step)
        adopt(world.policy_id)
        assert "Hearing until 1 March 2024 (taken back on 1 February 2024)" in words(read(LIST))


def test_the_policies_before_and_after_stand_at_the_ends_of_the_list(world: World) -> None:
    with at(2024, 2, 1):
        successor = read_in(DRAFT, before=world.policy_id)
        assert "The policy after this one" not in read(LIST)
        adopt(successor)
        slug = slug_of(successor)
        after, before = read(LIST), read(f"/politik/{slug}/udgaver")
    assert "The policy after this one Et udkast til et bedre liv 2025–2028 · In force See what is different" in words(
        after
    )
    assert f'href="{PAGE}/sammenlign?mod={slug}"' in after
    assert "The policy before this one Et liv med plads til alle 2021–2024" in words(before)
    assert f'href="/politik/{slug}/sammenlign?mod={SLUG}"' in before


# One edition


def test_an_earlier_edition_says_what_it_said_and_leads_to_the_one_that_stands(world: World) -> None:
    next_edition(world.policy_id, RewordGoal(world.goals["1.1"], OTHER_WORDS))
    with at(2024, 2, 1):
        page = read(f"{PAGE}/udgave/1")
    assert "At alle på botilbuddene har deres egen nøgle." in page
    assert "postkasse" not in page
    assert "You are reading edition 1. A newer one has taken its place." in words(page)
    assert f'<a href="{PAGE}">The policy' in page
    assert f'href="{PAGE}/sammenlign?fra=1&amp;til=2"' in page
    for part in ("Et godt hjem er begyndelsen på et godt liv", "Jeg vil selv kunne lukke døren", "?udgave=1"):
        assert part in page


def test_the_edition_in_force_is_named_while_the_next_one_waits(world: World) -> None:
    with at(2024, 12, 4):
        next_edition(world.policy_id, on=date(2024, 12, 3), in_force_on=date(2025, 1, 1))
        waiting, holding = words(read(f"{PAGE}/udgave/2")), words(read(f"{PAGE}/udgave/1"))
    assert "You are reading edition 2. It has been adopted, and is in force from 1 January 2025." in waiting
    assert "Edition 1, which is in force" in waiting
    assert "You are reading edition 1. This is what the municipality works by now." in holding


def test_an_edition_of_a_policy_that_is_superseded_leads_to_the_policy_after_it(world: World) -> None:
    with at(2024, 2, 1):
        successor = read_in(DRAFT, before=world.policy_id)
        adopt(successor)
        assert f'href="/politik/{slug_of(successor)}"' in read(f"{PAGE}/udgave/1")


def test_a_new_goal_of_a_proposal_has_no_page_yet(world: World) -> None:
    area = get_document(SYSTEM, SLUG).areas[0]
    proposed(world, AddGoal(area.id, "At alle har en have."))
    page = read(f"{PAGE}/udgave/2")
    assert "You are reading a proposal for edition 2." in words(page)
    assert f'href="{PAGE}/mål/1.2"' in page
    assert "1.3" in page
    assert f'href="{PAGE}/mål/1.3"' not in page
    hear(world.draft_id)
    assert f'href="/politik/{DRAFT_SLUG}/mål/1.1"' in read(f"/politik/{DRAFT_SLUG}/udgave/1")


# Who may see a draft


def test_a_draft_edition_is_as_if_it_were_not_there(world: World) -> None:
    start_edition(by=SYSTEM, document_id=world.policy_id)
    for username in ("", "leader", "politician", "dpo"):
        assert "Edition 2" not in read(LIST, username)
        assert "Edition 2" not in read(PAGE, username)
        for draft, missing in (
            (f"{PAGE}/udgave/2", f"{PAGE}/udgave/9"),
            (f"{PAGE}/sammenlign?fra=1&til=2", f"{PAGE}/sammenlign?fra=1&til=9"),
            (f"/politik/{DRAFT_SLUG}/udgaver", "/politik/intet/udgaver"),
            (f"/politik/{DRAFT_SLUG}/udgave/1", "/politik/intet/udgave/1"),
            (f"/politik/{DRAFT_SLUG}/sammenlign", "/politik/intet/sammenlign"),
        ):
            first, second = answer(draft, username), answer(missing, username)
            assert (first.status_code, second.status_code) == (404, 404), draft
            tokens = re.compile(rb'name="(csrfmiddlewaretoken|next)" value="[^"]*"')
            assert tokens.sub(b"", first.content) == tokens.sub(b"", second.content)


def test_the_consultant_reads_the_draft_edition(world: World) -> None:
    start_edition(by=SYSTEM, document_id=world.policy_id)
    assert "Edition 2 Draft Only those who write policies can see it" in words(read(LIST, "consultant"))
    assert "You are reading a proposal for edition 2." in words(read(f"{PAGE}/udgave/2", "consultant"))
    assert "There are no differences." in words(read(f"{PAGE}/sammenlign?fra=1&til=2", "consultant"))


def test_no_list_shows_the_public_a_draft(world: World) -> None:
    start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, RewordGoal(world.goals["1.1"], OTHER_WORDS))
    for address in ("/", "/politik", "/styringstrekanten", "/søg?q=nøgle", "/politik.atom", PAGE, f"{PAGE}/fokus/1"):
        page = answer(address).content.decode()
        assert "postkasse" not in page, address
        assert "Et udkast til et bedre liv" not in page, address


# The same number of queries, however much there is


@pytest.mark.django_db
def test_goals_and_editions_add_no_queries(queries: Callable[..., Any]) -> None:
    with at(2024, 2, 1):
        small, large = read_in(many_goals(2, 2)), read_in(many_goals(8, 5))
        for policy_id, editions in ((small, 2), (large, 5)):
            adopt(policy_id)
            for _time in range(editions - 1):
                goals = drafted_goals_of(policy_id)
                next_edition(policy_id, RewordGoal(goals["1.1"], f"At {goals['1.2']} lykkes."))
        client = client_of()
        counts = [
            {name: counted(client, queries, f"/politik/{slug_of(policy_id)}{name}") for name in PAGES}
            for policy_id in (small, large)
        ]
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 15


PAGES = ("", "/udgaver", "/udgave/1", "/sammenlign?fra=1&til=2", "/fokus/1", "/mål/1.1")


def drafted_goals_of(policy_id: Any) -> dict[str, Any]:
    return {goal.code: goal.id for area in get_document(SYSTEM, slug_of(policy_id)).areas for goal in area.goals}


def counted(client: Client, queries: Callable[..., Any], address: str) -> int:
    with queries() as seen:
        assert client.get(address).status_code == 200, address
    return int(seen.count)
