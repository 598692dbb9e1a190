"""Answers to a hearing: written by those who were asked, typed in for others, corrected, and replied to."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.participation.models import AnswerWording, Hearing, HearingAnswer, HearingInvitation, HearingReply
from helhed.participation.rules import (
    answering_seats,
    correctable_answers,
    own_invitations,
    readable_hearings,
    replyable_answers,
    state_on,
    typable_hearings,
)
from helhed.participation.words import AnswerSource, HearingState


@action
def answer_hearing(*, by: Viewer, hearing_id: UUID, invitation_id: UUID, is_joint: bool, words: str) -> UUID:
    """Answer an open hearing, for the whole council that was invited or as one of its members.

    Raises `Missing` where the viewer does not answer for that council, and `Invalid` where the hearing is not open any
    more, the council or the member has answered already, or there are no words.
    """
    hearing = _lock_hearing(readable_hearings(by), hearing_id)
    invitation = own_invitations(by).filter(id=invitation_id, hearing=hearing_id).select_related("council").first()
    if invitation is None or invitation.council is None:
        raise Missing
    _check_open(hearing)
    _check_words(words)
    _check_first(invitation, by.account_id, is_joint=is_joint)
    seat = answering_seats(by).filter(council=invitation.council).order_by("from_on", "id")[0]
    answer = HearingAnswer.objects.create(
        hearing=hearing,
        invitation=invitation,
        is_joint=is_joint,
        said_by=invitation.council.name if is_joint else seat.name,
        source=AnswerSource.OWN,
        account_id=by.account_id,
        received_on=clock.today(),
    )
    _write(answer, words)
    record(by=by, verb=Verb.ANSWERED_HEARING, kind=ObjectKind.HEARING_ANSWER, object_id=answer.id)
    return answer.id


def _lock_hearing(hearings: "QuerySet[Hearing]", hearing_id: UUID) -> Hearing:
    """A hearing is not closed, nor its deadline moved, while an answer to it is written down."""
    hearing = hearings.select_for_update(of=("self",)).filter(id=hearing_id).first()
    if hearing is None:
        raise Missing
    return hearing


def _lock_answer(answer_id: UUID) -> None:
    """Locked before it is asked what may be done about it: a reply is another row, which no lock would wait for."""
    HearingAnswer.objects.select_for_update().filter(id=answer_id).first()


def _check_open(hearing: Hearing) -> None:
    if state_on(hearing, clock.today()) != HearingState.OPEN:
        raise Invalid(
            "words",
            _("The hearing is over, and this is not saved. Copy it, and send it to whoever reads the answers."),
        )


def _check_words(words: str) -> None:
    if not words.strip():
        raise Invalid("words", _("Write what you think."))


def _check_first(invitation: HearingInvitation, account_id: UUID | None, *, is_joint: bool) -> None:
    given = invitation.answers.filter(is_joint=is_joint)
    if is_joint and given.exists():
        raise Invalid("said_for", _("There is an answer from all of them already. That one can be corrected."))
    if not is_joint and given.filter(account=account_id).exists():
        raise Invalid("said_for", _("You have answered already. You can correct your answer."))


def _write(answer: HearingAnswer, words: str) -> None:
    AnswerWording.objects.create(answer=answer, version=answer.version, at=clock.now(), words=words)


@action
def correct_answer(*, by: Viewer, answer_id: UUID, seen_version: int, words: str) -> None:
    """Write an answer anew; what it said before is kept.

    One's own until the hearing is over, one that was typed in until it is replied to. Raises `Missing` where it may
    not be corrected, and `Changed` where it was since `seen_version`.
    """
    mine = HearingAnswer.objects.filter(id=answer_id, account=by.account_id, account__isnull=False)
    for answer in mine.select_related("hearing"):
        _check_open(_lock_hearing(readable_hearings(by), answer.hearing_id))
    _lock_answer(answer_id)
    found = correctable_answers(by).filter(id=answer_id).first()
    if found is None:
        raise Missing
    _check_words(words)
    if found.version != seen_version:
        raise Changed
    found.version += 1
    found.save(update_fields=["version"])
    _write(found, words)
    record(by=by, verb=Verb.CORRECTED_ANSWER, kind=ObjectKind.HEARING_ANSWER, object_id=answer_id)


@action
def type_in_answer(
    *,
    by: Viewer,
    hearing_id: UUID,
    words: str,
    where: str,
    received_on: date,
    invitation_id: UUID | None = None,
    said_by: str = "",
) -> UUID:
    """Type in what came by letter or was said at a meeting, and say from where.

    It is given by all who were invited together, or else by `said_by`, if everybody may answer. Raises `Missing` where
    the hearing has not opened, and `Invalid` where a thing is not said, they have answered, or the day does not fit.
    """
    hearing = _lock_hearing(typable_hearings(by), hearing_id)
    _check_words(words)
    if not where.strip():
        raise Invalid("where", _("Write where the words come from, as a letter or a meeting."))
    if not hearing.opens_on <= received_on <= clock.today():
        raise Invalid("received_on", _("Write a day from the first day of the hearing until today."))
    invitation = _invited(hearing, invitation_id) if invitation_id else None
    answer = HearingAnswer.objects.create(
        hearing=hearing,
        invitation=invitation,
        is_joint=invitation is not None,
        said_by=_name(invitation) if invitation else _checked_name(hearing, said_by),
        source=AnswerSource.TYPED_IN,
        where=where,
        typed_in_by_id=by.staff_id,
        received_on=received_on,
    )
    _write(answer, words)
    record(by=by, verb=Verb.TYPED_IN_ANSWER, kind=ObjectKind.HEARING_ANSWER, object_id=answer.id)
    return answer.id


def _invited(hearing: Hearing, invitation_id: UUID) -> HearingInvitation:
    invitation = hearing.invitations.filter(id=invitation_id).select_related("council").first()
    if invitation is None:
        raise Invalid("said_for", _("Choose one of those who were invited."))
    _check_first(invitation, None, is_joint=True)
    return invitation


def _name(invitation: HearingInvitation) -> str:
    return invitation.council.name if invitation.council else invitation.name


def _checked_name(hearing: Hearing, said_by: str) -> str:
    if not hearing.is_open_to_all:
        raise Invalid("said_for", _("Only those who were invited answer this hearing. Invite them first."))
    if not said_by.strip():
        raise Invalid("said_by", _("Write who says it."))
    return said_by.strip()


@action
def reply_to_answer(
    *, by: Viewer, answer_id: UUID, seen_version: int, words: str, changed: str = "", is_withheld: bool = False
) -> None:
    """Reply to an answer when the hearing is over, and say what it changed; both are published with that.

    Where the words tell of somebody's private life they are kept from the public, and only the reply is shown. Raises
    `Changed` where the reply was written since `seen_version` (0: there was none).
    """
    _lock_answer(answer_id)
    answer = replyable_answers(by).filter(id=answer_id).first()
    if answer is None or by.staff_id is None:
        raise Missing
    if not words.strip():
        raise Invalid("words", _("Write what the municipality says to it."))
    said = {"words": words, "changed": changed, "is_withheld": is_withheld, "by_id": by.staff_id, "on": clock.today()}
    written = HearingReply.objects.filter(answer=answer)
    if written.exists():
        if not written.filter(version=seen_version).update(version=seen_version + 1, **said):
            raise Changed
    elif seen_version:
        raise Changed
    else:
        HearingReply.objects.create(answer=answer, **said)
    record(by=by, verb=Verb.REPLIED_TO_ANSWER, kind=ObjectKind.HEARING_ANSWER, object_id=answer_id)
