"""Parsers that were taken over by a file: what they try, by Python and by C, in the child where files are read.

Each is named as a task by the tests. The product knows no way to name one. Each says "done" where nobody stopped it.
"""

import ctypes
import io
import os
import resource
import signal
import socket
import struct
import sys
import threading
import time
import zipfile
from pathlib import Path

from lxml import etree

LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.malloc.restype = ctypes.c_void_p
DONE = "done"


def _held(answer: int) -> str:
    """C functions say with -1 that they were refused."""
    return DONE if answer >= 0 else "refused"


def answers(data: bytes) -> str:
    return f"{DONE}: {len(data)}"


def connects(data: bytes) -> str:
    socket.create_connection(("127.0.0.1", int(data)), timeout=2).close()
    return DONE


def connects_in_c(data: bytes) -> str:
    handle = LIBC.socket(socket.AF_INET, socket.SOCK_STREAM, 0)
    address = struct.pack("=H", socket.AF_INET) + struct.pack("!H", int(data)) + b"\x7f\0\0\1" + bytes(8)
    return _held(LIBC.connect(handle, address, len(address)))


def sends_a_datagram_in_c(data: bytes) -> str:
    handle = LIBC.socket(socket.AF_INET, socket.SOCK_DGRAM, 0)
    address = struct.pack("=H", socket.AF_INET) + struct.pack("!H", int(data)) + b"\x7f\0\0\1" + bytes(8)
    return _held(LIBC.sendto(handle, b"text", 4, 0, address, len(address)))


def connects_to_a_file_in_c(data: bytes) -> str:
    """A database and a container service listen on such a socket, and a network namespace does not hide it."""
    handle = LIBC.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0)
    address = struct.pack("=H", socket.AF_UNIX) + data + b"\0"
    return _held(LIBC.connect(handle, address, len(address)))


def forks(_data: bytes) -> str:
    if os.fork() == 0:
        os._exit(0)
    return DONE


def forks_in_c(_data: bytes) -> str:
    number = LIBC.fork()
    if number == 0:
        os._exit(0)
    return _held(number)


def starts_a_program(data: bytes) -> str:
    os.execv("/bin/touch", ["touch", data.decode()])
    return DONE


def starts_a_program_in_c(data: bytes) -> str:
    LIBC.execv(b"/bin/touch", (ctypes.c_char_p * 3)(b"touch", data, None))
    return "refused"


def writes(data: bytes) -> str:
    Path(data.decode()).write_text("text")
    return DONE


def makes_a_file_in_c(data: bytes) -> str:
    return _held(LIBC.open(data, os.O_WRONLY | os.O_CREAT, 0o600))


def overwrites_in_c(data: bytes) -> str:
    return _held(LIBC.open(data, os.O_WRONLY | os.O_TRUNC))


def removes(data: bytes) -> str:
    Path(data.decode()).unlink()
    return DONE


def removes_in_c(data: bytes) -> str:
    return _held(LIBC.unlink(data))


def reads_a_file(data: bytes) -> str:
    return f"{DONE}: {Path(data.decode()).read_text()}"


def reads_settings_of_the_service(data: bytes) -> str:
    return f"{DONE}: {Path(f'/proc/{data.decode()}/environ').read_bytes()[:1]!r}"


def signals_the_service_in_c(data: bytes) -> str:
    """The number 0 is no signal, but asks whether one might be sent."""
    return _held(LIBC.kill(int(data), 0))


def limits_the_service_in_c(data: bytes) -> str:
    """Here to what it has already; a second of processor time would end it."""
    limits = struct.pack("=qq", *resource.getrlimit(resource.RLIMIT_CORE))
    return _held(LIBC.prlimit(int(data), resource.RLIMIT_CORE, limits, None))


def starts_a_thread(_data: bytes) -> str:
    threading.Thread(target=time.sleep, args=(0,)).start()
    return DONE


def sleeps(_data: bytes) -> str:
    time.sleep(60)
    return DONE


def turns_in_circles(_data: bytes) -> str:
    while True:
        pass


def sleeps_deaf(_data: bytes) -> str:
    """With its answer's end closed and every signal that can be ignored ignored."""
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU):
        signal.signal(each, signal.SIG_IGN)
    os.close(1)
    time.sleep(60)
    return DONE


def allocates(_data: bytes) -> str:
    return f"{DONE}: {len(b'x' * 1_000_000_000)}"


def allocates_bit_by_bit(_data: bytes) -> str:
    return f"{DONE}: {len([bytearray(100_000) for _ in range(10_000)])}"


def allocates_in_c(_data: bytes) -> str:
    """Until there is no more, and then falls, as C code does that does not look."""
    while place := LIBC.malloc(1_000_000):
        ctypes.memset(place, 1, 1_000_000)
        time.sleep(0.0005)
    ctypes.memset(0, 1, 1)
    return DONE


def allocates_and_waits(_data: bytes) -> str:
    kept = b"x" * 200_000_000
    time.sleep(5)
    return f"{DONE}: {len(kept)}"


def says_a_gigabyte(_data: bytes) -> str:
    for _ in range(1000):
        sys.stdout.write("x" * 1_000_000)
    return DONE


def answers_a_gigabyte(_data: bytes) -> list[str]:
    return ["x" * 1_000_000] * 100


def falls(_data: bytes) -> str:
    ctypes.string_at(0)
    return DONE


def ends(_data: bytes) -> str:
    sys.exit(0)


def errs(data: bytes) -> str:
    raise LookupError(data.decode())


def digs(_data: bytes) -> str:
    def deeper() -> str:
        return deeper()

    return deeper()


def trusts(data: bytes) -> str:
    """What a reader does that protects itself against nothing: the text of the main part of a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        part = packed.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False, huge_tree=True)
    return f"{DONE}: {''.join(etree.fromstring(part, parser).itertext())}"


def says(data: bytes) -> str:
    """These bytes instead of an answer."""
    os.write(1, data)
    os._exit(0)


def tells_its_limits(_data: bytes) -> list[int]:
    names = ("NOFILE", "CPU", "NPROC", "CORE", "FSIZE", "AS")
    return [resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0] for name in names]


def opens_many_files(_data: bytes) -> str:
    """Each by a new number for one that is open already, which nothing but the limit stops."""
    return f"{DONE}: {len([os.dup(0) for _ in range(64)])}"


def complains(data: bytes) -> str:
    os.write(2, data)
    return DONE


def tells_whether_it_can_be_dumped(_data: bytes) -> int:
    """Who can be dumped can also be looked into by others of the same user."""
    return int(LIBC.prctl(3, 0, 0, 0, 0))


def tells_what_each_call_gets(data: bytes) -> list[int]:
    """The number of the error of each of these calls, with arguments that no call can use; 0 where there is none."""
    errors = []
    for number in data.decode().split():
        ctypes.set_errno(0)
        answer = LIBC.syscall(ctypes.c_long(int(number)), *[ctypes.c_long(-1)] * 6)
        errors.append(ctypes.get_errno() if answer == -1 else 0)
    return errors
