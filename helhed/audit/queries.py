from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator

from helhed.audit.models import Event
from helhed.audit.rules import readable_events
from helhed.base.viewer import Viewer


@dataclass(frozen=True)
class LoggedEvent:
    at: datetime
    actor_id: UUID | None
    role: str
    verb: str
    kind: str
    object_id: UUID | None


@dataclass(frozen=True)
class LogPage:
    events: list[LoggedEvent]
    number: int
    last: int


def list_events(viewer: Viewer, *, verb: str = "", page: int = 1, count: int = 50) -> LogPage:
    """The newest events first, a page at a time; past the last page stands the last page."""
    events = readable_events(viewer)
    if verb:
        events = events.filter(verb=verb)
    shown = Paginator(events, count).get_page(page)
    return LogPage([_shown(event) for event in shown], shown.number, shown.paginator.num_pages)


def _shown(event: Event) -> LoggedEvent:
    return LoggedEvent(
        at=event.at,
        actor_id=event.actor_id,
        role=event.get_role_display(),
        verb=event.get_verb_display(),
        kind=event.get_object_kind_display(),
        object_id=event.object_id,
    )
