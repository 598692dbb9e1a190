from dataclasses import FrozenInstanceError
from uuid import uuid4

import pytest

from helhed.base.errors import AlreadyDone, Invalid
from helhed.base.roles import Role
from helhed.base.viewer import RoleHeld, Viewer, system_viewer


def test_a_visitor_is_nobody():
    visitor = Viewer()
    assert not visitor.is_signed_in
    assert not visitor.has(*Role)
    assert (visitor.account_id, visitor.staff_id, visitor.form_id) == (None, None, None)


def test_a_viewer_has_the_roles_held_and_no_other():
    viewer = Viewer(account_id=uuid4(), roles=(RoleHeld(Role.LEADER, uuid4()), RoleHeld(Role.POLITICIAN)))
    assert viewer.is_signed_in
    assert {role for role in Role if viewer.has(role)} == {Role.LEADER, Role.POLITICIAN}
    assert viewer.has(Role.DPO, Role.LEADER)
    assert not viewer.has(Role.DPO, Role.CITIZEN)
    assert not viewer.has()


def test_the_system_acts_under_its_name_without_an_account():
    system = system_viewer("nightly")
    assert system.name == "nightly"
    assert not system.is_signed_in
    assert {role for role in Role if system.has(role)} == {Role.SYSTEM}


def test_each_request_has_an_id_of_its_own():
    assert Viewer().request_id != Viewer().request_id


def test_a_viewer_is_not_changed():
    with pytest.raises(FrozenInstanceError):
        Viewer().account_id = uuid4()


def test_errors_say_where_and_what():
    problem = Invalid("title", "Vælg en anden.")
    assert (problem.field, problem.message, str(problem)) == ("title", "Vælg en anden.", "Vælg en anden.")
    object_id = uuid4()
    assert AlreadyDone(object_id).object_id == object_id
    assert AlreadyDone(None).object_id is None
