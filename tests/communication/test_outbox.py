"""What becomes of a message, through a real mail server on this machine."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import override_settings

from helhed.access.actions import change_email, disable_account
from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base import clock
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.communication import outbox
from helhed.communication.models import OutboxMessage
from helhed.communication.outbox import forget_old_messages, queue_message
from helhed.communication.words import (
    KEPT_FOR,
    LEASE,
    LONGEST_SUBJECT,
    EndReason,
    MessageKind,
    MessageState,
)
from tests.communication.queued import WORKER, add_reader, queue, stands, work
from tests.mail_server import MailServer, mail_server, through
from tests.people import SYSTEM, add_account, events

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server, override_settings(**through(server)):
        yield server


@pytest.fixture
def ida() -> UUID:
    return add_reader()


# --- a message leaves ---


def test_a_message_arrives_as_it_was_written(server: MailServer, ida: UUID) -> None:
    message = queue(ida)
    assert work() == {MessageState.SENT: 1}
    mail = server.kept[0]
    assert (mail.sender, mail.recipient) == ("helhed@lindevig.dk", "ida@lindevig.dk")
    assert mail.parsed["Subject"] == "Husk møde på Ærø"
    assert mail.parsed["Auto-Submitted"] == "auto-generated"
    assert mail.parsed["Content-Language"] == "da"
    assert mail.message_id == message.message_id == f"<{message.id}@lindevig.dk>"
    assert mail.text == (
        "Kære Ida\n\nVi ses på Ærø. Øvrige får også besked, også på å.\n.\nHilsen Helhed\n\n"
        "https://helhed.lindevig.dk/handleplan/handleplan-2022-2024/3\n"
    )


def test_what_has_left_is_written_down_once_and_its_words_are_gone(server: MailServer, ida: UUID) -> None:
    message = queue(ida)
    work()
    assert work() == {}
    sent = stands(message)
    assert sent.state == MessageState.SENT
    assert (sent.subject, sent.body, sent.path, sent.claimed_until) == ("", "", "", None)
    assert [event.object_id for event in events(Verb.SENT_MESSAGE)] == [message.id]
    assert events(Verb.SENT_MESSAGE)[0].role == Role.SYSTEM
    assert len(server.kept) == 1


def test_one_connection_carries_many(server: MailServer, ida: UUID) -> None:
    for _number in range(5):
        queue(ida)
    assert work() == {MessageState.SENT: 5}
    assert server.connections == 1


def test_the_address_is_that_of_today(server: MailServer, ida: UUID) -> None:
    queue(ida)
    change_email(by=SYSTEM, account_id=ida, seen_email="ida@lindevig.dk", email="ida@ærø.dk")
    work()
    assert server.kept[0].recipient == "ida@xn--r-3fa9c.dk"


def test_nothing_leaves_before_its_time(server: MailServer, ida: UUID) -> None:
    queue(ida, not_before=clock.now() + timedelta(hours=1))
    assert work() == {}
    with clock.set_back_to(clock.now() + timedelta(hours=2)):
        assert work() == {MessageState.SENT: 1}


def test_what_waited_longest_leaves_first(server: MailServer, ida: UUID) -> None:
    queue(ida, subject="to", not_before=clock.now() - timedelta(hours=1))
    queue(ida, subject="tre")
    queue(ida, subject="et", not_before=clock.now() - timedelta(hours=2))
    work()
    assert server.subjects() == ["et", "to", "tre"]


def test_asked_to_end_it_ends_between_two_messages(server: MailServer, ida: UUID) -> None:
    for _number in range(5):
        queue(ida)
    assert work(goes_on=lambda: len(server.kept) < 2) == {MessageState.SENT: 2}
    assert not OutboxMessage.objects.filter(claimed_until__isnull=False).exists()


# --- queueing ---


def test_the_same_is_queued_once(ida: UUID) -> None:
    with transaction.atomic():
        said = [
            queue_message(kind=MessageKind.TRIAL, recipient_id=ida, subject="a", body="b", dedup_key=key)
            for key in ("reminder-1", "reminder-1", "reminder-2")
        ]
    assert said == [True, False, True]
    assert OutboxMessage.objects.count() == 2


def test_what_was_sent_is_not_queued_again(server: MailServer, ida: UUID) -> None:
    queue(ida, dedup_key="reminder-1")
    work()
    queue(ida, dedup_key="reminder-1")
    assert work() == {}


def test_a_message_is_queued_inside_an_action_only(ida: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, pytest.raises(RuntimeError):  # noqa: PT012
        patched.setattr(connections["default"], "in_atomic_block", False)
        queue_message(kind=MessageKind.TRIAL, recipient_id=ida, subject="a", body="b", dedup_key="c")


def test_a_message_of_an_action_that_fails_is_never_there(ida: UUID) -> None:
    def fails() -> None:
        with transaction.atomic():
            queue_message(kind=MessageKind.TRIAL, recipient_id=ida, subject="a", body="b", dedup_key="c")
            raise ConnectionError

    with pytest.raises(ConnectionError):
        fails()
    assert not OutboxMessage.objects.exists()


def test_a_message_that_cannot_be_kept_is_not_lost_in_silence() -> None:
    def queue_for_nobody() -> None:
        with transaction.atomic():
            queue_message(kind=MessageKind.TRIAL, recipient_id=uuid4(), subject="a", body="b", dedup_key="c")
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        queue_for_nobody()


@pytest.mark.parametrize(
    "subject",
    [
        "Hej\r\nBcc: other@example.org",
        "Hej\nBcc: other@example.org",
        "Hej\rBcc: other@example.org",
        "Hej\x0bBcc: other@example.org",
        "Hej\u2028Bcc: other@example.org",
        "Hej\0 Bcc: other@example.org",
    ],
)
def test_a_subject_cannot_begin_another_header(server: MailServer, ida: UUID, subject: str) -> None:
    queue(ida, subject=subject, body="Til dig\0")
    work()
    assert server.kept[0].parsed["Subject"] == "Hej Bcc: other@example.org"
    assert server.kept[0].parsed["Bcc"] is None
    assert [mail.recipient for mail in server.kept] == ["ida@lindevig.dk"]


def test_a_long_subject_is_cut(ida: UUID) -> None:
    assert len(queue(ida, subject="ø" * 10_000).subject) == LONGEST_SUBJECT


def test_long_lines_arrive_whole(server: MailServer, ida: UUID) -> None:
    queue(ida, body="å" * 5000, path="")
    work()
    assert server.kept[0].text == "å" * 5000 + "\n"
    assert max(len(line) for line in server.kept[0].raw.splitlines()) < 998


def test_an_address_that_is_none_is_refused_by_us(server: MailServer, ida: UUID) -> None:
    from helhed.access.models import Account

    Account.objects.filter(id=ida).update(email="ida@lindevig.dk\r\nRCPT TO:<other@example.org>")
    message = queue(ida)
    assert work() == {MessageState.DEAD: 1}
    assert stands(message).reason == EndReason.REFUSED
    assert server.kept == []


# --- rights are those of today ---


def test_a_right_that_was_withdrawn_stops_what_waits(server: MailServer, ida: UUID) -> None:
    about_id, asked = uuid4(), []

    def judge(recipient: Viewer, about: UUID | None) -> bool:
        asked.append((recipient.account_id, about))
        return False

    message = queue(ida, about_id=about_id)
    assert work(judge) == {MessageState.STOPPED: 1}
    stopped = stands(message)
    assert asked == [(ida, about_id)]
    assert (stopped.state, stopped.reason, stopped.body) == (MessageState.STOPPED, EndReason.NOT_ALLOWED, "")
    assert [event.object_id for event in events(Verb.STOPPED_MESSAGE)] == [message.id]
    assert server.kept == []


def test_a_closed_account_gets_nothing(server: MailServer, ida: UUID) -> None:
    message = queue(ida)
    disable_account(by=SYSTEM, account_id=ida)
    assert work() == {MessageState.STOPPED: 1}
    assert stands(message).reason == EndReason.ACCOUNT_CLOSED
    assert server.kept == []


def test_without_an_address_it_is_a_dead_letter(server: MailServer) -> None:
    message = queue(add_account("bo"))
    assert work() == {MessageState.DEAD: 1}
    dead = stands(message)
    assert (dead.state, dead.reason) == (MessageState.DEAD, EndReason.NO_ADDRESS)
    assert dead.body
    assert [event.object_id for event in events(Verb.GAVE_UP_MESSAGE)] == [message.id]


def test_a_judge_that_fails_keeps_back_its_own_message_only(
    server: MailServer, ida: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    about_id = uuid4()

    def judge(_recipient: Viewer, about: UUID | None) -> bool:
        if about == about_id:
            raise LookupError("Ida Holm")
        return True

    broken = queue(ida, about_id=about_id)
    queue(ida, subject="den anden")
    assert work(judge) == {MessageState.WAITING: 1, MessageState.SENT: 1}
    assert server.subjects() == ["den anden"]
    assert stands(broken).state == MessageState.WAITING
    assert "LookupError" in caplog.text
    assert "Ida Holm" not in caplog.text


# --- hands that died ---


def test_a_message_in_hand_is_left_alone_until_the_claim_runs_out(server: MailServer, ida: UUID) -> None:
    message = queue(ida)
    assert outbox._claim(message.channel).id == message.id  # whoever took it died
    assert work() == {}
    with clock.set_back_to(clock.now() + LEASE - timedelta(seconds=5)):
        assert work() == {}
    with clock.set_back_to(clock.now() + LEASE + timedelta(seconds=1)):
        assert work() == {MessageState.SENT: 1}
    assert [mail.message_id for mail in server.kept] == [message.message_id]


def test_whoever_lost_the_claim_does_not_speak_for_the_message(ida: UUID) -> None:
    """It failed for the first pair of hands, after the second had taken it up: the second decides."""
    message = queue(ida)
    first = outbox._claim(message.channel)
    with clock.set_back_to(clock.now() + LEASE + timedelta(seconds=1)):
        second = outbox._claim(message.channel)
    assert outbox._settle(WORKER, first, EndReason.REFUSED) == MessageState.DEAD
    assert stands(message).state == MessageState.WAITING
    outbox._not_taken(WORKER, first, outbox.Refused("450"))
    assert stands(message).claimed_until == second.claimed_until
    assert not Event.objects.filter(object_id=message.id).exists()


def test_that_it_was_sent_holds_whoever_says_so_and_is_written_once(ida: UUID) -> None:
    message = queue(ida)
    first = outbox._claim(message.channel)
    with clock.set_back_to(clock.now() + LEASE + timedelta(seconds=1)):
        second = outbox._claim(message.channel)
    outbox._settle(WORKER, first, None)
    assert stands(message).state == MessageState.SENT
    outbox._settle(WORKER, second, None)
    outbox._settle(WORKER, second, EndReason.REFUSED)
    assert stands(message).state == MessageState.SENT
    assert len(events(Verb.SENT_MESSAGE)) == 1


def test_where_the_event_cannot_be_written_it_is_not_written_as_sent(
    server: MailServer, ida: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = queue(ida)

    def fail(**_event: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(outbox, "record", fail)
    with pytest.raises(ConnectionError):
        work()
    assert stands(message).state == MessageState.WAITING


# --- forgetting ---


def test_old_messages_are_forgotten_and_those_that_wait_never_are(server: MailServer, ida: UUID) -> None:
    queue(ida)
    work()
    dead = queue(add_account("bo"))
    work()
    waiting = queue(ida, not_before=clock.now() + KEPT_FOR * 2)
    assert forget_old_messages(by=WORKER) == 0
    assert events(Verb.FORGOT_MESSAGES) == []
    with clock.set_back_to(clock.now() + KEPT_FOR + timedelta(minutes=1)):
        assert forget_old_messages(by=WORKER) == 2
    assert [each.id for each in OutboxMessage.objects.all()] == [waiting.id]
    assert not OutboxMessage.objects.filter(id=dead.id).exists()
    assert len(events(Verb.FORGOT_MESSAGES)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"sent_at": "now", "ended_at": "now", "reason": EndReason.REFUSED, "subject": "", "body": "", "path": ""},
        {"sent_at": "now"},
        {"ended_at": "now"},
        {"reason": EndReason.REFUSED},
    ],
)
def test_the_database_refuses_what_cannot_be(ida: UUID, wrong: dict[str, Any]) -> None:
    message = queue(ida)
    values = {name: clock.now() if value == "now" else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.filter(id=message.id).update(**values)
