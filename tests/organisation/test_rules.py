from datetime import date

import pytest

from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.organisation.actions import end_role
from helhed.organisation.models import RoleAssignment
from helhed.organisation.queries import list_assignments, viewer_of_account
from helhed.organisation.rules import holds_on, readable_assignments, readable_staff
from tests.people import HUMAN_ROLES, SYSTEM, add_account, add_viewer
from tests.world import NOT_EMPLOYED, at, build_world

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 2, 1), False),
        (date(2024, 2, 2), True),
        (date(2024, 2, 9), True),
        (date(2024, 2, 10), False),
    ],
)
def test_a_role_holds_from_its_first_to_its_last_day(day: date, holds: bool) -> None:
    with at(2024, 2, 2):
        account_id = add_account("ida", Role.DPO)
    with at(2024, 2, 10):
        held = list_assignments(SYSTEM, account_id=account_id)[0]
        end_role(by=SYSTEM, account_id=account_id, assignment_id=held.id)
    assert RoleAssignment.objects.filter(holds_on(day)).exists() == holds
    with at(day.year, day.month, day.day):
        assert viewer_of_account(account_id).has(Role.DPO) == holds


def test_a_role_counts_by_the_danish_day() -> None:
    with at(2024, 2, 1, 23, 59):
        account_id = add_account("ida", Role.DPO)
    with at(2024, 2, 2, 0, 1):
        held = list_assignments(SYSTEM, account_id=account_id)[0]
        end_role(by=SYSTEM, account_id=account_id, assignment_id=held.id)
        assert not viewer_of_account(account_id).has(Role.DPO)
    with at(2024, 2, 1, 23, 59):
        assert viewer_of_account(account_id).has(Role.DPO)


@pytest.mark.parametrize("role", HUMAN_ROLES)
def test_only_the_administrator_reads_the_roles_of_others(role: Role) -> None:
    viewer, other = add_viewer(role), add_account("other", Role.LEADER)
    seen = {assignment.account_id for assignment in readable_assignments(viewer)}
    assert seen == ({viewer.account_id, other} if role is Role.ADMINISTRATOR else {viewer.account_id})


def test_a_visitor_reads_no_roles() -> None:
    add_account("other", Role.LEADER)
    assert not readable_assignments(Viewer()).exists()


def test_the_list_of_employees_is_read_by_those_who_need_it() -> None:
    """One is shown with what she or he is accountable for; the whole list is for those who work here."""
    world = build_world()
    seen = {name for name, viewer in world.viewers.items() if readable_staff(viewer).exists()}
    outside = NOT_EMPLOYED - {"consultant_without_staff"} | {"visitor", "deputy_who_left"}
    assert seen == set(world.viewers) - outside
