"""The spreadsheet of initiatives: its columns, the same on the way out and on the way in.

Its headings are in the language of the page; on the way in each language is understood.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.words import CoOwnerKind, InitiativeRow
from helhed.base.clock import COPENHAGEN
from helhed.web.action_plans.sheet_reading import held
from helhed.web.shell.parts import Text

Value = str | int | date | None
SHEET = _("Initiatives")


@dataclass(frozen=True)
class Column:
    """`key` is a field of `InitiativeRow`, or else only to be looked at: such columns are not read in."""

    key: str
    heading: Text
    about: Text
    width: int
    value: Callable[[ShownInitiative], Value]

    @property
    def is_read(self) -> bool:
        return self.key in READ

    @property
    def is_date(self) -> bool:
        return self.key.endswith("_on")

    @property
    def is_number(self) -> bool:
        return self.key in ("number", "version", "milestones", "reached")


READ = ("plan", *(field.name for field in fields(InitiativeRow) if field.name != "row"))
NUMBERS, DATES = ("number", "version"), ("starts_on", "ends_on")
TEXTS = tuple(name for name in READ if name not in (*NUMBERS, *DATES, "plan", "goals"))
LOOKED_AT = _("Only to look at; it is not read in.")
COLUMNS = (
    Column(
        "plan",
        _("Action plan"),
        _("The address of the action plan. Leave it as it is; on a new line it can be empty."),
        24,
        lambda each: each.plan,
    ),
    Column(
        "number",
        _("No."),
        _("The number of the initiative in its plan. Leave it as it is; on a new line it must be empty."),
        7,
        lambda each: each.number,
    ),
    Column(
        "title", _("Title"), _("What the initiative is called, at most 200 characters."), 42, lambda each: each.title
    ),
    Column("description", _("Description"), _("What is done."), 60, lambda each: each.description),
    Column(
        "success_criterion",
        _("Success criterion"),
        _("How one sees that it was reached."),
        42,
        lambda each: each.success_criterion,
    ),
    Column(
        "goals",
        _("Goals"),
        _("The codes of the goals it serves, with commas between them: 1.1, 2.3. The cells are text, and stay so."),
        14,
        lambda each: ", ".join(goal.code for goal in each.goals),
    ),
    Column("unit", _("Unit"), _("The unit that does it, by its name in Helhed."), 30, lambda each: each.unit),
    Column(
        "accountable",
        _("Accountable"),
        _("The employee who is accountable, by name. Empty: nobody is, and the initiative is shown as vacant."),
        24,
        lambda each: each.accountable,
    ),
    Column(
        "deputy",
        _("Deputy"),
        _("The employee who stands in, by name; it can be empty."),
        24,
        lambda each: each.deputy,
    ),
    Column("starts_on", _("Begins"), _("A date."), 13, lambda each: each.starts_on),
    Column("ends_on", _("Deadline"), _("A date, not before it begins."), 13, lambda each: each.ends_on),
    Column("resources", _("Resources"), _("What it takes, in your own words."), 36, lambda each: each.resources),
    Column("partners", _("Partners"), _("With whom it is done."), 36, lambda each: each.partners),
    Column(
        "participation",
        _("How citizens take part"),
        _("In your own words."),
        36,
        lambda each: each.participation,
    ),
    Column(
        "co_owner_name",
        _("Co-owner"),
        _("Who outside the administration owns it with the municipality; it can be empty."),
        28,
        lambda each: each.co_owner,
    ),
    Column(
        "co_owner_kind",
        _("Kind of co-owner"),
        _("Association, council, company or other authority; empty where there is no co-owner."),
        20,
        lambda each: str(each.co_owner_kind.label) if each.co_owner_kind else "",
    ),
    Column("state", _("How it goes"), LOOKED_AT, 20, lambda each: str(each.state.label)),
    Column("updated_on", _("Latest update"), LOOKED_AT, 15, lambda each: _day_of_update(each)),
    Column("milestones", _("Milestones"), LOOKED_AT, 12, lambda each: len(each.milestones)),
    Column(
        "reached",
        _("Milestones reached"),
        LOOKED_AT,
        12,
        lambda each: sum(milestone.is_done for milestone in each.milestones),
    ),
    Column(
        "version",
        _("Version"),
        _("Leave it as it is. It tells whether somebody changed the initiative since the file was made."),
        10,
        lambda each: each.version,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}


def _day_of_update(each: ShownInitiative) -> date | None:
    return each.latest.at.astimezone(COPENHAGEN).date() if each.latest else None


def lines_of(initiatives: Sequence[ShownInitiative]) -> Iterator[list[Value]]:
    """What stands in the cells, a line for each initiative."""
    for each in initiatives:
        yield [held(value) if isinstance(value := column.value(each), str) else value for column in COLUMNS]


def as_kept(row: InitiativeRow, standing: ShownInitiative) -> InitiativeRow:
    """The line, where a text came back as it went out, with the text as it is kept: so that nothing has changed."""
    kept: dict[str, Any] = {
        key: original
        for key in TEXTS
        if isinstance(original := _standing(standing, key), str) and held(original).strip() == getattr(row, key)
    }
    return replace(row, **kept)


def _standing(standing: ShownInitiative, key: str) -> Value:
    return (standing.co_owner_kind or "") if key == "co_owner_kind" else BY_KEY[key].value(standing)


def known_headings() -> dict[str, str]:
    """Each heading, in each language, and which column it stands over."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {plain(str(column.heading)): column.key for column in COLUMNS}
    return found


def known_kinds() -> dict[str, str]:
    """The kinds of co-owner, in each language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {plain(str(kind.label)): kind.value for kind in CoOwnerKind}
    return found


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()
