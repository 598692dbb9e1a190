"""The public list of policies: found by words, by state, and in the order asked for."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from helhed.base.text import alphabetical
from helhed.policy.queries.documents import ListedPolicy, list_policies
from helhed.policy.words import DocumentState
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb

LONGEST_SEARCH = 200
BY_TITLE, BY_PERIOD = "titel", "periode"
ORDERS = ((BY_TITLE, gettext_lazy("By title")), (BY_PERIOD, gettext_lazy("Newest period first")))


class PolicyFilterForm(forms.Form):
    """Only the states that some policy is in can be chosen."""

    ord = forms.CharField(label=gettext_lazy("Words in the title or period"), required=False, max_length=LONGEST_SEARCH)
    status = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    orden = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, policies: Sequence[ListedPolicy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = {policy.state for policy in policies}
        choices = [("", _("All")), *((state.value, state.label) for state in DocumentState if state in found)]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]


class PolicyList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        every = list_policies(viewer)
        form = PolicyFilterForm(request.GET or None, policies=every)
        asked = form.cleaned_data if form.is_valid() else {}
        narrowed = {"state": asked.get("status", ""), "words": asked.get("ord", "")}
        found = list_policies(viewer, **narrowed) if any(narrowed.values()) else every
        shown = {
            "policies": [(policy, counted(policy)) for policy in sorted(found, key=_order(asked.get("orden", "")))],
            "form": form,
            "has_choice": len(every) > 1,
            "crumbs": [Crumb(_("Policy"))],
        }
        return render(request, "policy/policy_list.html", shown)


def _order(asked: str) -> Callable[[ListedPolicy], tuple[Any, ...]]:
    """Policies without a period come last; the same order always, where titles are alike."""
    if asked == BY_PERIOD:
        return lambda policy: (-_year(policy), alphabetical(policy.title), policy.slug)
    return lambda policy: (alphabetical(policy.title), policy.slug)


def _year(policy: ListedPolicy) -> int:
    first = policy.period[:4]
    return int(first) if first.isascii() and first.isdigit() else 0


def counted(policy: ListedPolicy) -> str:
    """How much stands in it: 6 focus areas, 40 goals."""
    areas = ngettext("%(count)s focus area", "%(count)s focus areas", policy.area_count) % {"count": policy.area_count}
    goals = ngettext("%(count)s goal", "%(count)s goals", policy.goal_count) % {"count": policy.goal_count}
    return f"{areas}, {goals}"
