"""Milestones, trials and the communication plan: what can be typed, and what two at once are told."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helhed.action_plans.actions.communication import add_step, change_step, mark_step_done, undo_step
from helhed.action_plans.actions.milestones import (
    add_milestone,
    change_milestone,
    mark_milestone_done,
    remove_milestone,
    undo_milestone,
)
from helhed.action_plans.actions.plans import close_plan
from helhed.action_plans.actions.trials import change_trial, decide_trial, start_trial
from helhed.action_plans.models import Trial
from helhed.action_plans.queries.communication import get_writable_step, list_steps, may_write_steps
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.trials import get_writable_trial, list_trials, list_writable_trials
from helhed.action_plans.words import TrialDecision
from helhed.base.errors import Changed, Invalid, Missing
from helhed.organisation.actions import end_employment
from helhed.policy.content.changes import DropArea, DropGoal
from helhed.policy.queries.documents import get_document
from tests.action_plans.acting import areas, draft, initiative, milestone, step, trial
from tests.policy.drafted import next_edition
from tests.world import SLUG, SYSTEM, VISITOR, World, at, build_world, everything

DAY = date(2023, 5, 1)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def refused(act, **told) -> str:
    before = everything()
    with pytest.raises(Invalid) as problem:
        act(**{"by": SYSTEM, **told})
    assert everything() == before
    return problem.value.field


def the_milestone(world):
    [found] = initiative(world.initiative_id).milestones
    return found


# Milestones


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"due_on": date(2020, 12, 31)}, "due_on"),
        ({"due_on": date(2024, 1, 1)}, "due_on"),
    ],
)
def test_a_milestone_that_cannot_be_is_refused(world, told, field):
    told = {"title": "Låse", "due_on": DAY, **told}
    assert refused(add_milestone, initiative_id=world.initiative_id, **told) == field
    standing = milestone(world)
    assert refused(change_milestone, milestone_id=standing, seen_version=1, **told) == field


def test_the_first_and_the_last_day_are_within(world):
    for day in (date(2021, 1, 1), date(2023, 12, 31)):
        milestone(world, due_on=day)


def test_a_milestone_is_reached_and_not_reached_after_all(world):
    standing = milestone(world)
    mark_milestone_done(by=world.accountable, milestone_id=standing, seen_version=1, done_on=date(2024, 2, 1))
    assert (the_milestone(world).done_on, the_milestone(world).is_late) == (date(2024, 2, 1), False)
    undo_milestone(by=world.accountable, milestone_id=standing, seen_version=2)
    assert (the_milestone(world).is_done, the_milestone(world).is_late) == (False, True)
    with pytest.raises(Missing):
        undo_milestone(by=world.accountable, milestone_id=standing, seen_version=3)


def test_nothing_is_reached_before_it_began_nor_tomorrow(world):
    told = {"milestone_id": milestone(world), "seen_version": 1}
    for done_on in (date(2020, 12, 31), date(2024, 2, 2)):
        assert refused(mark_milestone_done, **told, done_on=done_on) == "done_on"
    mark_milestone_done(by=SYSTEM, **told, done_on=date(2021, 1, 1))


def test_nothing_is_reached_in_a_draft(world):
    [first] = list_initiatives(SYSTEM, plan_id=draft(world))
    standing = milestone(world, initiative_id=first.id)
    assert refused(mark_milestone_done, milestone_id=standing, seen_version=1, done_on=DAY) == "done_on"


def test_once_adopted_the_day_it_was_planned_for_stays_beside(world):
    standing = milestone(world, due_on=DAY)
    told = {"by": world.accountable, "milestone_id": standing, "title": "Låse"}
    change_milestone(**told, seen_version=1, due_on=date(2023, 8, 1))
    found = the_milestone(world)
    assert (found.due_on, found.planned_on, found.was_moved) == (date(2023, 8, 1), DAY, True)
    change_milestone(**told, seen_version=2, due_on=DAY)
    assert not the_milestone(world).was_moved


def test_in_a_draft_the_planned_day_follows(world):
    [first] = list_initiatives(SYSTEM, plan_id=draft(world))
    standing = milestone(world, initiative_id=first.id)
    change_milestone(by=SYSTEM, milestone_id=standing, seen_version=1, title="Låse", due_on=DAY)
    [found] = initiative(first.id).milestones
    assert (found.due_on, found.was_moved) == (DAY, False)


def test_what_was_reached_is_not_removed(world):
    standing = milestone(world)
    mark_milestone_done(by=SYSTEM, milestone_id=standing, seen_version=1, done_on=DAY)
    assert refused(remove_milestone, milestone_id=standing) == "done_on"
    undo_milestone(by=SYSTEM, milestone_id=standing, seen_version=2)
    remove_milestone(by=SYSTEM, milestone_id=standing)
    assert initiative(world.initiative_id).milestones == ()


def test_who_saw_an_older_milestone_is_refused(world):
    standing = milestone(world)
    change_milestone(by=SYSTEM, milestone_id=standing, seen_version=1, title="Ny", due_on=DAY)
    told = {"by": world.accountable, "milestone_id": standing, "seen_version": 1}
    before = everything()
    for act in (
        lambda: change_milestone(**told, title="Nyere", due_on=DAY),
        lambda: mark_milestone_done(**told, done_on=DAY),
        lambda: undo_milestone(**told),
    ):
        with pytest.raises(Changed):
            act()
    assert everything() == before


def test_milestones_and_initiatives_that_are_not_there_are_missing(world):
    with pytest.raises(Missing):
        milestone(world, initiative_id=uuid4())
    with pytest.raises(Missing):
        remove_milestone(by=SYSTEM, milestone_id=uuid4())


# Trials


def test_a_trial_goes_across_areas_and_is_decided_upon(world):
    started = trial(world)
    [shown] = list_trials(VISITOR, plan_id=world.plan_id)
    assert (shown.areas, shown.initiative_number) == (("Bolig", "Fællesskab"), 1)
    assert shown.waits_for_decision
    told = {"decision": TrialDecision.ADJUST, "decided_on": date(2023, 4, 1), "learned": "Telefonen løber tør."}
    decide_trial(by=world.accountable, trial_id=started, seen_version=1, **told)
    [shown] = list_trials(VISITOR, policy_id=world.policy_id)
    assert (shown.decision, shown.learned) == (TrialDecision.ADJUST, "Telefonen løber tør.")
    assert not shown.waits_for_decision
    assert list_trials(VISITOR, policy_id=world.draft_id) == []


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"title": " "}, "title"),
        ({"ends_on": date(2022, 12, 31)}, "ends_on"),
        ({"area_ids": []}, "areas"),
        ({"area_ids": [uuid4()]}, "areas"),
    ],
)
def test_a_trial_that_cannot_be_is_refused(world, told, field):
    told = {
        "title": "Nøgle",
        "question": "",
        "area_ids": areas(),
        "started_on": date(2023, 1, 1),
        "ends_on": DAY,
        **told,
    }
    assert refused(start_trial, plan_id=world.plan_id, initiative_id=None, **told) == field
    assert refused(change_trial, trial_id=trial(world), seen_version=1, **told) == field


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"decided_on": date(2022, 12, 31)}, "decided_on"),
        ({"decided_on": date(2024, 2, 2)}, "decided_on"),
        ({"learned": " "}, "learned"),
    ],
)
def test_a_decision_about_a_trial_that_cannot_be_is_refused(world, told, field):
    told = {"decision": TrialDecision.STOP, "decided_on": DAY, "learned": "Meget.", **told}
    assert refused(decide_trial, trial_id=trial(world), seen_version=1, **told) == field


def test_what_was_decided_about_a_trial_stands(world):
    started = trial(world)
    told = {"decision": TrialDecision.STOP, "decided_on": DAY, "learned": "Meget."}
    decide_trial(by=SYSTEM, trial_id=started, seen_version=1, **told)
    assert refused(decide_trial, trial_id=started, seen_version=2, **told) == "decision"
    before = everything()
    with pytest.raises(Changed):
        decide_trial(by=SYSTEM, trial_id=started, seen_version=1, **told)
    assert everything() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"decision": TrialDecision.STOP},
        {"decision": TrialDecision.STOP, "learned": "Meget."},
        {"decided_on": DAY},
        {"decision": TrialDecision.STOP, "learned": "Meget.", "decided_on": date(2020, 1, 1)},
        {"ends_on": date(2020, 1, 1)},
    ],
)
def test_a_trial_that_cannot_be_is_not_kept(world, changed):
    started = trial(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trial.objects.filter(id=started).update(**changed)


def test_a_trial_belongs_to_an_initiative_of_the_plan_or_to_the_plan(world):
    trial(world, initiative_id=None)
    [drafted] = list_initiatives(SYSTEM, plan_id=draft(world))
    for by, initiative_id in ((SYSTEM, drafted.id), (world.accountable, None), (world.accountable, world.elsewhere_id)):
        with pytest.raises(Missing):
            trial(world, by=by, initiative_id=initiative_id)
    with pytest.raises(Missing):
        trial(world, plan_id=uuid4())
    close_plan(by=SYSTEM, plan_id=world.plan_id)
    with pytest.raises(Missing):
        trial(world)


def test_an_area_that_is_gone_keeps_its_name_in_a_trial(world):
    started = trial(world)
    home, other = get_document(SYSTEM, SLUG).areas
    next_edition(world.policy_id, *(DropGoal(goal.id) for goal in home.goals), DropArea(home.id))
    [shown] = list_trials(VISITOR, plan_id=world.plan_id)
    assert (shown.areas, shown.area_ids) == (("Bolig", "Fællesskab"), (other.id,))
    told = {"title": "Ny", "question": "", "area_ids": [other.id], "started_on": DAY, "ends_on": DAY}
    change_trial(by=SYSTEM, trial_id=started, seen_version=1, **told)
    assert list_trials(VISITOR)[0].areas == ("Bolig", "Fællesskab")


def test_who_writes_a_trial_and_who_reads_it(world):
    started = trial(world)
    writers = {"consultant", "consultant_without_staff", "system"}
    able = writers | {"accountable", "deputy", "leader", "leader_above"}
    assert {
        name for name, viewer in world.viewers.items() if list_writable_trials(viewer, plan_id=world.plan_id)
    } == able
    assert get_writable_trial(world.deputy, started).title == "Nøgle på telefonen"
    with pytest.raises(Missing):
        get_writable_trial(VISITOR, started)
    trial(world, plan_id=draft(world), initiative_id=None)
    seen = {name: len(list_trials(viewer)) for name, viewer in world.viewers.items()}
    assert seen == {name: 2 if name in writers else 1 for name in world.viewers}


# The communication plan


def test_a_step_is_done_and_not_done_after_all(world):
    added = step(world, due_on=date(2024, 1, 31))
    assert [each.is_late for each in list_steps(world.consultant, world.policy_id)] == [True]
    mark_step_done(by=world.accountable, step_id=added, seen_version=1, done_on=DAY)
    [shown] = list_steps(world.accountable, world.policy_id)
    assert (shown.done_on, shown.is_late, shown.may_mark) == (DAY, False, True)
    undo_step(by=world.accountable, step_id=added, seen_version=2)
    with pytest.raises(Missing):
        undo_step(by=world.accountable, step_id=added, seen_version=3)


def test_the_communication_plan_is_read_by_those_who_work_here(world):
    step(world)
    seen = {name for name, viewer in world.viewers.items() if list_steps(viewer, world.policy_id)}
    outside = {"visitor", "citizen", "politician", "council_member", "deputy_who_left"}
    assert seen == set(world.viewers) - outside
    assert {name for name, viewer in world.viewers.items() if may_write_steps(viewer)} == {
        "consultant",
        "consultant_without_staff",
        "system",
    }


def test_a_step_that_cannot_be_is_refused(world):
    told = {"audience": "Alle", "message": "", "channel": "", "due_on": DAY, "responsible_id": None}
    added = step(world)
    for changed, field in (({"audience": " "}, "audience"), ({"responsible_id": uuid4()}, "responsible")):
        assert refused(add_step, policy_id=world.policy_id, **{**told, **changed}) == field
        assert refused(change_step, step_id=added, seen_version=1, **{**told, **changed}) == field
    assert refused(mark_step_done, step_id=added, seen_version=1, done_on=date(2024, 2, 2)) == "done_on"
    with pytest.raises(Missing):
        step(world, policy_id=uuid4())
    with pytest.raises(Changed):
        change_step(by=SYSTEM, step_id=added, seen_version=2, **told)


def test_who_is_responsible_for_a_step_may_have_left_but_a_new_one_not(world):
    added = step(world)
    end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    shown = get_writable_step(SYSTEM, added)
    assert (shown.responsible, shown.responsible_id) == ("", world.staff["accountable"])
    told = {"audience": "Alle", "message": "", "channel": "", "due_on": DAY}
    change_step(by=SYSTEM, step_id=added, seen_version=1, **told, responsible_id=world.staff["accountable"])
    left = world.staff["deputy_who_left"]
    assert refused(change_step, step_id=added, seen_version=2, **told, responsible_id=left) == "responsible"
    with pytest.raises(Missing):
        get_writable_step(world.accountable, added)
