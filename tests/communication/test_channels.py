"""A mail server that says no, or is not there: real ones on this machine."""

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings

from helhed.audit.models import Event
from helhed.base import clock
from helhed.communication.channels import Unreachable
from helhed.communication.models import OutboxMessage
from helhed.communication.outbox import wait_after
from helhed.communication.words import FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS, EndReason, MessageState
from tests.communication.queued import add_reader, queue, stands, work
from tests.mail_server import HUNG_UP, mail_server, stalling, through

pytestmark = pytest.mark.django_db
IMPATIENT = {"EMAIL_TIMEOUT": 1}


@pytest.fixture
def ida() -> UUID:
    return add_reader()


def saying(stage: str, words: str) -> Any:
    """Answers so at one stage, and as usual else."""
    return lambda now, _said: words if now == stage else ""


@pytest.mark.parametrize(
    ("stage", "words", "answer"),
    [
        ("rcpt", "550 5.1.1 <ida@lindevig.dk>: no such user", "550 5.1.1"),
        ("rcpt", "554 no", "554"),
        ("data", "554 5.7.1 not from you", "554 5.7.1"),
        ("body", "550 5.7.1 looks like spam", "550 5.7.1"),
        ("mail", "552 5.3.4 too large", "552 5.3.4"),
    ],
)
def test_refused_for_good_it_is_a_dead_letter_at_once(ida: UUID, stage: str, words: str, answer: str) -> None:
    message = queue(ida)
    with mail_server(saying(stage, words)) as server, override_settings(**through(server)):
        assert work() == {MessageState.DEAD: 1}
        assert work() == {}
    dead = stands(message)
    assert (dead.reason, dead.answer, dead.attempts) == (EndReason.REFUSED, answer, 1)
    assert dead.body
    assert server.kept == []


@pytest.mark.parametrize(
    ("stage", "words", "answer"),
    [
        ("rcpt", "450 4.2.0 greylisted", "450 4.2.0"),
        ("data", "451 try later", "451"),
        ("body", "452 4.3.1 full", "452 4.3.1"),
        ("mail", "421 4.7.0 too many", "421 4.7.0"),
        ("mail", "530 5.7.0 authentication required", "530 5.7.0"),
        ("rcpt", HUNG_UP, ""),
        ("data", HUNG_UP, ""),
        ("body", HUNG_UP, ""),
    ],
)
def test_refused_for_now_it_waits_and_is_tried_again(ida: UUID, stage: str, words: str, answer: str) -> None:
    message = queue(ida)
    with mail_server(saying(stage, words)) as server, override_settings(**through(server)):
        assert work() == {MessageState.WAITING: 1}
        assert work() == {}
    waiting = stands(message)
    assert (waiting.state, waiting.answer, waiting.attempts) == (MessageState.WAITING, answer, 1)
    assert not Event.objects.filter(object_id=message.id).exists()
    later = clock.now() + FIRST_WAIT
    with clock.set_back_to(later), mail_server() as server, override_settings(**through(server)):
        assert work() == {MessageState.SENT: 1}
    assert server.kept[0].message_id == message.message_id
    assert stands(message).answer == ""


def test_a_refusal_does_not_touch_the_messages_behind_it(ida: UUID) -> None:
    bo = add_reader("bo", email="bo@lindevig.dk")
    queue(ida)
    queue(bo)

    def answer(stage: str, said: str) -> str:
        return "421 4.3.2 bye" if (stage, said) == ("rcpt", "ida@lindevig.dk") else ""

    with mail_server(answer) as server, override_settings(**through(server)):
        assert work() == {MessageState.WAITING: 1, MessageState.SENT: 1}
    assert [mail.recipient for mail in server.kept] == ["bo@lindevig.dk"]


def test_the_waits_grow_and_the_attempts_end(ida: UUID) -> None:
    waits = [wait_after(number) for number in range(1, MOST_ATTEMPTS)]
    assert waits[:4] == [FIRST_WAIT * 2**number for number in range(4)]
    assert max(waits) == LONGEST_WAIT
    assert timedelta(days=2, hours=12) < sum(waits, timedelta()) < timedelta(days=3, hours=12)
    message = queue(ida)
    moment = clock.now()
    with mail_server(saying("rcpt", "450 4.2.0 later")) as server, override_settings(**through(server)):
        for wait in [*waits, timedelta()]:
            with clock.set_back_to(moment):
                assert sum(work().values()) == 1
            moment += wait + timedelta(seconds=1)
    dead = stands(message)
    assert (dead.reason, dead.answer, dead.attempts) == (EndReason.TRIED_TOO_OFTEN, "450 4.2.0", MOST_ATTEMPTS)


def test_a_server_that_is_not_there_costs_no_attempt(ida: UUID) -> None:
    message = queue(ida)
    with mail_server() as server:
        settings = through(server)
    with override_settings(**settings), pytest.raises(Unreachable):
        work()
    untouched = stands(message)
    assert (untouched.attempts, untouched.claimed_until, untouched.state) == (0, None, MessageState.WAITING)


@pytest.mark.parametrize("words", ["421 4.3.2 not now", "554 5.3.2 go away", HUNG_UP])
def test_a_server_that_greets_nobody_is_not_there(ida: UUID, words: str) -> None:
    queue(ida)
    server = mail_server(saying("connect", words))
    with server as there, override_settings(**through(there)), pytest.raises(Unreachable) as refused:
        work()
    assert refused.value.answer == ("" if words == HUNG_UP else words[:9])
    assert OutboxMessage.objects.get().attempts == 0


def test_a_server_without_encryption_is_handed_nothing_where_it_is_asked_for(ida: UUID) -> None:
    queue(ida)
    with mail_server() as server:
        with override_settings(**through(server) | {"EMAIL_USE_TLS": True}), pytest.raises(Unreachable):
            work()
        assert server.kept == []


@pytest.mark.parametrize("stage", ["rcpt", "data", "body"])
def test_a_server_that_falls_silent_holds_nobody_up_for_long(ida: UUID, stage: str) -> None:
    message = queue(ida)
    with mail_server(stalling(stage)) as server, override_settings(**through(server) | IMPATIENT):
        assert work() == {MessageState.WAITING: 1}
    assert (stands(message).attempts, stands(message).answer) == (1, "")


def test_a_server_that_never_greets_is_not_there(ida: UUID) -> None:
    message = queue(ida)
    silent = mail_server(stalling("connect"))
    with silent as server, override_settings(**through(server) | IMPATIENT), pytest.raises(Unreachable):
        work()
    assert stands(message).attempts == 0


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """One that this machine has no reason to trust."""
    both = tmp_path / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    more = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "own.pem"]
    subprocess.run([*command, *more], cwd=tmp_path, check=True, capture_output=True)
    both.write_text((tmp_path / "key.pem").read_text() + (tmp_path / "own.pem").read_text())
    return both


@pytest.mark.parametrize("how", [{"EMAIL_USE_TLS": True}, {"EMAIL_USE_SSL": True}])
def test_a_server_with_a_certificate_that_is_trusted_is_used(
    ida: UUID, certificate: Path, how: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue(ida)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate=certificate, at_once="EMAIL_USE_SSL" in how) as server:
        with override_settings(**through(server) | how):
            assert work() == {MessageState.SENT: 1}
        assert server.encrypted == [True]


@pytest.mark.parametrize("how", [{"EMAIL_USE_TLS": True}, {"EMAIL_USE_SSL": True}])
def test_a_server_with_a_certificate_that_is_not_trusted_is_handed_nothing(
    ida: UUID, certificate: Path, how: dict[str, bool]
) -> None:
    queue(ida)
    with mail_server(certificate=certificate, at_once="EMAIL_USE_SSL" in how) as server:
        with override_settings(**through(server) | how), pytest.raises(Unreachable):
            work()
        assert server.kept == []
