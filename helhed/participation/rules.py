from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.action_plans.rules.plans import readable_plans
from helhed.base import clock
from helhed.base.errors import Invalid
from helhed.base.text import slug
from helhed.base.viewer import Viewer
from helhed.participation.models import Council, CouncilMember, Hearing, HearingAnswer, HearingInvitation
from helhed.participation.words import (
    LONGEST_SLUG_OF_TITLE,
    AnswerSource,
    Asking,
    CouncilKind,
    HearingKind,
    HearingState,
    SeatRole,
)
from helhed.policy.queries.shown import ShownDecision, ShownEdition
from helhed.policy.rules import readable_editions
from helhed.policy.rules import state_on as edition_state_on

# The invited are asked about what everybody may read.
EVERYBODY = Viewer()
LAST_WEEK = timedelta(days=7)


def holds_on(day: date) -> Q:
    """A term in a council holds on a day if, and only if, it has begun and its last day is not past."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gte=day))


def seats(viewer: Viewer) -> QuerySet[CouncilMember]:
    """A seat in a council is the viewer's if, and only if, it is linked to the viewer's account and its term holds
    today."""
    if viewer.account_id is None:
        return CouncilMember.objects.none()
    return CouncilMember.objects.filter(holds_on(clock.today()), account_id=viewer.account_id)


def answering_seats(viewer: Viewer) -> QuerySet[CouncilMember]:
    """A seat lets the viewer answer for a council if, and only if, all of these hold:

    - it is the viewer's
    - the viewer answers hearings
    - it is not a deputy's, who answers when she or he has become a member
    """
    if not may(viewer, Permission.ANSWER_HEARINGS):
        return CouncilMember.objects.none()
    return seats(viewer).exclude(role=SeatRole.DEPUTY)


def keepable_councils(viewer: Viewer) -> QuerySet[Council]:
    """A council may be kept if, and only if, the viewer keeps councils and hearings; every council is public."""
    require(viewer, Permission.KEEP_HEARINGS)
    return Council.objects.all()


def readable_members(viewer: Viewer) -> QuerySet[CouncilMember]:
    """A member of a council may be read by name if, and only if, one of these holds:

    - the council is one of the whole municipality, where a seat is a public office
    - the viewer keeps councils and hearings
    - the viewer has a seat in the same council

    Who sits in the council of a facility lives there or is close to somebody who does: that is nobody else's business.
    """
    members = CouncilMember.objects.all()
    if may(viewer, Permission.KEEP_HEARINGS):
        return members
    return members.filter(~Q(council__kind=CouncilKind.USERS_AND_RELATIVES) | Q(council__in=_councils_of(viewer)))


def _councils_of(viewer: Viewer) -> QuerySet[CouncilMember]:
    return seats(viewer).values("council")  # type: ignore[return-value]


def state_on(hearing: Hearing, day: date) -> HearingState:
    """On a day a hearing is in one of these states if, and only if, none that stands above it here holds:

    - over: it was closed early, or its last day is past
    - not open yet: its first day has not come
    - open
    """
    if hearing.closed_on or hearing.closes_on < day:
        return HearingState.OVER
    return HearingState.PLANNED if hearing.opens_on > day else HearingState.OPEN


def in_state_on(state: HearingState, day: date) -> Q:
    """A hearing is found by its state on a day if, and only if, `state_on` says the same."""
    over = Q(closed_on__isnull=False) | Q(closes_on__lt=day)
    if state == HearingState.OVER:
        return over
    return ~over & (Q(opens_on__gt=day) if state == HearingState.PLANNED else Q(opens_on__lte=day))


def asking_on(opens_on: date, closes_on: date, day: date) -> Asking:
    """The members are asked for the second time on a day if, and only if, the hearing has no more than a week left,
    and lasts longer than that; otherwise for the first."""
    last_week = closes_on - LAST_WEEK
    return Asking.LAST_WEEK if opens_on < last_week <= day else Asking.OPENED


def readable_hearings(viewer: Viewer) -> QuerySet[Hearing]:
    """A hearing may be read if, and only if, one of these holds:

    - the viewer keeps hearings
    - it has opened, and what it is about may be read by the viewer; what a folder above asks about is the business
      of that folder, which opened the hearing knowing this
    """
    if may(viewer, Permission.KEEP_HEARINGS):
        return Hearing.objects.all()
    about = (
        Q(kind=HearingKind.STATUS)
        | Q(edition__in=readable_editions(viewer).values("id"))
        | Q(plan__in=readable_plans(viewer).values("id"))
    )
    return opened_hearings().filter(about)


def opened_hearings() -> QuerySet[Hearing]:
    """A hearing has opened if, and only if, its first day has come, and it was not closed before that."""
    not_before = Q(closed_on__isnull=True) | Q(closed_on__gte=F("opens_on"))
    return Hearing.objects.filter(not_before, opens_on__lte=clock.today())


def own_invitations(viewer: Viewer) -> QuerySet[HearingInvitation]:
    """An invitation is the viewer's to answer if, and only if, the viewer may read the hearing, and answers for the
    council that was invited."""
    return HearingInvitation.objects.filter(
        hearing__in=readable_hearings(viewer).values("id"), council__in=answering_seats(viewer).values("council")
    )


def answerable_hearings(viewer: Viewer) -> QuerySet[Hearing]:
    """A hearing may be answered by a form if, and only if, it is open today and an invitation to it is the viewer's."""
    invited = own_invitations(viewer).values("hearing")
    return Hearing.objects.filter(in_state_on(HearingState.OPEN, clock.today()), id__in=invited)


def own_hearings(viewer: Viewer) -> QuerySet[Hearing]:
    """A hearing is the viewer's own if, and only if, the viewer reads its answers, or an invitation to it is the
    viewer's."""
    own = Q(id__in=own_invitations(viewer).values("hearing"))
    if viewer.staff_id:
        own |= Q(owner=viewer.staff_id)
    return readable_hearings(viewer).filter(own)


def keepable_hearings(viewer: Viewer) -> QuerySet[Hearing]:
    """A hearing may be kept if, and only if, the viewer works here and keeps hearings."""
    if viewer.staff_id is None or not may(viewer, Permission.KEEP_HEARINGS):
        return Hearing.objects.none()
    return readable_hearings(viewer)


def changeable_hearings(viewer: Viewer) -> QuerySet[Hearing]:
    """The period of a hearing may be changed, and more may be invited, if, and only if, the viewer keeps it and it is
    not over."""
    return keepable_hearings(viewer).exclude(in_state_on(HearingState.OVER, clock.today()))


def typable_hearings(viewer: Viewer) -> QuerySet[Hearing]:
    """Answers may be typed in if, and only if, the viewer keeps the hearing and it has opened.

    It may be over: a letter lies in the post, and what comes late is shown as late.
    """
    return keepable_hearings(viewer).filter(opens_on__lte=clock.today())


def _of_own_council(viewer: Viewer) -> Q:
    """Answers that the viewer wrote, or that the whole of a council gave in which the viewer has a seat."""
    if viewer.account_id is None:
        return Q(pk__in=[])
    return Q(account=viewer.account_id) | Q(is_joint=True, invitation__council__in=_councils_of(viewer))


def readable_answers(viewer: Viewer) -> QuerySet[HearingAnswer]:
    """An answer may be read if, and only if, its hearing may, and one of these holds:

    - the hearing is over and the municipality has replied to it
    - the viewer keeps hearings
    - the viewer wrote it, or it was given by the whole of a council in which the viewer has a seat

    It is published together with the reply and not before: nobody is led by the answers of others while the hearing
    lasts, and an employee has read each one before everybody can.
    """
    answers = HearingAnswer.objects.filter(hearing__in=readable_hearings(viewer).values("id"))
    if may(viewer, Permission.KEEP_HEARINGS):
        return answers
    over = Q(hearing__closed_on__isnull=False) | Q(hearing__closes_on__lt=clock.today())
    return answers.filter((over & Q(reply__isnull=False)) | _of_own_council(viewer))


def readable_words(viewer: Viewer) -> QuerySet[HearingAnswer]:
    """The words of an answer may be read if, and only if, the answer may, and one of these holds:

    - the municipality has not kept them from the public
    - the viewer keeps hearings
    - the viewer wrote it, or it was given by the whole of a council in which the viewer has a seat
    """
    answers = readable_answers(viewer)
    if may(viewer, Permission.KEEP_HEARINGS):
        return answers
    return answers.filter(Q(reply__is_withheld=False) | _of_own_council(viewer))


def named_answers(viewer: Viewer) -> QuerySet[HearingAnswer]:
    """Who gave an answer is said by name if, and only if, the answer may be read, and one of these holds:

    - it was given by all of them together, or from outside the councils
    - the member who gave it may be read by name in the council
    """
    answers = readable_answers(viewer)
    if may(viewer, Permission.KEEP_HEARINGS):
        return answers
    of_facility = Q(invitation__council__kind=CouncilKind.USERS_AND_RELATIVES, is_joint=False)
    return answers.filter(~of_facility | Q(invitation__council__in=_councils_of(viewer)))


def correctable_answers(viewer: Viewer) -> QuerySet[HearingAnswer]:
    """An answer may be corrected if, and only if, the municipality has not replied to it, and one of these holds:

    - the viewer wrote it, and could answer the hearing for the same council today
    - it was typed in, and the viewer types in answers to the hearing
    """
    own = Q(
        source=AnswerSource.OWN,
        account=viewer.account_id,
        invitation__in=own_invitations(viewer).values("id"),
        hearing__in=answerable_hearings(viewer).values("id"),
    )
    typed_in = Q(source=AnswerSource.TYPED_IN, hearing__in=typable_hearings(viewer).values("id"))
    return readable_answers(viewer).filter(own | typed_in, reply__isnull=True)


def replyable_answers(viewer: Viewer) -> QuerySet[HearingAnswer]:
    """An answer may be replied to if, and only if, the viewer keeps its hearing and the hearing is over.

    Until then it may still be corrected, and nobody knows what the others will say. A reply may be written anew.
    """
    over = in_state_on(HearingState.OVER, clock.today())
    return HearingAnswer.objects.filter(hearing__in=keepable_hearings(viewer).filter(over).values("id"))


def hearing_of_edition(edition_id: UUID) -> ShownDecision | None:
    """An edition may be heard about if, and only if, everybody may read it; raises `Invalid` otherwise.

    Returns what a body decided about hearing it, where it is in hearing.
    """
    editions = readable_editions(EVERYBODY).filter(id=edition_id).prefetch_related("decisions")
    edition = editions.first()
    if edition is None:
        raise Invalid("subject", _("Choose something that everybody may read. A draft is sent to hearing first."))
    return ShownEdition.of(edition, edition_state_on(edition, clock.today())).hearing


def check_plan(plan_id: UUID) -> None:
    """An action plan may be heard about if, and only if, everybody may read it. Raises `Invalid` otherwise."""
    if not readable_plans(EVERYBODY).filter(id=plan_id).exists():
        raise Invalid("subject", _("Choose something that everybody may read. A draft is sent to hearing first."))


def check_period(opens_on: date, closes_on: date, replies_on: date, decided: ShownDecision | None) -> None:
    """A hearing may have these days if, and only if, all of these hold. Raises `Invalid` otherwise.

    - it does not close before it opens, nor before today
    - the municipality replies on the last day or later
    - where a body has decided a hearing of what it is about, it lies within that
    """
    if closes_on < opens_on:
        raise Invalid("closes_on", _("The hearing ends before it begins. Write a later day."))
    if closes_on < clock.today():
        raise Invalid("closes_on", _("This day is past. Write one on which answers can still be given."))
    if replies_on < closes_on:
        raise Invalid("replies_on", _("The replies come after the last day to answer. Write a later day."))
    if decided and decided.until and closes_on > decided.until:
        words = _("The draft is in hearing until %(day)s. Write that day or an earlier one.")
        raise Invalid("closes_on", words % {"day": f"{decided.until:%d.%m.%Y}"})
    if decided and opens_on < decided.on:
        words = _("The draft was sent to hearing on %(day)s. Write that day or a later one.")
        raise Invalid("opens_on", words % {"day": f"{decided.on:%d.%m.%Y}"})


def check_term(member: CouncilMember) -> None:
    """A person may begin a term in a council if, and only if, it does not end before it begins, and the account has
    no other term in the council at the same time. Raises `Invalid` otherwise."""
    if member.until_on and member.until_on < member.from_on:
        raise Invalid("until_on", _("The last day must not come before the first."))
    if member.account_id is None:
        return
    others = CouncilMember.objects.filter(council=member.council_id, account=member.account_id).exclude(id=member.id)
    clashing = others.filter(Q(until_on__isnull=True) | Q(until_on__gte=member.from_on))
    if member.until_on:
        clashing = clashing.filter(from_on__lte=member.until_on)
    if clashing.exists():
        raise Invalid("account", _("This account has a seat in the council in that time already."))


def free_slug(title: str) -> str:
    """An address is free if, and only if, no hearing has it: the title, with a number where it is taken; there is
    room for the number."""
    wanted = slug(title)[:LONGEST_SLUG_OF_TITLE].strip("-") or "hoering"
    taken = set(Hearing.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(candidate for candidate in candidates if candidate not in taken)
