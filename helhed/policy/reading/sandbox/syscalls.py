"""The system calls that reading a file needs. From here on the kernel knows no others for this process.

The list names what is allowed, so that what nobody thought of is refused: sockets of every kind, new processes and
programs, signals to others, other processes' memory, higher limits, and opening a file for writing.
"""

import ctypes
import os
import struct
from typing import Any

# By number, because the kernel knows no names. From Linux' unistd tables; the comments say what a row is for.
_X86_64 = (
    *(0, 1, 17, 19, 20, 295),  # read, write and their kin, on what is open already
    *(3, 5, 8, 32, 33, 138, 292, 436),  # close, fstat, lseek, dup, dup2, fstatfs, dup3, close_range
    *(7, 23, 270, 271),  # poll, select
    *(4, 6, 21, 78, 79, 89, 137, 217, 262, 267, 269, 332, 439),  # stat, access, list and read links
    *(9, 10, 11, 12, 25, 27, 28, 324),  # memory of its own
    *(13, 14, 15, 127, 131),  # signals it receives
    *(24, 202, 204, 218, 219, 273, 274, 309, 334),  # waiting, and its own thread
    *(39, 63, 97, 98, 99, 100, 102, 104, 107, 108, 110, 118, 120, 158, 186),  # who and where it is
    *(35, 96, 201, 228, 229, 230, 318),  # time and chance
    *(60, 231),  # the end
)
_AARCH64 = (
    *(63, 64, 65, 66, 67, 69),
    *(23, 24, 44, 57, 62, 80, 436),
    *(72, 73),
    *(17, 43, 48, 61, 78, 79, 291, 439),
    *(214, 215, 216, 222, 226, 232, 233, 283),
    *(132, 134, 135, 136, 139),
    *(96, 98, 99, 100, 123, 124, 128, 168, 293),
    *(148, 150, 153, 160, 163, 165, 172, 173, 174, 175, 176, 177, 178, 179),
    *(101, 113, 114, 115, 169, 278),
    *(93, 94),
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SETS_OWNER = 8  # the bit that F_SETOWN, F_SETSIG and F_SETOWN_EX share: signals by way of a file
_ANY = 2**64 - 1
_WORD = 2**32 - 1
# Allowed where the argument of this place has none of these bits: open, openat, fcntl, prlimit64.
_GUARDED = {
    "x86_64": (_X86_64, 0xC000003E, {2: (1, _WRITES), 257: (2, _WRITES), 72: (1, _SETS_OWNER), 302: (2, _ANY)}),
    "aarch64": (_AARCH64, 0xC00000B7, {56: (2, _WRITES), 25: (1, _SETS_OWNER), 261: (2, _ANY)}),
}
_LOAD, _IS, _HAS_BITS, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _KILL, _NO_SUCH_CALL, _NOT_PERMITTED = 0x7FFF0000, 0x80000000, 0x00050026, 0x00050001
_SET_SECCOMP, _MODE_FILTER = 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def filter_system_calls(libc: Any) -> bool:
    """Whether it was done: the kernel must be able to, and the machine be one of those whose numbers stand here."""
    steps = _steps(os.uname().machine)
    if not steps or not hasattr(libc, "prctl") or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    program = _Program(len(steps), b"".join(steps))
    return int(libc.prctl(_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0)) == 0


def _steps(machine: str) -> list[bytes]:
    """The filter in the kernel's own little language; a number that it does not list gets "no such call"."""
    if machine not in _GUARDED:
        return []
    allowed, architecture, guarded = _GUARDED[machine]
    steps = [_step(_LOAD, 4), _step(_IS, architecture, 1, 0), _step(_RETURN, _KILL), _step(_LOAD, 0)]
    for number in allowed:
        steps += [_step(_IS, number, 0, 1), _step(_RETURN, _ALLOW)]
    for number, (place, bits) in guarded.items():
        low, high = _unless(16 + 8 * place, bits & _WORD), _unless(20 + 8 * place, bits >> 32)
        steps += [_step(_IS, number, 0, 7), *low, *high, _step(_RETURN, _ALLOW)]
    return [*steps, _step(_RETURN, _NO_SUCH_CALL)]


def _unless(offset: int, bits: int) -> tuple[bytes, ...]:
    return _step(_LOAD, offset), _step(_HAS_BITS, bits, 0, 1), _step(_RETURN, _NOT_PERMITTED)


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)
