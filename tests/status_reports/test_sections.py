"""Who is reminded of which section, and how ready a status is."""

from collections.abc import Iterator
from datetime import date

import pytest

from helhed.action_plans.words import Reminding
from helhed.base.errors import NotAllowed
from helhed.organisation.actions import end_employment
from helhed.status_reports.actions.reports import set_due_day, start_report
from helhed.status_reports.actions.sections import name_editor
from helhed.status_reports.queries.sections import (
    due_reminders,
    editor_choices,
    get_readiness,
    list_own_sections,
    list_sections,
)
from helhed.status_reports.words import ReportState, StatusPart
from tests.status_reports.reported import publish, section_of, write
from tests.world import SLUG, SYSTEM, World, at, build_world

DUE_ON = date(2024, 3, 1)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def report(world: World):
    """A status due on 1 March, whose first area the accountable employee writes."""
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2023, due_on=DUE_ON)
    own = section_of(report, StatusPart.AREA, 1)
    name_editor(by=SYSTEM, section_id=own.id, seen_version=1, editor_id=world.staff["accountable"])
    return report


def reminded(day: date) -> list[tuple[str, Reminding]]:
    return [(each.staff.name, each.reminding) for each in due_reminders(SYSTEM, day)]


def test_the_editor_is_reminded_and_in_the_end_the_leader(world, report):
    kinds = {
        date(2024, 2, 22): [],
        date(2024, 2, 23): [("Accountable", Reminding.BEFORE)],
        date(2024, 3, 1): [("Accountable", Reminding.ON)],
        date(2024, 3, 8): [("Accountable", Reminding.AFTER)],
        date(2024, 3, 22): [("Leader", Reminding.ESCALATED)],
    }
    assert {day: reminded(day) for day in kinds} == kinds
    [one], [same] = due_reminders(SYSTEM, date(2024, 3, 1)), due_reminders(SYSTEM, date(2024, 3, 5))
    assert one.key == same.key
    assert (one.report.policy, one.report.year, one.section.title, one.due_on) == (SLUG, 2023, "Bolig", DUE_ON)


def test_what_is_ready_published_or_due_on_no_day_reminds_nobody(world, report):
    day = date(2024, 3, 1)
    own = section_of(report, StatusPart.AREA, 1)
    write(own, "Færdig.")
    assert reminded(day) == []
    write(section_of(report, StatusPart.AREA, 1), "Alligevel ikke.", is_ready=False)
    assert len(reminded(day)) == 1
    set_due_day(by=SYSTEM, report_id=report, seen_version=1, due_on=None)
    assert reminded(day) == []
    set_due_day(by=SYSTEM, report_id=report, seen_version=2, due_on=day)
    publish(report)
    assert reminded(day) == []


def test_where_the_editor_has_left_the_leader_is_reminded(world, report):
    with at(2024, 2, 2):
        end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
        assert section_of(report, StatusPart.AREA, 1).editor == ""
        assert reminded(date(2024, 3, 1)) == [("Leader", Reminding.ON)]
        assert world.staff["accountable"] not in {each.id for each in editor_choices(SYSTEM)}


def test_only_the_system_gathers_reminders(world):
    for viewer in (world.consultant, world.administrator, world.visitor):
        with pytest.raises(NotAllowed):
            due_reminders(viewer, DUE_ON)
    with pytest.raises(NotAllowed):
        editor_choices(world.leader)


def test_the_meter_counts_what_is_ready(world, report):
    sections = list_sections(SYSTEM, report)
    assert len(sections) == 8
    empty = get_readiness(world.leader, report)
    assert (empty.state, empty.sections, empty.ready, empty.percent) == (ReportState.COMPILING, 8, 0, 0)
    for done, section in enumerate(sections, start=1):
        write(section, "Skrevet.")
        assert get_readiness(SYSTEM, report).percent == done * 100 // 8
    assert list_own_sections(world.accountable) == []
    whole = get_readiness(SYSTEM, report)
    assert (whole.state, [lack.field for lack in whole.lacks if lack.blocks]) == (ReportState.READY, ["committee"])
