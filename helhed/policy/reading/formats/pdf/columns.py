"""In which order the rows of a page are read: columns one after the other, and never across them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from helhed.policy.reading.formats.pdf.cells import mark_cells
from helhed.policy.reading.formats.pdf.gutters import Split, left_edges, place, split_of, with_all_across
from helhed.policy.reading.formats.pdf.rows import Row
from helhed.policy.reading.formats.pdf.shapes import Box
from helhed.policy.reading.formats.pdf.tables import FEWEST_STRIPS, Table, table_of

_DEEPEST = 8
_AT_EDGE = 1.5
_FEW = 8
_MOST_GUTTERS = 8
_ALIGNED = 6.0


def in_reading_order(
    rows: Sequence[Row], gutters: Sequence[float], rules: Sequence[Box], open_table: Sequence[float]
) -> list[list[Row]]:
    """The regions of the page in reading order, each with rows that go on below each other.

    `gutters` are those of other pages: there one row on each side shows that this page has them too. `rules` are the
    lines drawn on the page, and `open_table` is where the columns of the table begin that ended the page before.
    """
    _set_edges(rows)
    regions = _Order(rules, open_table).regions(sorted(rows, key=place), gutters, 0)
    return [_rejoined(region) for region in regions if region]


def common_gutters(pages: Sequence[Sequence[Row]]) -> list[float]:
    """Where the right side of the columns with most rows begins, on the pages that have columns."""
    splits = [split_of(rows, ()) for rows in pages]
    found = Counter(round(split.edge) for split in splits if split)
    return [float(edge) for edge, _ in found.most_common(_MOST_GUTTERS)]


def _set_edges(rows: Sequence[Row]) -> None:
    """A few rows that reach further than the rest do not make a column wider."""
    if not rows:
        return
    ends = sorted(row.right for row in rows)
    edge, end = min(row.left for row in rows), ends[-1] if len(ends) < _FEW else ends[(len(ends) - 1) * 14 // 15]
    for row in rows:
        row.edge, row.full_right = edge, end


class _Order:
    """The order of one page."""

    def __init__(self, rules: Sequence[Box], open_table: Sequence[float]) -> None:
        self.rules = rules
        self.open_table = open_table
        self.tables = 0

    def regions(self, rows: list[Row], gutters: Sequence[float], depth: int) -> Iterator[list[Row]]:
        split = split_of(rows, gutters) if depth < _DEEPEST else None
        if split is None:
            yield rows
            return
        goes_on = not depth and any(abs(split.edge - edge) < _ALIGNED for edge in self.open_table)
        table = table_of(rows, split, self.rules, 1 if goes_on else FEWEST_STRIPS)
        if table:
            yield from self.table(table, split, gutters, depth)
        else:
            yield from self.columns(rows, with_all_across(split), gutters, depth)

    def table(self, table: Table, split: Split, gutters: Sequence[float], depth: int) -> Iterator[list[Row]]:
        """Row by row, and in each cell by cell; all its rows tell together where its columns are."""
        yield from self.regions(table.before, gutters, depth + 1)
        own = [*gutters, *self.open_table, split.edge, *left_edges([row for strip in table.strips for row in strip])]
        cells: list[list[list[Row]]] = []
        for strip in table.strips:
            _set_edges(strip)
            cells.append([cell for cell in self.regions(strip, own, depth + 1) if cell])
        mark_cells(cells, self.tables)
        self.tables += 1
        for row_cells in cells:
            yield from row_cells
        yield from self.regions(table.after, gutters, depth + 1)

    def columns(self, rows: list[Row], split: Split, gutters: Sequence[float], depth: int) -> Iterator[list[Row]]:
        for side in (split.left, split.right, split.across):
            _set_edges(side)
        right = set(split.right)
        single: list[Row] = []
        for band in _bands(rows, set(split.across)):
            if right.isdisjoint(band):
                single += band
                continue
            yield single
            single = []
            left = [row for row in band if row not in right]
            for row in left:
                row.limit = split.edge
            yield from self.regions(left, gutters, depth + 1)
            yield from self.regions([row for row in band if row in right], gutters, depth + 1)
        yield single


def _bands(rows: Sequence[Row], across: set[Row]) -> Iterator[list[Row]]:
    """The rows that lie between rows across the gutter, and these one by one."""
    band: list[Row] = []
    for row in rows:
        if row in across:
            yield band
            yield [row]
            band = []
        else:
            band.append(row)
    yield band


def _rejoined(region: Sequence[Row]) -> list[Row]:
    """What stands at one height and reaches to the right edge is one line: two words set wide apart, or one line of a
    table of contents."""
    kept: list[Row] = []
    for row in region:
        before = kept[-1] if kept else None
        if before and _fills_line(before, row):
            kept[-1] = replace(before, text=f"{before.text} {row.text}", right=row.right)
        else:
            kept.append(row)
    return kept


def _fills_line(before: Row, row: Row) -> bool:
    if row.cell or abs(before.base - row.base) > 0.2 * row.size or abs(row.full_right - row.right) > _AT_EDGE:
        return False
    is_line = row.text.isdigit() or " " not in before.text + row.text
    return is_line and before.left - before.edge < 4 * row.size and abs(before.size - row.size) <= 0.5
