from datetime import date

from django.db.models import Q, QuerySet

from helhed.access.rules import gives, may
from helhed.access.words import Permission
from helhed.action_plans.models import ActionPlan, Initiative
from helhed.action_plans.words import ENDED, ProgressState
from helhed.base.viewer import Viewer
from helhed.policy.rules import readable_documents


def readable_plans(viewer: Viewer) -> QuerySet[ActionPlan]:
    """An action plan may be read if, and only if, its policy may: both are the municipality's promise to all."""
    return ActionPlan.objects.filter(policy__in=readable_documents(viewer).values("id"))


def readable_initiatives(viewer: Viewer) -> QuerySet[Initiative]:
    """An initiative may be read if, and only if, its action plan may."""
    return Initiative.objects.filter(plan__in=readable_plans(viewer).values("id"))


def updatable_initiatives(viewer: Viewer) -> QuerySet[Initiative]:
    """Progress may be written if, and only if, the viewer works here and one of these holds:

    - the viewer keeps all action plans
    - the initiative belongs to one of the viewer's units, and the viewer leads them
    - the viewer is its accountable employee or the deputy
    """
    if viewer.staff_id is None:
        return Initiative.objects.none()
    initiatives = readable_initiatives(viewer)
    if may(viewer, Permission.WRITE_ALL_PROGRESS):
        return initiatives
    mine = Q(pk__in=[])
    for held in viewer.roles:
        if gives(held, Permission.WRITE_UNIT_PROGRESS):
            mine |= Q(unit__in=held.unit_ids)
    if may(viewer, Permission.WRITE_OWN_PROGRESS):
        mine |= Q(accountable=viewer.staff_id) | Q(deputy=viewer.staff_id)
    return initiatives.filter(mine)


def holds_office(left_on: date | None, day: date) -> bool:
    """An employee is in office on a day if, and only if, she or he has not left, or left later than that day."""
    return left_on is None or day < left_on


def is_late(state: ProgressState, ends_on: date, day: date) -> bool:
    """An initiative is late on a day if, and only if, its last day is past and it is neither done nor dropped."""
    return ends_on < day and state not in ENDED
