"""Two generations of an action plan beside each other, the words marked where they are different."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.action_plans.queries.generations import Comparison, GenerationRow, compare_generations
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.words import ComparedAs
from helhed.policy.content.word_marks import Mark, WordMarks
from helhed.web.action_plans.plan_page import crumbs_to_plan
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb, Text

Marks = tuple[Mark, ...]

# In this order on the page: what goes on first, then what is new, then what stops.
HEADINGS: dict[ComparedAs, Text] = {
    ComparedAs.REWORDED: gettext_lazy("Carried over and changed"),
    ComparedAs.MERGED: gettext_lazy("Merged"),
    ComparedAs.NEW: gettext_lazy("New"),
    ComparedAs.UNCHANGED: gettext_lazy("Carried over unchanged"),
    ComparedAs.LET_GO: gettext_lazy("Let go"),
    ComparedAs.ENDED: gettext_lazy("Ended before"),
    ComparedAs.UNDECIDED: gettext_lazy("Not decided yet"),
}
# What is marked word by word, and what is said to be different in a sentence.
TEXTS = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("What is to be done"),
    "success_criterion": gettext_lazy("How we shall see that it worked"),
    "participation": gettext_lazy("How people take part"),
    "partners": gettext_lazy("Partners"),
    "resources": gettext_lazy("Resources"),
}
ELSE = {
    "goal_ids": gettext_lazy("goals"),
    "unit_id": gettext_lazy("unit"),
    "accountable_id": gettext_lazy("accountable employee"),
    "deputy_id": gettext_lazy("deputy"),
    "co_owner_name": gettext_lazy("co-owner"),
    "co_owner_kind": gettext_lazy("kind of co-owner"),
}


@dataclass(frozen=True)
class ComparedText:
    """One text before and after."""

    name: Text
    old: Marks
    new: Marks


@dataclass(frozen=True)
class ComparedRow:
    row: GenerationRow
    texts: tuple[ComparedText, ...]
    said: str


class PlanComparison(PublicPage):
    def get(self, request: HttpRequest, slug: str, old: str) -> HttpResponse:
        comparison = compare_generations(viewer_of(request), old, slug)
        shown: dict[str, Any] = {
            "old": comparison.old,
            "new": comparison.new,
            "sections": list(_sections(comparison)),
            "counts": comparison.counts,
            "crumbs": [*crumbs_to_plan(comparison.new), Crumb(_("What is different?"))],
        }
        return render(request, "action_plans/comparison.html", shown)


def _sections(comparison: Comparison) -> Iterator[tuple[ComparedAs, Text, list[ComparedRow]]]:
    rows: dict[ComparedAs, list[ComparedRow]] = defaultdict(list)
    marks = WordMarks()
    for row in comparison.rows:
        rows[row.kind].append(_row(row, marks))
    for kind, heading in HEADINGS.items():
        if rows[kind]:
            yield kind, heading, rows[kind]


def _row(row: GenerationRow, marks: WordMarks) -> ComparedRow:
    names = row.changed if row.kind is ComparedAs.REWORDED else ()
    texts = [_text(name, row.old[0], row.new, marks) for name in TEXTS if name in names and row.new]
    others = [str(word) for name, word in ELSE.items() if name in names]
    said = _("Also different: %(names)s.") % {"names": get_text_list(others, _("and"))} if others else ""
    return ComparedRow(row, tuple(texts), said)


def _text(name: str, old: ShownInitiative, new: ShownInitiative, marks: WordMarks) -> ComparedText:
    marked = marks(getattr(old, name), getattr(new, name))
    return ComparedText(
        TEXTS[name],
        old=tuple(each for each in marked if each[0] != "put_in"),
        new=tuple(each for each in marked if each[0] != "left_out"),
    )
