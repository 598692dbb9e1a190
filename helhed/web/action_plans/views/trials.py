"""Trials (prøvehandlinger): begun, changed, and decided upon with what was learned."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.trials import change_trial, decide_trial, start_trial
from helhed.action_plans.queries.plans import get_plan
from helhed.action_plans.queries.shown import ShownPlan
from helhed.action_plans.queries.trials import ShownTrial, get_writable_trial, trial_choices
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.policy.queries.documents import get_document_by_id
from helhed.web.action_plans.forms import ChangeTrialForm, DecideTrialForm, StartTrialForm
from helhed.web.action_plans.initiative_form import done
from helhed.web.participation.form_page import form_page
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Fact
from helhed.web.templatetags.components import date_written


def trials_address(slug: str) -> str:
    return f"{reverse('action-plan', args=[slug])}#trials"


def trial_page(request: HttpRequest, plan: ShownPlan, form: Any, title: str, **shown: Any) -> HttpResponse:
    crumbs = [
        Crumb(_("Action plans"), reverse("action-plan-list")),
        Crumb(plan.title, reverse("action-plan", args=[plan.slug]), "da"),
        Crumb(title),
    ]
    filled = {"template": "action_plans/form.html", "back": trials_address(plan.slug), "standing": [], **shown}
    return form_page(request, form, crumbs, status=422 if form.is_bound else 200, **filled)


class TrialStart(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        choices = trial_choices(viewer_of(request), slug)
        named = {str(each.number): each.id for each in choices.initiatives}
        stands = {"initiative": named.get(request.GET.get("initiativ", "")), "started_on": clock.today()}
        return self.page(request, choices.plan, StartTrialForm(choices=choices, initial=stands))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        choices = trial_choices(viewer, slug)
        form = StartTrialForm(request.POST, choices=choices)
        if form.is_valid() and is_carried_out(
            form, lambda: start_trial(by=viewer, plan_id=choices.plan.id, **form.trial())
        ):
            return done(request, _("The trial is written."), trials_address(slug))
        return self.page(request, choices.plan, form)

    def page(self, request: HttpRequest, plan: ShownPlan, form: StartTrialForm) -> HttpResponse:
        lead = _("Try something small for a short time, learn from it, and then decide whether to go on.")
        return trial_page(request, plan, form, _("Start a trial"), lead=lead)


def writable(request: HttpRequest, slug: str, trial_id: UUID) -> ShownTrial:
    """A trial of this plan that the viewer may write."""
    trial = get_writable_trial(viewer_of(request), trial_id)
    if trial.plan != slug:
        raise Missing
    return trial


def undecided(request: HttpRequest, slug: str, trial_id: UUID) -> ShownTrial:
    trial = writable(request, slug, trial_id)
    if trial.decision:
        raise Missing
    return trial


def standing(trial: ShownTrial) -> list[Fact]:
    facts = [
        Fact(_("What we try out"), trial.title, language="da"),
        Fact(_("What we want to learn"), trial.question, language="da"),
        Fact(_("Focus areas"), ", ".join(trial.areas), language="da"),
        Fact(_("Days"), f"{date_written(trial.started_on)} – {date_written(trial.ends_on)}"),
    ]
    if trial.decision:
        facts.append(Fact(_("Decision"), trial.decision.label))
        facts.append(Fact(_("What we learned"), trial.learned, language="da"))
    return facts


class TrialChange(View):
    def get(self, request: HttpRequest, slug: str, trial_id: UUID) -> HttpResponse:
        trial = undecided(request, slug, trial_id)
        stands = {**vars(trial), "areas": trial.area_ids, "seen_version": trial.version}
        return self.page(request, trial, self.form(request, trial, initial=stands))

    def post(self, request: HttpRequest, slug: str, trial_id: UUID) -> HttpResponse:
        viewer, trial = viewer_of(request), writable(request, slug, trial_id)
        form = self.form(request, trial, request.POST)
        if form.is_valid() and is_carried_out(form, lambda: change_trial(by=viewer, trial_id=trial_id, **form.trial())):
            return done(request, _("The trial is saved."), trials_address(slug))
        return self.page(request, writable(request, slug, trial_id), form)

    def form(self, request: HttpRequest, trial: ShownTrial, data: Any = None, **more: Any) -> ChangeTrialForm:
        viewer = viewer_of(request)
        policy = get_document_by_id(viewer, get_plan(viewer, trial.plan).policy_id)
        return ChangeTrialForm(data, areas=policy.areas, **more)

    def page(self, request: HttpRequest, trial: ShownTrial, form: ChangeTrialForm) -> HttpResponse:
        return refused_or_open(request, trial, form, _("Change the trial"))


class TrialDecide(View):
    def get(self, request: HttpRequest, slug: str, trial_id: UUID) -> HttpResponse:
        trial = undecided(request, slug, trial_id)
        stands = {"decided_on": clock.today(), "seen_version": trial.version}
        return self.page(request, trial, DecideTrialForm(initial=stands))

    def post(self, request: HttpRequest, slug: str, trial_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), DecideTrialForm(request.POST)
        writable(request, slug, trial_id)
        if form.is_valid() and is_carried_out(
            form, lambda: decide_trial(by=viewer, trial_id=trial_id, **form.decided())
        ):
            return done(request, _("The decision is written."), trials_address(slug))
        return self.page(request, writable(request, slug, trial_id), form)

    def page(self, request: HttpRequest, trial: ShownTrial, form: DecideTrialForm) -> HttpResponse:
        lead = _("The decision stands from then on, with what you learned beside it.")
        return refused_or_open(request, trial, form, _("Decide the trial"), lead=lead, tried=standing(trial))


def refused_or_open(request: HttpRequest, trial: ShownTrial, form: Any, title: str, **shown: Any) -> HttpResponse:
    """The form; where somebody was quicker, with the trial as it stands now beside it."""
    was_changed = form.is_bound and bool(form.non_field_errors())
    if was_changed:
        form.data = request.POST.copy()
        form.data["seen_version"] = str(trial.version)
    plan = get_plan(viewer_of(request), trial.plan)
    stands = standing(trial) if was_changed else []
    return trial_page(request, plan, form, title, about=trial.title, standing=stands, **shown)
