"""An action plan is begun, changed, heard, adopted, closed, or discarded."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.action_plans.actions.plans import (
    adopt_plan,
    change_plan,
    close_plan,
    discard_plan,
    send_plan_to_hearing,
    start_plan,
    take_plan_back,
)
from helhed.action_plans.queries.offers import PlanOffers, list_policies_to_plan, offers_of
from helhed.action_plans.queries.plans import get_plan, get_writable_plan, list_faults, list_plans
from helhed.action_plans.queries.shown import ShownPlan
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.web.action_plans.initiative_form import carried_out_or_told, done
from helhed.web.action_plans.plan_forms import AdoptForm, ChangePlanForm, SendToHearingForm, StartPlanForm, SureForm
from helhed.web.action_plans.plan_page import plan_address, plan_form_page, plan_standing
from helhed.web.participation.form_page import form_page, made_by
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Text


class PlanStart(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        policies = list_policies_to_plan(viewer_of(request))
        asked = [each.id for each in policies if each.slug == request.GET.get("politik")]
        only = [each.id for each in policies if not each.is_draft]
        initial = {"policy": asked[0] if asked else only[0] if len(only) == 1 else None}
        return self.page(request, StartPlanForm(policies=policies, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        form = StartPlanForm(request.POST, policies=list_policies_to_plan(viewer))
        made = made_by(form, lambda: start_plan(by=viewer, **form.plan()))
        if made:
            slug = next(each.slug for each in list_plans(viewer) if each.id == made)
            return done(request, _("The draft is begun. Now add its initiatives."), plan_address(slug))
        return self.page(request, form)

    def page(self, request: HttpRequest, form: StartPlanForm) -> HttpResponse:
        lead = _("It begins as a draft that only those who write steering documents see.")
        crumbs = [Crumb(_("Action plans"), reverse("action-plan-list")), Crumb(_("New action plan"))]
        status = 422 if form.is_bound else 200
        return form_page(request, form, crumbs, status=status, lead=lead, back=reverse("action-plan-list"))


class PlanFormPage(View):
    """A page with one form about a plan. `title`, `submit`, `lead` and `done` are what it says."""

    title: Text
    submit: Text = gettext_lazy("Save")
    done: Text
    lead: Text = ""
    template = "action_plans/plan_form.html"
    kind = "primary"

    def is_offered(self, offers: PlanOffers) -> bool:
        raise NotImplementedError

    def form(self, plan: ShownPlan, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def act(self, request: HttpRequest, plan: ShownPlan, form: Any) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        plan = self.offered(request, slug)
        return self.page(request, plan, self.form(plan))

    def offered(self, request: HttpRequest, slug: str) -> ShownPlan:
        viewer = viewer_of(request)
        plan = get_writable_plan(viewer, slug)
        if not self.is_offered(offers_of(viewer, plan)):
            raise Missing
        return plan

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The plan is there also when the first of two sendings did what was to be done."""
        plan = get_plan(viewer_of(request), slug)
        form = self.form(plan, request.POST)
        if form.is_valid() and is_carried_out(form, lambda: self.act(request, plan, form)):
            return done(request, str(self.done), self.after(plan))
        return self.page(request, self.offered(request, slug), form)

    def after(self, plan: ShownPlan) -> str:
        return plan_address(plan.slug)

    def page(self, request: HttpRequest, plan: ShownPlan, form: forms.Form) -> HttpResponse:
        return plan_form_page(
            request,
            plan,
            form,
            self.title,
            standing=plan_standing(plan),
            version=plan.version,
            submit=self.submit,
            kind=self.kind,
            template=self.template,
            **{"lead": self.lead, **self.more(request, plan)},
        )

    def more(self, request: HttpRequest, plan: ShownPlan) -> dict[str, Any]:
        return {}


class PlanChange(PlanFormPage):
    title = gettext_lazy("Change the action plan")
    done = gettext_lazy("The action plan is saved.")

    def is_offered(self, offers: PlanOffers) -> bool:
        return offers.change

    def form(self, plan: ShownPlan, data: Any = None) -> ChangePlanForm:
        return ChangePlanForm(data, plan=plan)

    def act(self, request: HttpRequest, plan: ShownPlan, form: Any) -> None:
        change_plan(by=viewer_of(request), plan_id=plan.id, **form.cleaned_data)

    def more(self, request: HttpRequest, plan: ShownPlan) -> dict[str, Any]:
        if plan.is_draft:
            return {}
        return {"lead": _("The title and the days were adopted. How often one writes how it goes, you can change.")}


class _WithFaults(PlanFormPage):
    """What may stop the plan is said before anything is typed."""

    def more(self, request: HttpRequest, plan: ShownPlan) -> dict[str, Any]:
        faults = list_faults(viewer_of(request), plan.id)
        return {
            "blocking": [each for each in faults if each.blocks],
            "not_blocking": [each for each in faults if not each.blocks],
        }


class PlanToHearing(_WithFaults):
    title = gettext_lazy("Send to hearing")
    submit = gettext_lazy("Send to hearing")
    done = gettext_lazy("The action plan is in hearing, and everybody can read it. Now ask the councils below.")
    lead = gettext_lazy(
        "Everybody may read the plan from now on, and it stands still until you take it back or adopt it."
    )

    def is_offered(self, offers: PlanOffers) -> bool:
        return offers.send_to_hearing

    def form(self, plan: ShownPlan, data: Any = None) -> SendToHearingForm:
        return SendToHearingForm(data, initial={"from_on": clock.today(), "seen_version": plan.version})

    def act(self, request: HttpRequest, plan: ShownPlan, form: Any) -> None:
        send_plan_to_hearing(by=viewer_of(request), plan_id=plan.id, **form.cleaned_data)


class PlanAdopt(_WithFaults):
    title = gettext_lazy("Adopt the action plan")
    submit = gettext_lazy("Write that it is adopted")
    done = gettext_lazy("The action plan is adopted, and everybody can read it.")
    lead = gettext_lazy("From then on only a body changes what was adopted, and every change names its decision.")

    def is_offered(self, offers: PlanOffers) -> bool:
        return offers.adopt

    def form(self, plan: ShownPlan, data: Any = None) -> AdoptForm:
        return AdoptForm(data, initial={"seen_version": plan.version})

    def act(self, request: HttpRequest, plan: ShownPlan, form: Any) -> None:
        adopt_plan(by=viewer_of(request), plan_id=plan.id, **form.cleaned_data)


class _Final(PlanFormPage):
    """What cannot be taken back is asked about on a page of its own."""

    template = "action_plans/plan_sure.html"

    def form(self, plan: ShownPlan, data: Any = None) -> SureForm:
        return SureForm(data)


class PlanClose(_Final):
    title = gettext_lazy("Conclude the action plan?")
    submit = gettext_lazy("Conclude it")
    done = gettext_lazy("The action plan is concluded.")
    lead = gettext_lazy(
        "Everybody can still read it, but nothing in it can be written any more. This cannot be undone."
    )

    def is_offered(self, offers: PlanOffers) -> bool:
        return offers.close

    def act(self, request: HttpRequest, plan: ShownPlan, form: Any) -> None:
        close_plan(by=viewer_of(request), plan_id=plan.id)


class PlanDiscard(_Final):
    title = gettext_lazy("Discard the draft?")
    submit = gettext_lazy("Discard it")
    done = gettext_lazy("The draft is discarded.")
    lead = gettext_lazy("The draft goes with all its initiatives and milestones. This cannot be undone.")
    kind = "danger"

    def is_offered(self, offers: PlanOffers) -> bool:
        return offers.discard

    def act(self, request: HttpRequest, plan: ShownPlan, form: Any) -> None:
        discard_plan(by=viewer_of(request), plan_id=plan.id)

    def after(self, plan: ShownPlan) -> str:
        return reverse("action-plan-list")


class PlanTakeBack(View):
    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), forms.Form(request.POST)
        plan = get_writable_plan(viewer, slug)
        said = _("The draft is taken back. You can change it again, and only those who write it see it.")
        carried_out_or_told(request, form, lambda: take_plan_back(by=viewer, plan_id=plan.id), said)
        return redirect(plan_address(slug))
