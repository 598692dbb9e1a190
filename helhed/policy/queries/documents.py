"""The steering documents: all of them, the policies in a list, one of them in an edition, and the file it came from."""

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.content.codes import with_codes
from helhed.policy.content.storing import restored
from helhed.policy.content.tree import ContentArea
from helhed.policy.models import Alignment, DraftStep, Edition, FocusArea, Lighthouse, PolicyGoal, SteeringDocument
from helhed.policy.queries.shown import (
    PolicyContent,
    PolicyLink,
    ShownArea,
    ShownDocument,
    ShownEdition,
    ShownEnd,
    ShownGoal,
    ShownLink,
    ShownQuote,
    ShownSection,
    Source,
)
from helhed.policy.rules import (
    EasyWordings,
    easy_wording_goals,
    easy_wordings_beside,
    readable_alignments,
    readable_documents,
    readable_editions,
    shown_editions,
    state_by_period,
    state_on,
    writable_documents,
)
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState, SectionKind

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ListedPolicy(ShownDocument):
    """A policy in a list, with its state today, and how much stands in the edition that is shown."""

    state: DocumentState
    adopted_on: date | None
    area_count: int
    goal_count: int


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
    """Every steering document with the focus areas that stand, and what serves what."""
    documents = {document.id: ShownDocument.of(document) for document in readable_documents(viewer)}
    lighthouses: dict[UUID, list[str]] = defaultdict(list)
    for lighthouse in Lighthouse.objects.filter(document__in=list(documents)):
        lighthouses[lighthouse.document_id].append(lighthouse.name)
    return Steering(
        documents=tuple(documents.values()),
        areas={key: tuple(found) for key, found in _standing_areas(documents).items()},
        lighthouses={key: tuple(names) for key, names in lighthouses.items()},
        links=tuple(_links(readable_alignments(viewer))),
    )


def states_today(viewer: Viewer, documents: Iterable[ShownDocument]) -> dict[UUID, DocumentState]:
    """How far each of the documents has come today, in one query."""
    editions = {edition.document_id: edition for edition in shown_editions(viewer)}
    return {document.id: _state_today(document, editions.get(document.id)) for document in documents}


def areas_of(viewer: Viewer, document_ids: Iterable[UUID]) -> dict[UUID, list[ShownArea]]:
    """The focus areas that stand of these documents, without their goals."""
    readable = readable_documents(viewer).filter(id__in=list(document_ids))
    return _standing_areas(readable.values_list("id", flat=True))


def _standing_areas(document_ids: Iterable[UUID]) -> dict[UUID, list[ShownArea]]:
    areas: dict[UUID, list[ShownArea]] = defaultdict(list)
    for area in FocusArea.objects.filter(document__in=list(document_ids)):
        areas[area.document_id].append(ShownArea(area.id, area.position, area.number, area.title))
    return areas


def list_policies(viewer: Viewer, *, state: str = "", words: str = "") -> list[ListedPolicy]:
    """The policies that are in this state today, and whose title or period holds all the words, in five queries."""
    documents = readable_documents(viewer).filter(kind=DocumentKind.POLICY)
    editions = {edition.document_id: edition for edition in shown_editions(viewer)}
    counts = _counts(editions)
    listed = [_listed(document, editions.get(document.id), counts) for document in documents]
    wanted = words.casefold().split()
    return [
        policy
        for policy in listed
        if (not state or policy.state == state) and all(word in _searched(policy) for word in wanted)
    ]


def _searched(policy: ListedPolicy) -> str:
    return f"{policy.title} {policy.subtitle} {policy.period} {policy.municipality}".casefold()


def _listed(
    document: SteeringDocument, edition: Edition | None, counts: Mapping[UUID, tuple[int, int]]
) -> ListedPolicy:
    areas, goals = counts.get(document.id, (0, 0))
    shown = ShownDocument.of(document)
    return ListedPolicy(
        **vars(shown),
        state=_state_today(shown, edition),
        adopted_on=document.adopted_on,
        area_count=areas,
        goal_count=goals,
    )


def _state_today(document: ShownDocument, edition: Edition | None) -> DocumentState:
    """By the edition that the document shows, and by its period where it has none."""
    if edition:
        return state_on(edition, clock.today())
    return state_by_period(document.period, clock.today(), is_draft=document.is_draft)


def _counts(editions: Mapping[UUID, Edition]) -> dict[UUID, tuple[int, int]]:
    """How many areas and goals each document shows: counted in its rows, and in a draft while none stands."""
    areas = dict(FocusArea.objects.values_list("document").annotate(Count("id")).order_by())
    standing = PolicyGoal.objects.filter(edition=F("document__edition"))
    goals = dict(standing.values_list("document").annotate(Count("id")).order_by())
    counts = {document_id: (areas[document_id], goals.get(document_id, 0)) for document_id in areas}
    drafts = [edition.id for edition in editions.values() if edition.step]
    for step in DraftStep.objects.filter(edition__in=drafts, number=F("edition__step")).select_related("edition"):
        content = restored(step.content)
        counts[step.edition.document_id] = len(content.areas), len(list(content.goals()))
    return counts


def get_document(viewer: Viewer, slug: str, *, on: date | None = None) -> PolicyContent:
    """A steering document of any kind with all its parts, in a number of queries that its size does not change.

    It is shown as it stands now, or as it was in force `on` a day; where it was not, as it stands.
    """
    return _shown(viewer, readable_documents(viewer).filter(slug=slug), on=on)


def get_document_by_id(viewer: Viewer, document_id: UUID) -> PolicyContent:
    return _shown(viewer, readable_documents(viewer).filter(id=document_id))


def get_edition(viewer: Viewer, slug: str, number: int) -> PolicyContent:
    """A policy as one of its editions has it: an earlier one, the one that stands, or the draft of the next."""
    return _shown(viewer, readable_documents(viewer).filter(slug=slug), number=number)


def get_writable_document(viewer: Viewer, document_id: UUID) -> PolicyContent:
    """A document that this viewer may write by hand, for the form."""
    return _shown(viewer, writable_documents(viewer).filter(id=document_id))


def list_writable_documents(viewer: Viewer) -> list[ShownDocument]:
    return [ShownDocument.of(document) for document in writable_documents(viewer)]


def _shown(
    viewer: Viewer, documents: QuerySet[SteeringDocument], *, number: int | None = None, on: date | None = None
) -> PolicyContent:
    document = documents.select_related("predecessor").first()
    if document is None or (document.edition is None and number is not None):
        raise Missing
    links = readable_alignments(viewer).filter(Q(lower_document=document) | Q(upper_document=document))
    shown_links = tuple(_links(links))
    if document.edition is None:
        return _written_by_hand(document, shown_links)
    editions = list(readable_editions(viewer).filter(document=document).prefetch_related("decisions"))
    wanted = number if number is not None else _number_on(document.edition or 1, editions, on)
    edition = next((each for each in editions if each.number == wanted), None)
    if edition is None:
        raise Missing
    return _of_edition(viewer, document, edition, editions, shown_links)


def _number_on(standing: int, editions: Iterable[Edition], day: date | None) -> int:
    """The edition that was in force on the day; the standing one where none was."""
    in_force = [each.number for each in editions if day and each.in_force_on and each.in_force_on <= day]
    return max(in_force, default=standing)


def _written_by_hand(document: SteeringDocument, links: tuple[ShownLink, ...]) -> PolicyContent:
    shown = ShownDocument.of(document)
    return PolicyContent(
        document=shown,
        state=_state_today(shown, None),
        adopted=(document.adopted_by, document.adopted_on, document.agenda_item) if document.adopted_on else None,
        areas=tuple(_standing_areas([document.id])[document.id]),
        lighthouses=tuple(document.lighthouses.values_list("name", flat=True)),
        links=links,
    )


def _of_edition(
    viewer: Viewer,
    document: SteeringDocument,
    edition: Edition,
    editions: list[Edition],
    links: tuple[ShownLink, ...],
) -> PolicyContent:
    rows = {goal.id: goal for goal in easy_wording_goals(document)}
    content = with_codes(restored(edition.stored_content()), {goal.code for goal in rows.values()})
    easy = easy_wordings_beside(edition, content, rows)
    today = clock.today()
    shown = ShownEdition.of(edition, state_on(edition, today))
    return PolicyContent(
        document=ShownDocument.of(document, content),
        state=shown.state,
        edition=edition.number,
        editions=tuple(ShownEdition.of(each, state_on(each, today)) for each in editions),
        adopted=shown.adopted,
        source=Source.of(edition.file),
        predecessor_policy=PolicyLink.of(document.predecessor) if document.predecessor else None,
        successors=tuple(map(PolicyLink.of, readable_documents(viewer).filter(predecessor=document))),
        vision=content.vision,
        target_group=content.target_group,
        predecessor=" ".join(filter(None, [content.predecessor_title, content.predecessor_period])),
        statements_lead=content.vision_lead,
        statements=content.statements,
        values=tuple((value.name, value.text) for value in content.values),
        sections=tuple(
            ShownSection(SectionKind(section.kind), section.title, section.text, section.page)
            for section in content.sections
        ),
        areas=tuple(_area(document, area, place, rows, easy) for place, area in enumerate(content.areas, 1)),
        links=links,
        outdated_easy_wordings=len(easy.outdated) if _is_looked_over_by(viewer, edition) else 0,
    )


def _is_looked_over_by(viewer: Viewer, edition: Edition) -> bool:
    """Easy wordings are looked over beside the edition that stands."""
    return edition.number == edition.document.edition and may(viewer, Permission.WRITE_EASY_WORDING)


def _area(
    document: SteeringDocument, area: ContentArea, place: int, rows: Mapping[UUID, PolicyGoal], easy: EasyWordings
) -> ShownArea:
    return ShownArea(
        id=area.id,
        place=place,
        number=area.number,
        title=area.title,
        intro=area.intro,
        goals_lead=area.goals_lead,
        goals=tuple(
            ShownGoal.of_content(goal, document, rows.get(goal.id), easy.fitting, (area, place), number)
            for number, goal in enumerate(area.goals, 1)
        ),
        quotes=tuple(ShownQuote(quote.text, quote.source) for quote in area.quotes),
    )


def get_file(viewer: Viewer, slug: str, edition: int | None = None) -> tuple[str, bytes]:
    """The name and the bytes of the file that an edition (none: the one that is shown) was read from, as it came.

    Where the bytes are not those that came, by their digest, there is no file to give; the log of the service says so.
    """
    editions = shown_editions(viewer) if edition is None else readable_editions(viewer).filter(number=edition)
    found = editions.filter(document__slug=slug).first()
    if found is None or found.file is None:
        raise Missing
    data = bytes(found.file.data)
    if hashlib.sha256(data).hexdigest() != found.file.digest:
        _log.error("The file %s is not as it was read in; it is not given out.", found.file.id)
        raise Missing
    return found.file.name, data


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
    shown = ShownDocument.of(document)
    return ShownEnd(shown, area.position, area.title, area.id) if area else ShownEnd(shown)
