"""The milestones of an initiative: written, moved, reached, and taken back."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.milestones import (
    add_milestone,
    change_milestone,
    mark_milestone_done,
    remove_milestone,
    undo_milestone,
)
from helhed.action_plans.queries.initiatives import get_keepable_initiative, rights_to
from helhed.action_plans.queries.shown import ShownInitiative, ShownMilestone
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.web.action_plans.forms import ChangeMilestoneForm, MilestoneForm, ReachedForm
from helhed.web.action_plans.initiative_form import carried_out_or_told, done, initiative_form_page
from helhed.web.action_plans.progress import initiative_address
from helhed.web.policy.forms import SeenForm
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Fact
from helhed.web.templatetags.components import date_written


def milestones_address(initiative: ShownInitiative) -> str:
    return f"{initiative_address(initiative)}#milestones"


def keepable(
    request: HttpRequest, slug: str, number: int, milestone_id: UUID
) -> tuple[ShownInitiative, ShownMilestone]:
    """The milestone that the viewer may keep, with its initiative."""
    initiative = get_keepable_initiative(viewer_of(request), slug, number)
    found = [each for each in initiative.milestones if each.id == milestone_id]
    if not found:
        raise Missing
    return initiative, found[0]


def standing(milestone: ShownMilestone) -> list[Fact]:
    reached = [Fact(_("Reached"), date_written(milestone.done_on))] if milestone.done_on else []
    return [
        Fact(_("Milestone"), milestone.title, language="da"),
        Fact(_("Due"), date_written(milestone.due_on)),
        *reached,
    ]


class MilestoneAdd(View):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.page(request, get_keepable_initiative(viewer_of(request), slug, number), MilestoneForm())

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer, form = viewer_of(request), MilestoneForm(request.POST)
        initiative = get_keepable_initiative(viewer, slug, number)
        if form.is_valid() and is_carried_out(
            form, lambda: add_milestone(by=viewer, initiative_id=initiative.id, **form.cleaned_data)
        ):
            return done(request, _("The milestone is written."), milestones_address(initiative))
        return self.page(request, initiative, form)

    def page(self, request: HttpRequest, initiative: ShownInitiative, form: MilestoneForm) -> HttpResponse:
        lead = _("The initiative goes from %(first)s to %(last)s. The milestone lies between these days.")
        days = {"first": date_written(initiative.starts_on), "last": date_written(initiative.ends_on)}
        return initiative_form_page(request, initiative, form, _("Add a milestone"), lead=lead % days)


class MilestoneChange(View):
    def get(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID) -> HttpResponse:
        _initiative, milestone = keepable(request, slug, number, milestone_id)
        stands = {"title": milestone.title, "due_on": milestone.due_on, "seen_version": milestone.version}
        return self.page(request, slug, number, milestone_id, ChangeMilestoneForm(initial=stands))

    def post(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), ChangeMilestoneForm(request.POST)
        initiative, _milestone = keepable(request, slug, number, milestone_id)
        if form.is_valid() and is_carried_out(
            form, lambda: change_milestone(by=viewer, milestone_id=milestone_id, **form.cleaned_data)
        ):
            return done(request, _("The milestone is saved."), milestones_address(initiative))
        return self.page(request, slug, number, milestone_id, form)

    def page(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID, form: Any) -> HttpResponse:
        initiative, milestone = keepable(request, slug, number, milestone_id)
        rights = rights_to(viewer_of(request), initiative.id)
        return initiative_form_page(
            request,
            initiative,
            form,
            _("Change the milestone"),
            standing=standing(milestone),
            version=milestone.version,
            lead=_("If you move the day, the day it was first planned for stays beside it."),
            milestone=milestone,
            may_remove=rights.change and not milestone.is_done,
            template="action_plans/milestone_form.html",
        )


class MilestoneReach(View):
    def get(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID) -> HttpResponse:
        _initiative, milestone = keepable(request, slug, number, milestone_id)
        stands = {"done_on": milestone.done_on or clock.today(), "seen_version": milestone.version}
        return self.page(request, slug, number, milestone_id, ReachedForm(initial=stands))

    def post(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), ReachedForm(request.POST)
        initiative, _milestone = keepable(request, slug, number, milestone_id)
        if form.is_valid() and is_carried_out(
            form, lambda: mark_milestone_done(by=viewer, milestone_id=milestone_id, **form.cleaned_data)
        ):
            return done(request, _("The milestone is reached. Well done."), milestones_address(initiative))
        return self.page(request, slug, number, milestone_id, form)

    def page(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID, form: ReachedForm) -> HttpResponse:
        initiative, milestone = keepable(request, slug, number, milestone_id)
        return initiative_form_page(
            request,
            initiative,
            form,
            _("The milestone is reached"),
            standing=standing(milestone),
            version=milestone.version,
            named=milestone.title,
        )


class MilestoneUndo(View):
    def post(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), SeenForm(request.POST)
        initiative, _milestone = keepable(request, slug, number, milestone_id)
        seen = form.cleaned_data["seen_version"] if form.is_valid() else 0
        carried_out_or_told(
            request,
            form,
            lambda: undo_milestone(by=viewer, milestone_id=milestone_id, seen_version=seen),
            _("The milestone counts as not reached again."),
        )
        return redirect(milestones_address(initiative))


class MilestoneRemove(View):
    def post(self, request: HttpRequest, slug: str, number: int, milestone_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), forms.Form(request.POST)
        initiative = get_keepable_initiative(viewer, slug, number)
        carried_out_or_told(
            request,
            form,
            lambda: remove_milestone(by=viewer, milestone_id=milestone_id),
            _("The milestone is removed."),
        )
        return redirect(milestones_address(initiative))
