from datetime import timedelta

import pytest

from helhed.access.actions import disable_account, mark_as_demo
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.organisation.actions import add_staff, add_unit, assign_role, end_employment, end_role
from helhed.organisation.queries import (
    demo_accounts,
    has_administrator,
    leaders_of_units,
    list_assignments,
    list_staff,
    list_units,
    viewer_of_account,
)
from helhed.organisation.words import Sector
from tests.people import HUMAN_ROLES, SYSTEM, add_account, add_viewer

pytestmark = pytest.mark.django_db


def test_units_stand_below_what_they_belong_to() -> None:
    whole = add_unit(by=SYSTEM, name="Kommunen", sector=Sector.ADMINISTRATION)
    social = add_unit(by=SYSTEM, name="Social", sector=Sector.SOCIAL, parent_id=whole)
    add_unit(by=SYSTEM, name="Bo", sector=Sector.SOCIAL, parent_id=social)
    add_unit(by=SYSTEM, name="Arbejde", sector=Sector.EMPLOYMENT, parent_id=whole)
    shown = [(unit.depth, unit.name) for unit in list_units(Viewer())]
    assert shown == [(0, "Kommunen"), (1, "Arbejde"), (1, "Social"), (2, "Bo")]


def test_a_role_reaches_the_units_below_and_no_other() -> None:
    whole = add_unit(by=SYSTEM, name="Kommunen", sector=Sector.ADMINISTRATION)
    social = add_unit(by=SYSTEM, name="Social", sector=Sector.SOCIAL, parent_id=whole)
    home = add_unit(by=SYSTEM, name="Bo", sector=Sector.SOCIAL, parent_id=social)
    add_unit(by=SYSTEM, name="Arbejde", sector=Sector.EMPLOYMENT, parent_id=whole)
    account_id = add_account("ida")
    assign_role(by=SYSTEM, account_id=account_id, role=Role.LEADER, unit_id=social)
    viewer = viewer_of_account(account_id, name="Ida")
    assert [held.unit_ids for held in viewer.roles] == [{social, home}]
    assert viewer.name == "Ida"


def test_demo_accounts_are_shown_in_a_demo_only() -> None:
    add_account("ida", Role.LEADER)
    assert demo_accounts(Viewer()) == []


def test_demo_accounts_are_the_open_ones_with_a_role() -> None:
    mark_as_demo(by=SYSTEM, clock_shift=timedelta())
    ida, closed = add_account("ida", Role.LEADER), add_account("bo", Role.DPO)
    add_account("without-a-role")
    disable_account(by=SYSTEM, account_id=closed)
    assert [persona.account_id for persona in demo_accounts(Viewer())] == [ida]


@pytest.mark.parametrize("role", HUMAN_ROLES)
def test_whether_there_is_an_administrator(role: Role) -> None:
    viewer = add_viewer(role)
    assert has_administrator(SYSTEM) == (role is Role.ADMINISTRATOR)
    if role is not Role.ADMINISTRATOR:
        with pytest.raises(NotAllowed):
            has_administrator(viewer)


def test_a_closed_account_or_an_ended_role_makes_no_administrator() -> None:
    closed, ended = add_account("ida", Role.ADMINISTRATOR), add_account("bo", Role.ADMINISTRATOR)
    disable_account(by=SYSTEM, account_id=closed)
    assert has_administrator(SYSTEM)
    held = list_assignments(SYSTEM, account_id=ended)[0]
    end_role(by=SYSTEM, account_id=ended, assignment_id=held.id)
    assert not has_administrator(SYSTEM)


def test_employees_stand_in_danish_order_also_those_who_left() -> None:
    unit = add_unit(by=SYSTEM, name="Bo", sector=Sector.SOCIAL)
    ids = {name: add_staff(by=SYSTEM, name=name, title="Leder", unit_id=unit) for name in ("Åse", "bo", "Ida", "Æ")}
    end_employment(by=SYSTEM, staff_id=ids["Ida"])
    assert [each.name for each in list_staff(SYSTEM)] == ["bo", "Ida", "Æ", "Åse"]
    [ida] = list_staff(SYSTEM, staff_ids=[ids["Ida"]])
    assert (ida.unit, bool(ida.left_on)) == ("Bo", True)
    assert list_staff(SYSTEM, staff_ids=[]) == list_staff(Viewer()) == []


def test_those_who_lead_a_unit_stand_nearest_first() -> None:
    whole = add_unit(by=SYSTEM, name="Kommunen", sector=Sector.ADMINISTRATION)
    social = add_unit(by=SYSTEM, name="Social", sector=Sector.SOCIAL, parent_id=whole)
    home = add_unit(by=SYSTEM, name="Bo", sector=Sector.SOCIAL, parent_id=social)
    staff = {}
    for name, unit in (
        ("direktør", whole),
        ("chef", social),
        ("leder", home),
        ("fratrådt", home),
        ("medarbejder", home),
    ):
        account_id = add_account(name)
        role = Role.SUPPORT_WORKER if name == "medarbejder" else Role.LEADER
        assign_role(by=SYSTEM, account_id=account_id, role=role, unit_id=unit)
        staff[name] = add_staff(by=SYSTEM, name=name, title="", unit_id=unit, account_id=account_id)
    end_employment(by=SYSTEM, staff_id=staff["fratrådt"])
    found = leaders_of_units(SYSTEM)
    assert [each.name for each in found[home]] == ["leder", "chef", "direktør"]
    assert [each.name for each in found[social]] == ["chef", "direktør"]
    assert [each.name for each in found[whole]] == ["direktør"]
