from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.progress import write_progress
from helhed.action_plans.queries.history import get_initiative_history, get_plan_history
from helhed.action_plans.queries.initiatives import (
    count_states,
    get_initiative,
    get_updatable_initiative,
    list_initiatives,
)
from helhed.action_plans.queries.plans import get_plan, list_plans
from helhed.action_plans.queries.progress import list_updates, may_write_progress
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.policy.queries.documents import get_document_by_id
from helhed.status_reports.queries.reports import list_reports
from helhed.web.action_plans.forms import InitiativeFilter, ProgressForm
from helhed.web.action_plans.progress import LOOK, initiative_address, progress_parts
from helhed.web.audit.history import history_part
from helhed.web.participation.about import hearings_of_plan
from helhed.web.policy.thread import thread_of
from helhed.web.request import PublicPage, is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb

ORDERS = {
    "": lambda initiative: initiative.number,
    "ends": lambda initiative: (initiative.ends_on, initiative.number),
    "title": lambda initiative: initiative.title.lower(),
}


class PlanList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        shown = {"plans": list_plans(viewer_of(request)), "crumbs": [Crumb(_("Action plans"))]}
        return render(request, "action_plans/plan_list.html", shown)


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
                **hearings_of_plan(viewer, plan),
                "history": history_part(get_plan_history(viewer, plan.id)),
                "initiatives": [(each, LOOK[each.state]) for each in _chosen(initiatives, form.cleaned_data)],
                "crumbs": [Crumb(_("Action plans"), reverse("action-plan-list")), Crumb(plan.title, language="da")],
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


class InitiativePage(PublicPage):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer = viewer_of(request)
        initiative, plan = get_initiative(viewer, slug, number), get_plan(viewer, slug)
        policy = get_document_by_id(viewer, plan.policy_id)
        reports = list_reports(viewer, policy_id=plan.policy_id)
        return render(
            request,
            "action_plans/initiative.html",
            {
                "initiative": initiative,
                "look": LOOK[initiative.state],
                "policy": policy,
                "updates": [(update, LOOK[update.state]) for update in list_updates(viewer, initiative.id)],
                "may_write": may_write_progress(viewer, initiative.id),
                "history": history_part(get_initiative_history(viewer, initiative.id)),
                "steps": thread_of(policy, [initiative], reports, initiative=initiative),
                "crumbs": _crumbs(plan, initiative),
            },
        )


def _crumbs(plan: ShownPlan, initiative: ShownInitiative) -> list[Crumb]:
    return [
        Crumb(_("Action plans"), reverse("action-plan-list")),
        Crumb(plan.title, reverse("action-plan", args=[plan.slug]), "da"),
        Crumb(initiative.title, language="da"),
    ]


class ProgressWrite(View):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        initiative = get_updatable_initiative(viewer_of(request), slug, number)
        seen = initiative.latest.id if initiative.latest else None
        return self._page(request, initiative, ProgressForm(initial={"seen_update": seen, "state": initiative.state}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer, form = viewer_of(request), ProgressForm(request.POST)
        initiative = get_updatable_initiative(viewer, slug, number)
        if form.is_valid() and is_carried_out(
            form, lambda: write_progress(by=viewer, initiative_id=initiative.id, **form.judgement())
        ):
            messages.success(request, _("Your update is saved."))
            return redirect(initiative_address(initiative))
        if form.non_field_errors():
            newest = initiative.latest.id if initiative.latest else ""
            form.data = {**request.POST.dict(), "seen_update": newest}
        return self._page(request, initiative, form, status=422)

    def _page(
        self, request: HttpRequest, initiative: ShownInitiative, form: ProgressForm, status: int = 200
    ) -> HttpResponse:
        plan = get_plan(viewer_of(request), initiative.plan)
        shown = {
            "initiative": initiative,
            "look": LOOK[initiative.state],
            "form": form,
            "crumbs": [
                *_crumbs(plan, initiative)[:2],
                Crumb(initiative.title, initiative_address(initiative), "da"),
                Crumb(_("Write an update")),
            ],
        }
        return render(request, "action_plans/progress_form.html", shown, status=status)
