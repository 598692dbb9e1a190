"""Where on a line of time each initiative and each milestone lies, in percent of its length."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from helhed.action_plans.queries.shown import ShownInitiative
from helhed.base import clock
from helhed.web.action_plans.progress import LOOK

# Where there are more years, not every one has a line and a name: they would run into each other.
MOST_YEARS = 8


@dataclass(frozen=True)
class Year:
    """A year begins at `x`."""

    number: int
    x: str


@dataclass(frozen=True)
class Mark:
    """A milestone: reached, late, or still to come."""

    x: str
    kind: str


@dataclass(frozen=True)
class TimelineRow:
    """`reached` and `late` say how many of its milestones are; empty where there are none."""

    initiative: ShownInitiative
    look: str
    x: str
    width: str
    marks: tuple[Mark, ...]
    reached: str
    late: str


@dataclass(frozen=True)
class Timeline:
    """Whole years, from the first day of all to the last; `today` where it lies between them."""

    years: tuple[Year, ...]
    today: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        """A milestone that was reached before or after all the years is shown at their edge."""
        share = (day - self.first).days / (self.last - self.first).days
        return min(max(share, 0), 1) * 100

    def x(self, day: date) -> str:
        return f"{self.at(day):.2f}%"


def timeline_of(initiatives: Sequence[ShownInitiative]) -> Timeline | None:
    """None where there is nothing to show."""
    if not initiatives:
        return None
    first_year = min(each.starts_on for each in initiatives).year
    last_year = max(each.ends_on for each in initiatives).year
    scale = _Scale(date(first_year, 1, 1), date(last_year, 12, 31))
    today = clock.today()
    every = (last_year - first_year) // MOST_YEARS + 1
    return Timeline(
        years=tuple(Year(year, scale.x(date(year, 1, 1))) for year in range(first_year, last_year + 1, every)),
        today=scale.x(today) if scale.first <= today <= scale.last else "",
        rows=tuple(_row(scale, each) for each in initiatives),
    )


def _row(scale: _Scale, initiative: ShownInitiative) -> TimelineRow:
    start, end = scale.at(initiative.starts_on), scale.at(initiative.ends_on)
    return TimelineRow(
        initiative=initiative,
        look=LOOK[initiative.state],
        x=f"{start:.2f}%",
        width=f"{max(end - start, 0.5):.2f}%",
        marks=tuple(
            Mark(scale.x(each.due_on), "done" if each.is_done else "late" if each.is_late else "ahead")
            for each in initiative.milestones
        ),
        reached=_reached(initiative),
        late=_late(len(initiative.late_milestones)),
    )


def _reached(initiative: ShownInitiative) -> str:
    every = len(initiative.milestones)
    told = ngettext("%(reached)s of %(all)s milestone reached", "%(reached)s of %(all)s milestones reached", every)
    return told % {"reached": sum(each.is_done for each in initiative.milestones), "all": every} if every else ""


def _late(number: int) -> str:
    told = ngettext("%(number)s milestone is late", "%(number)s milestones are late", number)
    return told % {"number": number} if number else ""
