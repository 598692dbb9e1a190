"""The communication plan of a policy: read, written, and marked as done."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.communication import add_step, change_step, mark_step_done, remove_step, undo_step
from helhed.action_plans.queries.communication import (
    ShownStep,
    get_communication,
    get_markable_step,
    get_writable_communication,
    get_writable_step,
)
from helhed.action_plans.queries.people import list_in_office
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.policy.queries.shown import ShownDocument
from helhed.web.action_plans.initiative_form import carried_out_or_told, done
from helhed.web.action_plans.plan_forms import ChangeStepForm, StepDoneForm, StepFilterForm, StepForm
from helhed.web.action_plans.plan_page import saved_over
from helhed.web.participation.form_page import form_page
from helhed.web.policy.forms import SeenForm
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Fact
from helhed.web.templatetags.components import date_written


def address_of(slug: str) -> str:
    return reverse("communication", args=[slug])


def state_of(step: ShownStep) -> str:
    if step.done_on:
        return "udfoert"
    return "forsinket" if step.is_late else "kommende"


def crumbs_to_policy(policy: ShownDocument) -> list[Crumb]:
    return [
        Crumb(_("Policy"), reverse("policy-list")),
        Crumb(policy.title, reverse("document", args=[policy.slug]), "da"),
    ]


class Communication(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        plan = get_communication(viewer, slug)
        form = StepFilterForm(request.GET)
        asked = form.cleaned_data if form.is_valid() else {}
        steps = _chosen(plan.steps, asked, viewer.staff_id)
        shown = {
            "plan": plan,
            "form": form,
            "steps": steps,
            "total": len(plan.steps),
            "late": sum(step.is_late for step in plan.steps),
            "crumbs": [*crumbs_to_policy(plan.policy), Crumb(_("Communication plan"))],
        }
        return render(request, "action_plans/communication.html", shown)


def _chosen(steps: Sequence[ShownStep], asked: dict[str, Any], staff_id: UUID | None) -> list[ShownStep]:
    """What is late first, then what is coming, then what was done, newest first."""
    whose, state = asked.get("hvem"), asked.get("status")
    found = [
        step
        for step in steps
        if (whose != "mine" or (staff_id and step.responsible_id == staff_id))
        and (whose != "ingen" or not step.responsible)
        and (not state or state_of(step) == state)
    ]
    to_do = sorted((step for step in found if not step.done_on), key=lambda step: step.due_on)
    was_done = [step for step in found if step.done_on]
    return [*to_do, *sorted(was_done, key=lambda step: step.done_on or step.due_on, reverse=True)]


def step_page(
    request: HttpRequest,
    policy: ShownDocument,
    form: forms.Form,
    title: str,
    step: ShownStep | None = None,
    **more: Any,
) -> HttpResponse:
    """The form; where somebody was quicker, the step stands beside it as it is now."""
    was_changed = step is not None and form.is_bound and bool(form.non_field_errors())
    if step and was_changed:
        form.data = saved_over(request, step.version)
    plan = Crumb(_("Communication plan"), address_of(policy.slug))
    shown = {
        "template": "action_plans/form.html",
        "status": 422 if form.is_bound else 200,
        "standing": standing(step) if step and was_changed else [],
        "back": address_of(policy.slug),
        "policy": policy,
        "step": step,
    }
    return form_page(request, form, [*crumbs_to_policy(policy), plan, Crumb(title)], **{**shown, **more})


def standing(step: ShownStep) -> list[Fact]:
    was_done = [Fact(_("Done"), date_written(step.done_on))] if step.done_on else []
    return [
        Fact(_("Who is to hear it"), step.audience, language="da"),
        Fact(_("What they are to hear"), step.message, language="da"),
        Fact(_("Through what"), step.channel, language="da"),
        Fact(_("By which day"), date_written(step.due_on)),
        Fact(_("Who sees to it"), step.responsible or _("Nobody")),
        *was_done,
    ]


class StepAdd(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        policy = get_writable_communication(viewer_of(request), slug)
        return self.page(request, policy, StepForm(staff=list_in_office(viewer_of(request))))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        policy = get_writable_communication(viewer, slug)
        form = StepForm(request.POST, staff=list_in_office(viewer))
        if form.is_valid() and is_carried_out(form, lambda: add_step(by=viewer, policy_id=policy.id, **form.step())):
            return done(request, _("The step is written."), address_of(slug))
        return self.page(request, policy, form)

    def page(self, request: HttpRequest, policy: ShownDocument, form: StepForm) -> HttpResponse:
        lead = _("One thing that somebody is to hear. It stays among those who work here until you tell it.")
        return step_page(request, policy, form, _("Add a step"), lead=lead)


class StepChange(View):
    def get(self, request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
        policy, step = self.found(request, slug, step_id)
        stands = {**vars(step), "responsible": step.responsible_id, "seen_version": step.version}
        return self.page(request, policy, step, self.form(request, initial=stands))

    def found(self, request: HttpRequest, slug: str, step_id: UUID) -> tuple[ShownDocument, ShownStep]:
        viewer = viewer_of(request)
        policy = get_writable_communication(viewer, slug)
        step = get_writable_step(viewer, step_id)
        if step.policy_id != policy.id:
            raise Missing
        return policy, step

    def form(self, request: HttpRequest, data: Any = None, **more: Any) -> ChangeStepForm:
        return ChangeStepForm(data, staff=list_in_office(viewer_of(request)), **more)

    def post(self, request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), self.form(request, request.POST)
        self.found(request, slug, step_id)
        if form.is_valid() and is_carried_out(form, lambda: change_step(by=viewer, step_id=step_id, **form.step())):
            return done(request, _("The step is saved."), address_of(slug))
        return self.page(request, *self.found(request, slug, step_id), form)

    def page(self, request: HttpRequest, policy: ShownDocument, step: ShownStep, form: ChangeStepForm) -> HttpResponse:
        template = "action_plans/step_form.html"
        return step_page(request, policy, form, _("Change the step"), step, template=template)


class StepDone(View):
    def get(self, request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
        step = self.found(request, slug, step_id)
        form = StepDoneForm(initial={"done_on": clock.today(), "seen_version": step.version})
        return self.page(request, slug, step, form)

    def found(self, request: HttpRequest, slug: str, step_id: UUID) -> ShownStep:
        viewer = viewer_of(request)
        step = get_markable_step(viewer, step_id)
        if step.policy_id != get_communication(viewer, slug).policy.id:
            raise Missing
        return step

    def post(self, request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), StepDoneForm(request.POST)
        self.found(request, slug, step_id)
        if form.is_valid() and is_carried_out(
            form, lambda: mark_step_done(by=viewer, step_id=step_id, **form.cleaned_data)
        ):
            return done(request, _("The step is marked as done."), address_of(slug))
        return self.page(request, slug, self.found(request, slug, step_id), form)

    def page(self, request: HttpRequest, slug: str, step: ShownStep, form: StepDoneForm) -> HttpResponse:
        policy = get_communication(viewer_of(request), slug).policy
        return step_page(request, policy, form, _("It is done"), step, about=step.audience, named=step.message)


class StepUndo(View):
    def post(self, request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), SeenForm(request.POST)
        get_markable_step(viewer, step_id)
        seen = form.cleaned_data["seen_version"] if form.is_valid() else 0
        carried_out_or_told(
            request,
            form,
            lambda: undo_step(by=viewer, step_id=step_id, seen_version=seen),
            _("The step counts as not done again."),
        )
        return redirect(address_of(slug))


class StepRemove(View):
    def post(self, request: HttpRequest, slug: str, step_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), forms.Form(request.POST)
        get_writable_communication(viewer, slug)
        carried_out_or_told(request, form, lambda: remove_step(by=viewer, step_id=step_id), _("The step is removed."))
        return redirect(address_of(slug))
