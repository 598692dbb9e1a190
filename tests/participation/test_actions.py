"""What every action about councils and hearings promises; what each does is tried in the files beside this one."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import AlreadyDone, Missing, NotAllowed
from helhed.base.viewer import Viewer
from helhed.participation.actions.answers import answer_hearing, correct_answer, reply_to_answer, type_in_answer
from helhed.participation.actions.councils import add_council, end_term, link_member
from helhed.participation.actions.hearings import close_hearing, invite, move_deadline
from helhed.participation.models import CouncilMember
from helhed.participation.words import CouncilKind
from tests.participation.heard import (
    TODAY,
    Heard,
    ask,
    build_heard,
    seat,
    typed_in,
)
from tests.world import at, everything, with_form


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    with at(2024, 2, 1):
        yield build_heard()


def member_of(heard: Heard, name: str = "member") -> CouncilMember:
    return CouncilMember.objects.get(name=name.title())


def account_of(heard: Heard, name: str) -> Any:
    return heard.viewers[name].account_id


Act = Callable[[Viewer, Heard], Any]
KEEPERS = {"consultant", "consultant_without_staff", "system"}
STAFF = {"consultant"}
K = ObjectKind
ACTIONS: dict[str, tuple[Act, str, Verb, ObjectKind, set[str]]] = {
    "add_council": (
        lambda by, heard: add_council(by=by, name="Ældrerådet", kind=CouncilKind.SENIORS),
        "councils",
        Verb.ADDED_COUNCIL,
        K.COUNCIL,
        KEEPERS,
    ),
    "add_member": (
        lambda by, heard: seat(heard.councils["disability"], "Ny", by=by),
        "councils",
        Verb.ADDED_COUNCIL_MEMBER,
        K.COUNCIL_MEMBER,
        KEEPERS,
    ),
    "link_member": (
        lambda by, heard: link_member(by=by, member_id=member_of(heard).id, account_id=None),
        "councils",
        Verb.LINKED_COUNCIL_MEMBER,
        K.COUNCIL_MEMBER,
        KEEPERS,
    ),
    "end_term": (
        lambda by, heard: end_term(by=by, member_id=member_of(heard).id, until_on=TODAY),
        "councils",
        Verb.ENDED_TERM,
        K.COUNCIL_MEMBER,
        KEEPERS,
    ),
    "open_hearing": (
        lambda by, heard: ask(by, [heard.councils["disability"]], plan_id=heard.world.plan_id),
        "hearings",
        Verb.OPENED_HEARING,
        K.HEARING,
        STAFF,
    ),
    "invite": (
        lambda by, heard: invite(by=by, hearing_id=heard.open_id, council_id=heard.councils["vulnerable"]),
        "hearings",
        Verb.INVITED_TO_HEARING,
        K.HEARING,
        STAFF,
    ),
    "move_deadline": (
        lambda by, heard: move_deadline(
            by=by,
            hearing_id=heard.open_id,
            seen_version=1,
            closes_on=date(2024, 2, 20),
            replies_on=date(2024, 4, 1),
            reason="Udvalget mødes før.",
        ),
        "hearings",
        Verb.MOVED_DEADLINE,
        K.HEARING,
        STAFF,
    ),
    "close_hearing": (
        lambda by, heard: close_hearing(by=by, hearing_id=heard.open_id, seen_version=1, reason="Trukket."),
        "hearings",
        Verb.CLOSED_HEARING,
        K.HEARING,
        STAFF,
    ),
    "answer_hearing": (
        lambda by, heard: answer_hearing(
            by=by,
            hearing_id=heard.open_id,
            invitation_id=heard.asked("disability"),
            is_joint=False,
            words="Det er godt.",
        ),
        "answers",
        Verb.ANSWERED_HEARING,
        K.HEARING_ANSWER,
        {"chair", "member", "member_until_today", "member_from_today"},
    ),
    "type_in_answer": (
        lambda by, heard: type_in_answer(
            by=by,
            hearing_id=heard.over_id,
            said_by="Ida",
            words="Det er godt.",
            where="brev",
            received_on=TODAY,
        ),
        "answers",
        Verb.TYPED_IN_ANSWER,
        K.HEARING_ANSWER,
        STAFF,
    ),
    "correct_answer": (
        lambda by, heard: correct_answer(by=by, answer_id=standing(heard), seen_version=1, words="Det er bedre."),
        "answers",
        Verb.CORRECTED_ANSWER,
        K.HEARING_ANSWER,
        STAFF,
    ),
    "reply_to_answer": (
        lambda by, heard: reply_to_answer(by=by, answer_id=standing(heard), seen_version=0, words="Tak."),
        "answers",
        Verb.REPLIED_TO_ANSWER,
        K.HEARING_ANSWER,
        STAFF,
    ),
}
every_action = pytest.mark.parametrize("name", ACTIONS)


def standing(heard: Heard) -> Any:
    """The answer that was typed in to the hearing that is over, before the action that is tried."""
    return heard.shown("hoering-om-handleplanen").answers[0].id


def one_who_may(heard: Heard, name: str) -> Viewer:
    return heard.member if name == "answer_hearing" else heard.consultant


@pytest.fixture
def ready(heard: Heard) -> Heard:
    typed_in(heard)
    return heard


@every_action
def test_only_these_may(ready, name):
    act, *_told, allowed = ACTIONS[name]
    before, done = everything(), set()
    for person, viewer in ready.viewers.items():
        try:
            with transaction.atomic():
                act(viewer, ready)
                done.add(person)
                transaction.set_rollback(True)
        except (NotAllowed, Missing):
            assert everything() == before, person
    assert done == allowed


@every_action
def test_one_event_tells_who_did_what_and_a_form_is_carried_out_once(ready, name):
    act, _module, verb, kind, _allowed = ACTIONS[name]
    before = set(Event.objects.values_list("id", flat=True))
    by = with_form(one_who_may(ready, name))
    act(by, ready)
    [event] = Event.objects.exclude(id__in=before)
    assert (event.verb, event.object_kind, event.actor_id) == (verb, kind, by.account_id)
    after = everything()
    with pytest.raises(AlreadyDone) as again:
        act(by, ready)
    assert (again.value.object_id, everything()) == (event.object_id, after)


@every_action
def test_nothing_happens_when_the_event_cannot_be_written(ready, name, monkeypatch):
    act, module, *_told = ACTIONS[name]

    def fail(**_event: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(f"helhed.participation.actions.{module}.record", fail)
    before = everything()
    with pytest.raises(ConnectionError):
        act(one_who_may(ready, name), ready)
    assert everything() == before
