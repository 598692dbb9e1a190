import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, Max, Model
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.text import slug, stem_column
from helhed.base.viewer import Viewer
from helhed.policy.models import (
    Alignment,
    FocusArea,
    Lighthouse,
    OfficialWording,
    OriginalFile,
    PolicyGoal,
    Quote,
    Section,
    SteeringDocument,
    Value,
    VisionStatement,
)
from helhed.policy.reading.read import read_policy
from helhed.policy.reading.reading import PolicyReading, ReadArea
from helhed.policy.rules import (
    End,
    area_in,
    check_is_new,
    check_link,
    readable_alignments,
    readable_documents,
    readable_wordings,
    writable_documents,
    writable_goals,
)
from helhed.policy.words import LONGEST_SLUG_OF_TITLE, LONGEST_TITLE, AlignmentKind, DocumentKind, DocumentState


@action
def read_in_policy(*, by: Viewer, file_name: str, data: bytes) -> UUID:
    """Read a policy document and keep what was found, with the file itself and its SHA-256, as a draft.

    The vision above it is written too where the document tells of one and none stands yet.
    Raises `reading.document.Unreadable` where the file cannot be read.
    """
    require(by, Permission.WRITE_STEERING)
    reading = read_policy(data)
    document = SteeringDocument.objects.create(
        kind=DocumentKind.POLICY,
        state=DocumentState.DRAFT,
        slug=_free_slug(reading.title or file_name),
        title=reading.title or file_name,
        subtitle=reading.subtitle or "",
        municipality=reading.municipality or "",
        period=reading.period or "",
        vision=reading.vision or "",
        vision_lead=reading.vision_lead or "",
        target_group=reading.target_group or "",
        predecessor_title=(reading.predecessor and reading.predecessor.title) or "",
        predecessor_period=(reading.predecessor and reading.predecessor.period) or "",
        file_name=file_name[-LONGEST_TITLE:],
        file_digest=hashlib.sha256(data).hexdigest(),
        read_at=clock.now(),
    )
    OriginalFile.objects.create(document=document, data=data)
    _add_parts(document, reading)
    _add_areas(document, reading.focus_areas)
    _add_vision_above(document, reading)
    record(by=by, verb=Verb.READ_IN_POLICY, kind=ObjectKind.STEERING_DOCUMENT, object_id=document.id)
    return document.id


def _free_slug(title: str) -> str:
    """The title as an address, with a number where it is taken; there is room for the number."""
    wanted = slug(title)[:LONGEST_SLUG_OF_TITLE].strip("-") or "dokument"
    taken = set(SteeringDocument.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


def _add_parts(document: SteeringDocument, reading: PolicyReading) -> None:
    VisionStatement.objects.bulk_create(
        VisionStatement(document=document, position=place, text=text)
        for place, text in enumerate(reading.vision_statements, 1)
    )
    Value.objects.bulk_create(
        Value(document=document, position=place, name=value.name, text=value.text or "")
        for place, value in enumerate(reading.values, 1)
    )
    Section.objects.bulk_create(
        Section(
            document=document,
            position=place,
            kind=section.kind,
            title=section.title or "",
            text=section.text or "",
            page=section.page,
        )
        for place, section in enumerate(reading.sections, 1)
    )


def _add_areas(document: SteeringDocument, read: Sequence[ReadArea]) -> None:
    areas = [
        FocusArea(
            document=document,
            position=place,
            number=area.number,
            title=area.title or "",
            intro=area.intro or "",
            goals_lead=area.goals_lead or "",
        )
        for place, area in enumerate(read, 1)
    ]
    FocusArea.objects.bulk_create(areas)
    quotes = [(area, quote) for area, found in zip(areas, read, strict=True) for quote in found.quotes]
    Quote.objects.bulk_create(
        Quote(document=document, position=place, focus_area=area, text=quote.text, source=quote.source or "")
        for place, (area, quote) in enumerate(quotes, 1)
    )
    for area, found, number in zip(areas, read, _code_numbers(read), strict=True):
        _add_goals(document, area, found, number)


def _code_numbers(read: Sequence[ReadArea]) -> list[int]:
    """What the codes of an area's goals begin with: its number where the document gives each area one of its own,
    and its place otherwise, so that no two goals get the same code.
    """
    numbers = [area.number for area in read if area.number]
    return numbers if len(set(numbers)) == len(read) else list(range(1, len(read) + 1))


def _add_goals(document: SteeringDocument, area: FocusArea, read: ReadArea, number: int) -> None:
    goals = [
        PolicyGoal(
            document=document,
            code=f"{number}.{place}",
            position=area.position * 1000 + place,
            stems=stem_column(goal.text, area.title),
        )
        for place, goal in enumerate(read.goals, 1)
    ]
    PolicyGoal.objects.bulk_create(goals)
    OfficialWording.objects.bulk_create(
        OfficialWording(
            goal=goal, focus_area=area, version=document.version, text=found.text, page=found.page, line=found.line
        )
        for goal, found in zip(goals, read.goals, strict=True)
    )


def _add_vision_above(document: SteeringDocument, reading: PolicyReading) -> None:
    standing = SteeringDocument.objects.filter(kind=DocumentKind.VISION).exists()
    if reading.upper is None or standing:
        return
    title = reading.upper.title or str(DocumentKind.VISION.label)
    vision = SteeringDocument.objects.create(
        kind=DocumentKind.VISION,
        state=DocumentState.DRAFT,
        slug=_free_slug(title),
        title=title,
        municipality=document.municipality,
    )
    _set_names(FocusArea, vision, "title", reading.upper.focus_areas)
    _set_names(Lighthouse, vision, "name", reading.upper.lighthouses)
    Alignment.objects.create(kind=AlignmentKind.SERVES, lower_document=document, upper_document=vision)


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
def adopt_document(*, by: Viewer, document_id: UUID, body: str, on: date, agenda_item: str) -> None:
    """Write that a steering document was adopted; from then on everybody may read it.

    Raises `Invalid` where no body is named, or the day has not come.
    """
    require(by, Permission.WRITE_STEERING)
    if not body.strip():
        raise Invalid("body", _("Write who adopted it."))
    if on > clock.today():
        raise Invalid("on", _("The day has not come yet. Write the day it was adopted."))
    drafts = SteeringDocument.objects.filter(id=document_id, state=DocumentState.DRAFT)
    if not drafts.update(state=DocumentState.ADOPTED, adopted_by=body, adopted_on=on, agenda_item=agenda_item):
        raise Missing
    record(by=by, verb=Verb.ADOPTED_POLICY, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


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
        slug=_free_slug(title),
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

    Raises `Changed` where somebody changed it since `seen_version`.
    """
    documents = writable_documents(by).filter(id=document_id)
    if not documents.exists():
        raise Missing
    updated = documents.filter(version=seen_version).update(
        title=title, period=period, text=text, version=F("version") + 1
    )
    if not updated:
        raise Changed
    document = documents.get()
    _set_names(FocusArea, document, "title", areas)
    _set_names(Lighthouse, document, "name", lighthouses)
    record(by=by, verb=Verb.CHANGED_DOCUMENT, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


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
    require(by, Permission.WRITE_STEERING)
    ends = {document.id: document for document in readable_documents(by).filter(id__in=[lower_id, upper_id])}
    if not {lower_id, upper_id} <= set(ends):
        raise Missing
    lower, upper = ends[lower_id], ends[upper_id]
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


@action
def write_easy_wording(*, by: Viewer, goal_id: UUID, seen_version: int, text: str) -> None:
    """Say a goal in easy words; the official wording stays as it is.

    Raises `Changed` where somebody changed it since `seen_version`.
    """
    wording = readable_wordings(by).filter(goal__in=writable_goals(by), goal=goal_id).first()
    if wording is None:
        raise Missing
    changed = PolicyGoal.objects.filter(id=goal_id, version=seen_version).update(
        easy_wording=text,
        stems=stem_column(wording.text, wording.focus_area.title, text),
        version=F("version") + 1,
    )
    if not changed:
        raise Changed
    record(by=by, verb=Verb.WROTE_EASY_WORDING, kind=ObjectKind.POLICY_GOAL, object_id=goal_id)
