"""How the initiatives go: a chart, and the table with the same figures and those of last year."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from helhed.action_plans.words import ProgressState
from helhed.base.blocks import Block, Cell, Figure, Table
from helhed.status_reports.content.tree import StateCount, StatusContent
from helhed.web.action_plans.progress import COLOUR
from helhed.web.documents.chart import Bar, bar_chart
from helhed.web.status_reports.files.phrases import beside, state_label, total


def counted(
    content: StatusContent, caption: str, counts: Sequence[StateCount], last: Sequence[StateCount]
) -> Iterator[Block]:
    """Nothing, where nothing is counted."""
    if counts:
        yield _chart(counts)
    if counts or last:
        yield counts_table(content, caption, counts, last)


def _chart(counts: Sequence[StateCount]) -> Figure:
    bars = [Bar(state_label(each.state), each.count, COLOUR[ProgressState(each.state)]) for each in counts]
    told = ", ".join(f"{bar.label}: {bar.count}" for bar in bars)
    return Figure(bar_chart(bars), _("Bar chart. %(counts)s.") % {"counts": told})


def counts_table(
    content: StatusContent, caption: str, counts: Sequence[StateCount], last: Sequence[StateCount]
) -> Table:
    """The year before has a column of its own where there is one."""
    head, rows = [_("How it goes"), _("Initiatives")], [(state, str(now)) for state, now in _rows(counts, last)]
    if content.compared_with is None:
        return Table(caption, tuple(head), tuple(rows), (3, 1))
    then = [str(before) for _state, _now, before in beside(counts, last)] + [str(total(last))]
    head = [head[0], str(content.last_year), str(content.compared_with.year)]
    both: list[tuple[Cell, ...]] = [(*row, before) for row, before in zip(rows, then, strict=True)]
    return Table(caption, tuple(head), tuple(both), (3, 1, 1))


def _rows(counts: Sequence[StateCount], last: Sequence[StateCount]) -> list[tuple[str, int]]:
    rows = [(state_label(state), now) for state, now, _then in beside(counts, last)]
    return [*rows, (_("In all"), total(counts))]


def years_table(content: StatusContent) -> Iterator[Table]:
    """A closing status says how each year of the period was counted."""
    if content.years:
        states = [state.value for state in ProgressState]
        used = [state for state in states if any(each.state == state for year in content.years for each in year.counts)]
        yield Table(
            _("The initiatives, year by year"),
            (_("Year"), *map(state_label, used), _("In all")),
            tuple((str(year.year), *_of_year(year.counts, used)) for year in content.years),
            tuple([2] * (len(used) + 2)),
        )


def _of_year(counts: Sequence[StateCount], states: Sequence[str]) -> list[str]:
    by_state = {each.state: each.count for each in counts}
    return [*(str(by_state.get(state, 0)) for state in states), str(total(counts))]
