"""What the reader of files was not sure of in a policy, until a person has answered."""

from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from helhed.base.errors import Missing
from helhed.policy.content.places import CONFIRMED
from helhed.policy.content.tree import Content, ContentArea, ContentGoal
from helhed.policy.reading.how import How

# The document does not itself say that it is what it was taken for.
DOUBTFUL = frozenset(
    {
        How.COUNTED_HEADING,
        How.HEADING_OVER_GOALS,
        How.NAMED_IN_LIST,
        How.NAMED_IN_SENTENCE,
        How.NAMED_IN_CONTENTS,
        How.GOALS_WITHOUT_AREA,
        How.ITEM_UNDER_RECURRING_WORDS,
        How.ITEM_ANNOUNCED,
        How.ITEM_IN_AREA,
        How.STATEMENT_HEADING,
        How.PARALLEL_TEXT,
    }
)
Doubted = TypeVar("Doubted", ContentArea, ContentGoal)


def is_doubtful(part: ContentArea | ContentGoal) -> bool:
    """True if, and only if, the reader of files was not sure of the part, and nobody has answered or changed it."""
    return part.how in DOUBTFUL


@dataclass(frozen=True)
class ConfirmParts:
    """The areas and goals are what they were taken for: a person has looked, and says so."""

    part_ids: tuple[UUID, ...]

    def on(self, content: Content) -> Content:
        known = {*(area.id for area in content.areas), *(goal.id for goal in content.goals())}
        if not self.part_ids or not known.issuperset(self.part_ids):
            raise Missing
        return _confirmed(content, frozenset(self.part_ids))


def _confirmed(content: Content, ids: frozenset[UUID]) -> Content:
    areas = (replace(area, goals=tuple(_said(goal, ids) for goal in area.goals)) for area in content.areas)
    return replace(content, areas=tuple(_said(area, ids) for area in areas))


def _said(part: Doubted, ids: frozenset[UUID]) -> Doubted:
    return replace(part, how=CONFIRMED) if part.id in ids and is_doubtful(part) else part


@dataclass(frozen=True)
class SettleWarning:
    """What the reader of files warned of was looked at, and is no doubt any more."""

    warning: str

    def on(self, content: Content) -> Content:
        if self.warning not in content.warnings:
            raise Missing
        return replace(content, warnings=tuple(each for each in content.warnings if each != self.warning))


def settled(content: Content) -> Content:
    """The content without doubts: what a body has adopted is what the policy says."""
    ids = frozenset({*(area.id for area in content.areas), *(goal.id for goal in content.goals())})
    return replace(_confirmed(content, ids), warnings=())
