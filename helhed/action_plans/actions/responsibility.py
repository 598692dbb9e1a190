"""Who is responsible: for one initiative, and for all that a person leaves behind."""

from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from helhed.action_plans.models import CommunicationStep, Initiative
from helhed.action_plans.rules.communication import markable_steps
from helhed.action_plans.rules.facts import check_in_office
from helhed.action_plans.rules.initiatives import (
    assignable_initiatives,
    check_people,
    handable_initiatives,
    locked_initiative,
    still_to_be_done,
)
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer


@action
def assign_accountable(
    *, by: Viewer, initiative_id: UUID, seen_version: int, accountable_id: UUID | None, deputy_id: UUID | None
) -> None:
    """Say who is accountable for an initiative, and who the deputy is; one of each, or nobody for the time being.

    Raises `Changed` where somebody changed it since `seen_version`, and `Invalid` where a person is not there, has
    left, or would be her or his own deputy.
    """
    initiative = locked_initiative(assignable_initiatives(by), initiative_id, seen_version)
    check_people(accountable_id, deputy_id)
    before = (initiative.accountable_id, initiative.deputy_id)
    check_in_office(by, "accountable", accountable_id, before)
    check_in_office(by, "deputy", deputy_id, before)
    Initiative.objects.filter(id=initiative_id).update(
        accountable=accountable_id, deputy=deputy_id, version=F("version") + 1
    )
    record(by=by, verb=Verb.ASSIGNED_ACCOUNTABLE, kind=ObjectKind.INITIATIVE, object_id=initiative_id)


@action
def hand_over(*, by: Viewer, from_id: UUID, to_id: UUID) -> int:
    """Hand over to a colleague all that a person is responsible for and that is still to be done, in one step.

    Also where the person has left already. Where the colleague was the deputy, the place of the deputy is empty
    afterwards. Returns how many things changed hands; raises `Missing` where there are none that the viewer may hand
    over, and `Invalid` where the colleague is not there, has left, or is the person.
    """
    initiatives = list(still_to_be_done(handable_initiatives(by, from_id)).values_list("id", flat=True))
    steps = list(markable_steps(by).filter(responsible=from_id, done_on__isnull=True).values_list("id", flat=True))
    if not initiatives and not steps:
        raise Missing
    if from_id == to_id:
        raise Invalid("to", _("Choose somebody else to hand over to."))
    check_in_office(by, "to", to_id)
    _hand_over(initiatives, from_id, to_id)
    CommunicationStep.objects.filter(id__in=steps).update(responsible=to_id, version=F("version") + 1)
    record(by=by, verb=Verb.HANDED_OVER, kind=ObjectKind.STAFF, object_id=from_id)
    return len(initiatives) + len(steps)


def _hand_over(initiative_ids: list[UUID], from_id: UUID, to_id: UUID) -> None:
    """Nobody becomes her or his own deputy on the way: the deputy's place is emptied first."""
    initiatives = Initiative.objects.filter(id__in=initiative_ids)
    initiatives.update(version=F("version") + 1)
    initiatives.filter(accountable=from_id, deputy=to_id).update(deputy=None)
    initiatives.filter(accountable=to_id, deputy=from_id).update(deputy=None)
    initiatives.filter(deputy=from_id).update(deputy=to_id)
    initiatives.filter(accountable=from_id).update(accountable=to_id)
