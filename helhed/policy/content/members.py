"""The values of a file from outside, taken out one by one and looked at; what is wrong is said with its place."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, TypeVar

from django.utils.translation import gettext as _

from helhed.base.errors import Invalid
from helhed.policy.content.typed import can_be_seen, holds_only_text, only_text
from helhed.policy.reading.document import unturned

T = TypeVar("T")

_HIGHEST = 2_147_483_647
_MOST_ENTRIES = 1000
_LONGEST_QUOTED = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = re.compile(r"[0-9]{4}-[0-9]{4}")


def refuse(place: str, message: str) -> NoReturn:
    """`place` says where in the file, and is empty at its top."""
    raise Invalid("file", f"{place[0].upper()}{place[1:]}: {message}" if place else message)


@dataclass(frozen=True)
class Members:
    """The named values of one object in the file. What is not there counts as empty."""

    values: dict[str, Any]
    place: str

    @classmethod
    def of(cls, value: object, place: str, *, needed: Collection[str] = (), others: Collection[str] = ()) -> "Members":
        """Refuses what is no object, and a name that is unknown or missing."""
        if not isinstance(value, dict):
            refuse(place, _("Named values in curly brackets must stand here."))
        for name in value:
            if name not in {*needed, *others}:
                shown = unturned(only_text(str(name)))[:_LONGEST_QUOTED]
                refuse(place, _("“%(name)s” is not known here. Correct its name, or take it out.") % {"name": shown})
        for name in needed:
            if name not in value:
                refuse(place, _("“%(name)s” is missing.") % {"name": name})
        return cls(value, place)

    def text(self, name: str, most: int, *, is_needed: bool = False) -> str:
        return self._text(name, self.values.get(name, ""), most, is_needed=is_needed)

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        return tuple(self._text(name, each, most, is_needed=True) for each in self._list(name))

    def _text(self, name: str, value: object, most: int, *, is_needed: bool) -> str:
        said = {"name": name, "most": most}
        if not isinstance(value, str):
            refuse(self.place, _("“%(name)s” must be a text in quotation marks.") % said)
        if len(value) > most:
            refuse(self.place, _("“%(name)s” may have at most %(most)s characters.") % said)
        if not holds_only_text(value):
            refuse(self.place, _("“%(name)s” holds control characters. Take them out.") % said)
        if is_needed and not can_be_seen(value):
            refuse(self.place, _("“%(name)s” must not be empty.") % said)
        return unturned(value)

    def years(self, name: str) -> str:
        value = self.text(name, 9)
        if value and not _YEARS.fullmatch(value):
            refuse(self.place, _("“%(name)s” must be two years with a hyphen, as in 2021-2033.") % {"name": name})
        return value

    def word(self, name: str, most: int, pattern: re.Pattern[str]) -> str:
        value = self.text(name, most)
        if value and not pattern.fullmatch(value):
            refuse(self.place, _("“%(name)s” holds other characters than it may.") % {"name": name})
        return value

    def one_of(self, name: str, choices: Collection[str]) -> str:
        value = self.values.get(name)
        if name in self.values and not (isinstance(value, str) and value in choices):
            said = {"name": name, "choices": ", ".join(choices)}
            refuse(self.place, _("“%(name)s” must be one of these: %(choices)s.") % said)
        return value or ""

    def number(self, name: str) -> int | None:
        if name not in self.values:
            return None
        value = self.values[name]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _HIGHEST:
            said = {"name": name, "most": _HIGHEST}
            refuse(self.place, _("“%(name)s” must be a whole number from 0 to %(most)s.") % said)
        return value

    def day(self, name: str) -> date:
        value = self.values[name]
        try:
            return date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except (TypeError, ValueError):
            refuse(self.place, _("“%(name)s” must be a day of the calendar, as in 2021-03-25.") % {"name": name})

    def parts(self, name: str, part_name: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
        """The entries of a list, each read with its place: `part_name` has room for its number."""
        before = f"{self.place}, " if self.place else ""
        return tuple(
            read(each, before + part_name % {"number": number}) for number, each in enumerate(self._list(name), 1)
        )

    def _list(self, name: str) -> list[object]:
        value = self.values.get(name, [])
        said = {"name": name, "most": _MOST_ENTRIES}
        if not isinstance(value, list):
            refuse(self.place, _("“%(name)s” must be a list in square brackets.") % said)
        if len(value) > _MOST_ENTRIES:
            refuse(self.place, _("“%(name)s” may have at most %(most)s entries.") % said)
        return value
