"""The communication plan of a policy: who may read and write its steps."""

from django.db.models import Q, QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.action_plans.models import CommunicationStep
from helhed.base.viewer import Viewer
from helhed.policy.rules import readable_documents


def reads_steps(viewer: Viewer) -> bool:
    """Communication plans may be read if, and only if, the viewer works here or writes steering documents: how the
    municipality plans to speak is its own affair until it has spoken."""
    return viewer.staff_id is not None or may(viewer, Permission.WRITE_STEERING)


def readable_steps(viewer: Viewer) -> QuerySet[CommunicationStep]:
    """A step of a communication plan may be read if, and only if, its policy may, and the viewer reads such plans."""
    if not reads_steps(viewer):
        return CommunicationStep.objects.none()
    return CommunicationStep.objects.filter(policy__in=readable_documents(viewer).values("id"))


def writable_steps(viewer: Viewer) -> QuerySet[CommunicationStep]:
    """A step may be changed or removed if, and only if, the viewer writes steering documents."""
    steps = readable_steps(viewer)
    return steps if may(viewer, Permission.WRITE_STEERING) else steps.none()


def markable_steps(viewer: Viewer) -> QuerySet[CommunicationStep]:
    """A step may be marked as done if, and only if, the viewer writes steering documents or is responsible for it."""
    steps = readable_steps(viewer)
    if may(viewer, Permission.WRITE_STEERING):
        return steps
    return steps.filter(Q(responsible=viewer.staff_id, responsible__isnull=False))
