"""The answers to a hearing that the viewer may read, each with the municipality's reply."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.participation.models import AnswerWording, HearingAnswer, HearingReply
from helhed.participation.rules import (
    EVERYBODY,
    correctable_answers,
    named_answers,
    readable_answers,
    readable_hearings,
    readable_words,
    replyable_answers,
)
from helhed.participation.words import AnswerSource


@dataclass(frozen=True)
class ShownReply:
    """What the municipality says to an answer, and what that changed (empty: nothing)."""

    words: str
    changed: str
    is_withheld: bool
    by: str
    on: date
    version: int


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as the viewer may read it.

    `said_by` is empty where the viewer may not know which member of the `council` it is, and `words` where they are
    kept from the viewer. A `council` is named where one member of it answers, and not all together. `is_public` where
    everybody reads it.
    """

    id: UUID
    said_by: str
    council: str
    is_joint: bool
    source: AnswerSource
    where: str
    received_on: date
    is_late: bool
    words: str
    version: int
    is_public: bool
    reply: ShownReply | None
    may_correct: bool
    may_reply: bool


@dataclass(frozen=True)
class ShownWording:
    """How an answer read before it was corrected."""

    at: datetime
    words: str


@dataclass(frozen=True)
class AnswerAtHand(ShownAnswer):
    """An answer that the viewer is about to correct or reply to, with how it read before, newest first."""

    earlier: tuple[ShownWording, ...]


def answers_to(viewer: Viewer, hearing_id: UUID) -> list[ShownAnswer]:
    """The answers to a hearing that the viewer may read, in the order they came."""
    return [_shown(answer) for answer in _told(viewer).filter(hearing=hearing_id)]


def remarks_of(viewer: Viewer, hearing_id: UUID) -> list[ShownAnswer]:
    """What was said in a hearing and is public, each with the municipality's reply, as a yearly status shows it beside
    what it is about. Raises `Missing` where the viewer may not read the hearing."""
    if not readable_hearings(viewer).filter(id=hearing_id).exists():
        raise Missing
    return [answer for answer in answers_to(viewer, hearing_id) if answer.is_public]


def get_answer(viewer: Viewer, slug: str, answer_id: UUID) -> AnswerAtHand:
    """An answer that the viewer may correct or reply to. Raises `Missing` where she or he may neither."""
    found = _told(viewer).filter(hearing__slug=slug, id=answer_id).first()
    shown = _shown(found) if found else None
    if shown is None or not (shown.may_correct or shown.may_reply):
        raise Missing
    wordings = AnswerWording.objects.filter(answer=answer_id, version__lt=shown.version).order_by("-version")
    earlier = tuple(ShownWording(wording.at, wording.words) for wording in wordings)
    return AnswerAtHand(**vars(shown), earlier=earlier)


def _told(viewer: Viewer) -> "QuerySet[HearingAnswer]":
    """The answers with what the viewer may know of each, in one question."""
    newest = AnswerWording.objects.filter(answer=OuterRef("pk")).order_by("-version").values("words")[:1]
    answers = readable_answers(viewer).select_related("hearing", "invitation__council", "reply__by")
    told = answers.annotate(
        words=Subquery(newest),
        is_whole=Exists(readable_words(viewer).filter(pk=OuterRef("pk"))),
        is_named=Exists(named_answers(viewer).filter(pk=OuterRef("pk"))),
        is_public=Exists(readable_answers(EVERYBODY).filter(pk=OuterRef("pk"))),
        may_correct=Exists(correctable_answers(viewer).filter(pk=OuterRef("pk"))),
        may_reply=Exists(replyable_answers(viewer).filter(pk=OuterRef("pk"))),
    )
    return told.order_by("received_on", "id")


def _shown(answer: HearingAnswer) -> ShownAnswer:
    told, hearing, reply = vars(answer), answer.hearing, getattr(answer, "reply", None)
    council = answer.invitation.council if answer.invitation and not answer.is_joint else None
    return ShownAnswer(
        id=answer.id,
        said_by=answer.said_by if told["is_named"] else "",
        council=council.name if council else "",
        is_joint=answer.is_joint,
        source=AnswerSource(answer.source),
        where=answer.where,
        received_on=answer.received_on,
        is_late=answer.received_on > (hearing.closed_on or hearing.closes_on),
        words=told["words"] if told["is_whole"] else "",
        version=answer.version,
        is_public=bool(told["is_public"]),
        reply=_reply(reply) if reply else None,
        may_correct=bool(told["may_correct"]),
        may_reply=bool(told["may_reply"]),
    )


def _reply(reply: HearingReply) -> ShownReply:
    return ShownReply(reply.words, reply.changed, reply.is_withheld, reply.by.name, reply.on, reply.version)
