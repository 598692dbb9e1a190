"""What a reviewer changes in the goals and quotes of a policy. A place counts from 1; past the last is the last."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.base.errors import Invalid
from helhed.base.ids import uuid7
from helhed.policy.content.places import (
    DIVIDED,
    area_of,
    area_with_goal,
    area_with_quote,
    exchanged,
    goal_of,
    how_added,
    how_corrected,
    index_of,
    place_by_block,
    put_in,
    taken_out,
    with_goals,
    with_quotes,
)
from helhed.policy.content.sections import FromText
from helhed.policy.content.tree import Content, ContentArea, ContentGoal, ContentQuote
from helhed.policy.content.typed import one_line, worded
from helhed.policy.words import LONGEST_GOAL, LONGEST_TITLE


def _goal_text(text: str, field: str = "text") -> str:
    return worded(text, field, LONGEST_GOAL, _("Write the goal in words."))


def _quote_text(text: str) -> str:
    return worded(text, "text", LONGEST_GOAL, _("Write what was said."))


@dataclass(frozen=True)
class AddGoal(FromText):
    """A new goal: where its block stands among the goals of the area, and else last.

    Without an area it goes into the first area without a title, which is made where there is none.
    """

    area_id: UUID | None
    text: str
    block: int | None = None
    page: int | None = None

    def on(self, content: Content) -> Content:
        text = _goal_text(self.text)
        goal = ContentGoal(uuid7(), text, page=self.page, how=how_added(self.block), block=self.block)
        content, area = _area_for_goal(content, self.area_id)
        place = place_by_block([each.block for each in area.goals], self.block)
        return with_goals(content, area, put_in(area.goals, goal, place))


@dataclass(frozen=True)
class AddGoals(FromText):
    """Several pieces of the document become a goal each, where their blocks stand among the goals of the area."""

    area_id: UUID | None
    goals: tuple[AddGoal, ...]

    def on(self, content: Content) -> Content:
        content, area = _area_for_goal(content, self.area_id)
        for goal in self.goals:
            content = replace(goal, area_id=area.id).on(content)
        return content


def _area_for_goal(content: Content, area_id: UUID | None) -> tuple[Content, ContentArea]:
    if area_id is not None:
        return content, area_of(content, area_id)
    for area in content.areas:
        if not area.title:
            return content, area
    area = ContentArea(uuid7())
    return replace(content, areas=(*content.areas, area)), area


@dataclass(frozen=True)
class RewordGoal:
    """The goal in other words; it stays the same goal."""

    goal_id: UUID
    text: str

    def on(self, content: Content) -> Content:
        return _with_goal(content, _reworded(goal_of(content, self.goal_id), _goal_text(self.text)))


def _reworded(goal: ContentGoal, text: str) -> ContentGoal:
    return goal if text == goal.text else replace(goal, text=text, how=how_corrected(goal.how))


def _with_goal(content: Content, goal: ContentGoal) -> Content:
    area = area_with_goal(content, goal.id)
    return with_goals(content, area, exchanged(area.goals, goal))


@dataclass(frozen=True)
class MoveGoal:
    """The goal comes to stand at the place in the area, which may be the one it stands in."""

    goal_id: UUID
    area_id: UUID
    place: int

    def on(self, content: Content) -> Content:
        goal = goal_of(content, self.goal_id)
        area_of(content, self.area_id)
        without = DropGoal(goal.id).on(content)
        area = area_of(without, self.area_id)
        return with_goals(without, area, put_in(area.goals, goal, self.place))


@dataclass(frozen=True)
class JoinGoals:
    """The goal becomes part of the one above it in its area, which keeps its id, code and place in the file.

    The texts are joined by a space, and what either continues, both continue.
    """

    goal_id: UUID

    def on(self, content: Content) -> Content:
        area = area_with_goal(content, self.goal_id)
        index = index_of(area.goals, self.goal_id)
        if not index:
            raise Invalid("goal", _("There is no goal above this one to join it with."))
        above, below = area.goals[index - 1], area.goals[index]
        continued = tuple(dict.fromkeys(above.continues + below.continues))
        joined = _reworded(above, _goal_text(f"{above.text} {below.text}"))
        joined = replace(joined, continues=continued, is_new=above.is_new and not continued)
        return with_goals(content, area, (*area.goals[: index - 1], joined, *area.goals[index + 1 :]))


@dataclass(frozen=True)
class SplitGoal:
    """The goal becomes two: the first keeps its id, code and what it continues; the second is new, right below."""

    goal_id: UUID
    first: str
    second: str

    def on(self, content: Content) -> Content:
        goal = goal_of(content, self.goal_id)
        first = _reworded(goal, _goal_text(self.first, "first"))
        text = _goal_text(self.second, "second")
        cut = replace(goal, id=uuid7(), text=text, code="", continues=(), is_new=False)
        second = replace(cut, how=DIVIDED, divided_from=goal.id)
        area = area_with_goal(content, goal.id)
        place = index_of(area.goals, goal.id) + 2
        return with_goals(content, area, put_in(exchanged(area.goals, first), second, place))


@dataclass(frozen=True)
class DropGoal:
    goal_id: UUID

    def on(self, content: Content) -> Content:
        area = area_with_goal(content, self.goal_id)
        return with_goals(content, area, taken_out(area.goals, self.goal_id))


@dataclass(frozen=True)
class ContinueGoal:
    """The goal carries on these goals of an earlier policy; none where it is new after all.

    No goal carries on itself, or another goal of the same policy.
    """

    goal_id: UUID
    old_ids: tuple[UUID, ...]

    def on(self, content: Content) -> Content:
        continues = tuple(dict.fromkeys(self.old_ids))
        goal = replace(goal_of(content, self.goal_id), continues=continues, is_new=not continues)
        if {each.id for each in content.goals()} & set(goal.continues):
            raise Invalid("old_ids", _("A goal can only carry on goals of an earlier policy. Choose among those."))
        return _with_goal(content, goal)


@dataclass(frozen=True)
class ContinueGoals:
    """Several goals carry on one goal each of an earlier policy: `pairs` names the new one, then the old one."""

    pairs: tuple[tuple[UUID, UUID], ...]

    def on(self, content: Content) -> Content:
        for goal_id, old_id in self.pairs:
            content = ContinueGoal(goal_id, (old_id,)).on(content)
        return content


@dataclass(frozen=True)
class AddQuote(FromText):
    """What somebody said, where its block stands among the quotes of the area, and else last."""

    area_id: UUID
    text: str
    source: str
    block: int | None = None

    def on(self, content: Content) -> Content:
        area = area_of(content, self.area_id)
        quote = ContentQuote(uuid7(), _quote_text(self.text), _source(self.source), how_added(self.block), self.block)
        place = place_by_block([each.block for each in area.quotes], self.block)
        return with_quotes(content, area, put_in(area.quotes, quote, place))


def _source(text: str) -> str:
    return one_line(text, "source", LONGEST_TITLE)


@dataclass(frozen=True)
class ChangeQuote:
    quote_id: UUID
    text: str
    source: str

    def on(self, content: Content) -> Content:
        area = area_with_quote(content, self.quote_id)
        quote = area.quotes[index_of(area.quotes, self.quote_id)]
        changed = replace(quote, text=_quote_text(self.text), source=_source(self.source))
        if changed != quote:
            changed = replace(changed, how=how_corrected(quote.how))
        return with_quotes(content, area, exchanged(area.quotes, changed))


@dataclass(frozen=True)
class DropQuote:
    quote_id: UUID

    def on(self, content: Content) -> Content:
        area = area_with_quote(content, self.quote_id)
        return with_quotes(content, area, taken_out(area.quotes, self.quote_id))
