"""The blocks of a document: what every kind of source is turned into before its structure is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

LONGEST_TELLING = 20_000


class Kind(StrEnum):
    HEADING = "heading"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True)
class Block:
    """One heading, line leading into a list, paragraph, list item or quote, where it begins, and how it is marked.

    `level` is a heading's rank where the file itself shows it, by mark-up or by type.
    """

    kind: Kind
    text: str
    page: int | None
    line: int | None
    marker: str = ""
    indent: int = 0
    follows_gap: bool = True
    starts_page: bool = False
    source: str | None = None
    level: int | None = None

    @property
    def number(self) -> int | None:
        digits = self.marker.rstrip(".) ")
        return int(digits) if digits.isdigit() else None

    def as_kind(self, kind: Kind) -> "Block":
        return replace(self, kind=kind)


def telling(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are searched for facts: no paragraph of a policy is longer than this, and a file may be one
    endless line."""
    return [block for block in blocks if len(block.text) <= LONGEST_TELLING]
