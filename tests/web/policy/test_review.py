"""The review of a draft: what is shown, building a policy by marking its text, and throwing a draft away."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from helhed.policy.content.doubts import DOUBTFUL
from helhed.policy.content.places import BY_HAND, CONFIRMED, CORRECTED, DIVIDED, MARKED
from helhed.policy.reading.how import How
from helhed.web.policy.recognition import HOW_WORDS
from tests.web.policy.drafting import (
    NO_POLICY,
    OUTSIDERS,
    REVIEW,
    area,
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
from tests.world import DRAFT_SLUG, build_world, many_goals, read_in

KEY = "At alle på botilbuddene har deres egen nøgle."
WAIT = "At ingen venter mere end 30 dage på en bolig."


@pytest.fixture
def client(db: None) -> Client:
    build_world()
    return client_of("consultant")


def test_every_way_of_recognising_is_told_in_words() -> None:
    assert set(HOW_WORDS) == {*How, BY_HAND, MARKED, CORRECTED, DIVIDED, CONFIRMED}
    assert all(str(each).strip() for each in HOW_WORDS.values())
    assert set(HOW_WORDS) > DOUBTFUL


# --- what is shown ---


def test_each_item_leads_to_its_place_and_back(client: Client) -> None:
    shown = page(client.get(REVIEW))
    anchors = re.findall(r'\bid="([^"]+)"', shown)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= set(anchors)
    for each in draft().content.goals():
        assert f'href="#blok-{each.block}"' in shown
        assert f'href="#maal-{each.id}"' in shown
    assert "an item below a line about goals" in shown
    assert "the heading says that it is a focus area" in shown
    assert "The document's text" in shown


def test_a_place_is_marked_with_what_it_became(client: Client) -> None:
    shown = page(client.get(REVIEW))
    first = goal("1.1")
    passage = shown[shown.index(f'id="blok-{first.block}"') :].partition("</div>")[0]
    assert f'<a href="#maal-{first.id}">Goal 1.1</a>' in passage
    assert f'href="{REVIEW}/tekst?fra={first.block}"' in passage.replace("%20", " ")


UNSURE = """Politik for haven

Fokusområde 1: Grønt
Der skal være noget at se på.

• At der plantes flere træer.
• At bænkene bliver malet.

Fokusområde 2: Blåt
Der skal være vand.
"""


def test_what_the_reader_was_not_sure_of_is_listed_with_the_way_to_it(db: None) -> None:
    build_world()
    read_in(UNSURE)
    shown, slug = page(client_of("consultant").get("/politik/politik-for-haven/udkast")), "politik-for-haven"
    doubts = shown[shown.index('id="se-efter"') :].partition("</section>")[0]
    goals, blue = area(1, slug).goals, area(2, slug)
    assert "Is it right? Known only by this: an item of a list in the focus area." in doubts
    assert [f'<a href="#maal-{each.id}">1.{place}</a>' in doubts for place, each in enumerate(goals, 1)] == [True, True]
    assert f'Fokusområdet »Blåt« er læst uden mål.</span> <a href="#omraade-{blue.id}">2. Blåt</a>' in doubts
    assert '<span class="doubtful">an item of a list in the focus area</span>' in shown


def test_what_was_typed_by_others_stands_as_they_typed_it(client: Client) -> None:
    send(client, goal_address("1.1"), text="<script>alert(1)</script> og & mere")
    shown = client.get(REVIEW).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; og &amp; mere" in shown
    assert "<script>alert" not in shown


def test_others_are_told_that_it_is_not_there(client: Client) -> None:
    addresses = [REVIEW, f"{REVIEW}/fakta", goal_address("1.1"), f"{REVIEW}/gamle-mål", f"{REVIEW}/smid-væk"]
    for username in OUTSIDERS:
        outsider = client_of(username)
        for address in addresses:
            assert outsider.get(address).status_code == 404, (username, address)
            assert outsider.post(address, {"text": "noget der er skrevet"}).status_code in {404, 405}, (
                username,
                address,
            )
    assert client_of("").get(REVIEW).status_code == 302
    assert texts(1) == [KEY, WAIT]


# --- building by marking ---


@pytest.fixture
def unfound(db: None) -> Client:
    build_world()
    read_in(NO_POLICY, file_name="referat.txt")
    return client_of("consultant")


UNFOUND = "/politik/referat/udkast"


def test_where_nothing_was_found_the_page_says_so(unfound: Client) -> None:
    shown = words(unfound.get(UNFOUND))
    assert "No focus areas and no goals were found" in shown
    assert "You can build the policy by marking its text" in shown
    assert "Or throw the draft away" in shown
    assert "Vi drak kaffe og talte om vejret." in shown
    assert "Adopt …" not in shown


def test_a_policy_is_built_by_marking_its_text(unfound: Client) -> None:
    def mark(query: str, **typed: str) -> None:
        step = draft("referat").step
        answer = send(unfound, f"{UNFOUND}/tekst?{query}", seen=step, **{"area": "", "source": "", **typed})
        assert answer.status_code == 302, words(answer)
        assert answer.headers["Location"] == f"{UNFOUND}#blok-{query[4]}"

    mark("fra=1", text="At vi drikker kaffe.", becomes="maal")
    mark("fra=0", text="Referat", becomes="fokusomraade")
    found = content("referat")
    assert [(each.title, [goal.text for goal in each.goals]) for each in found.areas] == [
        ("Referat", []),
        ("", ["At vi drikker kaffe."]),
    ]
    mark("fra=2", text="”Bagefter gik vi hjem”", becomes="citat", area=str(found.areas[0].id), source="En gæst")
    mark("fra=1&til=2", text="Vi drak kaffe. Bagefter gik vi hjem.", becomes="vision")
    built = content("referat")
    assert [each.text for each in built.areas[0].quotes] == ["Bagefter gik vi hjem"]
    assert built.vision == "Vi drak kaffe. Bagefter gik vi hjem."
    shown = words(unfound.get(UNFOUND))
    assert "marked in the text" in shown
    assert "No focus areas and no goals were found" not in shown
    assert "ikke fundet fokusområder" not in shown
    assert "Adopt …" in shown


def test_several_pieces_of_text_become_one(unfound: Client) -> None:
    one, two = page(unfound.get(f"{UNFOUND}/tekst?fra=1")), page(unfound.get(f"{UNFOUND}/tekst?fra=1&til=2"))
    assert "?fra=1&til=2" in one
    assert ">\nVi drak kaffe og talte om vejret. Det regnede.</textarea>" in one
    assert ">\nVi drak kaffe og talte om vejret. Det regnede.\n\nBagefter gik vi hjem.</textarea>" in two
    assert "Take the next piece" not in two


@pytest.mark.parametrize(
    "query", ["fra=99", "fra=-1", "fra=x", "fra=2&til=1", "fra=0&til=99", "fra=²", "fra=" + "9" * 40]
)
def test_a_passage_that_is_not_there_is_missing(unfound: Client, query: str) -> None:
    assert unfound.get(f"{UNFOUND}/tekst?{query}").status_code == 404


# --- throwing away ---


def test_a_draft_is_thrown_away_after_a_question(client: Client) -> None:
    assert "This cannot be undone." in page(client.get(f"{REVIEW}/smid-væk"))
    form_id, seen = uuid4(), draft().step
    for _time in range(2):
        answer = send(client, f"{REVIEW}/smid-væk", seen=seen, form_id=form_id)
        assert answer.headers["Location"] == "/politik"
    assert "The draft is there no longer." in page(client.get("/politik"))
    assert client.get(REVIEW).status_code == 404
    assert client.get(f"/politik/{DRAFT_SLUG}").status_code == 404
    assert (
        client.post(f"{REVIEW}/udsagn", {"texts": "Det, der blev skrevet imens."}).content.count(b"skrevet imens") == 1
    )


def test_what_somebody_else_goes_on_with_is_not_thrown_away(client: Client) -> None:
    seen = draft().step
    send(client_of("consultant"), goal_address("1.1"), text="At nogen arbejder på den.")
    answer = send(client, f"{REVIEW}/smid-væk", seen=seen)
    assert answer.status_code == 422
    assert "Somebody else has changed this" in page(answer)
    assert send(client, f"{REVIEW}/smid-væk").status_code == 302


# --- size ---


def test_the_page_of_a_large_policy_is_light_and_asks_no_more(db: None, queries: Callable[..., Any]) -> None:
    build_world()
    read_in(many_goals(2, 2).replace("mange mål", "få mål"))
    read_in(many_goals(26, 12))
    client = client_of("consultant")
    client.get("/privatliv")
    sizes = {}
    for slug in ("politik-for-faa-maal", "politik-for-mange-maal"):
        with queries() as seen:
            answer = client.get(f"/politik/{slug}/udkast")
        sizes[slug] = seen.count, len(answer.content)
    assert sizes["politik-for-faa-maal"][0] == sizes["politik-for-mange-maal"][0] <= 13
    assert sizes["politik-for-mange-maal"][1] < 500_000
