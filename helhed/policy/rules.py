from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.models import (
    PUBLIC_STATES,
    Alignment,
    FocusArea,
    OfficialWording,
    PolicyGoal,
    SteeringDocument,
)
from helhed.policy.words import AlignmentKind, DocumentKind

LEVELS = list(DocumentKind)
End = tuple[SteeringDocument, FocusArea | None]


def readable_documents(viewer: Viewer) -> QuerySet[SteeringDocument]:
    """A steering document may be read if, and only if, it is adopted or the viewer writes steering documents."""
    documents = SteeringDocument.objects.all()
    if may(viewer, Permission.WRITE_STEERING):
        return documents
    return documents.filter(state__in=PUBLIC_STATES)


def readable_wordings(viewer: Viewer) -> QuerySet[OfficialWording]:
    """The wording of a goal may be read if, and only if, its policy may, and it is the version that stands now."""
    return OfficialWording.objects.filter(
        goal__document__in=readable_documents(viewer).values("id"), version=F("goal__document__version")
    ).select_related("goal", "focus_area")


def readable_alignments(viewer: Viewer) -> QuerySet[Alignment]:
    """A link may be read if, and only if, the documents at both its ends may."""
    readable = readable_documents(viewer).values("id")
    return Alignment.objects.filter(lower_document__in=readable, upper_document__in=readable)


def writable_documents(viewer: Viewer) -> QuerySet[SteeringDocument]:
    """A steering document may be written by hand if, and only if, the viewer writes them and it was not read in.

    What was read from a file stays as the file has it.
    """
    require(viewer, Permission.WRITE_STEERING)
    return readable_documents(viewer).filter(read_at__isnull=True)


def writable_goals(viewer: Viewer) -> QuerySet[PolicyGoal]:
    """A goal's easy wording may be written if, and only if, the viewer writes easy wordings and may read the policy."""
    require(viewer, Permission.WRITE_EASY_WORDING)
    return PolicyGoal.objects.filter(document__in=readable_documents(viewer).values("id"))


def check_link(kind: AlignmentKind, lower: SteeringDocument, upper: SteeringDocument) -> None:
    """A link can be made if, and only if, it goes up or stays on its level, and joins two different documents.

    Raises `Invalid` otherwise. Source: the steering triangle, where plans follow from policies and these from the
    vision.
    """
    if lower.id == upper.id:
        raise Invalid("upper", _("A document cannot be linked to itself. Choose another one."))
    lower_level, upper_level = LEVELS.index(DocumentKind(lower.kind)), LEVELS.index(DocumentKind(upper.kind))
    if kind == AlignmentKind.SERVES and upper_level > lower_level:
        raise Invalid("upper", _("What is served must not stand below. Turn the link around, or choose another one."))
    if kind == AlignmentKind.BESIDE and upper_level != lower_level:
        raise Invalid("upper", _("Only documents of the same kind stand beside each other."))


def check_is_new(kind: AlignmentKind, lower: End, upper: End) -> None:
    """A link is new if, and only if, it does not stand already, and neither does the same link the other way round.

    Raises `Invalid` otherwise. What stands beside a thing has that thing beside it, and nothing serves what serves it.
    """
    if Alignment.objects.filter(_joins(lower, upper) | _joins(upper, lower), kind=kind).exists():
        raise Invalid("upper", _("This link is written already."))


def _joins(lower: End, upper: End) -> Q:
    return Q(lower_document=lower[0], lower_area=lower[1], upper_document=upper[0], upper_area=upper[1])


def area_in(document: SteeringDocument, area_id: UUID | None) -> FocusArea | None:
    """The focus area of that id, if, and only if, it stands in the document. Raises `Missing` otherwise."""
    if area_id is None:
        return None
    area = FocusArea.objects.filter(document=document, id=area_id).first()
    if area is None:
        raise Missing
    return area
