from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.errors import AlreadyDone, Invalid, Missing, NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.organisation.actions import add_staff, add_unit, assign_role, end_employment, end_role
from helhed.organisation.models import RoleAssignment, Staff, Unit
from helhed.organisation.queries import list_assignments, viewer_of_account
from helhed.organisation.words import Sector
from tests.people import HUMAN_ROLES, SYSTEM, add_account, add_viewer, events
from tests.world import at

pytestmark = pytest.mark.django_db
NOT_ADMINISTRATORS = [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR]


@pytest.fixture
def unit_id() -> UUID:
    return add_unit(by=SYSTEM, name="Lindevig Kommune", sector=Sector.ADMINISTRATION)


@pytest.mark.parametrize("role", NOT_ADMINISTRATORS)
def test_only_the_administrator_changes_the_organisation(role: Role, unit_id: UUID) -> None:
    by, account_id = add_viewer(role), add_account("other", Role.LEADER)
    staff_id = add_staff(by=SYSTEM, name="Ida", title="Leder", unit_id=unit_id)
    held = list_assignments(SYSTEM, account_id=account_id)[0]
    before = Event.objects.count()
    for refused in (
        lambda: add_unit(by=by, name="Ny", sector=Sector.SOCIAL),
        lambda: add_staff(by=by, name="Bo", title="Leder", unit_id=unit_id),
        lambda: end_employment(by=by, staff_id=staff_id),
        lambda: assign_role(by=by, account_id=account_id, role=Role.DPO, unit_id=None),
        lambda: end_role(by=by, account_id=account_id, assignment_id=held.id),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert Event.objects.count() == before


def test_nobody_gives_or_takes_a_role_of_their_own() -> None:
    by = add_viewer(Role.ADMINISTRATOR)
    assert by.account_id
    with pytest.raises(Missing):
        assign_role(by=by, account_id=by.account_id, role=Role.DPO, unit_id=None)
    held = list_assignments(by, account_id=by.account_id)[0]
    with pytest.raises(Missing):
        end_role(by=by, account_id=by.account_id, assignment_id=held.id)


def test_the_system_itself_is_given_to_nobody() -> None:
    with pytest.raises(Invalid, match=r".") as refused:
        assign_role(by=SYSTEM, account_id=add_account("ida"), role=Role.SYSTEM, unit_id=None)
    assert refused.value.field == "role"


def test_a_role_holds_at_the_next_request() -> None:
    account_id = add_account("ida")
    assert not viewer_of_account(account_id).has(Role.LEADER)
    assign_role(by=SYSTEM, account_id=account_id, role=Role.LEADER, unit_id=None)
    assert viewer_of_account(account_id).has(Role.LEADER)


@pytest.mark.parametrize("in_unit", [True, False])
def test_a_role_is_held_once_in_a_unit(in_unit: bool, unit_id: UUID) -> None:
    account_id = add_account("ida")
    where = unit_id if in_unit else None
    assign_role(by=SYSTEM, account_id=account_id, role=Role.LEADER, unit_id=where)
    with pytest.raises(Invalid) as refused:
        assign_role(by=SYSTEM, account_id=account_id, role=Role.LEADER, unit_id=where)
    assert refused.value.field == "role"
    assign_role(by=SYSTEM, account_id=account_id, role=Role.LEADER, unit_id=None if in_unit else unit_id)
    assert len(events(Verb.ASSIGNED_ROLE)) == 2


@pytest.mark.parametrize(
    "refused",
    [
        lambda nothing: assign_role(by=SYSTEM, account_id=add_account("ida"), role=Role.LEADER, unit_id=nothing),
        lambda nothing: add_staff(by=SYSTEM, name="Bo", title="Leder", unit_id=nothing),
        lambda nothing: add_unit(by=SYSTEM, name="Ny", sector=Sector.SOCIAL, parent_id=nothing),
    ],
)
def test_a_unit_that_is_not_there_is_refused(refused) -> None:
    with pytest.raises(Invalid):
        refused(uuid4())
    assert not Unit.objects.exists()


def test_an_ended_role_keeps_its_last_day_and_one_from_today_goes() -> None:
    with at(2024, 2, 1):
        account_id = add_account("ida", Role.LEADER)
    with at(2024, 2, 5):
        assign_role(by=SYSTEM, account_id=account_id, role=Role.DPO, unit_id=None)
        for held in list_assignments(SYSTEM, account_id=account_id):
            end_role(by=SYSTEM, account_id=account_id, assignment_id=held.id)
        assert viewer_of_account(account_id).roles == ()
    assert [(each.role, each.until_on) for each in RoleAssignment.objects.all()] == [(Role.LEADER, date(2024, 2, 4))]
    assert len(events(Verb.ENDED_ROLE)) == 2


def test_a_role_is_ended_once_and_only_on_its_own_account() -> None:
    with at(2024, 2, 1):
        account_id, other = add_account("ida", Role.LEADER), add_account("bo")
    held = list_assignments(SYSTEM, account_id=account_id)[0]
    with pytest.raises(Missing):
        end_role(by=SYSTEM, account_id=other, assignment_id=held.id)
    end_role(by=SYSTEM, account_id=account_id, assignment_id=held.id)
    with pytest.raises(Missing):
        end_role(by=SYSTEM, account_id=account_id, assignment_id=held.id)


def test_who_leaves_is_no_longer_staff(unit_id: UUID) -> None:
    account_id = add_account("ida")
    staff_id = add_staff(by=SYSTEM, name="Ida", title="Leder", unit_id=unit_id, account_id=account_id)
    assert viewer_of_account(account_id).staff_id == staff_id
    end_employment(by=SYSTEM, staff_id=staff_id)
    assert viewer_of_account(account_id).staff_id is None
    assert Staff.objects.get().left_on
    with pytest.raises(Missing):
        end_employment(by=SYSTEM, staff_id=staff_id)


def test_the_same_form_twice_assigns_once() -> None:
    account_id = add_account("ida")
    by = replace(add_viewer(Role.ADMINISTRATOR), form_id=uuid4())
    assign_role(by=by, account_id=account_id, role=Role.LEADER, unit_id=None)
    with pytest.raises(AlreadyDone) as repeated:
        assign_role(by=by, account_id=account_id, role=Role.LEADER, unit_id=None)
    assert repeated.value.object_id == account_id


def test_a_form_of_one_person_is_not_done_by_another() -> None:
    account_id, form_id = add_account("ida"), uuid4()
    first = replace(add_viewer(Role.ADMINISTRATOR), form_id=form_id)
    second = replace(viewer_of_account(add_account("second", Role.ADMINISTRATOR)), form_id=form_id)
    assign_role(by=first, account_id=account_id, role=Role.LEADER, unit_id=None)
    assign_role(by=second, account_id=account_id, role=Role.DPO, unit_id=None)
    assert {role.role for role in viewer_of_account(account_id).roles} == {Role.LEADER, Role.DPO}


def test_a_visitors_form_is_done_once() -> None:
    from helhed.access.actions import record_failed_sign_in

    by = Viewer(form_id=uuid4())
    record_failed_sign_in(by=by, username="ida")
    with pytest.raises(AlreadyDone):
        record_failed_sign_in(by=by, username="ida")
