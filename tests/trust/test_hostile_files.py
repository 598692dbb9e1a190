"""Files made to harm whoever reads them, each through the real sandbox: read after all or refused, and no harm done."""

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import helhed
from helhed.config.read_policy import run
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.sandbox import parent as sandbox
from tests.trust.hostile import markup, office, packed, pdf, plain, strangers
from tests.trust.hostile.sizes import ADDRESS, ESCAPED, FULL, LISTENING, SECRET, Files
from tests.trust.planted import trusts

SEED = Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt"
FILES: Files = {}
for module in (plain, markup, packed, office, pdf, strangers):
    assert not FILES.keys() & module.FILES.keys()
    FILES |= module.FILES
# What the goal names is tried in every run, and every fourth of the rest; all of them under `make trust`.
NAMED = re.compile(
    "bomb|laughs|list in itself|in lists|in tables|in quotes|NUL|in a ring|one line of words|named|to fetch"
)
CHOSEN = [name for place, name in enumerate(FILES) if FULL or place % 4 == 0 or NAMED.search(name)]
SLACK = 2
FOUND, NOT_READABLE, NO_STRUCTURE = 0, 2, 3
pytestmark = pytest.mark.skipif(
    bool(os.environ.get("HELHED_TEST_DATABASE")), reason="asks no database, so once is enough"
)


@pytest.fixture
def peaks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The memory of each child that was started."""
    seen: list[int] = []

    class Watched(sandbox.Child):
        def _end(self) -> None:
            super()._end()
            seen.append(self.peak)

    monkeypatch.setattr(sandbox, "Child", Watched)
    return seen


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No connection came, and no file is written where the names in an archive would put it."""
    monkeypatch.chdir(tmp_path)
    yield
    LISTENING.setblocking(False)
    with pytest.raises(BlockingIOError):
        LISTENING.accept()
    assert list(tmp_path.iterdir()) == []
    assert not [folder for folder in ("/", "/tmp", "/root", "/bin") if os.path.exists(f"{folder}/{ESCAPED}")]


def outcome(data: bytes) -> tuple[int, str]:
    """How `helhed read-policy` would end, and all that it would show."""
    try:
        reading = sandbox.read_safely(data)
    except Unreadable as refused:
        return NOT_READABLE, refused.reason
    return FOUND if reading.has_structure else NO_STRUCTURE, str(reading.as_dict())


def check(data: bytes, peaks: list[int]) -> int:
    started = time.monotonic()
    code, shown = outcome(data)
    assert time.monotonic() - started <= sandbox.MOST_SECONDS + SLACK
    assert all(peak <= sandbox.MOST_MEMORY for peak in peaks)
    assert Path(SECRET).read_text().splitlines()[0] not in shown
    if code == NOT_READABLE:
        assert shown.strip().endswith(".")
        assert "\n" not in shown
        assert len(shown) < 300
    return code


@pytest.mark.parametrize("name", CHOSEN)
def test_a_hostile_file_harms_nothing(name: str, peaks: list[int]) -> None:
    assert check(FILES[name](), peaks) in {FOUND, NOT_READABLE, NO_STRUCTURE}


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 500
    assert len(CHOSEN) >= 200


GOOD = {
    "text": SEED.read_bytes,
    "UTF-16": lambda: plain.POLICY.encode("utf-16"),
    "Markdown": lambda: b"# Politik\n\n## Vision\n\n> Et citat\n\n- et\n- to\n\n[a](b) **c** `d`\n",
    "HTML": lambda: page_of_seed().encode(),
    "DOCX": packed.word("<w:p><w:r><w:t>Vi vil noget.</w:t></w:r></w:p>" + office.LISTED),
    "ODT": packed.odt("<text:h text:outline-level='1'>Vision</text:h><text:p>Vi vil noget.</text:p>"),
    "PDF": lambda: pdf.GOOD,
}


def page_of_seed() -> str:
    return "<!doctype html><html><body>" + "".join(f"<p>{line}</p>" for line in SEED.read_text().splitlines()[:80])


@pytest.mark.parametrize("kind", GOOD)
def test_what_the_hostile_files_are_made_from_is_read(kind: str) -> None:
    """Control: else each of them might be refused for another fault than the one that was put into it."""
    assert outcome(GOOD[kind]())[0] in {FOUND, NO_STRUCTURE}


TRUSTED = (
    *("a billion laughs", "a long word many times", "a file's content", "a network address"),
    *("a definition from outside", "definitions that send a file"),
    *("a bomb of zeros", "a bomb of letters", "a bomb that says it is small"),
)


@pytest.mark.parametrize("name", TRUSTED)
def test_even_a_reader_that_trusts_every_file_harms_nothing(name: str, peaks: list[int]) -> None:
    """Our readers refuse these before they are opened. The sandbox holds where one does not."""
    try:
        answer = sandbox.ask("tests.trust.planted:trusts", FILES[f"DOCX: {name}"]())
    except Unreadable as refused:
        answer = refused.reason
    assert Path(SECRET).read_text().splitlines()[0] not in str(answer)
    assert all(peak <= sandbox.MOST_MEMORY for peak in peaks)


def test_outside_the_sandbox_such_a_reader_gives_the_file_away() -> None:
    """Control of the test above."""
    assert Path(SECRET).read_text().splitlines()[0] in trusts(FILES["DOCX: a file's content"]())


EACH = 300 if FULL else 3


def mutated(good: bytes, chance: random.Random) -> bytes:
    """A good file with some bytes changed, a piece gone, a piece twice, or pieces in another order."""
    data = bytearray(good)
    for _ in range(chance.choice([1, 1, 3, 20, 200])):
        start = chance.randrange(len(data) or 1)
        piece = data[start : start + chance.choice([1, 4, 64, 1024])]
        change = chance.randrange(4)
        if change == 0 and data:
            data[start] = chance.choice([0, 1, 127, 128, 255, chance.randrange(256)])
        elif change == 1:
            del data[start : start + len(piece)]
        elif change == 2:
            data[start:start] = piece * chance.choice([1, 2, 50])
        else:
            place = chance.randrange(len(data) or 1)
            data[place : place + len(piece)] = piece
    return bytes(data)


@pytest.mark.parametrize("seed", range(EACH))
@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_with_faults_harms_nothing(kind: str, seed: int, peaks: list[int]) -> None:
    assert check(mutated(GOOD[kind](), random.Random(f"{kind} {seed}")), peaks) in {FOUND, NOT_READABLE, NO_STRUCTURE}


SAID = {
    "PDF: cut off after 12 of 24 parts": {2},
    "DOCX: a billion laughs": {2, 3},
    "ODT: lists in lists that end": {0, 2, 3},
    "NUL between letters": {2},
    "Markdown: quotes in quotes": {0, 2, 3},
    "one line of words": {0, 2, 3},
    "EICAR": {2, 3},
}


@pytest.mark.parametrize("name", SAID)
def test_the_command_ends_as_it_should(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("file") / "politik.txt"
    file.write_bytes(FILES[name]())
    done = subprocess.run(
        [sys.executable, "-m", "helhed.config.command", "read-policy", str(file)],
        env={"LANG": "da_DK.UTF-8", "PYTHONPATH": str(Path(sandbox.PACKAGE).parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=sandbox.MOST_SECONDS + 5,
    )
    assert done.returncode in SAID[name]
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == (1 if done.returncode == NOT_READABLE else 0)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def too_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


@pytest.mark.parametrize(
    "make", [pipe, too_large, Path.mkdir, lambda path: path.symlink_to("/dev/zero"), lambda _: None]
)
@pytest.mark.parametrize("name", ["politik.txt", "\udcff\x1b[2J.txt"])
def test_what_is_no_file_to_read_is_refused_at_once(
    make: Callable[[Path], None],
    name: str,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A pipe that nobody writes to is not waited for, and a file without end is not begun."""
    path = tmp_path_factory.mktemp("file") / name
    make(path)
    started = time.monotonic()
    assert run(argparse.Namespace(file=path, json=False)) == NOT_READABLE
    assert time.monotonic() - started < 2
    assert capsys.readouterr().err.count("\n") == 1


def test_what_comes_to_the_address_would_be_seen() -> None:
    """Control: else no file could be found out."""
    import socket

    host, port = LISTENING.getsockname()
    assert f"{host}:{port}" in ADDRESS
    with socket.create_connection((host, port)):
        LISTENING.settimeout(5)
        LISTENING.accept()[0].close()
