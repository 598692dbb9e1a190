"""Where the cells of a table stand."""

from collections.abc import Iterable, Iterator

from helhed.policy.reading.formats.packed import Element

_MOST_SPAN = 100

# A cell, how many columns it goes across and how many rows down.
Span = tuple[Element, int, int]


def places(rows: Iterable[Iterable[Span]]) -> dict[Element, tuple[int, int]]:
    """Cell to its row and its first column. A cell that goes down pushes those of the next rows to the right."""
    found: dict[Element, tuple[int, int]] = {}
    free_from: dict[int, int] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell, across, down in cells:
            while free_from.get(column, 0) > row:
                column += 1
            found[cell] = (row, column)
            free_from |= dict.fromkeys(range(column, column + across), row + down)
            column += across
    return found


def span(written: str | None) -> int:
    usable = written is not None and written.isdecimal() and len(written) < 6
    return min(max(int(written), 1), _MOST_SPAN) if written is not None and usable else 1


def nearest(element: Element, names: set[str], through: set[str]) -> Iterator[Element]:
    """The elements of these names right below, or below others that only hold them."""
    for each in element:
        name = str(each.tag).rpartition("}")[2]
        if name in names:
            yield each
        elif name in through:
            yield from nearest(each, names, through)
