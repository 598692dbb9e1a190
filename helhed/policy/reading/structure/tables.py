"""Tables with a column of focus areas and a column of goals."""

from collections.abc import Sequence
from dataclasses import dataclass

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.field_words import AREA_WORD, AREAS, GOAL, NOT_GOALS
from helhed.policy.reading.how import How
from helhed.policy.reading.reading import ReadArea, ReadGoal
from helhed.policy.reading.structure.goals import goal_at

_LONGEST_HEADER = 6


@dataclass(frozen=True)
class TableAreas:
    areas: tuple[ReadArea, ...] = ()
    used: frozenset[int] = frozenset()


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
