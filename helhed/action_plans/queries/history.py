"""Who changed what in an action plan and its initiatives."""

from functools import partial
from uuid import UUID

from helhed.action_plans.models import ActionPlan, Initiative
from helhed.action_plans.rules.initiatives import initiatives_with_history
from helhed.action_plans.rules.plans import plans_with_history
from helhed.audit.queries import History, get_history
from helhed.base.viewer import Viewer
from helhed.organisation.queries import names_of_staff, names_of_units


def get_plan_history(viewer: Viewer, plan_id: UUID) -> History | None:
    """Who changed what in an action plan; none where the viewer may not know."""
    if not plans_with_history(viewer).filter(id=plan_id).exists():
        return None
    return get_history(viewer, ActionPlan, [plan_id], {})


def get_initiative_history(viewer: Viewer, initiative_id: UUID) -> History | None:
    """Who changed what in an initiative; none where the viewer may not know."""
    if not initiatives_with_history(viewer).filter(id=initiative_id).exists():
        return None
    staff = partial(names_of_staff, viewer)
    names = {"unit_id": partial(names_of_units, viewer), "accountable_id": staff, "deputy_id": staff}
    return get_history(viewer, Initiative, [initiative_id], names)
