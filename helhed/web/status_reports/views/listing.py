"""The list of statuses: narrowed by policy, kind and state, and in the order asked for."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.base.text import alphabetical
from helhed.status_reports.queries.reports import list_reports
from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.words import ReportKind, ReportState
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.addresses import report_address
from helhed.web.status_reports.files.phrases import status_title
from helhed.web.status_reports.status_page import LOOK

NEWEST, OLDEST, BY_POLICY = "nyeste", "aeldste", "politik"
ORDERS = (
    (NEWEST, gettext_lazy("Newest year first")),
    (OLDEST, gettext_lazy("Oldest year first")),
    (BY_POLICY, gettext_lazy("By policy")),
)


class StatusFilterForm(forms.Form):
    """Only what some status is, can be chosen."""

    politik = forms.ChoiceField(label=gettext_lazy("Policy"), required=False)
    slags = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    orden = forms.ChoiceField(label=gettext_lazy("Order"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, reports: Sequence[ShownReport], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policies = {each.policy: each.policy_title for each in reports}
        self._offer("politik", sorted(policies.items(), key=lambda each: alphabetical(each[1])))
        self._offer("slags", _labelled(ReportKind, {each.kind for each in reports}))
        self._offer("status", _labelled(ReportState, {each.state for each in reports}))

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]


def _labelled(kind: type[ReportKind] | type[ReportState], found: set[Any]) -> list[tuple[str, Any]]:
    return [(each.value, each.label) for each in kind if each in found]


class StatusList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        every = list_reports(viewer_of(request), kind=None)
        form = StatusFilterForm(request.GET or None, reports=every)
        asked = form.cleaned_data if form.is_valid() else {}
        found = sorted((each for each in every if _is_asked_for(each, asked)), key=_order(asked.get("orden", "")))
        shown = {
            "rows": [(each, _title(each), report_address(each), LOOK[each.state]) for each in found],
            "form": form,
            "has_choice": len(every) > 1,
            "crumbs": [Crumb(_("Yearly status"))],
        }
        return render(request, "status_reports/status_list.html", shown)


def _is_asked_for(report: ShownReport, asked: dict[str, str]) -> bool:
    wanted = (
        (asked.get("politik"), report.policy),
        (asked.get("slags"), report.kind),
        (asked.get("status"), report.state),
    )
    return all(not wish or wish == found for wish, found in wanted)


def _title(report: ShownReport) -> str:
    return status_title(report.kind, report.first_year, report.year)


def _order(asked: str) -> Callable[[ShownReport], tuple[Any, ...]]:
    """A closing status comes before the last of its years."""
    if asked == OLDEST:
        return lambda each: (each.year, each.kind is ReportKind.CLOSING, alphabetical(each.policy_title))
    if asked == BY_POLICY:
        return lambda each: (alphabetical(each.policy_title), -each.year, each.kind is ReportKind.YEARLY)
    return lambda each: (-each.year, each.kind is ReportKind.YEARLY, alphabetical(each.policy_title))
