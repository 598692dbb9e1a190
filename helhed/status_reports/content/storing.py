"""The text that is kept of a status: canonical JSON, so that one content has one text, and one digest."""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from helhed.status_reports.content.tree import FORMAT, StatusContent


class NotAStatus(ValueError):
    """A text that is not a status as it was kept: changed, cut off, or of another format."""


def stored(content: StatusContent) -> str:
    """The content as text: names in their order, no spaces, letters as they are."""
    return json.dumps(plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    """The value as JSON can hold it; every field stands in it, also where it is empty."""
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def digest(text: str) -> str:
    """What the text is known by: another text has another."""
    return hashlib.sha256(text.encode()).hexdigest()


def restored(text: str) -> StatusContent:
    """The very content that was stored. Raises `NotAStatus` where a name is missing or unknown, or a value is not of
    its kind."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NotAStatus("not JSON") from problem
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotAStatus("format")
    content: StatusContent = _made(StatusContent, data, "status")
    return content


def _made(hint: Any, value: Any, place: str) -> Any:
    """The value that the annotation of a field calls for."""
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass(hint, value, place)
    if get_origin(hint) is tuple and isinstance(value, list):
        return tuple(_made(get_args(hint)[0], each, place) for each in value)
    if NoneType in get_args(hint):
        [wanted] = set(get_args(hint)) - {NoneType}
        return None if value is None else _made(wanted, value, place)
    if hint is date and isinstance(value, str):
        return _day(value, place)
    # A truth value is a number too, in Python but not in what was kept.
    if type(value) is not hint:
        raise NotAStatus(place)
    return value


def _dataclass(hint: type, value: Any, place: str) -> Any:
    hints, needed = _hints(hint)
    if not isinstance(value, dict) or not needed <= value.keys() <= hints.keys():
        raise NotAStatus(place)
    return hint(**{name: _made(hints[name], held, f"{place}.{name}") for name, held in value.items()})


def _day(value: str, place: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as problem:
        raise NotAStatus(place) from problem


@cache
def _hints(kind: type) -> tuple[dict[str, Any], set[str]]:
    """What each field is to hold, and the names of those that must stand there."""
    return get_type_hints(kind), {each.name for each in fields(kind) if each.default is MISSING}
