from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from helhed.access import rules
from helhed.access.actions import (
    change_email,
    change_password,
    choose_password,
    create_account,
    disable_account,
    enable_account,
    give_password,
    make_reset_link,
    mark_as_demo,
    record_failed_sign_in,
    record_sign_in,
)
from helhed.access.models import Account
from helhed.access.queries import demo_clock_shift, reset_link_is_good
from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing, NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer, system_viewer
from tests.people import HUMAN_ROLES, OTHER_PASSWORD, PASSWORD, SYSTEM, add_account, add_viewer, events

pytestmark = pytest.mark.django_db
NOT_ADMINISTRATORS = [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR]


@pytest.fixture
def administrator() -> Viewer:
    return add_viewer(Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", NOT_ADMINISTRATORS)
def test_only_the_administrator_manages_accounts(role: Role) -> None:
    by, account_id = add_viewer(role), add_account("ida", password=PASSWORD)
    before = Event.objects.count()
    for refused in (
        lambda: create_account(by=by, username="bo", name="Bo"),
        lambda: disable_account(by=by, account_id=account_id),
        lambda: enable_account(by=by, account_id=account_id),
        lambda: make_reset_link(by=by, account_id=account_id),
        lambda: give_password(by=by, account_id=account_id, password=OTHER_PASSWORD),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert Event.objects.count() == before
    assert Account.objects.get(id=account_id).check_password(PASSWORD)


@pytest.mark.parametrize("role", NOT_ADMINISTRATORS)
def test_nobody_else_changes_somebody_s_e_mail_address(role: Role) -> None:
    by, account_id = add_viewer(role), add_account("ida")
    with pytest.raises(Missing):
        change_email(by=by, account_id=account_id, seen_email="", email="mine@example.org")
    assert Account.objects.get(id=account_id).email == ""
    assert events(Verb.CHANGED_EMAIL) == []


@pytest.mark.parametrize("role", HUMAN_ROLES)
def test_everybody_says_where_messages_to_oneself_go(role: Role) -> None:
    by = add_viewer(role)
    change_email(by=by, account_id=by.account_id, seen_email="", email=" ida@lindevig.dk ")
    assert Account.objects.get(id=by.account_id).email == "ida@lindevig.dk"
    change_email(by=by, account_id=by.account_id, seen_email="ida@lindevig.dk", email="")
    assert Account.objects.get(id=by.account_id).email == ""
    assert [(each.actor_id, each.object_id) for each in events(Verb.CHANGED_EMAIL)] == [(by.account_id,) * 2] * 2


def test_an_e_mail_address_is_changed_by_who_has_seen_it(administrator: Viewer) -> None:
    account_id = add_account("ida")
    change_email(by=administrator, account_id=account_id, seen_email="", email="ida@lindevig.dk")
    with pytest.raises(AlreadyDone):
        change_email(by=administrator, account_id=account_id, seen_email="", email="ida@lindevig.dk")
    with pytest.raises(Changed):
        change_email(by=administrator, account_id=account_id, seen_email="", email="other@lindevig.dk")
    assert Account.objects.get(id=account_id).email == "ida@lindevig.dk"
    assert len(events(Verb.CHANGED_EMAIL)) == 1


@pytest.mark.parametrize(
    "email",
    ["ida", "ida@", "a b@c.dk", "a@b.dk\nBcc: c@d.dk", "a\0@b.dk", f"{'a' * 300}@b.dk", "a@b.dk, c@d.dk", "æ@b.dk"],
)
def test_an_e_mail_address_that_is_none_is_refused(administrator: Viewer, email: str) -> None:
    account_id = add_account("ida")
    for act in (
        lambda: change_email(by=administrator, account_id=account_id, seen_email="", email=email),
        lambda: create_account(by=administrator, username="bo", name="Bo", email=email),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.field == "email"
    assert not Account.objects.exclude(email="").exists()


def test_letters_that_only_look_alike_do_not_make_another_address(administrator: Viewer) -> None:
    account_id = create_account(by=administrator, username="bo", name="Bo", email="Kai@lindevig.dk")
    assert Account.objects.get(id=account_id).email == "Kai@lindevig.dk"


def test_an_account_is_opened_without_a_password(administrator: Viewer) -> None:
    account = Account.objects.get(id=create_account(by=administrator, username=" Ida.Holm@KOM ", name=" Ida Holm "))
    assert (account.username, account.name) == ("ida.holm@kom", "Ida Holm")
    assert not account.has_usable_password()
    event = events(Verb.CREATED_ACCOUNT)[-1]
    assert (event.actor_id, event.object_id, event.role) == (administrator.account_id, account.id, "administrator")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"username": "IDA"}, "username"),
        ({"username": "ida holm"}, "username"),
        ({"username": "a\u200bb"}, "username"),
        ({"username": ""}, "username"),
        ({"username": "x" * 61}, "username"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
    ],
)
def test_a_user_name_is_one_word_that_nobody_has(typed: dict[str, str], field: str) -> None:
    add_account("ida")
    with pytest.raises(Invalid) as refused:
        create_account(by=SYSTEM, **{"username": "bo", "name": "Bo"} | typed)
    assert refused.value.field == field
    assert refused.value.message
    assert Account.objects.count() == 1


def test_nobody_closes_the_door_on_themselves(administrator: Viewer) -> None:
    assert administrator.account_id
    for refused in (disable_account, enable_account, make_reset_link):
        with pytest.raises(Missing):
            refused(by=administrator, account_id=administrator.account_id)


def test_an_account_is_closed_and_opened_once(administrator: Viewer) -> None:
    account_id = add_account("ida")
    disable_account(by=administrator, account_id=account_id)
    with pytest.raises(AlreadyDone):
        disable_account(by=administrator, account_id=account_id)
    enable_account(by=administrator, account_id=account_id)
    with pytest.raises(AlreadyDone):
        enable_account(by=administrator, account_id=account_id)
    assert [event.verb for event in events(Verb.DISABLED_ACCOUNT, Verb.ENABLED_ACCOUNT)] == [
        Verb.DISABLED_ACCOUNT,
        Verb.ENABLED_ACCOUNT,
    ]


def test_what_is_not_there_is_missing(administrator: Viewer) -> None:
    for refused in (disable_account, enable_account, make_reset_link):
        with pytest.raises(Missing):
            refused(by=administrator, account_id=uuid4())
    with pytest.raises(Missing):
        give_password(by=SYSTEM, account_id=uuid4(), password=PASSWORD)


def test_a_link_is_used_once(administrator: Viewer) -> None:
    account_id = add_account("ida", password=PASSWORD)
    link: dict[str, Any] = {"account_id": account_id, "token": make_reset_link(by=administrator, account_id=account_id)}
    assert reset_link_is_good(Viewer(), **link)
    assert choose_password(by=Viewer(), **link, password=OTHER_PASSWORD) == "ida"
    assert Account.objects.get(id=account_id).check_password(OTHER_PASSWORD)
    assert not reset_link_is_good(Viewer(), **link)
    with pytest.raises(Missing):
        choose_password(by=Viewer(), **link, password=PASSWORD)
    used = events(Verb.USED_RESET_LINK)
    assert [(event.actor_id, event.object_id) for event in used] == [(None, account_id)]


def test_a_link_dies_with_a_newer_one_and_when_the_account_was_closed(administrator: Viewer) -> None:
    account_id = add_account("ida")
    first = make_reset_link(by=administrator, account_id=account_id)
    second = make_reset_link(by=administrator, account_id=account_id)
    assert not reset_link_is_good(Viewer(), account_id, first)
    assert reset_link_is_good(Viewer(), account_id, second)
    disable_account(by=administrator, account_id=account_id)
    assert not reset_link_is_good(Viewer(), account_id, second)
    with pytest.raises(Missing):
        choose_password(by=Viewer(), account_id=account_id, token=second, password=PASSWORD)
    enable_account(by=administrator, account_id=account_id)
    assert not reset_link_is_good(Viewer(), account_id, second)


@pytest.mark.parametrize(("hours", "is_good"), [(23.99, True), (24.01, False)])
def test_a_link_lives_for_a_day(monkeypatch: pytest.MonkeyPatch, hours: float, is_good: bool) -> None:
    account_id = add_account("ida")
    token = make_reset_link(by=SYSTEM, account_id=account_id)
    later = datetime.now() + timedelta(hours=hours)  # noqa: DTZ005  (as Django's own clock for links)
    monkeypatch.setattr(rules.reset_links, "_now", lambda: later)
    assert reset_link_is_good(Viewer(), account_id, token) == is_good


def test_there_is_no_link_to_a_closed_account(administrator: Viewer) -> None:
    account_id = add_account("ida")
    disable_account(by=administrator, account_id=account_id)
    round_before = Account.objects.get(id=account_id).session_round
    with pytest.raises(NotAllowed):
        make_reset_link(by=administrator, account_id=account_id)
    assert Account.objects.get(id=account_id).session_round == round_before


@pytest.mark.parametrize("weak", ["kort", "735193648201574", "1q2w3e4r5t6y", "idaholm-idaholm"])
def test_a_weak_password_is_refused_and_the_link_stays(weak: str) -> None:
    account_id = add_account("idaholm-idaholm", name="Ida Holm")
    token = make_reset_link(by=SYSTEM, account_id=account_id)
    with pytest.raises(Invalid) as refused:
        choose_password(by=Viewer(), account_id=account_id, token=token, password=weak)
    assert refused.value.field == "password"
    assert reset_link_is_good(Viewer(), account_id, token)


def test_one_changes_ones_own_password() -> None:
    account_id = add_account("ida", password=PASSWORD)
    before = Account.objects.get(id=account_id)
    change_password(by=Viewer(account_id=account_id), password=OTHER_PASSWORD)
    after = Account.objects.get(id=account_id)
    assert after.check_password(OTHER_PASSWORD)
    assert after.get_session_auth_hash() != before.get_session_auth_hash()
    with pytest.raises(NotAllowed):
        change_password(by=Viewer(), password=OTHER_PASSWORD)


@pytest.mark.parametrize("username", ["ida", "nobody"])
def test_a_failed_sign_in_is_written_without_what_was_typed(username: str) -> None:
    account_id = add_account("ida")
    record_failed_sign_in(by=Viewer(), username=username)
    event = events(Verb.SIGN_IN_FAILED)[0]
    assert (event.actor_id, event.object_id) == (None, account_id if username == "ida" else None)


def test_signing_in_and_out_is_written() -> None:
    account_id = add_account("ida")
    record_sign_in(by=Viewer(account_id=account_id), verb=Verb.SIGNED_IN)
    assert [(event.actor_id, event.object_id) for event in events(Verb.SIGNED_IN)] == [(account_id, account_id)]


def test_only_an_empty_database_becomes_a_demo_and_only_by_the_system(administrator: Viewer) -> None:
    with pytest.raises(NotAllowed):
        mark_as_demo(by=administrator, clock_shift=timedelta())
    with pytest.raises(NotAllowed):
        mark_as_demo(by=SYSTEM, clock_shift=timedelta())
    assert demo_clock_shift() is None


def test_an_empty_database_is_marked_as_demo_once() -> None:
    mark_as_demo(by=system_viewer("helhed demo"), clock_shift=timedelta(days=-1000))
    assert demo_clock_shift() == timedelta(days=-1000)
    assert len(events(Verb.MARKED_AS_DEMO)) == 1


def test_one_form_opens_one_account(administrator: Viewer) -> None:
    by = replace(administrator, form_id=uuid4())
    account_id = create_account(by=by, username="ida", name="Ida")
    with pytest.raises(AlreadyDone) as repeated:
        create_account(by=by, username="ida", name="Ida")
    assert repeated.value.object_id == account_id
    with pytest.raises(Changed):
        create_account(by=by, username="bo", name="Bo")
    assert not Account.objects.filter(username="bo").exists()
