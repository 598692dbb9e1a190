"""What a policy says. A text is never None here: where nothing stands, it is empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ContentQuote:
    id: UUID
    text: str
    source: str = ""
    how: str = ""
    block: int | None = None


@dataclass(frozen=True)
class ContentGoal:
    """A goal. `id` and `code` are its lineage: they stay from edition to edition; a new goal has no code yet.

    `block` is its place among the blocks of the file that was read, `how` says how it was recognised there.
    `continues` names goals of the policy before this one that it carries on, as a person has confirmed; `is_new` says
    that a person has confirmed that there are none. `divided_from` is the goal that it was a part of.
    """

    id: UUID
    text: str
    code: str = ""
    page: int | None = None
    line: int | None = None
    how: str = ""
    block: int | None = None
    continues: tuple[UUID, ...] = ()
    is_new: bool = False
    divided_from: UUID | None = None


@dataclass(frozen=True)
class ContentArea:
    """A focus area; its `id` too stays from edition to edition."""

    id: UUID
    title: str = ""
    number: int | None = None
    intro: str = ""
    goals_lead: str = ""
    goals: tuple[ContentGoal, ...] = ()
    quotes: tuple[ContentQuote, ...] = ()
    how: str = ""
    block: int | None = None


@dataclass(frozen=True)
class ContentSection:
    """A piece of the running text, in the order of the document; paragraphs are parted by an empty line."""

    id: UUID
    kind: str
    text: str
    title: str = ""
    page: int | None = None
    block: int | None = None


@dataclass(frozen=True)
class ContentValue:
    name: str
    text: str = ""


@dataclass(frozen=True)
class Content:
    title: str
    subtitle: str = ""
    municipality: str = ""
    period: str = ""
    predecessor_title: str = ""
    predecessor_period: str = ""
    target_group: str = ""
    vision: str = ""
    vision_lead: str = ""
    statements: tuple[str, ...] = ()
    values: tuple[ContentValue, ...] = ()
    areas: tuple[ContentArea, ...] = ()
    sections: tuple[ContentSection, ...] = ()
    warnings: tuple[str, ...] = ()

    def goals(self) -> Iterator[ContentGoal]:
        return (goal for area in self.areas for goal in area.goals)
