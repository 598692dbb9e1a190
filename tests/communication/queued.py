"""Messages in the outbox, for the tests of what becomes of them."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from helhed.access.actions import change_email
from helhed.base import clock
from helhed.base.roles import Role
from helhed.base.viewer import system_viewer
from helhed.communication import outbox
from helhed.communication.channels import Email
from helhed.communication.models import OutboxMessage
from helhed.communication.outbox import Judge, deliver, queue_message
from helhed.communication.words import EndReason, MessageChannel, MessageKind, MessageState
from tests.people import SYSTEM, add_account

WORKER = system_viewer("helhed work: test")


def add_reader(username: str = "ida", *roles: Role, email: str = "ida@lindevig.dk") -> UUID:
    """Somebody who can be written to."""
    account_id = add_account(username, *roles)
    if email:
        change_email(by=SYSTEM, account_id=account_id, seen_email="", email=email)
    return account_id


def queue(recipient_id: UUID, **changed: Any) -> OutboxMessage:
    values: dict[str, Any] = {
        "kind": MessageKind.TRIAL,
        "subject": "Husk møde på Ærø",
        "body": "Kære Ida\n\nVi ses på Ærø. Øvrige får også besked, også på å.\n.\nHilsen Helhed",
        "path": "/handleplan/handleplan-2022-2024/3",
        "dedup_key": str(uuid4()),
    }
    with transaction.atomic():
        queue_message(recipient_id=recipient_id, **values | changed)
    return OutboxMessage.objects.latest("id")


def always(*_asked: Any) -> bool:
    return True


def work(judge: Judge = always, goes_on: Callable[[], bool] = always) -> Counter[MessageState]:
    """One round of sending, through real e-mail."""
    return deliver(by=WORKER, ports={MessageChannel.EMAIL: Email()}, judges={MessageKind.TRIAL: judge}, goes_on=goes_on)


def stands(message: OutboxMessage) -> OutboxMessage:
    message.refresh_from_db()
    return message


def dead(recipient_id: UUID, reason: EndReason = EndReason.REFUSED) -> OutboxMessage:
    """A message that came to this end, as the outbox writes it down."""
    queue(recipient_id, not_before=clock.now() - timedelta(days=1))
    message = outbox._claim(MessageChannel.EMAIL)
    outbox._settle(WORKER, message, reason, "550 5.1.1" if reason == EndReason.REFUSED else "")
    return stands(message)
