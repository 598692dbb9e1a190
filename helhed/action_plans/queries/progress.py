"""How the initiatives go: the story of one, and what is due from this viewer today."""

from dataclasses import dataclass
from uuid import UUID

from helhed.action_plans.models import ProgressUpdate
from helhed.action_plans.queries.initiatives import list_updatable
from helhed.action_plans.queries.people import list_vacancies
from helhed.action_plans.queries.shown import ShownInitiative, ShownUpdate
from helhed.action_plans.rules.initiatives import keeps_progress, readable_initiatives
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer


@dataclass(frozen=True)
class OwnWork:
    """What waits for somebody today: updates to write, and initiatives that nobody is accountable for."""

    due: tuple[ShownInitiative, ...]
    vacancies: tuple[ShownInitiative, ...]


def list_updates(viewer: Viewer, initiative_id: UUID) -> list[ShownUpdate]:
    """The whole story of an initiative, newest first."""
    updates = ProgressUpdate.objects.filter(initiative__in=readable_initiatives(viewer), initiative=initiative_id)
    return [ShownUpdate.of(update) for update in updates.select_related("by")]


def get_own_work(viewer: Viewer) -> OwnWork:
    """Raises `NotAllowed` where nothing can ever wait for the viewer."""
    if not keeps_progress(viewer):
        raise NotAllowed
    return OwnWork(tuple(list_due(viewer)), tuple(list_vacancies(viewer)))


def list_due(viewer: Viewer) -> list[ShownInitiative]:
    """*Mine initiativer*: those whose update is due today, the longest waiting first.

    They are the viewer's own, as accountable or deputy, and the vacant ones of the units that the viewer leads.
    """
    if viewer.staff_id is None or not keeps_progress(viewer):
        return []
    mine = [each for each in list_updatable(viewer) if each.is_update_due and _waits_for(viewer, each)]
    return sorted(mine, key=lambda each: (each.update_due_on, each.plan, each.number))


def _waits_for(viewer: Viewer, initiative: ShownInitiative) -> bool:
    is_own = viewer.staff_id in (initiative.accountable_id, initiative.deputy_id)
    return is_own or (initiative.is_vacant and _leads(viewer, initiative.unit_id))


def _leads(viewer: Viewer, unit_id: UUID) -> bool:
    return any(held.role is Role.LEADER and unit_id in held.unit_ids for held in viewer.roles)
