import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    """An id that sorts by the real time it was made (RFC 9562, section 5.7).

    It carries its time of making: answers that must stay anonymous use `uuid.uuid4` instead.
    """
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)
