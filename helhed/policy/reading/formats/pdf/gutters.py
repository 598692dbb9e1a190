"""Where a page has a gutter between columns, and which of its rows stand on which side."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from helhed.policy.reading.formats.pdf.rows import Row
from helhed.policy.reading.joining import ends_sentence

_ALIGNED = 3.0
_FEWEST_BESIDE = 3
_NARROWEST_GUTTER = 0.7
_NARROWEST_COLUMN = 2.5
_NARROWEST_KNOWN = 1.5
_MOST_CANDIDATES = 40
_LARGER = 0.9
_LONG_WORD = 8


@dataclass(frozen=True)
class Split:
    """The rows left of a gutter, right of it and across it."""

    left: list[Row]
    right: list[Row]
    across: list[Row]

    @property
    def edge(self) -> float:
        return min(row.left for row in self.right)


def place(row: Row) -> int:
    return row.order


def split_of(rows: Sequence[Row], gutters: Sequence[float]) -> Split | None:
    """The gutter with the most rows on both sides of it, and the fewest across it that have others beside them."""
    best, most = None, 0
    candidates = [(edge, _FEWEST_BESIDE) for edge in left_edges(rows)] + [(edge, 1) for edge in gutters]
    for left_edge, fewest in candidates:
        split = _split_at(rows, left_edge)
        beside = min(_beside(split.left, split.right), _beside(split.right, split.left))
        if beside >= fewest and _are_columns(split, _NARROWEST_KNOWN if fewest == 1 else _NARROWEST_COLUMN):
            clear = beside - 2 * _beside(split.across, [*split.left, *split.right])
            if clear > most:
                best, most = split, clear
    return best


def left_edges(rows: Sequence[Row]) -> list[float]:
    """Where several rows begin, the most common first, without the leftmost."""
    clusters: list[list[float]] = []
    for left in sorted(row.left for row in rows):
        if clusters and left - clusters[-1][0] <= _ALIGNED:
            clusters[-1].append(left)
        else:
            clusters.append([left])
    common = [cluster for cluster in clusters[1:] if len(cluster) >= _FEWEST_BESIDE]
    return [cluster[0] for cluster in sorted(common, key=len, reverse=True)[:_MOST_CANDIDATES]]


def _split_at(rows: Sequence[Row], left_edge: float) -> Split:
    split = Split([], [], [])
    for row in rows:
        if row.left >= left_edge - 1:
            split.right.append(row)
        elif row.right <= left_edge - _NARROWEST_GUTTER * row.size:
            split.left.append(row)
        else:
            split.across.append(row)
    return split


def _beside(rows: Sequence[Row], others: Sequence[Row]) -> int:
    """How many of the rows have one of the others at their height."""
    heights = sorted(other.base for other in others)
    return sum(
        bisect_right(heights, row.base + row.size) > bisect_left(heights, row.base - 0.8 * row.size) for row in rows
    )


def _are_columns(split: Split, narrowest: float) -> bool:
    """Numbers at the right edge are no column."""
    return all(
        median(row.right - row.left for row in side) >= narrowest * median(row.size for row in side)
        for side in (split.left, split.right)
    )


def with_all_across(split: Split) -> Split:
    """Also across, though they do not reach the gutter, are short last lines below rows across, and headings of both
    columns or of what is across."""
    across = set(split.across)
    right = _Side(split.right)
    is_heading = _Headings(split.left)
    rows = sorted([*split.left, *split.across], key=place)
    above: Row | None = None
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        is_parting = is_heading(row) and right.is_parted_by(row, below is None, below in across)
        if is_parting or (above and right.is_blank_beside(row) and _goes_on_below(above, row)):
            across.add(row)
        above = row if row in across else None
    return Split([row for row in split.left if row not in across], split.right, list(across))


class _Side:
    """The rows right of the gutter, from below."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: row.base)
        self.heights = [row.base for row in self.rows]
        self.end = max(row.right for row in rows)

    def is_blank_beside(self, row: Row) -> bool:
        return bisect_right(self.heights, row.base + row.size) == bisect_left(self.heights, row.base - row.size)

    def is_parted_by(self, heading: Row, is_last: bool, leads_across: bool) -> bool:
        """Nothing stands beside the heading, though there is text above it; and there is more below it, or a row
        across, or nothing at all on either side after a text that has come to its end."""
        under = bisect_left(self.heights, heading.base - heading.size)
        over = bisect_right(self.heights, heading.base + 1.5 * heading.size)
        if under != over or over == len(self.rows):
            return False
        return under > 0 or leads_across or (is_last and not self.goes_on(self.rows[over]))

    def goes_on(self, row: Row) -> bool:
        """It is full and ends no sentence."""
        return row.right > self.end - _LONG_WORD * row.letter_width and not ends_sentence(row.text)


class _Headings:
    """Which rows stand out among these by their size, or as bold where most are not."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.usual = median(row.size for row in rows)
        self.bold_tells = 2 * sum(row.is_bold for row in rows) < len(rows)

    def __call__(self, row: Row) -> bool:
        return (row.is_bold and self.bold_tells) or row.size > self.usual + _LARGER


def _goes_on_below(above: Row, row: Row) -> bool:
    is_close = above.base - row.base <= 2 * row.size and abs(above.size - row.size) < 1
    return is_close and abs(above.left - row.left) < 2 * row.size
