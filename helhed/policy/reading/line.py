"""One line of a document."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line with text in it. `has_tail` says that white space stood after its last word.

    What a file says of its own accord comes with the line: `level` is the rank of a heading (1 is the highest), by its
    mark-up or its type; `is_whole` says that the line is a paragraph of its own, however long, and never goes on below;
    `cell` is its table, row and column. `row` are the cells where the line is a whole row of a table.
    """

    text: str
    number: int
    page: int | None
    indent: int
    follows_gap: bool
    starts_page: bool
    has_tail: bool
    level: int | None = None
    is_whole: bool = False
    is_contents: bool = False
    cell: tuple[int, int, int] | None = None
    row: tuple[str, ...] = ()
