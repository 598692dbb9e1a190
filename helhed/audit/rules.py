from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from helhed.audit.models import Event, FieldChange
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer


def readable_events(viewer: Viewer) -> QuerySet[Event]:
    """An event may be read if, and only if, the viewer is the data protection officer today.

    `access.rules.ROLES`, which lies above, says the same as `read_log`; a test holds the two together.
    """
    if not viewer.has(Role.DPO):
        raise NotAllowed
    return Event.objects.all()


def readable_changes(table: str, row_ids: Collection[UUID]) -> QuerySet[FieldChange]:
    """What was changed in a row may be read if, and only if, the folder that the table belongs to names the row here.

    It has decided that the viewer may read the history of the row: nothing of that can be known so far down.
    """
    return FieldChange.objects.filter(table=table, row_id__in=row_ids)
