"""Tables with a column of focus areas and a column of goals."""

from collections.abc import Sequence
from dataclasses import dataclass

from helhed.policy.reading.blocks import Block, Kind
from helhed.policy.reading.field_words import AREA_WORD, AREAS, GOAL, NOT_GOALS
from helhed.policy.reading.goals import goal_at
from helhed.policy.reading.how import How
from helhed.policy.reading.line import Line
from helhed.policy.reading.reading import ReadArea, ReadGoal

_LONGEST_HEADER = 6
_FEWEST_ROWS = 3
_RULE = set("-:| ")


@dataclass(frozen=True)
class TableAreas:
    areas: tuple[ReadArea, ...] = ()
    used: frozenset[int] = frozenset()


def with_cells(lines: Sequence[Line]) -> list[Line]:
    """Rows of a table, several with as many cells right below another, taken apart."""
    found: list[Line] = []
    for table, run in enumerate(_runs_of_rows(lines), start=1):
        if len(run) < _FEWEST_ROWS:
            found += run
        else:
            rows = [_cells(line) for line in run if set(line.text) - _RULE]
            found += [
                Line(
                    text,
                    run[0].number + row,
                    run[0].page,
                    0,
                    True,
                    False,
                    False,
                    is_whole=True,
                    cell=(-table, row, column),
                )
                for row, cells in enumerate(rows)
                for column, text in enumerate(cells)
                if text
            ]
    return found


def _cells(line: Line) -> tuple[str, ...]:
    """The cells of a line with tabs, or with bars ("| Bolig | Flere boliger |")."""
    if line.row or not line.text.startswith("|"):
        return line.row
    return tuple(text.strip() for text in line.text.strip("| ").split("|"))


def _runs_of_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines in a row with equally many cells; any other line is a row of its own."""
    runs: list[list[Line]] = []
    for line in lines:
        cells = len(_cells(line))
        if cells and runs and len(_cells(runs[-1][-1])) == cells:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def find_table_areas(blocks: Sequence[Block]) -> TableAreas:
    """Areas and goals stand in a table if, and only if, its first row names a column of areas and one of goals."""
    for cells in _tables(blocks):
        header = {column: " ".join(blocks[i].text for i in found) for (row, column), found in cells.items() if not row}
        areas = [column for column, text in header.items() if _heads_areas(text)]
        goals = [column for column, text in header.items() if _heads_goals(text)]
        if len(areas) == 1 and goals and areas != goals[:1]:
            return _read(blocks, cells, areas[0], goals[0])
    return TableAreas()


def _tables(blocks: Sequence[Block]) -> list[dict[tuple[int, int], list[int]]]:
    """For each table: row and column to the blocks in that cell."""
    tables: dict[int, dict[tuple[int, int], list[int]]] = {}
    for index, block in enumerate(blocks):
        if block.cell:
            table, row, column = block.cell
            tables.setdefault(table, {}).setdefault((row, column), []).append(index)
    return list(tables.values())


def _heads_areas(text: str) -> bool:
    return bool(AREA_WORD.fullmatch(text.strip(":")) or AREAS.fullmatch(text.strip(":")))


def _heads_goals(text: str) -> bool:
    return len(text.split()) <= _LONGEST_HEADER and bool(GOAL.search(text)) and not NOT_GOALS.search(text)


def _read(
    blocks: Sequence[Block], cells: dict[tuple[int, int], list[int]], area_column: int, goal_column: int
) -> TableAreas:
    """A row without an area's name goes on with the area above."""
    areas: list[tuple[int, list[ReadGoal]]] = []
    for row in sorted({row for row, _ in cells if row}):
        named = cells.get((row, area_column), [])
        if named and not (areas and blocks[named[0]].text == blocks[areas[-1][0]].text):
            areas.append((named[0], []))
        if areas:
            areas[-1][1].extend(_goals(blocks, cells.get((row, goal_column), [])))
    used = {index for found in cells.values() for index in found}
    return TableAreas(tuple(_area(blocks, index, goals) for index, goals in areas), frozenset(used))


def _goals(blocks: Sequence[Block], cell: Sequence[int]) -> list[ReadGoal]:
    """The items of the cell where it has any, else each of its texts."""
    items = [index for index in cell if blocks[index].kind is Kind.ITEM]
    return [goal_at(blocks, index, How.CELL_OF_TABLE) for index in items or cell]


def _area(blocks: Sequence[Block], index: int, goals: Sequence[ReadGoal]) -> ReadArea:
    block = blocks[index]
    return ReadArea(block.number, block.text.strip(" .:"), None, tuple(goals), (), how=How.CELL_OF_TABLE, block=index)
