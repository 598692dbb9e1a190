"""Tables that plain text kept with tabs or bars between the cells."""

from collections.abc import Sequence

from helhed.policy.reading.line import Line

_FEWEST_ROWS = 3
_RULE = set("-:| ")


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
