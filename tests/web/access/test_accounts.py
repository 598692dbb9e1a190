import html
import logging
import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from helhed.access.models import Account
from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.roles import Role
from helhed.organisation.actions import add_unit
from helhed.organisation.models import RoleAssignment
from helhed.organisation.words import Sector
from tests.people import HUMAN_ROLES, OTHER_PASSWORD, PASSWORD, SYSTEM, add_account, events, sign_in, signed_in

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/ny-adgangskode/[^<\s]+)")


@pytest.fixture
def administrator() -> Client:
    return signed_in(Role.ADMINISTRATOR, "admin")


@pytest.fixture
def ida() -> UUID:
    return add_account("ida", Role.LEADER, password=PASSWORD, name="Ida Holm")


def make_link(client: Client, account_id: UUID) -> str:
    answer = client.post(f"/konti/{account_id}/link", {"form_id": str(uuid4())})
    assert answer.status_code == 200
    found = LINK.search(html.unescape(answer.content.decode()))
    assert found
    return found[1]


@pytest.mark.parametrize("role", [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR])
def test_for_others_the_pages_are_as_if_they_were_not_there(role: Role, ida: UUID) -> None:
    client = signed_in(role)
    held = RoleAssignment.objects.get(account_id=ida)
    missing = client.get("/no-such-page").content.decode()
    before = Event.objects.count()
    for path in ("/konti", "/konti/ny", f"/konti/{ida}", f"/konti/{client.session['_auth_user_id']}"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert without_address(answer.content.decode(), path) == without_address(missing, "/no-such-page")
    for path in ("ny", f"{ida}/luk", f"{ida}/aabn", f"{ida}/link", f"{ida}/rolle", f"{ida}/rolle/{held.id}/slut"):
        for typed in ({}, {"name": "Bo", "username": "bo", "role": "dpo"}):
            assert client.post(f"/konti/{path}", typed).status_code == 404, path
    assert Event.objects.count() == before


def without_address(page: str, path: str) -> str:
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page.replace(path, ""))


def test_a_visitor_is_led_to_sign_in(ida: UUID) -> None:
    for path in ("/konti", "/konti/ny", f"/konti/{ida}", f"/konti/{uuid4()}"):
        assert Client().get(path).headers["Location"].startswith("/log-ind?next=")
    assert Client().post(f"/konti/{ida}/luk").headers["Location"].startswith("/log-ind?next=")
    assert Account.objects.get(id=ida).is_active


def test_the_list_is_searched_and_says_when_nobody_fits(administrator: Client, ida: UUID) -> None:
    page = administrator.get("/konti").content.decode()
    assert "Ida Holm" in page
    assert f"/konti/{ida}" in page
    assert "Ida Holm" in administrator.get("/konti", {"words": "HOLM", "state": "open"}).content.decode()
    assert "Ida Holm" not in administrator.get("/konti", {"state": "closed"}).content.decode()
    nobody = administrator.get("/konti", {"words": "nobody-at-all"}).content.decode()
    assert "empty-state" in nobody
    assert administrator.get("/konti", {"order": "x", "state": "y", "page": "z"}).status_code == 200


def test_a_long_list_has_pages(administrator: Client, queries) -> None:
    for number in range(60):
        add_account(f"person-{number:02}", name=f"Person {number:02}")
    with queries() as seen:
        first = administrator.get("/konti").content.decode()
    assert seen.count <= 10
    assert "Person 40" in first
    assert "Person 59" not in first
    assert "Person 59" in administrator.get("/konti", {"page": "2", "order": "name"}).content.decode()


def test_an_account_is_opened_once_however_often_the_form_is_sent(administrator: Client) -> None:
    typed = {"username": "Bo", "name": "Bo Beck", "form_id": str(uuid4())}
    answers = [administrator.post("/konti/ny", typed) for _time in range(2)]
    account = Account.objects.get(username="bo")
    assert {answer.headers["Location"] for answer in answers} == {f"/konti/{account.id}"}
    assert len(events(Verb.CREATED_ACCOUNT)) == 2  # the administrator's own, and this one


def test_what_was_typed_stays_where_something_is_wrong(administrator: Client, ida: UUID) -> None:
    answer = administrator.post("/konti/ny", {"username": "IDA", "name": "Ida Krogh"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="IDA"' in page
    assert 'value="Ida Krogh"' in page
    assert "error-summary" in page
    assert Account.objects.filter(name="Ida Krogh").count() == 0


def test_closing_ends_every_session_before_the_next_request(administrator: Client, ida: UUID) -> None:
    first, second = sign_in("ida"), sign_in("ida")
    assert administrator.post(f"/konti/{ida}/luk").headers["Location"] == f"/konti/{ida}"
    for client in (first, second):
        assert client.get("/min-konto").headers["Location"].startswith("/log-ind")
    assert Client().post("/log-ind", {"login": "ida", "password": PASSWORD}).status_code == 422
    administrator.post(f"/konti/{ida}/luk")
    assert len(events(Verb.DISABLED_ACCOUNT)) == 1
    administrator.post(f"/konti/{ida}/aabn")
    administrator.post(f"/konti/{ida}/aabn")
    assert len(events(Verb.ENABLED_ACCOUNT)) == 1
    assert first.get("/min-konto").status_code == 302
    sign_in("ida")


def test_a_role_is_given_and_ended_and_holds_at_the_next_request(administrator: Client, ida: UUID) -> None:
    client = sign_in("ida")
    assert client.get("/databeskyttelse/log").status_code == 404
    form_id = str(uuid4())
    for _time in range(2):
        answer = administrator.post(f"/konti/{ida}/rolle", {"role": "dpo", "unit": "", "form_id": form_id})
        assert answer.headers["Location"] == f"/konti/{ida}"
    assert client.get("/databeskyttelse/log").status_code == 200
    held = RoleAssignment.objects.get(account_id=ida, role=Role.DPO)
    form_id = str(uuid4())
    for _time in range(2):
        answer = administrator.post(f"/konti/{ida}/rolle/{held.id}/slut", {"form_id": form_id})
        assert answer.headers["Location"] == f"/konti/{ida}"
    assert client.get("/databeskyttelse/log").status_code == 404


def test_a_role_is_given_in_a_unit(administrator: Client, ida: UUID) -> None:
    unit = add_unit(by=SYSTEM, name="Botilbuddet Egely", sector=Sector.SOCIAL)
    administrator.post(f"/konti/{ida}/rolle", {"role": "leader", "unit": str(unit)})
    assert RoleAssignment.objects.filter(account_id=ida, unit_id=unit).exists()
    assert administrator.get(f"/konti/{ida}").content.decode().count("Botilbuddet Egely") >= 2


@pytest.mark.parametrize(
    "typed",
    [
        {"role": "leader", "unit": ""},
        {"role": "system", "unit": ""},
        {"role": "", "unit": ""},
        {"role": "dpo", "unit": "019ac000-0000-7000-8000-000000000000"},
        {"role": "dpo", "unit": "x"},
    ],
)
def test_a_role_that_cannot_be_given_is_refused_on_the_page(
    administrator: Client, ida: UUID, typed: dict[str, str]
) -> None:
    answer = administrator.post(f"/konti/{ida}/rolle", typed)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert RoleAssignment.objects.filter(account_id=ida).count() == 1


def test_nobody_manages_the_own_account(administrator: Client) -> None:
    own = administrator.session["_auth_user_id"]
    page = administrator.get(f"/konti/{own}").content.decode()
    assert f"/konti/{own}/" not in page
    for path in ("luk", "aabn", "link"):
        assert administrator.post(f"/konti/{own}/{path}").status_code == 404
    assert administrator.post(f"/konti/{own}/rolle", {"role": "dpo", "unit": ""}).status_code == 404


def test_a_link_is_shown_once_and_neither_stored_nor_logged(
    administrator: Client, ida: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    typed = {"form_id": str(uuid4())}
    first = administrator.post(f"/konti/{ida}/link", typed)
    found = LINK.search(first.content.decode())
    assert found
    assert "no-store" in first.headers["Cache-Control"]
    token = found[1].rsplit("/", 1)[1]
    again = administrator.post(f"/konti/{ida}/link", typed)
    assert again.headers["Location"] == f"/konti/{ida}"
    assert token not in administrator.get(f"/konti/{ida}").content.decode()
    assert token not in str([list(rows) for model in (Account, Event) for rows in model.objects.values_list()])
    assert token not in str(dict(administrator.session))
    assert Client().get(found[1]).status_code == 200
    assert token not in caplog.text


def test_a_password_is_chosen_by_the_link_once(administrator: Client, ida: UUID) -> None:
    session = sign_in("ida")
    link = make_link(administrator, ida)
    assert session.get("/min-konto").status_code == 302
    visitor = Client()
    page = visitor.get(link)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page.headers["Cache-Control"]
    sign_in("ida")
    typed = {"password": OTHER_PASSWORD, "repeated": OTHER_PASSWORD, "form_id": str(uuid4())}
    for _time in range(2):
        assert visitor.post(link, typed).headers["Location"] == "/log-ind"
    assert len(events(Verb.USED_RESET_LINK)) == 1
    assert visitor.get(link).status_code == 404
    assert visitor.post(link, {**typed, "form_id": str(uuid4())}).status_code == 404
    sign_in("ida", OTHER_PASSWORD, client=visitor)


def test_whoever_was_handed_a_link_gets_in_although_others_guess(administrator: Client, ida: UUID) -> None:
    link = make_link(administrator, ida)
    for number in range(11):
        Client().post("/log-ind", {"login": "ida", "password": "x"}, REMOTE_ADDR=f"192.0.2.{number}")
    visitor = Client()
    visitor.post(link, {"password": OTHER_PASSWORD, "repeated": OTHER_PASSWORD})
    assert sign_in("ida", OTHER_PASSWORD, client=visitor).get("/min-konto").status_code == 200


@pytest.mark.parametrize(
    ("password", "repeated"), [("kort", "kort"), (OTHER_PASSWORD, PASSWORD), ("", ""), ("1q2w3e4r5t6y", "1q2w3e4r5t6y")]
)
def test_a_password_that_cannot_be_used_leaves_the_link_alive(
    administrator: Client, ida: UUID, password: str, repeated: str
) -> None:
    link = make_link(administrator, ida)
    typed = {"password": password, "repeated": repeated, "form_id": str(uuid4())}
    assert Client().post(link, typed).status_code == 422
    right = {**typed, "password": OTHER_PASSWORD, "repeated": OTHER_PASSWORD}
    assert Client().post(link, right).status_code == 302


@pytest.mark.parametrize("typed", [{}, {"password": OTHER_PASSWORD, "repeated": OTHER_PASSWORD}])
def test_a_dead_link_is_like_any_wrong_address(ida: UUID, typed: dict[str, str]) -> None:
    missing = Client().get("/no-such-page").content.decode()
    for link in (f"/ny-adgangskode/{ida}/abc-def", f"/ny-adgangskode/{uuid4()}/abc-def"):
        for answer in (Client().get(link), Client().post(link, typed)):
            assert answer.status_code == 404
            assert without_address(answer.content.decode(), link) == without_address(missing, "/no-such-page")
    assert Account.objects.get(id=ida).check_password(PASSWORD)


def test_a_newer_link_or_a_closed_account_kills_the_older_one(administrator: Client, ida: UUID) -> None:
    first, second = make_link(administrator, ida), make_link(administrator, ida)
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]
    administrator.post(f"/konti/{ida}/luk")
    assert Client().get(second).status_code == 404
    assert administrator.post(f"/konti/{ida}/link").status_code == 404
    administrator.post(f"/konti/{ida}/aabn")
    assert Client().get(second).status_code == 404


def test_a_link_stays_out_of_the_technical_log(administrator: Client, ida: UUID) -> None:
    from helhed.config.log import WithoutSecrets

    link = make_link(administrator, ida)
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Forbidden", link), None)
    assert WithoutSecrets().filter(record)
    assert link not in record.getMessage()
    assert f"Forbidden: /ny-adgangskode/{ida}/…" in record.getMessage()


def test_whoever_is_signed_in_sees_the_own_account(ida: UUID) -> None:
    page = sign_in("ida").get("/min-konto").content.decode()
    assert "Ida Holm" in page
    assert "/min-konto/adgangskode" in page
    assert Client().get("/min-konto").headers["Location"] == "/log-ind?next=/min-konto"
