"""What is written of an initiative: added to a plan, changed, and removed from a draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.initiatives import add_initiative, change_initiative, remove_initiative
from helhed.action_plans.queries.initiatives import (
    ChangeableInitiative,
    facts_choices,
    get_changeable_initiative,
    get_initiative,
    list_initiatives,
)
from helhed.action_plans.queries.offers import offers_of
from helhed.action_plans.queries.plans import get_plan, get_writable_plan
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.words import PlanState
from helhed.base.errors import Missing
from helhed.web.action_plans.facts_form import (
    AddedByDecisionForm,
    ChangeByDecisionForm,
    ChangeFactsForm,
    FactsForm,
    as_typed,
)
from helhed.web.action_plans.initiative_form import crumbs_to, done
from helhed.web.action_plans.plan_forms import SureForm
from helhed.web.action_plans.plan_page import plan_address, plan_form_page, saved_over
from helhed.web.action_plans.progress import initiative_address
from helhed.web.participation.form_page import form_page, made_by
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Fact
from helhed.web.templatetags.components import date_written

TEMPLATE = "action_plans/facts_form.html"


class InitiativeAdd(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        plan = self.offered(request, slug)
        days = {"starts_on": plan.starts_on, "ends_on": plan.ends_on}
        return self.page(request, plan, self.form(request, plan, initial=days))

    def offered(self, request: HttpRequest, slug: str) -> ShownPlan:
        viewer = viewer_of(request)
        plan = get_writable_plan(viewer, slug)
        if not offers_of(viewer, plan).add:
            raise Missing
        return plan

    def form(self, request: HttpRequest, plan: ShownPlan, data: Any = None, **more: Any) -> FactsForm:
        kind = FactsForm if plan.is_draft else AddedByDecisionForm
        return kind(data, choices=facts_choices(viewer_of(request), plan.id), **more)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        plan = get_writable_plan(viewer, slug)
        form = self.form(request, plan, request.POST)

        def added() -> Any:
            decision = form.decision() if isinstance(form, AddedByDecisionForm) else None
            return add_initiative(by=viewer, plan_id=plan.id, facts=form.facts(), decision=decision)

        made = made_by(form, added)
        if made:
            number = next(each.number for each in list_initiatives(viewer, plan_id=plan.id) if each.id == made)
            return done(request, _("The initiative is added."), reverse("initiative", args=[slug, number]))
        return self.page(request, plan, form)

    def page(self, request: HttpRequest, plan: ShownPlan, form: FactsForm) -> HttpResponse:
        lead = "" if plan.is_draft else _("The plan is adopted, so write which body decided to add to it.")
        return plan_form_page(
            request, plan, form, _("Add an initiative"), lead=lead, template=TEMPLATE, submit=_("Add the initiative")
        )


class InitiativeChange(View):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        found = self.offered(request, slug, number)
        stands = {**as_typed(found.shown.facts), "seen_version": found.shown.version}
        return self.page(request, found, self.form(request, found, initial=stands))

    def offered(self, request: HttpRequest, slug: str, number: int) -> ChangeableInitiative:
        found = get_changeable_initiative(viewer_of(request), slug, number)
        if found.shown.plan_state == PlanState.HEARING:
            raise Missing
        return found

    def form(self, request: HttpRequest, found: ChangeableInitiative, data: Any = None, **more: Any) -> ChangeFactsForm:
        kind = ChangeByDecisionForm if found.is_adopted else ChangeFactsForm
        choices = facts_choices(viewer_of(request), found.shown.plan_id)
        return kind(data, choices=choices, standing=found.shown, **more)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer = viewer_of(request)
        found = get_changeable_initiative(viewer, slug, number)
        form = self.form(request, found, request.POST)

        def changed() -> None:
            more: dict[str, Any] = {}
            if isinstance(form, ChangeByDecisionForm):
                more = {"decision": form.decision(), "reason": form.cleaned_data["reason"]}
            seen = form.cleaned_data["seen_version"]
            change_initiative(by=viewer, initiative_id=found.shown.id, seen_version=seen, facts=form.facts(), **more)

        if form.is_valid() and is_carried_out(form, changed):
            return done(request, _("The initiative is saved."), initiative_address(found.shown))
        return self.page(request, get_changeable_initiative(viewer, slug, number), form)

    def page(self, request: HttpRequest, found: ChangeableInitiative, form: ChangeFactsForm) -> HttpResponse:
        was_changed = form.is_bound and bool(form.non_field_errors())
        if was_changed:
            form.data = saved_over(request, found.shown.version)
        lead = _(
            "Title, description, success criterion, goals and days were adopted. If you change one of them, write "
            "which body decided it, and why. The rest you can change yourself."
        )
        return form_page(
            request,
            form,
            [*crumbs_to(found.shown), Crumb(_("Change the initiative"))],
            status=422 if form.is_bound else 200,
            template=TEMPLATE,
            about=found.shown.title,
            lead=lead if found.is_adopted else "",
            standing=standing(found.shown) if was_changed else [],
            back=initiative_address(found.shown),
        )


def standing(initiative: ShownInitiative) -> list[Fact]:
    """All that is written of it now, as far as anything is."""
    co_owner = f"{initiative.co_owner} ({initiative.co_owner_kind.label})" if initiative.co_owner_kind else ""
    written = [
        (_("Title"), initiative.title),
        (_("What is to be done"), initiative.description),
        (_("How we shall see that it worked"), initiative.success_criterion),
        (_("Goals"), ", ".join(goal.code for goal in initiative.goals)),
        (_("Unit"), initiative.unit),
        (_("Accountable"), initiative.accountable),
        (_("Deputy"), initiative.deputy),
        (_("Co-owner"), co_owner),
        (_("Partners"), initiative.partners),
        (_("How people take part"), initiative.participation),
        (_("Resources"), initiative.resources),
    ]
    days = f"{date_written(initiative.starts_on)} – {date_written(initiative.ends_on)}"
    return [*(Fact(term, text, language="da") for term, text in written if text), Fact(_("Days"), days)]


class InitiativeRemove(View):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.page(request, self.removable(request, slug, number), SureForm())

    def removable(self, request: HttpRequest, slug: str, number: int) -> ShownInitiative:
        found = get_changeable_initiative(viewer_of(request), slug, number)
        if found.shown.plan_state != PlanState.DRAFT:
            raise Missing
        return found.shown

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer, form = viewer_of(request), SureForm(request.POST)
        initiative = get_initiative(viewer, slug, number)
        if is_carried_out(form, lambda: remove_initiative(by=viewer, initiative_id=initiative.id)):
            return done(request, _("The initiative is removed."), plan_address(slug))
        return self.page(request, self.removable(request, slug, number), form)

    def page(self, request: HttpRequest, initiative: ShownInitiative, form: SureForm) -> HttpResponse:
        plan = get_plan(viewer_of(request), initiative.plan)
        return plan_form_page(
            request,
            plan,
            form,
            _("Remove the initiative?"),
            about=initiative.title,
            lead=_("It goes with its milestones. What it came from waits again in the list of the plan before."),
            template="action_plans/plan_sure.html",
            submit=_("Remove it"),
            kind="danger",
            back=initiative_address(initiative),
        )
