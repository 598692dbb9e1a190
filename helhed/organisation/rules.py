from datetime import date

from django.db.models import Q, QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.base.viewer import Viewer
from helhed.organisation.models import RoleAssignment, Staff


def holds_on(day: date) -> Q:
    """A role holds on a day if, and only if, it has begun and its last day is not past."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gte=day))


def readable_assignments(viewer: Viewer) -> QuerySet[RoleAssignment]:
    """A role assignment may be read if, and only if, it is the viewer's own or the viewer manages accounts."""
    if may(viewer, Permission.MANAGE_ACCOUNTS):
        return RoleAssignment.objects.all()
    if viewer.account_id is None:
        return RoleAssignment.objects.none()
    return RoleAssignment.objects.filter(account_id=viewer.account_id)


def readable_staff(viewer: Viewer) -> QuerySet[Staff]:
    """The list of employees may be read if, and only if, the viewer works here, writes what they are accountable for,
    or manages accounts. Who is accountable for an initiative is shown to all, with the initiative."""
    if viewer.staff_id or may(viewer, Permission.WRITE_STEERING) or may(viewer, Permission.MANAGE_ACCOUNTS):
        return Staff.objects.all()
    return Staff.objects.none()
