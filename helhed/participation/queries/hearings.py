"""The hearings: all that the viewer may read, one of them whole, and those that wait for the viewer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.action_plans.queries.plans import list_plans
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.text import alphabetical
from helhed.base.viewer import Viewer
from helhed.participation.models import Hearing, HearingAnswer, HearingInvitation
from helhed.participation.queries.answers import ShownAnswer, answers_to
from helhed.participation.rules import (
    EVERYBODY,
    answerable_hearings,
    changeable_hearings,
    own_hearings,
    own_invitations,
    readable_hearings,
    state_on,
    typable_hearings,
)
from helhed.participation.words import HearingKind, HearingOrder, HearingState
from helhed.policy.queries.shown import ShownEdition
from helhed.policy.rules import readable_editions
from helhed.policy.rules import state_on as edition_state_on
from helhed.policy.words import DocumentState


@dataclass(frozen=True)
class Subject:
    """What a hearing is about: an edition of a policy, an action plan, or what stands at a path."""

    kind: HearingKind
    title: str
    policy: str = ""
    edition: int | None = None
    plan: str = ""
    path: str = ""


@dataclass(frozen=True)
class ListedHearing:
    """A hearing in a list. `ends_on` is the last day to answer, or that on which it was closed early."""

    id: UUID
    slug: str
    title: str
    subject: Subject
    state: HearingState
    opens_on: date
    ends_on: date
    invited: tuple[str, ...]
    answer_count: int
    waits: bool
    is_open_to_all: bool

    @property
    def days_left(self) -> int:
        """Today counts as one."""
        return (self.ends_on - clock.today()).days + 1


@dataclass(frozen=True)
class ShownInvitation:
    """Who was asked, and whether they have answered together; `council` is the address of the council, if it is one.

    `is_own` where the viewer answers for them, and `has_own_answer` where she or he has as one of them.
    """

    id: UUID
    name: str
    council: str
    has_answered: bool
    is_own: bool
    has_own_answer: bool


@dataclass(frozen=True)
class ShownMove:
    moved_on: date
    from_on: date
    to_on: date
    reason: str


@dataclass(frozen=True)
class Offers:
    """What the viewer may do with a hearing today."""

    keep: bool
    type_in: bool
    change: bool
    answer: bool


@dataclass(frozen=True)
class ShownHearing(ListedHearing):
    """A hearing whole. `owner` reads the answers; empty where she or he has left, and then her or his unit does."""

    questions: str
    closes_on: date
    replies_on: date
    closed_on: date | None
    closing_reason: str
    owner: str
    unit: str
    version: int
    invitations: tuple[ShownInvitation, ...]
    moves: tuple[ShownMove, ...]
    answers: tuple[ShownAnswer, ...]
    offers: Offers

    @property
    def unshown(self) -> int:
        """How many answers have come that the viewer does not see yet."""
        return self.answer_count - len(self.answers)

    @property
    def is_asked(self) -> bool:
        """Whether the viewer answers for one of those who were asked."""
        return any(each.is_own for each in self.invitations)

    @property
    def late_replies(self) -> int:
        """How many answers should have been replied to by today."""
        is_due = self.state == HearingState.OVER and self.replies_on < clock.today()
        return sum(answer.reply is None for answer in self.answers) if is_due else 0


@dataclass(frozen=True)
class HearableSubject:
    """What a hearing can be opened about; `from_on` and `until_on` are the days a body has decided for it."""

    id: UUID
    subject: Subject
    from_on: date | None = None
    until_on: date | None = None


_ORDERS: dict[HearingOrder, Callable[[ListedHearing], tuple[int, int | str, str]]] = {
    HearingOrder.OPEN_FIRST: lambda each: (
        each.state == HearingState.OVER,
        -each.ends_on.toordinal() if each.state == HearingState.OVER else each.ends_on.toordinal(),
        each.slug,
    ),
    HearingOrder.NEWEST: lambda each: (0, -each.opens_on.toordinal(), each.slug),
    HearingOrder.TITLE: lambda each: (0, alphabetical(each.title), each.slug),
}


def list_hearings(
    viewer: Viewer,
    *,
    state: str = "",
    mine: bool = False,
    words: str = "",
    order: HearingOrder = HearingOrder.OPEN_FIRST,
) -> list[ListedHearing]:
    """The hearings in this state today whose title, subject or invited hold all the words.

    `mine` are those whose answers the viewer reads, or that the viewer's councils are invited to.
    """
    listed = _list(viewer, own_hearings(viewer) if mine else readable_hearings(viewer))
    wanted = words.casefold().split()
    found = [
        each
        for each in listed
        if (not state or each.state == state) and all(word in _searched(each) for word in wanted)
    ]
    return sorted(found, key=_ORDERS[order])


def _searched(hearing: ListedHearing) -> str:
    return " ".join([hearing.title, hearing.subject.title, *hearing.invited]).casefold()


def hearings_about(
    viewer: Viewer, *, document_id: UUID | None = None, plan_id: UUID | None = None
) -> list[ListedHearing]:
    """The hearings about any edition of a policy, or about an action plan; open ones first."""
    hearings = readable_hearings(viewer)
    found = hearings.filter(plan=plan_id) if plan_id else hearings.filter(edition__document=document_id)
    return sorted(_list(viewer, found), key=_ORDERS[HearingOrder.OPEN_FIRST])


def hearings_waiting(viewer: Viewer) -> list[ListedHearing]:
    """The open hearings that the viewer is asked to answer, and neither the viewer nor all together have; the one that
    ends first comes first."""
    if not may(viewer, Permission.ANSWER_HEARINGS):
        return []
    listed = _list(viewer, readable_hearings(viewer).filter(id__in=_waiting(viewer)))
    return sorted(listed, key=_ORDERS[HearingOrder.OPEN_FIRST])


def _waiting(viewer: Viewer) -> "QuerySet[HearingInvitation, UUID]":
    """The hearings of invitations that nobody has answered for all, nor the viewer for herself or himself."""
    unanswered = own_invitations(viewer).exclude(answers__is_joint=True).exclude(answers__account=viewer.account_id)
    return unanswered.filter(hearing__in=answerable_hearings(viewer).values("id")).values_list("hearing", flat=True)


def _list(viewer: Viewer, hearings: "QuerySet[Hearing]") -> list[ListedHearing]:
    waiting = set(_waiting(viewer)) if may(viewer, Permission.ANSWER_HEARINGS) else set()
    return [_listed(hearing, waits=hearing.id in waiting) for hearing in _joined(hearings)]


def _joined(hearings: "QuerySet[Hearing]") -> "QuerySet[Hearing]":
    """The hearings with what is shown of them in a list, but not what stands in the edition."""
    answers = HearingAnswer.objects.filter(hearing=OuterRef("pk")).order_by().values("hearing")
    counted = Coalesce(Subquery(answers.annotate(count=Count("pk")).values("count")), 0)
    joined = hearings.select_related("edition__document", "plan").defer("edition__content")
    return joined.annotate(answer_count=counted).prefetch_related("invitations__council")


def _listed(hearing: Hearing, *, waits: bool) -> ListedHearing:
    return ListedHearing(
        id=hearing.id,
        slug=hearing.slug,
        title=hearing.title,
        subject=_subject(hearing),
        state=state_on(hearing, clock.today()),
        opens_on=hearing.opens_on,
        ends_on=hearing.closed_on or hearing.closes_on,
        invited=tuple(map(_name, _sorted(hearing))),
        answer_count=vars(hearing)["answer_count"],
        waits=waits,
        is_open_to_all=hearing.is_open_to_all,
    )


def _sorted(hearing: Hearing) -> list[HearingInvitation]:
    """The councils first, and then those outside."""
    return sorted(hearing.invitations.all(), key=lambda each: (each.council is None, alphabetical(_name(each))))


def _name(invitation: HearingInvitation) -> str:
    return invitation.council.name if invitation.council else invitation.name


def _subject(hearing: Hearing) -> Subject:
    if hearing.edition:
        document = hearing.edition.document
        return Subject(HearingKind.POLICY, document.title, policy=document.slug, edition=hearing.edition.number)
    if hearing.plan:
        return Subject(HearingKind.ACTION_PLAN, hearing.plan.title, plan=hearing.plan.slug)
    return Subject(HearingKind.STATUS, hearing.subject_title, path=hearing.subject_path)


def get_hearing(viewer: Viewer, slug: str) -> ShownHearing:
    """A hearing with all that the viewer may know of it. Raises `Missing` where there is none."""
    hearing = _joined(readable_hearings(viewer).filter(slug=slug)).select_related("owner__unit").first()
    if hearing is None:
        raise Missing
    own = set(own_invitations(viewer).filter(hearing=hearing).values_list("id", flat=True))
    has_left = hearing.owner.left_on is not None
    return ShownHearing(
        **vars(_listed(hearing, waits=hearing.id in set(_waiting(viewer)))),
        questions=hearing.questions,
        closes_on=hearing.closes_on,
        replies_on=hearing.replies_on,
        closed_on=hearing.closed_on,
        closing_reason=hearing.closing_reason,
        owner="" if has_left else hearing.owner.name,
        unit=hearing.owner.unit.name,
        version=hearing.version,
        invitations=_invitations(viewer, hearing, own),
        moves=tuple(ShownMove(move.moved_on, move.from_on, move.to_on, move.reason) for move in hearing.moves.all()),
        answers=tuple(answers_to(viewer, hearing.id)),
        offers=_offers(viewer, hearing.id, is_asked=bool(own)),
    )


def slug_of(viewer: Viewer, hearing_id: UUID) -> str:
    """The address of a hearing. Raises `Missing` where the viewer may not read it."""
    slug = readable_hearings(viewer).filter(id=hearing_id).values_list("slug", flat=True).first()
    if slug is None:
        raise Missing
    return slug


def _invitations(viewer: Viewer, hearing: Hearing, own: "set[UUID]") -> tuple[ShownInvitation, ...]:
    given = hearing.answers.filter(invitation__isnull=False)
    answered = set(given.values_list("invitation", "account", "is_joint"))
    together = {invitation for invitation, _account, is_joint in answered if is_joint}
    return tuple(
        ShownInvitation(
            id=each.id,
            name=_name(each),
            council=each.council.slug if each.council else "",
            has_answered=each.id in together,
            is_own=each.id in own,
            has_own_answer=(each.id, viewer.account_id, False) in answered,
        )
        for each in _sorted(hearing)
    )


def _offers(viewer: Viewer, hearing_id: UUID, *, is_asked: bool) -> Offers:
    return Offers(
        keep=may(viewer, Permission.KEEP_HEARINGS),
        type_in=typable_hearings(viewer).filter(id=hearing_id).exists(),
        change=changeable_hearings(viewer).filter(id=hearing_id).exists(),
        answer=is_asked and answerable_hearings(viewer).filter(id=hearing_id).exists(),
    )


def hearable_subjects(viewer: Viewer) -> list[HearableSubject]:
    """What this viewer can open a hearing about: what everybody may read; drafts in hearing come first."""
    require(viewer, Permission.KEEP_HEARINGS)
    if viewer.staff_id is None:
        raise Missing
    editions = readable_editions(EVERYBODY).select_related("document").prefetch_related("decisions")
    dated = [(edition, ShownEdition.of(edition, edition_state_on(edition, clock.today()))) for edition in editions]
    policies = [
        HearableSubject(
            edition.id,
            Subject(HearingKind.POLICY, edition.document.title, policy=edition.document.slug, edition=edition.number),
            shown.hearing.on if shown.hearing else None,
            shown.hearing.until if shown.hearing else None,
        )
        for edition, shown in dated
        if shown.state != DocumentState.SUPERSEDED
    ]
    plans = [
        HearableSubject(plan.id, Subject(HearingKind.ACTION_PLAN, plan.title, plan=plan.slug))
        for plan in list_plans(EVERYBODY)
    ]
    first = sorted(policies, key=lambda each: (each.until_on is None, alphabetical(each.subject.title)))
    return [*first, *plans]
