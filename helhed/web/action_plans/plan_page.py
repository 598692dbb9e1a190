"""A page with one form about an action plan, and what stands at the head of the plan's own page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.action_plans.queries.offers import offers_of
from helhed.action_plans.queries.plans import list_faults, list_generations
from helhed.action_plans.queries.shown import PlanLink, ShownPlan
from helhed.action_plans.words import PlanState
from helhed.base.viewer import Viewer
from helhed.web.action_plans.progress import UNADOPTED
from helhed.web.participation.form_page import form_page
from helhed.web.shell.parts import Crumb, Fact, Text
from helhed.web.templatetags.components import date_written

LOOK = {
    **UNADOPTED,
    PlanState.ADOPTED: "not_started",
    PlanState.RUNNING: "on_track",
    PlanState.EXPIRED: "at_risk",
    PlanState.SUPERSEDED: "done",
    PlanState.CLOSED: "done",
}


def plan_address(slug: str) -> str:
    return reverse("action-plan", args=[slug])


def crumbs_to_plan(plan: ShownPlan) -> list[Crumb]:
    return [Crumb(_("Action plans"), reverse("action-plan-list")), Crumb(plan.title, plan_address(plan.slug), "da")]


def plan_form_page(
    request: HttpRequest,
    plan: ShownPlan,
    form: forms.BaseForm,
    title: Text,
    *,
    standing: Sequence[Fact] = (),
    version: int = 0,
    **shown: Any,
) -> HttpResponse:
    """The form; where somebody was quicker, it stands beside `standing`, and is saved over `version`."""
    was_changed = form.is_bound and bool(form.non_field_errors()) and "seen_version" in form.fields
    if was_changed:
        form.data = saved_over(request, version)
    filled = {
        "template": "action_plans/form.html",
        "status": 422 if form.is_bound else 200,
        "back": plan_address(plan.slug),
        "about": plan.title,
        "plan": plan,
        "standing": list(standing) if was_changed else [],
    }
    return form_page(request, form, [*crumbs_to_plan(plan), Crumb(title)], **{**filled, **shown})  # type: ignore[arg-type]


def saved_over(request: HttpRequest, version: int) -> Any:
    """What was typed, also where several things were chosen, to be saved over the version that stands now."""
    data = request.POST.copy()
    data["seen_version"] = str(version)
    return data


def plan_standing(plan: ShownPlan) -> list[Fact]:
    """The plan as it stands now, for somebody who was overtaken."""
    return [
        Fact(_("State"), plan.state.label),
        Fact(_("Title"), plan.title, language="da"),
        Fact(_("Days"), period(plan)),
        Fact(_("Days between updates"), str(plan.update_every)),
    ]


def period(plan: ShownPlan | PlanLink) -> str:
    return f"{date_written(plan.starts_on)} – {date_written(plan.ends_on)}"


def head_of_plan(viewer: Viewer, plan: ShownPlan) -> dict[str, Any]:
    """What the page of a plan shows of its state, the plans before and after it, and what can be done with it."""
    generations = list_generations(viewer, plan.slug)
    place = [each.slug for each in generations].index(plan.slug)
    offers = offers_of(viewer, plan)
    faults = list_faults(viewer, plan.id) if plan.is_draft and offers.any else ()
    return {
        "plan_look": LOOK[plan.state],
        "before": generations[:place],
        "after": generations[place + 1 :],
        "offers": offers,
        "blocking": [each for each in faults if each.blocks],
        "not_blocking": [each for each in faults if not each.blocks],
    }
