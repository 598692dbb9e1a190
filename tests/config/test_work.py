"""`helhed work`: step by step, each for itself, and what it says and answers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import override_settings

from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.communication.words import MessageChannel, MessageKind
from helhed.config import language, work
from helhed.config.command import main
from helhed.config.work import CHANNELS, JUDGES, STEPS, GoesOn, Step, Undone, run_round
from tests.communication.queued import add_reader, dead, queue, stands
from tests.mail_server import mail_server, through
from tests.people import add_account, events

TOP = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    language.choose("en")
    yield
    language.choose("da")


@pytest.fixture
def keeper(db: None) -> UUID:
    return add_reader("admin", Role.ADMINISTRATOR)


def always() -> bool:
    return True


def test_every_kind_of_message_has_its_judge_and_every_channel_its_port() -> None:
    assert set(JUDGES) == set(MessageKind)
    assert set(CHANNELS) == set(MessageChannel)


def test_each_step_acts_under_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Viewer] = []

    def run(by: Viewer, _goes_on: GoesOn) -> str:
        seen.append(by)
        return ""

    monkeypatch.setattr(work, "STEPS", (Step("one", run), Step("two", run)))
    assert run_round(always)
    assert [by.name for by in seen] == ["helhed work: one", "helhed work: two"]
    assert all(by.has(Role.SYSTEM) and by.account_id is None for by in seen)


def test_a_step_that_fails_does_not_stop_the_others_and_quotes_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def fails(_by: Viewer, _goes_on: GoesOn) -> str:
        raise LookupError("Ida Holm, 010181-1234")

    def waits(_by: Viewer, _goes_on: GoesOn) -> str:
        raise Undone("not now")

    steps = (Step("one", fails), Step("two", waits), Step("three", lambda _by, _goes_on: "done."))
    monkeypatch.setattr(work, "STEPS", steps)
    assert not run_round(always)
    said = capsys.readouterr()
    assert said.out == "three: done.\n"
    assert "one: failed with LookupError at test_work.py:" in said.err
    assert "two: not now" in said.err
    assert "Ida" not in said.err


def test_asked_to_end_no_further_step_is_begun(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    ran: list[str] = []

    def step(name: str) -> Step:
        return Step(name, lambda _by, _goes_on: ran.append(name) or "")

    monkeypatch.setattr(work, "STEPS", (step("one"), step("two")))
    assert run_round(lambda: not ran)
    assert ran == ["one"]


def test_messages_are_sent_and_counted(keeper: UUID, capsys: Said) -> None:
    queue(keeper)
    queue(add_account("bo", Role.ADMINISTRATOR))
    queue(add_reader("eva", email="eva@lindevig.dk"))
    with mail_server() as server, override_settings(**through(server)):
        assert run_round(always)
        assert run_round(always)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert [line in said for line in ("1 messages sent.", "1 messages stopped", "1 messages could not")] == [True] * 3
    assert [mail.recipient for mail in server.kept] == ["ida@lindevig.dk"]
    assert set(Event.objects.filter(verb=Verb.SENT_MESSAGE).values_list("role", flat=True)) == {"system"}


def test_without_a_mail_server_messages_wait_in_silence(keeper: UUID, capsys: Said) -> None:
    message = queue(keeper)
    with override_settings(EMAIL_HOST=""):
        assert run_round(always)
    assert capsys.readouterr() == ("", "")
    assert stands(message).attempts == 0


def test_a_mail_server_that_is_not_there_is_said(keeper: UUID, capsys: Said) -> None:
    queue(keeper)
    closed = mail_server(lambda stage, _said: "421 4.3.2 no" if stage == "connect" else "")
    with closed as server, override_settings(**through(server)):
        assert not run_round(always)
    assert "(421 4.3.2)" in capsys.readouterr().err


def test_old_messages_are_deleted(keeper: UUID, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    dead(keeper)
    monkeypatch.setattr("helhed.communication.outbox.KEPT_FOR", timedelta(0))
    assert run_round(always)
    assert "1 old messages deleted." in capsys.readouterr().out
    assert len(events(Verb.FORGOT_MESSAGES)) == 1


def test_once_answers_whether_all_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_by: Viewer, _goes_on: GoesOn) -> str:
        raise LookupError

    handlers = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    monkeypatch.setattr("helhed.config.startup.check_file", list)
    assert main(["work", "--once"]) == 0
    monkeypatch.setattr(work, "STEPS", (*STEPS, Step("one", fails)))
    assert main(["work", "--once"]) == 1
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == handlers


@pytest.mark.parametrize("how", [["--every", "0"], ["--every", "x"], ["--every", "9e9"], ["--once", "--every", "5"]])
def test_wrong_usage_exits_64(how: list[str], capsys: Said) -> None:
    with pytest.raises(SystemExit) as left:
        main(["work", *how])
    assert left.value.code == 64


def started(folder: Path, *how: str, **settings: str) -> "subprocess.Popen[str]":
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "en_GB.UTF-8",
        "HELHED_DATABASE": f"sqlite://{folder}/helhed.sqlite3",
        "HELHED_SECRET_KEY": "abcdefghij" * 6,
        **settings,
    }
    command = [sys.executable, "-m", "helhed.config.command", *how]
    return subprocess.Popen(
        command, cwd=TOP, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_a_database_that_is_not_up_to_date_is_not_worked_on(tmp_path: Path) -> None:
    code, _out, err = ended(started(tmp_path, "work", "--once"))
    assert code == 1
    assert "helhed migrate" in err


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"HELHED_SMTP_HOST": "mail.lindevig.dk"}, "HELHED_SMTP_FROM"),
        ({"HELHED_SMTP_SECURITY": "ssl"}, "HELHED_SMTP_SECURITY"),
        ({"HELHED_SMTP_PORT": "smtp"}, "HELHED_SMTP_PORT"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, settings: dict[str, str], named: str) -> None:
    assert ended(started(tmp_path, "migrate"))[0] == 0
    code, _out, err = ended(started(tmp_path, "work", "--once", **settings))
    assert code == 1
    assert named in err
    assert "Traceback" not in err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once_while_it_waits(tmp_path: Path, number: int) -> None:
    assert ended(started(tmp_path, "migrate"))[0] == 0
    process = started(tmp_path, "work", "--every", "3600")
    assert process.stdout
    assert "every 3600 seconds" in process.stdout.readline()
    process.send_signal(number)
    assert ended(process) == (0, "", "HELHED_SMTP_HOST is not set, so no message is sent; all of them wait.\n")
