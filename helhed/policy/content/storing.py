"""A policy's content as the database keeps it, ids and all; other programs get the published form of `exchange`."""

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from helhed.policy.content.tree import Content


def stored(content: Content) -> dict[str, Any]:
    """What JSON can hold of it: what stands at its default is left out."""
    kept: dict[str, Any] = _plain(content)
    return kept


def restored(data: dict[str, Any]) -> Content:
    """The very content that was stored. Sections that were stored without an id get one by their place."""
    numbered = enumerate(data.get("sections", ()), 1)
    sections = [{"id": str(UUID(int=place)), **section} for place, section in numbered]
    content: Content = _made(Content, data | ({"sections": sections} if sections else {}))
    return content


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _plain(held) for each, held in named if each.default is MISSING or held != each.default}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, UUID) else value


def _made(hint: Any, value: Any) -> Any:
    """The value that the annotation of a field calls for."""
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _made(hints[name], held) for name, held in value.items()})
    if get_origin(hint) is tuple:
        return tuple(_made(get_args(hint)[0], each) for each in value)
    return UUID(value) if value is not None and UUID in (hint, *get_args(hint)) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
