"""What the child that reads a file is held to: exactly these system calls, and limits that are really at work."""

import errno
import os
import signal
import struct

import pytest

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.sandbox import parent as sandbox
from helhed.policy.reading.sandbox import syscalls
from tests.trust.test_sandbox import ask, only, succeeds

# openat2, io_uring_setup, io_uring_enter, io_uring_register, ptrace, process_vm_readv, process_vm_writev, prctl,
# pidfd_getfd, memfd_create, socket, connect, clone, execve, kill, unshare, mount, bpf, userfaultfd.
NEVER = {
    "x86_64": (437, 425, 426, 427, 101, 310, 311, 157, 438, 319, 41, 42, 56, 59, 62, 272, 165, 321, 323),
    "aarch64": (437, 425, 426, 427, 117, 270, 271, 167, 438, 279, 198, 203, 220, 221, 129, 97, 40, 280, 282),
}


def test_the_system_calls_that_are_never_needed_do_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    if "system calls" not in sandbox.ask(sandbox._LAYERS, b""):
        pytest.skip("this machine has no filter of system calls")
    numbers = NEVER[os.uname().machine]
    with only(monkeypatch, "system calls"):
        told = ask("tells_what_each_call_gets", " ".join(map(str, numbers)))
    assert dict(zip(numbers, told, strict=True)) == dict.fromkeys(numbers, errno.ENOSYS)


@pytest.mark.parametrize("machine", NEVER)
def test_of_all_system_calls_only_those_listed_are_allowed(machine: str) -> None:
    """The filter itself, run step by step as the kernel does: on this machine's numbers and on the other's."""
    steps = [struct.unpack("=HBBI", step) for step in syscalls._steps(machine)]
    listed, architecture, guarded = syscalls._GUARDED[machine]
    allowed = {number for number in range(1024) if filtered(steps, architecture, number, 0) == syscalls._ALLOW}
    assert allowed == {*listed, *guarded}
    assert not allowed & {*NEVER[machine]}
    assert len(allowed) == {"x86_64": 81, "aarch64": 70}[machine]
    for number in guarded:
        assert filtered(steps, architecture, number, 2**64 - 1) == syscalls._NOT_PERMITTED
    assert filtered(steps, architecture + 1, 0, 0) == syscalls._KILL


def filtered(steps: list[tuple[int, int, int, int]], architecture: int, number: int, argument: int) -> int:
    """What the filter answers to a call whose arguments are all the same."""
    told = struct.pack("=IIQ6Q", number, architecture, 0, *[argument] * 6)
    place = held = 0
    while True:
        code, if_so, if_not, value = steps[place]
        place += 1
        if code == syscalls._RETURN:
            return value
        if code == syscalls._LOAD:
            [held] = struct.unpack_from("=I", told, value)
            continue
        is_so = held == value if code == syscalls._IS else bool(held & value)
        place += if_so if is_so else if_not


def test_the_limits_are_on_before_the_file_is_seen() -> None:
    told = ask("tells_its_limits")
    assert told == [32, 10, 0, 0, 0, 300_000_000]


def test_no_more_than_a_few_files_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not succeeds("opens_many_files", "")
    with monkeypatch.context() as patch:
        patch.setattr(sandbox, "_BEGIN", sandbox._BEGIN.replace("limit(); ", "", 1))
        assert succeeds("opens_many_files", "")


def test_processor_time_is_short_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of the child itself, with the clock of the one who watches put off."""
    shorter = "import helhed.policy.reading.sandbox.confinement as c; c.MOST_SECONDS = 1; limit(); "
    monkeypatch.setattr(sandbox, "MOST_SECONDS", 60)
    monkeypatch.setattr(sandbox, "_BEGIN", sandbox._BEGIN.replace("limit(); ", shorter, 1))
    child = sandbox.Child("tests.trust.planted:turns_in_circles", b"")
    with pytest.raises(Unreadable) as stopped:
        child.answer()
    assert stopped.value.reason == sandbox.TOO_SLOW
    assert child.process.returncode == -signal.SIGXCPU


def test_nobody_looks_into_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also without the layers, of which some do the same by the way, and one refuses the question."""
    with only(monkeypatch):
        assert ask("tells_whether_it_can_be_dumped") == 0


def test_what_the_child_complains_of_reaches_no_log(capfd: pytest.CaptureFixture[str]) -> None:
    assert ask("complains", "CPR 010203-0405") == "done"
    assert capfd.readouterr() == ("", "")
