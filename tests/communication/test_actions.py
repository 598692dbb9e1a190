from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import override_settings

from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing, NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.communication import actions
from helhed.communication.actions import discard_message, queue_trial_message, send_again
from helhed.communication.models import OutboxMessage
from helhed.communication.rules import may_have_trial
from helhed.communication.words import EndReason, MessageState
from helhed.organisation.actions import end_role
from helhed.organisation.queries import list_assignments, viewer_of_account
from tests.communication.queued import add_reader, dead, queue, stands, work
from tests.mail_server import mail_server, through
from tests.people import HUMAN_ROLES, SYSTEM, add_account, add_viewer, events
from tests.world import with_form

pytestmark = pytest.mark.django_db
OTHERS = [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR]
ACTS: dict[str, Callable[[Viewer, OutboxMessage], Any]] = {
    "trial": lambda by, _message: queue_trial_message(by=by),
    "again": lambda by, message: send_again(by=by, message_id=message.id),
    "discard": lambda by, message: discard_message(by=by, message_id=message.id),
}


@pytest.fixture
def keeper() -> Viewer:
    return viewer_of_account(add_reader("admin", Role.ADMINISTRATOR, email="admin@lindevig.dk"))


@pytest.fixture
def letter() -> OutboxMessage:
    return dead(add_reader())


def rows() -> list[Any]:
    return [*OutboxMessage.objects.order_by("id").values_list(), *Event.objects.order_by("id").values_list()]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_keeps_messages(role: Role, act: str, letter: OutboxMessage) -> None:
    by = add_viewer(role)
    before = rows()
    with pytest.raises(NotAllowed):
        ACTS[act](by, letter)
    assert rows() == before


@pytest.mark.parametrize("act", ACTS)
def test_nothing_stands_without_its_event(
    act: str, keeper: Viewer, letter: OutboxMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_event: Any) -> None:
        raise ConnectionError

    before = rows()
    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(ConnectionError):
        ACTS[act](keeper, letter)
    assert rows() == before


@pytest.mark.parametrize("act", ACTS)
def test_a_form_is_carried_out_once(act: str, keeper: Viewer, letter: OutboxMessage) -> None:
    by = with_form(keeper)
    ACTS[act](by, letter)
    once = rows()
    with pytest.raises(AlreadyDone):
        ACTS[act](by, letter)
    assert rows() == once


# --- the trial message ---


def test_a_trial_message_comes_to_who_asked_for_it(keeper: Viewer) -> None:
    queue_trial_message(by=keeper)
    queue_trial_message(by=keeper)
    assert len(events(Verb.QUEUED_TRIAL_MESSAGE)) == 2
    with mail_server() as server, override_settings(**through(server)):
        assert work(may_have_trial) == {MessageState.SENT: 2}
    assert {mail.recipient for mail in server.kept} == {"admin@lindevig.dk"}
    assert {each["Subject"] for each in (mail.parsed for mail in server.kept)} == {"Prøvebesked fra Helhed"}


def test_who_keeps_messages_no_more_gets_no_trial(keeper: Viewer) -> None:
    queue_trial_message(by=keeper)
    held = list_assignments(SYSTEM, account_id=keeper.account_id)[0]
    end_role(by=SYSTEM, account_id=held.account_id, assignment_id=held.id)
    with mail_server() as server, override_settings(**through(server)):
        assert work(may_have_trial) == {MessageState.STOPPED: 1}
    assert server.kept == []


def test_without_an_address_there_is_no_trial() -> None:
    by = viewer_of_account(add_account("admin", Role.ADMINISTRATOR))
    with pytest.raises(Invalid) as refused:
        queue_trial_message(by=by)
    assert refused.value.field == "email"
    assert not OutboxMessage.objects.exists()


def test_the_system_itself_has_nowhere_to_be_written_to() -> None:
    with pytest.raises(NotAllowed):
        queue_trial_message(by=SYSTEM)


# --- dead letters ---


def test_sent_again_it_leaves_under_the_id_it_had(keeper: Viewer, letter: OutboxMessage) -> None:
    send_again(by=keeper, message_id=letter.id)
    again = stands(letter)
    assert (again.state, again.attempts, again.reason, again.answer) == (MessageState.WAITING, 0, "", "")
    assert [event.object_id for event in events(Verb.REQUEUED_MESSAGE)] == [letter.id]
    with mail_server() as server, override_settings(**through(server)):
        assert work() == {MessageState.SENT: 1}
    assert server.kept[0].message_id == letter.message_id
    assert "Vi ses på Ærø" in server.kept[0].text


def test_discarded_it_keeps_no_words_and_is_never_sent(keeper: Viewer, letter: OutboxMessage) -> None:
    assert letter.body
    discard_message(by=keeper, message_id=letter.id)
    gone = stands(letter)
    assert (gone.state, gone.reason) == (MessageState.STOPPED, EndReason.DISCARDED)
    assert (gone.subject, gone.body, gone.path) == ("", "", "")
    assert [event.object_id for event in events(Verb.DISCARDED_MESSAGE)] == [letter.id]
    with mail_server() as server, override_settings(**through(server)):
        assert work() == {}


def test_two_who_keep_messages_meet(keeper: Viewer) -> None:
    ida = add_reader()
    first, second = dead(ida), dead(ida)
    send_again(by=keeper, message_id=first.id)
    with pytest.raises(AlreadyDone):
        send_again(by=keeper, message_id=first.id)
    with pytest.raises(Changed):
        discard_message(by=keeper, message_id=first.id)
    discard_message(by=keeper, message_id=second.id)
    with pytest.raises(AlreadyDone):
        discard_message(by=keeper, message_id=second.id)
    with pytest.raises(Changed):
        send_again(by=keeper, message_id=second.id)
    assert len(events(Verb.REQUEUED_MESSAGE, Verb.DISCARDED_MESSAGE)) == 2


def test_what_waits_is_left_alone(keeper: Viewer) -> None:
    waiting = queue(add_reader())
    with pytest.raises(Changed):
        discard_message(by=keeper, message_id=waiting.id)
    with pytest.raises(AlreadyDone):
        send_again(by=keeper, message_id=waiting.id)
    assert stands(waiting).body


def test_what_is_not_there_is_missing(keeper: Viewer) -> None:
    for act in (send_again, discard_message):
        with pytest.raises(Missing):
            act(by=keeper, message_id=uuid4())
