"""What was found in a document: each area, goal and quote with how it was recognised and the way to its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from helhed.policy.content.doubts import is_doubtful
from helhed.policy.content.tree import ContentArea, ContentGoal, ContentQuote, ContentSection
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.reading.blocks.block import Block
from helhed.policy.words import SectionKind
from helhed.web.policy.draft_parts import (
    area_anchor,
    area_name,
    block_anchor,
    goal_anchor,
    quote_anchor,
    section_anchor,
    section_name,
)
from helhed.web.policy.recognition import how_words
from helhed.web.shell.parts import Text


@dataclass(frozen=True)
class Leads:
    """A link on the page, and what it says."""

    href: str
    words: Text


@dataclass(frozen=True)
class Found:
    """How an item was recognised, and the way to its place in the text (none: it has no place there)."""

    anchor: str
    how: Text
    is_doubtful: bool
    place: Leads | None


@dataclass(frozen=True)
class FoundGoal(Found):
    goal: ContentGoal
    code: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class FoundQuote(Found):
    quote: ContentQuote


@dataclass(frozen=True)
class FoundArea(Found):
    area: ContentArea
    name: str
    number: int
    is_first: bool
    is_last: bool
    goals: tuple[FoundGoal, ...]
    quotes: tuple[FoundQuote, ...]


def found_areas(draft: ShownDraft) -> list[FoundArea]:
    areas = draft.content.areas
    return [
        FoundArea(
            *_found(draft, area, area_anchor(area.id)),
            area=area,
            name=area_name(area, place),
            number=place,
            is_first=place == 1,
            is_last=place == len(areas),
            goals=tuple(_goals(draft, area)),
            quotes=tuple(FoundQuote(*_found(draft, quote, quote_anchor(quote.id)), quote) for quote in area.quotes),
        )
        for place, area in enumerate(areas, 1)
    ]


@dataclass(frozen=True)
class FoundSection:
    """A piece of the running text, with the way to its place."""

    anchor: str
    name: str
    kind: Text
    place: Leads | None
    section: ContentSection


def found_sections(draft: ShownDraft) -> list[FoundSection]:
    return [
        FoundSection(
            section_anchor(section.id),
            section_name(section),
            SectionKind(section.kind).label,
            place_of(draft, section.block),
            section,
        )
        for section in draft.content.sections
    ]


def _goals(draft: ShownDraft, area: ContentArea) -> Iterator[FoundGoal]:
    for place, goal in enumerate(area.goals, 1):
        found = _found(draft, goal, goal_anchor(goal.id))
        yield FoundGoal(*found, goal, draft.codes[goal.id], is_first=place == 1, is_last=place == len(area.goals))


def _found(
    draft: ShownDraft, item: ContentArea | ContentGoal | ContentQuote, anchor: str
) -> tuple[str, Text, bool, Leads | None]:
    doubtful = not isinstance(item, ContentQuote) and is_doubtful(item)
    return anchor, how_words(draft, item), doubtful, place_of(draft, item.block)


def place_of(draft: ShownDraft, block: int | None) -> Leads | None:
    """The way to a block on the review page; none where there is no such block."""
    if block is None or not 0 <= block < len(draft.blocks):
        return None
    return Leads(f"#{block_anchor(block)}", place_words(draft.blocks[block]))


def place_words(block: Block) -> str:
    """A page is a place that one can turn to; a line, counted through the whole text, only where there are no pages."""
    if block.page:
        return _("in the text, page %(page)s") % {"page": block.page}
    return _("in the text, line %(line)s") % {"line": block.line} if block.line else _("in the text")
