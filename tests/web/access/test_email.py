"""Where messages to somebody go: said by oneself, or by who manages accounts."""

from uuid import UUID, uuid4

import pytest
from django.test import Client

from helhed.access.models import Account
from helhed.audit.words import Verb
from helhed.base.roles import Role
from tests.people import add_account, events, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    return signed_in(Role.ADMINISTRATOR, "admin")


@pytest.fixture
def ida() -> UUID:
    return add_account("ida", Role.LEADER, name="Ida Holm")


def typed(email: str, seen: str = "") -> dict[str, str]:
    return {"email": email, "seen_email": seen, "form_id": str(uuid4())}


def test_the_administrator_writes_it(administrator: Client, ida: UUID) -> None:
    address = f"/konti/{ida}/e-mail"
    assert address in administrator.get(f"/konti/{ida}").content.decode()
    assert administrator.get(address).status_code == 200
    form = typed("ida@lindevig.dk")
    for _time in range(2):
        assert administrator.post(address, form).headers["Location"] == f"/konti/{ida}"
    assert Account.objects.get(id=ida).email == "ida@lindevig.dk"
    assert len(events(Verb.CHANGED_EMAIL)) == 1
    assert "ida@lindevig.dk" in administrator.get(f"/konti/{ida}").content.decode()


def test_everybody_writes_the_own_one_and_no_other(ida: UUID) -> None:
    client = signed_in(Role.CITIZEN, "bo")
    assert "/min-konto/e-mail" in client.get("/min-konto").content.decode()
    assert client.get("/min-konto/e-mail").status_code == 200
    assert client.post("/min-konto/e-mail", typed("bo@lindevig.dk")).headers["Location"] == "/min-konto"
    assert "bo@lindevig.dk" in client.get("/min-konto").content.decode()
    assert client.get(f"/konti/{ida}/e-mail").status_code == 404
    assert client.post(f"/konti/{ida}/e-mail", typed("bo@lindevig.dk")).status_code == 404
    assert Account.objects.get(id=ida).email == ""


def test_with_a_new_account_it_is_written_at_once(administrator: Client) -> None:
    administrator.post("/konti/ny", {"username": "bo", "name": "Bo", "email": "bo@lindevig.dk"})
    assert Account.objects.get(username="bo").email == "bo@lindevig.dk"


@pytest.mark.parametrize("email", ["ida", "a@b.dk\nBcc: c@d.dk", "a@b.dk\0", "å" * 1_000_000, "a@b.dk,c@d.dk"])
def test_what_is_no_address_is_said_at_the_field(administrator: Client, ida: UUID, email: str) -> None:
    answer = administrator.post(f"/konti/{ida}/e-mail", typed(email))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert Account.objects.get(id=ida).email == ""


def test_whoever_was_slower_sees_both_and_can_save_then(administrator: Client, ida: UUID) -> None:
    Account.objects.filter(id=ida).update(email="quick@lindevig.dk")
    answer = administrator.post(f"/konti/{ida}/e-mail", typed("slow@lindevig.dk"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="slow@lindevig.dk"' in page
    assert "<dd>quick@lindevig.dk</dd>" in page
    assert 'name="seen_email" value="quick@lindevig.dk"' in page
    again = administrator.post(f"/konti/{ida}/e-mail", typed("slow@lindevig.dk", "quick@lindevig.dk"))
    assert again.status_code == 302
    assert Account.objects.get(id=ida).email == "slow@lindevig.dk"


def test_what_one_has_seen_cannot_be_made_up(administrator: Client, ida: UUID) -> None:
    for seen in ("x" * 10_000, "\0"):
        assert administrator.post(f"/konti/{ida}/e-mail", typed("ida@lindevig.dk", seen)).status_code == 422
    assert Account.objects.get(id=ida).email == ""
