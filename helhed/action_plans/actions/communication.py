"""The communication plan of a policy, step by step."""

from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.action_plans.models import CommunicationStep
from helhed.action_plans.rules.communication import markable_steps, writable_steps
from helhed.action_plans.rules.facts import check_in_office
from helhed.action_plans.rules.milestones import check_done
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.rules import readable_documents
from helhed.policy.words import DocumentKind


@action
def add_step(
    *,
    by: Viewer,
    policy_id: UUID,
    audience: str,
    message: str,
    channel: str,
    due_on: date,
    responsible_id: UUID | None,
) -> UUID:
    """Add to the communication plan of a policy who hears what, through what, by when, and from whom.

    Raises `Missing` where there is no such policy, and `Invalid` where the responsible employee has left.
    """
    require(by, Permission.WRITE_STEERING)
    if not readable_documents(by).filter(id=policy_id, kind=DocumentKind.POLICY).exists():
        raise Missing
    _check_audience(audience)
    check_in_office(by, "responsible", responsible_id)
    step = CommunicationStep.objects.create(
        policy_id=policy_id,
        audience=audience,
        message=message,
        channel=channel,
        due_on=due_on,
        responsible_id=responsible_id,
    )
    record(by=by, verb=Verb.ADDED_COMMUNICATION, kind=ObjectKind.COMMUNICATION_STEP, object_id=step.id)
    return step.id


def _check_audience(audience: str) -> None:
    if not audience.strip():
        raise Invalid("audience", _("Write who is to hear it."))


@action
def change_step(
    *,
    by: Viewer,
    step_id: UUID,
    seen_version: int,
    audience: str,
    message: str,
    channel: str,
    due_on: date,
    responsible_id: UUID | None,
) -> None:
    """Change a step of a communication plan. Raises `Changed` where somebody changed it since `seen_version`, and
    `Invalid` where the responsible employee has left."""
    step = _locked(writable_steps(by), step_id, seen_version)
    _check_audience(audience)
    check_in_office(by, "responsible", responsible_id, (step.responsible_id,))
    CommunicationStep.objects.filter(id=step_id).update(
        audience=audience,
        message=message,
        channel=channel,
        due_on=due_on,
        responsible=responsible_id,
        version=F("version") + 1,
    )
    record(by=by, verb=Verb.CHANGED_COMMUNICATION, kind=ObjectKind.COMMUNICATION_STEP, object_id=step_id)


@action
def remove_step(*, by: Viewer, step_id: UUID) -> None:
    """Remove a step that should not have been written."""
    _locked(writable_steps(by), step_id, None).delete()
    record(by=by, verb=Verb.REMOVED_COMMUNICATION, kind=ObjectKind.COMMUNICATION_STEP, object_id=step_id)


@action
def mark_step_done(*, by: Viewer, step_id: UUID, seen_version: int, done_on: date) -> None:
    """Write that a step was done, and when. Raises `Changed` where somebody changed it since `seen_version`, and
    `Invalid` where the day has not come."""
    _locked(markable_steps(by), step_id, seen_version)
    check_done(done_on)
    CommunicationStep.objects.filter(id=step_id).update(done_on=done_on, version=F("version") + 1)
    record(by=by, verb=Verb.DID_COMMUNICATION, kind=ObjectKind.COMMUNICATION_STEP, object_id=step_id)


@action
def undo_step(*, by: Viewer, step_id: UUID, seen_version: int) -> None:
    """Write that a step was not done after all. Raises `Missing` where it was not said to be."""
    if _locked(markable_steps(by), step_id, seen_version).done_on is None:
        raise Missing
    CommunicationStep.objects.filter(id=step_id).update(done_on=None, version=F("version") + 1)
    record(by=by, verb=Verb.UNDID_COMMUNICATION, kind=ObjectKind.COMMUNICATION_STEP, object_id=step_id)


def _locked(steps: QuerySet[CommunicationStep], step_id: UUID, seen_version: int | None) -> CommunicationStep:
    step = steps.select_for_update(of=("self",)).filter(id=step_id).first()
    if step is None:
        raise Missing
    if seen_version is not None and step.version != seen_version:
        raise Changed
    return step
