from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from helhed.action_plans.actions.communication import add_step, mark_step_done
from helhed.action_plans.actions.initiatives import add_initiative
from helhed.action_plans.models import GoalServed
from helhed.action_plans.queries.communication import list_steps
from helhed.action_plans.words import Decision, ProgressState
from helhed.base.errors import Missing
from helhed.organisation.actions import end_employment
from helhed.policy.content.changes import DropGoal
from helhed.status_reports.actions.reports import start_closing_report, start_report
from helhed.status_reports.content.tree import StateCount
from helhed.status_reports.queries.compiled import compile_status, end_of_year
from helhed.status_reports.queries.reports import count_initiatives, get_writable_report, list_reports, may_write_report
from helhed.status_reports.queries.years import compare_years
from helhed.status_reports.words import ChangedSince, ReportKind
from tests.policy.drafted import next_edition
from tests.status_reports.reported import judge, publish, published
from tests.world import (
    DRAFT_SLUG,
    SLUG,
    SYSTEM,
    VISITOR,
    World,
    add,
    add_plan,
    adopt,
    adopt_the_plan,
    at,
    build_world,
    facts,
    goals_of,
    progress,
    read_in,
)

S = ProgressState
ALL_CODES = ["1.1", "1.2", "2.1", "2.2"]
SUCCESSOR = "Vi fortsætter sammen"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """Statuses of 2022, 2023 and 2024 as drafts, seen on 1 February 2024."""
    with at(2024, 2, 1):
        world = build_world()
        for year in (2022, 2023, 2024):
            start_report(by=SYSTEM, policy_id=world.policy_id, year=year)
        yield world


def content(year: int):
    return compile_status(SYSTEM, SLUG, year).content


def states(counts: tuple[StateCount, ...]) -> dict[str, int]:
    return {each.state: each.count for each in counts}


# Which update counts


def test_each_year_counts_what_was_written_until_it_ended(world):
    with at(2022, 12, 30):
        progress(world, S.DELAYED)
    with at(2023, 1, 2):
        progress(world, S.ON_TRACK)
    with at(2024, 1, 15):
        progress(world, S.DONE)
    for year, state in ((2022, S.DELAYED), (2023, S.ON_TRACK), (2024, S.DONE)):
        assert states(content(year).counts) == {S.NOT_BEGUN: 1, state: 1}
        report = next(each for each in list_reports(SYSTEM) if each.year == year)
        assert dict(count_initiatives(SYSTEM, report)) == states(content(year).counts)


def test_the_year_ends_at_midnight_in_denmark(world):
    """Half past eleven in the evening in Denmark is half past ten in the evening in UTC, in winter."""
    with at(2022, 12, 31, 23, 30):
        progress(world, S.AT_RISK)
    with at(2023, 1, 1, 0, 30):
        progress(world, S.DROPPED)
    assert states(content(2022).counts) == {S.NOT_BEGUN: 1, S.AT_RISK: 1}
    assert states(content(2023).counts) == {S.NOT_BEGUN: 1, S.DROPPED: 1}
    assert end_of_year(2022).astimezone(UTC) == datetime(2022, 12, 31, 22, 59, 59, 999999, tzinfo=UTC)


def test_a_year_that_runs_is_counted_until_today(world):
    assert (content(2024).as_of, content(2023).as_of) == (date(2024, 2, 1), date(2023, 12, 31))


# Which initiatives count


def test_an_initiative_that_had_not_begun_is_left_out(world):
    for starts_on in (date(2023, 1, 1), date(2022, 12, 31)):
        add(world.plan_id, [world.goals["2.2"]], unit_id=world.units["home"], starts_on=starts_on)
    assert (content(2022).initiative_count, content(2023).initiative_count) == (3, 4)
    assert [goal.initiatives for goal in content(2022).goals if goal.code == "2.2"] == [("handleplan-2021-2022/4",)]


def test_what_no_body_had_adopted_by_then_is_left_out(world):
    """A plan that is a draft, one that was adopted too late, and an initiative that was added too late."""
    told = {"unit_id": world.units["home"]}
    draft = add_plan(world.policy_id, title="Kladde")
    add(draft, [world.goals["2.2"]], is_adopted=False, **told)
    late = add_plan(world.policy_id, title="Vedtaget for sent")
    add(late, [world.goals["2.2"]], is_adopted=False, **told)
    adopt_the_plan(late)
    assert content(2022).initiative_count == 3, "the plan of the committee in 2020 counts, the draft does not"
    decided = Decision("Socialudvalget", date(2023, 3, 1))
    add_initiative(by=SYSTEM, plan_id=late, facts=facts([world.goals["2.2"]], **told), decision=decided)
    assert (content(2022).initiative_count, content(2023).initiative_count) == (3, 4)


def test_an_initiative_is_late_by_the_end_of_the_year(world):
    days = {"starts_on": date(2022, 1, 1), "ends_on": date(2022, 12, 30)}
    add(world.plan_id, [world.goals["2.2"]], unit_id=world.units["home"], **days)
    assert {year: [each.number for each in content(year).late] for year in (2022, 2023, 2024)} == {
        2022: [3],
        2023: [3],
        2024: [1, 2, 3],
    }


def test_vacant_is_what_nobody_was_accountable_for_when_the_year_ended(world):
    with at(2023, 3, 31):
        end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    with at(2024, 1, 5):
        progress(world, S.DONE)
    assert {year: [each.number for each in content(year).vacant] for year in (2022, 2023, 2024)} == {
        2022: [],
        2023: [1],
        2024: [],
    }


def test_plans_of_other_policies_do_not_count(world):
    adopt(world.draft_id)
    plan = add_plan(world.draft_id, title="Plan under den anden politik")
    add(plan, [goals_of(DRAFT_SLUG)["1.1"]], unit_id=world.units["home"])
    assert content(2023).initiative_count == 2
    assert [plan.title for plan in content(2023).plans] == ["Handleplan 2021-2022"]


def test_a_status_shows_the_goals_that_were_in_force_when_the_year_ended(world):
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    codes = {year: [goal.code for goal in content(year).goals] for year in (2022, 2023, 2024)}
    assert codes == {2022: ALL_CODES, 2023: ALL_CODES, 2024: ["1.1", "2.1", "2.2"]}


def test_an_initiative_counts_once_in_each_area_it_serves(world):
    add(world.plan_id, [world.goals[code] for code in ("1.1", "1.2", "2.1")], unit_id=world.units["home"])
    shown = content(2023)
    assert (shown.initiative_count, shown.goals_without_initiative) == (3, 1)
    assert [sum(each.count for each in area.counts) for area in shown.areas] == [2, 2]


# Last year


@pytest.mark.parametrize("is_kept", [True, False])
def test_last_year_stands_beside_this_one_kept_or_compiled_anew(world, is_kept):
    with at(2022, 12, 1):
        progress(world, S.DELAYED)
    if is_kept:
        report = get_writable_report(SYSTEM, SLUG, 2022).id
        judge(report, {"1.1": "Bagud."})
        publish(report)
    with at(2023, 12, 1):
        progress(world, S.DONE)
    add(world.plan_id, [world.goals["1.1"]], unit_id=world.units["home"], starts_on=date(2023, 6, 1))
    shown = content(2023)
    kept_digest = compile_status(SYSTEM, SLUG, 2022).digest if is_kept else ""
    assert (shown.compared_with.year, shown.compared_with.digest) == (2022, kept_digest)
    goal = shown.goals[0]
    first, third = "handleplan-2021-2022/1", "handleplan-2021-2022/3"
    assert [(each.initiative, each.kind, each.before, each.now) for each in goal.changes] == [
        (third, ChangedSince.BEGUN, "", S.NOT_BEGUN),
        (first, ChangedSince.STATE, S.DELAYED, S.DONE),
    ]
    assert states(goal.last_counts) == {S.DELAYED: 1}
    assert goal.last_judgement == ("Bagud." if is_kept else "")
    assert states(shown.last_counts) == {S.NOT_BEGUN: 1, S.DELAYED: 1}
    assert {each.key: each.last_state for each in shown.initiatives}[third] == ""


def test_the_first_year_has_none_beside_it(world):
    start_report(by=SYSTEM, policy_id=world.policy_id, year=2021)
    first = content(2021)
    assert (first.compared_with, first.last_counts, first.goals[0].changes) == (None, (), ())


def test_an_initiative_that_counts_no_more_is_told_as_gone(world):
    published(world.policy_id, 2021)
    publish(get_writable_report(SYSTEM, SLUG, 2022).id)
    GoalServed.objects.filter(goal=world.goals["1.2"]).delete()
    [change] = content(2023).goals[1].changes
    assert (change.kind, change.before, change.now) == (ChangedSince.GONE, S.NOT_BEGUN, "")


# The communication plan


def test_the_steps_of_the_year_stand_as_they_were_done_by_then(world):
    told = {"audience": "Alle", "message": "Læs status", "channel": "Avisen", "responsible_id": None}
    for due_on in (date(2022, 5, 1), date(2023, 5, 1), date(2023, 12, 1)):
        add_step(by=SYSTEM, policy_id=world.policy_id, due_on=due_on, **told)
    for step, done_on in zip(
        list_steps(SYSTEM, world.policy_id)[1:], (date(2023, 5, 2), date(2024, 1, 5)), strict=True
    ):
        mark_step_done(by=SYSTEM, step_id=step.id, seen_version=1, done_on=done_on)
    assert [(each.due_on, each.done_on) for each in content(2023).steps] == [
        (date(2023, 5, 1), date(2023, 5, 2)),
        (date(2023, 12, 1), None),
    ]


# The closing status


def test_a_closing_status_tells_of_every_year_and_of_what_carries_over(world):
    with at(2022, 12, 1):
        progress(world, S.ON_TRACK)
    publish(get_writable_report(SYSTEM, SLUG, 2022).id)
    with at(2023, 12, 1):
        progress(world, S.DONE)
    publish(get_writable_report(SYSTEM, SLUG, 2023).id)
    read_in(f"{SUCCESSOR}\nSocialpolitik 2025-2028\n\nVision\nEn vision for alle.", before=world.policy_id)
    with at(2025, 1, 10):
        start_closing_report(by=SYSTEM, policy_id=world.policy_id)
        shown = compile_status(SYSTEM, SLUG, 2024, kind=ReportKind.CLOSING).content
    assert (shown.kind, shown.first_year, shown.last_year) == ("closing", 2021, 2024)
    assert [(each.year, states(each.counts)) for each in shown.years] == [
        (2022, {S.NOT_BEGUN: 1, S.ON_TRACK: 1}),
        (2023, {S.NOT_BEGUN: 1, S.DONE: 1}),
    ]
    assert shown.carries_over == ("handleplan-2021-2022/2",)
    assert shown.successors == (), "a draft that nobody may read is not named"
    assert content(2024).carries_over == ()


# Finding, and comparing


def test_a_status_that_is_not_there_or_not_seen_is_missing(world):
    for viewer, slug, year in (
        (VISITOR, SLUG, 2022),
        (SYSTEM, SLUG, 2021),
        (SYSTEM, "findes-ikke", 2022),
        (world.leader_until_yesterday, SLUG, 2022),
    ):
        with pytest.raises(Missing):
            compile_status(viewer, slug, year)
    for edition in (0, 2, 10**12):
        with pytest.raises(Missing):
            compile_status(SYSTEM, SLUG, 2022, edition=edition)
    assert compile_status(world.leader, SLUG, 2022).report.is_draft


def test_everybody_who_reads_a_draft_reads_the_same(world):
    draft = add_plan(world.policy_id, title="Kladde")
    add(draft, [world.goals["2.2"]], unit_id=world.units["home"], is_adopted=False)
    digests = {compile_status(viewer, SLUG, 2022).digest for viewer in (world.leader, world.consultant, SYSTEM)}
    assert len(digests) == 1


def test_a_status_under_a_draft_policy_is_unseen_even_when_published(world):
    report = published(world.draft_id, 2022)
    for name in ("visitor", "leader", "politician", "dpo"):
        viewer = world.viewers[name]
        assert report not in {each.id for each in list_reports(viewer)}
        with pytest.raises(Missing):
            compile_status(viewer, DRAFT_SLUG, 2022)
    assert compile_status(world.consultant, DRAFT_SLUG, 2022).report.is_kept


def test_statuses_are_listed_newest_first(world, queries):
    assert [report.year for report in list_reports(world.consultant, policy_id=world.policy_id)] == [2024, 2023, 2022]
    assert list_reports(VISITOR) == []
    assert list_reports(world.consultant, policy_id=uuid4()) == []
    with queries(1):
        list_reports(SYSTEM)


def test_the_form_is_offered_to_those_who_write(world):
    report = get_writable_report(world.consultant, SLUG, 2022)
    assert may_write_report(world.consultant, report.id)
    assert not may_write_report(world.leader, report.id)
    with pytest.raises(Missing):
        get_writable_report(world.leader, SLUG, 2022)
    publish(report.id)
    assert not may_write_report(world.consultant, report.id)


def test_years_are_compared_goal_by_goal_from_what_was_kept(world):
    for year, words in ((2022, "Bagud."), (2023, "I mål.")):
        report = get_writable_report(SYSTEM, SLUG, year).id
        judge(report, {"1.1": words})
        with at(year, 12, 1):
            progress(world, S.DELAYED if year == 2022 else S.DONE)
        publish(report)
    compared = compare_years(VISITOR, SLUG)
    assert compared.years == (2022, 2023)
    assert [goal.code for goal in compared.goals] == ALL_CODES
    assert [(each.year, each.judgement, states(each.counts)) for each in compared.goals[0].years] == [
        (2022, "Bagud.", {S.DELAYED: 1}),
        (2023, "I mål.", {S.DONE: 1}),
    ]
    with pytest.raises(Missing):
        compare_years(VISITOR, DRAFT_SLUG)
