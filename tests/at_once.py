"""Two people at the same instant, on PostgreSQL: the first has made a change and not ended it when the second comes."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event as Signal
from types import ModuleType
from typing import Any

import pytest
from django.db import connection

from helhed.audit import actions as audit_actions
from tests.world import at

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
Act = Callable[[], Any]
Race = Callable[[Act, Act], tuple[Any, Any]]


@pytest.fixture
def triggers_again(django_db_blocker: Any) -> Iterator[None]:
    """The triggers hold again for whoever comes next: the session that they were off in is not lent out again."""
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()


@pytest.fixture
def written_for_good(triggers_again: None, transactional_db: None) -> Iterator[None]:
    """What is written, a second connection sees; it is cleared away past the triggers."""
    with at(2024, 2, 1):
        yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")


def racing(monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> Race:
    """Runs the second action while the first, of one of these modules, has made its change and not yet ended its
    transaction; tells what each was answered."""
    made, record, second_is_done = Signal(), audit_actions.record, Signal()

    def held(**event: Any) -> None:
        record(**event)
        if not made.is_set():
            made.set()
            _wait_for_the_second(second_is_done)

    def race(first: Act, second: Act) -> tuple[Any, Any]:
        for module in modules:
            monkeypatch.setattr(module, "record", held)
        with ThreadPoolExecutor(2) as threads:
            answers = [threads.submit(_alone, first)]
            assert made.wait(10)
            answers.append(threads.submit(_alone, second))
            answers[1].add_done_callback(lambda _answer: second_is_done.set())
            return _answer(answers[0]), _answer(answers[1])

    return race


def _wait_for_the_second(done: Signal) -> None:
    """Until it waits for a lock, or was let through."""
    until = time.monotonic() + 10
    while not done.is_set() and time.monotonic() < until:
        with connection.cursor() as cursor:
            # Or the answer would be the first one until the transaction ends.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def _alone(act: Act) -> Any:
    try:
        with at(2024, 2, 1):
            return act()
    finally:
        connection.close()


def _answer(answer: "Future[Any]") -> Any:
    problem = answer.exception(20)
    return type(problem) if problem else None
