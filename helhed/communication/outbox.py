"""The outbox: the one way for a message to leave, after the change that it tells of is written and stands.

A message is sent, then written down as sent. Whoever dies in between leaves it to be sent once more, under the id it
had, so that none is lost; `docs/decisions/0012-the-outbox-is-the-queue.md` tells why.
"""

import logging
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from helhed.audit.actions import record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.ids import uuid7
from helhed.base.viewer import Viewer
from helhed.communication.channels import Letter, Port, Refused
from helhed.communication.models import IN_STATE, OutboxMessage
from helhed.communication.words import (
    FINAL,
    FIRST_WAIT,
    KEPT_FOR,
    LEASE,
    LONGEST_SUBJECT,
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    EndReason,
    MessageChannel,
    MessageKind,
    MessageState,
)
from helhed.organisation.queries import viewer_of_account

# Whether a recipient, as she or he is today, may still have a message about this.
Judge = Callable[[Viewer, UUID | None], bool]
log = logging.getLogger(__name__)


def queue_message(
    *,
    kind: MessageKind,
    recipient_id: UUID,
    subject: str,
    body: str,
    dedup_key: str,
    path: str = "",
    about_id: UUID | None = None,
    not_before: datetime | None = None,
    channel: MessageChannel = MessageChannel.EMAIL,
) -> bool:
    """Lay a message in the outbox, once for each `dedup_key`. Whether it was new.

    It is called inside an action, whose event is the event of the message too: both stand, or neither. Subject and
    text are Danish; `path` is an address of ours that names no person.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A message is queued inside the action that it tells of.")
    now, message_id = clock.now(), uuid7()
    values = {
        "id": message_id,
        "channel": channel,
        "kind": kind,
        "recipient_id": recipient_id,
        "about_id": about_id,
        "path": path,
        "subject": _one_line(subject),
        "body": body.replace("\0", ""),
        "message_id": f"<{message_id}@{_own_domain()}>",
        "queued_at": now,
        "not_before": not_before or now,
    }
    return OutboxMessage.objects.get_or_create(dedup_key=dedup_key, defaults=values)[1]


def queued_keys(keys: Collection[str]) -> set[str]:
    """Those of the keys under which a message was laid in the outbox already."""
    return set(OutboxMessage.objects.filter(dedup_key__in=keys).values_list("dedup_key", flat=True))


def _one_line(text: str) -> str:
    """The text as a header can carry it: a line break in it would begin a header of its own."""
    plain = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in text)
    return " ".join(plain.split())[:LONGEST_SUBJECT]


def _own_domain() -> str:
    """Where the id of a message is from; `invalid` is nobody's."""
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "helhed.invalid"


def deliver(
    *,
    by: Viewer,
    ports: Mapping[MessageChannel, Port],
    judges: Mapping[MessageKind, Judge],
    goes_on: Callable[[], bool],
) -> Counter[MessageState]:
    """Send what is due, one message after the other, for as long as it `goes_on`. How many came to which state.

    Any number of processes may do so side by side. Raises `Unreachable` where a channel is closed; all that is due
    waits then, without an attempt lost.
    """
    done: Counter[MessageState] = Counter()
    for channel, port in ports.items():
        try:
            while goes_on() and _due(channel).exists():
                port.open()
                message = _claim(channel)
                if message is not None:
                    done[_carry(by, message, port, judges)] += 1
        finally:
            port.close()
    return done


def _due(channel: MessageChannel) -> QuerySet[OutboxMessage]:
    """Those whose time has come, and that nobody has in hand."""
    now = clock.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    return OutboxMessage.objects.filter(IN_STATE[MessageState.WAITING], free, channel=channel, not_before__lte=now)


def _claim(channel: MessageChannel) -> OutboxMessage | None:
    """Take the message that has been due the longest into this pair of hands, or none where others were quicker."""
    with transaction.atomic():
        due = _due(channel).select_for_update(skip_locked=True, of=("self",))
        message = due.select_related("recipient").order_by("not_before", "id").first()
        if message is not None:
            message.claimed_until = clock.now() + LEASE
            message.attempts += 1
            message.save(update_fields=["claimed_until", "attempts"])
    return message


def _carry(by: Viewer, message: OutboxMessage, port: Port, judges: Mapping[MessageKind, Judge]) -> MessageState:
    """Ask whether the message may still be sent, and whereto; send it, and write down what came of it."""
    try:
        reason = _hindrance(message, judges)
        if reason is None:
            port.send(_letter(message))
    except Refused as refusal:
        return _not_taken(by, message, refusal)
    except DatabaseError:
        raise
    except Exception as problem:
        # One message that cannot be handled must not keep back those behind it.
        log.error("The message %s cannot be handled: %s", message.id, type(problem).__name__)
        return _not_taken(by, message, Refused())
    return _settle(by, message, reason)


def _hindrance(message: OutboxMessage, judges: Mapping[MessageKind, Judge]) -> EndReason | None:
    """Why the message is not sent: rights and addresses are those of today."""
    recipient = message.recipient
    if not recipient.is_active:
        return EndReason.ACCOUNT_CLOSED
    if not judges[MessageKind(message.kind)](viewer_of_account(recipient.id, name=recipient.name), message.about_id):
        return EndReason.NOT_ALLOWED
    return None if recipient.email else EndReason.NO_ADDRESS


def _letter(message: OutboxMessage) -> Letter:
    link = f"{settings.SITE_ADDRESS}{message.path}" if settings.SITE_ADDRESS and message.path else ""
    body = "\n\n".join(filter(None, [message.body.rstrip(), link])) + "\n"
    return Letter(message.message_id, message.recipient.email, message.subject, body)


def _not_taken(by: Viewer, message: OutboxMessage, refusal: Refused) -> MessageState:
    if refusal.is_final:
        return _settle(by, message, EndReason.REFUSED, refusal.answer)
    if message.attempts >= MOST_ATTEMPTS:
        return _settle(by, message, EndReason.TRIED_TOO_OFTEN, refusal.answer)
    _in_hand(message).update(
        claimed_until=None, not_before=clock.now() + wait_after(message.attempts), answer=refusal.answer
    )
    return MessageState.WAITING


def wait_after(attempts: int) -> timedelta:
    return min(FIRST_WAIT * int(2 ** (attempts - 1)), LONGEST_WAIT)


def _in_hand(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    """The message, where this process still has it: each claim ends later than the one before it."""
    return OutboxMessage.objects.filter(
        IN_STATE[MessageState.WAITING], id=message.id, claimed_until=message.claimed_until
    )


def _settle(by: Viewer, message: OutboxMessage, reason: EndReason | None, answer: str = "") -> MessageState:
    """Write down that the message was sent, or ended for a reason, with its event.

    That it was sent holds also where it took longer than the claim, and another process has it in hand by now.
    """
    now = clock.now()
    ended = {"claimed_until": None, "answer": answer, "reason": reason or ""}
    words = {"subject": "", "body": "", "path": ""} if reason is None or reason in FINAL else {}
    with transaction.atomic():
        if reason is None:
            still = OutboxMessage.objects.filter(id=message.id, sent_at__isnull=True)
            count = still.update(sent_at=now, ended_at=None, **ended, **words)
        else:
            count = _in_hand(message).update(ended_at=now, **ended, **words)
        if count:
            record(by=by, verb=_verb(reason), kind=ObjectKind.MESSAGE, object_id=message.id)
    return _state(reason)


def _state(reason: EndReason | None) -> MessageState:
    if reason is None:
        return MessageState.SENT
    return MessageState.STOPPED if reason in FINAL else MessageState.DEAD


def _verb(reason: EndReason | None) -> Verb:
    verbs = {MessageState.SENT: Verb.SENT_MESSAGE, MessageState.STOPPED: Verb.STOPPED_MESSAGE}
    return verbs.get(_state(reason), Verb.GAVE_UP_MESSAGE)


def forget_old_messages(*, by: Viewer, spared: Collection[str] = ()) -> int:
    """Delete the messages that were sent, or ended, longer ago than they are kept for, but those whose keys are
    `spared`: what they say is due to this day, and would be said again. How many they were."""
    limit = clock.now() - KEPT_FOR
    old = OutboxMessage.objects.filter(Q(sent_at__lt=limit) | Q(ended_at__lt=limit))
    with transaction.atomic():
        count, _by_table = old.exclude(dedup_key__in=spared).delete()
        if count:
            record(by=by, verb=Verb.FORGOT_MESSAGES)
    return count
