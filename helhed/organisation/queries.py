from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from helhed.access.queries import demo_clock_shift
from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.base import clock
from helhed.base.roles import Role
from helhed.base.text import alphabetical
from helhed.base.viewer import RoleHeld, Viewer
from helhed.organisation.models import RoleAssignment, Staff, Unit
from helhed.organisation.rules import holds_on, readable_assignments, readable_staff


@dataclass(frozen=True)
class ShownAssignment:
    id: UUID
    account_id: UUID
    role: str
    unit: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class DemoPersona:
    account_id: UUID
    name: str
    role: str


@dataclass(frozen=True)
class NamedAccount:
    id: UUID
    name: str


@dataclass(frozen=True)
class ShownUnit:
    """`depth` counts the units above it."""

    id: UUID
    name: str
    depth: int


@dataclass(frozen=True)
class ShownStaff:
    id: UUID
    name: str
    title: str
    unit_id: UUID
    unit: str
    account_id: UUID | None
    left_on: date | None

    @classmethod
    def of(cls, staff: Staff) -> "ShownStaff":
        return cls(staff.id, staff.name, staff.title, staff.unit_id, staff.unit.name, staff.account_id, staff.left_on)


def viewer_of_account(account_id: UUID, *, name: str = "", form_id: UUID | None = None) -> Viewer:
    """The viewer behind a signed-in account, with the roles that hold today and the units they reach."""
    held = RoleAssignment.objects.filter(holds_on(clock.today()), account_id=account_id).order_by("from_on", "id")
    roles = _with_units_below([RoleHeld(Role(role), unit_id) for role, unit_id in held.values_list("role", "unit_id")])
    staff_id = Staff.objects.filter(account_id=account_id, left_on__isnull=True).values_list("id", flat=True).first()
    return Viewer(
        account_id=account_id,
        staff_id=staff_id,
        name=name,
        roles=roles,
        form_id=form_id,
    )


def _with_units_below(roles: list[RoleHeld]) -> tuple[RoleHeld, ...]:
    """The roles, each with the units that it, and no other, reaches."""
    children = _children() if any(held.unit_id for held in roles) else {}
    return tuple(replace(held, unit_ids=_below(held.unit_id, children)) if held.unit_id else held for held in roles)


def _below(unit_id: UUID, children: dict[UUID | None, list[UUID]]) -> frozenset[UUID]:
    reached: set[UUID] = set()
    waiting = [unit_id]
    while waiting:
        unit_id = waiting.pop()
        if unit_id not in reached:
            reached.add(unit_id)
            waiting += children[unit_id]
    return frozenset(reached)


def _children() -> dict[UUID | None, list[UUID]]:
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for unit_id, parent_id in Unit.objects.order_by("name").values_list("id", "parent_id"):
        children[parent_id].append(unit_id)
    return children


def list_units(viewer: Viewer) -> list[ShownUnit]:
    """Every unit, each followed by the units it is made of; the organisation is public."""
    names = dict(Unit.objects.values_list("id", "name"))
    children = _children()
    listed: list[ShownUnit] = []
    waiting = [(unit_id, 0) for unit_id in reversed(children[None])]
    while waiting:
        unit_id, depth = waiting.pop()
        listed.append(ShownUnit(unit_id, names[unit_id], depth))
        waiting += [(child, depth + 1) for child in reversed(children[unit_id])]
    return listed


def list_staff(viewer: Viewer, *, staff_ids: Iterable[UUID] | None = None) -> list[ShownStaff]:
    """The employees, or those of these ids, in Danish alphabetical order; those who left too."""
    staff = readable_staff(viewer).select_related("unit")
    if staff_ids is not None:
        staff = staff.filter(id__in=list(staff_ids))
    return [ShownStaff.of(each) for each in sorted(staff, key=lambda each: (alphabetical(each.name), each.title))]


def leaders_of_units(viewer: Viewer) -> dict[UUID, tuple[ShownStaff, ...]]:
    """Those who lead each unit today: nearest first, and further away those who lead a unit above it."""
    held = RoleAssignment.objects.filter(holds_on(clock.today()), role=Role.LEADER, unit__isnull=False)
    accounts: dict[UUID, list[UUID]] = defaultdict(list)
    for unit_id, account_id in held.order_by("from_on", "id").values_list("unit_id", "account_id"):
        if unit_id:
            accounts[unit_id].append(account_id)
    at_work = readable_staff(viewer).filter(left_on__isnull=True, account__isnull=False).select_related("unit")
    staff = {each.account_id: ShownStaff.of(each) for each in at_work}
    parents = dict(Unit.objects.values_list("id", "parent_id"))
    return {
        unit_id: tuple(
            staff[account_id]
            for above in _upwards(unit_id, parents)
            for account_id in accounts[above]
            if account_id in staff
        )
        for unit_id in parents
    }


def _upwards(unit_id: UUID | None, parents: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    while unit_id is not None:
        yield unit_id
        unit_id = parents[unit_id]


def names_of_units(viewer: Viewer, unit_ids: Collection[UUID]) -> dict[UUID, str]:
    return dict(Unit.objects.filter(id__in=unit_ids).values_list("id", "name"))


def names_of_staff(viewer: Viewer, staff_ids: Collection[UUID]) -> dict[UUID, str]:
    """The employees by name, as the pages name whoever answers for something; those who left too."""
    return dict(Staff.objects.filter(id__in=staff_ids).values_list("id", "name"))


def list_assignments(viewer: Viewer, *, account_id: UUID | None = None) -> list[ShownAssignment]:
    """The roles that hold today or later, of one account or of all that the viewer may see."""
    found = readable_assignments(viewer).exclude(until_on__lt=clock.today())
    if account_id:
        found = found.filter(account_id=account_id)
    return [_shown(assignment) for assignment in found.select_related("unit").order_by("from_on", "role", "id")]


def _shown(assignment: RoleAssignment) -> ShownAssignment:
    return ShownAssignment(
        id=assignment.id,
        account_id=assignment.account_id,
        role=assignment.get_role_display(),
        unit=assignment.unit.name if assignment.unit else "",
        from_on=assignment.from_on,
        until_on=assignment.until_on,
    )


def has_administrator(viewer: Viewer) -> bool:
    """Whether anybody can manage accounts today."""
    require(viewer, Permission.MANAGE_ACCOUNTS)
    held = RoleAssignment.objects.filter(holds_on(clock.today()), role=Role.ADMINISTRATOR)
    return held.filter(account__is_active=True).exists()


def accounts_of_council_members(viewer: Viewer) -> list[NamedAccount]:
    """The open accounts that hold the role of a council member today, for the one who gives them their seats."""
    require(viewer, Permission.KEEP_HEARINGS)
    held = RoleAssignment.objects.filter(
        holds_on(clock.today()), role=Role.COUNCIL_MEMBER, account__is_active=True
    ).select_related("account")
    named = {NamedAccount(assignment.account_id, assignment.account.name) for assignment in held}
    return sorted(named, key=lambda account: (alphabetical(account.name), account.id))


def demo_accounts(viewer: Viewer) -> list[DemoPersona]:
    """The open accounts of the demo municipality by the roles they hold; none where the data are not made up.

    Whether one may sign in as them without a password is decided once, at start; see `config.startup`.
    """
    if demo_clock_shift() is None:
        return []
    held = RoleAssignment.objects.filter(holds_on(clock.today()), account__is_active=True)
    return [
        DemoPersona(assignment.account_id, assignment.account.name, assignment.get_role_display())
        for assignment in held.select_related("account").order_by("id")
    ]
