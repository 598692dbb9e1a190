from uuid import UUID

from django.db.models import QuerySet

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.base.viewer import Viewer
from helhed.communication.models import IN_STATE, OutboxMessage
from helhed.communication.words import MessageState


def readable_messages(viewer: Viewer) -> QuerySet[OutboxMessage]:
    """That there is a message may be seen if, and only if, the viewer keeps messages. Nobody is shown its words."""
    require(viewer, Permission.KEEP_MESSAGES)
    return OutboxMessage.objects.defer("subject", "body", "path")


def dead_letters(viewer: Viewer) -> QuerySet[OutboxMessage]:
    """A message may be sent again or discarded if, and only if, the viewer may see it and it was not delivered."""
    return readable_messages(viewer).filter(IN_STATE[MessageState.DEAD])


def may_have_trial(recipient: Viewer, _about_id: UUID | None) -> bool:
    """A trial message may be sent if, and only if, who asked for it still keeps messages."""
    return may(recipient, Permission.KEEP_MESSAGES)
