"""Who is to be asked, by a message, to answer a hearing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from helhed.action_plans.rules.updates import check_is_system
from helhed.base.viewer import Viewer
from helhed.participation.models import CouncilMember, Hearing, HearingInvitation
from helhed.participation.queries.hearings import hearings_waiting
from helhed.participation.rules import asking_on, holds_on, in_state_on, readable_hearings
from helhed.participation.words import Asking, HearingState, SeatRole


@dataclass(frozen=True)
class Question:
    """That somebody is asked to answer a hearing. `key` is the same each day, so that nobody is asked twice; where the
    deadline was moved, its last week comes once more."""

    account_id: UUID
    hearing_id: UUID
    slug: str
    title: str
    closes_on: date
    asking: Asking

    @property
    def key(self) -> str:
        last = f":{self.closes_on}" if self.asking is Asking.LAST_WEEK else ""
        return f"{self.hearing_id}:{self.asking}{last}:{self.account_id}"


def due_questions(viewer: Viewer, day: date) -> list[Question]:
    """Whom to ask on a day, for the job that sends the messages: who sits in a council that was asked and can answer
    for it, as long as neither they nor the whole of the council have."""
    check_is_system(viewer)
    hearings = readable_hearings(viewer).filter(in_state_on(HearingState.OPEN, day))
    invitations = HearingInvitation.objects.filter(hearing__in=hearings, council__isnull=False)
    invited = invitations.select_related("hearing").prefetch_related("answers")
    seats = CouncilMember.objects.filter(holds_on(day), council__in=invitations.values("council"))
    seated = list(seats.exclude(role=SeatRole.DEPUTY).values_list("council", "account"))
    found = (
        _question(invitation.hearing, account_id, day)
        for invitation in invited
        for account_id in _unheard(invitation, seated)
    )
    return list({each.key: each for each in found}.values())


def _unheard(invitation: HearingInvitation, seated: Iterable[tuple[UUID, UUID | None]]) -> Iterator[UUID]:
    answers = invitation.answers.all()
    if any(answer.is_joint for answer in answers):
        return
    heard = {answer.account_id for answer in answers}
    yield from (
        account_id
        for council_id, account_id in seated
        if council_id == invitation.council_id and account_id and account_id not in heard
    )


def _question(hearing: Hearing, account_id: UUID, day: date) -> Question:
    asking = asking_on(hearing.opens_on, hearing.closes_on, day)
    return Question(account_id, hearing.id, hearing.slug, hearing.title, hearing.closes_on, asking)


def is_still_asked(viewer: Viewer, hearing_id: UUID | None) -> bool:
    """Whether a question that waits may still be sent to this viewer: the hearing waits for her or his answer."""
    return any(each.id == hearing_id for each in hearings_waiting(viewer))
