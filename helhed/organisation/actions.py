from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from helhed.access.rules import ASSIGNABLE, manageable_accounts, require
from helhed.access.words import Permission
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Invalid, Missing
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.organisation.models import RoleAssignment, Staff, Unit
from helhed.organisation.words import Sector


@action
def add_unit(*, by: Viewer, name: str, sector: Sector, parent_id: UUID | None = None) -> UUID:
    """Add a unit below another, or as the whole municipality where it has no parent."""
    require(by, Permission.MANAGE_ACCOUNTS)
    if parent_id is not None:
        _check_unit("parent", parent_id)
    unit = Unit.objects.create(name=name, sector=sector, parent_id=parent_id)
    record(by=by, verb=Verb.ADDED_UNIT, kind=ObjectKind.UNIT, object_id=unit.id)
    return unit.id


def _check_unit(field: str, unit_id: UUID) -> None:
    if not Unit.objects.filter(id=unit_id).exists():
        raise Invalid(field, _("Choose one of the units in the list."))


@action
def add_staff(*, by: Viewer, name: str, title: str, unit_id: UUID, account_id: UUID | None = None) -> UUID:
    """Add an employee to a unit, with the account the person signs in by, if there is one."""
    require(by, Permission.MANAGE_ACCOUNTS)
    _check_unit("unit", unit_id)
    staff = Staff.objects.create(name=name, title=title, unit_id=unit_id, account_id=account_id)
    record(by=by, verb=Verb.ADDED_STAFF, kind=ObjectKind.STAFF, object_id=staff.id)
    return staff.id


@action
def assign_role(*, by: Viewer, account_id: UUID, role: Role, unit_id: UUID | None) -> None:
    """Let an account hold a role from today. Raises `Invalid` where it already does, or the role cannot be given."""
    if role not in ASSIGNABLE:
        raise Invalid("role", _("Choose one of the roles in the list."))
    if not manageable_accounts(by).filter(id=account_id).exists():
        raise Missing
    if unit_id is not None:
        _check_unit("unit", unit_id)
    try:
        with transaction.atomic():
            RoleAssignment.objects.create(account_id=account_id, role=role, unit_id=unit_id, from_on=clock.today())
    except IntegrityError as problem:
        raise Invalid("role", _("The account already holds this role here.")) from problem
    record(by=by, verb=Verb.ASSIGNED_ROLE, kind=ObjectKind.ACCOUNT, object_id=account_id)


@action
def end_role(*, by: Viewer, account_id: UUID, assignment_id: UUID) -> None:
    """Take a role away at once: yesterday was its last day, or it is removed where it began today."""
    held = RoleAssignment.objects.select_for_update().filter(account_id=account_id, until_on__isnull=True)
    assignment = held.filter(account_id__in=manageable_accounts(by).values("id"), id=assignment_id).first()
    if assignment is None:
        raise Missing
    if assignment.from_on >= clock.today():
        assignment.delete()
    else:
        assignment.until_on = clock.today() - timedelta(days=1)
        assignment.save(update_fields=["until_on"])
    record(by=by, verb=Verb.ENDED_ROLE, kind=ObjectKind.ACCOUNT, object_id=account_id)


@action
def end_employment(*, by: Viewer, staff_id: UUID) -> None:
    """Write that an employee left today. What the person was accountable for is vacant until handed over."""
    require(by, Permission.MANAGE_ACCOUNTS)
    if not Staff.objects.filter(id=staff_id, left_on__isnull=True).update(left_on=clock.today()):
        raise Missing
    record(by=by, verb=Verb.ENDED_STAFF, kind=ObjectKind.STAFF, object_id=staff_id)
