from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import BooleanField, CharField, DateField, DateTimeField, Field, ForeignKey, Model, TextField
from django.utils.translation import gettext as _

from helhed.audit.models import Event, FieldChange
from helhed.audit.rules import readable_changes, readable_events
from helhed.base.viewer import Viewer

MOST_CHANGES = 50
# What the things are called that a column of ids points at.
Names = Callable[[set[UUID]], Mapping[UUID, str]]
Kind = Literal["written", "named", "said"]
Value = date | str | None


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


@dataclass(frozen=True)
class ShownChange:
    """A field of a row before and after, none where it was empty.

    What stands in it was written by people, is the name of a thing, or is said in the language of the page.
    """

    row_id: UUID
    field: str
    kind: Kind
    before: date | str | None
    after: date | str | None


@dataclass(frozen=True)
class Act:
    """What one person changed in one go; `by` is the name as it was then, and `is_system` tells a job or a command."""

    at: datetime
    by: str
    is_system: bool
    reason: str
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True)
class History:
    """Newest first; `is_cut` where there are older acts than those shown."""

    acts: tuple[Act, ...]
    is_cut: bool


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


def get_history(
    viewer: Viewer, model: type[Model], row_ids: Collection[UUID], names: Mapping[str, Names], most: int = MOST_CHANGES
) -> History:
    """What was changed in these rows, act by act, in one query and one for each of the `names` that is needed.

    The caller has made sure that this viewer may read it (`readable_changes`), and gives `names` by column.
    """
    found = list(readable_changes(model._meta.db_table, row_ids).order_by("-id")[: most + 1])
    fields = {str(field.column): field for field in model._meta.concrete_fields}
    known = _known(found, names)
    acts: dict[tuple[UUID, datetime], list[FieldChange]] = defaultdict(list)
    for change in found:
        acts[change.request_id, change.at].insert(0, change)
    shown = [_act(changes, fields, known) for changes in acts.values()]
    is_cut = len(found) > most
    # Of the oldest act some changes may be missing.
    whole = shown[:-1] if is_cut and len(shown) > 1 else shown
    return History(tuple(act for act in whole if act.changes), is_cut)


Known = Mapping[str, Mapping[UUID, str]]
Fields = Mapping[str, "Field[Any, Any]"]


def _known(changes: Iterable[FieldChange], names: Mapping[str, Names]) -> Known:
    """What each id is called that stands in a column of ids; a function that serves more columns is asked once."""
    ids: dict[Names, set[UUID]] = defaultdict(set)
    for change in changes:
        if change.column in names:
            ids[names[change.column]].update(UUID(text) for text in (change.before, change.after) if text)
    told = {asked: asked(wanted) for asked, wanted in ids.items()}
    return {column: told.get(asked, {}) for column, asked in names.items()}


def _act(changes: list[FieldChange], fields: Fields, known: Known) -> Act:
    """A field that was changed twice in one act went from what it was first to what it is last."""
    merged: dict[tuple[UUID, str], FieldChange] = {}
    for change in changes:
        first = merged.setdefault((change.row_id, change.column), change)
        first.after = change.after
    order = list(fields)
    standing = [change for change in merged.values() if change.before != change.after and change.column in fields]
    standing.sort(key=lambda change: order.index(change.column))
    return Act(
        at=changes[0].at,
        by=changes[0].actor,
        is_system=changes[0].actor_id is None,
        reason=changes[0].reason,
        changes=tuple(_change(change, fields[change.column], known.get(change.column, {})) for change in standing),
    )


def _change(change: FieldChange, field: "Field[Any, Any]", names: Mapping[UUID, str]) -> ShownChange:
    return ShownChange(
        row_id=change.row_id,
        field=str(field.verbose_name),
        kind=_kind(field),
        before=_value(change.before, field, names),
        after=_value(change.after, field, names),
    )


def _kind(field: "Field[Any, Any]") -> Kind:
    if isinstance(field, ForeignKey):
        return "named"
    return "written" if isinstance(field, CharField | TextField) and not field.choices else "said"


def _value(text: str | None, field: "Field[Any, Any]", names: Mapping[UUID, str]) -> Value:
    """The text that a database made of a value, as people read it; the two databases write alike but for ids, yes and
    no, and the offset of a time."""
    if not text:
        return None
    if isinstance(field, ForeignKey):
        return names.get(UUID(text)) or _("something that has no name here")
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if isinstance(field, DateField):
        return date.fromisoformat(text)
    if isinstance(field, BooleanField):
        return _("yes") if text in {"1", "true"} else _("no")
    return str(dict(field.flatchoices).get(text, text))
