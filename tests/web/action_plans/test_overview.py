"""One set of initiatives as a board, a table and a timeline: the same ones, however it is looked at."""

import re
from collections.abc import Iterator

import pytest

from tests.action_plans.acting import PLAN, draft, milestone
from tests.web.policy.pages import answer, read, words
from tests.world import World, at, build_world

VIEWS = ("tavle", "tabel", "tidslinje")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def linked(page: str) -> set[str]:
    return set(re.findall(rf'href="/handleplan/{PLAN}/(\d+)"', page))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", {"1", "2"}),
        ("ord=broen", {"2"}),
        ("fokus=Bolig", {"1"}),
        ("plan=handleplan-2021-2022&status=not_begun", {"1", "2"}),
        ("status=done", set()),
        ("frist=late&orden=title", {"1", "2"}),
        ("ledig=on", set()),
    ],
)
def test_every_view_shows_the_same_set(world, view, asked, numbers):
    page = read(f"/initiativer?vis={view}&{asked}")
    assert linked(page) == numbers
    assert f"Showing {len(numbers)} of 2 initiatives." in words(page)
    assert ("No initiative is like that" in page) == (not numbers)


def test_what_was_chosen_is_kept_from_view_to_view_and_can_be_left_out(world):
    page = read("/initiativer?vis=tabel&ord=broen&status=not_begun")
    assert 'href="?vis=tidslinje&amp;ord=broen&amp;status=not_begun"' in page
    assert 'href="?vis=tabel&amp;status=not_begun"' in page
    assert 'href="/initiativer.xlsx?ord=broen&amp;status=not_begun"' in page
    assert 'name="vis" value="tabel"' in page


def test_the_timeline_says_in_words_what_its_bars_show(world):
    milestone(world)
    shown = words(read("/initiativer?vis=tidslinje"))
    assert "1 January 2021 – 31 December 2023" in shown
    assert "0 of 1 milestone reached · 1 milestone is late" in shown


@pytest.mark.parametrize("asked", ["goal", "maal", "enhed", "person", "status", "frist", "orden", "vis", "ord"])
@pytest.mark.parametrize("value", ["%00", "9" * 400, "æ", "00000000-0000-0000-0000-000000000000"])
def test_what_makes_no_sense_is_no_fault_of_the_page(world, asked, value):
    assert answer(f"/initiativer?{asked}={value}").status_code == 200


def test_a_draft_is_no_ones_but_its_writers(world):
    draft(world)
    assert answer("/initiativer?plan=udkast-til-handleplan").status_code == 404
    assert "1 of 1 initiatives" in words(read("/initiativer?plan=udkast-til-handleplan", "consultant"))


def test_without_initiatives_it_says_so(db):
    assert "No initiative yet" in read("/initiativer")
