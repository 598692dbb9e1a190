"""What every action promises: only these may, one event tells of it, and a form is carried out once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from helhed.action_plans.actions import (
    communication,
    generations,
    importing,
    initiatives,
    milestones,
    plans,
    progress,
    responsibility,
    trials,
)
from helhed.action_plans.actions.communication import change_step, mark_step_done, remove_step, undo_step
from helhed.action_plans.actions.generations import carry_over, let_go, merge_initiatives, undo_succession
from helhed.action_plans.actions.importing import import_initiatives
from helhed.action_plans.actions.initiatives import add_initiative, change_initiative, remove_initiative
from helhed.action_plans.actions.milestones import (
    change_milestone,
    mark_milestone_done,
    remove_milestone,
    undo_milestone,
)
from helhed.action_plans.actions.plans import (
    adopt_plan,
    change_plan,
    close_plan,
    discard_plan,
    send_plan_to_hearing,
    take_plan_back,
)
from helhed.action_plans.actions.progress import write_progresses
from helhed.action_plans.actions.responsibility import assign_accountable, hand_over
from helhed.action_plans.actions.trials import change_trial, decide_trial
from helhed.action_plans.words import Confidence, ProgressRow, ProgressState, TrialDecision
from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import AlreadyDone, Missing, NotAllowed
from helhed.base.viewer import Viewer
from tests.action_plans import acting
from tests.promises import check_a_form_is_carried_out_once, check_nothing_stands_without_its_event
from tests.world import COMMITTEE, SYSTEM, World, at, build_world, everything, facts

WRITERS = {"consultant", "consultant_without_staff", "system"}
HERE = {"consultant", "accountable", "deputy", "leader", "leader_above"}
DAY = date(2023, 5, 30)
Act = Callable[[Viewer, "Stage"], Any]


class Stage:
    """The world with one of each thing that an action needs, made before it."""

    def __init__(self, world: World) -> None:
        self.world, self.viewers, self.consultant = world, world.viewers, world.consultant
        self.draft = acting.draft(world)
        self.drafted = acting.draft_initiative(world, self.draft)
        self.heard = acting.draft(world, title="Hørt")
        self._hear(SYSTEM)
        self.next = acting.next_generation(world)
        self.milestone, self.reached = acting.milestone(world), acting.milestone(world)
        mark_milestone_done(by=SYSTEM, milestone_id=self.reached, seen_version=1, done_on=DAY)
        self.trial = acting.trial(world)
        self.step, self.done = acting.step(world), acting.step(world, responsible_id=world.staff["deputy"])
        mark_step_done(by=SYSTEM, step_id=self.done, seen_version=1, done_on=DAY)
        self.version = acting.plan(self.draft).version
        self.gone = acting.elsewhere(world)
        let_go(by=SYSTEM, plan_id=self.next, initiative_id=self.gone, reason="Gjort på anden vis.")

    def _hear(self, by: Viewer) -> None:
        version = acting.plan(self.heard).version
        days = {"from_on": DAY, "until_on": date(2024, 3, 1)}
        send_plan_to_hearing(by=by, plan_id=self.heard, seen_version=version, **days)


def new_facts(stage: Stage, **changed: Any) -> Any:
    return facts([stage.world.goals["2.2"]], unit_id=stage.world.units["home"], **changed)


def hear(by: Viewer, stage: Stage) -> None:
    days = {"from_on": DAY, "until_on": date(2024, 3, 1)}
    send_plan_to_hearing(by=by, plan_id=stage.draft, seen_version=stage.version, **days)


def change_a_plan(by: Viewer, stage: Stage) -> None:
    told = {"title": "Ny", "starts_on": DAY, "ends_on": DAY, "update_every": 30}
    change_plan(by=by, plan_id=stage.draft, seen_version=stage.version, **told)


def change_a_trial(by: Viewer, stage: Stage) -> None:
    told = {"title": "Ny", "question": "", "area_ids": acting.areas()[:1], "started_on": DAY, "ends_on": DAY}
    change_trial(by=by, trial_id=stage.trial, seen_version=1, **told)


def change_a_step(by: Viewer, stage: Stage) -> None:
    told = {"audience": "Alle", "message": "", "channel": "", "due_on": DAY, "responsible_id": None}
    change_step(by=by, step_id=stage.step, seen_version=1, **told)


def decide(by: Viewer, stage: Stage) -> None:
    told = {"decision": TrialDecision.STOP, "decided_on": DAY, "learned": "At en nøgle er en nøgle."}
    decide_trial(by=by, trial_id=stage.trial, seen_version=1, **told)


def two_progresses(by: Viewer, stage: Stage) -> None:
    rows = [
        ProgressRow(each, None, ProgressState.DELAYED, "Det går.", Confidence.HIGH)
        for each in (stage.world.initiative_id, stage.gone)
    ]
    write_progresses(by=by, rows=rows)


def import_one(by: Viewer, stage: Stage) -> None:
    import_initiatives(by=by, plan_id=stage.world.plan_id, rows=[acting.row(1, deputy="")])


def merge(by: Viewer, stage: Stage) -> Any:
    old = [stage.world.initiative_id, stage.world.elsewhere_id]
    return merge_initiatives(by=by, plan_id=stage.next, initiative_ids=old, facts=new_facts(stage))


def assign(by: Viewer, stage: Stage) -> None:
    people = {"accountable_id": stage.world.staff["deputy"], "deputy_id": None}
    assign_accountable(by=by, initiative_id=stage.world.initiative_id, seen_version=1, **people)


def change_one(by: Viewer, stage: Stage) -> None:
    told = new_facts(stage, partners="Låsesmeden")
    change_initiative(by=by, initiative_id=stage.drafted, seen_version=1, facts=told)


ACTIONS: dict[str, Act] = {
    "start_plan": lambda by, s: acting.add_plan(s.world.policy_id, by=by, title="P"),
    "change_plan": change_a_plan,
    "send_plan_to_hearing": hear,
    "take_plan_back": lambda by, s: take_plan_back(by=by, plan_id=s.heard),
    "discard_plan": lambda by, s: discard_plan(by=by, plan_id=s.draft),
    "adopt_plan": lambda by, s: adopt_plan(by=by, plan_id=s.heard, body="Byrådet", on=DAY),
    "close_plan": lambda by, s: close_plan(by=by, plan_id=s.world.plan_id),
    "start_next_generation": lambda by, s: acting.next_generation(s.world, by=by, title="N"),
    "carry_over": lambda by, s: carry_over(by=by, plan_id=s.next, initiative_ids=[s.world.initiative_id]),
    "merge_initiatives": merge,
    "let_go": lambda by, s: let_go(by=by, plan_id=s.next, initiative_id=s.world.initiative_id, reason="Nok."),
    "undo_succession": lambda by, s: undo_succession(by=by, plan_id=s.next, initiative_id=s.gone),
    "add_initiative": lambda by, s: add_initiative(
        by=by, plan_id=s.world.plan_id, facts=new_facts(s), decision=COMMITTEE
    ),
    "change_initiative": change_one,
    "remove_initiative": lambda by, s: remove_initiative(by=by, initiative_id=s.drafted),
    "import_initiatives": import_one,
    "assign_accountable": assign,
    "hand_over": lambda by, s: hand_over(by=by, from_id=s.world.staff["accountable"], to_id=s.world.staff["deputy"]),
    "write_progress": lambda by, s: acting.write(by, s.world),
    "add_milestone": lambda by, s: acting.milestone(s.world, by=by),
    "change_milestone": lambda by, s: change_milestone(
        by=by, milestone_id=s.milestone, seen_version=1, title="Ny", due_on=DAY
    ),
    "remove_milestone": lambda by, s: remove_milestone(by=by, milestone_id=s.milestone),
    "mark_milestone_done": lambda by, s: mark_milestone_done(
        by=by, milestone_id=s.milestone, seen_version=1, done_on=DAY
    ),
    "undo_milestone": lambda by, s: undo_milestone(by=by, milestone_id=s.reached, seen_version=2),
    "start_trial": lambda by, s: acting.trial(s.world, by=by),
    "change_trial": change_a_trial,
    "decide_trial": decide,
    "add_step": lambda by, s: acting.step(s.world, by=by),
    "change_step": change_a_step,
    "remove_step": lambda by, s: remove_step(by=by, step_id=s.step),
    "mark_step_done": lambda by, s: mark_step_done(by=by, step_id=s.step, seen_version=1, done_on=DAY),
    "undo_step": lambda by, s: undo_step(by=by, step_id=s.done, seen_version=2),
}
# The event of each, and what it is about (none: what was made).
EVENTS: dict[str, tuple[Verb, ObjectKind, str]] = {
    "start_plan": (Verb.STARTED_ACTION_PLAN, ObjectKind.ACTION_PLAN, ""),
    "change_plan": (Verb.CHANGED_ACTION_PLAN, ObjectKind.ACTION_PLAN, "draft"),
    "send_plan_to_hearing": (Verb.SENT_PLAN_TO_HEARING, ObjectKind.ACTION_PLAN, "draft"),
    "take_plan_back": (Verb.TOOK_BACK_PLAN, ObjectKind.ACTION_PLAN, "heard"),
    "discard_plan": (Verb.DISCARDED_ACTION_PLAN, ObjectKind.ACTION_PLAN, "draft"),
    "adopt_plan": (Verb.ADOPTED_ACTION_PLAN, ObjectKind.ACTION_PLAN, "heard"),
    "close_plan": (Verb.CLOSED_ACTION_PLAN, ObjectKind.ACTION_PLAN, "plan_id"),
    "start_next_generation": (Verb.STARTED_ACTION_PLAN, ObjectKind.ACTION_PLAN, ""),
    "carry_over": (Verb.CARRIED_OVER_INITIATIVES, ObjectKind.ACTION_PLAN, "next"),
    "merge_initiatives": (Verb.MERGED_INITIATIVES, ObjectKind.INITIATIVE, ""),
    "let_go": (Verb.LET_GO_INITIATIVE, ObjectKind.INITIATIVE, "initiative_id"),
    "undo_succession": (Verb.UNDID_SUCCESSION, ObjectKind.INITIATIVE, "gone"),
    "add_initiative": (Verb.ADDED_INITIATIVE, ObjectKind.INITIATIVE, ""),
    "change_initiative": (Verb.CHANGED_INITIATIVE, ObjectKind.INITIATIVE, "drafted"),
    "remove_initiative": (Verb.REMOVED_INITIATIVE, ObjectKind.INITIATIVE, "drafted"),
    "import_initiatives": (Verb.IMPORTED_INITIATIVES, ObjectKind.ACTION_PLAN, "plan_id"),
    "assign_accountable": (Verb.ASSIGNED_ACCOUNTABLE, ObjectKind.INITIATIVE, "initiative_id"),
    "hand_over": (Verb.HANDED_OVER, ObjectKind.STAFF, "accountable"),
    "write_progress": (Verb.WROTE_PROGRESS, ObjectKind.INITIATIVE, "initiative_id"),
    "add_milestone": (Verb.ADDED_MILESTONE, ObjectKind.MILESTONE, ""),
    "change_milestone": (Verb.CHANGED_MILESTONE, ObjectKind.MILESTONE, "milestone"),
    "remove_milestone": (Verb.REMOVED_MILESTONE, ObjectKind.MILESTONE, "milestone"),
    "mark_milestone_done": (Verb.REACHED_MILESTONE, ObjectKind.MILESTONE, "milestone"),
    "undo_milestone": (Verb.UNDID_MILESTONE, ObjectKind.MILESTONE, "reached"),
    "start_trial": (Verb.STARTED_TRIAL, ObjectKind.TRIAL, ""),
    "change_trial": (Verb.CHANGED_TRIAL, ObjectKind.TRIAL, "trial"),
    "decide_trial": (Verb.DECIDED_TRIAL, ObjectKind.TRIAL, "trial"),
    "add_step": (Verb.ADDED_COMMUNICATION, ObjectKind.COMMUNICATION_STEP, ""),
    "change_step": (Verb.CHANGED_COMMUNICATION, ObjectKind.COMMUNICATION_STEP, "step"),
    "remove_step": (Verb.REMOVED_COMMUNICATION, ObjectKind.COMMUNICATION_STEP, "step"),
    "mark_step_done": (Verb.DID_COMMUNICATION, ObjectKind.COMMUNICATION_STEP, "step"),
    "undo_step": (Verb.UNDID_COMMUNICATION, ObjectKind.COMMUNICATION_STEP, "done"),
}
ALLOWED: dict[str, set[str]] = {
    "start_plan": WRITERS,
    "change_plan": WRITERS,
    "send_plan_to_hearing": WRITERS,
    "take_plan_back": WRITERS,
    "discard_plan": WRITERS,
    "adopt_plan": WRITERS,
    "close_plan": WRITERS,
    "start_next_generation": WRITERS,
    "carry_over": WRITERS,
    "merge_initiatives": WRITERS,
    "let_go": WRITERS,
    "undo_succession": WRITERS,
    "add_initiative": WRITERS,
    "change_initiative": WRITERS,
    "remove_initiative": WRITERS,
    "import_initiatives": WRITERS,
    "assign_accountable": WRITERS | {"leader", "leader_above"},
    "hand_over": WRITERS | {"leader", "leader_above", "accountable"},
    "write_progress": HERE,
    "add_milestone": WRITERS | HERE,
    "change_milestone": WRITERS | HERE,
    "remove_milestone": WRITERS,
    "mark_milestone_done": WRITERS | HERE,
    "undo_milestone": WRITERS | HERE,
    "start_trial": WRITERS | HERE,
    "change_trial": WRITERS | HERE,
    "decide_trial": WRITERS | HERE,
    "add_step": WRITERS,
    "change_step": WRITERS,
    "remove_step": WRITERS,
    "mark_step_done": WRITERS | {"accountable"},
    "undo_step": WRITERS | {"deputy"},
}
MODULES = (communication, generations, importing, initiatives, milestones, plans, progress, responsibility, trials)


@pytest.fixture
def stage(db: None) -> Iterator[Stage]:
    with at(2024, 2, 1):
        yield Stage(build_world())


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is undone, so that every action meets the same stage."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_who_may_do_what(stage):
    """Everything that somebody tries without the right leaves everything as it was."""
    before = everything()
    assert {name: who_may(stage, act) for name, act in ACTIONS.items()} == ALLOWED
    assert everything() == before


def who_may(stage: Stage, act: Act) -> set[str]:
    done = set()
    for person, viewer in stage.viewers.items():
        try:
            with undone():
                act(viewer, stage)
                done.add(person)
        except (NotAllowed, Missing):
            pass
    return done


def test_one_event_tells_who_did_what_to_which(stage):
    things = {**stage.world.staff, **vars(stage.world), **vars(stage)}
    before = set(Event.objects.values_list("id", flat=True))
    for name, (verb, kind, about) in EVENTS.items():
        with undone():
            made = ACTIONS[name](stage.consultant, stage)
            [event] = Event.objects.exclude(id__in=before)
        assert (event.verb, event.object_kind, event.actor_id) == (verb, kind, stage.consultant.account_id), name
        assert event.object_id == (things[about] if about else made), name


def test_nothing_happens_when_the_event_cannot_be_written(stage, monkeypatch):
    for name, act in ACTIONS.items():
        module = next(each for each in MODULES if hasattr(each, name))
        check_nothing_stands_without_its_event(act, stage, module.__name__, monkeypatch)


def test_a_form_sent_twice_is_carried_out_once(stage):
    for act in ACTIONS.values():
        with undone():
            check_a_form_is_carried_out_once(act, stage)


def test_several_progresses_are_several_events_of_one_form(stage):
    by = replace(stage.consultant, form_id=uuid4())
    before = set(Event.objects.values_list("id", flat=True))
    two_progresses(by, stage)
    events = Event.objects.exclude(id__in=before)
    told = {(each.object_id, each.form_id) for each in events}
    assert told == {(stage.world.initiative_id, by.form_id), (stage.gone, None)}
    assert {each.verb for each in events} == {Verb.WROTE_PROGRESS}
    after = everything()
    with pytest.raises(AlreadyDone):
        two_progresses(by, stage)
    assert everything() == after


def test_every_action_stands_in_the_tables():
    acts = {
        name
        for module in MODULES
        for name, found in vars(module).items()
        if getattr(found, "is_action", False) and found.__module__ == module.__name__
    }
    assert acts == {*ACTIONS, "write_progresses"}
    assert ACTIONS.keys() == EVENTS.keys() == ALLOWED.keys()
