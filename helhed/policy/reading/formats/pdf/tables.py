"""Which rows of a page with columns are a table, or cards side by side: these are read row by row."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from helhed.policy.reading.formats.pdf.gutters import Split
from helhed.policy.reading.formats.pdf.rows import Row
from helhed.policy.reading.formats.pdf.shapes import Box
from helhed.policy.reading.markers import marker_of

FEWEST_STRIPS = 3
_LEVEL_SHARE = 0.7
_LEVEL = 1.5
_WIDER = 1.3
_SHORTEST_RULE = 10.0
_UNDER_LINE = 0.4


@dataclass(frozen=True)
class Table:
    """The rows above it, its own rows, strip by strip, and the rows below it."""

    before: list[Row]
    strips: list[list[Row]]
    after: list[Row]


def table_of(rows: Sequence[Row], split: Split, rules: Sequence[Box], fewest: int = FEWEST_STRIPS) -> Table | None:
    """A table has at least so many strips of rows that lie on both sides, and one of these parts them:

    - drawn lines on both sides
    - white space that goes right through, where one side has no other gaps and both are level
    """
    space = _space(rows)
    for table in (_ruled_table(rows, split, rules, space), _open_table(rows, split, space)):
        if table and sum(_is_on_both(strip, split) for strip in table.strips) >= fewest:
            return table
    return None


def _ruled_table(rows: Sequence[Row], split: Split, rules: Sequence[Box], space: float) -> Table | None:
    """What stands above the first line and below the last is of the table only where it has no frame: then the text
    right above is its headers."""
    heights = _heights(rules, split)
    if not heights:
        return None
    body = _ruled_strips(rows, heights)
    before: list[list[Row]] = []
    after: list[list[Row]] = []
    is_framed = True
    if body[0][-1].base > heights[-1]:
        *before, headers = _strips(body.pop(0), space)
        is_framed = not _is_on_both(headers, split)
        before, body = ([*before, headers], body) if is_framed else (before, [headers, *body])
    if body and body[-1][0].base < heights[0]:
        first, *after = _strips(body.pop(), space)
        body, after = (body, [first, *after]) if is_framed else ([*body, first], after)
    both = sum(_is_on_both(strip, split) for strip in body)
    if 2 * both <= len(body):
        return None
    return Table(_flat(before), body, _flat(after))


def _open_table(rows: Sequence[Row], split: Split, space: float) -> Table | None:
    strips = _strips(rows, space)
    both = [at for at, strip in enumerate(strips) if _is_on_both(strip, split)]
    if not both or 2 * sum(_is_marked(strip, split) for strip in strips) > len(both):
        return None
    body = strips[both[0] : both[-1] + 1]
    if 2 * len(both) <= len(body) or not _are_level(body, set(split.left), set(split.right), space):
        return None
    return Table(_flat(strips[: both[0]]), body, _flat(strips[both[-1] + 1 :]))


def _is_marked(strip: Sequence[Row], split: Split) -> bool:
    """It begins with a list item on both sides: lists side by side are no table."""
    left = next((row for row in strip if row.right < split.edge), None)
    right = next((row for row in strip if row.left >= split.edge - 1), None)
    return bool(left and right and marker_of(left.text)[0] and marker_of(right.text)[0])


def _is_on_both(strip: Sequence[Row], split: Split) -> bool:
    return any(row.right < split.edge for row in strip) and any(row.left >= split.edge - 1 for row in strip)


def _are_level(body: Sequence[Sequence[Row]], left: set[Row], right: set[Row], space: float) -> bool:
    sided = [strip for strip in body if not left.union(right).isdisjoint(strip)]
    gaps = min(len(_strips([row for strip in sided for row in strip if row in side], space)) for side in (left, right))
    level = sum(_is_level(strip, left, right) for strip in sided)
    return gaps <= len(sided) and level >= _LEVEL_SHARE * len(body)


def _is_level(strip: Sequence[Row], left: set[Row], right: set[Row]) -> bool:
    """Both sides begin at one height, or have their middle at one."""
    lefts = [row.base for row in strip if row in left]
    rights = [row.base for row in strip if row in right]
    if not lefts or not rights:
        return False
    middles = max(lefts) + min(lefts) - max(rights) - min(rights)
    return abs(max(lefts) - max(rights)) < _LEVEL or abs(middles) < 2 * _LEVEL


def _space(rows: Sequence[Row]) -> float:
    """A step down that is wider than this is more than from line to line."""
    heights = sorted({round(row.base, 1) for row in rows})
    steps = sorted(above - below for below, above in pairwise(heights) if above - below > _LEVEL)
    return _WIDER * steps[len(steps) // 4] if steps else 0.0


def _strips(rows: Sequence[Row], space: float) -> list[list[Row]]:
    """The rows, from above, parted where the step down is wider than the space."""
    strips: list[list[Row]] = []
    for row in rows:
        if strips and strips[-1][-1].base - row.base <= space:
            strips[-1].append(row)
        else:
            strips.append([row])
    return strips


def _heights(rules: Sequence[Box], split: Split) -> list[float]:
    """Where drawn lines lie on both sides of the gutter."""
    sides: dict[int, set[bool]] = defaultdict(set)
    for rule in rules:
        if rule.left < split.edge - _SHORTEST_RULE:
            sides[round(rule.top)].add(True)
        if rule.right > split.edge + _SHORTEST_RULE:
            sides[round(rule.top)].add(False)
    return sorted(height for height, found in sides.items() if len(found) == 2)


def _ruled_strips(rows: Sequence[Row], heights: Sequence[float]) -> list[list[Row]]:
    """The rows, from above, parted where a drawn line lies between two of them."""
    strips: list[list[Row]] = []
    for row in rows:
        above = strips[-1][-1] if strips else None
        line = bisect_right(heights, row.base + _UNDER_LINE * row.size)
        if above and (line == len(heights) or heights[line] > above.base):
            strips[-1].append(row)
        else:
            strips.append([row])
    return strips


def _flat(strips: Sequence[Sequence[Row]]) -> list[Row]:
    return [row for strip in strips for row in strip]
