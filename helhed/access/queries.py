from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.apps import apps

from helhed.access.models import Account, DemoMarker
from helhed.access.rules import ASSIGNABLE, ROLES, may, readable_accounts, require, reset_links
from helhed.access.words import AccountOrder, AccountState, Permission
from helhed.base.errors import Missing
from helhed.base.labels import THIRD_PARTY_TABLES, Label, labelled_fields
from helhed.base.roles import Role
from helhed.base.text import alphabetical
from helhed.base.viewer import Viewer


@dataclass(frozen=True)
class ShownAccount:
    """`is_own` tells the viewer's own account, which nobody manages; a demo persona has no password."""

    id: UUID
    username: str
    name: str
    email: str
    is_open: bool
    is_own: bool
    has_password: bool


@dataclass(frozen=True)
class ShownRole:
    role: Role
    name: str
    summary: str
    may: tuple[str, ...]


@dataclass(frozen=True)
class RecordedTable:
    """A table as the record of data (GDPR article 30) tells of it; `whole` is what holds for all its fields."""

    table: str
    name: str
    fields: tuple[tuple[str, Label], ...]
    whole: Label | None


def list_accounts(
    viewer: Viewer, *, words: str = "", state: str = "", order: str = AccountOrder.NAME
) -> list[ShownAccount]:
    """The accounts whose name or user name holds all the words, in Danish alphabetical order."""
    require(viewer, Permission.MANAGE_ACCOUNTS)
    accounts = readable_accounts(viewer)
    if state:
        accounts = accounts.filter(is_active=state == AccountState.OPEN)
    wanted = words.casefold().split()
    # In Python, because the databases differ on case and alphabet beyond a-z.
    found = [account for account in accounts if all(word in _searched(account) for word in wanted)]
    return [_shown(account, viewer) for account in sorted(found, key=_ORDERS[AccountOrder(order)])]


def _searched(account: Account) -> str:
    return f"{account.name} {account.username}".casefold()


_ORDERS: dict[AccountOrder, Callable[[Account], tuple[str | int, ...]]] = {
    AccountOrder.NAME: lambda account: (alphabetical(account.name), account.username),
    AccountOrder.USERNAME: lambda account: (alphabetical(account.username),),
    AccountOrder.NEWEST: lambda account: (-account.id.int,),
}


def get_own_account(viewer: Viewer) -> ShownAccount:
    return _account(viewer, viewer.account_id)


def get_managed_account(viewer: Viewer, account_id: UUID) -> ShownAccount:
    """An account as the one who manages accounts sees it, the own one too, though it cannot be changed there."""
    require(viewer, Permission.MANAGE_ACCOUNTS)
    return _account(viewer, account_id)


def _account(viewer: Viewer, account_id: UUID | None) -> ShownAccount:
    account = readable_accounts(viewer).filter(id=account_id).first() if account_id else None
    if account is None:
        raise Missing
    return _shown(account, viewer)


def names_of_accounts(viewer: Viewer, account_ids: set[UUID]) -> dict[UUID, str]:
    """The names behind events, for the one who may read the log."""
    require(viewer, Permission.READ_LOG)
    return dict(Account.objects.filter(id__in=account_ids).values_list("id", "name"))


def _shown(account: Account, viewer: Viewer) -> ShownAccount:
    return ShownAccount(
        id=account.id,
        username=account.username,
        name=account.name,
        email=account.email,
        is_open=account.is_active,
        is_own=account.id == viewer.account_id,
        has_password=account.has_usable_password(),
    )


def list_roles(viewer: Viewer) -> list[ShownRole]:
    require(viewer, Permission.READ_ROLES)
    return [
        ShownRole(
            role=role,
            name=str(role.label),
            summary=str(described.summary),
            may=tuple(str(permission.label) for permission in Permission if permission in described.may),
        )
        for role, described in ROLES.items()
    ]


def permissions_of(viewer: Viewer) -> frozenset[Permission]:
    """What this viewer may do, for the menu; each page asks the rules again."""
    return frozenset(permission for permission in Permission if may(viewer, permission))


def may_open_accounts(viewer: Viewer) -> None:
    """Raises `NotAllowed` where the viewer may not see the form that opens an account."""
    require(viewer, Permission.MANAGE_ACCOUNTS)


def assignable_roles(viewer: Viewer) -> list[tuple[str, str]]:
    """The roles that can be given to a person, with their names."""
    require(viewer, Permission.MANAGE_ACCOUNTS)
    return [(role.value, str(role.label)) for role in ASSIGNABLE]


def get_record(viewer: Viewer) -> list[RecordedTable]:
    """What is kept, why and for how long: read from the labels beside the fields, so that it cannot be out of date."""
    require(viewer, Permission.READ_RECORD)
    return [
        RecordedTable(
            table=model._meta.db_table,
            name=str(model._meta.verbose_name),
            fields=tuple((str(field.verbose_name), label) for field, label in labelled_fields(model)),
            whole=THIRD_PARTY_TABLES.get(model._meta.db_table),
        )
        for model in apps.get_models(include_auto_created=True)
    ]


def reset_link_is_good(viewer: Viewer, account_id: UUID, token: str) -> bool:
    """Whether a link to choose a new password can still be used, by whoever holds it."""
    account = Account.objects.filter(id=account_id, is_active=True).first()
    return account is not None and reset_links.check_token(account, token)


def demo_clock_shift() -> timedelta | None:
    """How far the clock of the demo municipality is shifted; none where the data are not made up."""
    marker = DemoMarker.objects.first()
    return marker.clock_shift if marker else None
