import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helhed.access.models import Account
from helhed.access.rules import ASSIGNABLE
from helhed.audit.models import Event
from helhed.base.roles import Role
from helhed.config import language
from helhed.config.command import COMMANDS, main
from helhed.config.commands import create_user, serve
from helhed.organisation.queries import viewer_of_account
from tests.people import PASSWORD, sign_in


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in language.ASKED_BY:
        monkeypatch.setenv(name, "en_GB.UTF-8" if name == "LANGUAGE" else "")
    monkeypatch.setenv("HELHED_BIND", "")
    yield
    language.choose("da")


def helhed(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with nothing in its environment but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "helhed.config.command", *arguments],
        env={"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("chosen", ["da", "en"])
@pytest.mark.parametrize("command", ["", *(name for name, _module, _summary in COMMANDS)])
def test_every_command_explains_itself(command: str, chosen: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--language", chosen, *filter(None, [command]), "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert f"helhed {command}".strip() in said
    assert language.how_to_change(chosen) in said


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-command"],
        ["check", "--no-such-option"],
        ["--language", "fr", "check"],
        ["create-user"],
        ["create-user", "ida", "--name", "Ida", "--role", "system"],
        ["create-user", "ida", "--name", "Ida", "--role", "dpo", "--password", "secret"],
        ["demo", "--port", "x"],
        ["read-policy"],
    ],
)
def test_wrong_usage_exits_64(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 64
    assert "helhed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "da"),
        ({}, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "da_DK.UTF-8"}, "da"),
        ({"LANG": "de_DE.UTF-8"}, "da"),
    ],
)
def test_the_machine_says_which_language(
    locale: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in language.ASKED_BY:
        monkeypatch.delenv(name)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert language.of_the_machine() == expected


def test_the_words_of_the_option_reader_are_the_ones_python_uses() -> None:
    import argparse
    import inspect

    source = inspect.getsource(argparse)
    written = [word.replace("\n", "\\n") for word in language.ARGPARSE_WORDS]
    assert [word for word in written if word not in source and word.split("%")[0] not in source] == []


def test_help_is_quick_and_loads_nothing_of_the_product() -> None:
    code = "import sys; from helhed.config import command; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_roles_are_those_that_can_be_given() -> None:
    assert set(create_user.ROLES) == {role.value for role in ASSIGNABLE}


@pytest.mark.django_db
def test_a_user_is_made_with_a_password_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    assert main(["create-user", "Ida", "--name", "Ida Holm", "--role", "administrator", "--password-stdin"]) == 0
    assert PASSWORD not in capsys.readouterr().out
    account = Account.objects.get(username="ida")
    assert viewer_of_account(account.id).has(Role.ADMINISTRATOR)
    assert set(Event.objects.values_list("role", "actor_id")) == {("system", None)}
    sign_in("ida")


@pytest.mark.django_db
def test_a_user_is_made_with_a_link(client, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["create-user", "ida", "--name", "Ida Holm", "--role", "dpo"]) == 0
    link = capsys.readouterr().out.split()[-1]
    assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [
        (["ida", "--name", "Ida"], "kort\n"),
        (["ida", "--name", "Ida"], ""),
        (["ida holm", "--name", "Ida"], f"{PASSWORD}\n"),
        (["ida", "--name", " "], f"{PASSWORD}\n"),
    ],
)
@pytest.mark.django_db
def test_all_of_it_or_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], typed: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["create-user", *arguments, "--role", "dpo", "--password-stdin"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not Account.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_check_says_what_is_wrong_and_answers_1(capsys: pytest.CaptureFixture[str], settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert main(["check"]) == 1
    assert "HELHED_ALLOWED_HOSTS" in capsys.readouterr().out
    settings.ALLOWED_HOSTS = ["helhed.lindevig.dk"]
    settings.BIND = "127.0.0.1:8000"
    assert main(["check"]) == 0


def test_check_without_any_setting_names_them_all() -> None:
    done = helhed("check")
    assert done.returncode == 1
    assert "HELHED_SECRET_KEY" in done.stdout
    assert "HELHED_DATABASE" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["migrate"], ["create-user", "ida", "--name", "Ida", "--role", "dpo"]])
def test_without_a_database_one_line_says_so(command: list[str]) -> None:
    done = helhed(*command)
    assert done.returncode == 1
    assert "HELHED_DATABASE" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "setting",
    [
        {"HELHED_HTTPS": "yes"},
        {"HELHED_TRUSTED_PROXIES": "-1"},
        {"HELHED_DATABASE": "mysql://somewhere/db"},
        {"HELHED_MUNICIPALITY": "/no/such/file.toml"},
    ],
)
def test_a_setting_that_cannot_be_understood_is_named_in_one_line(setting: dict[str, str]) -> None:
    done = helhed("check", **{"HELHED_DATABASE": "sqlite:////tmp/none.sqlite3", **setting})
    assert done.returncode == 1
    assert next(iter(setting)) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_cannot_be_opened_is_said_in_one_line(tmp_path: Path) -> None:
    done = helhed(
        "migrate", HELHED_DATABASE=f"sqlite://{tmp_path}/no/such/folder/db", HELHED_SECRET_KEY="abcdefghij" * 6
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_real_municipality_from_nothing_to_ready(tmp_path: Path) -> None:
    real = {
        "HELHED_DATABASE": f"sqlite://{tmp_path}/helhed.sqlite3",
        "HELHED_SECRET_KEY": "abcdefghij" * 6,
        "HELHED_ALLOWED_HOSTS": "helhed.lindevig.dk",
        "HELHED_TRUSTED_PROXIES": "1",
    }
    before = helhed("check", **real)
    assert before.returncode == 1
    assert "helhed migrate" in before.stdout
    assert helhed("migrate", **real).returncode == 0
    assert helhed("create-user", "ida", "--name", "Ida", "--role", "administrator", **real).returncode == 0
    after = helhed("check", **real)
    assert "helhed migrate" not in after.stdout
    assert "create-user" not in after.stdout


def test_an_address_that_is_taken_is_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert serve.is_taken(f"127.0.0.1:{other.getsockname()[1]}")
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not serve.is_taken("127.0.0.1:0")
    assert not serve.is_taken("unix:/run/helhed.sock")
