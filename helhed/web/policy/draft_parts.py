"""What a page about a draft is about: the whole of it, or one of its areas, goals, quotes or sections."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.policy.content.places import area_of, area_with_goal, area_with_quote, index_of
from helhed.policy.content.sections import section_of
from helhed.policy.content.tree import ContentArea, ContentGoal, ContentQuote, ContentSection
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.words import SectionKind


@dataclass(frozen=True)
class DraftPart:
    """The whole draft, unless it is one of the parts below."""

    draft: ShownDraft

    @property
    def block(self) -> int | None:
        """Its place in the file that was read."""
        return None

    def address(self, name: str = "draft", *which: object) -> str:
        return reverse(name, args=[self.draft.document.slug, *which])


@dataclass(frozen=True)
class AreaPart(DraftPart):
    area: ContentArea
    place: int

    @classmethod
    def of(cls, draft: ShownDraft, area_id: UUID) -> "AreaPart":
        """Raises `Missing` where the area is not in the draft."""
        return cls(draft, area_of(draft.content, area_id), index_of(draft.content.areas, area_id) + 1)

    @property
    def own_address(self) -> str:
        return self.address("draft-area", self.area.id)

    @property
    def block(self) -> int | None:
        return self.area.block

    @property
    def above(self) -> ContentArea | None:
        return self.draft.content.areas[self.place - 2] if self.place > 1 else None


@dataclass(frozen=True)
class GoalPart(DraftPart):
    area: ContentArea
    goal: ContentGoal
    place: int

    @classmethod
    def of(cls, draft: ShownDraft, goal_id: UUID) -> "GoalPart":
        """Raises `Missing` where the goal is not in the draft."""
        area = area_with_goal(draft.content, goal_id)
        index = index_of(area.goals, goal_id)
        return cls(draft, area, area.goals[index], index + 1)

    @property
    def own_address(self) -> str:
        return self.address("draft-goal", self.goal.id)

    @property
    def block(self) -> int | None:
        return self.goal.block

    @property
    def code(self) -> str:
        return self.draft.codes[self.goal.id]

    @property
    def above(self) -> ContentGoal | None:
        return self.area.goals[self.place - 2] if self.place > 1 else None

    @property
    def below(self) -> ContentGoal | None:
        return self.area.goals[self.place] if self.place < len(self.area.goals) else None


@dataclass(frozen=True)
class QuotePart(DraftPart):
    area: ContentArea
    quote: ContentQuote

    @classmethod
    def of(cls, draft: ShownDraft, quote_id: UUID) -> "QuotePart":
        """Raises `Missing` where the quote is not in the draft."""
        area = area_with_quote(draft.content, quote_id)
        return cls(draft, area, area.quotes[index_of(area.quotes, quote_id)])

    @property
    def own_address(self) -> str:
        return self.address("draft-quote", self.quote.id)

    @property
    def block(self) -> int | None:
        return self.quote.block


@dataclass(frozen=True)
class SectionPart(DraftPart):
    section: ContentSection
    place: int

    @classmethod
    def of(cls, draft: ShownDraft, section_id: UUID) -> "SectionPart":
        """Raises `Missing` where the section is not in the draft."""
        section = section_of(draft.content, section_id)
        return cls(draft, section, draft.content.sections.index(section) + 1)

    @property
    def own_address(self) -> str:
        return self.address("draft-section", self.section.id)

    @property
    def block(self) -> int | None:
        return self.section.block

    @property
    def above(self) -> ContentSection | None:
        return self.draft.content.sections[self.place - 2] if self.place > 1 else None


# What is clicked to, and marked when one arrives there.


def goal_anchor(goal_id: UUID) -> str:
    return f"maal-{goal_id}"


def area_anchor(area_id: UUID) -> str:
    return f"omraade-{area_id}"


def quote_anchor(quote_id: UUID) -> str:
    return f"citat-{quote_id}"


def section_anchor(section_id: UUID) -> str:
    return f"afsnit-{section_id}"


def block_anchor(block: int) -> str:
    return f"blok-{block}"


def area_name(area: ContentArea, place: int) -> str:
    """As people say it: its number where it has one, and its title."""
    title = area.title or _("Without a title")
    return f"{area.number or place}. {title}"


def section_name(section: ContentSection) -> str:
    """Its heading, and where it has none, of which kind it is."""
    return section.title or str(SectionKind(section.kind).label)


def name_of_area(part: GoalPart | QuotePart) -> str:
    return area_name(part.area, index_of(part.draft.content.areas, part.area.id) + 1)


def area_choices(draft: ShownDraft) -> list[tuple[str, str]]:
    return [(str(area.id), area_name(area, place)) for place, area in enumerate(draft.content.areas, 1)]
