import time
from uuid import uuid4

import pytest
from django.apps import apps

from helhed.access.actions import disable_account
from helhed.access.queries import (
    assignable_roles,
    get_managed_account,
    get_own_account,
    get_record,
    list_accounts,
    list_roles,
    may_open_accounts,
    names_of_accounts,
    permissions_of,
)
from helhed.access.words import AccountOrder, AccountState, Permission
from helhed.base.errors import Missing, NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from tests.people import HUMAN_ROLES, SYSTEM, add_account, add_viewer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", HUMAN_ROLES)
def test_who_may_see_what(role: Role) -> None:
    viewer = add_viewer(role)
    other = add_account("other")
    asked = {
        "accounts": lambda: list_accounts(viewer),
        "account": lambda: get_managed_account(viewer, other),
        "new account": lambda: may_open_accounts(viewer),
        "assignable": lambda: assignable_roles(viewer),
        "roles": lambda: list_roles(viewer),
        "record": lambda: get_record(viewer),
        "names": lambda: names_of_accounts(viewer, {other}),
    }
    allowed = {
        Role.ADMINISTRATOR: {"accounts", "account", "new account", "assignable", "roles"},
        Role.DPO: {"roles", "record", "names"},
    }.get(role, set())
    for name, ask in asked.items():
        if name in allowed:
            ask()
        else:
            with pytest.raises(NotAllowed):
                ask()


def test_a_visitor_has_no_account() -> None:
    with pytest.raises(Missing):
        get_own_account(Viewer())


def test_an_account_that_is_not_there_is_missing() -> None:
    with pytest.raises(Missing):
        get_managed_account(SYSTEM, uuid4())


def test_accounts_stand_in_danish_order() -> None:
    names = ["Åse Holm", "Øjvind Bo", "ærlig aage", "Zenia Dahl", "anna Beck"]
    for number, name in enumerate(names):
        add_account(f"account-{number}", name=name)
        time.sleep(0.002)  # ids tell one millisecond from the next
    assert [account.name for account in list_accounts(SYSTEM)] == list(reversed(names))
    by_username = list_accounts(SYSTEM, order=AccountOrder.USERNAME)
    assert [account.username for account in by_username] == [f"account-{number}" for number in range(5)]
    assert [account.name for account in list_accounts(SYSTEM, order=AccountOrder.NEWEST)] == list(reversed(names))


def test_accounts_are_found_by_words_and_by_state() -> None:
    for username, name in (("ash", "Åse Holm"), ("aho", "Anna Holm"), ("bob", "Bo Beck")):
        add_account(username, name=name)
    disable_account(by=SYSTEM, account_id=list_accounts(SYSTEM, words="bob")[0].id)

    def found(**chosen: str) -> list[str]:
        return [account.username for account in list_accounts(SYSTEM, **chosen)]

    assert found(words="HOLM åse") == ["ash"]
    assert found(words="holm") == ["aho", "ash"]
    assert found(words="%") == []
    assert found(state=AccountState.OPEN) == ["aho", "ash"]
    assert found(state=AccountState.CLOSED) == ["bob"]
    assert found(words="holm", state=AccountState.CLOSED) == []


def test_the_page_of_roles_says_what_the_rules_say() -> None:
    shown = {role.role: role for role in list_roles(SYSTEM)}
    assert set(shown) == set(Role)
    assert shown[Role.ADMINISTRATOR].may == (
        str(Permission.MANAGE_ACCOUNTS.label),
        str(Permission.KEEP_MESSAGES.label),
        str(Permission.READ_ROLES.label),
    )
    assert shown[Role.CITIZEN].may == ()


def test_the_system_itself_is_no_role_to_give() -> None:
    assert {value for value, _name in assignable_roles(SYSTEM)} == {role.value for role in HUMAN_ROLES}


def test_the_menu_knows_what_the_viewer_may() -> None:
    assert permissions_of(Viewer()) == frozenset()
    assert Permission.READ_LOG in permissions_of(add_viewer(Role.DPO))


def test_the_record_holds_every_table_and_every_field() -> None:
    recorded = {table.table: table for table in get_record(SYSTEM)}
    models = apps.get_models(include_auto_created=True)
    assert set(recorded) == {model._meta.db_table for model in models}
    for model in models:
        table = recorded[model._meta.db_table]
        assert table.whole or len(table.fields) == len(model._meta.local_concrete_fields)
    assert recorded["django_session"].whole
    assert recorded["access_account"].whole is None
