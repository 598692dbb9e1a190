"""A reading as it travels from the child that read the file: JSON, and never pickle, which can run what it carries.

Who reads a hostile file may be taken over by it and then send anything. So the way in is strict: it builds the
dataclasses of `reading.py` and `blocks.py`, whatever their fields, out of just the right names and types.
"""

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from helhed.policy.reading.document import unturned

# What a policy never comes near, and what still fits into memory many times over when it is opened.
MOST_PARTS = 200_000
MOST_NUMBER = 1_000_000_000
# Line breaks and the like are text; the rest steers a terminal, or breaks the database.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# One that does not end goes on to the end, so that no start is tried twice.
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)

Value = TypeVar("Value")
Taker = Callable[[Any], Any]


class NotCarried(ValueError):
    """What came is no reading."""


def to_plain(value: Any) -> Any:
    """The value as JSON has it, every field of every dataclass included."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def from_plain(kind: type[Value], plain: Any) -> Value:
    """The value of this dataclass that was sent; raises NotCarried where it is anything else."""
    return cast(Value, _whole(cast(Any, kind))(plain))


def to_json(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False, allow_nan=False).encode()


def from_json(data: bytes) -> Any:
    """Raises NotCarried where it is no JSON, or so made that it would fill the memory or the stack."""
    bare = _STRINGS.sub(b"", data)
    if bare.count(b"{") + bare.count(b"[") > MOST_PARTS:
        raise NotCarried("of too many parts")
    try:
        return json.loads(data.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NotCarried("not JSON") from error


def _refuse(sent: Any) -> NoReturn:
    raise NotCarried("of another type than was agreed")


@cache
def _taker(hint: Any) -> Taker:
    """What takes in a value of this type. A type it does not know is a fault in the program."""
    if hint in _TAKERS:
        return _TAKERS[hint]
    if get_origin(hint) in (Union, UnionType):
        return _one_of(get_args(hint))
    if get_origin(hint) is tuple:
        first, *rest = get_args(hint)
        return _many(first) if rest == [...] else _row([first, *rest])
    if isinstance(hint, type) and is_dataclass(hint):
        return _whole(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(hint)
    raise TypeError(f"{hint} cannot be carried")


def _text(sent: Any) -> str:
    if type(sent) is not str or _NOT_TEXT.search(sent):
        _refuse(sent)
    return unturned(sent)


def _number(sent: Any) -> int:
    """Pages, lines and places are counted from the beginning."""
    if type(sent) is not int or not 0 <= sent <= MOST_NUMBER:
        _refuse(sent)
    return sent


def _fraction(sent: Any) -> float:
    """Sizes and shares are never below nothing either."""
    if type(sent) is not float or not 0 <= sent <= MOST_NUMBER:
        _refuse(sent)
    return sent


def _flag(sent: Any) -> bool:
    return sent if type(sent) is bool else _refuse(sent)


def _nothing(sent: Any) -> None:
    return None if sent is None else _refuse(sent)


_TAKERS: dict[Any, Taker] = {str: _text, int: _number, float: _fraction, bool: _flag, NoneType: _nothing}


def _one_of(hints: tuple[Any, ...]) -> Taker:
    takers = [_taker(hint) for hint in hints]

    def take(sent: Any) -> Any:
        for taker in takers:
            try:
                return taker(sent)
            except NotCarried:
                continue
        return _refuse(sent)

    return take


def _many(hint: Any) -> Taker:
    def take(sent: Any) -> tuple[Any, ...]:
        return tuple(map(_taker(hint), sent)) if type(sent) is list else _refuse(sent)

    return take


def _row(hints: list[Any]) -> Taker:
    """So many values, each of its own type."""

    def take(sent: Any) -> tuple[Any, ...]:
        if type(sent) is not list or len(sent) != len(hints):
            _refuse(sent)
        return tuple(_taker(hint)(each) for hint, each in zip(hints, sent, strict=True))

    return take


@cache
def _whole(kind: Any) -> Taker:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}

    def take(sent: Any) -> Any:
        if type(sent) is not dict or sent.keys() != names:
            _refuse(sent)
        return kind(**{name: _taker(hints[name])(each) for name, each in sent.items()})

    return take


def _choice(kind: type[Enum]) -> Taker:
    known = {each.value: each for each in kind}

    def take(sent: Any) -> Enum:
        return known[sent] if type(sent) is str and sent in known else _refuse(sent)

    return take
