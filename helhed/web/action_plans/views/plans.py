from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helhed.action_plans.queries.history import get_plan_history
from helhed.action_plans.queries.initiatives import count_states, list_initiatives
from helhed.action_plans.queries.plans import get_plan
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.policy.queries.documents import get_document_by_id
from helhed.web.action_plans.forms import InitiativeFilter
from helhed.web.action_plans.plan_page import crumbs_to_plan, head_of_plan
from helhed.web.action_plans.progress import LOOK, progress_parts
from helhed.web.action_plans.trials import trials_of_plan
from helhed.web.audit.history import history_part
from helhed.web.participation.about import hearings_of_plan
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb

ORDERS = {
    "": lambda initiative: initiative.number,
    "ends": lambda initiative: (initiative.ends_on, initiative.number),
    "title": lambda initiative: initiative.title.lower(),
}


class PlanPage(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        plan = get_plan(viewer, slug)
        policy = get_document_by_id(viewer, plan.policy_id)
        initiatives = list_initiatives(viewer, plan_id=plan.id)
        form = InitiativeFilter(request.GET, areas=policy.areas)
        form.is_valid()
        return render(
            request,
            "action_plans/plan.html",
            {
                "plan": plan,
                "policy": policy,
                "form": form,
                "parts": progress_parts(count_states(initiatives)),
                "total": len(initiatives),
                "late": sum(initiative.is_late for initiative in initiatives),
                "vacant": sum(initiative.is_vacant for initiative in initiatives),
                **head_of_plan(viewer, plan),
                **trials_of_plan(viewer, plan),
                **hearings_of_plan(viewer, plan),
                "history": history_part(get_plan_history(viewer, plan.id)),
                "initiatives": [(each, LOOK[each.state]) for each in _chosen(initiatives, form.cleaned_data)],
                "crumbs": [crumbs_to_plan(plan)[0], Crumb(plan.title, language="da")],
            },
        )


def _chosen(initiatives: Sequence[ShownInitiative], asked: dict[str, Any]) -> list[ShownInitiative]:
    state, place = asked.get("state"), asked.get("area")
    chosen = [
        initiative
        for initiative in initiatives
        if _has(initiative, state) and (not place or any(str(goal.area_place) == place for goal in initiative.goals))
    ]
    return sorted(chosen, key=ORDERS[asked.get("order", "")])


def _has(initiative: ShownInitiative, state: str | None) -> bool:
    if state == "late":
        return initiative.is_late
    if state == "vacant":
        return initiative.is_vacant
    return not state or initiative.state == state
