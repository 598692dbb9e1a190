"""The text that is kept of a status: canonical JSON, so that one content has one text, and one digest."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache, partial
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
    content: StatusContent = _maker(StatusContent)(data)
    return content


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:
    """What makes of a value what the annotation of a field calls for; settled once, since a status has thousands."""
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_maker(hint)
    if get_origin(hint) is tuple:
        return partial(_tuple, _maker(get_args(hint)[0]))
    if NoneType in get_args(hint):
        [wanted] = set(get_args(hint)) - {NoneType}
        return partial(_optional, _maker(wanted))
    return _day if hint is date else partial(_same, hint)


def _dataclass_maker(kind: type) -> Callable[[Any], Any]:
    makers = {name: _maker(hint) for name, hint in get_type_hints(kind).items()}
    needed = {each.name for each in fields(kind) if each.default is MISSING}
    return partial(_dataclass, kind, makers, needed)


def _dataclass(kind: type, makers: dict[str, Callable[[Any], Any]], needed: set[str], value: Any) -> Any:
    if not isinstance(value, dict) or not needed <= value.keys() <= makers.keys():
        raise NotAStatus(kind.__name__)
    return kind(**{name: makers[name](held) for name, held in value.items()})


def _tuple(make: Callable[[Any], Any], value: Any) -> Any:
    if not isinstance(value, list):
        raise NotAStatus("no list")
    return tuple(map(make, value))


def _optional(make: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else make(value)


def _same(kind: type, value: Any) -> Any:
    # A truth value is a number too, in Python but not in what was kept.
    if type(value) is not kind:
        raise NotAStatus(f"no {kind.__name__}")
    return value


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(_same(str, value))
    except ValueError as problem:
        raise NotAStatus("no day") from problem
