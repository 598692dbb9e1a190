"""The addresses a policy is fetched from: who gets what, as what, and under which name."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from helhed.access.models import Account
from helhed.policy.actions.documents import add_document
from helhed.policy.content.changes import RewordGoal
from helhed.policy.content.exchange import FORMAT, SCHEMA
from helhed.policy.queries.documents import get_steering
from helhed.policy.queries.editions import export_policy
from helhed.policy.words import DocumentKind
from tests.policy.drafted import next_edition
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, VISITOR, World, at, build_world
from tests.world import POLICY as THE_POLICY

POLICY = f"/politik/{SLUG}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {"docx": WORD, "pdf": "application/pdf", "json": "application/json"}
NEW_WORDS = "At alle har en nøgle til deres egen dør."
OLD_WORDS = "At alle på botilbuddene har deres egen nøgle."


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def two_editions(world: World) -> World:
    next_edition(world.policy_id, RewordGoal(world.goals["1.1"], NEW_WORDS))
    return world


def fetch(address: str, username: str = "", language: str = "en", **headers: Any) -> HttpResponse:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if username:
        client.force_login(Account.objects.get(username=username))
    return client.get(address, **headers)


def text_of(answer: HttpResponse) -> str:
    data, kind = answer.content, answer.headers["Content-Type"]
    if kind == WORD:
        word: Any = docx.Document(BytesIO(data))
        return " ".join(word.element.body.itertext())
    if kind == "application/pdf":
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages)
    return data.decode()


def test_a_visitor_fetches_it_under_its_own_name(world: World) -> None:
    for ending, kind in ENDINGS.items():
        answer = fetch(f"{POLICY}/eksport.{ending}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == kind
        shown = "inline" if ending == "pdf" else "attachment"
        assert answer.headers["Content-Disposition"] == f'{shown}; filename="{SLUG}.{ending}"'
        assert OLD_WORDS in text_of(answer)


def test_a_draft_is_there_for_those_who_write_it_alone_and_says_that_it_is_one(world: World) -> None:
    for ending in ENDINGS:
        address = f"/politik/{DRAFT_SLUG}/eksport.{ending}"
        assert fetch(address).status_code == fetch(f"/politik/noget/eksport.{ending}").status_code == 404
        assert fetch(address, "leader").status_code == 404
        answer = fetch(address, "consultant")
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        assert ('"state": "draft"' if ending == "json" else "Edition 1 · draft") in text_of(answer)


def test_an_edition_is_fetched_by_its_number(two_editions: World) -> None:
    for ending in ENDINGS:
        first, second, shown = (fetch(f"{POLICY}/eksport.{ending}{asked}") for asked in ("?udgave=1", "?udgave=2", ""))
        assert OLD_WORDS in text_of(first)
        assert NEW_WORDS in text_of(second)
        assert NEW_WORDS in text_of(shown)
        assert f'filename="{SLUG}-udgave-1.{ending}"' in first.headers["Content-Disposition"]


NOT_THERE = ("3", "0", "-1", "", "x", "1 ", "99999", "9" * 21, "%00", "١")


def test_an_edition_that_is_not_there_is_not_there(world: World) -> None:
    addresses = [f"{POLICY}/eksport.{ending}?udgave={asked}" for ending in ENDINGS for asked in NOT_THERE]
    assert [address for address in addresses if fetch(address).status_code != 404] == []


def test_the_original_file_is_that_of_the_edition(two_editions: World) -> None:
    first = fetch(f"{POLICY}/fil?udgave=1")
    assert first.content.decode() == THE_POLICY
    assert first.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-udgave-1.txt"'
    assert fetch(f"{POLICY}/fil?udgave=3").status_code == fetch(f"{POLICY}/fil?udgave=x").status_code == 404


def test_who_has_it_already_need_not_fetch_it_again(world: World) -> None:
    for ending in ENDINGS:
        address = f"{POLICY}/eksport.{ending}"
        tag = fetch(address).headers["ETag"]
        with at(2024, 3, 1, 17):
            again = fetch(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b""), ending


def test_the_file_speaks_the_language_of_the_page(world: World) -> None:
    assert "Official wording" in text_of(fetch(f"{POLICY}/eksport.docx"))
    assert "Officiel ordlyd" in text_of(fetch(f"{POLICY}/eksport.docx", language="da"))


def test_links_in_the_file_lead_back(world: World) -> None:
    word = docx.Document(BytesIO(fetch(f"{POLICY}/eksport.docx").content))
    links = [link.url for table in word.tables for cell in table._cells for link in cell.paragraphs[0].hyperlinks]
    assert f"http://testserver{POLICY}/m%C3%A5l/1.1" in links


def test_a_fictional_municipality_says_so_on_every_page_of_the_file(world: World) -> None:
    notice = f"{settings.MUNICIPALITY.name} is made up."
    word, paper = (BytesIO(fetch(f"{POLICY}/eksport.{ending}").content) for ending in ("docx", "pdf"))
    assert notice in docx.Document(word).sections[0].footer.paragraphs[0].text
    assert all(notice in page.extract_text() for page in PdfReader(paper).pages)


def test_the_json_is_the_exchanged_file_and_names_its_schema(world: World) -> None:
    answer = fetch(f"{POLICY}/eksport.json")
    assert answer.content.decode() == export_policy(VISITOR, SLUG)
    assert json.loads(answer.content)["format"] == FORMAT
    schema = "http://testserver/politik/skema.json"
    assert answer.headers["Link"] == f'<{schema}>; rel="describedby"; type="application/schema+json"'


def test_the_schema_is_published_as_it_stands() -> None:
    answer = fetch("/politik/skema.json")
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert answer.content == SCHEMA.read_bytes()


def test_what_is_written_by_hand_is_a_document_but_no_exchanged_file(db: None) -> None:
    vision = add_vision()
    codes = {ending: fetch(f"/politik/{vision}/eksport.{ending}").status_code for ending in ENDINGS}
    assert codes == {"docx": 200, "pdf": 200, "json": 404}
    page = fetch(f"/politik/{vision}").content.decode()
    assert "/eksport.docx" in page
    assert "/eksport.json" not in page


def add_vision() -> str:
    """The address of a vision, which is written by hand and so has no editions."""
    words: dict[str, Any] = {"title": "Visionen", "period": "", "text": "", "areas": ["Et godt liv"], "lighthouses": []}
    document_id = add_document(by=SYSTEM, kind=DocumentKind.VISION, **words)
    return next(each.slug for each in get_steering(SYSTEM).documents if each.id == document_id)


def test_the_page_leads_to_every_file(world: World) -> None:
    page = fetch(POLICY).content.decode()
    for address in (*(f"{POLICY}/eksport.{ending}" for ending in ENDINGS), "/politik/skema.json", f"{POLICY}/fil"):
        assert f'href="{address}"' in page
