"""The feed: well-formed Atom with what RFC 4287 requires, newest first, and nothing that not everybody may read."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from helhed.access.models import Account
from helhed.policy.content.changes import SetFacts
from tests.policy.drafted import adopt, change, draft_of, next_edition
from tests.world import DRAFT_SLUG, SLUG, World, at, build_world, many_goals, read_in

ATOM = "{http://www.w3.org/2005/Atom}"
POLICY = f"http://testserver/politik/{SLUG}"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def fetch(username: str = "", address: str = "/politik.atom", **headers: Any) -> HttpResponse:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if username:
        client.force_login(Account.objects.get(username=username))
    return client.get(address, **headers)


def feed(username: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(fetch(username).content)


def entries(username: str = "") -> list[ElementTree.Element]:
    return feed(username).findall(f"{ATOM}entry")


def text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def links(element: ElementTree.Element) -> dict[tuple[str, str], str]:
    """The links by what they are and which form they lead to; no two of an entry may be alike in both."""
    found = [
        ((each.get("rel", ""), each.get("type", "")), each.get("href", "")) for each in element.findall(f"{ATOM}link")
    ]
    assert len(dict(found)) == len(found)
    return dict(found)


def titles() -> list[str]:
    return [text(entry, "title") for entry in entries()]


def test_it_is_atom_and_has_all_that_atom_asks_for(world: World) -> None:
    answer = fetch()
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = feed()
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert links(root) == {
        ("self", ""): "http://testserver/politik.atom",
        ("alternate", ""): "http://testserver/politik",
    }
    assert text(root, "id") == "http://testserver/politik"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == settings.MUNICIPALITY.name
    for element in (root, *entries()):
        assert text(element, "title")
        assert text(element, "id")
        assert datetime.fromisoformat(text(element, "updated")).tzinfo is not None


def test_an_entry_leads_to_its_page_and_to_every_form_of_it(world: World) -> None:
    [entry] = entries()
    assert text(entry, "title") == "Et liv med plads til alle (2021–2024)"
    assert text(entry, "id") == f"tag:testserver,2020-12-02:/politik/{SLUG}/"
    assert text(entry, "updated") == "2020-12-02T00:00:00+01:00"
    assert text(entry, "summary") == "Socialpolitik 2021-2024. 2 focus areas, 4 goals. Adopted on 2 December 2020."
    assert links(entry) == {
        ("alternate", ""): POLICY,
        ("alternate", "application/json"): f"{POLICY}/eksport.json",
        ("alternate", WORD): f"{POLICY}/eksport.docx",
        ("alternate", "application/pdf"): f"{POLICY}/eksport.pdf",
    }


def test_every_link_leads_somewhere(world: World) -> None:
    addresses = {*links(feed()).values(), *(href for entry in entries() for href in links(entry).values())}
    assert {fetch(address=address).status_code for address in addresses} == {200}


def test_a_draft_stands_in_nobodys_feed(world: World) -> None:
    assert fetch("consultant", f"/politik/{DRAFT_SLUG}").status_code == 200
    assert DRAFT_SLUG not in fetch("consultant").content.decode()
    assert fetch("consultant").content == fetch().content


def test_nobody_is_named_in_it(world: World) -> None:
    said = fetch().content.decode()
    names = [account.name for account in Account.objects.all()] + [
        account.username for account in Account.objects.all()
    ]
    assert [name for name in names if name in said] == []


def test_the_newest_stands_first_and_a_new_edition_is_a_new_entry(world: World) -> None:
    adopt(world.draft_id, date(2024, 1, 10))
    assert titles() == ["Et udkast til et bedre liv (2025–2028)", "Et liv med plads til alle (2021–2024)"]
    before = {text(entry, "id") for entry in entries()}
    next_edition(world.policy_id, on=date(2024, 1, 31))
    assert titles() == ["Et liv med plads til alle (2021–2024)", "Et udkast til et bedre liv (2025–2028)"]
    assert text(feed(), "updated") == "2024-01-31T00:00:00+01:00"
    assert text(entries()[0], "id") not in before


def test_a_feed_of_nothing_is_a_feed(db: None) -> None:
    root = feed()
    assert root.findall(f"{ATOM}entry") == []
    assert text(root, "updated") == "1970-01-01T00:00:00+00:00"


def test_what_people_write_is_words_and_no_markup(world: World) -> None:
    strange = "<b>Mad & motion</b> ]]> “på” 😀"
    document_id = read_in(many_goals(1, 1))
    rename(document_id, strange)
    adopt(document_id)
    [entry] = [each for each in entries() if text(each, "title").startswith(strange)]
    # A summary is HTML, in which the words are written so that they are shown as they stand.
    assert text(entry, "summary").startswith("&lt;b&gt;Mad &amp; motion&lt;/b&gt; ]]&gt; “på” 😀.")


def rename(document_id: UUID, title: str) -> None:
    """Call a draft this, and its subtitle too."""
    content = draft_of(document_id).content
    facts = {field.name: getattr(content, field.name) for field in fields(SetFacts) if field.name != "leaves"}
    change(document_id, SetFacts(**facts | {"title": title, "subtitle": title}))


def test_who_has_it_already_need_not_fetch_it_again(world: World) -> None:
    answer = fetch(headers={"If-None-Match": fetch().headers["ETag"]})
    assert (answer.status_code, answer.content) == (304, b"")


def test_it_asks_as_much_of_one_policy_as_of_many(world: World, queries: Callable[..., Any]) -> None:
    with queries() as few:
        fetch()
    for number in range(5):
        document_id = read_in(many_goals(3, 2).replace("Politik for mange mål", f"Politik nummer {number}"))
        adopt(document_id)
        next_edition(document_id)
    with queries() as many:
        assert len(entries()) == 6
    assert many.count == few.count


def test_the_list_leads_to_it(world: World) -> None:
    page = fetch(address="/politik").content.decode()
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert page.count('href="/politik.atom"') == 2
