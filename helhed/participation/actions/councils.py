"""Councils, and who sits in them."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Invalid, Missing
from helhed.base.text import slug
from helhed.base.viewer import Viewer
from helhed.organisation.queries import accounts_of_council_members, list_units
from helhed.participation.models import Council, CouncilMember
from helhed.participation.rules import check_term, keepable_councils
from helhed.participation.words import CouncilKind, SeatRole


@action
def add_council(*, by: Viewer, name: str, kind: CouncilKind, unit_id: UUID | None = None) -> UUID:
    """Add a council; a users' and relatives' council belongs to a facility, and no other does.

    Raises `Invalid` where the name is taken, or the facility is missing, superfluous or unknown.
    """
    councils = keepable_councils(by)
    address = slug(name) or "raad"
    if councils.filter(slug=address).exists():
        raise Invalid("name", _("There is a council of this name. Choose another one."))
    if (kind == CouncilKind.USERS_AND_RELATIVES) != (unit_id is not None):
        raise Invalid("unit", _("A users' and relatives' council belongs to a facility, and other councils do not."))
    if unit_id and unit_id not in {unit.id for unit in list_units(by)}:
        raise Invalid("unit", _("Choose one of the units in the list."))
    council = Council.objects.create(slug=address, name=name, kind=kind, unit_id=unit_id)
    record(by=by, verb=Verb.ADDED_COUNCIL, kind=ObjectKind.COUNCIL, object_id=council.id)
    return council.id


@action
def add_member(
    *,
    by: Viewer,
    council_id: UUID,
    name: str,
    role: SeatRole,
    appointed_by: str,
    from_on: date,
    until_on: date | None = None,
    account_id: UUID | None = None,
) -> UUID:
    """Give a person a seat in a council for a term, with the account the person signs in by, if there is one.

    Raises `Invalid` where the days are turned round, or the account is not a council member's or sits there already.
    """
    _lock(by, council_id)
    if account_id:
        _check_account(by, account_id)
    member = CouncilMember(
        council_id=council_id,
        account_id=account_id,
        name=name,
        role=role,
        appointed_by=appointed_by,
        from_on=from_on,
        until_on=until_on,
    )
    check_term(member)
    member.save(force_insert=True)
    record(by=by, verb=Verb.ADDED_COUNCIL_MEMBER, kind=ObjectKind.COUNCIL_MEMBER, object_id=member.id)
    return member.id


def _lock(by: Viewer, council_id: UUID) -> None:
    """Of two who give one account a seat at once, the second finds the first one's."""
    if not keepable_councils(by).select_for_update(of=("self",)).filter(id=council_id):
        raise Missing


def _check_account(by: Viewer, account_id: UUID) -> None:
    if account_id not in {account.id for account in accounts_of_council_members(by)}:
        raise Invalid("account", _("Choose one of the accounts in the list."))


def _locked_member(by: Viewer, member_id: UUID) -> CouncilMember:
    councils = keepable_councils(by).values("id")
    member = CouncilMember.objects.filter(id=member_id, council__in=councils).first()
    if member is None:
        raise Missing
    _lock(by, member.council_id)
    return CouncilMember.objects.get(id=member_id)


@action
def link_member(*, by: Viewer, member_id: UUID, account_id: UUID | None) -> None:
    """Let a member sign in by an account from now on, or by none.

    Raises `Invalid` where the account is not a council member's, or sits in the council at that time already.
    """
    member = _locked_member(by, member_id)
    if account_id:
        _check_account(by, account_id)
    member.account_id = account_id
    check_term(member)
    member.save(update_fields=["account_id"])
    record(by=by, verb=Verb.LINKED_COUNCIL_MEMBER, kind=ObjectKind.COUNCIL_MEMBER, object_id=member_id)


@action
def end_term(*, by: Viewer, member_id: UUID, until_on: date) -> None:
    """Write the last day of a term, whether it is earlier or later than was thought. Raises `Invalid` where it comes
    before the first day, or the account has another seat in the council by then."""
    member = _locked_member(by, member_id)
    member.until_on = until_on
    check_term(member)
    member.save(update_fields=["until_on"])
    record(by=by, verb=Verb.ENDED_TERM, kind=ObjectKind.COUNCIL_MEMBER, object_id=member_id)
