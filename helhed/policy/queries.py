from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.base.errors import Missing
from helhed.base.text import stems
from helhed.base.viewer import Viewer
from helhed.policy.models import Alignment, FocusArea, Lighthouse, OfficialWording, Quote, SteeringDocument
from helhed.policy.rules import (
    readable_alignments,
    readable_documents,
    readable_wordings,
    writable_documents,
    writable_goals,
)
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState, SectionKind

MOST_SEARCH_WORDS = 12


@dataclass(frozen=True)
class ShownDocument:
    id: UUID
    slug: str
    kind: DocumentKind
    title: str
    subtitle: str
    period: str
    municipality: str
    text: str
    is_draft: bool
    version: int
    was_read: bool


@dataclass(frozen=True)
class ShownEnd:
    """One end of a link: a document, or a focus area in it (`place` is its place there)."""

    document: ShownDocument
    place: int | None = None
    area: str = ""
    area_id: UUID | None = None

    @property
    def title(self) -> str:
        return self.area or self.document.title


@dataclass(frozen=True)
class ShownLink:
    id: UUID
    kind: AlignmentKind
    lower: ShownEnd
    upper: ShownEnd


@dataclass(frozen=True)
class ShownQuote:
    text: str
    source: str


@dataclass(frozen=True)
class ShownGoal:
    id: UUID
    policy: str
    code: str
    position: int
    text: str
    easy_wording: str
    version: int
    area_place: int
    area: str
    page: int | None
    line: int | None


@dataclass(frozen=True)
class ShownArea:
    id: UUID
    place: int
    number: int | None
    title: str
    intro: str
    goals_lead: str = ""
    goals: tuple[ShownGoal, ...] = ()
    quotes: tuple[ShownQuote, ...] = ()


@dataclass(frozen=True)
class ShownSection:
    kind: SectionKind
    title: str
    text: str
    page: int | None

    @property
    def heading(self) -> str:
        return self.title or str(self.kind.label)


@dataclass(frozen=True)
class Source:
    """Where a document that was read comes from."""

    file_name: str
    digest: str
    read_at: datetime


@dataclass(frozen=True)
class PolicyContent:
    document: ShownDocument
    vision: str
    target_group: str
    predecessor: str
    adopted: tuple[str, date, str] | None
    source: Source | None
    statements_lead: str
    statements: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    sections: tuple[ShownSection, ...]
    areas: tuple[ShownArea, ...]
    lighthouses: tuple[str, ...]
    links: tuple[ShownLink, ...]

    @property
    def goal_count(self) -> int:
        return sum(len(area.goals) for area in self.areas)


@dataclass(frozen=True)
class Steering:
    """All that the steering triangle shows."""

    documents: tuple[ShownDocument, ...]
    areas: dict[UUID, tuple[ShownArea, ...]]
    lighthouses: dict[UUID, tuple[str, ...]]
    links: tuple[ShownLink, ...]

    def of_kind(self, kind: DocumentKind) -> tuple[ShownDocument, ...]:
        return tuple(document for document in self.documents if document.kind == kind)


def get_steering(viewer: Viewer) -> Steering:
    """Every steering document with its focus areas, and what serves what."""
    documents = {document.id: _document(document) for document in readable_documents(viewer)}
    areas: dict[UUID, list[ShownArea]] = defaultdict(list)
    for area in FocusArea.objects.filter(document__in=list(documents)):
        areas[area.document_id].append(_area(area))
    lighthouses: dict[UUID, list[str]] = defaultdict(list)
    for lighthouse in Lighthouse.objects.filter(document__in=list(documents)):
        lighthouses[lighthouse.document_id].append(lighthouse.name)
    return Steering(
        documents=tuple(documents.values()),
        areas={key: tuple(found) for key, found in areas.items()},
        lighthouses={key: tuple(names) for key, names in lighthouses.items()},
        links=tuple(_links(readable_alignments(viewer))),
    )


def list_policies(viewer: Viewer) -> list[ShownDocument]:
    return [_document(document) for document in readable_documents(viewer).filter(kind=DocumentKind.POLICY)]


def get_document(viewer: Viewer, slug: str) -> PolicyContent:
    """A steering document of any kind with all its parts, in a number of queries that its size does not change."""
    return _content(viewer, readable_documents(viewer).filter(slug=slug).first())


def get_document_by_id(viewer: Viewer, document_id: UUID) -> PolicyContent:
    return _content(viewer, readable_documents(viewer).filter(id=document_id).first())


def _content(viewer: Viewer, document: SteeringDocument | None) -> PolicyContent:
    if document is None:
        raise Missing
    links = readable_alignments(viewer).filter(Q(lower_document=document) | Q(upper_document=document))
    return PolicyContent(
        document=_document(document),
        vision=document.vision,
        target_group=document.target_group,
        predecessor=" ".join(filter(None, [document.predecessor_title, document.predecessor_period])),
        adopted=_adoption(document),
        source=_source(document),
        statements_lead=document.vision_lead,
        statements=tuple(document.visionstatements.values_list("text", flat=True)),
        values=tuple(document.values.values_list("name", "text")),
        sections=tuple(
            ShownSection(SectionKind(section.kind), section.title, section.text, section.page)
            for section in document.sections.all()
        ),
        areas=tuple(_areas_with_goals(viewer, document)),
        lighthouses=tuple(document.lighthouses.values_list("name", flat=True)),
        links=tuple(_links(links)),
    )


def _adoption(document: SteeringDocument) -> tuple[str, date, str] | None:
    if document.adopted_on is None:
        return None
    return document.adopted_by, document.adopted_on, document.agenda_item


def _source(document: SteeringDocument) -> Source | None:
    if document.read_at is None:
        return None
    return Source(document.file_name, document.file_digest, document.read_at)


def _areas_with_goals(viewer: Viewer, document: SteeringDocument) -> Iterable[ShownArea]:
    goals: dict[UUID, list[ShownGoal]] = defaultdict(list)
    for wording in readable_wordings(viewer).filter(goal__document=document).order_by("goal__position"):
        goals[wording.focus_area_id].append(_goal(wording, document.slug))
    quotes: dict[UUID | None, list[ShownQuote]] = defaultdict(list)
    for quote in Quote.objects.filter(document=document):
        quotes[quote.focus_area_id].append(ShownQuote(quote.text, quote.source))
    for area in document.focusareas.all():
        yield _area(area, goals[area.id], quotes[area.id])


def get_goal(viewer: Viewer, slug: str, code: str) -> ShownGoal:
    wording = readable_wordings(viewer).filter(goal__document__slug=slug, goal__code=code).first()
    if wording is None:
        raise Missing
    return _goal(wording, slug)


def get_writable_goal(viewer: Viewer, slug: str, code: str) -> ShownGoal:
    """A goal whose easy wording this viewer may write, for the form."""
    if not writable_goals(viewer).filter(document__slug=slug, code=code).exists():
        raise Missing
    return get_goal(viewer, slug, code)


def goals_by_id(viewer: Viewer, goal_ids: Iterable[UUID]) -> dict[UUID, ShownGoal]:
    """The goals of these ids that the viewer may read."""
    wordings = readable_wordings(viewer).filter(goal__in=list(goal_ids)).select_related("goal__document")
    return {wording.goal_id: _goal(wording, wording.goal.document.slug) for wording in wordings}


def search_goals(viewer: Viewer, text: str) -> list[ShownGoal]:
    """The goals in which every word of the text stands, in whatever form or as part of a longer word.

    Goals where each word stands as a word of its own come first.
    """
    searched = stems(text)[:MOST_SEARCH_WORDS]
    if not searched:
        return []
    wordings = readable_wordings(viewer).select_related("goal__document")
    for stem in searched:
        wordings = wordings.filter(goal__stems__contains=stem)
    found = sorted(
        wordings,
        key=lambda wording: (
            not all(f" {stem} " in wording.goal.stems for stem in searched),
            wording.goal.document.title,
            wording.goal.document.slug,
            wording.goal.position,
        ),
    )
    return [_goal(wording, wording.goal.document.slug) for wording in found]


def get_writable_document(viewer: Viewer, document_id: UUID) -> PolicyContent:
    """A document that this viewer may write by hand, for the form."""
    return _content(viewer, writable_documents(viewer).filter(id=document_id).first())


def list_writable_documents(viewer: Viewer) -> list[ShownDocument]:
    return [_document(document) for document in writable_documents(viewer)]


def get_file(viewer: Viewer, slug: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that was read, just as it came."""
    document = readable_documents(viewer).filter(slug=slug).select_related("original").first()
    if document is None or document.read_at is None:
        raise Missing
    return document.file_name, bytes(document.original.data)


def link_choices(viewer: Viewer) -> list[ShownEnd]:
    """Everything a link can begin or end at: each document, followed by its focus areas."""
    require(viewer, Permission.WRITE_STEERING)
    steering = get_steering(viewer)
    ends: list[ShownEnd] = []
    for document in steering.documents:
        ends.append(ShownEnd(document))
        ends += [ShownEnd(document, area.place, area.title, area.id) for area in steering.areas.get(document.id, ())]
    return ends


def _links(alignments: QuerySet[Alignment]) -> Iterable[ShownLink]:
    joined = alignments.select_related("lower_document", "upper_document", "lower_area", "upper_area")
    for link in joined.order_by("-kind", "upper_document__title", "upper_area__position", "lower_area__position", "id"):
        yield ShownLink(
            id=link.id,
            kind=AlignmentKind(link.kind),
            lower=_end(link.lower_document, link.lower_area),
            upper=_end(link.upper_document, link.upper_area),
        )


def _end(document: SteeringDocument, area: FocusArea | None) -> ShownEnd:
    if area is None:
        return ShownEnd(_document(document))
    return ShownEnd(_document(document), area.position, area.title, area.id)


def _document(document: SteeringDocument) -> ShownDocument:
    return ShownDocument(
        id=document.id,
        slug=document.slug,
        kind=DocumentKind(document.kind),
        title=document.title,
        subtitle=document.subtitle,
        period=document.period,
        municipality=document.municipality,
        text=document.text,
        is_draft=document.state == DocumentState.DRAFT,
        version=document.version,
        was_read=document.read_at is not None,
    )


def _area(area: FocusArea, goals: Iterable[ShownGoal] = (), quotes: Iterable[ShownQuote] = ()) -> ShownArea:
    return ShownArea(
        id=area.id,
        place=area.position,
        number=area.number,
        title=area.title,
        intro=area.intro,
        goals_lead=area.goals_lead,
        goals=tuple(goals),
        quotes=tuple(quotes),
    )


def _goal(wording: OfficialWording, slug: str) -> ShownGoal:
    return ShownGoal(
        id=wording.goal_id,
        policy=slug,
        code=wording.goal.code,
        position=wording.goal.position,
        text=wording.text,
        easy_wording=wording.goal.easy_wording,
        version=wording.goal.version,
        area_place=wording.focus_area.position,
        area=wording.focus_area.title,
        page=wording.page,
        line=wording.line,
    )
