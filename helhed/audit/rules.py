from django.db.models import QuerySet

from helhed.audit.models import Event
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
