"""The running text in the review: seen with its place, mended, and left by what becomes something else."""

import re
from typing import Any

import pytest
from django.test import Client

from helhed.policy.content.tree import ContentSection
from helhed.policy.queries.documents import get_document
from helhed.policy.words import SectionKind
from tests.policy.drafted import adopt
from tests.web.policy.drafting import NO_POLICY, area, client_of, content, draft, page, send, words
from tests.world import DRAFT_SLUG, SYSTEM, VISITOR, build_world, read_in

REVIEW = f"/politik/{DRAFT_SLUG}/udkast"
COFFEE = "Vi drak kaffe og talte om vejret. Det regnede."
HOME = "Bagefter gik vi hjem."


@pytest.fixture
def client(db: None) -> Client:
    build_world()
    return client_of("consultant")


def section(number: int = 1, slug: str = DRAFT_SLUG) -> ContentSection:
    return content(slug).sections[number - 1]


def test_the_running_text_stands_in_the_review_with_its_place(client: Client) -> None:
    shown, foreword = page(client.get(REVIEW)), section()
    found = shown[shown.index(f'id="afsnit-{foreword.id}"') :].partition("</section>")[0]
    assert "Forord" in found
    assert "Denne politik er skrevet sammen med borgere" in found
    assert f'href="#blok-{foreword.block}"' in found
    passage = shown[shown.index(f'id="blok-{foreword.block}"') :].partition("</div>")[0]
    assert f'<a href="#afsnit-{foreword.id}">Running text</a>' in passage


def test_what_was_mended_is_what_readers_see(client: Client) -> None:
    typed = {"title": "Velkommen", "kind": SectionKind.INTRODUCTION, "text": "Kære alle.\r\n\r\nGod læselyst."}
    answer = send(client, f"{REVIEW}/afsnit/{section().id}", **typed)
    assert answer.headers["Location"] == f"{REVIEW}#afsnit-{section().id}"
    adopt(get_document(SYSTEM, DRAFT_SLUG).document.id)
    [shown] = get_document(VISITOR, DRAFT_SLUG).sections
    assert (shown.title, shown.kind, shown.text) == ("Velkommen", "introduction", "Kære alle.\n\nGod læselyst.")


CHANGES: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "change": ("", {"title": "Nyt", "kind": "other", "text": "Tekst."}, ["Nyt", "Mere"]),
    "join": ("saml", {}, ["Forord"]),
    "drop": ("fjern", {}, ["Forord"]),
}


@pytest.mark.parametrize("does", CHANGES)
def test_a_change_is_a_step_that_can_be_undone(client: Client, does: str) -> None:
    add = {"title": "Mere", "kind": "other", "text": "Noget mere."}
    assert send(client, f"{REVIEW}/afsnit", **add).headers["Location"] == f"{REVIEW}#broedtekst"
    before = content()
    address, typed, titles = CHANGES[does]
    named = section(1 if does == "change" else 2)
    end = f"/{address}" if address else ""
    assert send(client, f"{REVIEW}/afsnit/{named.id}{end}", **typed).status_code == 302
    assert [each.title for each in content().sections] == titles
    send(client, f"{REVIEW}/fortryd")
    assert content() == before


def test_text_that_is_empty_or_too_long_comes_back(client: Client) -> None:
    address = f"{REVIEW}/afsnit/{section().id}"
    for typed in (
        {"text": ""},
        {"text": "x" * 200_001},
        {"text": "a", "kind": "noget"},
        {"text": "a", "title": "x" * 201},
    ):
        answer = send(client, address, **{"title": "Forord", "kind": "foreword", **typed})
        assert answer.status_code == 422
    assert draft().step == 1


def test_who_saw_an_older_text_gets_back_what_was_typed_beside_the_new(client: Client) -> None:
    address, typed = f"{REVIEW}/afsnit/{section().id}", {"title": "Forord", "kind": "foreword"}
    send(client, address, text="Den ene skrev.", **typed)
    answer = send(client, address, seen=1, text="Den anden skrev.", **typed)
    shown = page(answer)
    assert answer.status_code == 422
    assert ">\nDen anden skrev.</textarea>" in shown
    assert "<p>Den ene skrev.</p>" in shown


# --- built by marking ---

UNFOUND = "/politik/referat/udkast"


@pytest.fixture
def unfound(db: None) -> Client:
    """A document of which all is running text, with a focus area for what is marked."""
    build_world()
    read_in(NO_POLICY, file_name="referat.txt")
    client = client_of("consultant")
    send(client, f"{UNFOUND}/område", seen=1, title="Kaffe")
    return client


def mark(client: Client, query: str, **typed: str) -> Any:
    whole = {"area": "", "source": "", "heading": "", **typed}
    return send(client, f"{UNFOUND}/tekst?{query}", seen=draft("referat").step, **whole)


def test_the_text_itself_is_running_text_from_the_beginning(unfound: Client) -> None:
    assert [(each.title, each.text) for each in content("referat").sections] == [("Referat", f"{COFFEE}\n\n{HOME}")]


@pytest.mark.parametrize(
    ("becomes", "more", "found"),
    [
        ("broedtekst", {"heading": "Vejret"}, lambda now: now.sections[0].title == "Vejret"),
        ("indledning", {"area": True}, lambda now: now.areas[0].intro == COFFEE),
        ("vision", {}, lambda now: now.vision == COFFEE),
        ("udsagn", {}, lambda now: now.statements == (COFFEE,)),
        ("vaerdi", {"heading": "Vejr"}, lambda now: (now.values[0].name, now.values[0].text) == ("Vejr", COFFEE)),
        ("undertitel", {}, lambda now: now.subtitle == COFFEE),
        ("maalgruppe", {}, lambda now: now.target_group == COFFEE),
        ("maal", {"area": True}, lambda now: now.areas[0].goals[0].text == COFFEE),
        ("citat", {"area": True}, lambda now: now.areas[0].quotes[0].text == COFFEE),
    ],
)
def test_a_passage_becomes_whatever_it_is_and_leaves_the_running_text(
    unfound: Client, becomes: str, more: dict[str, Any], found: Any
) -> None:
    if more.get("area"):
        more = {**more, "area": str(area(1, "referat").id)}
    assert "Take it out of the running text “Referat”" in page(unfound.get(f"{UNFOUND}/tekst?fra=1"))
    answer = mark(unfound, "fra=1", text=COFFEE, becomes=becomes, leaves="on", **more)
    assert answer.status_code == 302, words(answer)
    assert found(content("referat"))
    assert content("referat").sections[-1].text == HOME
    assert draft("referat").step == 3


def test_it_stays_in_the_running_text_where_one_says_so(unfound: Client) -> None:
    mark(unfound, "fra=1", text=COFFEE, becomes="vision")
    assert COFFEE in content("referat").sections[0].text


def test_a_part_of_a_paragraph_leaves_the_rest(unfound: Client) -> None:
    mark(unfound, "fra=1", text="Det regnede.", becomes="vision", leaves="on")
    assert content("referat").sections[0].text == f"Vi drak kaffe og talte om vejret.\n\n{HOME}"


def test_where_all_of_it_is_used_no_section_is_left(unfound: Client) -> None:
    mark(unfound, "fra=1&til=2", text=f"{COFFEE}\r\n\r\n{HOME}", becomes="udsagn", leaves="on")
    assert content("referat").statements == (COFFEE, HOME)
    assert content("referat").sections == ()


def test_one_is_not_asked_about_running_text_that_it_does_not_stand_in(client: Client) -> None:
    goal = area(1).goals[0]
    assert "out of the running text" not in page(client.get(f"{REVIEW}/tekst?fra={goal.block}"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"becomes": "vaerdi"}, "Write what the value is called."),
        ({"becomes": "indledning"}, "Choose the focus area that it introduces."),
        ({"becomes": "undertitel", "text": "x " * 150}, "A subtitle has at most 200 characters."),
        ({"becomes": "noget"}, "Select a valid choice"),
        ({"becomes": "broedtekst", "text": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(unfound: Client, typed: dict[str, str], told: str) -> None:
    answer = mark(unfound, "fra=1", **{"text": COFFEE, **typed})
    assert answer.status_code == 422
    assert told in words(answer)
    assert draft("referat").step == 2


# --- several at once ---


def test_selected_passages_become_a_goal_each_in_one_step(unfound: Client) -> None:
    shown = page(unfound.get(UNFOUND))
    assert re.findall(r'name="blok" value="(\d+)" form="flere"', shown) == ["0", "1", "2"]
    assert '<form class="select-bar" id="flere" method="get"' in shown
    asked = page(unfound.get(f"{UNFOUND}/tekst/mål?blok=1&blok=2"))
    assert f">\n{COFFEE}</textarea>" in asked
    assert "Goal 1 (in the text, line 3)" in asked
    kaffe = area(1, "referat")
    typed = {"area": str(kaffe.id), "text_1": "At vi drikker kaffe.", "text_2": HOME, "leaves": "on"}
    answer = send(unfound, f"{UNFOUND}/tekst/mål?blok=1&blok=2", seen=2, **typed)
    assert answer.headers["Location"] == f"{UNFOUND}#blok-1"
    now = content("referat")
    assert [(goal.text, goal.block) for goal in now.areas[0].goals] == [("At vi drikker kaffe.", 1), (HOME, 2)]
    assert now.sections[0].text == COFFEE
    assert (draft("referat").step, draft("referat").undo.kind) == (3, "add_goals")


def test_an_emptied_text_becomes_nothing(unfound: Client) -> None:
    typed = {"area": str(area(1, "referat").id), "text_1": "", "text_2": HOME}
    send(unfound, f"{UNFOUND}/tekst/mål?blok=2&blok=1&blok=1", seen=2, **typed)
    assert [goal.text for goal in area(1, "referat").goals] == [HOME]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"text_1": "", "text_2": ""}, "Write at least one goal."),
        ({"text_1": "–", "text_2": HOME}, "Write the goal in words."),
        ({"text_1": "x" * 1001, "text_2": HOME}, "at most 1000 characters"),
        ({"text_1": HOME, "area": "noget"}, "Select a valid choice"),
    ],
)
def test_goals_that_make_no_sense_come_back(unfound: Client, typed: dict[str, str], told: str) -> None:
    answer = send(unfound, f"{UNFOUND}/tekst/mål?blok=1&blok=2", seen=2, **{"area": "", **typed})
    assert answer.status_code == 422
    assert told in words(answer)
    assert draft("referat").step == 2


@pytest.mark.parametrize("number", [0, 51])
def test_whoever_selected_none_or_too_many_is_told(unfound: Client, number: int) -> None:
    answer = unfound.get(f"{UNFOUND}/tekst/mål", {"blok": ["1"] * number})
    assert answer.headers["Location"] == f"{UNFOUND}#tekst"
    assert f"from 1 to 50 pieces of the text at a time. You selected {number}." in words(unfound.get(UNFOUND))


@pytest.mark.parametrize("selected", ["99", "-1", "x", "1 ", "²", "9" * 40, "\0"])
def test_a_passage_that_is_not_there_is_missing(unfound: Client, selected: str) -> None:
    assert unfound.get(f"{UNFOUND}/tekst/mål", {"blok": selected}).status_code == 404


# --- beside the forms ---


def near(client: Client, address: str) -> str:
    """What stands beside the form, with the passages that it is about in brackets."""
    shown = page(client.get(address))
    aside = shown[shown.index('<aside class="source-near"') :].partition("</aside>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r'<p lang="da" class="is-used">(.*?)</p>', r"[\1]", aside)).split())


def test_the_facts_stand_beside_what_they_were_read_from(client: Client) -> None:
    shown = near(client, f"{REVIEW}/fakta")
    assert "[Et udkast til et bedre liv][Socialpolitik 2025-2028][Birkested Kommune]" in shown
    assert "[Et trygt og selvstændigt liv for alle borgere i kommunen, hver eneste dag.]" in shown
    assert "vores mål" not in shown.casefold()


def test_statements_and_values_do_too(client: Client) -> None:
    assert "[• bestemmer selv over deres hverdag.]" in near(client, f"{REVIEW}/udsagn")
    send(client, f"{REVIEW}/værdier", name_1="Nøgle", text_1="At alle på botilbuddene har deres egen nøgle.")
    assert "[• At alle på botilbuddene har deres egen nøgle.]" in near(client, f"{REVIEW}/værdier")


def test_where_nothing_stands_in_the_text_nothing_stands_beside(unfound: Client) -> None:
    assert "source-near" not in page(unfound.get(f"{UNFOUND}/værdier"))
