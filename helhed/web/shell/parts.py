"""What the components are filled with, and the looks a status may have."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class WrongOption(Exception):
    """A component was given an option it does not have: a fault in the template, never the reader's."""


# A status is told by its word and by its shape; the colour only repeats it.
LOOKS: dict[str, Text] = {
    "not_started": _("Not started"),
    "under_way": _("Under way"),
    "on_track": _("Going to plan"),
    "at_risk": _("At risk"),
    "late": _("Late"),
    "done": _("Carried out"),
    "changed": _("Changed by decision"),
    "dropped": _("Dropped by decision"),
    "not_measurable": _("Cannot be measured"),
    "vacant": _("Nobody is accountable"),
    "neutral": "",
}


# Every icon and every look is a drawing in `static/helhed/icons.svg`.
ICONS = (
    *("arrow-down", "arrow-left", "arrow-right", "arrow-up", "calendar", "check", "close", "document", "download"),
    *("edit", "error", "info", "join", "lock", "mail", "person", "phone", "plus", "print", "search", "split"),
    *("success", "warning"),
)


def one_of(component: str, option: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise WrongOption(f"{component}: {option}={value!r}: {', '.join(allowed)}")
    return value


def filled(component: str, **values: object) -> None:
    for option, value in values.items():
        if not str(value).strip():
            raise WrongOption(f"{component}: {option} is empty")


def all_of(component: str, option: str, values: object, *kinds: type) -> list[object]:
    """The values as a list, every one of them of the right kind."""
    if not isinstance(values, list | tuple):
        raise WrongOption(f"{component}: {option} is no list")
    for value in values:
        if not isinstance(value, kinds):
            wanted = " / ".join(kind.__name__ for kind in kinds)
            raise WrongOption(f"{component}: {option} holds {value!r}, not {wanted}")
    return list(values)


def look_of(component: str, look: str, word: Text = "") -> tuple[str, Text]:
    one_of(component, "look", look, tuple(LOOKS))
    shown = word or LOOKS[look]
    filled(component, word=shown)
    return look, shown


@dataclass(frozen=True)
class Crumb:
    """A page above this one; the last crumb is the page itself and has no `href`."""

    title: Text
    href: str = ""
    language: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: words, a link, a status, or a number (set to the right)."""

    text: Text = ""
    href: str = ""
    look: str = ""
    note: Text = ""
    language: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Fact:
    """A term and what it is."""

    term: Text
    text: Text
    href: str = ""
    language: str = ""


@dataclass(frozen=True)
class ProgressPart:
    """How many things have this look; `word` is said instead of the look's own word."""

    look: str
    count: int
    word: Text = ""


@dataclass(frozen=True)
class HistoryLine:
    """A field that went from one thing to another; of long words, `marks` tells which were left out and put in.

    `language` is that of what stood in it, where it is not the page's; `is_quoted` tells words that people wrote.
    """

    field: Text
    before: Text = ""
    after: Text = ""
    marks: tuple[tuple[str, str], ...] = ()
    language: str = ""
    is_quoted: bool = False


@dataclass(frozen=True)
class HistoryAct:
    """What one person changed in one go, and why."""

    at: datetime
    who: Text
    lines: tuple[HistoryLine, ...]
    reason: str = ""


@dataclass(frozen=True)
class HistoryPart:
    """The newest first; `is_cut` where there is older history than this."""

    acts: tuple[HistoryAct, ...]
    is_cut: bool = False


@dataclass(frozen=True)
class GoalCard:
    """A goal as it is shown in a list. `facts` are short lines of ours below the wording; `policy` is named where the
    list holds goals of several."""

    code: str
    wording: str
    href: str
    easy_wording: str = ""
    language: str = "da"
    look: str = ""
    facts: tuple[Text, ...] = ()
    policy: str = ""
