"""Reading settings from the environment, with an error that says what is wrong."""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

# Without recursive triggers a REPLACE deletes a row and asks no trigger.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; PRAGMA recursive_triggers=ON"
)


class WrongSetting(Exception):
    """A setting in the environment cannot be understood; the message names it."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise WrongSetting(f"{name}={value}: 0 / 1")
    return value in {"1", "true"}


def choice(name: str, choices: Sequence[str]) -> str:
    """One of the words; the first where nothing is said."""
    value = text(name, choices[0]).lower()
    if value not in choices:
        raise WrongSetting(f"{name}={value}: {' / '.join(choices)}")
    return value


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise WrongSetting(f"{name}={value}: 0, 1, 2 …")
    return int(value)


def database(name: str) -> dict[str, Any]:
    """The database of an address: `sqlite:///absolute/path` or `postgresql://user:password@host:port/name`."""
    address = urlsplit(text(name, "sqlite:///:memory:"))
    if address.scheme == "sqlite":
        return _sqlite(address.path.removeprefix("/") if address.path == "/:memory:" else address.path)
    if address.scheme in {"postgres", "postgresql"} and address.path.strip("/"):
        return _postgresql(address)
    raise WrongSetting(f"{name}: sqlite:///absolute/path, postgresql://user:password@host:port/name")


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": unquote(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def _postgresql(address: Any) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.strip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": address.hostname or "",
        "PORT": str(address.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}},
    }
