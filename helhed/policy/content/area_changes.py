"""What a reviewer changes in the focus areas of a policy. A place counts from 1; past the last is the last."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.base.errors import Invalid
from helhed.base.ids import uuid7
from helhed.policy.content.places import (
    BY_HAND,
    area_of,
    area_with_goal,
    first_block,
    how_added,
    how_corrected,
    index_of,
    place_by_block,
    put_in,
    taken_out,
    with_area,
)
from helhed.policy.content.sections import FromText
from helhed.policy.content.tree import Content, ContentArea
from helhed.policy.content.typed import lines, needed, one_line
from helhed.policy.words import LONGEST_GOAL, LONGEST_TEXT, LONGEST_TITLE

_HIGHEST_NUMBER = 999


@dataclass(frozen=True)
class ChangeArea:
    """What an area says besides its goals. Its title may be empty if, and only if, it had none before."""

    area_id: UUID
    title: str
    number: int | None
    intro: str
    goals_lead: str

    def on(self, content: Content) -> Content:
        area = area_of(content, self.area_id)
        changed = replace(
            area,
            title=_title(self.title) if area.title else one_line(self.title, "title", LONGEST_TITLE),
            number=_number(self.number),
            intro=lines(self.intro, "intro", LONGEST_TEXT),
            goals_lead=one_line(self.goals_lead, "goals_lead", LONGEST_GOAL),
        )
        if changed != area:
            changed = replace(changed, how=how_corrected(area.how))
        return with_area(content, changed)


def _title(text: str) -> str:
    return needed(text, "title", LONGEST_TITLE, _("Write what the focus area is called."))


def _number(number: int | None) -> int | None:
    if number is not None and not 1 <= number <= _HIGHEST_NUMBER:
        raise Invalid("number", _("Write a number from 1 to %(highest)s.") % {"highest": _HIGHEST_NUMBER})
    return number


@dataclass(frozen=True)
class AddIntroduction(FromText):
    """One more paragraph of what the area says before its goals."""

    area_id: UUID
    text: str

    def on(self, content: Content) -> Content:
        area = area_of(content, self.area_id)
        intro = "\n\n".join(filter(None, (area.intro, self.text)))
        return with_area(content, replace(area, intro=lines(intro, "text", LONGEST_TEXT)))


@dataclass(frozen=True)
class AddArea(FromText):
    """A new area without goals: at its place, else where its block stands in the file, else last."""

    title: str
    block: int | None = None
    place: int | None = None

    def on(self, content: Content) -> Content:
        area = ContentArea(uuid7(), _title(self.title), how=how_added(self.block), block=self.block)
        place = self.place or place_by_block([first_block(each) for each in content.areas], self.block)
        return replace(content, areas=put_in(content.areas, area, place))


@dataclass(frozen=True)
class MoveArea:
    """The area with all it holds comes to stand at the place."""

    area_id: UUID
    place: int

    def on(self, content: Content) -> Content:
        area = area_of(content, self.area_id)
        return replace(content, areas=put_in(taken_out(content.areas, area.id), area, self.place))


@dataclass(frozen=True)
class NumberAreas:
    """Each area gets the number of its place, if, and only if, any area has a number."""

    def on(self, content: Content) -> Content:
        if are_numbered_in_order(content):
            return content
        return replace(content, areas=tuple(replace(area, number=n) for n, area in enumerate(content.areas, 1)))


def are_numbered_in_order(content: Content) -> bool:
    """True if, and only if, the areas are read as 1, 2, 3 from the top down; one without a number has its place."""
    return all(area.number in (None, place) for place, area in enumerate(content.areas, 1))


@dataclass(frozen=True)
class JoinAreas:
    """The area becomes part of the one above it, which keeps its own title, number and place.

    Goals and quotes are appended, and the introductions are joined by an empty line. Where the one above has no
    title, it takes that of the area, with its number and its block.
    """

    area_id: UUID

    def on(self, content: Content) -> Content:
        index = index_of(content.areas, self.area_id)
        if not index:
            raise Invalid("area", _("There is no focus area above this one to join it with."))
        joined = _joined(content.areas[index - 1], content.areas[index])
        return replace(content, areas=(*content.areas[: index - 1], joined, *content.areas[index + 1 :]))


def _joined(above: ContentArea, below: ContentArea) -> ContentArea:
    named = above if above.title else below
    return ContentArea(
        id=above.id,
        title=named.title,
        number=named.number,
        intro="\n\n".join(filter(None, (above.intro, below.intro))),
        goals_lead=above.goals_lead or below.goals_lead,
        goals=above.goals + below.goals,
        quotes=above.quotes + below.quotes,
        how=named.how,
        block=named.block,
    )


@dataclass(frozen=True)
class SplitArea:
    """The goal and those after it become a new area right below; the quotes stay."""

    goal_id: UUID
    title: str

    def on(self, content: Content) -> Content:
        area = area_with_goal(content, self.goal_id)
        cut = index_of(area.goals, self.goal_id)
        kept = replace(area, goals=area.goals[:cut])
        below = ContentArea(uuid7(), _title(self.title), goals=area.goals[cut:], how=BY_HAND)
        place = index_of(content.areas, area.id) + 2
        return replace(content, areas=put_in(with_area(content, kept).areas, below, place))


@dataclass(frozen=True)
class DropArea:
    """The area goes, with the goals and quotes that it holds."""

    area_id: UUID

    def on(self, content: Content) -> Content:
        area = area_of(content, self.area_id)
        return replace(content, areas=taken_out(content.areas, area.id))
