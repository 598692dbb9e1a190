from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from helhed.access.queries import get_own_account
from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing, NotAllowed
from helhed.base.ids import uuid7
from helhed.base.viewer import Viewer
from helhed.communication.models import OutboxMessage
from helhed.communication.outbox import queue_message
from helhed.communication.rules import dead_letters, readable_messages
from helhed.communication.words import LANGUAGE, EndReason, MessageKind, MessageState


@action
def queue_trial_message(*, by: Viewer) -> None:
    """Send a message to oneself, to see whether messages get through.

    Raises `Invalid` where one's own account has no e-mail address.
    """
    require(by, Permission.KEEP_MESSAGES)
    if by.account_id is None:
        raise NotAllowed
    if not get_own_account(by).email:
        raise Invalid("email", _("Your account has no e-mail address. Write it under My account."))
    with override(LANGUAGE):
        subject = _("Trial message from Helhed")
        body = _("You asked for this message yourself. That you can read it shows that messages get through.")
    queue_message(
        kind=MessageKind.TRIAL, recipient_id=by.account_id, subject=subject, body=body, dedup_key=f"trial-{uuid7()}"
    )
    record(by=by, verb=Verb.QUEUED_TRIAL_MESSAGE, kind=ObjectKind.ACCOUNT, object_id=by.account_id)


@action
def send_again(*, by: Viewer, message_id: UUID) -> None:
    """Let a message that was not delivered wait once more, with all its attempts before it and the id it has.

    Raises `AlreadyDone` where somebody did so already, and `Changed` where it was discarded or deleted meanwhile.
    """
    message = _dead_letter(by, message_id, done=(MessageState.WAITING, MessageState.SENT))
    message.ended_at, message.reason, message.answer, message.attempts = None, "", "", 0
    message.not_before = clock.now()
    message.save(update_fields=["ended_at", "reason", "answer", "attempts", "not_before"])
    record(by=by, verb=Verb.REQUEUED_MESSAGE, kind=ObjectKind.MESSAGE, object_id=message_id)


@action
def discard_message(*, by: Viewer, message_id: UUID) -> None:
    """Settle that a message that was not delivered never will be; its words are deleted.

    Raises `AlreadyDone` where it was stopped already, and `Changed` where somebody has sent it again.
    """
    message = _dead_letter(by, message_id, done=(MessageState.STOPPED,))
    message.ended_at, message.reason = clock.now(), EndReason.DISCARDED
    message.subject = message.body = message.path = ""
    message.save(update_fields=["ended_at", "reason", "subject", "body", "path"])
    record(by=by, verb=Verb.DISCARDED_MESSAGE, kind=ObjectKind.MESSAGE, object_id=message_id)


def _dead_letter(by: Viewer, message_id: UUID, *, done: tuple[MessageState, ...]) -> OutboxMessage:
    message = dead_letters(by).select_for_update().filter(id=message_id).first()
    if message is not None:
        return message
    stands = readable_messages(by).filter(id=message_id).first()
    if stands is None:
        raise Missing
    if stands.state in done:
        raise AlreadyDone(message_id)
    raise Changed
