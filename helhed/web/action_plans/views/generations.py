"""The next action plan out of this one: begun, and the plan before it gone through one initiative at a time."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.generations import (
    carry_over,
    let_go,
    merge_initiatives,
    start_next_generation,
    undo_succession,
)
from helhed.action_plans.queries.generations import Comparison, compare_generations
from helhed.action_plans.queries.initiatives import facts_choices, list_initiatives
from helhed.action_plans.queries.offers import get_continuable_plan, next_of, offers_of
from helhed.action_plans.queries.plans import get_writable_plan, list_plans
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.words import ENDED, ComparedAs
from helhed.base.errors import Missing
from helhed.web.action_plans.facts_form import MergeForm
from helhed.web.action_plans.initiative_form import carried_out_or_told, done
from helhed.web.action_plans.merging import together
from helhed.web.action_plans.plan_forms import ChosenForm, LetGoForm, NextPlanForm
from helhed.web.action_plans.plan_page import crumbs_to_plan, plan_address, plan_form_page
from helhed.web.action_plans.progress import LOOK
from helhed.web.participation.form_page import made_by
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb

# What may still be done something with; the first waits for it.
OPEN = (ComparedAs.UNDECIDED, ComparedAs.ENDED)
CONTINUED = (ComparedAs.UNCHANGED, ComparedAs.REWORDED, ComparedAs.MERGED)


def before_address(slug: str) -> str:
    return reverse("plan-before", args=[slug])


class PlanNext(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        plan = get_continuable_plan(viewer, slug)
        if begun := next_of(viewer, plan):
            messages.info(request, _("The next plan is begun already. Here it is."))
            return redirect(plan_address(begun))
        return self.page(request, plan, self.form(request, plan))

    def form(self, request: HttpRequest, plan: ShownPlan, data: Any = None) -> NextPlanForm:
        every = list_initiatives(viewer_of(request), plan_id=plan.id)
        return NextPlanForm(data, plan=plan, initiatives=[each for each in every if each.state not in ENDED])

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        plan = get_continuable_plan(viewer, slug)
        form = self.form(request, plan, request.POST)
        made = made_by(form, lambda: start_next_generation(by=viewer, predecessor_id=plan.id, **form.cleaned_data))
        if made:
            new = next(each.slug for each in list_plans(viewer) if each.id == made)
            return done(request, _("The next plan is begun as a draft. Go through what is left."), before_address(new))
        return self.page(request, plan, form)

    def page(self, request: HttpRequest, plan: ShownPlan, form: NextPlanForm) -> HttpResponse:
        lead = _("It begins as a draft. What you carry over is copied with its goals and the milestones not reached.")
        return plan_form_page(request, plan, form, _("Begin the next plan"), lead=lead, submit=_("Begin the draft"))


def compared(request: HttpRequest, slug: str) -> Comparison:
    """The plan before beside a draft that this viewer may write."""
    viewer = viewer_of(request)
    plan = get_writable_plan(viewer, slug)
    if plan.predecessor is None or not plan.is_draft:
        raise Missing
    return compare_generations(viewer, plan.predecessor.slug, slug)


def waiting(comparison: Comparison) -> list[ShownInitiative]:
    """The initiatives of the plan before that nothing was done with yet."""
    return [row.old[0] for row in comparison.rows if row.kind in OPEN]


class PlanBefore(View):
    """What became of the plan before, and what is still to be decided, one press each."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return before_page(request, compared(request, slug))


def before_page(request: HttpRequest, comparison: Comparison, fault: str = "") -> HttpResponse:
    rows, plan = comparison.rows, comparison.new
    undecided = [row.old[0] for row in rows if row.kind is ComparedAs.UNDECIDED]
    ended = [row.old[0] for row in rows if row.kind is ComparedAs.ENDED]
    decided = [row for row in rows if row.kind is ComparedAs.LET_GO or row.kind in CONTINUED]
    count = sum(len(row.old) for row in decided)
    shown = {
        "plan": plan,
        "old": comparison.old,
        "undecided": [(each, LOOK[each.state]) for each in undecided],
        "ended": [(each, LOOK[each.state]) for each in ended],
        "decided": decided,
        "decided_count": count,
        "total": count + len(undecided),
        "may_decide": offers_of(viewer_of(request), plan).discard,
        "fault": fault,
        "crumbs": [*crumbs_to_plan(plan), Crumb(_("The plan before"))],
    }
    return render(request, "action_plans/before.html", shown, status=422 if fault else 200)


class CarryOver(View):
    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), ChosenForm(request.POST)
        plan = get_writable_plan(viewer, slug)
        ids = form.cleaned_data["initiatives"] if form.is_valid() else []
        carried_out_or_told(
            request,
            forms.Form(request.POST),
            lambda: carry_over(by=viewer, plan_id=plan.id, initiative_ids=ids),
            _("It is carried over."),
        )
        return redirect(before_address(slug))


class Merge(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        comparison = compared(request, slug)
        asked = request.GET.getlist("initiatives")
        old = [each for each in waiting(comparison) if str(each.id) in asked]
        if len(old) < 2:
            return before_page(request, comparison, _("Tick at least two initiatives to merge."))
        initial = together(comparison.new, old)
        return self.page(request, comparison, self.form(request, comparison, initial=initial), old)

    def form(self, request: HttpRequest, comparison: Comparison, data: Any = None, **more: Any) -> MergeForm:
        every = [each for row in comparison.rows for each in row.old]
        choices = facts_choices(viewer_of(request), comparison.new.id)
        return MergeForm(data, old=every, choices=choices, **more)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, comparison = viewer_of(request), compared(request, slug)
        form = self.form(request, comparison, request.POST)
        plan_id = comparison.new.id
        if form.is_valid() and is_carried_out(
            form,
            lambda: merge_initiatives(
                by=viewer, plan_id=plan_id, initiative_ids=form.cleaned_data["initiatives"], facts=form.facts()
            ),
        ):
            return done(request, _("They are merged into one."), before_address(slug))
        asked = request.POST.getlist("initiatives")
        every = [each for row in comparison.rows for each in row.old]
        return self.page(request, comparison, form, [each for each in every if str(each.id) in asked])

    def page(
        self, request: HttpRequest, comparison: Comparison, form: MergeForm, old: Sequence[ShownInitiative]
    ) -> HttpResponse:
        return plan_form_page(
            request,
            comparison.new,
            form,
            _("Merge into one initiative"),
            merged=old,
            lead=_("Here are the words of all of them, one after another. Make one text of it."),
            template="action_plans/facts_form.html",
            submit=_("Merge them"),
            back=before_address(comparison.new.slug),
        )


class LetGo(View):
    def get(self, request: HttpRequest, slug: str, initiative_id: UUID) -> HttpResponse:
        return self.page(request, slug, initiative_id, LetGoForm())

    def post(self, request: HttpRequest, slug: str, initiative_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), LetGoForm(request.POST)
        plan = get_writable_plan(viewer, slug)
        if form.is_valid() and is_carried_out(
            form, lambda: let_go(by=viewer, plan_id=plan.id, initiative_id=initiative_id, **form.cleaned_data)
        ):
            return done(request, _("It is let go, and the reason stands beside it."), before_address(slug))
        return self.page(request, slug, initiative_id, form)

    def page(self, request: HttpRequest, slug: str, initiative_id: UUID, form: LetGoForm) -> HttpResponse:
        comparison = compared(request, slug)
        found = [each for row in comparison.rows for each in row.old if each.id == initiative_id]
        if not found:
            raise Missing
        return plan_form_page(
            request,
            comparison.new,
            form,
            _("Let it go"),
            about=found[0].title,
            lead=_("Everybody who reads the two plans beside each other sees the reason."),
            submit=_("Let it go"),
            back=before_address(slug),
        )


class UndoSuccession(View):
    def post(self, request: HttpRequest, slug: str, initiative_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        plan = get_writable_plan(viewer, slug)
        carried_out_or_told(
            request,
            forms.Form(request.POST),
            lambda: undo_succession(by=viewer, plan_id=plan.id, initiative_id=initiative_id),
            _("It waits again for what you do with it."),
        )
        return redirect(before_address(slug))
