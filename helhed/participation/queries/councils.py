"""The councils, and who sits in them now, later and before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.text import alphabetical
from helhed.base.viewer import Viewer
from helhed.participation.models import Council, CouncilMember
from helhed.participation.rules import holds_on, keepable_councils, readable_members
from helhed.participation.words import CouncilKind, SeatRole


@dataclass(frozen=True)
class ListedCouncil:
    """A council; `unit` is the facility whose council it is. `in_office` counts the members, deputies left out."""

    id: UUID
    slug: str
    name: str
    kind: CouncilKind
    unit: str
    in_office: int


@dataclass(frozen=True)
class ShownMember:
    """A seat in a council. `has_account` is told to those who keep councils alone."""

    id: UUID
    name: str
    role: SeatRole
    appointed_by: str
    from_on: date
    until_on: date | None
    has_account: bool


@dataclass(frozen=True)
class ShownCouncil(ListedCouncil):
    """A council with its members by their terms; without `shows_names` the viewer may not know who they are."""

    members: tuple[ShownMember, ...]
    to_come: tuple[ShownMember, ...]
    former: tuple[ShownMember, ...]
    shows_names: bool
    may_keep: bool


def list_councils(viewer: Viewer, *, kind: str = "", words: str = "") -> list[ListedCouncil]:
    """The councils of this kind whose name or facility holds all the words, by kind and by name in Danish."""
    councils = _counted().filter(kind=kind) if kind else _counted()
    wanted = words.casefold().split()
    listed = [_listed(council) for council in councils]
    found = [each for each in listed if all(word in f"{each.name} {each.unit}".casefold() for word in wanted)]
    return sorted(found, key=lambda each: (list(CouncilKind).index(each.kind), alphabetical(each.name)))


def _counted() -> "QuerySet[Council]":
    holding = CouncilMember.objects.filter(holds_on(clock.today())).exclude(role=SeatRole.DEPUTY)
    counted = Count("members", filter=Q(members__in=holding.values("id")))
    return Council.objects.select_related("unit").annotate(holding=counted)


def get_council(viewer: Viewer, slug: str) -> ShownCouncil:
    """A council with its members. Raises `Missing` where there is none."""
    council = _counted().filter(slug=slug).first()
    if council is None:
        raise Missing
    may_keep = may(viewer, Permission.KEEP_HEARINGS)
    members = list(readable_members(viewer).filter(council=council))
    today = clock.today()
    holding, later = _terms(members, today)
    former = [member for member in members if member not in holding and member not in later]
    return ShownCouncil(
        **vars(_listed(council)),
        members=_shown(sorted(holding, key=_by_role), may_keep=may_keep),
        to_come=_shown(sorted(later, key=_by_role), may_keep=may_keep),
        former=_shown(sorted(former, key=lambda member: member.until_on or today, reverse=True), may_keep=may_keep),
        shows_names=may_keep or bool(members) or council.kind != CouncilKind.USERS_AND_RELATIVES,
        may_keep=may_keep,
    )


def _terms(members: list[CouncilMember], day: date) -> tuple[list[CouncilMember], list[CouncilMember]]:
    """Those in office on a day, and those whose term has not begun."""
    lasting = [member for member in members if member.until_on is None or member.until_on >= day]
    return [each for each in lasting if each.from_on <= day], [each for each in lasting if each.from_on > day]


def _by_role(member: CouncilMember) -> tuple[int, str]:
    return list(SeatRole).index(SeatRole(member.role)), alphabetical(member.name)


def _listed(council: Council) -> ListedCouncil:
    return ListedCouncil(
        id=council.id,
        slug=council.slug,
        name=council.name,
        kind=CouncilKind(council.kind),
        unit=council.unit.name if council.unit else "",
        in_office=council.holding,  # type: ignore[attr-defined]
    )


def _shown(members: Iterable[CouncilMember], *, may_keep: bool) -> tuple[ShownMember, ...]:
    return tuple(
        ShownMember(
            id=member.id,
            name=member.name,
            role=SeatRole(member.role),
            appointed_by=member.appointed_by,
            from_on=member.from_on,
            until_on=member.until_on,
            has_account=may_keep and member.account_id is not None,
        )
        for member in members
    )


def get_keepable_member(viewer: Viewer, slug: str, member_id: UUID) -> ShownMember:
    """A member of a council that this viewer keeps, for the form. Raises `Missing` where there is none."""
    found = CouncilMember.objects.filter(id=member_id, council__in=keepable_councils(viewer).filter(slug=slug))
    if not found:
        raise Missing
    return _shown(found, may_keep=True)[0]


def may_keep_councils(viewer: Viewer) -> bool:
    return may(viewer, Permission.KEEP_HEARINGS)
