from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q

from helhed.base import clock
from helhed.base.viewer import Viewer
from helhed.communication.models import IN_STATE, OutboxMessage
from helhed.communication.rules import readable_messages
from helhed.communication.words import WORRYING_WAIT, EndReason, MessageOrder, MessageState


@dataclass(frozen=True)
class Recipient:
    account_id: UUID
    name: str


@dataclass(frozen=True)
class ShownMessage:
    """A message without its words. `at` is when it came to its state, or for one that waits, when it is tried next.

    `recipient` is told of a message that was not delivered only: somebody must put the account right.
    """

    id: UUID
    kind: str
    channel: str
    state: MessageState
    queued_at: datetime
    at: datetime
    attempts: int
    answer: str
    reason: str
    recipient: Recipient | None


@dataclass(frozen=True)
class MessagePage:
    messages: list[ShownMessage]
    count: int
    number: int
    last: int


def list_messages(
    viewer: Viewer,
    *,
    state: str = "",
    kind: str = "",
    order: str = MessageOrder.NEWEST,
    page: int = 1,
    count: int = 50,
) -> MessagePage:
    """The messages of a state and a kind (none: all), a page at a time; past the last page stands the last page."""
    messages = readable_messages(viewer).select_related("recipient")
    if state:
        messages = messages.filter(IN_STATE[MessageState(state)])
    if kind:
        messages = messages.filter(kind=kind)
    messages = messages.order_by("id" if order == MessageOrder.OLDEST else "-id")
    shown = Paginator(messages, count).get_page(page)
    return MessagePage([_shown(each) for each in shown], shown.paginator.count, shown.number, shown.paginator.num_pages)


def _shown(message: OutboxMessage) -> ShownMessage:
    is_dead = message.state == MessageState.DEAD
    return ShownMessage(
        id=message.id,
        kind=message.get_kind_display(),
        channel=message.get_channel_display(),
        state=message.state,
        queued_at=message.queued_at,
        at=message.sent_at or message.ended_at or message.not_before,
        attempts=message.attempts,
        answer=message.answer,
        reason=str(EndReason(message.reason).label) if message.reason else "",
        recipient=Recipient(message.recipient_id, message.recipient.name) if is_dead else None,
    )


def undelivered_since(viewer: Viewer) -> datetime | None:
    """Since when a message is due that nobody tries to send; none where all goes as it should."""
    now = clock.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    waiting = readable_messages(viewer).filter(IN_STATE[MessageState.WAITING], free)
    due = waiting.filter(not_before__lt=now - WORRYING_WAIT).order_by("not_before")
    return due.values_list("not_before", flat=True).first()
