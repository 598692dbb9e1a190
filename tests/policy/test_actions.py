from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Invalid, NotAllowed
from helhed.base.viewer import Viewer
from helhed.policy.actions.adoption import take_back_from_hearing
from helhed.policy.actions.documents import add_document, remove_link
from helhed.policy.actions.drafts import (
    change_draft,
    discard_draft,
    import_policy,
    name_predecessor,
    redo_step,
    start_edition,
    undo_step,
)
from helhed.policy.queries.editions import export_policy
from helhed.policy.words import DocumentKind
from tests.architecture.sources import HOUSE, functions, named
from tests.policy.steered import TITLED, Steered, adopt, build_steered, change, easy, hear, serves
from tests.promises import check_a_form_is_carried_out_once, check_nothing_stands_without_its_event
from tests.world import (
    POLICY,
    SLUG,
    VISITOR,
    at,
    everything,
    read_in,
    with_form,
)

WRITERS = {"consultant", "consultant_without_staff", "system"}


@pytest.fixture
def world(db: None) -> Iterator[Steered]:
    with at(2024, 2, 1):
        yield build_steered()


ACTIONS: dict[str, tuple[Callable[[Viewer, Steered], Any], Verb, ObjectKind]] = {
    "read_in_policy": (
        lambda by, world: read_in(POLICY, by=by),
        Verb.READ_IN_POLICY,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "import_policy": (
        lambda by, world: import_policy(by=by, data=export_policy(VISITOR, SLUG).encode()),
        Verb.IMPORTED_POLICY,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "change_draft": (
        lambda by, world: change_draft(by=by, document_id=world.draft_id, seen_step=1, change=TITLED),
        Verb.CHANGED_DRAFT,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "undo_step": (
        lambda by, world: undo_step(by=by, document_id=world.changed_id, seen_step=2),
        Verb.UNDID_STEP,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "redo_step": (
        lambda by, world: redo_step(by=by, document_id=world.undone_id, seen_step=1),
        Verb.REDID_STEP,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "start_edition": (
        lambda by, world: start_edition(by=by, document_id=world.policy_id),
        Verb.STARTED_EDITION,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "name_predecessor": (
        lambda by, world: name_predecessor(
            by=by, document_id=world.draft_id, seen_step=1, predecessor_id=world.policy_id
        ),
        Verb.NAMED_PREDECESSOR,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "discard_draft": (
        lambda by, world: discard_draft(by=by, document_id=world.draft_id, seen_step=1),
        Verb.DISCARDED_DRAFT,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "send_to_hearing": (
        lambda by, world: hear(by, world.draft_id),
        Verb.SENT_TO_HEARING,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "take_back_from_hearing": (
        lambda by, world: take_back_from_hearing(by=by, document_id=world.heard_id, seen_step=1),
        Verb.TOOK_BACK_FROM_HEARING,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "adopt_document": (adopt, Verb.ADOPTED_POLICY, ObjectKind.STEERING_DOCUMENT),
    "add_document": (
        lambda by, world: add_document(by=by, kind=DocumentKind.MUNICIPAL_PLAN, title="Kommuneplan", areas=["By"]),
        Verb.ADDED_DOCUMENT,
        ObjectKind.STEERING_DOCUMENT,
    ),
    "change_document": (change, Verb.CHANGED_DOCUMENT, ObjectKind.STEERING_DOCUMENT),
    "add_link": (serves, Verb.ADDED_LINK, ObjectKind.ALIGNMENT),
    "remove_link": (
        lambda by, world: remove_link(by=by, link_id=world.link_id),
        Verb.REMOVED_LINK,
        ObjectKind.ALIGNMENT,
    ),
    "write_easy_wording": (easy, Verb.WROTE_EASY_WORDING, ObjectKind.POLICY_GOAL),
}
CHANGED_OBJECT: dict[str, Callable[[Steered], UUID]] = {
    **dict.fromkeys(
        ("adopt_document", "change_draft", "name_predecessor", "discard_draft", "send_to_hearing"),
        lambda world: world.draft_id,
    ),
    "undo_step": lambda world: world.changed_id,
    "redo_step": lambda world: world.undone_id,
    "start_edition": lambda world: world.policy_id,
    "take_back_from_hearing": lambda world: world.heard_id,
    "change_document": lambda world: world.vision_id,
    "remove_link": lambda world: world.link_id,
    "write_easy_wording": lambda world: world.goals["1.1"],
}
MODULES = {
    each.name: f"helhed.policy.actions.{path.stem}"
    for path in named(HOUSE, "actions")
    if "policy" in path.parts
    for each in functions(path.read_text())
}
every_action = pytest.mark.parametrize("name", ACTIONS)


@every_action
def test_only_those_who_write_steering_documents_may(world, name):
    act = ACTIONS[name][0]
    done = set()
    for person, viewer in world.viewers.items():
        before = everything()
        try:
            with transaction.atomic():
                act(viewer, world)
                done.add(person)
                transaction.set_rollback(True)
        except NotAllowed:
            assert everything() == before
    assert done == WRITERS


@every_action
def test_one_event_tells_who_did_what_to_which(world, name):
    act, verb, kind = ACTIONS[name]
    before = set(Event.objects.values_list("id", flat=True))
    made = act(world.consultant, world)
    [event] = Event.objects.exclude(id__in=before)
    assert (event.verb, event.object_kind) == (verb, kind)
    assert event.object_id == (made or CHANGED_OBJECT[name](world))
    assert (event.actor_id, event.role) == (world.consultant.account_id, "consultant")
    assert event.request_id == world.consultant.request_id


@every_action
def test_nothing_happens_when_the_event_cannot_be_written(world, name, monkeypatch):
    check_nothing_stands_without_its_event(ACTIONS[name][0], world, MODULES[name], monkeypatch)


def test_every_action_is_in_the_table():
    assert MODULES.keys() == ACTIONS.keys()


@every_action
def test_a_form_sent_twice_is_carried_out_once(world, name):
    check_a_form_is_carried_out_once(ACTIONS[name][0], world)


def test_somebody_elses_form_id_tells_nothing(world):
    by = with_form(world.consultant)
    ACTIONS["add_document"][0](by, world)
    other = replace(world.consultant_without_staff, form_id=by.form_id)
    made = ACTIONS["read_in_policy"][0](other, world)
    assert made != Event.objects.get(form_id=by.form_id, actor_id=by.account_id).object_id
    with pytest.raises(NotAllowed):
        ACTIONS["add_document"][0](replace(world.leader, form_id=by.form_id), world)


def test_a_refused_form_can_be_mended_and_sent_again(world):
    by = with_form(world.consultant)
    with pytest.raises(Invalid):
        adopt(by, world, body=" ")
    adopt(by, world)
