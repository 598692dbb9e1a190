"""What the child that reads a file gives up before it sees the first byte of one. None of it can be taken back.

Layer upon layer, because no machine has all of them and each leaves something open:

| layer | stops | does not stop |
| --- | --- | --- |
| limits, everywhere | too much time, memory and open files, any byte written to a file | reading files, the network |
| hook, everywhere | Python code that opens a socket, a process or a file for writing | C code that was taken over |
| namespace | all network but sockets that are files; looking into other processes | reading and writing files |
| files (Landlock) | opening any file but code: not the database, not the service's settings | what is open already |
| system calls (seccomp) | sockets of every kind, processes, signals and writing, in C too | reading files |

Nothing stops a child that was taken over from telling lies about the very file it was given.
"""

import ctypes
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from typing import Any

from helhed.policy.reading.sandbox.syscalls import filter_system_calls

MOST_SECONDS = 10
MOST_MEMORY = 300_000_000
MOST_OPEN_FILES = 32
NAMESPACE = "namespace"
_at_work: list[str] = []

# By `os.path`, because `pathlib` is slow to load and the child is started for every file.
PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__)))))
_SYSTEM_LIBRARIES = ("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib")
_REFUSED_EVENTS = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.kill", "pty."),
    *("resource.", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.ch"),
    *("os.utime", "os.setxattr", "os.removexattr", "shutil.", "tempfile.", "sqlite3.", "syslog.", "urllib.", "mmap."),
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_END_WITH_PARENT, _NO_DUMP, _NO_NEW_PRIVILEGES = 1, 4, 38
_CREATE_RULES, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3


def limit() -> None:
    """The memory counted is all that is mapped, which is never less than what is used, so the kernel keeps the promise.

    A process of root may still start others: there the system calls are what stops it.
    """
    _set(resource.RLIMIT_CPU, MOST_SECONDS, MOST_SECONDS + 1)
    _set(resource.RLIMIT_AS, MOST_MEMORY)
    _set(resource.RLIMIT_NOFILE, MOST_OPEN_FILES)
    for nothing in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        _set(nothing, 0)


def _set(which: int, soft: int, hard: int | None = None) -> None:
    """Never above what the process was given itself."""
    _soft, highest = resource.getrlimit(which)
    wanted = soft if hard is None else hard
    most = wanted if highest == resource.RLIM_INFINITY else min(wanted, highest)
    resource.setrlimit(which, (min(soft, most), most))


def confine() -> None:
    """Give up everything that the machine lets a process give up."""
    libc = ctypes.CDLL(None, use_errno=True)
    has_namespace = _leave_network(libc)
    _give_up_privileges(libc)
    layers = {NAMESPACE: has_namespace, "files": _leave_files(libc), "system calls": filter_system_calls(libc)}
    _at_work.extend(name for name, is_at_work in layers.items() if is_at_work)
    sys.addaudithook(_refuse)


def layers_at_work(_data: bytes) -> tuple[str, ...]:
    """A task for the child: which layers this machine has, beside the limits and the hook, which are everywhere."""
    return tuple(_at_work)


def _leave_network(libc: Any) -> bool:
    """Into a user namespace of its own, where it may make a network namespace, in which there is nobody."""
    return hasattr(libc, "unshare") and libc.unshare(_NEW_USER | _NEW_NETWORK) == 0


def _give_up_privileges(libc: Any) -> None:
    """And a life after the service: where nobody watches any more, nothing may go on."""
    if hasattr(libc, "prctl"):
        libc.prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_NO_DUMP, 0, 0, 0, 0)


def _leave_files(libc: Any) -> bool:
    """Landlock, where the kernel has it: from here on only what Python is made of can be opened, and only to read."""
    if sys.platform != "linux":
        return False
    version = _call(libc, _CREATE_RULES, None, 0, 1)
    if version < 1:
        return False
    rules = struct.pack("=QQQ", *_all_rights(version))[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = _call(libc, _CREATE_RULES, rules, len(rules), 0)
    if ruleset < 0:
        return False
    for path in readable_places():
        _allow(libc, ruleset, path)
    held = _call(libc, _RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return held


def _all_rights(version: int) -> tuple[int, int, int]:
    """All that this version of Landlock can refuse: with files, with TCP, and with others' sockets and signals."""
    files = 13 + (version >= 2) + (version >= 3) + (version >= 5)
    return (1 << files) - 1, 0b11, 0b11


def readable_places() -> Iterator[str]:
    """Where code lies, and never where data may lie, such as the folder that the service was started in."""
    packages = [path for path in sys.path if path.endswith("-packages")]
    for place in (PACKAGE, os.path.dirname(os.__file__), *packages, *_SYSTEM_LIBRARIES):
        if os.path.isdir(place):
            yield place


def _allow(libc: Any, ruleset: int, folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    _call(libc, _ADD_RULE, ruleset, 1, struct.pack("=Qi", _READ_FILE | _READ_FOLDER, handle), 0)
    os.close(handle)


def _call(libc: Any, number: int, *arguments: int | bytes | None) -> int:
    """The C library has no name for these calls; their numbers are the same on every machine."""
    sent = [ctypes.c_long(each) if isinstance(each, int) else ctypes.c_char_p(each) for each in arguments]
    return int(libc.syscall(ctypes.c_long(number), *sent))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED_EVENTS) or (event == "open" and _is_writing(*arguments[1:3])):
        raise PermissionError(f"{event} is not allowed while a file is read")


def _is_writing(mode: str | None, flags: int) -> bool:
    return bool(flags & _WRITES) or bool(set(mode or "") & set("wax+"))
