"""Who is responsible: what nobody is accountable for, what one person holds, and who is reminded of what."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from helhed.action_plans.queries.communication import ShownStep, list_held_steps
from helhed.action_plans.queries.initiatives import list_assignable, list_initiatives, list_updatable
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.rules.communication import markable_steps
from helhed.action_plans.rules.initiatives import (
    assignable_initiatives,
    handable_initiatives,
    holds_office,
    keeps_progress,
    still_to_be_done,
)
from helhed.action_plans.rules.updates import check_is_system, reminding_on
from helhed.action_plans.words import ENDED, Reminding
from helhed.base import clock
from helhed.base.errors import Missing, NotAllowed
from helhed.base.viewer import Viewer
from helhed.organisation.queries import ShownStaff, leaders_of_units, list_staff


@dataclass(frozen=True)
class HandOver:
    """What this viewer may hand over of a person's in one step: what is still to be done."""

    staff: ShownStaff
    accountable: tuple[ShownInitiative, ...]
    deputy: tuple[ShownInitiative, ...]
    steps: tuple[ShownStep, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.accountable or self.deputy or self.steps)


@dataclass(frozen=True)
class Holder:
    """Somebody who holds what this viewer may hand over: how many things, and whether the person is in office."""

    staff: ShownStaff
    count: int
    is_in_office: bool


@dataclass(frozen=True)
class Reminder:
    """That somebody is reminded of an update. `key` is the same each day, so that nobody is reminded twice.

    `is_vacant` where nobody in office is to write it, and a leader is reminded of that.
    """

    staff: ShownStaff
    initiative_id: UUID
    plan: str
    number: int
    title: str
    due_on: date
    kind: Reminding
    is_vacant: bool

    @property
    def key(self) -> str:
        return f"{self.initiative_id}:{self.due_on}:{self.kind}:{self.staff.id}"


def list_vacancies(viewer: Viewer) -> list[ShownInitiative]:
    """The initiatives that nobody is accountable for, where this viewer may say who is: a fault until somebody is."""
    return [each for each in list_assignable(viewer) if each.is_vacant]


def get_hand_over(viewer: Viewer, staff_id: UUID) -> HandOver:
    """What a person holds that this viewer may hand over; also where the person has left already.

    Raises `Missing` where there is nothing, unless it is the viewer who asks about own things and can hold some.
    """
    found = list_staff(viewer, staff_ids=[staff_id])
    held = _hand_over(viewer, found[0]) if found else None
    may_be_empty = staff_id == viewer.staff_id and keeps_progress(viewer)
    if held is None or (held.is_empty and not may_be_empty):
        raise Missing
    return held


def _hand_over(viewer: Viewer, staff: ShownStaff) -> HandOver:
    staff_id = staff.id
    handable = set(handable_initiatives(viewer, staff_id).values_list("id", flat=True))
    held = [each for each in list_initiatives(viewer) if each.id in handable and each.state not in ENDED]
    return HandOver(
        staff=staff,
        accountable=tuple(each for each in held if each.accountable_id == staff_id),
        deputy=tuple(each for each in held if each.deputy_id == staff_id),
        steps=tuple(list_held_steps(viewer, staff_id)),
    )


def list_holders(viewer: Viewer) -> list[Holder]:
    """Those who hold what this viewer may hand over: first those who have left, then the rest, by their names.

    Raises `NotAllowed` where the viewer can never hold anything, nor hand it over.
    """
    if not keeps_progress(viewer):
        raise NotAllowed
    held = _held(viewer)
    today = clock.today()
    found = [
        Holder(each, held[each.id], holds_office(each.left_on, today)) for each in list_staff(viewer, staff_ids=held)
    ]
    return sorted(found, key=lambda each: each.is_in_office)


def _held(viewer: Viewer) -> Counter[UUID]:
    """How many things each person holds that the viewer may hand over."""
    held: Counter[UUID] = Counter()
    for pair in still_to_be_done(assignable_initiatives(viewer)).values_list("accountable", "deputy"):
        held.update(each for each in pair if each)
    if viewer.staff_id:
        held[viewer.staff_id] = still_to_be_done(handable_initiatives(viewer, viewer.staff_id)).count()
    steps = markable_steps(viewer).filter(responsible__isnull=False, done_on__isnull=True)
    held.update(each for each in steps.values_list("responsible", flat=True) if each)
    return +held


def list_in_office(viewer: Viewer) -> list[ShownStaff]:
    """Those who can be made responsible for something today."""
    today = clock.today()
    return [each for each in list_staff(viewer) if holds_office(each.left_on, today)]


def due_reminders(viewer: Viewer, day: date) -> list[Reminder]:
    """Whom to remind of which update on a day, for the job that sends them.

    The accountable employee is reminded, and the deputy where nobody is accountable; where both are missing, and once
    three weeks after the day, the nearest leader is, who is not the one reminded before.
    """
    check_is_system(viewer)
    waiting = [
        (each, each.update_due_on, kind)
        for each in list_initiatives(viewer, until=datetime.combine(day, time.max, tzinfo=clock.COPENHAGEN))
        if each.update_due_on and (kind := reminding_on(each.update_due_on, day))
    ]
    staff = {each.id: each for each in list_staff(viewer)}
    leaders = leaders_of_units(viewer)
    return [
        Reminder(person, each.id, each.plan, each.number, each.title, due_on, kind, not _asked(each))
        for each, due_on, kind in waiting
        if (person := _reminded(each, kind, staff, leaders.get(each.unit_id, ())))
    ]


def is_still_reminded(viewer: Viewer, initiative_id: UUID | None) -> bool:
    """Whether a reminder that waits may still be sent to this viewer: the update is not written, and she or he may
    write it."""
    found = [each for each in list_updatable(viewer) if each.id == initiative_id]
    return any(each.update_due_on and reminding_on(each.update_due_on, clock.today()) for each in found)


def _asked(initiative: ShownInitiative) -> UUID | None:
    """Who writes the update; the shown names are empty where nobody is in office."""
    asked = initiative.accountable_id if initiative.accountable else None
    return asked or (initiative.deputy_id if initiative.deputy else None)


def _reminded(
    initiative: ShownInitiative, kind: Reminding, staff: dict[UUID, ShownStaff], leaders: tuple[ShownStaff, ...]
) -> ShownStaff | None:
    asked = _asked(initiative)
    if asked and kind is not Reminding.ESCALATED:
        return staff[asked]
    return next((leader for leader in leaders if leader.id != asked), None)
