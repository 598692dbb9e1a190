"""The table of who gets what answer where, as `addresses.txt` has it, and what is wrong with such a table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Line:
    method: str
    address: str
    answers: dict[str, str]


def read_table(text: str) -> list[Line]:
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    (_method, _address, *people), *lines = rows
    return [Line(method, address, dict(zip(people, answers, strict=True))) for method, address, *answers in lines]


def the_table() -> list[Line]:
    return read_table((Path(__file__).parent / "addresses.txt").read_text(encoding="utf-8"))


def all_patterns(resolver: URLResolver | None = None) -> Iterable[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from all_patterns(entry)
        else:
            yield entry


def methods_of(pattern: URLPattern) -> set[str]:
    """The methods that the view of an address answers, as far as they show something or change something."""
    view = getattr(pattern.callback, "view_class", None)
    if view is None:
        return {"POST"}
    return {method for method in METHODS if hasattr(view, method.lower())}


def shape(address: str) -> str:
    """The address with every part that names a thing left open, whether it is a pattern or a line of the table."""
    opened = re.sub(r"<[^>]*>", "*", address.partition("?")[0].strip("/"))
    parts = ["*" if re.fullmatch(r"[A-Z]+|\d+(\.\d+)?", part) else part for part in opened.split("/")]
    return "/".join(parts)


def missing_lines(patterns: Iterable[URLPattern], table: Iterable[Line]) -> list[str]:
    """The addresses and methods of the product that have no line in the table."""
    written = {(line.method, shape(line.address)) for line in table}
    wanted = {(method, shape(str(pattern.pattern))) for pattern in patterns for method in methods_of(pattern)}
    return sorted(f"{method} /{address}" for method, address in wanted - written)
