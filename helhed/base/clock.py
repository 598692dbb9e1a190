from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_shift = timedelta(0)
_set_back: ContextVar[timedelta | None] = ContextVar("set_back", default=None)


def now() -> datetime:
    """The instant Helhed writes down: real time, shifted in the demo municipality only."""
    shift = _set_back.get()
    return datetime.now(UTC) + (_shift if shift is None else shift)


def today() -> date:
    """The date in Denmark, which is the one that counts in decisions and deadlines."""
    return now().astimezone(COPENHAGEN).date()


def shift_by(shift: timedelta) -> None:
    """Move the clock of this process for good; done once at start, where the demo marker stands."""
    global _shift
    _shift = shift


@contextmanager
def set_back_to(moment: datetime) -> Iterator[None]:
    """Let the clock run from `moment` inside the block, so that a past can be written by ordinary actions."""
    token = _set_back.set(moment - datetime.now(UTC))
    try:
        yield
    finally:
        _set_back.reset(token)
