import re
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from helhed.access.actions import disable_account
from helhed.audit.words import Verb
from helhed.base.roles import Role
from helhed.web.access import adapter
from tests.people import OTHER_PASSWORD, PASSWORD, SYSTEM, add_account, events, sign_in

pytestmark = pytest.mark.django_db
WRONG = "ikke-den-rigtige-kode"


@pytest.fixture(autouse=True)
def fresh_counts(db: None) -> None:
    cache.clear()


def attempt(client: Client, username: str, password: str = WRONG, address: str = "192.0.2.1") -> HttpResponse:
    return client.post("/log-ind", {"login": username, "password": password}, REMOTE_ADDR=address)


def shown(answer: HttpResponse, typed: str) -> str:
    """What the reader sees, without what was typed and the tokens that are new each time."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode()).replace(typed, "")


def test_one_signs_in_and_is_written_in_the_log() -> None:
    account_id = add_account("ida", Role.LEADER, password=PASSWORD)
    client = sign_in("ida")
    assert client.get("/min-konto").status_code == 200
    event = events(Verb.SIGNED_IN)[-1]
    assert (event.actor_id, event.object_id, event.role) == (account_id, account_id, "leader")


@pytest.mark.parametrize("typed", ["ida.holm", "IDA.HOLM", "  Ida.Holm ", "ｉｄａ.holm"])
def test_a_user_name_is_the_same_however_it_is_typed(typed: str) -> None:
    add_account("ida.holm", password=PASSWORD)
    assert sign_in(typed).get("/min-konto").status_code == 200


def test_unknown_closed_mistyped_and_without_password_get_the_same_answer() -> None:
    add_account("mistyped", password=PASSWORD)
    add_account("nopasswd")
    disable_account(by=SYSTEM, account_id=add_account("theclose", password=PASSWORD))
    answers = {
        "unknown-": attempt(Client(), "unknown-"),
        "mistyped": attempt(Client(), "mistyped"),
        "nopasswd": attempt(Client(), "nopasswd"),
        "theclose": attempt(Client(), "theclose"),
    }
    right_password = attempt(Client(), "theclose", PASSWORD)
    assert {answer.status_code for answer in [*answers.values(), right_password]} == {422}
    pages = {shown(answer, username) for username, answer in answers.items()} | {shown(right_password, "theclose")}
    assert len(pages) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers.values()}) == 1
    assert len(events(Verb.SIGN_IN_FAILED)) == 5


def test_the_same_work_is_done_whoever_is_asked_for(monkeypatch: pytest.MonkeyPatch, queries: Any) -> None:
    """A clock in a test is unsteady; what takes the time is hashing and asking the database, and these are counted."""
    add_account("mistyped", password=PASSWORD)
    disable_account(by=SYSTEM, account_id=add_account("theclose", password=PASSWORD))
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(password) or encode(self, password, salt),
    )
    work = []
    for username, password in (("unknown-", WRONG), ("mistyped", WRONG), ("theclose", WRONG), ("theclose", PASSWORD)):
        hashed.clear()
        with queries() as seen:
            attempt(Client(), username, password)
        work.append((len(hashed), seen.count))
    assert set(work) == {(1, work[0][1])}


@pytest.mark.parametrize("exists", [True, False])
def test_ten_guesses_a_quarter_of_an_hour_whether_the_account_exists_or_not(exists: bool) -> None:
    if exists:
        add_account("ida", password=PASSWORD)
    answers = [attempt(Client(), "IDA" if number % 2 else "ida", address=f"192.0.2.{number}") for number in range(12)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429] * 2
    assert len(events(Verb.SIGN_IN_FAILED)) == 10
    assert attempt(Client(), "ida", PASSWORD, address="192.0.2.99").status_code == 429


def test_another_host_name_gives_no_more_guesses() -> None:
    for number in range(10):
        Client().post("/log-ind", {"login": "ida", "password": WRONG}, HTTP_HOST=("localhost", "127.0.0.1")[number % 2])
    assert attempt(Client(), "ida").status_code == 429


def test_a_hundred_guesses_from_one_address(settings: Any) -> None:
    assert settings.ACCOUNT_RATE_LIMITS["login_failed"] == "100/15m/ip,10/15m/key"
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "3/15m/ip,10/15m/key"}
    add_account("ida", password=PASSWORD)
    for number in range(3):
        assert attempt(Client(), f"guess-{number}").status_code == 422
    assert attempt(Client(), "ida", PASSWORD).status_code == 429
    assert attempt(Client(), "ida", PASSWORD, address="192.0.2.2").status_code == 302


def test_signing_in_rightly_uses_no_guesses() -> None:
    add_account("ida", password=PASSWORD)
    for _time in range(12):
        assert attempt(Client(), "ida", PASSWORD).status_code == 302


def test_guessing_keeps_nobody_out_of_a_browser_they_have_used() -> None:
    add_account("ida", password=PASSWORD)
    own = sign_in("ida")
    own.post("/log-ud")
    for _time in range(10):
        attempt(Client(), "ida")
    assert attempt(Client(), "ida", PASSWORD).status_code == 429
    sign_in("ida", client=own)


def test_a_known_browser_has_ten_guesses_too_and_none_at_other_accounts() -> None:
    for username in ("ida", "bo"):
        add_account(username, password=PASSWORD)
    own = sign_in("bo")
    own.post("/log-ud")
    assert [attempt(own, "bo").status_code for _time in range(11)] == [422] * 10 + [429]
    for _time in range(10):
        attempt(Client(), "ida")
    assert attempt(own, "ida", PASSWORD).status_code == 429


def test_a_forged_mark_makes_no_known_browser() -> None:
    add_account("ida", password=PASSWORD)
    own = sign_in("ida")
    cookie = own.cookies["helhed-known"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    forged = Client()
    forged.cookies["helhed-known"] = "x" + cookie.value
    for _time in range(10):
        attempt(Client(), "ida")
    assert attempt(forged, "ida", PASSWORD).status_code == 429


def test_a_shared_browser_knows_the_last_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "MOST_KNOWN", 2)
    shared = Client()
    for number in range(3):
        add_account(f"person-{number}", password=PASSWORD)
        sign_in(f"person-{number}", client=shared)
        shared.post("/log-ud")
    for username in ("person-0", "person-1"):
        for _time in range(10):
            attempt(Client(), username)
    assert attempt(shared, "person-0", PASSWORD).status_code == 429
    assert attempt(shared, "person-1", PASSWORD).status_code == 302


def test_the_session_gets_a_new_id_and_the_old_one_is_dead() -> None:
    add_account("ida", password=PASSWORD)
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    old = session.session_key
    client.cookies["helhed-session"] = old
    sign_in("ida", client=client)
    assert client.cookies["helhed-session"].value != old
    thief = Client()
    thief.cookies["helhed-session"] = old
    assert thief.get("/min-konto").status_code == 302


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/min-konto", "/min-konto"),
        ("/konti?words=ida", "/konti?words=ida"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\t//evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://testserver/min-konto", "/"),
        ("/konti/019ac000-0000-7000-8000-000000000000/luk", "/"),
        ("/log-ind/demo", "/"),
        ("/no-such-page", "/"),
        ("/log-ud", "/log-ud"),
        ("", "/"),
    ],
)
def test_one_is_led_on_within_the_house_only(asked: str, led_to: str) -> None:
    add_account("ida", password=PASSWORD)
    client = Client()
    page = client.get("/log-ind", {"next": asked})
    assert page.status_code == 200
    assert (f'name="next" value="{asked}"' in page.content.decode()) == (bool(asked) and led_to == asked)
    answer = client.post(f"/log-ind?next={asked}", {"login": "ida", "password": PASSWORD, "next": asked})
    assert answer.headers["Location"] == led_to
    again = client.get("/log-ind", {"next": asked})
    assert (again.status_code, again.headers["Location"]) == (302, led_to)


def test_a_page_behind_the_door_is_asked_for_again_after_sign_in() -> None:
    answer = Client().get("/min-konto")
    assert answer.headers["Location"] == "/log-ind?next=/min-konto"


@pytest.mark.parametrize("path", ["/log-ind", "/log-ud", "/log-ind/demo"])
def test_nothing_is_sent_without_a_token(path: str) -> None:
    add_account("ida", password=PASSWORD)
    client = sign_in("ida", client=Client(enforce_csrf_checks=False))
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = client.cookies
    assert guarded.post(path, {"login": "ida", "password": PASSWORD}).status_code == 403
    assert client.get("/min-konto").status_code == 200


def test_looking_at_sign_out_signs_nobody_out() -> None:
    add_account("ida", password=PASSWORD)
    client = sign_in("ida")
    assert client.get("/log-ud").status_code == 200
    assert client.get("/min-konto").status_code == 200
    assert events(Verb.SIGNED_OUT) == []


def test_signing_out_ends_the_session_and_is_written_once() -> None:
    account_id = add_account("ida", password=PASSWORD)
    client = sign_in("ida")
    old = client.cookies["helhed-session"].value
    assert client.post("/log-ud").headers["Location"] == "/"
    thief = Client()
    thief.cookies["helhed-session"] = old
    assert thief.get("/min-konto").status_code == 302
    assert client.post("/log-ud").headers["Location"] == "/"
    assert [event.actor_id for event in events(Verb.SIGNED_OUT)] == [account_id]


def test_a_form_id_neither_hides_a_guess_nor_stops_a_sign_in() -> None:
    add_account("ida", password=PASSWORD)
    form_id, client = "4ad38a76-3f5e-4d0c-9a3d-4f5d2b7f5f10", Client()
    for _time in range(2):
        client.post("/log-ind", {"login": "ida", "password": WRONG, "form_id": form_id})
    answer = client.post("/log-ind", {"login": "ida", "password": PASSWORD, "form_id": form_id})
    assert answer.status_code == 302
    assert len(events(Verb.SIGN_IN_FAILED)) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/login",
        "/log-ind/",
        "/signup",
        "/password/reset",
        "/password/set",
        "/email",
        "/confirm-email",
        "/reauthenticate",
    ],
)
def test_nothing_else_of_the_library_is_there(path: str) -> None:
    assert Client().get(path).status_code == 404
    assert Client().get(f"/accounts{path}").status_code == 404


def test_a_busy_session_lasts_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    add_account("ida", password=PASSWORD)
    client = sign_in("ida")
    client.get("/min-konto")
    session = client.session
    session["began_at"] -= 10 * 3600 - 60
    session.save()
    assert client.get("/min-konto").status_code == 200
    session["began_at"] -= 120
    session.save()
    assert client.get("/min-konto").headers["Location"].startswith("/log-ind")


def test_a_quiet_session_lasts_an_hour() -> None:
    add_account("ida", password=PASSWORD)
    client = sign_in("ida")
    assert client.session.get_expiry_age() == 3600
    assert client.session.get_expire_at_browser_close()


def test_changing_ones_password_ends_the_other_sessions_and_not_this_one() -> None:
    account_id = add_account("ida", password=PASSWORD)
    here, elsewhere = sign_in("ida"), sign_in("ida")
    old = here.cookies["helhed-session"].value
    answer = here.post(
        "/min-konto/adgangskode",
        {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD},
    )
    assert answer.headers["Location"] == "/min-konto"
    assert here.cookies["helhed-session"].value != old
    assert here.get("/min-konto").status_code == 200
    assert elsewhere.get("/min-konto").status_code == 302
    sign_in("ida", OTHER_PASSWORD)
    assert [event.actor_id for event in events(Verb.CHANGED_PASSWORD)][-1] == account_id


@pytest.mark.parametrize(
    "typed",
    [
        {"oldpassword": WRONG},
        {"password2": "noget-helt-andet-her"},
        {"password1": "kort", "password2": "kort"},
    ],
)
def test_a_password_is_changed_with_the_old_one_and_to_a_good_one(typed: dict[str, str]) -> None:
    add_account("ida", password=PASSWORD)
    client = sign_in("ida")
    right = {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    answer = client.post("/min-konto/adgangskode", right | typed)
    assert answer.status_code == 422
    assert PASSWORD not in answer.content.decode()
    sign_in("ida")


def test_the_old_password_is_guessed_ten_times() -> None:
    add_account("ida", password=PASSWORD)
    client = sign_in("ida")
    wrong = {"oldpassword": WRONG, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    answers = [client.post("/min-konto/adgangskode", wrong).status_code for _time in range(11)]
    assert answers == [422] * 10 + [429]


def test_no_cache_keeps_what_is_behind_the_door() -> None:
    add_account("ida", password=PASSWORD)
    client = sign_in("ida")
    for path in ("/min-konto", "/min-konto/adgangskode", "/", "/log-ud"):
        assert "no-store" in client.get(path).headers["Cache-Control"], path
    assert "no-store" in Client().get("/log-ind").headers["Cache-Control"]
