from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import IntegrityError, transaction

from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import AlreadyDone
from helhed.base.viewer import Viewer

P = ParamSpec("P")
R = TypeVar("R")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make of a function one action: its check, its change and its event happen together or not at all.

    Raises `AlreadyDone` if, and only if, the form of `by` was carried out before; nothing happens twice then.
    """

    @wraps(function)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        by = cast("Viewer", kwargs["by"])
        _refuse_repeat(by)
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except IntegrityError:
            _refuse_repeat(by)
            raise

    carried_out.is_action = True  # type: ignore[attr-defined]
    return carried_out


def _refuse_repeat(by: Viewer) -> None:
    """Two sendings of one form can run side by side: the constraint on `form_id` decides which came first."""
    if by.form_id is None:
        return
    earlier = Event.objects.filter(form_id=by.form_id, actor_id=by.account_id).values_list("object_id", flat=True)
    if found := list(earlier):
        raise AlreadyDone(found[0])


def record(
    *,
    by: Viewer,
    verb: Verb,
    kind: ObjectKind | None = None,
    object_id: UUID | None = None,
    citizen_id: UUID | None = None,
    purpose: str = "",
) -> None:
    """Write the one event of an action, inside its transaction; if it cannot be written, nothing happened."""
    acting = by.roles[0] if by.roles else None
    Event.objects.create(
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
    )
