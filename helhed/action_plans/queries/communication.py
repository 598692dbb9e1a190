"""The communication plan of a policy: who hears what, when, through what, and from whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.action_plans.models import CommunicationStep
from helhed.action_plans.rules.communication import markable_steps, readable_steps, writable_steps
from helhed.action_plans.rules.initiatives import holds_office
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer


@dataclass(frozen=True)
class ShownStep:
    """A step of a communication plan; `responsible` is empty while nobody is."""

    id: UUID
    policy_id: UUID
    audience: str
    message: str
    channel: str
    due_on: date
    responsible: str
    responsible_id: UUID | None
    done_on: date | None
    version: int
    is_late: bool
    may_mark: bool


def list_steps(viewer: Viewer, policy_id: UUID) -> list[ShownStep]:
    return _shown(viewer, readable_steps(viewer).filter(policy=policy_id))


def list_held_steps(viewer: Viewer, staff_id: UUID) -> list[ShownStep]:
    """The steps still to be done that a person is responsible for, where this viewer may hand them over."""
    return _shown(viewer, markable_steps(viewer).filter(responsible=staff_id, done_on__isnull=True))


def get_writable_step(viewer: Viewer, step_id: UUID) -> ShownStep:
    """A step that this viewer may change, for the form."""
    found = _shown(viewer, writable_steps(viewer).filter(id=step_id))
    if not found:
        raise Missing
    return found[0]


def may_write_steps(viewer: Viewer) -> bool:
    return may(viewer, Permission.WRITE_STEERING)


def _shown(viewer: Viewer, steps: QuerySet[CommunicationStep]) -> list[ShownStep]:
    markable = set(markable_steps(viewer).values_list("id", flat=True))
    return [_step(step, step.id in markable) for step in steps.select_related("responsible")]


def _step(step: CommunicationStep, may_mark: bool) -> ShownStep:
    responsible, today = step.responsible, clock.today()
    return ShownStep(
        id=step.id,
        policy_id=step.policy_id,
        audience=step.audience,
        message=step.message,
        channel=step.channel,
        due_on=step.due_on,
        responsible=responsible.name if responsible and holds_office(responsible.left_on, today) else "",
        responsible_id=step.responsible_id,
        done_on=step.done_on,
        version=step.version,
        is_late=step.done_on is None and step.due_on < today,
        may_mark=may_mark,
    )
