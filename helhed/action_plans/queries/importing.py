"""What a spreadsheet of initiatives would change, and what is wrong in which line and column."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.rules.facts import changes_what_was_adopted
from helhed.action_plans.rules.initiatives import holds_office
from helhed.action_plans.rules.plans import check_not_heard, writable_plans
from helhed.action_plans.words import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_ROWS,
    CoOwnerKind,
    InitiativeFacts,
    InitiativeRow,
)
from helhed.base import clock
from helhed.base.errors import Missing, RowProblem
from helhed.base.viewer import Viewer
from helhed.organisation.queries import list_staff, list_units
from helhed.policy.queries.documents import get_document_by_id

LONGEST = {"title": LONGEST_TITLE, "co_owner_name": LONGEST_TITLE}
TEXTS = ("title", "description", "success_criterion", "resources", "partners", "participation", "co_owner_name")


@dataclass(frozen=True)
class FieldChange:
    """`field` is one of `InitiativeFacts`; the values are as they are read."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class PreviewRow:
    """What one line would do; none but a new initiative lacks an `initiative_id`."""

    row: int
    number: int | None
    initiative_id: UUID | None
    facts: InitiativeFacts
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ImportPreview:
    rows: tuple[PreviewRow, ...]
    problems: tuple[RowProblem, ...]

    @property
    def new_count(self) -> int:
        return sum(row.initiative_id is None for row in self.rows)

    @property
    def changed_count(self) -> int:
        return sum(row.initiative_id is not None and bool(row.changes) for row in self.rows)


def preview_import(viewer: Viewer, plan_id: UUID, rows: Sequence[InitiativeRow]) -> ImportPreview:
    """What the lines would change in a plan, in a number of queries that their number does not change.

    Lines in which something is wrong are not among the rows, but in `problems`. Raises `Missing` where the viewer may
    not write the plan, and `Invalid` where it is in hearing.
    """
    plan = writable_plans(viewer).filter(id=plan_id).first()
    if plan is None:
        raise Missing
    check_not_heard(plan)
    sheet = _Sheet(viewer, plan_id, plan.policy_id, is_adopted=plan.adopted_on is not None)
    problems = tuple(_problems_of_all(rows))
    if problems:
        return ImportPreview((), problems)
    read = [sheet.read(row) for row in rows]
    return ImportPreview(
        rows=tuple(found for found in read if isinstance(found, PreviewRow)),
        problems=tuple(problem for found in read if isinstance(found, tuple) for problem in found),
    )


def _problems_of_all(rows: Sequence[InitiativeRow]) -> Iterator[RowProblem]:
    if not rows:
        yield RowProblem(0, "", _("There are no initiatives in the file."))
    if len(rows) > MOST_ROWS:
        yield RowProblem(0, "", _("There are more than %(most)s lines in the file.") % {"most": MOST_ROWS})
    times = Counter(row.number for row in rows if row.number is not None)
    for row in rows:
        if row.number is not None and times[row.number] > 1:
            yield RowProblem(row.row, "number", _("This number stands in several lines."))


class _Wrong(Exception):
    """What is wrong in one column."""


@dataclass(frozen=True)
class _Sheet:
    """The plan that the lines are read against."""

    viewer: Viewer
    plan_id: UUID
    policy_id: UUID
    is_adopted: bool

    @cached_property
    def initiatives(self) -> dict[int, ShownInitiative]:
        return {each.number: each for each in list_initiatives(self.viewer, plan_id=self.plan_id)}

    @cached_property
    def goals(self) -> dict[str, UUID]:
        policy = get_document_by_id(self.viewer, self.policy_id)
        return {goal.code: goal.id for area in policy.areas for goal in area.goals}

    @cached_property
    def units(self) -> list[tuple[str, UUID]]:
        return [(unit.name, unit.id) for unit in list_units(self.viewer)]

    @cached_property
    def staff(self) -> list[tuple[str, UUID]]:
        today = clock.today()
        return [(each.name, each.id) for each in list_staff(self.viewer) if holds_office(each.left_on, today)]

    def read(self, row: InitiativeRow) -> PreviewRow | tuple[RowProblem, ...]:
        standing = self.initiatives.get(row.number) if row.number is not None else None
        problems = dict(_problems_of_one(row, standing))
        values: dict[str, UUID | tuple[UUID, ...] | None] = {}
        for field in ("goals", "unit", "accountable", "deputy"):
            try:
                values[field] = getattr(self, f"_{field}")(row, standing)
            except _Wrong as problem:
                problems.setdefault(field, str(problem))
        if not problems:
            facts = _facts(row, values)
            problems |= self._refused(row, facts, standing)
            if not problems:
                return self._preview(row, facts, standing)
        return tuple(RowProblem(row.row, field, message) for field, message in problems.items())

    def _goals(self, row: InitiativeRow, standing: ShownInitiative | None) -> tuple[UUID, ...]:
        known = {goal.code: goal.id for goal in standing.goals} | self.goals if standing else self.goals
        wrong = [code for code in row.goals if code not in known]
        if wrong:
            raise _Wrong(_("There is no goal %(code)s in the policy.") % {"code": wrong[0]})
        if not row.goals:
            raise _Wrong(_("Write at least one goal by its code."))
        return tuple(dict.fromkeys(known[code] for code in row.goals))

    def _unit(self, row: InitiativeRow, standing: ShownInitiative | None) -> UUID | None:
        if standing and standing.unit == row.unit:
            return standing.unit_id
        return _named(row.unit, self.units, _("There is no unit called “%(name)s”."), is_needed=True)

    def _accountable(self, row: InitiativeRow, standing: ShownInitiative | None) -> UUID | None:
        if standing and standing.accountable == row.accountable:
            return standing.accountable_id
        return _named(row.accountable, self.staff, _("Nobody who works here is called “%(name)s”."))

    def _deputy(self, row: InitiativeRow, standing: ShownInitiative | None) -> UUID | None:
        if standing and standing.deputy == row.deputy:
            return standing.deputy_id
        return _named(row.deputy, self.staff, _("Nobody who works here is called “%(name)s”."))

    def _refused(self, row: InitiativeRow, facts: InitiativeFacts, standing: ShownInitiative | None) -> dict[str, str]:
        """What makes no sense, or only a body may do."""
        if facts.deputy_id is not None and facts.deputy_id == facts.accountable_id:
            return {"deputy": _("The deputy must be somebody else than the accountable employee.")}
        if self.is_adopted and standing is None:
            return {"number": _("The action plan is adopted. What is added to it is written on its page.")}
        if self.is_adopted and standing and changes_what_was_adopted(standing.facts, facts):
            return {"title": _("This was adopted. A decision to change it is written on the page of the initiative.")}
        for milestone in standing.milestones if standing else ():
            if not facts.starts_on <= milestone.due_on <= facts.ends_on:
                return {"ends_on": _("The milestone “%(title)s” lies outside these days.") % {"title": milestone.title}}
        return {}

    def _preview(self, row: InitiativeRow, facts: InitiativeFacts, standing: ShownInitiative | None) -> PreviewRow:
        before = standing.facts if standing else None
        changes = [
            FieldChange(each.name, self._said(before, each.name) if before else "", self._said(facts, each.name))
            for each in fields(InitiativeFacts)
            if before is None or _comparable(before, each.name) != _comparable(facts, each.name)
        ]
        return PreviewRow(row.row, row.number, standing.id if standing else None, facts, tuple(changes))

    def _said(self, facts: InitiativeFacts, field: str) -> str:
        """The value as people read it."""
        value = getattr(facts, field)
        if isinstance(value, tuple):
            return ", ".join(self._names[each] for each in value if each in self._names)
        return self._names.get(value, "") if isinstance(value, UUID) else str(value or "")

    @cached_property
    def _names(self) -> dict[UUID, str]:
        served = {goal.id: goal.code for each in self.initiatives.values() for goal in each.goals}
        people = {each.id: each.name for each in list_staff(self.viewer)}
        codes, units = ({key: name for name, key in known} for known in (self.goals.items(), self.units))
        return served | codes | units | people


def _comparable(facts: InitiativeFacts, field: str) -> object:
    """The order of goals is no difference."""
    value = getattr(facts, field)
    return set(value) if isinstance(value, tuple) else value


def _named(name: str, known: list[tuple[str, UUID]], unknown: str, *, is_needed: bool = False) -> UUID | None:
    if not name.strip() and not is_needed:
        return None
    found = [key for other, key in known if other.casefold() == name.strip().casefold()]
    if not found:
        raise _Wrong(unknown % {"name": name})
    if len(found) > 1:
        raise _Wrong(_("Several are called “%(name)s”. Choose which on the page of the initiative.") % {"name": name})
    return found[0]


def _problems_of_one(row: InitiativeRow, standing: ShownInitiative | None) -> Iterator[tuple[str, str]]:
    """What is wrong in a line by itself; the first thing in each column."""
    if row.number is not None and standing is None:
        yield "number", _("There is no initiative of this number. Leave it empty for a new one.")
    elif standing and row.version is not None and row.version != standing.version:
        yield "number", _("Somebody changed this initiative since the file was made. Fetch it anew.")
    if not row.title.strip():
        yield "title", _("Write what the initiative is called.")
    for field in TEXTS:
        if problem := _problem_of_text(getattr(row, field), LONGEST.get(field, LONGEST_WORDS)):
            yield field, problem
    yield from _problems_of_days(row.starts_on, row.ends_on)
    if bool(row.co_owner_name) != bool(row.co_owner_kind) or row.co_owner_kind not in ("", *CoOwnerKind.values):
        yield "co_owner_kind", _("A co-owner has a name, and one of the kinds in the list.")


def _problem_of_text(text: str, longest: int) -> str:
    if "\0" in text:
        return _("There is a character here that no text can have.")
    return _("The text is longer than %(longest)s characters.") % {"longest": longest} if len(text) > longest else ""


def _problems_of_days(starts_on: date | None, ends_on: date | None) -> Iterator[tuple[str, str]]:
    if starts_on is None:
        yield "starts_on", _("Write a day.")
    if ends_on is None:
        yield "ends_on", _("Write a day.")
    if starts_on and ends_on and ends_on < starts_on:
        yield "ends_on", _("The last day must not come before the first.")


def _facts(row: InitiativeRow, values: dict[str, UUID | tuple[UUID, ...] | None]) -> InitiativeFacts:
    return InitiativeFacts(
        goal_ids=values["goals"],  # type: ignore[arg-type]
        unit_id=values["unit"],  # type: ignore[arg-type]
        accountable_id=values["accountable"],  # type: ignore[arg-type]
        deputy_id=values["deputy"],  # type: ignore[arg-type]
        starts_on=row.starts_on,  # type: ignore[arg-type]
        ends_on=row.ends_on,  # type: ignore[arg-type]
        co_owner_kind=row.co_owner_kind,
        **{field: getattr(row, field) for field in TEXTS},
    )
