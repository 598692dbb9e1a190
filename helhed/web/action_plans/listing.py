"""The public list of action plans: by state, by policy, and in the order asked for."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from helhed.action_plans.queries.offers import count_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.shown import ShownPlan
from helhed.base.text import alphabetical
from helhed.policy.queries.documents import get_steering
from helhed.web.action_plans.plan_forms import PlanFilterForm
from helhed.web.action_plans.plan_page import LOOK
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb


class PlanList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        plans = list_plans(viewer)
        titles = {each.id: each.title for each in get_steering(viewer).documents}
        form = PlanFilterForm(request.GET or None, plans=plans, titles=titles)
        asked = form.cleaned_data if form.is_valid() else {}
        counts = count_initiatives(viewer)
        shown = {
            "form": form,
            "has_choice": len(plans) > 1,
            "total": len(plans),
            "plans": [
                (each, LOOK[each.state], titles.get(each.policy_id, ""), counts.get(each.slug, 0))
                for each in _chosen(plans, asked)
            ],
            "crumbs": [Crumb(_("Action plans"))],
        }
        return render(request, "action_plans/plan_list.html", shown)


def _chosen(plans: Sequence[ShownPlan], asked: dict[str, Any]) -> list[ShownPlan]:
    state, policy, order = asked.get("status"), asked.get("politik"), asked.get("orden")
    found = [
        each for each in plans if (not state or each.state == state) and (not policy or str(each.policy_id) == policy)
    ]
    if order == "titel":
        return sorted(found, key=lambda plan: (alphabetical(plan.title), plan.slug))
    return sorted(found, key=lambda plan: (plan.starts_on, plan.slug), reverse=order != "aeldste")
