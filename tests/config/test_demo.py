"""`helhed demo` as a newcomer runs it: a process of its own, on a free port, with its data in a folder of its own."""

import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest


def command(data: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "helhed.config.command", "--language", "en", "demo", "--data", str(data), *more]


def clean() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "a folder"
    done = subprocess.run(
        command(folder, "--prepare-only"), env=clean(), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "Lindevig" in done.stdout
    return folder


@contextmanager
def started(data: Path, **environment: str) -> Iterator[tuple[str, str]]:
    port = free_port()
    process = subprocess.Popen(
        command(data, "--port", str(port)), env=clean() | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        assert process.stdout
        yield address, os.read(process.stdout.fileno(), 100_000).decode()
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _time in range(200):
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            assert process.poll() is None, process.stdout and process.stdout.read().decode()
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)


def test_the_data_are_whole_and_the_key_is_nobody_elses(data: Path) -> None:
    ready = data / "lindevig"
    assert sorted(path.name for path in data.iterdir()) == ["lindevig", "lock"]
    assert stat.S_IMODE((ready / "secret-key").stat().st_mode) == 0o600
    assert len((ready / "secret-key").read_text()) >= 50


def test_an_interrupted_build_is_never_used(data: Path, tmp_path: Path) -> None:
    half = tmp_path / "building"
    half.mkdir()
    (half / "helhed.sqlite3").write_bytes(b"half")
    done = subprocess.run(
        command(tmp_path, "--prepare-only"), env=clean(), capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert not half.exists()
    assert (tmp_path / "lindevig" / "helhed.sqlite3").stat().st_size > 100_000


def test_the_demo_starts_tells_who_to_be_and_lets_one_in(data: Path) -> None:
    if not Path(static_root()).joinpath("staticfiles.json").exists():
        pytest.skip("the style sheets are not gathered: make .venv")
    began = time.monotonic()
    with started(data) as (address, said):
        assert time.monotonic() - began < 10
        assert address in said
        assert "System administrator" in said or "Systemadministrator" in said
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        page = browser.open(f"{address}/log-ind").read().decode()
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        account = page.split('name="account" value="')[1].split('"')[0]
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "account": account}).encode()
        browser.open(f"{address}/log-ind/demo", form).close()
        assert browser.open(f"{address}/min-konto").geturl() == f"{address}/min-konto"


def static_root() -> str:
    from django.conf import settings

    return str(settings.STATIC_ROOT)


def test_the_demo_is_never_shown_to_other_machines(data: Path) -> None:
    done = subprocess.run(
        command(data, "--port", str(free_port())),
        env=clean() | {"HELHED_BIND": "0.0.0.0:8000"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "planted",
    [
        {},
        {"HELHED_BIND": "0.0.0.0:8000"},
        {"HELHED_BIND": "127.0.0.1:8000", "HELHED_ALLOWED_HOSTS": "localhost,helhed.lindevig.dk"},
    ],
)
def test_plain_gunicorn_refuses_demo_data_for_others_too(data: Path, planted: dict[str, str]) -> None:
    done = wsgi(data / "lindevig", planted)
    assert done.returncode == 1
    assert "Unsafe" in done.stderr
    assert "HELHED_BIND" in done.stderr


def test_plain_gunicorn_refuses_a_database_whose_log_is_open(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lindevig"
    shutil.copytree(data / "lindevig", copy)
    with sqlite3.connect(copy / "helhed.sqlite3") as database:
        database.execute('DROP TRIGGER "audit_event_no_update"')
    database.close()
    done = wsgi(copy, {"HELHED_BIND": "127.0.0.1:8000"})
    assert done.returncode == 1
    assert "audit_event_no_update" in done.stderr


def test_plain_gunicorn_refuses_a_damaged_file(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "lindevig"
    shutil.copytree(data / "lindevig", copy)
    file = copy / "helhed.sqlite3"
    whole = bytearray(file.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 3 * 4096] = b"\xff" * 3 * 4096
    file.write_bytes(whole)
    done = wsgi(copy, {"HELHED_BIND": "127.0.0.1:8000"})
    assert done.returncode == 1
    assert "Unsafe" in done.stderr


def wsgi(folder: Path, planted: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What a worker of plain gunicorn does when it starts."""
    settings = {
        "HELHED_DATABASE": f"sqlite://{urllib.parse.quote(str(folder / 'helhed.sqlite3'))}",
        "HELHED_SECRET_KEY": (folder / "secret-key").read_text(),
        "HELHED_HTTPS": "0",
    }
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "import helhed.config.wsgi"],
        env=clean() | settings | planted,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
