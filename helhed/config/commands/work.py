import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from helhed.config.language import _
from helhed.config.terminal import complain, load_product, require_database, say

EVERY = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    how_often = parser.add_mutually_exclusive_group()
    how_often.add_argument("--once", action="store_true", help=_("do what is due, and end"))
    how_often.add_argument(
        "--every",
        metavar=_("SECONDS"),
        type=seconds,
        default=EVERY,
        help=_("how long to wait before looking again (default: 60)"),
    )


def seconds(typed: str) -> int:
    number = int(typed)
    if not 1 <= number <= 86_400:
        raise ValueError
    return number


def run(args: argparse.Namespace) -> int:
    """With `--once`: 1 where a step did not do its work, else 0. Otherwise it goes on until it is told to stop: 0."""
    require_database()
    load_product()
    if _is_refused():
        return 1
    from django.db import close_old_connections

    from helhed.config.startup import set_clock
    from helhed.config.work import run_round

    set_clock()
    with stopped_by_signals() as stop:
        if args.once:
            return 0 if run_round(lambda: not stop.is_set()) else 1
        say(_("Helhed does what is due every %d seconds. Stop it with Ctrl+C.") % args.every)
        while not stop.is_set():
            run_round(lambda: not stop.is_set())
            # A connection that broke is not met again in the next round.
            close_old_connections()
            stop.wait(args.every)
    return 0


def _is_refused() -> bool:
    """Whether the database or the mail server is set wrongly, which is then said."""
    from helhed.config.startup import findings_at_work

    found = findings_at_work()
    for finding in found:
        complain(finding.text)
    return any(finding.stops for finding in found)


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """Set when the process is asked to end: the message in hand is finished, and none is begun."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
