"""Who acts now, and why, for the triggers that keep history to ask."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC
from typing import Any

from django.db import connection, transaction

from helhed.base import clock
from helhed.base.viewer import Viewer

# One JSON text, the same on both databases; empty while nobody acts.
_act: ContextVar[str] = ContextVar("act", default="")


@contextmanager
def acting(*, by: Viewer) -> Iterator[None]:
    """What is written inside is written by this viewer, all of it or nothing.

    Actions need not ask for it. A visitor is nobody: a table that keeps its history refuses what a visitor writes.
    """
    is_inside = connection.in_atomic_block
    with transaction.atomic():
        earlier = _act.set(_described(by))
        try:
            _tell()
            yield
        finally:
            _act.reset(earlier)
        if is_inside:
            _tell()


def because(reason: str) -> None:
    """Keep, beside every field that the action changes from here on, why the person changes it."""
    if act := _act.get():
        _act.set(json.dumps({**json.loads(act), "reason": reason}))
        _tell()


def _described(by: Viewer) -> str:
    if by.account_id is None and not by.name:
        return ""
    said = {
        "at": str(clock.now().astimezone(UTC).replace(tzinfo=None)),
        "actor_id": by.account_id.hex if by.account_id else None,
        "actor": by.name,
        "request_id": by.request_id.hex,
        "reason": "",
    }
    return json.dumps(said)


def _tell() -> None:
    """PostgreSQL is told until the transaction ends, so that nothing stays on a connection from the pool."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('helhed.act', %s, true)", [_act.get()])


def answer_sqlite(connection: Any, **_signal: Any) -> None:
    """SQLite asks back, through a function that each new connection is given."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("helhed_act", 0, lambda: _act.get() or None)
