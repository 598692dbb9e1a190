"""Uploaded files are parsed in a child process that has no network, little time and little memory.

The parser may be misled by the file into anything. What is here holds even so: the child is given the bytes and
nothing else, it is watched from outside, and its answer is opened by a strict reader (`carried.py`). What the child
itself gives up before it sees the file is told in `confinement.py`.
"""

import logging
import os
import re
import selectors
import signal
import subprocess  # nosec B404
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any, cast

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.reading import PolicyReading
from helhed.policy.reading.sandbox.carried import NotCarried, from_json, from_plain
from helhed.policy.reading.sandbox.confinement import MOST_MEMORY, MOST_SECONDS, NAMESPACE, PACKAGE

MOST_BYTES = 20_000_000
MOST_ANSWER = 8_000_000
MOST_AT_ONCE = 2
LONGEST_WAIT = 5
READER = "helhed.policy.reading.read:read_policy"
_LAYERS = "helhed.policy.reading.sandbox.confinement:layers_at_work"
# The limits come before the parsers, and the parsers before the rest is given up.
_BEGIN = (
    "import sys; sys.path.extend(sys.argv[1:]); from helhed.policy.reading.sandbox.confinement import limit; limit(); "
    "from {module} import {task}; from helhed.policy.reading.sandbox.child import main; main({task})"
)
_TICK = 0.02
_PIECE = 1 << 16
_NEARLY_ALL = 0.7
_REASON = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,400}")
_PLACE = re.compile(r"[A-Za-z]\w{0,60} [\w.]{0,60}(:\d{1,6})?", re.ASCII)

TOO_LARGE = "Filen fylder mere end 20 MB. Gem den med mindre billeder eller som ren tekst, og prøv igen."
TOO_SLOW = "Filen tager for lang tid at læse. Gem den på ny som Word, PDF eller ren tekst, og prøv igen."
TOO_MUCH_MEMORY = (
    "Filen kræver for megen hukommelse at læse. Gem den på ny som Word, PDF eller ren tekst, og prøv igen."
)
TOO_MUCH_TEXT = "Filen rummer mere tekst, end et politikdokument gør. Del den i flere filer, og prøv igen."
BROKEN = "Filen kunne ikke læses og er måske beskadiget. Gem den på ny i det program, den er skrevet i, og prøv igen."
BUSY = "Der læses allerede så mange filer, som serveren kan klare. Prøv igen om lidt."

_log = logging.getLogger(__name__)
_places = BoundedSemaphore(MOST_AT_ONCE)


def read_safely(data: bytes) -> PolicyReading:
    """What `read_policy` finds in the file; raises Unreadable where it refuses, and where the child was stopped.

    It may take ten seconds and more. Call it outside any database transaction: inside one, everybody else who wants to
    write would wait as long.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    try:
        return from_plain(PolicyReading, ask(READER, data))
    except NotCarried as error:
        raise _refusal(BROKEN, f"the answer is {error}") from error


def network_denial() -> str:
    """What keeps the child from the network here: a namespace of its own, or only what the process denies itself.

    Raises Unreadable where no child can be started at all.
    """
    return NAMESPACE if NAMESPACE in ask(_LAYERS, b"") else "process"


def ask(task: str, data: bytes) -> Any:
    """What the task answers, as plain as it came. No more than two children work at once for one server process."""
    if not _places.acquire(timeout=LONGEST_WAIT):
        raise Unreadable(BUSY)
    try:
        return Child(task, data).answer()
    except OSError as error:
        raise _refusal(BUSY, f"no child: {error.strerror}") from error
    finally:
        _places.release()


class Child:
    """One child at work: fed, listened to and watched, until it is done or stopped. `peak` is its memory in bytes."""

    def __init__(self, task: str, data: bytes) -> None:
        self.process = _start(task)
        self.stdin, self.stdout = cast(IO[bytes], self.process.stdin), cast(IO[bytes], self.process.stdout)
        self.until = time.monotonic() + MOST_SECONDS
        self.unsent = memoryview(data)
        self.heard = bytearray()
        self.has_ended = False
        self.peak = 0

    def answer(self) -> Any:
        """What it answered, opened. Whatever happens, nothing of it is left running."""
        try:
            self._exchange()
        finally:
            self._end()
        return self._opened()

    def _exchange(self) -> None:
        os.set_blocking(self.stdin.fileno(), False)
        with selectors.DefaultSelector() as ready:
            ready.register(self.stdin, selectors.EVENT_WRITE, self._feed)
            ready.register(self.stdout, selectors.EVENT_READ, self._listen)
            while not self.has_ended:
                self._watch()
                for key, _events in ready.select(_TICK):
                    key.data(ready)

    def _feed(self, ready: selectors.BaseSelector) -> None:
        """A child that stops reading has its reasons, and says them."""
        try:
            self.unsent = self.unsent[os.write(self.stdin.fileno(), self.unsent[:_PIECE]) :]
        except BrokenPipeError:
            self.unsent = memoryview(b"")
        if not self.unsent:
            ready.unregister(self.stdin)
            self.stdin.close()

    def _listen(self, _ready: selectors.BaseSelector) -> None:
        piece = os.read(self.stdout.fileno(), _PIECE)
        self.heard += piece
        self.has_ended = not piece
        if len(self.heard) > MOST_ANSWER:
            raise _refusal(TOO_MUCH_TEXT, "its answer is too long")

    def _watch(self) -> None:
        """From outside, because a child that was taken over may have lifted its own limits."""
        self.peak = max(self.peak, _memory_of(self.process.pid))
        if self.peak > MOST_MEMORY:
            raise _refusal(TOO_MUCH_MEMORY, "memory")
        if time.monotonic() > self.until:
            raise _refusal(TOO_SLOW, "time")

    def _end(self) -> None:
        """The group is ended before the child is laid to rest: until then nobody else can have its number."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.stdin.close()
        self.stdout.close()

    def _opened(self) -> Any:
        try:
            outcome = from_json(bytes(self.heard))
        except NotCarried as error:
            raise _refusal(BROKEN, f"the answer is {error}") if self.heard else self._fallen() from error
        match outcome:
            case {"answer": answer}:
                return answer
            case {"refused": str(reason)} if _REASON.fullmatch(reason):
                raise Unreadable(reason)
            case {"failed": "memory"}:
                raise _refusal(TOO_MUCH_MEMORY, "memory")
            case {"failed": str(place)} if _PLACE.fullmatch(place):
                raise _refusal(BROKEN, place)
        raise _refusal(BROKEN, "an answer of another kind")

    def _fallen(self) -> Unreadable:
        """Without an answer only its end tells: C code that gets no memory falls, and says nothing."""
        code = self.process.returncode
        if code == -signal.SIGXCPU:
            return _refusal(TOO_SLOW, "processor time")
        if self.peak > _NEARLY_ALL * MOST_MEMORY:
            return _refusal(TOO_MUCH_MEMORY, f"memory, then the end with {code}")
        return _refusal(BROKEN, f"the end with {code}")


def _start(task: str) -> "subprocess.Popen[bytes]":
    """Nothing of the environment goes along but what the interpreter itself may need to start.

    The command is made of our own words alone: none comes from the file, and no shell reads them.
    """
    module, name = task.split(":")
    return subprocess.Popen(  # noqa: S603  # nosec B603
        [
            sys.executable,
            "-I",
            "-S",
            "-B",
            "-X",
            "utf8",
            "-c",
            _BEGIN.format(module=module, task=name),
            *_code_places(),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # A parser's complaints may hold text of the document, which belongs in no log.
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ},
        bufsize=0,
        cwd="/",
        start_new_session=True,
    )


def _refusal(reason: str, why: str) -> Unreadable:
    _log.warning("A file was not read: %s", why)
    return Unreadable(reason)


def _memory_of(number: int) -> int:
    """The most the process has used so far, in bytes; 0 where the machine does not tell."""
    try:
        told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{number}/status").read_text())
    except OSError:
        return 0
    return int(told[1]) * 1024 if told else 0


def _code_places() -> list[str]:
    """Where this process finds its own code: isolated mode leaves out what came by the environment or from the user."""
    return [os.path.dirname(PACKAGE), *filter(os.path.isabs, sys.path)]
