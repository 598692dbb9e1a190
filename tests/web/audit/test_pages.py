from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation

from helhed.access.rules import ROLES
from helhed.audit.actions import record
from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from tests.people import HUMAN_ROLES, SYSTEM, add_account, signed_in

pytestmark = pytest.mark.django_db
READERS = {
    "/databeskyttelse/log": {Role.DPO},
    "/databeskyttelse/fortegnelse": {Role.DPO},
    "/databeskyttelse/roller": {Role.DPO, Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", HUMAN_ROLES)
@pytest.mark.parametrize("path", READERS)
def test_who_reads_which_page(role: Role, path: str) -> None:
    assert signed_in(role).get(path).status_code == (200 if role in READERS[path] else 404)


@pytest.mark.parametrize("path", READERS)
def test_a_visitor_is_led_to_sign_in(path: str) -> None:
    assert Client().get(path).headers["Location"] == f"/log-ind?next={path}"


def test_the_page_of_roles_holds_every_role_and_all_it_may() -> None:
    page = signed_in(Role.DPO).get("/databeskyttelse/roller").content.decode()
    with translation.override("da"):
        for role, described in ROLES.items():
            assert str(role.label) in page
            assert all(str(permission.label) in page for permission in described.may)


def test_the_record_holds_every_table() -> None:
    page = signed_in(Role.DPO).get("/databeskyttelse/fortegnelse").content.decode()
    assert page.count("<caption>") == len(apps.get_models(include_auto_created=True))


@pytest.fixture
def dpo() -> Client:
    return signed_in(Role.DPO, "dpo")


def test_the_log_names_who_did_it(dpo: Client) -> None:
    ida: UUID = add_account("ida", name="Ida Holm")
    record(by=Viewer(account_id=ida), verb=Verb.SIGNED_OUT, kind=ObjectKind.ACCOUNT, object_id=ida)
    page = dpo.get("/databeskyttelse/log", {"verb": "signed_out"}).content.decode()
    assert page.count("Ida Holm") == 2
    assert page.count("<tr") == 2


def test_the_log_says_what_visitors_and_commands_did(dpo: Client) -> None:
    record(by=Viewer(), verb=Verb.SIGN_IN_FAILED)
    record(by=SYSTEM, verb=Verb.ENDED_STAFF)
    assert (
        "Somebody not signed in"
        in dpo.get(
            "/databeskyttelse/log", {"verb": "sign_in_failed"}, headers={"cookie": cookies(dpo, "en")}
        ).content.decode()
    )
    assert (
        "A command on the machine"
        in dpo.get(
            "/databeskyttelse/log", {"verb": "ended_staff"}, headers={"cookie": cookies(dpo, "en")}
        ).content.decode()
    )


def cookies(client: Client, language: str) -> str:
    client.cookies["helhed-language"] = language
    return client.cookies.output(header="", sep=";", attrs=[])


def test_what_is_no_longer_there_keeps_its_id(dpo: Client) -> None:
    gone = UUID("019ac000-0000-7000-8000-000000000000")
    record(by=Viewer(account_id=gone), verb=Verb.SIGNED_OUT)
    assert str(gone) in dpo.get("/databeskyttelse/log").content.decode()


def test_a_long_log_has_pages_and_a_fixed_number_of_queries(dpo: Client, queries) -> None:
    for _time in range(120):
        record(by=Viewer(), verb=Verb.SIGN_IN_FAILED)
    with queries() as seen:
        page = dpo.get("/databeskyttelse/log", {"page": "3", "verb": "sign_in_failed"}).content.decode()
    assert page.count("<tr") == 21
    assert seen.count <= 18
    for number in ("0", "99", "-1", "x", "9" * 30, "²"):
        assert dpo.get("/databeskyttelse/log", {"page": number}).status_code == 200


def test_an_empty_log_says_so(dpo: Client) -> None:
    assert "empty-state" in dpo.get("/databeskyttelse/log", {"verb": "published_status"}).content.decode()


def test_a_filter_that_does_not_exist_shows_all(dpo: Client) -> None:
    assert dpo.get("/databeskyttelse/log", {"verb": "x"}).status_code == 200


def test_looking_changes_nothing(dpo: Client) -> None:
    before = Event.objects.count()
    for path in READERS:
        dpo.get(path)
    assert Event.objects.count() == before
