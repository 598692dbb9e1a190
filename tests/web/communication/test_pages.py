"""The list of messages: what it shows, to whom, and what its buttons do."""

import html
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from helhed.access.models import Account
from helhed.base import clock
from helhed.base.roles import Role
from helhed.communication.models import OutboxMessage
from helhed.communication.words import EndReason, MessageState
from tests.communication.queued import add_reader, dead, queue, stands
from tests.people import HUMAN_ROLES, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Client:
    client = signed_in(Role.ADMINISTRATOR, "admin")
    Account.objects.filter(username="admin").update(email="admin@lindevig.dk")
    return client


@pytest.fixture
def ida() -> UUID:
    account_id = add_reader()
    Account.objects.filter(id=account_id).update(name="Ida Holm")
    return account_id


def shown(client: Client, **chosen: str) -> str:
    answer = client.get("/beskeder", chosen)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("role", [role for role in HUMAN_ROLES if role is not Role.ADMINISTRATOR])
def test_for_others_there_is_no_such_page(role: Role, ida: UUID) -> None:
    client, letter = signed_in(role), dead(ida)
    assert client.get("/beskeder").status_code == 404
    for path in ("prøvebesked", f"{letter.id}/send-igen", f"{letter.id}/kassér"):
        assert client.post(f"/beskeder/{path}", {"form_id": str(uuid4())}).status_code == 404
    assert "/beskeder" not in client.get("/").content.decode()
    assert stands(letter).state == MessageState.DEAD


def test_a_message_is_shown_by_its_state_and_never_by_its_words(keeper: Client, ida: UUID) -> None:
    dead(ida)
    dead(ida, EndReason.NOT_ALLOWED)
    queue(ida)
    page = shown(keeper)
    for word in ("Ærø", "handleplan-2022-2024", "ida@lindevig.dk"):
        assert word not in page
    for word in ("Venter", "Ikke leveret", "Standset", "550 5.1.1", "Prøvebesked"):
        assert word in page
    assert page.count(f'href="/konti/{ida}"') == 1
    assert "Ida Holm" not in shown(keeper, state="waiting")
    assert "Ida Holm" not in shown(keeper, state="stopped")


def test_the_list_is_narrowed_and_says_when_nothing_fits(keeper: Client, ida: UUID) -> None:
    assert "Der er ingen beskeder" in shown(keeper)
    queue(ida)
    assert shown(keeper, state="waiting", order="oldest").count("<tr") == 2
    assert "Ingen beskeder passer" in shown(keeper, state="sent")
    for strange in ({"state": "x"}, {"page": "9" * 400}, {"order": "\0"}, {"page": "-1"}):
        assert shown(keeper, **strange).count("<tr") == 2


def test_a_long_list_has_pages_and_asks_no_more(keeper: Client, ida: UUID, queries: Any) -> None:
    dead(ida)
    with queries() as few:
        shown(keeper)
    for _number in range(60):
        dead(ida)
    with queries() as many:
        page = shown(keeper)
    assert many.count == few.count
    assert page.count("<tr") == 51
    assert shown(keeper, page="2", order="newest").count("<tr") == 12


def test_a_trial_message_is_asked_for_once_however_often_the_form_is_sent(keeper: Client) -> None:
    form = {"form_id": str(uuid4())}
    for _time in range(2):
        assert keeper.post("/beskeder/prøvebesked", form).headers["Location"] == "/beskeder"
    assert OutboxMessage.objects.count() == 1
    assert "Venter" in shown(keeper)


def test_without_an_own_address_the_page_says_where_to_write_it(keeper: Client) -> None:
    Account.objects.filter(username="admin").update(email="")
    keeper.post("/beskeder/prøvebesked", {"form_id": str(uuid4())})
    assert "Min konto" in shown(keeper)
    assert not OutboxMessage.objects.exists()


def test_a_dead_letter_is_sent_again_or_discarded(keeper: Client, ida: UUID) -> None:
    again, gone = dead(ida), dead(ida)
    keeper.post(f"/beskeder/{again.id}/send-igen", {"form_id": str(uuid4())})
    keeper.post(f"/beskeder/{gone.id}/kassér", {"form_id": str(uuid4())})
    assert [stands(again).state, stands(gone).state] == [MessageState.WAITING, MessageState.STOPPED]
    keeper.post(f"/beskeder/{again.id}/kassér", {"form_id": str(uuid4())})
    assert "hurtigere" in shown(keeper)
    assert stands(again).state == MessageState.WAITING


def test_what_is_not_there_is_answered_as_any_wrong_address(keeper: Client) -> None:
    for path in (f"{uuid4()}/send-igen", f"{uuid4()}/kassér", "x/kassér"):
        assert keeper.post(f"/beskeder/{path}", {"form_id": str(uuid4())}).status_code == 404
    assert keeper.get("/beskeder/prøvebesked").status_code == 405


def test_the_page_says_why_nothing_moves(keeper: Client, ida: UUID, settings: Any) -> None:
    settings.EMAIL_HOST = ""
    assert "HELHED_SMTP_" in shown(keeper)
    settings.EMAIL_HOST = "mail.lindevig.dk"
    queue(ida)
    assert "helhed work" not in shown(keeper)
    OutboxMessage.objects.update(not_before=clock.now() - timedelta(hours=1))
    assert "helhed work" in shown(keeper)
