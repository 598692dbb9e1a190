"""What somebody saw of a draft is told from all that ever stood in another draft of the same policy."""

from collections.abc import Callable, Iterator
from datetime import date
from inspect import isfunction, signature
from typing import Any
from uuid import UUID

import pytest

from helhed.base.errors import Changed
from helhed.policy.actions import adoption, drafts
from helhed.policy.actions.adoption import adopt_document, send_to_hearing, take_back_from_hearing
from helhed.policy.actions.drafts import (
    change_draft,
    discard_draft,
    name_predecessor,
    redo_step,
    start_edition,
    undo_step,
)
from helhed.policy.content.changes import RewordGoal, SetFacts
from helhed.policy.models import DraftStep, SteeringDocument
from tests.policy.drafted import adopt, change, draft_of
from tests.world import SYSTEM, World, at, build_world, everything

DECIDED = {"body": "Byrådet", "on": date(2024, 1, 31), "agenda_item": ""}
TITLED = SetFacts("En anden titel", "", "", "", "", "")
Prepare = Callable[[UUID], None]


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def hear(document_id: UUID) -> None:
    step = draft_of(document_id).step
    send_to_hearing(by=SYSTEM, document_id=document_id, seen_step=step, until=date(2024, 3, 1), **DECIDED)


def two_steps(document_id: UUID) -> None:
    change(document_id, TITLED)


def one_undone(document_id: UUID) -> None:
    two_steps(document_id)
    undo_step(by=SYSTEM, document_id=document_id, seen_step=draft_of(document_id).step)


# What is done, and what the draft must have come to before it can be.
ACTS: dict[Callable[..., Any], tuple[Prepare, dict[str, Any]]] = {
    change_draft: (lambda _id: None, {"change": TITLED}),
    undo_step: (two_steps, {}),
    redo_step: (one_undone, {}),
    name_predecessor: (lambda _id: None, {"predecessor_id": None}),
    discard_draft: (lambda _id: None, {}),
    send_to_hearing: (lambda _id: None, {**DECIDED, "until": date(2024, 3, 1)}),
    take_back_from_hearing: (hear, {}),
    adopt_document: (lambda _id: None, DECIDED),
}


def discard(document_id: UUID) -> None:
    discard_draft(by=SYSTEM, document_id=document_id, seen_step=draft_of(document_id).step)


def test_every_action_on_what_was_seen_is_in_the_table():
    functions = {each for module in (adoption, drafts) for each in vars(module).values() if isfunction(each)}
    assert {each for each in functions if {"by", "seen_step"} <= signature(each).parameters.keys()} == ACTS.keys()


@pytest.mark.parametrize("gone_by", [adopt, discard])
@pytest.mark.parametrize("act", ACTS)
def test_who_saw_the_draft_before_does_nothing_to_this_one(world, act, gone_by):
    """An old tab: the draft it shows was adopted or thrown away, and another one has come to the same point."""
    prepare, asked = ACTS[act]
    document_id = world.policy_id
    start_edition(by=SYSTEM, document_id=document_id)
    prepare(document_id)
    seen = draft_of(document_id).step
    if act is take_back_from_hearing:
        act(by=SYSTEM, document_id=document_id, seen_step=seen, **asked)
    gone_by(document_id)
    start_edition(by=SYSTEM, document_id=document_id)
    prepare(document_id)
    before = everything()
    with pytest.raises(Changed):
        act(by=SYSTEM, document_id=document_id, seen_step=seen, **asked)
    assert everything() == before


def test_no_step_has_the_number_of_another_through_all_drafts(world):
    numbers: list[int] = []
    for gone_by in (adopt, discard, adopt):
        start_edition(by=SYSTEM, document_id=world.policy_id)
        goal_id = world.goals["1.1"]
        change(world.policy_id, RewordGoal(goal_id, "At en sker."), RewordGoal(goal_id, "At to sker."))
        undo_step(by=SYSTEM, document_id=world.policy_id, seen_step=draft_of(world.policy_id).step)
        change(world.policy_id, RewordGoal(goal_id, "At tre sker."))
        numbers += DraftStep.objects.filter(edition__document=world.policy_id).values_list("number", flat=True)
        gone_by(world.policy_id)
    assert numbers == list(range(2, 14))
    assert SteeringDocument.objects.get(id=world.policy_id).last_step == numbers[-1]


def test_what_comes_back_unchanged_is_what_was_seen(world):
    """Undone and done again, or heard and taken back, it says what it said, and is no other draft."""
    change(world.draft_id, TITLED)
    seen = {"by": SYSTEM, "document_id": world.draft_id}
    undo_step(**seen, seen_step=2)
    redo_step(**seen, seen_step=1)
    hear(world.draft_id)
    take_back_from_hearing(**seen, seen_step=2)
    adopt(world.draft_id, seen_step=2)
