import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from helhed.access.actions import disable_account, mark_as_demo
from helhed.audit.words import Verb
from helhed.base.roles import Role
from tests.people import PASSWORD, SYSTEM, add_account, events, sign_in

TOKEN = re.compile(r'value="[A-Za-z0-9]{64}"')
pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings) -> UUID:
    mark_as_demo(by=SYSTEM, clock_shift=timedelta())
    settings.HAS_DEMO_SIGN_IN = True
    return add_account("ida", Role.LEADER, name="Ida Holm")


def test_one_becomes_a_persona_by_one_button(demo: UUID) -> None:
    client = Client()
    page = client.get("/log-ind").content.decode()
    assert "Ida Holm" in page
    assert f'value="{demo}"' in page
    assert client.post("/log-ind/demo", {"account": str(demo)}).headers["Location"] == "/"
    assert "Ida Holm" in client.get("/min-konto").content.decode()
    assert [event.actor_id for event in events(Verb.SIGNED_IN)] == [demo]


def test_a_persona_has_no_password_to_change(demo: UUID) -> None:
    client = Client()
    client.post("/log-ind/demo", {"account": str(demo)})
    assert "/min-konto/adgangskode" not in client.get("/min-konto").content.decode()
    assert client.get("/min-konto/adgangskode").status_code == 404
    assert client.post("/min-konto/adgangskode").status_code == 404


def test_one_goes_from_persona_to_persona(demo: UUID) -> None:
    other = add_account("bo", Role.DPO)
    client = Client()
    for account_id in (demo, other):
        client.post("/log-ind/demo", {"account": str(account_id)})
        assert client.session["_auth_user_id"] == str(account_id)


def test_only_personas_are_let_in(demo: UUID) -> None:
    disable_account(by=SYSTEM, account_id=demo)
    without_role = add_account("without-a-role")
    for account in (demo, without_role, "", "x", "019ac000-0000-7000-8000-000000000000"):
        assert Client().post("/log-ind/demo", {"account": str(account)}).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_the_decision_at_start_there_is_no_such_page(demo: UUID, settings, method: str) -> None:
    settings.HAS_DEMO_SIGN_IN = False
    assert "Ida Holm" not in Client().get("/log-ind").content.decode()
    answer = getattr(Client(), method)("/log-ind/demo", {"account": str(demo)})
    missing = getattr(Client(), method)("/no-such-page", {"account": str(demo)})
    assert answer.status_code == missing.status_code == 404
    pages = [(answer, "/log-ind/demo"), (missing, "/no-such-page")]
    shown = {TOKEN.sub("", page.content.decode().replace(path, "")) for page, path in pages}
    assert len(shown) == 1


def test_without_the_marker_there_is_nobody_to_be(settings) -> None:
    settings.HAS_DEMO_SIGN_IN = True
    account_id = add_account("ida", Role.LEADER, password=PASSWORD)
    assert str(account_id) not in Client().get("/log-ind").content.decode()
    assert Client().post("/log-ind/demo", {"account": str(account_id)}).status_code == 404
    sign_in("ida")


def test_the_host_header_decides_nothing(demo: UUID, settings) -> None:
    settings.HAS_DEMO_SIGN_IN = False
    for host in ("localhost", "127.0.0.1"):
        assert Client().post("/log-ind/demo", {"account": str(demo)}, HTTP_HOST=host).status_code == 404
