"""Initiatives: who may read, update, assign and change them, and what must hold of one."""

from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from helhed.access.rules import gives, may
from helhed.access.words import Permission
from helhed.action_plans.models import Initiative, ProgressUpdate
from helhed.action_plans.rules.plans import plans_with_history, readable_plans
from helhed.action_plans.words import ENDED, ProgressState
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer


def readable_initiatives(viewer: Viewer) -> QuerySet[Initiative]:
    """An initiative may be read if, and only if, its action plan may."""
    return Initiative.objects.filter(plan__in=readable_plans(viewer).values("id"))


def under_way(viewer: Viewer) -> QuerySet[Initiative]:
    """An initiative is under way if, and only if, the viewer may read it, and its plan is adopted and not closed."""
    return readable_initiatives(viewer).filter(plan__adopted_on__isnull=False, plan__closed_on__isnull=True)


def updatable_initiatives(viewer: Viewer) -> QuerySet[Initiative]:
    """Progress may be written if, and only if, the viewer works here, the initiative is under way, and one of these
    holds:

    - the viewer keeps all action plans
    - the initiative belongs to one of the viewer's units, and the viewer leads them
    - the viewer is its accountable employee or the deputy, and has a role that lets write on own initiatives
    """
    if viewer.staff_id is None:
        return Initiative.objects.none()
    initiatives = under_way(viewer)
    if may(viewer, Permission.WRITE_ALL_PROGRESS):
        return initiatives
    mine = in_units(viewer, Permission.WRITE_UNIT_PROGRESS)
    if may(viewer, Permission.WRITE_OWN_PROGRESS):
        mine |= Q(accountable=viewer.staff_id) | Q(deputy=viewer.staff_id)
    return initiatives.filter(mine)


def initiatives_with_history(viewer: Viewer) -> QuerySet[Initiative]:
    """Who changed what in an initiative may be read if, and only if, one of these holds:

    - its progress may be written
    - who changed what in its action plan may be read
    """
    return updatable_initiatives(viewer) | Initiative.objects.filter(plan__in=plans_with_history(viewer).values("id"))


def keeps_progress(viewer: Viewer) -> bool:
    """Initiatives can wait for a viewer if, and only if, one of the viewer's roles lets write progress at all."""
    kinds = (Permission.WRITE_OWN_PROGRESS, Permission.WRITE_UNIT_PROGRESS, Permission.WRITE_ALL_PROGRESS)
    return any(may(viewer, permission) for permission in kinds)


def in_units(viewer: Viewer, permission: Permission) -> Q:
    """An initiative is in a viewer's units if, and only if, a role that gives the permission reaches its unit."""
    mine = Q(pk__in=[])
    for held in viewer.roles:
        if gives(held, permission):
            mine |= Q(unit__in=held.unit_ids)
    return mine


def changeable_initiatives(viewer: Viewer) -> QuerySet[Initiative]:
    """An initiative may be changed if, and only if, the viewer writes steering documents and its plan is not closed.

    What was adopted of it is changed by a decision alone; see `actions.initiatives.change_initiative`.
    """
    if not may(viewer, Permission.WRITE_STEERING):
        return Initiative.objects.none()
    return readable_initiatives(viewer).filter(plan__closed_on__isnull=True)


def keepable_initiatives(viewer: Viewer) -> QuerySet[Initiative]:
    """The milestones of an initiative may be kept if, and only if, the viewer may change it or write its progress."""
    return changeable_initiatives(viewer) | updatable_initiatives(viewer)


def assignable_initiatives(viewer: Viewer) -> QuerySet[Initiative]:
    """Who is accountable for an initiative may be said if, and only if, its plan is not closed, and one of these holds:

    - the viewer writes steering documents
    - it is under way in one of the units that the viewer leads
    """
    if may(viewer, Permission.WRITE_STEERING):
        return changeable_initiatives(viewer)
    return under_way(viewer).filter(in_units(viewer, Permission.ASSIGN_UNIT_ACCOUNTABLE))


def handable_initiatives(viewer: Viewer, from_id: UUID) -> QuerySet[Initiative]:
    """What a person is accountable or deputy for may be handed over if, and only if, one of these holds:

    - the viewer may say who is accountable for it
    - the viewer is that person, and it is under way
    """
    held = Q(accountable=from_id) | Q(deputy=from_id)
    if viewer.staff_id == from_id and not may(viewer, Permission.WRITE_STEERING):
        return under_way(viewer).filter(held)
    return assignable_initiatives(viewer).filter(held)


def still_to_be_done(initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """An initiative is still to be done if, and only if, its newest update says neither that it is done nor that it was
    dropped, or there is none."""
    newest = ProgressUpdate.objects.filter(initiative=OuterRef("pk")).values("state")[:1]
    return initiatives.annotate(state=Subquery(newest)).filter(Q(state__isnull=True) | ~Q(state__in=ENDED))


def locked_initiative(initiatives: QuerySet[Initiative], initiative_id: UUID, seen_version: int | None) -> Initiative:
    """An initiative may be written now if, and only if, it is among these, and as the viewer saw it (none: it does not
    matter). Nobody else writes it until the transaction ends. Raises `Missing`, or `Changed`."""
    locked = Initiative.objects.filter(id__in=initiatives.values("id")).select_related("plan")
    initiative = locked.select_for_update(of=("self",)).filter(id=initiative_id).first()
    if initiative is None:
        raise Missing
    if seen_version is not None and initiative.version != seen_version:
        raise Changed
    return initiative


def holds_office(left_on: date | None, day: date) -> bool:
    """An employee is in office on a day if, and only if, she or he has not left, or left later than that day."""
    return left_on is None or day < left_on


def is_late(state: ProgressState, ends_on: date, day: date) -> bool:
    """An initiative is late on a day if, and only if, its last day is past and it is neither done nor dropped."""
    return ends_on < day and state not in ENDED


def check_people(accountable_id: UUID | None, deputy_id: UUID | None) -> None:
    """Two people fit if, and only if, the deputy is somebody else than the accountable employee. Raises `Invalid`."""
    if deputy_id is not None and deputy_id == accountable_id:
        raise Invalid("deputy", _("The deputy must be somebody else than the accountable employee."))


def check_co_owner(name: str, kind: str) -> None:
    """A co-owner can be written down if, and only if, name and kind are both there, or neither. Raises `Invalid`."""
    if name and not kind:
        raise Invalid("co_owner_kind", _("Choose what kind of body the co-owner is."))
    if kind and not name:
        raise Invalid("co_owner_name", _("Write what the co-owner is called."))
