"""How a goal has been worded through the editions of its policy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise, takewhile

from django.utils.translation import gettext as _

from helhed.policy.content.word_marks import Mark, WordMarks
from helhed.policy.queries.shown import GoalWithHistory, ShownWording
from helhed.web.policy.standing import name_of


@dataclass(frozen=True)
class EarlierWording:
    """How the goal stood through one or more editions; what the next wording left out is marked."""

    editions: str
    in_force_on: date
    area: str
    has_moved_on: bool
    words: tuple[Mark, ...]


def earlier_wordings(goal: GoalWithHistory) -> list[EarlierWording]:
    """Newest first, without the wording that stands; editions that say the same under the same area are one."""
    marks = WordMarks()
    return [_earlier(older, newer[-1], marks) for newer, older in pairwise(_alike(goal.wordings))]


def _alike(wordings: Sequence[ShownWording]) -> Iterator[list[ShownWording]]:
    for _said, same in groupby(wordings, key=lambda wording: (wording.text, wording.area)):
        yield list(same)


def _earlier(same: Sequence[ShownWording], after: ShownWording, marks: WordMarks) -> EarlierWording:
    """The wordings that are alike, newest first, and the one that came after them."""
    newest, oldest = same[0], same[-1]
    words = marks(newest.text, after.text)
    return EarlierWording(
        editions=_span(oldest.edition, newest.edition),
        in_force_on=oldest.in_force_on,
        area=newest.area,
        has_moved_on=newest.area != after.area,
        words=tuple(mark for mark in words if mark[0] != "put_in"),
    )


def _span(first: int, last: int) -> str:
    if first == last:
        return name_of(first)
    return _("Editions %(first)s to %(last)s") % {"first": first, "last": last}


def worded_since(goal: GoalWithHistory) -> ShownWording | None:
    """The first edition since which the goal has stood in the same words; none before it was adopted."""
    same = list(takewhile(lambda wording: wording.text == goal.text, goal.wordings))
    return same[-1] if same else None
