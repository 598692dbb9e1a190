"""Which table, row and column each text stands in, also where a table goes on over pages."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from helhed.policy.reading.formats.pdf.rows import Row

_SAME_COLUMN = 12.0
_ALIGNED = 6.0


def mark_cells(cells: Sequence[Sequence[Sequence[Row]]], table: int) -> None:
    """Tell of each row which table, row and column it stands in."""
    edges: list[float] = []
    for edge in sorted(min(row.left for row in cell) for row_cells in cells for cell in row_cells):
        if not edges or edge - edges[-1] > _SAME_COLUMN:
            edges.append(edge)
    for number, row_cells in enumerate(cells):
        for cell in row_cells:
            column = bisect_right(edges, min(row.left for row in cell)) - 1
            for row in cell:
                row.cell = (table, number, column)


@dataclass
class _Running:
    """A table as far as it has come: where its columns begin, its row of headers, and how many rows it has."""

    number: int
    columns: list[float]
    header: list[str]
    length: int = 0

    def has_columns_of(self, other: "_Running") -> bool:
        if len(self.columns) != len(other.columns):
            return False
        return all(abs(mine - its) < _ALIGNED for mine, its in zip(self.columns, other.columns, strict=True))


def number_tables(pages: Iterable[Sequence[list[Row]]]) -> None:
    """Tables are numbered through the document. One that ends its page goes on in one that begins the next if their
    columns begin in the same places; the headers that are set again there are dropped."""
    count = 0
    running: _Running | None = None
    for regions in pages:
        for place, (is_table, group) in enumerate(groupby(regions, key=_table_of)):
            cells = list(group)
            if is_table is None:
                running = None
                continue
            here = _Running(count, _columns(cells), _texts(cells, 0))
            goes_on = running is not None and place == 0 and running.has_columns_of(here)
            if running is None or not goes_on:
                running, count = here, count + 1
            elif here.header == running.header:
                _drop_first_row(cells)
            _renumber(cells, running)


def columns_at_end(regions: Sequence[list[Row]]) -> list[float]:
    """Where the columns of the table begin that ends these regions, if one does."""
    groups = [(table, list(group)) for table, group in groupby(regions, key=_table_of)]
    return _columns(groups[-1][1]) if groups and groups[-1][0] is not None else []


def _table_of(region: Sequence[Row]) -> int | None:
    return region[0].cell[0] if region and region[0].cell else None


def _columns(cells: Sequence[Sequence[Row]]) -> list[float]:
    edges: dict[int, float] = {}
    for row in chain.from_iterable(cells):
        if row.cell:
            edges[row.cell[2]] = min(edges.get(row.cell[2], row.left), row.left)
    return [edges[column] for column in sorted(edges)]


def _texts(cells: Sequence[Sequence[Row]], number: int) -> list[str]:
    return [row.text for row in chain.from_iterable(cells) if row.cell and row.cell[1] == number]


def _drop_first_row(cells: Sequence[list[Row]]) -> None:
    for cell in cells:
        cell[:] = [row for row in cell if row.cell and row.cell[1] > 0]


def _renumber(cells: Sequence[Sequence[Row]], running: _Running) -> None:
    first = running.length
    for row in chain.from_iterable(cells):
        if row.cell:
            row.cell = (running.number, first + row.cell[1], row.cell[2])
            running.length = max(running.length, row.cell[1] + 1)
