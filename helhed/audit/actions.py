from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from copy import copy
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import IntegrityError
from django.utils.crypto import salted_hmac

from helhed.audit.acting import acting
from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing, NotAllowed
from helhed.base.ids import uuid7
from helhed.base.viewer import Viewer

P = ParamSpec("P")
R = TypeVar("R")

# Who asks is in the event anyway, and secrets stay out of it in any shape.
UNSAID = {"by", "password", "token"}

_form_digest: ContextVar[str] = ContextVar("form_digest", default="")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make of a function one action: its check, its change, the history of that and its event happen together or not at
    all.

    Raises `AlreadyDone` if, and only if, the form of `by` was carried out before with the same content; nothing
    happens twice then. Raises `Changed` where it was carried out with other content, or where the database refuses
    because somebody was quicker.
    """

    @wraps(function)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        by = cast("Viewer", kwargs["by"])
        digest = _digest(function.__qualname__, kwargs) if by.form_id else ""
        _refuse_repeat(by, digest)
        told = _form_digest.set(digest)
        try:
            with acting(by=by):
                return function(*args, **kwargs)
        except (Invalid, Changed, Missing, NotAllowed):
            _refuse_repeat(by, digest)
            raise
        except IntegrityError as problem:
            _refuse_repeat(by, digest)
            raise Changed from problem
        finally:
            _form_digest.reset(told)

    carried_out.is_action = True  # type: ignore[attr-defined]
    return carried_out


def _digest(name: str, content: Mapping[str, object]) -> str:
    """What was asked for, as a keyed digest: enough to know it again, and nothing to read it from."""
    said = sorted((key, repr(value)) for key, value in content.items() if key not in UNSAID)
    return salted_hmac("helhed.audit.form", f"{name} {said}", algorithm="sha256").hexdigest()


def _refuse_repeat(by: Viewer, digest: str) -> None:
    """Two sendings of one form can run side by side: the constraint on `form_id` decides which came first."""
    if by.form_id is None:
        return
    earlier = Event.objects.filter(form_id=by.form_id, actor_id=by.account_id)
    for object_id, carried_out in earlier.values_list("object_id", "form_digest"):
        if carried_out != digest:
            raise Changed
        raise AlreadyDone(object_id)


def record(
    *,
    by: Viewer,
    verb: Verb,
    kind: ObjectKind | None = None,
    object_id: UUID | None = None,
    also: Sequence[UUID] = (),
    citizen_id: UUID | None = None,
    purpose: str = "",
) -> None:
    """Write the one event of an action, inside its transaction; if it cannot be written, nothing happened.

    Where the action did the same to several things, each of those in `also` gets an event in the same insert; the
    form is that of the first.
    """
    acting = by.roles[0] if by.roles else None
    first = Event(
        at=clock.now(),
        actor_id=by.account_id,
        role=acting.role if acting else "",
        unit_id=acting.unit_id if acting else None,
        verb=verb,
        object_kind=kind or "",
        object_id=object_id,
        citizen_id=citizen_id,
        purpose=purpose,
        request_id=by.request_id,
        form_id=by.form_id,
        form_digest=_form_digest.get(),
    )
    Event.objects.bulk_create([first, *(_likewise(first, each) for each in also)])


def _likewise(first: Event, object_id: UUID) -> Event:
    """The same event about another thing."""
    event = copy(first)
    event.id, event.object_id, event.form_id, event.form_digest = uuid7(), object_id, None, ""
    return event
