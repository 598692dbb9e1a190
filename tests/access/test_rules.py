import pytest

from helhed.access.models import Account
from helhed.access.rules import (
    ROLES,
    addressable_accounts,
    manageable_accounts,
    may,
    readable_accounts,
    require,
    reset_links,
)
from helhed.access.words import Permission
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import RoleHeld, Viewer
from tests.people import SYSTEM, add_account, add_viewer

# Written by hand: what each role may, and by leaving it out, may not.
MAY: dict[Role, set[str]] = {
    Role.CITIZEN: set(),
    Role.SUPPORT_WORKER: {"write_own_progress"},
    Role.LEADER: {"write_own_progress", "write_unit_progress", "assign_unit_accountable", "read_draft_status"},
    Role.CONSULTANT: {
        "write_steering",
        "write_easy_wording",
        "write_all_progress",
        "read_draft_status",
        "write_status",
        "keep_hearings",
    },
    Role.POLITICIAN: set(),
    Role.COUNCIL_MEMBER: {"answer_hearings"},
    Role.DPO: {"read_roles", "read_record", "read_log"},
    Role.ADMINISTRATOR: {"manage_accounts", "keep_messages", "read_roles"},
    Role.SYSTEM: {
        "write_steering",
        "write_easy_wording",
        "write_all_progress",
        "write_unit_progress",
        "write_own_progress",
        "assign_unit_accountable",
        "read_draft_status",
        "write_status",
        "keep_hearings",
        "answer_hearings",
        "manage_accounts",
        "keep_messages",
        "read_roles",
        "read_record",
    },
}


def holder(*roles: Role) -> Viewer:
    return Viewer(roles=tuple(RoleHeld(role) for role in roles))


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_what_each_role_may(role: Role, permission: Permission) -> None:
    assert may(holder(role), permission) == (permission.value in MAY[role])


@pytest.mark.parametrize("permission", Permission)
def test_a_visitor_may_nothing(permission: Permission) -> None:
    assert not may(Viewer(), permission)
    with pytest.raises(NotAllowed):
        require(Viewer(), permission)


def test_roles_add_up_and_nothing_more() -> None:
    both = holder(Role.LEADER, Role.DPO)
    assert {each.value for each in Permission if may(both, each)} == MAY[Role.LEADER] | MAY[Role.DPO]


def test_every_role_is_described() -> None:
    assert set(ROLES) == set(Role)
    assert all(str(described.summary) for described in ROLES.values())


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMINISTRATOR, Role.SYSTEM}])
@pytest.mark.django_db
def test_whoever_does_not_manage_accounts_reads_the_own_one_only(role: Role) -> None:
    viewer = add_viewer(role)
    add_account("somebody-else")
    assert [account.id for account in readable_accounts(viewer)] == [viewer.account_id]
    with pytest.raises(NotAllowed):
        manageable_accounts(viewer)


@pytest.mark.django_db
def test_a_visitor_reads_no_account() -> None:
    add_account("somebody")
    assert not readable_accounts(Viewer()).exists()


@pytest.mark.django_db
def test_the_administrator_reads_all_accounts_and_manages_all_but_the_own_one() -> None:
    viewer, other = add_viewer(Role.ADMINISTRATOR), add_account("somebody-else")
    assert {account.id for account in readable_accounts(viewer)} == {viewer.account_id, other}
    assert [account.id for account in manageable_accounts(viewer)] == [other]


@pytest.mark.django_db
def test_the_system_manages_every_account() -> None:
    add_account("somebody")
    assert manageable_accounts(SYSTEM).count() == 1


@pytest.mark.parametrize("role", Role)
@pytest.mark.django_db
def test_whose_e_mail_address_each_role_may_change(role: Role) -> None:
    other = add_account("somebody-else")
    viewer = SYSTEM if role is Role.SYSTEM else add_viewer(role)
    own = {viewer.account_id} - {None}
    manages = role in {Role.ADMINISTRATOR, Role.SYSTEM}
    assert {each.id for each in addressable_accounts(viewer)} == (own | {other} if manages else own)


@pytest.mark.django_db
def test_a_visitor_changes_no_e_mail_address() -> None:
    add_account("somebody")
    assert not addressable_accounts(Viewer()).exists()


@pytest.mark.django_db
def test_a_reset_link_dies_with_a_new_e_mail_address() -> None:
    account = Account.objects.get(id=add_account("ida"))
    token = reset_links.make_token(account)
    account.email = "ida@lindevig.dk"
    assert not reset_links.check_token(account, token)


@pytest.mark.django_db
def test_a_reset_link_belongs_to_one_account_and_one_round() -> None:
    account, other = (Account.objects.get(id=add_account(name)) for name in ("ida", "bo"))
    token = reset_links.make_token(account)
    assert reset_links.check_token(account, token)
    assert not reset_links.check_token(other, token)
    account.session_round += 1
    assert not reset_links.check_token(account, token)
