"""The communication plan of a policy: who hears what, when, through what, and from whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.action_plans.models import CommunicationStep
from helhed.action_plans.rules.communication import markable_steps, readable_steps, reads_steps, writable_steps
from helhed.action_plans.rules.initiatives import holds_office
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.shown import ShownDocument
from helhed.policy.words import DocumentKind


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


@dataclass(frozen=True)
class CommunicationPlan:
    """The communication plan of a policy, for somebody who works here or writes it."""

    policy: ShownDocument
    steps: tuple[ShownStep, ...]
    may_write: bool


def reads_communication(viewer: Viewer, document: ShownDocument) -> bool:
    return document.kind == DocumentKind.POLICY and reads_steps(viewer)


def get_communication(viewer: Viewer, slug: str) -> CommunicationPlan:
    """Raises `Missing` where there is no such policy, or the viewer may not read how one plans to speak."""
    document = get_document(viewer, slug).document
    if not reads_communication(viewer, document):
        raise Missing
    return CommunicationPlan(document, tuple(list_steps(viewer, document.id)), may_write_steps(viewer))


def get_writable_communication(viewer: Viewer, slug: str) -> ShownDocument:
    """The policy whose communication plan this viewer may write, for the form."""
    found = get_communication(viewer, slug)
    if not found.may_write:
        raise Missing
    return found.policy


def get_markable_step(viewer: Viewer, step_id: UUID) -> ShownStep:
    """A step that this viewer may mark as done, for the form."""
    found = _shown(viewer, markable_steps(viewer).filter(id=step_id))
    if not found:
        raise Missing
    return found[0]


def list_held_steps(viewer: Viewer, staff_id: UUID) -> list[ShownStep]:
    """The steps still to be done that a person is responsible for, where this viewer may hand them over."""
    return _shown(viewer, markable_steps(viewer).filter(responsible=staff_id, done_on__isnull=True))


@dataclass(frozen=True)
class OwnStep:
    """A step that somebody sees to, with the address of its policy."""

    policy: str
    step: ShownStep


def list_own_steps(viewer: Viewer) -> list[OwnStep]:
    """The steps still to be done that the viewer sees to, the longest late first."""
    steps = readable_steps(viewer).filter(responsible=viewer.staff_id, responsible__isnull=False, done_on__isnull=True)
    found = steps.select_related("responsible", "policy").order_by("due_on")
    return [OwnStep(each.policy.slug, _step(each, may_mark=True)) for each in found]


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
