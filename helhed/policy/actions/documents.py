"""What is written by hand: the documents that have no editions, and what serves what."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Max, Model
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.models import Alignment, FocusArea, Lighthouse, SteeringDocument
from helhed.policy.rules import (
    End,
    area_in,
    check_is_new,
    check_link,
    free_slug,
    locked,
    readable_alignments,
    writable_documents,
)
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState


@action
def add_document(
    *,
    by: Viewer,
    kind: DocumentKind,
    title: str,
    subtitle: str = "",
    period: str = "",
    text: str = "",
    areas: Sequence[str] = (),
    lighthouses: Sequence[str] = (),
) -> UUID:
    """Write a steering document by hand; it is shown to all at once, because the council has it already."""
    require(by, Permission.WRITE_STEERING)
    document = SteeringDocument.objects.create(
        kind=kind,
        state=DocumentState.ADOPTED,
        slug=free_slug(title),
        title=title,
        subtitle=subtitle,
        period=period,
        text=text,
    )
    _set_names(FocusArea, document, "title", areas)
    _set_names(Lighthouse, document, "name", lighthouses)
    record(by=by, verb=Verb.ADDED_DOCUMENT, kind=ObjectKind.STEERING_DOCUMENT, object_id=document.id)
    return document.id


@action
def change_document(
    *,
    by: Viewer,
    document_id: UUID,
    seen_version: int,
    title: str,
    period: str,
    text: str,
    areas: Sequence[str],
    lighthouses: Sequence[str],
) -> None:
    """Change a steering document that was written by hand; its address stays.

    One that came along with a policy that was read in is a draft until it is saved so: then a person has looked at
    what the council has adopted, and it is shown to all.
    Raises `Changed` where somebody changed it since `seen_version`.
    """
    documents = writable_documents(by).filter(id=document_id)
    if not documents.exists():
        raise Missing
    updated = documents.filter(version=seen_version).update(
        state=DocumentState.ADOPTED, title=title, period=period, text=text, version=F("version") + 1
    )
    if not updated:
        raise Changed
    document = documents.get()
    _set_names(FocusArea, document, "title", areas)
    _set_names(Lighthouse, document, "name", lighthouses)
    record(by=by, verb=Verb.CHANGED_DOCUMENT, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


def _set_names(model: type[Model], document: SteeringDocument, field: str, names: Sequence[str]) -> None:
    """Let the parts of a document be these, in this order; what stands under an old name keeps its links.

    Raises `Invalid` where a part that something is linked to would disappear.
    """
    names = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    parts = model._default_manager.filter(document=document)
    try:
        parts.exclude(**{f"{field}__in": names}).delete()
    except ProtectedError as problem:
        raise Invalid(
            "areas", _("A focus area that something serves cannot be removed. Remove the link first.")
        ) from problem
    highest = parts.aggregate(highest=Max("position"))["highest"] or 0
    parts.update(position=F("position") + highest + len(names))
    for place, name in enumerate(names, 1):
        if not parts.filter(**{field: name}).update(position=place):
            model._default_manager.create(**{"document": document, "position": place, field: name})


@action
def add_link(
    *,
    by: Viewer,
    kind: AlignmentKind,
    lower_id: UUID,
    upper_id: UUID,
    lower_area_id: UUID | None = None,
    upper_area_id: UUID | None = None,
) -> UUID:
    """Write that a document, or one focus area of it, serves or stands beside another.

    Raises `Missing` where an end is not there, and `Invalid` where the link makes no sense or stands already.
    """
    lower, upper = locked(by, lower_id, upper_id)
    check_link(kind, lower, upper)
    lower_end: End = (lower, area_in(lower, lower_area_id))
    upper_end: End = (upper, area_in(upper, upper_area_id))
    check_is_new(kind, lower_end, upper_end)
    link = Alignment.objects.create(
        kind=kind,
        lower_document=lower,
        lower_area=lower_end[1],
        upper_document=upper,
        upper_area=upper_end[1],
    )
    record(by=by, verb=Verb.ADDED_LINK, kind=ObjectKind.ALIGNMENT, object_id=link.id)
    return link.id


@action
def remove_link(*, by: Viewer, link_id: UUID) -> None:
    """Remove that one thing serves, or stands beside, another."""
    require(by, Permission.WRITE_STEERING)
    removed, _kinds = readable_alignments(by).filter(id=link_id).delete()
    if not removed:
        raise Missing
    record(by=by, verb=Verb.REMOVED_LINK, kind=ObjectKind.ALIGNMENT, object_id=link_id)
