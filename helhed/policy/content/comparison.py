"""What is different between two policies, or two editions of one: goal by goal, and word by word."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from uuid import UUID

from helhed.policy.content.tree import Content, ContentArea, ContentGoal
from helhed.policy.content.word_marks import Mark, WordMarks

GoalKind = Literal["unchanged", "reworded", "moved", "joined", "divided", "new", "gone"]
AreaKind = Literal["renamed", "rewritten", "new", "gone"]
FactName = Literal[
    "title", "subtitle", "municipality", "period", "target_group", "vision", "statements", "values"
]  # fmt: skip
_PLAIN_FACTS: tuple[FactName, ...] = ("title", "subtitle", "municipality", "period", "target_group", "vision")
Standing = tuple[ContentGoal, ContentArea]
AreaPairs = Mapping[UUID, ContentArea]


@dataclass(frozen=True)
class GoalChange:
    """One goal before and after.

    - `unchanged`: the same words in the same area, and nothing of the below
    - `reworded`: other words
    - `moved`: another area; an area that only got another title is the same
    - `joined`: the new goal carries on several old ones; it is listed once beside each of them
    - `divided`: several new goals carry on the old one; it is listed once beside each of them
    - `new`: it carries on no old goal; there is no `old`
    - `gone`: no new goal carries it on; there is no `new`
    """

    kinds: frozenset[GoalKind]
    old: ContentGoal | None
    new: ContentGoal | None
    old_area: ContentArea | None
    new_area: ContentArea | None
    words: tuple[Mark, ...]


@dataclass(frozen=True)
class AreaChange:
    """A focus area that is new, gone, renamed, or rewritten in what it says before its goals."""

    kinds: frozenset[AreaKind]
    old: ContentArea | None
    new: ContentArea | None
    title: tuple[Mark, ...]
    intro: tuple[Mark, ...]


@dataclass(frozen=True)
class FactChange:
    """What the policy says about itself, before and after; statements and values stand one on each line."""

    name: FactName
    old: str
    new: str
    words: tuple[Mark, ...]


@dataclass(frozen=True)
class Counts:
    """How many goals there are of each kind: new ones by what became of them, and the old ones that are gone.

    A goal that is reworded and moved counts under both, and a goal that joins several counts once.
    """

    old: int
    new: int
    unchanged: int
    reworded: int
    moved: int
    joined: int
    divided: int
    added: int
    gone: int


@dataclass(frozen=True)
class Comparison:
    """Goals in the order of the new policy, the gone ones after them in the order of the old; only areas and facts
    that differ."""

    goals: tuple[GoalChange, ...]
    areas: tuple[AreaChange, ...]
    facts: tuple[FactChange, ...]

    @property
    def is_empty(self) -> bool:
        """True if, and only if, no goal, area or fact differs."""
        return not (self.areas or self.facts or any(change.kinds != {"unchanged"} for change in self.goals))

    @cached_property
    def counts(self) -> Counts:
        return Counts(
            old=len({change.old.id for change in self.goals if change.old}),
            new=len({change.new.id for change in self.goals if change.new}),
            unchanged=self._count("unchanged"),
            reworded=self._count("reworded"),
            moved=self._count("moved"),
            joined=self._count("joined"),
            divided=self._count("divided"),
            added=self._count("new"),
            gone=sum("gone" in change.kinds for change in self.goals),
        )

    def _count(self, kind: GoalKind) -> int:
        return len({change.new.id for change in self.goals if change.new and kind in change.kinds})


def compare(old: Content, new: Content) -> Comparison:
    """A new goal carries on an old one if, and only if, it has the same id (another edition of the same policy) or
    says so (`continues`, in a policy after it).

    The words of all texts together are compared no longer than a reader waits: what is longer is marked as a whole.
    """
    pairs, marks = _area_pairs(old, new), WordMarks()
    return Comparison(
        goals=tuple(_goal_changes(old, new, pairs, marks)),
        areas=tuple(_area_changes(old.areas, new.areas, pairs, marks)),
        facts=tuple(_fact_changes(old, new, marks)),
    )


def _standing(content: Content) -> dict[UUID, Standing]:
    return {goal.id: (goal, area) for area in content.areas for goal in area.goals}


def _goal_changes(old: Content, new: Content, pairs: AreaPairs, marks: WordMarks) -> Iterator[GoalChange]:
    before, after = _standing(old), _standing(new)
    carried = {goal.id: _carried(goal, before) for goal in new.goals()}
    carriers = Counter(old_id for old_ids in carried.values() for old_id in old_ids)
    for goal_id, standing in after.items():
        for old_id in carried[goal_id]:
            extra = _extra_kinds(len(carried[goal_id]), carriers[old_id])
            if _has_moved(before[old_id], standing, pairs):
                extra.add("moved")
            yield _carried_on(before[old_id], standing, extra, marks)
        if not carried[goal_id]:
            yield _new(*standing, marks)
    for old_id, standing in before.items():
        if old_id not in carriers:
            yield _gone(*standing, marks)


def _carried(goal: ContentGoal, before: Mapping[UUID, Standing]) -> list[UUID]:
    """The old goals that the goal carries on, itself first."""
    return [each for each in dict.fromkeys((goal.id, *goal.continues)) if each in before]


def _extra_kinds(olds: int, news: int) -> set[GoalKind]:
    kinds: set[GoalKind] = {"joined"} if olds > 1 else set()
    return kinds | {"divided"} if news > 1 else kinds


def _carried_on(before: Standing, after: Standing, extra: set[GoalKind], marks: WordMarks) -> GoalChange:
    (old, old_area), (new, new_area) = before, after
    kinds = set(extra)
    if old.text != new.text:
        kinds.add("reworded")
    return GoalChange(frozenset(kinds or {"unchanged"}), old, new, old_area, new_area, marks(old.text, new.text))


def _has_moved(before: Standing, after: Standing, pairs: AreaPairs) -> bool:
    """In another edition of its policy a goal has moved if, and only if, its area has another id; in a policy after
    it, where areas are other areas, if, and only if, its area carries on another one."""
    (old, old_area), (new, new_area) = before, after
    if old.id == new.id:
        return old_area.id != new_area.id
    return pairs.get(new_area.id) is not old_area and _bare(old_area.title) != _bare(new_area.title)


def _bare(title: str) -> str:
    return " ".join(title.split()).casefold()


def _new(goal: ContentGoal, area: ContentArea, marks: WordMarks) -> GoalChange:
    return GoalChange(frozenset({"new"}), None, goal, None, area, marks("", goal.text))


def _gone(goal: ContentGoal, area: ContentArea, marks: WordMarks) -> GoalChange:
    return GoalChange(frozenset({"gone"}), goal, None, area, None, marks(goal.text, ""))


def _area_changes(
    old: Sequence[ContentArea], new: Sequence[ContentArea], pairs: AreaPairs, marks: WordMarks
) -> Iterator[AreaChange]:
    """The areas that differ, in the order of the new ones, then those that are gone."""
    for area in new:
        change = _area_change(pairs.get(area.id), area, marks)
        if change.kinds:
            yield change
    carried = {area.id for area in pairs.values()}
    yield from (_area_change(area, None, marks) for area in old if area.id not in carried)


def _area_pairs(old: Content, new: Content) -> AreaPairs:
    """The old area of a new one: the one with its id, else the first with its title that no other new one took, else
    the free one that shares more goals with it than with all others."""
    by_id = {area.id: area for area in old.areas}
    pairs = {area.id: by_id[area.id] for area in new.areas if area.id in by_id}
    free = {_bare(area.title): area for area in reversed(old.areas) if area.id not in pairs}
    for area in new.areas:
        if area.id not in pairs and (same_title := free.pop(_bare(area.title), None)):
            pairs[area.id] = same_title
    renamed = {area.id: area for area in free.values()}
    for new_id, old_id in _mostly_shared(old, new):
        if new_id not in pairs and old_id in renamed:
            pairs[new_id] = renamed[old_id]
    return pairs


def _shared_goals(old: Content, new: Content) -> Counter[tuple[UUID, UUID]]:
    """How many goals of each new area carry on goals of each old one, in a policy after theirs."""
    before, after = _standing(old), _standing(new)
    return Counter(
        (area.id, before[old_id][1].id)
        for goal, area in after.values()
        for old_id in _carried(goal, before)
        if old_id != goal.id
    )


def _mostly_shared(old: Content, new: Content) -> Iterator[tuple[UUID, UUID]]:
    """A new area and an old one that share more goals with each other than each of them with all others."""
    shared, of_new, of_old = _shared_goals(old, new), Counter[UUID](), Counter[UUID]()
    for (new_id, old_id), count in shared.items():
        of_new[new_id] += count
        of_old[old_id] += count
    for (new_id, old_id), count in shared.items():
        if 2 * count > max(of_new[new_id], of_old[old_id]):
            yield new_id, old_id


def _area_change(old: ContentArea | None, new: ContentArea | None, marks: WordMarks) -> AreaChange:
    title = (old.title if old else "", new.title if new else "")
    intro = (_said(old), _said(new))
    kinds: set[AreaKind] = set()
    if old is None or new is None:
        kinds.add("new" if old is None else "gone")
    else:
        kinds |= {"renamed"} if title[0] != title[1] else set()
        kinds |= {"rewritten"} if intro[0] != intro[1] else set()
    return AreaChange(frozenset(kinds), old, new, marks(*title), marks(*intro))


def _said(area: ContentArea | None) -> str:
    """What the area says before its goals."""
    return "\n\n".join(filter(None, (area.intro, area.goals_lead))) if area else ""


def _fact_changes(old: Content, new: Content, marks: WordMarks) -> Iterator[FactChange]:
    after = _facts(new)
    for name, before in _facts(old).items():
        if before != after[name]:
            yield FactChange(name, before, after[name], marks(before, after[name]))


def _facts(content: Content) -> dict[FactName, str]:
    facts: dict[FactName, str] = {name: getattr(content, name) for name in _PLAIN_FACTS}
    facts["statements"] = "\n".join(content.statements)
    facts["values"] = "\n".join(": ".join(filter(None, (value.name, value.text))) for value in content.values)
    return facts
