"""What is different between two editions, as rows: the old to the left, the new to the right, marked word by word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from helhed.policy.content.comparison import AreaChange, Comparison, Counts, FactChange, GoalChange, GoalKind
from helhed.policy.content.tree import ContentArea, ContentGoal
from helhed.policy.content.word_marks import Mark
from helhed.policy.queries.editions import ComparedSide, ShownComparison
from helhed.web.shell.parts import Text

Marks = tuple[Mark, ...]
SKIPPED = "[…]"
LEAST_SKIPPED = 200


@dataclass(frozen=True)
class Kind:
    """What may have become of a goal: its word in the address, its word on the page, and its icon."""

    key: GoalKind
    word: str
    label: Text
    icon: str

    def count(self, counts: Counts) -> int:
        return int(getattr(counts, "added" if self.key == "new" else self.key))


KINDS = (
    Kind("reworded", "omskrevet", pgettext_lazy("goal", "Reworded"), "edit"),
    Kind("moved", "flyttet", pgettext_lazy("goal", "Moved"), "arrow-right"),
    Kind("joined", "samlet", pgettext_lazy("goal", "Joined"), "join"),
    Kind("divided", "delt", pgettext_lazy("goal", "Divided"), "split"),
    Kind("new", "nyt", pgettext_lazy("goal", "New"), "plus"),
    Kind("gone", "udgaaet", pgettext_lazy("goal", "Gone"), "close"),
    Kind("unchanged", "uaendret", pgettext_lazy("goal", "Unchanged"), "check"),
)
AREA_KINDS = {
    "renamed": Kind("reworded", "", gettext_lazy("New title"), "edit"),
    "rewritten": Kind("reworded", "", gettext_lazy("New text"), "edit"),
    "new": Kind("new", "", pgettext_lazy("focus area", "New"), "plus"),
    "gone": Kind("gone", "", pgettext_lazy("focus area", "Gone"), "close"),
}
FACTS = {
    "title": gettext_lazy("Title"),
    "subtitle": gettext_lazy("Subtitle"),
    "municipality": gettext_lazy("Municipality"),
    "period": gettext_lazy("Period"),
    "target_group": gettext_lazy("Who the policy is for"),
    "vision": gettext_lazy("Vision"),
    "statements": gettext_lazy("Statements of the vision"),
    "values": gettext_lazy("Values"),
}


@dataclass(frozen=True)
class Row:
    """One thing before and after. An empty side says that it does not stand there.

    `is_long` where a text is folded away if it stands on one side only.
    """

    title: str
    kinds: tuple[Kind, ...] = ()
    old: Marks = ()
    new: Marks = ()
    language: str = ""
    href: str = ""
    said: tuple[str, ...] = ()
    moved: tuple[str, str] | None = None
    is_unchanged: bool = False
    is_long: bool = False


@dataclass
class AreaRows:
    """A focus area with its goals, and after them those that are gone from it."""

    title: str
    is_gone: bool
    rows: list[Row] = field(default_factory=list)


def summary(counts: Counts) -> str:
    """How much is different, in one sentence; what there is none of is left out."""
    parts = [words % {"count": count} for words, count in _counted(counts) if count]
    if not parts:
        return _("None of the two has goals.")
    frame = _("From %(old)s goals to %(new)s: %(kinds)s.")
    return frame % {"old": counts.old, "new": counts.new, "kinds": get_text_list(parts, _("and"))}


def _counted(of: Counts) -> Iterator[tuple[str, int]]:
    yield ngettext("%(count)s is unchanged", "%(count)s are unchanged", of.unchanged), of.unchanged
    yield ngettext("%(count)s is reworded", "%(count)s are reworded", of.reworded), of.reworded
    yield ngettext("%(count)s has moved", "%(count)s have moved", of.moved), of.moved
    yield ngettext("%(count)s joins several", "%(count)s join several", of.joined), of.joined
    yield (
        ngettext("%(count)s is part of a divided goal", "%(count)s are parts of divided goals", of.divided),
        of.divided,
    )
    yield ngettext("%(count)s is new", "%(count)s are new", of.added), of.added
    yield ngettext("%(count)s is gone", "%(count)s are gone", of.gone), of.gone


def counts_some_twice(counts: Counts) -> bool:
    kinds = (kind.count(counts) for kind in KINDS if kind.key != "gone")
    return sum(kinds) > counts.new


def goals_by_area(compared: ShownComparison, kind: Kind | None) -> list[AreaRows]:
    """The goals, or those of one kind, under the focus areas as they are after."""
    differences = compared.differences
    gone = {change.old.id for change in differences.areas if change.old and "gone" in change.kinds}
    after = [change.new_area for change in differences.goals if change.new_area]
    partners = _Partners(differences)
    areas: dict[UUID, AreaRows] = {}
    for change in differences.goals:
        area = _home(change, after)
        rows = areas.setdefault(area.id, AreaRows(titled(area), area.id in gone)).rows
        if kind is None or kind.key in change.kinds:
            rows.append(_goal_row(change, compared, partners))
    return [area for area in areas.values() if area.rows]


def _home(change: GoalChange, after: Sequence[ContentArea]) -> ContentArea:
    """The area that a goal is shown under: its own, and where it is gone, what became of its old one."""
    if change.new_area:
        return change.new_area
    old = cast("ContentArea", change.old_area)
    same_id = (each for each in after if each.id == old.id)
    same_title = (each for each in after if _bare(each.title) == _bare(old.title))
    return next(same_id, None) or next(same_title, None) or old


def _bare(title: str) -> str:
    return " ".join(title.split()).casefold()


def titled(area: ContentArea) -> str:
    return area.title or _("Goals without a focus area")


class _Partners:
    """The codes of the goals that were joined into one, or that one was divided into."""

    def __init__(self, differences: Comparison) -> None:
        self.joined: dict[UUID, list[str]] = defaultdict(list)
        self.divided: dict[UUID, list[str]] = defaultdict(list)
        for change in differences.goals:
            if change.old and change.new:
                self.joined[change.new.id].append(change.old.code)
                self.divided[change.old.id].append(change.new.code)

    def said(self, change: GoalChange) -> Iterator[str]:
        if change.new and "joined" in change.kinds:
            words = _("Goals %(old)s are joined into goal %(new)s.")
            yield words % {"old": _codes(self.joined[change.new.id]), "new": change.new.code}
        if change.old and "divided" in change.kinds:
            words = _("Goal %(old)s is divided into goals %(new)s.")
            yield words % {"old": change.old.code, "new": _codes(self.divided[change.old.id])}


def _codes(codes: Sequence[str]) -> str:
    return str(get_text_list(list(codes), _("and")))


def _goal_row(change: GoalChange, compared: ShownComparison, partners: _Partners) -> Row:
    old, new = _sides(change.words)
    return Row(
        title=_goal_title(change.old, change.new),
        kinds=tuple(kind for kind in KINDS if kind.key in change.kinds),
        old=old,
        new=new,
        href=_address(compared.new, change.new) or _address(compared.old, change.old),
        said=tuple(partners.said(change)),
        moved=_moved(change),
        is_unchanged=change.kinds == {"unchanged"},
    )


def _moved(change: GoalChange) -> tuple[str, str] | None:
    """From which area to which."""
    if "moved" in change.kinds and change.old_area and change.new_area:
        return titled(change.old_area), titled(change.new_area)
    return None


def _goal_title(old: ContentGoal | None, new: ContentGoal | None) -> str:
    """A goal of a policy after it may have another code than the one that it carries on."""
    before, after = old.code if old else "", new.code if new else ""
    if before and after and before != after:
        return _("Goal %(old)s, now %(new)s") % {"old": before, "new": after}
    return _("Goal %(code)s") % {"code": after or before}


def _address(side: ComparedSide, goal: ContentGoal | None) -> str:
    """Where the goal has a page: not yet, where it was added to the draft of a later edition."""
    has_page = side.edition.is_adopted or side.edition.number == 1
    return reverse("goal", args=[side.policy.slug, goal.code]) if goal and has_page else ""


def _sides(words: Marks) -> tuple[Marks, Marks]:
    """What stood before and what stands after; where one of them is all there is, nothing in it is marked."""
    old = tuple(mark for mark in words if mark[0] != "put_in")
    new = tuple(mark for mark in words if mark[0] != "left_out")
    if old and new:
        return old, new
    return tuple(("kept", text) for _op, text in old), tuple(("kept", text) for _op, text in new)


def area_rows(changes: Iterable[AreaChange]) -> list[Row]:
    """The focus areas that are new or gone, or have another title or text before their goals."""
    return [row for change in changes for row in _area_rows(change)]


def _area_rows(change: AreaChange) -> Iterator[Row]:
    title = titled(cast("ContentArea", change.new or change.old))
    for kind, shown in AREA_KINDS.items():
        if kind in change.kinds:
            words = change.title if kind == "renamed" else change.intro
            old, new = _sides(_shortened(words))
            yield Row(title, (shown,), old, new, language="da", is_long=bool(words))


def _shortened(words: Marks) -> Marks:
    """The words with long stretches of whole paragraphs skipped, where these are alike and stand beside no change."""
    last = len(words) - 1
    return tuple(
        (op, _without_the_middle(text, begins=place == 0, ends=place == last) if op == "kept" else text)
        for place, (op, text) in enumerate(words)
    )


def _without_the_middle(text: str, *, begins: bool, ends: bool) -> str:
    """The paragraphs of a text that touch what comes before and after it; none where it begins or ends the whole."""
    paragraphs = text.split("\n\n")
    first, last = 0 if begins else 1, len(paragraphs) - (0 if ends else 1)
    if len("".join(paragraphs[first:last])) < LEAST_SKIPPED:
        return text
    return "\n\n".join([*paragraphs[:first], SKIPPED, *paragraphs[last:]])


def fact_rows(changes: Iterable[FactChange]) -> list[Row]:
    return [Row(str(FACTS[change.name]), (), *_sides(change.words)) for change in changes]
