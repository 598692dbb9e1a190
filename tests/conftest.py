import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

TOP = Path(__file__).resolve().parent.parent

IN_TESTS: dict[str, Any] = {
    # A password is hashed in a microsecond here, and in a tenth of a second in the product.
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    # The browser tests run on the gathered files; here a new style sheet needs no gathering.
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


@pytest.fixture(scope="session", autouse=True)
def settings_in_tests() -> Iterator[None]:
    with override_settings(**IN_TESTS):
        yield


class Seen(list[str]):
    """The statements that ran, each with the line of ours that asked for it."""

    @property
    def count(self) -> int:
        return len(self)

    def __str__(self) -> str:
        return "\n".join(f"{number:3} {statement}" for number, statement in enumerate(self, start=1))


def origin() -> str:
    ours = [frame for frame in traceback.extract_stack() if frame.filename.startswith(f"{TOP}/helhed/")]
    return f"{Path(ours[-1].filename).relative_to(TOP)}:{ours[-1].lineno}" if ours else "the test"


@contextmanager
def seen_queries(expected: int | None = None) -> Iterator[Seen]:
    seen = Seen()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(f"{origin()}: {sql}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen
    if expected is not None and seen.count != expected:
        pytest.fail(f"{seen.count} queries, not {expected}:\n{seen}", pytrace=False)


@pytest.fixture
def queries() -> Callable[..., Any]:
    """`with queries(12):` fails on another number; `with queries() as seen:` leaves `seen.count` to the test."""
    return seen_queries
