"""Initiatives from a spreadsheet: all of it or nothing, and what is wrong in which line and column."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from helhed.action_plans.actions.importing import import_initiatives
from helhed.action_plans.actions.plans import send_plan_to_hearing
from helhed.action_plans.queries.importing import preview_import
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.words import LONGEST_TITLE, MOST_ROWS
from helhed.base.errors import Invalid, InvalidRows, Missing, NotAllowed
from helhed.organisation.actions import add_staff, end_employment
from tests.action_plans.acting import draft, draft_initiative, initiative, milestone, plan, row
from tests.world import SYSTEM, VISITOR, World, at, build_world, everything


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def plan_id(world: World):
    return draft(world)


def problems(plan_id, *rows) -> list[tuple[int, str]]:
    """What is wrong, and that the action says and does the same as the preview."""
    found = preview_import(SYSTEM, plan_id, rows).problems
    before = everything()
    with pytest.raises(InvalidRows) as refused:
        import_initiatives(by=SYSTEM, plan_id=plan_id, rows=rows)
    assert everything() == before
    assert refused.value.problems == found
    assert all(problem.message for problem in found)
    return [(problem.row, problem.field) for problem in found]


def test_lines_are_added_and_changed(world, plan_id):
    before = plan(plan_id).version
    told = [row(1, accountable="accountable ", partners="Låsesmeden"), row(None, row=3, title="Ny", goals=("2.1",))]
    preview = preview_import(SYSTEM, plan_id, told)
    assert (preview.new_count, preview.changed_count, preview.problems) == (1, 1, ())
    assert import_initiatives(by=SYSTEM, plan_id=plan_id, rows=told) == 2
    first, second = list_initiatives(SYSTEM, plan_id=plan_id)
    assert (first.accountable, first.partners, first.version) == ("Accountable", "Låsesmeden", 2)
    assert [goal.code for goal in first.goals] == ["1.1", "1.2"]
    assert (second.number, second.title, [goal.code for goal in second.goals]) == (2, "Ny", ["2.1"])
    assert plan(plan_id).version == before + 1
    assert preview_import(SYSTEM, plan_id, told[:1]).changed_count == 0


def test_the_preview_says_what_would_change(world):
    told = [row(1, accountable="Support_Worker", deputy="", unit="Natholdet", goals=("1.2", "1.1"))]
    [shown] = preview_import(SYSTEM, world.plan_id, told).rows
    assert {(each.field, each.old, each.new) for each in shown.changes} == {
        ("accountable_id", "Accountable", "Support_Worker"),
        ("deputy_id", "Deputy", ""),
        ("unit_id", "Botilbuddet Egely", "Natholdet"),
    }


def test_what_is_exported_and_read_in_again_changes_nothing(world):
    """Also where the accountable employee has left: the line then says nobody, as the page does."""
    end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    told = [row(1, accountable="", version=1)]
    assert preview_import(SYSTEM, world.plan_id, told).rows[0].changes == ()
    assert import_initiatives(by=SYSTEM, plan_id=world.plan_id, rows=told) == 0
    shown = initiative(world.initiative_id)
    assert (shown.version, shown.accountable_id) == (1, world.staff["accountable"])


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": 7}, "number"),
        ({"version": 9}, "number"),
        ({"title": " "}, "title"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "title"),
        ({"description": "a\0b"}, "description"),
        ({"resources": "x" * 4001}, "resources"),
        ({"goals": ()}, "goals"),
        ({"goals": ("1.1", "9.9")}, "goals"),
        ({"unit": ""}, "unit"),
        ({"unit": "Findes ikke"}, "unit"),
        ({"accountable": "Findes Ikke"}, "accountable"),
        ({"accountable": "Deputy_Who_Left"}, "accountable"),
        ({"deputy": "Findes Ikke"}, "deputy"),
        ({"accountable": "Deputy", "deputy": "Deputy"}, "deputy"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": date(2020, 1, 1)}, "ends_on"),
        ({"co_owner_name": "Handicaprådet"}, "co_owner_kind"),
        ({"co_owner_kind": "council"}, "co_owner_kind"),
        ({"co_owner_name": "Handicaprådet", "co_owner_kind": "konge"}, "co_owner_kind"),
    ],
)
def test_a_line_that_cannot_be_says_which_column(world, plan_id, changed, field):
    assert problems(plan_id, replace(row(1), **changed), row(None, row=3)) == [(2, field)]


def test_every_line_and_column_with_something_wrong_is_told(world, plan_id):
    wrong = replace(row(1), title="", unit="?", goals=("9.9",)), replace(row(None, row=5), starts_on=None)
    assert sorted(problems(plan_id, *wrong)) == [(2, "goals"), (2, "title"), (2, "unit"), (5, "starts_on")]


def test_a_name_that_two_people_bear_is_not_guessed(world, plan_id):
    add_staff(by=SYSTEM, name="Accountable", title="Vikar", unit_id=world.units["home"])
    assert problems(plan_id, row(1)) == [(2, "accountable")]
    # Where it says who is accountable already, nothing is guessed.
    assert preview_import(SYSTEM, world.plan_id, [row(1)]).problems == ()


def test_a_number_in_two_lines_no_line_and_too_many_are_refused(world, plan_id):
    assert problems(plan_id, row(1), row(1, row=3)) == [(2, "number"), (3, "number")]
    assert problems(plan_id) == [(0, "")]
    assert problems(plan_id, *[row(None)] * (MOST_ROWS + 1)) == [(0, "")]


def test_into_an_adopted_plan_comes_only_what_was_not_adopted(world):
    new, changed = row(None), row(1, row=3, title="Ny titel")
    assert problems(world.plan_id, new, changed) == [(2, "number"), (3, "title")]
    import_initiatives(by=SYSTEM, plan_id=world.plan_id, rows=[row(1, resources="Ti timer")])
    assert initiative(world.initiative_id).resources == "Ti timer"


def test_milestones_stay_within_the_days(world, plan_id):
    [first] = list_initiatives(SYSTEM, plan_id=plan_id)
    milestone(world, initiative_id=first.id, due_on=date(2023, 6, 1))
    assert problems(plan_id, row(1, ends_on=date(2023, 5, 31))) == [(2, "ends_on")]


def test_only_who_writes_the_plan_reads_in_and_not_while_it_is_heard(world, plan_id):
    for viewer in (VISITOR, world.leader, world.accountable):
        with pytest.raises(NotAllowed):
            preview_import(viewer, plan_id, [row(1)])
    with pytest.raises(Missing):
        preview_import(SYSTEM, uuid4(), [row(1)])
    days = {"from_on": date(2024, 1, 10), "until_on": date(2024, 3, 1)}
    send_plan_to_hearing(by=SYSTEM, plan_id=plan_id, seen_version=2, **days)
    for act in (lambda: preview_import(SYSTEM, plan_id, [row(1)]), lambda: read_in(plan_id, [row(1)])):
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.field == "plan"


def read_in(plan_id, rows):
    return import_initiatives(by=SYSTEM, plan_id=plan_id, rows=rows)


def test_many_lines_take_as_many_statements_as_few(world, plan_id, queries):
    for _time in range(20):
        draft_initiative(world, plan_id)
    many = [row(number, row=number, partners="Alle") for number in range(1, 21)]
    many += [row(None, row=number) for number in range(30, 50)]
    counts = []
    for told in ([row(1, partners="Få"), row(None, row=3)], many):
        with queries() as seen:
            read_in(plan_id, told)
        counts.append(seen.count)
    assert counts[0] == counts[1]
