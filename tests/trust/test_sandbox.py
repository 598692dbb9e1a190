"""What a parser that was taken over can do: nothing. Each layer is also tried alone, and each attack without any."""

import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import helhed
from helhed.config.commands.check import about_reading
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats import kinds as formats
from helhed.policy.reading.read import read_policy
from helhed.policy.reading.sandbox import parent as sandbox
from helhed.policy.reading.sandbox.confinement import readable_places

SEED = Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt"
LAYERS = ("hook", "namespace", "files", "system calls")
WITHOUT = {
    "hook": "c._refuse = lambda *_: None",
    "namespace": "c._leave_network = lambda _: False",
    "files": "c._leave_files = lambda _: False",
    "system calls": "c.filter_system_calls = lambda _: False",
}


def ask(attack: str, data: bytes | str = b"") -> object:
    return sandbox.ask(f"tests.trust.planted:{attack}", data if isinstance(data, bytes) else data.encode())


def refused(attack: str, data: bytes | str = b"") -> str:
    with pytest.raises(Unreadable) as stopped:
        ask(attack, data)
    return stopped.value.reason


def succeeds(attack: str, data: bytes | str) -> bool:
    try:
        return str(ask(attack, data)).startswith("done")
    except Unreadable:
        return False


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_SECONDS", 1)


@contextmanager
def only(monkeypatch: pytest.MonkeyPatch, *layers: str) -> Iterator[None]:
    """With these layers and the limits, and no other."""
    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "_BEGIN", without_layers(*layers))
        yield


def without_layers(*kept: str) -> str:
    """How a child is begun that has only these."""
    gone = "; ".join(code for name, code in WITHOUT.items() if name not in kept)
    return sandbox._BEGIN.replace("main({", f"import helhed.policy.reading.sandbox.confinement as c; {gone}; main({{")


@pytest.fixture
def port() -> Iterator[int]:
    """Of a socket that somebody listens on; the test fails where anybody came."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.fixture
def wanted(port: int, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What each attack is aimed at."""
    kept = tmp_path / "kept"
    kept.write_text("a secret")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        listening.listen()
        yield {
            "port": str(port),
            "socket": str(tmp_path / "socket"),
            "kept": str(kept),
            "new": str(tmp_path / "new"),
            "us": str(os.getpid()),
            "": "",
        }


# Attack, what it is aimed at, and the layers that stop it with no help from another.
ATTACKS = {
    "connects": ("port", "hook, namespace, system calls"),
    "connects_in_c": ("port", "namespace, system calls"),
    "sends_a_datagram_in_c": ("port", "namespace, system calls"),
    "connects_to_a_file_in_c": ("socket", "system calls"),
    "forks": ("", "hook, system calls"),
    "forks_in_c": ("", "system calls"),
    "starts_a_thread": ("", "system calls"),
    "writes": ("new", "hook, files, system calls"),
    "makes_a_file_in_c": ("new", "files, system calls"),
    "overwrites_in_c": ("kept", "files, system calls"),
    "removes": ("kept", "hook, files, system calls"),
    "removes_in_c": ("kept", "files, system calls"),
    "reads_a_file": ("kept", "files"),
    "reads_settings_of_the_service": ("us", "namespace, files"),
    "signals_the_service_in_c": ("us", "system calls"),
    "limits_the_service_in_c": ("us", "system calls"),
}
AS_ROOT_ONLY = {"forks", "forks_in_c", "starts_a_thread"}
ALONE = [(attack, layer) for attack, (_, layers) in ATTACKS.items() for layer in layers.split(", ")]


@pytest.fixture(scope="module")
def here() -> set[str]:
    """The layers that this machine has."""
    return {"hook", *sandbox.ask(sandbox._LAYERS, b"")}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_succeeds(attack: str, wanted: dict[str, str], here: set[str]) -> None:
    aim, layers = ATTACKS[attack]
    if not here & set(layers.split(", ")):
        pytest.skip("this machine has none of the layers that stop it")
    assert not succeeds(attack, wanted[aim])
    assert Path(wanted["kept"]).read_text() == "a secret"
    assert not Path(wanted["new"]).exists()


@pytest.mark.parametrize(("attack", "layer"), ALONE)
def test_each_layer_stops_it_alone(
    attack: str, layer: str, wanted: dict[str, str], here: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if layer not in here:
        pytest.skip(f"this machine has no {layer}")
    with only(monkeypatch, layer):
        assert not succeeds(attack, wanted[ATTACKS[attack][0]])


@pytest.mark.parametrize("attack", ATTACKS)
def test_without_the_layers_the_attack_succeeds(
    attack: str, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: else the tests above would prove nothing. The limits are left on."""
    if attack in AS_ROOT_ONLY and os.geteuid() != 0:
        pytest.skip("the limits stop everybody but root")
    if attack == "writes":
        attack = "makes_a_file_in_c"
    with only(monkeypatch):
        assert succeeds(attack, wanted[ATTACKS[attack][0]])


@pytest.mark.parametrize("attack", ["starts_a_program", "starts_a_program_in_c"])
def test_no_program_is_started(attack: str, wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    refused_or_not = succeeds(attack, wanted["new"])
    assert not refused_or_not
    assert not Path(wanted["new"]).exists()
    with only(monkeypatch):
        assert not succeeds(attack, wanted["new"])
    assert Path(wanted["new"]).exists()


def test_what_is_not_allowed_to_write_leaves_at_most_an_empty_file(
    wanted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with only(monkeypatch):
        assert not succeeds("writes", wanted["new"])
    assert Path(wanted["new"]).read_bytes() == b""


def test_neither_data_nor_settings_lie_where_it_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where the server was started in the folder of its data, which Python then takes for a place of code."""
    monkeypatch.syspath_prepend(str(tmp_path))
    places = [Path(place).resolve() for place in readable_places()]
    for kept in (tmp_path, Path("/etc"), Path("/proc"), Path("/var/lib"), Path(sandbox.PACKAGE).parent / "demodata"):
        assert not any(kept.resolve().is_relative_to(place) for place in places)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("attack", ["sleeps", "turns_in_circles"])
def test_time_is_short(attack: str) -> None:
    started = time.monotonic()
    assert refused(attack) == sandbox.TOO_SLOW
    assert 1 <= time.monotonic() - started < 2.5


def test_who_closes_the_answer_and_sleeps_on_is_ended() -> None:
    started = time.monotonic()
    assert refused("sleeps_deaf") == sandbox.BROKEN
    assert time.monotonic() - started < 2


@pytest.mark.usefixtures("hurried")
def test_who_does_not_read_the_file_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is larger than any pipe holds, so the parent must not wait for it to be taken."""
    monkeypatch.setattr(sandbox, "_BEGIN", "import time; time.sleep(60)")
    with pytest.raises(Unreadable, match="for lang tid at læse"):
        sandbox.ask(sandbox.READER, bytes(sandbox.MOST_BYTES))


@pytest.mark.parametrize("attack", ["allocates", "allocates_bit_by_bit", "allocates_in_c"])
def test_memory_is_short(attack: str) -> None:
    child = sandbox.Child(f"tests.trust.planted:{attack}", b"")
    with pytest.raises(Unreadable) as stopped:
        child.answer()
    assert stopped.value.reason == sandbox.TOO_MUCH_MEMORY
    assert child.peak <= sandbox.MOST_MEMORY


def test_the_watch_from_outside_sees_what_no_limit_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a child that was taken over has lifted its own limit."""
    monkeypatch.setattr(sandbox, "MOST_MEMORY", 100_000_000)
    started = time.monotonic()
    assert refused("allocates_and_waits") == sandbox.TOO_MUCH_MEMORY
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("attack", ["says_a_gigabyte", "answers_a_gigabyte"])
def test_the_answer_is_short(attack: str) -> None:
    assert refused(attack) == sandbox.TOO_MUCH_TEXT


@pytest.mark.parametrize("attack", ["falls", "ends", "digs"])
def test_a_fall_is_told_in_one_sentence(attack: str) -> None:
    assert refused(attack) == sandbox.BROKEN


def test_the_words_of_an_error_stay_in_the_child(caplog: pytest.LogCaptureFixture) -> None:
    assert refused("errs", "CPR 010203-0405") == sandbox.BROKEN
    assert "LookupError planted.py:" in caplog.text
    assert "0405" not in caplog.text


def test_the_seed_is_read_as_without_the_sandbox() -> None:
    data = SEED.read_bytes()
    assert sandbox.read_safely(data) == read_policy(data)


def test_a_refusal_is_the_same_as_without_the_sandbox() -> None:
    for data in (b"", b"\0\1\2", b"\xff\xfe\x00"):
        with pytest.raises(Unreadable) as inside:
            sandbox.read_safely(data)
        with pytest.raises(Unreadable) as outside:
            read_policy(data)
        assert inside.value.reason == outside.value.reason


def test_what_is_too_large_is_not_even_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "ask", None)
    with pytest.raises(Unreadable) as stopped:
        sandbox.read_safely(bytes(sandbox.MOST_BYTES + 1))
    assert stopped.value.reason == sandbox.TOO_LARGE


def test_the_reader_inside_agrees_on_what_is_too_large() -> None:
    assert formats.MOST_BYTES == sandbox.MOST_BYTES


def test_the_largest_file_comes_whole() -> None:
    assert ask("answers", bytes(sandbox.MOST_BYTES)) == f"done: {sandbox.MOST_BYTES}"


@pytest.mark.usefixtures("hurried")
def test_no_more_than_two_at_once_and_the_third_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "LONGEST_WAIT", 0.3)
    with ThreadPoolExecutor(3) as threads:
        reasons = sorted(threads.map(refused, ["sleeps"] * 3))
    assert reasons == sorted([sandbox.BUSY, sandbox.TOO_SLOW, sandbox.TOO_SLOW])
    assert ask("answers") == "done: 0"


def test_it_works_from_many_threads_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is: that somebody waits too long is tried above, and here nobody does."""
    started: list[subprocess.Popen[bytes]] = []
    start = sandbox._start
    monkeypatch.setattr(sandbox, "_start", lambda task: started.append(start(task)) or started[-1])
    for name in ("LONGEST_WAIT", "MOST_SECONDS"):
        monkeypatch.setattr(sandbox, name, 300)
    data = SEED.read_bytes()
    sandbox.read_safely(data)
    gc.collect()
    files, threads = open_files(), set(threading.enumerate())
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: sandbox.read_safely(data).title, range(8)))) == 1
    assert open_files() <= files
    assert set(threading.enumerate()) <= threads
    assert len(started) == 9
    for child in started:
        # It was laid to rest: nobody of that number is this process's to wait for any more.
        with pytest.raises(ChildProcessError):
            os.waitpid(child.pid, os.WNOHANG)


def open_files() -> Counter[str]:
    """What this process holds open, by what it is: others may close something meanwhile."""
    found: Counter[str] = Counter()
    for handle in Path("/proc/self/fd").iterdir():
        # The one that lists them is gone when it is asked for.
        with suppress(FileNotFoundError):
            found[str(handle.readlink())] += 1
    return found


def test_where_no_child_can_be_started_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.sys, "executable", "/no/such/python")
    with pytest.raises(Unreadable) as stopped:
        sandbox.read_safely(b"text")
    assert stopped.value.reason == sandbox.BUSY


def test_the_child_is_found_whatever_the_folder_and_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module of the same name in the folder of the server, or in its environment, is not what is started."""
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    (tmp_path / "helhed.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert sandbox.read_safely(SEED.read_bytes()).title


def test_the_secrets_of_the_service_do_not_go_along() -> None:
    child = sandbox.Child("tests.trust.planted:sleeps", b"")
    try:
        assert b"HELHED" not in Path(f"/proc/{child.process.pid}/environ").read_bytes()
    finally:
        child._end()


def test_a_child_does_not_outlive_the_service(tmp_path: Path) -> None:
    """Its worker may be killed while a file is read."""
    code = (
        "from helhed.policy.reading.sandbox.parent import Child; child = Child('tests.trust.planted:sleeps', b'x');"
        "print(child.process.pid, flush=True); child.answer()"
    )
    top = str(Path(sandbox.PACKAGE).parent)
    with subprocess.Popen([sys.executable, "-c", code], cwd=top, stdout=subprocess.PIPE) as service:
        assert service.stdout
        status = Path(f"/proc/{int(service.stdout.readline())}/status")
        time.sleep(1)
        assert status.exists()
        service.kill()
    ended = time.monotonic() + 5
    while status.exists() and "zombie" not in status.read_text():
        assert time.monotonic() < ended


def test_an_interrupt_ends_the_child_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the tests run in the background of a shell, which lets nobody interrupt them."""
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)
    child = sandbox.Child("tests.trust.planted:sleeps", b"")
    monkeypatch.setattr(child, "_watch", lambda: signal.raise_signal(signal.SIGINT))
    try:
        with pytest.raises(KeyboardInterrupt):
            child.answer()
    finally:
        signal.signal(signal.SIGINT, earlier)
    assert child.process.returncode == -signal.SIGKILL


def test_the_check_says_it_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for begin in (sandbox._BEGIN, without_layers("hook"), "raise SystemExit(1)"):
        monkeypatch.setattr(sandbox, "_BEGIN", begin)
        said.append(about_reading())
    assert len(set(said)) == 3
    assert not any("\n" in line for line in said)


def test_it_says_what_denies_the_network(here: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert sandbox.network_denial() == ("namespace" if "namespace" in here else "process")
    with only(monkeypatch, "hook"):
        assert sandbox.network_denial() == "process"
