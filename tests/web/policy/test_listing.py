"""The public list of policies: searched, narrowed and put in order, without JavaScript."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from helhed.access.models import Account
from helhed.base.roles import Role
from tests.people import add_viewer
from tests.policy.drafted import adopt
from tests.world import World, at, build_world, many_goals, read_in

OLD, NEW = "Et liv med plads til alle", "Et udkast til et bedre liv"
READING_IN = 'class="button button--secondary" href="/politik/indl%C3%A6s"'
CARD = re.compile(r'class="card-box__title"[^>]*><a href="[^"]*">([^<]*)</a>')


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def two(world: World) -> World:
    """A policy in force, and one that is adopted and begins next year."""
    adopt(world.draft_id, date(2024, 1, 10), in_force_on=date(2025, 1, 1))
    return world


def page(query: str = "", username: str = "") -> str:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if username:
        client.force_login(Account.objects.get(username=username))
    answer = client.get(f"/politik{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def titles(query: str = "", username: str = "") -> list[str]:
    return CARD.findall(page(query, username))


def test_each_policy_says_how_far_it_has_come(two: World) -> None:
    shown = page()
    assert "In force · Adopted on 2 December 2020" in shown
    assert "Adopted · Adopted on 10 January 2024" in shown
    assert "2 focus areas, 4 goals" in shown


def test_a_draft_is_listed_for_those_who_write_it(world: World) -> None:
    assert titles() == [OLD]
    assert titles(username="consultant") == [OLD, NEW]


def test_with_one_policy_there_is_nothing_to_choose(world: World) -> None:
    assert 'class="filter-bar"' not in page()
    assert 'class="filter-bar"' in page(username="consultant")


def test_only_the_states_that_there_are_can_be_chosen(two: World) -> None:
    choices = re.search(r'<select name="status".*?</select>', page(), re.DOTALL)
    assert choices is not None
    assert re.findall(r'value="(\w*)"', choices[0]) == ["", "adopted", "in_force"]


ASKED = {
    "?status=in_force": [OLD],
    "?status=adopted": [NEW],
    "?ord=udkast": [NEW],
    "?ord=2021": [OLD],
    "?ord=LIV+ALLE": [OLD],
    "?ord=liv&status=adopted": [NEW],
    "?orden=titel": [OLD, NEW],
    "?orden=periode": [NEW, OLD],
    "?ord=&status=&orden=": [OLD, NEW],
}
NONSENSE = ("?status=drop+table", "?orden=x", f"?ord={'x' * 300}", "?status=draft", "?ord=%00")


def test_the_list_is_narrowed_and_put_in_order(two: World) -> None:
    assert {query: titles(query) for query in ASKED} == ASKED


def test_what_nobody_could_have_chosen_shows_all_or_nothing(two: World) -> None:
    assert [query for query in NONSENSE if titles(query) not in ([], [OLD, NEW])] == []


def test_what_was_asked_for_stands_in_the_form(two: World) -> None:
    shown = page("?ord=liv&status=adopted&orden=periode")
    assert 'value="liv"' in shown
    assert '<option value="adopted" selected>' in shown
    assert '<option value="periode" selected>' in shown


def test_nothing_found_says_what_to_do(two: World) -> None:
    shown = page("?ord=badminton")
    assert "No policy is like that" in shown
    assert 'href="/politik"' in shown


def test_no_policy_says_what_to_do(db: None) -> None:
    add_viewer(Role.CONSULTANT)
    shown = page()
    assert "No policy has been read in yet" in shown
    assert 'class="button button--secondary" href="/styringstrekanten"' in shown
    assert page(username="the-consultant").count(READING_IN) == 1


def test_those_who_write_policies_begin_here(world: World) -> None:
    assert page(username="consultant").count(READING_IN) == 1
    assert READING_IN not in page(username="leader")


def test_the_goals_of_all_policies_are_searched_from_here(world: World) -> None:
    assert '<form class="search-box" method="get" action="/søg"' in page().replace("s%C3%B8g", "søg")


def test_danish_letters_come_in_danish_order(world: World) -> None:
    for title in ("Ældrepolitik", "Ålegræspolitik", "Zonepolitik", "Ørepolitik"):
        adopt(read_in(many_goals(1, 1).replace("Politik for mange mål", title)))
    assert titles()[1:] == ["Zonepolitik", "Ældrepolitik", "Ørepolitik", "Ålegræspolitik"]


def test_it_asks_as_much_for_one_policy_as_for_many(world: World, queries: Callable[..., Any]) -> None:
    with queries() as few:
        page()
    for number in range(4):
        adopt(read_in(many_goals(2, 2).replace("Politik for mange mål", f"Politik nummer {number}")))
    with queries() as many:
        assert len(titles()) == 5
    assert many.count == few.count
