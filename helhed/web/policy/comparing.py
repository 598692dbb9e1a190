"""Two editions of a policy beside each other, or a policy beside the one before or after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.content.comparison import Counts
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.editions import ComparedSide, ShownComparison, compare_editions, compare_policies
from helhed.policy.queries.shown import PolicyContent, PolicyLink, ShownEdition
from helhed.web.policy.differences import (
    KINDS,
    Kind,
    area_rows,
    counts_some_twice,
    fact_rows,
    goals_by_area,
    summary,
)
from helhed.web.policy.editions import crumbs_below, with_editions
from helhed.web.policy.standing import name_of, named
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb, Text

OLD, NEW, OTHER, KIND = "fra", "til", "mod", "vis"


class EditionsForm(forms.Form):
    """Which two editions to compare."""

    fra = forms.ChoiceField(label=gettext_lazy("From edition"))
    til = forms.ChoiceField(label=gettext_lazy("To edition"))

    def __init__(self, *args: Any, editions: Sequence[ShownEdition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.number), f"{name_of(each.number)} ({each.state.label})") for each in editions]
        for name in (OLD, NEW):
            field = self.fields[name]
            field.choices = choices  # type: ignore[attr-defined]
            chosen = _("Choose one of the editions.")
            field.error_messages = {"required": chosen, "invalid_choice": chosen}

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if asked.get(OLD) and asked.get(OLD) == asked.get(NEW):
            self.add_error(NEW, _("It is the same edition. Choose another one."))
        return asked


@dataclass(frozen=True)
class Side:
    """What stands on one side: an edition of the policy, or another policy, called as it calls itself."""

    name: str
    language: str = ""


class ComparisonPage(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        content = with_editions(get_document(viewer, slug))
        others = _others(content)
        other = _other(request.GET, others, content)
        form = EditionsForm(_asked(request.GET, content), editions=content.editions)
        shown = {
            "content": content,
            "form": form,
            "others": [(each, f"?{urlencode({OTHER: each.slug})}", each == other) for each in others],
            "has_choice": len(content.editions) > 1,
            "crumbs": [*crumbs_below(content), Crumb(_("Compare"))],
            "compared": None,
        }
        if other or form.is_valid():
            compared = _compared(viewer, content, form, other)
            chosen = {OTHER: other.slug} if other else form.cleaned_data
            shown |= _differences(compared, chosen, request.GET.get(KIND, ""))
        return render(request, "policy/comparison.html", shown)


def _others(content: PolicyContent) -> list[PolicyLink]:
    """The policies that this one can be compared with: the one before it and those after it."""
    before = [content.predecessor_policy] if content.predecessor_policy else []
    return [*before, *content.successors]


def _other(asked: QueryDict, others: Sequence[PolicyLink], content: PolicyContent) -> PolicyLink | None:
    """The policy asked for; where there is only one edition and nothing was asked for, the first there is."""
    if OTHER not in asked:
        has_no_choice = len(content.editions) == 1 and not {OLD, NEW} & asked.keys()
        return others[0] if others and has_no_choice else None
    found = [each for each in others if each.slug == asked[OTHER]]
    if not found:
        raise Missing
    return found[0]


def _asked(asked: QueryDict, content: PolicyContent) -> dict[str, str]:
    """The two editions asked for, else the last two; a number that no edition has is a page that is not there."""
    numbers = [str(each.number) for each in content.editions]
    if not {OLD, NEW} & asked.keys():
        return dict(zip((OLD, NEW), numbers[-2:], strict=False))
    chosen = {name: asked.get(name, "") for name in (OLD, NEW)}
    if any(value.isascii() and value.isdigit() and value not in numbers for value in chosen.values()):
        raise Missing
    return chosen


def _compared(viewer: Viewer, content: PolicyContent, form: EditionsForm, other: PolicyLink | None) -> ShownComparison:
    slug = content.document.slug
    if other is None:
        return compare_editions(viewer, slug, int(form.cleaned_data[OLD]), int(form.cleaned_data[NEW]))
    is_before = other == content.predecessor_policy
    return compare_policies(viewer, *((other.slug, slug) if is_before else (slug, other.slug)))


def _differences(compared: ShownComparison, chosen: dict[str, str], asked: str) -> dict[str, Any]:
    """What the page shows of the comparison, and the choices that narrow it down to the kind asked for."""
    differences, counts = compared.differences, compared.differences.counts
    kind = next((each for each in KINDS if each.word == asked), None)
    return {
        "compared": compared,
        "old": _side(compared.old, chosen),
        "new": _side(compared.new, chosen),
        "summary": summary(counts),
        "counts_some_twice": counts_some_twice(counts),
        "areas": area_rows(differences.areas),
        "facts": fact_rows(differences.facts),
        "goals": goals_by_area(compared, kind),
        "choices": list(_choices(chosen, counts, kind)),
        "kind_is_unknown": kind is None and asked != "",
    }


def _side(side: ComparedSide, chosen: dict[str, str]) -> Side:
    if OTHER not in chosen:
        return Side(name_of(side.edition.number))
    return Side(named(side.policy), "da")


@dataclass(frozen=True)
class Choice:
    """A kind of goals that the page can be narrowed down to; without a number it is all of them."""

    label: Text
    href: str
    is_chosen: bool
    number: int | None = None


def _choices(chosen: dict[str, str], counts: Counts, kind: Kind | None) -> Iterator[Choice]:
    """Each leads to the same two sides."""
    yield Choice(_("All"), f"?{urlencode(chosen)}#goals", kind is None)
    for each in KINDS:
        if number := each.count(counts):
            yield Choice(each.label, f"?{urlencode({**chosen, KIND: each.word})}#goals", each == kind, number)
