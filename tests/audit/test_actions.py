from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError

from helhed.audit.actions import action, record
from helhed.audit.models import Event
from helhed.audit.queries import list_events
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import AlreadyDone, Changed
from helhed.base.roles import Role
from helhed.base.viewer import RoleHeld, Viewer
from tests.world import at

pytestmark = pytest.mark.django_db
DPO = Viewer(account_id=uuid4(), roles=(RoleHeld(Role.DPO),))


class Failed(Exception):
    pass


@action
def do(*, by: Viewer, object_id: UUID, fails: bool = False) -> None:
    record(by=by, verb=Verb.ADDED_UNIT, kind=ObjectKind.UNIT, object_id=object_id)
    if fails:
        raise Failed


def test_an_action_that_fails_leaves_no_event() -> None:
    with pytest.raises(Failed):
        do(by=replace(DPO, form_id=uuid4()), object_id=uuid4(), fails=True)
    assert not Event.objects.exists()


def test_a_form_that_failed_can_be_sent_again() -> None:
    by, object_id = replace(DPO, form_id=uuid4()), uuid4()
    with pytest.raises(Failed):
        do(by=by, object_id=object_id, fails=True)
    do(by=by, object_id=object_id)
    with pytest.raises(AlreadyDone) as repeated:
        do(by=by, object_id=object_id)
    assert repeated.value.object_id == object_id


def test_a_form_sent_again_with_other_content_is_told_so() -> None:
    by = replace(DPO, form_id=uuid4())
    do(by=by, object_id=uuid4())
    with pytest.raises(Changed):
        do(by=by, object_id=uuid4())
    assert Event.objects.count() == 1


def test_the_digest_of_a_form_tells_nothing_of_a_password() -> None:
    from helhed.audit.actions import _digest

    said = {"by": DPO, "account_id": uuid4(), "password": "hemmelig", "token": "hemmeligt"}
    assert _digest("choose_password", said) == _digest("choose_password", {**said, "password": "x", "token": "y"})


def test_two_sendings_side_by_side_happen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from helhed.audit import actions

    by, looked = replace(DPO, form_id=uuid4()), actions._refuse_repeat
    object_id = uuid4()
    do(by=by, object_id=object_id)
    looks = iter([lambda by, digest: None, looked])
    monkeypatch.setattr(actions, "_refuse_repeat", lambda by, digest: next(looks)(by, digest))
    with pytest.raises(AlreadyDone):
        do(by=by, object_id=object_id)
    assert Event.objects.count() == 1


def test_what_the_database_refuses_is_told_as_somebody_being_quicker() -> None:
    @action
    def collide(*, by: Viewer) -> None:
        event = Event.objects.get()
        Event.objects.create(id=event.id, at=event.at, verb=Verb.ADDED_UNIT, request_id=uuid4())

    do(by=DPO, object_id=uuid4())
    with pytest.raises(Changed) as refused:
        collide(by=replace(DPO, form_id=uuid4()))
    assert isinstance(refused.value.__cause__, IntegrityError)


def test_an_event_says_who_as_what_when_and_about_what() -> None:
    unit_id, object_id = uuid4(), uuid4()
    by = Viewer(account_id=uuid4(), roles=(RoleHeld(Role.LEADER, unit_id),), form_id=uuid4())
    with at(2024, 2, 1, 9, 30):
        do(by=by, object_id=object_id)
    event = Event.objects.get()
    assert event.at.replace(second=0, microsecond=0) == datetime(2024, 2, 1, 8, 30, tzinfo=UTC)
    assert (event.actor_id, event.role, event.unit_id) == (by.account_id, "leader", unit_id)
    assert (event.object_kind, event.object_id) == ("unit", object_id)
    assert (event.request_id, event.form_id) == (by.request_id, by.form_id)


def test_the_log_is_read_in_pages_newest_first() -> None:
    for day in range(1, 8):
        with at(2024, 2, day):
            record(by=DPO, verb=Verb.ADDED_UNIT if day % 2 else Verb.ADDED_STAFF)
    first, second = (list_events(DPO, page=page, count=5) for page in (1, 2))
    assert [event.at.day for event in first.events] == [7, 6, 5, 4, 3]
    assert [event.at.day for event in second.events] == [2, 1]
    assert (second.number, second.last) == (2, 2)
    assert list_events(DPO, page=99, count=5) == second
    assert [event.at.day for event in list_events(DPO, verb=Verb.ADDED_STAFF).events] == [6, 4, 2]


def test_an_empty_log_is_one_empty_page() -> None:
    page = list_events(DPO)
    assert (page.events, page.number, page.last) == ([], 1, 1)
