import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.base.decisions import check_decision
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.text import slug
from helhed.base.viewer import Viewer
from helhed.policy.content.codes import with_codes
from helhed.policy.content.storing import restored
from helhed.policy.content.tree import Content
from helhed.policy.content.typed import years_of
from helhed.policy.models import (
    PUBLIC_STATES,
    Alignment,
    Edition,
    FocusArea,
    OfficialWording,
    PolicyGoal,
    StateDecision,
    SteeringDocument,
)
from helhed.policy.words import CODE_PATTERN, LONGEST_SLUG_OF_TITLE, AlignmentKind, DocumentKind, DocumentState

LEVELS = list(DocumentKind)
End = tuple[SteeringDocument, FocusArea | None]


def readable_documents(viewer: Viewer) -> QuerySet[SteeringDocument]:
    """A steering document may be read if, and only if, one of these holds:

    - it is adopted, or its first edition is in hearing
    - the viewer writes steering documents
    """
    documents = SteeringDocument.objects.all()
    if may(viewer, Permission.WRITE_STEERING):
        return documents
    return documents.filter(state__in=PUBLIC_STATES)


def readable_editions(viewer: Viewer) -> QuerySet[Edition]:
    """An edition may be read if, and only if, one of these holds:

    - it is adopted, or in hearing
    - the viewer writes steering documents
    """
    editions = _dated(Edition.objects.select_related("document", "file"))
    if may(viewer, Permission.WRITE_STEERING):
        return editions
    return editions.filter(Q(in_force_on__isnull=False) | Q(is_in_hearing=True))


def shown_editions(viewer: Viewer) -> QuerySet[Edition]:
    """An edition is what its document shows if, and only if, it is the one that stands, or the first one while none
    stands yet."""
    return readable_editions(viewer).filter(Q(number=F("document__edition")) | Q(document__edition=0))


def _dated(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """The editions with what `state_on` asks for, and without what is large."""
    newer = Q(document=OuterRef("document"), number__gt=OuterRef("number"))
    after = Q(document__predecessor=OuterRef("document"))
    replacing = Edition.objects.filter(newer | after, in_force_on__isnull=False).order_by("in_force_on")
    hearings = StateDecision.objects.filter(edition=OuterRef("pk"), until__isnull=False, ended_on__isnull=True)
    days = {"replaced_on": Subquery(replacing.values("in_force_on")[:1]), "is_in_hearing": Exists(hearings)}
    return editions.defer("content", "file__data", "file__blocks").annotate(**days)


def state_on(edition: Edition, day: date) -> DocumentState:
    """On a day an edition is in one of these states if, and only if, none that stands above it here holds:

    - superseded: it is adopted, and what replaces it is in force that day
    - expired: it is in force and its last day is past; it is valid until a new one is
    - in force: its first day has come
    - adopted: a body has adopted it
    - in hearing: a body has sent it to hearing, and it was not taken back
    - draft
    """
    if edition.in_force_on is None:
        return DocumentState.HEARING if edition.is_in_hearing else DocumentState.DRAFT
    if edition.replaced_on and edition.replaced_on <= day:
        return DocumentState.SUPERSEDED
    if edition.in_force_on > day:
        return DocumentState.ADOPTED
    if edition.valid_until and edition.valid_until < day:
        return DocumentState.EXPIRED
    return DocumentState.IN_FORCE


def state_by_period(period: str, day: date, *, is_draft: bool) -> DocumentState:
    """On a day a document that has no editions is in one of these states if, and only if, none above it here holds:

    - draft: it is not adopted
    - adopted: the first year of its period is still to come
    - expired: the last year of its period is past; it is valid until a new one is
    - in force
    """
    if is_draft:
        return DocumentState.DRAFT
    years = years_of(period)
    if years and day.year < years[0]:
        return DocumentState.ADOPTED
    return DocumentState.EXPIRED if years and day.year > years[-1] else DocumentState.IN_FORCE


def readable_wordings(viewer: Viewer) -> QuerySet[OfficialWording]:
    """The wording of a goal may be read if, and only if, its policy may: only what was adopted has one."""
    wordings = OfficialWording.objects.filter(goal__document__in=readable_documents(viewer).values("id"))
    asked = {"written_to": _words_of("goal", "goal__easy_wording_edition")}
    return wordings.select_related("goal__document", "goal__focus_area").annotate(**asked)


def _words_of(goal: str, edition: str) -> Subquery:
    """The official words of the goal in the edition, by the names of these columns; none where it has none."""
    return Subquery(OfficialWording.objects.filter(goal=OuterRef(goal), edition=OuterRef(edition)).values("text")[:1])


def last_wordings(viewer: Viewer) -> QuerySet[OfficialWording]:
    """A wording is the last one of its goal if, and only if, it stands in the last edition that has the goal."""
    return readable_wordings(viewer).filter(edition=F("goal__edition"))


def standing_wordings(viewer: Viewer) -> QuerySet[OfficialWording]:
    """A wording stands if, and only if, it is that of the edition that stands now."""
    return readable_wordings(viewer).filter(edition=F("goal__document__edition"))


def readable_alignments(viewer: Viewer) -> QuerySet[Alignment]:
    """A link may be read if, and only if, the documents at both its ends may."""
    readable = readable_documents(viewer).values("id")
    return Alignment.objects.filter(lower_document__in=readable, upper_document__in=readable)


def writable_documents(viewer: Viewer) -> QuerySet[SteeringDocument]:
    """A steering document may be written by hand if, and only if, the viewer writes them and it has no editions.

    What has editions is changed through a draft.
    """
    require(viewer, Permission.WRITE_STEERING)
    return readable_documents(viewer).filter(edition__isnull=True)


def writable_goals(viewer: Viewer) -> QuerySet[PolicyGoal]:
    """A goal's easy wording may be written if, and only if, the viewer writes easy wordings and may read the policy."""
    require(viewer, Permission.WRITE_EASY_WORDING)
    return PolicyGoal.objects.filter(document__in=readable_documents(viewer).values("id"))


@dataclass(frozen=True)
class EasyWordings:
    """The easy wordings beside a content, by goal: those that readers see, and those written to other words."""

    fitting: Mapping[UUID, str]
    outdated: Mapping[UUID, str]


def easy_wording_goals(document: SteeringDocument) -> QuerySet[PolicyGoal]:
    """The goals of a document, each with the words that its easy wording was written to.

    An easy wording was written to these words if, and only if, they are those of the edition that it was saved beside.
    """
    asked = {"written_to": _words_of("pk", "easy_wording_edition")}
    return document.goals.annotate(**asked)


def easy_wordings_beside(edition: Edition, content: Content, goals: Mapping[UUID, PolicyGoal]) -> EasyWordings:
    """An easy wording may be read beside a goal if, and only if, it was written to the very words that the goal has in
    this content, or somebody has looked it over beside them.

    One that came with the file of a draft was written to the words of the file.
    """
    written = _waiting(edition, goals)
    written |= {
        key: (row.easy_wording, row.written_to) for key, row in goals.items() if row.easy_wording and row.edition
    }
    found = [(goal, *written[goal.id]) for goal in content.goals() if goal.id in written]
    return EasyWordings(
        {goal.id: easy for goal, easy, written_to in found if goal.text == written_to},
        {goal.id: easy for goal, easy, written_to in found if goal.text != written_to},
    )


def _waiting(edition: Edition, goals: Mapping[UUID, PolicyGoal]) -> dict[UUID, tuple[str, str | None]]:
    """The easy wordings that came with a draft, and the words that each goal had then; a goal that is in no edition yet
    came with it too."""
    came: dict[UUID, str] = {UUID(goal_id): text for goal_id, text in edition.easy_wordings.items()}
    came |= {key: row.easy_wording for key, row in goals.items() if row.easy_wording and not row.edition}
    if not came or edition.step is None:
        return {}
    read = restored(edition.steps.get(number=1).content)
    return {goal.id: (came[goal.id], goal.text) for goal in read.goals() if goal.id in came}


def continuable_policies(viewer: Viewer) -> QuerySet[SteeringDocument]:
    """A policy may be continued by a new one if, and only if, the viewer may read it and an edition of it is adopted.

    So no policy comes round to itself: what is continued was adopted before.
    """
    return readable_documents(viewer).filter(kind=DocumentKind.POLICY, edition__gte=1)


def free_slug(title: str) -> str:
    """An address is free if, and only if, no document has it: the title, with a number where it is taken; there is
    room for the number."""
    wanted = slug(title)[:LONGEST_SLUG_OF_TITLE].strip("-") or "dokument"
    taken = set(SteeringDocument.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)


def locked(viewer: Viewer, *document_ids: UUID) -> list[SteeringDocument]:
    """Documents may be written about if, and only if, the viewer writes steering documents and they are all there.

    They are given in the order asked for, and nobody else gets them until the transaction ends: they are locked in
    the order of their ids, so that two who lock the same ones wait for each other and never both. Raises `Missing`
    otherwise.
    """
    require(viewer, Permission.WRITE_STEERING)
    documents = readable_documents(viewer).filter(id__in=document_ids).order_by("id")
    found = {document.id: document for document in documents.select_for_update(of=("self",))}
    if not found.keys() >= set(document_ids):
        raise Missing
    return [found[each] for each in document_ids]


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


def goes_along(document: SteeringDocument) -> list[SteeringDocument]:
    """A document is thrown away along with another if, and only if, it came with the reading of that one, nobody has
    adopted it since, and no link joins it to a third one.

    Nobody else gets it until the transaction ends: it is locked before its links are looked at.
    """
    came = document.brought.filter(state=DocumentState.DRAFT).order_by("id").select_for_update(of=("self",))
    return [each for each in came if not _links_to_others(each, document).exists()]


def _links_to_others(document: SteeringDocument, known: SteeringDocument) -> QuerySet[Alignment]:
    links = Alignment.objects.filter(Q(lower_document=document) | Q(upper_document=document))
    return links.exclude(Q(lower_document=known) | Q(upper_document=known))


def area_in(document: SteeringDocument, area_id: UUID | None) -> FocusArea | None:
    """The focus area of that id, if, and only if, it stands in the document. Raises `Missing` otherwise."""
    if area_id is None:
        return None
    area = FocusArea.objects.filter(document=document, id=area_id).first()
    if area is None:
        raise Missing
    return area


def changeable_draft(viewer: Viewer, document_id: UUID, seen_step: int) -> Edition:
    """A draft may be changed if, and only if, all of these hold; nobody else changes it in the same transaction:

    - the viewer writes steering documents, and the document has a draft
    - it is as the viewer saw it, at `seen_step`; raises `Changed` otherwise
    - it is not in hearing, for what is heard stands still; raises `Invalid` otherwise
    """
    draft = seen_draft(viewer, document_id, seen_step)
    if draft.is_in_hearing:
        raise Invalid("draft", _("The draft is in hearing and cannot be changed. Take it back first."))
    return draft


def seen_draft(viewer: Viewer, document_id: UUID, seen_step: int | None) -> Edition:
    """A draft is as the viewer saw it if, and only if, it stands at `seen_step` (none: it does not matter).

    It is locked with its document. Raises `Changed` where it is not, also where it was adopted or discarded meanwhile,
    and `Missing` where no draft was seen and none is there.
    """
    [document] = locked(viewer, document_id)
    draft = readable_editions(viewer).filter(document=document, in_force_on__isnull=True).first()
    if seen_step is not None and document.edition is not None and (draft is None or draft.step != seen_step):
        raise Changed
    if draft is None:
        raise Missing
    return draft


def check_decision_about(document: SteeringDocument, body: str, on: date) -> None:
    """A decision about a draft can be written down if, and only if, any can, and no edition was adopted after that day.

    Raises `Invalid` otherwise.
    """
    check_decision(body, on)
    if StateDecision.objects.filter(edition__document=document, until__isnull=True, on__gt=on).exists():
        raise Invalid("on", _("The edition before was adopted later than that. Write the day it was decided."))


def adoptable(document: SteeringDocument, content: Content) -> Content:
    """The content with the codes that it gets if it is adopted, which it can be if, and only if, it holds all that a
    policy must, carries on only what its policy continues, and drops no focus area that is linked.

    What could not be adopted is not sent to hearing either. Raises `Invalid` otherwise.
    """
    check_continued(document, content)
    check_areas_stay(document, content)
    coded = with_codes(content, set(document.goals.values_list("code", flat=True)))
    check_whole(coded)
    return coded


def check_whole(content: Content) -> None:
    """A content holds all that a policy must if, and only if, all of these hold. Raises `Invalid` otherwise.

    - it has a title, and at least one focus area or goal
    - every goal is worded
    - every goal has a code of its own, fit for an address, or none yet
    """
    goals = list(content.goals())
    if not content.title.strip():
        raise Invalid("title", _("The policy has no title. Write one first."))
    if not content.areas:
        raise Invalid("goals", _("There are no focus areas and no goals to adopt. Add them first."))
    if not all(goal.text.strip() for goal in goals):
        raise Invalid("goals", _("A goal has no words. Write it, or remove it."))
    codes = Counter(goal.code for goal in goals if goal.code)
    wrong = [code for code, times in codes.items() if times > 1 or not re.fullmatch(CODE_PATTERN, code)]
    if wrong:
        raise Invalid(
            "goals", _("The code %(code)s cannot name a goal here, or names two of them.") % {"code": wrong[0]}
        )


def check_continued(document: SteeringDocument, content: Content) -> None:
    """A goal may continue others if, and only if, these are goals of the policy that its own policy continues.

    Raises `Invalid` otherwise.
    """
    continued = {old_id for goal in content.goals() for old_id in goal.continues}
    if not continued:
        return
    known = PolicyGoal.objects.filter(document=document.predecessor_id, id__in=continued)
    if document.predecessor_id is None or known.count() < len(continued):
        raise Invalid("old_ids", _("A goal can only carry on goals of an earlier policy. Choose among those."))


def check_areas_stay(document: SteeringDocument, content: Content) -> None:
    """A focus area may disappear from a policy if, and only if, no link begins or ends at it.

    Raises `Invalid` otherwise, and says which link to remove: nobody else's link is removed or moved in silence.
    """
    gone = FocusArea.objects.filter(document=document).exclude(id__in=[area.id for area in content.areas])
    link = (
        Alignment.objects.filter(Q(lower_area__in=gone) | Q(upper_area__in=gone))
        .select_related("lower_area", "upper_area", "lower_document", "upper_document")
        .first()
    )
    if link is None:
        return
    is_lower = link.lower_document_id == document.id
    area = link.lower_area if is_lower else link.upper_area
    other = link.upper_document if is_lower else link.lower_document
    raise Invalid(
        "areas",
        _("The focus area “%(area)s” is linked to “%(other)s”. Remove the link in the steering triangle first.")
        % {"area": area.title if area else "", "other": other.title},
    )
