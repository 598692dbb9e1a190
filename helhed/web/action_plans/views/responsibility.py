"""Who is responsible: for one initiative, and for all that a person hands over."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.responsibility import assign_accountable, hand_over
from helhed.action_plans.queries.initiatives import get_assignable_initiative
from helhed.action_plans.queries.people import HandOver, get_hand_over, list_holders, list_in_office
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.web.action_plans.forms import AssignForm, HandOverForm
from helhed.web.action_plans.initiative_form import done, initiative_form_page
from helhed.web.action_plans.progress import initiative_address
from helhed.web.participation.form_page import form_page
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Fact


class Assign(View):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        initiative = get_assignable_initiative(viewer_of(request), slug, number)
        stands = {
            "accountable": initiative.accountable_id,
            "deputy": initiative.deputy_id,
            "seen_version": initiative.version,
        }
        return self.page(request, initiative, self.form(request, initial=stands))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer, form = viewer_of(request), self.form(request, request.POST)
        initiative = get_assignable_initiative(viewer, slug, number)
        if form.is_valid() and is_carried_out(
            form, lambda: assign_accountable(by=viewer, initiative_id=initiative.id, **_assigned(form.cleaned_data))
        ):
            return done(request, _("It is written who is responsible."), initiative_address(initiative))
        return self.page(request, get_assignable_initiative(viewer, slug, number), form)

    def form(self, request: HttpRequest, data: Any = None, **more: Any) -> AssignForm:
        return AssignForm(data, staff=list_in_office(viewer_of(request)), **more)

    def page(self, request: HttpRequest, initiative: ShownInitiative, form: AssignForm) -> HttpResponse:
        return initiative_form_page(
            request,
            initiative,
            form,
            _("Who is responsible?"),
            lead=_(
                "One employee is accountable. The deputy can write the updates too, and is reminded where nobody is."
            ),
            standing=[
                Fact(_("Accountable"), initiative.accountable or _("Nobody")),
                Fact(_("Deputy"), initiative.deputy or _("Nobody")),
            ],
            version=initiative.version,
        )


def _assigned(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        "accountable_id": typed["accountable"],
        "deputy_id": typed["deputy"],
        "seen_version": typed["seen_version"],
    }


class Holders(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        shown = {
            "holders": list_holders(viewer_of(request)),
            "crumbs": [Crumb(_("My initiatives"), reverse("own-initiatives")), Crumb(_("Hand over"))],
        }
        return render(request, "action_plans/holders.html", shown)


class HandOverAll(View):
    def get(self, request: HttpRequest, staff_id: UUID) -> HttpResponse:
        return self.page(request, get_hand_over(viewer_of(request), staff_id), self.form(request, staff_id))

    def post(self, request: HttpRequest, staff_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), self.form(request, staff_id, request.POST)
        if form.is_valid() and is_carried_out(
            form, lambda: hand_over(by=viewer, from_id=staff_id, to_id=form.cleaned_data["to"])
        ):
            return done(request, _("All of it has changed hands."), self.back(request, staff_id))
        return self.page(request, get_hand_over(viewer, staff_id), form)

    def form(self, request: HttpRequest, staff_id: UUID, data: Any = None) -> HandOverForm:
        others = [each for each in list_in_office(viewer_of(request)) if each.id != staff_id]
        return HandOverForm(data, staff=others)

    def back(self, request: HttpRequest, staff_id: UUID) -> str:
        is_own = viewer_of(request).staff_id == staff_id
        return reverse("own-initiatives" if is_own else "holders")

    def page(self, request: HttpRequest, held: HandOver, form: HandOverForm) -> HttpResponse:
        return form_page(
            request,
            form,
            [
                Crumb(_("My initiatives"), reverse("own-initiatives")),
                Crumb(_("Hand over"), reverse("holders")),
                Crumb(held.staff.name),
            ],
            status=422 if form.is_bound else 200,
            template="action_plans/hand_over.html",
            held=held,
            submit=_("Hand over all of it"),
            back=self.back(request, held.staff.id),
        )
