"""The blocks of a document: what every kind of source is turned into before its structure is read."""

import re
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
    CONTENTS = "contents"


@dataclass(frozen=True)
class Block:
    """One heading, line leading into a list, paragraph, list item or quote, where it begins, and how it is marked.

    `mark` is the kind of its marker. `level` is a heading's rank where the file itself shows it, by mark-up or by
    type, `cell` its table, row and column. A line of a table of contents is a kind of its own, which nothing else takes
    up.
    """

    kind: Kind
    text: str
    page: int | None
    line: int | None
    marker: str = ""
    mark: str = ""
    indent: int = 0
    follows_gap: bool = True
    starts_page: bool = False
    source: str | None = None
    level: int | None = None
    cell: tuple[int, int, int] | None = None

    @property
    def number(self) -> int | None:
        digits = self.marker.rstrip(".) ")
        return int(digits) if digits.isdigit() else None

    @property
    def depth(self) -> int:
        """How many numbers its marker is made of: two in 3.1."""
        return len(re.findall(r"\d+", self.marker))

    def as_kind(self, kind: Kind) -> "Block":
        return replace(self, kind=kind)


def telling(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that are searched for facts: no paragraph of a policy is longer than this, and a file may be one
    endless line."""
    return [block for block in blocks if len(block.text) <= LONGEST_TELLING]
