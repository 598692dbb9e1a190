"""A hearing is opened, others are invited, its deadline is moved, and it is closed."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.participation.models import DeadlineMove, Hearing, HearingInvitation
from helhed.participation.rules import (
    changeable_hearings,
    check_period,
    check_plan,
    free_slug,
    hearing_of_edition,
    keepable_councils,
)
from helhed.participation.words import HearingKind


@action
def open_hearing(
    *,
    by: Viewer,
    title: str,
    questions: str,
    opens_on: date,
    closes_on: date,
    replies_on: date,
    council_ids: Sequence[UUID] = (),
    others: Sequence[str] = (),
    is_open_to_all: bool = False,
    edition_id: UUID | None = None,
    plan_id: UUID | None = None,
    subject_title: str = "",
    subject_path: str = "",
) -> UUID:
    """Ask councils and others what they think of an edition of a policy, an action plan, or a thing of a folder above.

    What it is about must be open to everybody; for a thing of a folder above, which gives its title and path, that
    folder answers for it. Raises `Invalid` where it is not, the days do not fit, or nobody is asked.
    """
    require(by, Permission.KEEP_HEARINGS)
    if by.staff_id is None:
        raise Missing
    about = _about(edition_id, plan_id, subject_title, subject_path)
    decided = hearing_of_edition(edition_id) if edition_id else None
    check_period(opens_on, closes_on, replies_on, decided)
    hearing = Hearing.objects.create(
        slug=free_slug(title),
        title=title,
        questions=questions,
        opens_on=opens_on,
        closes_on=closes_on,
        replies_on=replies_on,
        is_open_to_all=is_open_to_all,
        owner_id=by.staff_id,
        **about,
    )
    _invite_all(by, hearing, council_ids, others)
    record(by=by, verb=Verb.OPENED_HEARING, kind=ObjectKind.HEARING, object_id=hearing.id)
    return hearing.id


def _about(edition_id: UUID | None, plan_id: UUID | None, title: str, path: str) -> dict[str, Any]:
    if edition_id:
        return {"kind": HearingKind.POLICY, "edition_id": edition_id}
    if plan_id:
        check_plan(plan_id)
        return {"kind": HearingKind.ACTION_PLAN, "plan_id": plan_id}
    if not (title and re.match("/[^/]", path)):
        raise Missing
    return {"kind": HearingKind.STATUS, "subject_title": title, "subject_path": path}


def _invite_all(by: Viewer, hearing: Hearing, council_ids: Sequence[UUID], others: Sequence[str]) -> None:
    councils = dict.fromkeys(council_ids)
    if keepable_councils(by).filter(id__in=councils).count() != len(councils):
        raise Invalid("councils", _("Choose among the councils in the list."))
    named = dict.fromkeys(name.strip() for name in others if name.strip())
    if not (councils or named or hearing.is_open_to_all):
        raise Invalid("councils", _("Nobody is asked. Choose a council, write who else is asked, or ask everybody."))
    HearingInvitation.objects.bulk_create(
        [HearingInvitation(hearing=hearing, council_id=council_id) for council_id in councils]
        + [HearingInvitation(hearing=hearing, name=name) for name in named]
    )


def _locked(by: Viewer, hearing_id: UUID, seen_version: int | None = None) -> Hearing:
    hearing = changeable_hearings(by).select_for_update(of=("self",)).filter(id=hearing_id).first()
    if hearing is None:
        raise Missing
    if seen_version is not None and hearing.version != seen_version:
        raise Changed
    return hearing


@action
def invite(*, by: Viewer, hearing_id: UUID, council_id: UUID | None = None, name: str = "") -> UUID:
    """Ask one more council, or somebody outside by name, while the hearing is not over.

    Raises `Invalid` where they are asked already, or not just one of the two is given.
    """
    hearing = _locked(by, hearing_id)
    name = name.strip()
    if bool(council_id) == bool(name):
        raise Invalid("name", _("Choose a council or write a name, one of the two."))
    if council_id and not keepable_councils(by).filter(id=council_id).exists():
        raise Invalid("council", _("Choose among the councils in the list."))
    asked = hearing.invitations.filter(council_id=council_id) if council_id else hearing.invitations.filter(name=name)
    if asked.exists():
        raise Invalid("council" if council_id else "name", _("They are asked already."))
    invitation = HearingInvitation.objects.create(hearing=hearing, council_id=council_id, name=name)
    record(by=by, verb=Verb.INVITED_TO_HEARING, kind=ObjectKind.HEARING, object_id=hearing_id)
    return invitation.id


@action
def move_deadline(
    *, by: Viewer, hearing_id: UUID, seen_version: int, closes_on: date, replies_on: date, reason: str
) -> None:
    """Move the last day to answer, and say why to everybody. Raises `Invalid` where the day is the same or the days do
    not fit, and `Changed` where somebody changed the hearing since `seen_version`."""
    hearing = _locked(by, hearing_id, seen_version)
    _check_reason(reason)
    if closes_on == hearing.closes_on:
        raise Invalid("closes_on", _("That is the last day already. Write another one."))
    decided = hearing_of_edition(hearing.edition_id) if hearing.edition_id else None
    check_period(hearing.opens_on, closes_on, replies_on, decided)
    DeadlineMove.objects.create(
        hearing=hearing, moved_on=clock.today(), from_on=hearing.closes_on, to_on=closes_on, reason=reason
    )
    Hearing.objects.filter(id=hearing_id).update(closes_on=closes_on, replies_on=replies_on, version=F("version") + 1)
    record(by=by, verb=Verb.MOVED_DEADLINE, kind=ObjectKind.HEARING, object_id=hearing_id)


@action
def close_hearing(*, by: Viewer, hearing_id: UUID, seen_version: int, reason: str) -> None:
    """Close a hearing at once and say why; one that has not opened yet is then never seen by others than its keepers.

    Raises `Changed` where somebody changed the hearing since `seen_version`.
    """
    _locked(by, hearing_id, seen_version)
    _check_reason(reason)
    Hearing.objects.filter(id=hearing_id).update(
        closed_on=clock.today(), closing_reason=reason, version=F("version") + 1
    )
    record(by=by, verb=Verb.CLOSED_HEARING, kind=ObjectKind.HEARING, object_id=hearing_id)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("reason", _("Write why, for everybody to read."))
