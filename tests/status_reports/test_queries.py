from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.words import ProgressState
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.organisation.actions import end_employment
from helhed.policy.content.changes import DropGoal
from helhed.policy.queries.shown import ShownArea, ShownGoal
from helhed.status_reports.actions import publish_report, start_report
from helhed.status_reports.queries import (
    _area_status,
    compile_status,
    end_of_year,
    get_writable_report,
    list_reports,
    may_write_report,
)
from helhed.status_reports.words import Outcome
from tests.action_plans.shown import shown_initiative
from tests.policy.drafted import next_edition
from tests.world import (
    DRAFT_SLUG,
    SLUG,
    SYSTEM,
    VISITOR,
    World,
    add,
    add_plan,
    adopt,
    at,
    build_world,
    goals_of,
    many_goals,
    progress,
    read_in,
)

S = ProgressState
ALL_CODES = ["1.1", "1.2", "2.1", "2.2"]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """Statuses of 2022, 2023 and 2024 as drafts, seen on 1 February 2024."""
    with at(2024, 2, 1):
        world = build_world()
        for year in (2022, 2023, 2024):
            start_report(by=SYSTEM, policy_id=world.policy_id, year=year)
        yield world


def states(year: int) -> dict[ProgressState, int]:
    return dict(compile_status(SYSTEM, SLUG, year).counts)


# Which update counts


def test_each_year_counts_what_was_written_until_it_ended(world):
    with at(2022, 12, 30):
        progress(world, S.DELAYED)
    with at(2023, 1, 2):
        progress(world, S.ON_TRACK)
    with at(2024, 1, 15):
        progress(world, S.DONE)
    assert states(2022) == {S.NOT_BEGUN: 1, S.DELAYED: 1}
    assert states(2023) == {S.NOT_BEGUN: 1, S.ON_TRACK: 1}
    assert states(2024) == {S.NOT_BEGUN: 1, S.DONE: 1}


def test_the_year_ends_at_midnight_in_denmark(world):
    """Half past eleven in the evening in Denmark is half past ten in the evening in UTC, in winter."""
    with at(2022, 12, 31, 23, 30):
        progress(world, S.AT_RISK)
    with at(2023, 1, 1, 0, 30):
        progress(world, S.DROPPED)
    assert states(2022) == {S.NOT_BEGUN: 1, S.AT_RISK: 1}
    assert states(2023) == {S.NOT_BEGUN: 1, S.DROPPED: 1}
    assert end_of_year(2022).astimezone(UTC) == datetime(2022, 12, 31, 22, 59, 59, 999999, tzinfo=UTC)


def test_a_year_that_runs_is_counted_until_now(world):
    compiled = compile_status(SYSTEM, SLUG, 2024)
    assert compiled.as_of.astimezone(clock.COPENHAGEN).date() == date(2024, 2, 1)
    assert compile_status(SYSTEM, SLUG, 2023).as_of == end_of_year(2023)


# Which initiatives count


def test_an_initiative_that_had_not_begun_is_left_out(world):
    for starts_on in (date(2023, 1, 1), date(2022, 12, 31)):
        add(
            world.plan_id,
            [world.goals["2.2"]],
            unit_id=world.units["home"],
            starts_on=starts_on,
            ends_on=date(2023, 12, 31),
        )
    assert compile_status(SYSTEM, SLUG, 2022).initiative_count == 3
    assert compile_status(SYSTEM, SLUG, 2023).initiative_count == 4
    goals = {goal.goal.code: goal for area in compile_status(SYSTEM, SLUG, 2022).areas for goal in area.goals}
    assert [each.number for each in goals["2.2"].initiatives] == [4]


def test_an_initiative_is_late_by_the_end_of_the_year(world):
    add(
        world.plan_id,
        [world.goals["2.2"]],
        unit_id=world.units["home"],
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 30),
    )
    assert [each.number for each in compile_status(SYSTEM, SLUG, 2022).late] == [3]
    assert [each.number for each in compile_status(SYSTEM, SLUG, 2023).late] == [3], "the others end on the last day"
    assert [each.number for each in compile_status(SYSTEM, SLUG, 2024).late] == [1, 2, 3]


def test_vacant_is_what_nobody_was_accountable_for_when_the_year_ended(world):
    with at(2023, 3, 31):
        end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    assert compile_status(SYSTEM, SLUG, 2022).vacant == ()
    assert [each.number for each in compile_status(SYSTEM, SLUG, 2023).vacant] == [1]
    with at(2024, 1, 5):
        progress(world, S.DONE)
    assert compile_status(SYSTEM, SLUG, 2024).vacant == ()


def test_plans_of_other_policies_do_not_count(world):
    adopt(world.draft_id)
    plan = add_plan(world.draft_id, title="Plan under den anden politik")
    add(plan, [goals_of(DRAFT_SLUG)["1.1"]], unit_id=world.units["home"])
    assert compile_status(SYSTEM, SLUG, 2023).initiative_count == 2


def test_a_status_shows_the_goals_that_were_in_force_when_the_year_ended(world):
    """A goal that is gone in 2024 is still a goal of 2023, with the initiatives that served it."""
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    codes = {
        year: [goal.goal.code for area in compile_status(SYSTEM, SLUG, year).areas for goal in area.goals]
        for year in (2022, 2023, 2024)
    }
    assert codes == {2022: ALL_CODES, 2023: ALL_CODES, 2024: ["1.1", "2.1", "2.2"]}
    [gone] = [goal for goal in compile_status(SYSTEM, SLUG, 2023).areas[0].goals if goal.goal.code == "1.2"]
    assert (len(gone.initiatives), gone.goal.gone_since) == (1, 2)


# Sums


def test_an_initiative_counts_once_in_each_area_it_serves(world):
    add(
        world.plan_id,
        [world.goals[code] for code in ("1.1", "1.2", "2.1")],
        unit_id=world.units["home"],
    )
    compiled = compile_status(SYSTEM, SLUG, 2023)
    assert compiled.initiative_count == 3
    assert [sum(count for _state, count in area.counts) for area in compiled.areas] == [2, 2]
    assert compiled.goals_without_initiative == 1


GOALS = [
    ShownGoal(
        id=uuid4(),
        policy=SLUG,
        code=f"{area}.{place}",
        position=area * 1000 + place,
        text="",
        easy_wording="",
        version=1,
        area_place=area,
        area="",
        page=None,
        line=None,
    )
    for area in (1, 2)
    for place in (1, 2, 3)
]
AREAS = [
    ShownArea(id=uuid4(), place=place, number=place, title="", intro="", goals=tuple(GOALS[place * 3 - 3 : place * 3]))
    for place in (1, 2)
]


def initiative(state: ProgressState, goals: set[int]) -> ShownInitiative:
    return shown_initiative(state, goals=tuple(GOALS[each] for each in sorted(goals)))


@given(
    st.lists(st.builds(initiative, st.sampled_from(ProgressState), st.sets(st.integers(0, 5), min_size=1)), max_size=30)
)
def test_the_sums_of_an_area_are_its_initiatives(initiatives):
    for area in AREAS:
        status = _area_status(area, initiatives)
        wanted = [each for each in initiatives if {goal.area_place for goal in each.goals} & {area.place}]
        assert sum(count for _state, count in status.counts) == len(wanted)
        for state, count in status.counts:
            assert count == sum(each.state == state for each in wanted)
        for goal in status.goals:
            assert set(goal.initiatives) == {each for each in initiatives if goal.goal in each.goals}


# Finding


def test_a_status_that_is_not_there_or_not_seen_is_missing(world):
    for viewer, slug, year in (
        (VISITOR, SLUG, 2022),
        (SYSTEM, SLUG, 2021),
        (SYSTEM, "findes-ikke", 2022),
        (world.leader_until_yesterday, SLUG, 2022),
    ):
        with pytest.raises(Missing):
            compile_status(viewer, slug, year)
    assert compile_status(world.leader, SLUG, 2022).report.is_draft


def test_a_status_under_a_draft_policy_is_unseen_even_when_published(world):
    report = start_report(by=SYSTEM, policy_id=world.draft_id, year=2022)
    publish_report(by=SYSTEM, report_id=report, committee="Udvalget", outcome=Outcome.NOTED)
    for name in ("visitor", "leader", "politician", "dpo"):
        viewer = world.viewers[name]
        assert report not in {each.id for each in list_reports(viewer)}
        with pytest.raises(Missing):
            compile_status(viewer, DRAFT_SLUG, 2022)
    assert compile_status(world.consultant, DRAFT_SLUG, 2022).report.outcome


def test_statuses_are_listed_newest_first(world):
    assert [report.year for report in list_reports(world.consultant, policy_id=world.policy_id)] == [2024, 2023, 2022]
    assert list_reports(VISITOR) == []
    assert list_reports(world.consultant, policy_id=uuid4()) == []


def test_the_form_is_offered_to_those_who_write(world):
    report = get_writable_report(world.consultant, SLUG, 2022)
    assert may_write_report(world.consultant, report.id)
    assert not may_write_report(world.leader, report.id)
    with pytest.raises(Missing):
        get_writable_report(world.leader, SLUG, 2022)
    publish_report(by=SYSTEM, report_id=report.id, committee="Udvalget", outcome=Outcome.NOTED)
    assert not may_write_report(world.consultant, report.id)
    with pytest.raises(Missing):
        get_writable_report(world.consultant, SLUG, 2022)


# Size


@pytest.mark.parametrize(("goals_in_each", "initiatives"), [(2, 6), (10, 60)])
def test_a_status_takes_the_same_queries_whatever_the_size(world, queries, goals_in_each, initiatives):
    policy = read_in(many_goals(3, goals_in_each))
    adopt(policy)
    goals = list(goals_of("politik-for-mange-maal").values())
    plan = add_plan(policy, title="Stor plan")
    for number in range(initiatives):
        begun = add(
            plan,
            [goals[number % len(goals)], goals[-1 - number % len(goals)]],
            unit_id=world.units["home"],
            accountable_id=world.staff["accountable"],
        )
        with at(2022, 3, 1):
            progress(world, S.ON_TRACK, initiative_id=begun)
    start_report(by=SYSTEM, policy_id=policy, year=2022)
    with queries(13):
        compiled = compile_status(SYSTEM, "politik-for-mange-maal", 2022)
    assert (compiled.initiative_count, compiled.goals_without_initiative) == (initiatives, 0)
    assert compiled.counts == ((S.ON_TRACK, initiatives),)
    with queries(1):
        list_reports(replace(SYSTEM))
