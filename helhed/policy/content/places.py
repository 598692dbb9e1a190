"""Finding, replacing and placing the parts of a policy's content. A place counts from 1; past the last is the last."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar
from uuid import UUID

from helhed.base.errors import Missing
from helhed.policy.content.tree import Content, ContentArea, ContentGoal, ContentQuote


class _WithId(Protocol):
    @property
    def id(self) -> UUID: ...


Part = TypeVar("Part", bound=_WithId)

BY_HAND = "by_hand"
MARKED = "marked"
CORRECTED = "corrected"
DIVIDED = "divided"
CONFIRMED = "confirmed"


def how_added(block: int | None) -> str:
    """How an added part is said to be recognised: marked in the file, or written by hand."""
    return BY_HAND if block is None else MARKED


def how_corrected(how: str) -> str:
    """How a part is said to be recognised whose words a person has changed: whoever did has looked at it."""
    return how if how == BY_HAND else CORRECTED


def index_of(parts: Sequence[Part], part_id: UUID) -> int:
    """Raises `Missing` where no part has the id."""
    for index, part in enumerate(parts):
        if part.id == part_id:
            return index
    raise Missing


def put_in(parts: Sequence[Part], part: Part, place: int) -> tuple[Part, ...]:
    index = max(place - 1, 0)
    return (*parts[:index], part, *parts[index:])


def taken_out(parts: Sequence[Part], part_id: UUID) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.id != part_id)


def exchanged(parts: Sequence[Part], part: Part) -> tuple[Part, ...]:
    return tuple(part if each.id == part.id else each for each in parts)


def place_by_block(blocks: Sequence[int | None], block: int | None) -> int:
    """The place of what stands at that block: behind the last part that stands before it in the file, else first.

    What is not from the file comes last.
    """
    if block is None:
        return len(blocks) + 1
    before = [place for place, each in enumerate(blocks, 1) if each is not None and each < block]
    return max(before, default=0) + 1


def first_block(area: ContentArea) -> int | None:
    """Where the area begins in the file: at its title, and else at the first of what it holds."""
    if area.block is not None:
        return area.block
    held = (*(goal.block for goal in area.goals), *(quote.block for quote in area.quotes))
    return min((block for block in held if block is not None), default=None)


def area_of(content: Content, area_id: UUID) -> ContentArea:
    return content.areas[index_of(content.areas, area_id)]


def area_with_goal(content: Content, goal_id: UUID) -> ContentArea:
    """Raises `Missing` where no area holds a goal of that id."""
    for area in content.areas:
        if any(goal.id == goal_id for goal in area.goals):
            return area
    raise Missing


def area_with_quote(content: Content, quote_id: UUID) -> ContentArea:
    for area in content.areas:
        if any(quote.id == quote_id for quote in area.quotes):
            return area
    raise Missing


def goal_of(content: Content, goal_id: UUID) -> ContentGoal:
    goals = area_with_goal(content, goal_id).goals
    return goals[index_of(goals, goal_id)]


def with_area(content: Content, area: ContentArea) -> Content:
    return replace(content, areas=exchanged(content.areas, area))


def with_goals(content: Content, area: ContentArea, goals: Sequence[ContentGoal]) -> Content:
    return with_area(content, replace(area, goals=tuple(goals)))


def with_quotes(content: Content, area: ContentArea, quotes: Sequence[ContentQuote]) -> Content:
    return with_area(content, replace(area, quotes=tuple(quotes)))
