"""The runner of the tests cannot be fooled into green, and what it starts it stops."""

import sys
from pathlib import Path

import psycopg
import pytest

from tools import prepare, run_tests
from tools.postgres import postgres
from tools.run_tests import Part, Result, run


def python(text: str, limit: int = 20) -> Part:
    return Part("part", [sys.executable, "-c", text], limit=limit)


def test_a_part_passes_or_fails_as_one() -> None:
    assert run(python("")) == Result(1, 0)
    assert run(python("print('seen'); raise SystemExit(3)")) == Result(0, 1, "seen\n")


def test_a_part_that_never_ends_is_stopped_with_its_children() -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    result = run(python(child, limit=1))
    assert result.failed == 1
    assert "Stopped after 1 seconds" in result.output


@pytest.mark.parametrize(
    ("text", "passed", "failed"),
    [
        ("def test_a(): pass\ndef test_b(): pass", 2, 0),
        ("def test_a(): pass\ndef test_b(): assert False", 1, 1),
        ("import pytest\ndef test_a(): pytest.skip('no')\ndef test_b(): pass", 1, 0),
        ("", 0, 1),
        ("import nothing_of_the_kind", 0, 1),
        ("import os\ndef test_a(): os._exit(0)", 0, 1),
    ],
    ids=["passing", "failing", "skipped", "empty", "not to be imported", "gone"],
)
def test_the_tests_of_a_part_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, passed: int, failed: int
) -> None:
    file = tmp_path / "test_planted.py"
    file.write_text(text)
    monkeypatch.setattr(run_tests, "REPORTS", tmp_path)
    part = run_tests.pytest("planted", f"--rootdir={tmp_path}", "-c", "/dev/null", "-p", "no:django", str(file))
    result = run(part)
    assert (result.passed, result.failed) == (passed, failed), result.output


def test_a_throw_away_postgresql_is_gone_after_a_failure() -> None:
    used: list[str] = []

    def fail() -> None:
        with postgres() as address, psycopg.connect(address) as connection:
            used.append(address)
            connection.execute("SELECT 1 / 0")

    with pytest.raises(psycopg.errors.DivisionByZero):
        fail()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(used[0], connect_timeout=2)


def test_an_ordinary_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(prepare, "NEEDED", {"chromium": lambda: False, "gettext": lambda: True})
    with pytest.raises(SystemExit) as stopped:
        prepare.main()
    assert str(stopped.value).endswith("sudo apt-get install chromium")
