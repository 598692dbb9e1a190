"""Reading a policy document: its bytes in, what it says out."""

from helhed.policy.reading.blocks.blocking import to_blocks
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats.kinds import lines_of
from helhed.policy.reading.reading import PolicyReading
from helhed.policy.reading.structure.parts import to_reading

__all__ = ["Unreadable", "read_policy"]


def read_policy(data: bytes) -> PolicyReading:
    """Raises Unreadable, with one Danish sentence, where the bytes are no document that can be read."""
    return to_reading(to_blocks(lines_of(data)))
