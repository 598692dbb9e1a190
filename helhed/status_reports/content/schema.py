"""The published form of a status, for other programs: what its data are made of, as a JSON Schema."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from helhed.status_reports.content.tree import FORMAT, StatusContent

_PLAIN = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
}


def schema() -> dict[str, Any]:
    """The schema of `storing.plain(content)`, made from the tree, so that the two cannot drift apart."""
    parts: dict[str, Any] = {}
    _part(StatusContent, parts)
    whole = parts.pop(StatusContent.__name__)
    whole["properties"]["format"] = {"const": FORMAT}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        **whole,
        "$defs": parts,
    }


def _part(kind: type, parts: dict[str, Any]) -> None:
    if kind.__name__ in parts:
        return
    parts[kind.__name__] = {}
    hints = get_type_hints(kind)
    parts[kind.__name__] = {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {name: _of(hint, parts) for name, hint in hints.items()},
        "required": [each.name for each in fields(kind) if each.default is MISSING],
        "additionalProperties": False,
    }


def _of(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if is_dataclass(hint) and isinstance(hint, type):
        _part(hint, parts)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], parts)}
    if NoneType in get_args(hint):
        [wanted] = set(get_args(hint)) - {NoneType}
        return {"anyOf": [_of(wanted, parts), {"type": "null"}]}
    return dict(_PLAIN[hint])
