"""The councils, who sits in them, and what the administration writes about them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.base import clock
from helhed.base.errors import Missing, NotAllowed
from helhed.base.viewer import Viewer
from helhed.organisation.queries import accounts_of_council_members, list_units
from helhed.participation.actions.councils import add_council, add_member, end_term, link_member
from helhed.participation.queries.councils import (
    ShownCouncil,
    get_council,
    get_keepable_member,
    list_councils,
    may_keep_councils,
)
from helhed.participation.words import CouncilKind, SeatRole
from helhed.web.participation.form_page import form_page, made_by
from helhed.web.participation.forms import AccountForm, CouncilFilterForm, CouncilForm, MemberForm, TermEndForm
from helhed.web.request import PublicPage, is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb


class CouncilList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        every = list_councils(viewer)
        form = CouncilFilterForm(request.GET or None)
        asked = form.cleaned_data if form.is_valid() else {}
        found = list_councils(viewer, kind=asked["slags"], words=asked["ord"]) if asked else every
        shown = {
            "councils": found,
            "form": form,
            "has_choice": len(every) > 1,
            "crumbs": [Crumb(_("Councils"))],
        }
        return render(request, "participation/council_list.html", shown)


class CouncilPage(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        council = get_council(viewer_of(request), slug)
        crumbs = [Crumb(_("Councils"), reverse("council-list")), Crumb(council.name, language="da")]
        return render(request, "participation/council.html", {"council": council, "crumbs": crumbs})


class CouncilAdd(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, self.form(viewer_of(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        form = self.form(viewer, request.POST)
        made = made_by(form, lambda: add_council(by=viewer, **_council(form.cleaned_data)))
        if made:
            messages.success(request, _("The council is added. Now write who sits in it."))
            return redirect("council", next(each.slug for each in list_councils(viewer) if each.id == made))
        return self.page(request, form, status=422)

    def form(self, viewer: Viewer, data: Any = None) -> CouncilForm:
        return CouncilForm(data, units=list_units(viewer))

    def page(self, request: HttpRequest, form: CouncilForm, status: int = 200) -> HttpResponse:
        if not may_keep_councils(viewer_of(request)):
            raise NotAllowed
        address = reverse("council-list")
        crumbs = [Crumb(_("Councils"), address), Crumb(_("Add a council"))]
        return form_page(request, form, crumbs, status=status, submit=_("Add the council"), back=address)


def _council(typed: dict[str, Any]) -> dict[str, Any]:
    return {"name": typed["name"], "kind": CouncilKind(typed["kind"]), "unit_id": typed["unit"]}


def keepable_council(request: HttpRequest, slug: str) -> ShownCouncil:
    """A council that the viewer keeps. Raises `Missing` where it is somebody else who does."""
    council = get_council(viewer_of(request), slug)
    if not council.may_keep:
        raise Missing
    return council


def council_form_page(
    request: HttpRequest, council: ShownCouncil, form: Any, title: Any, status: int = 200, **shown: Any
) -> HttpResponse:
    address = reverse("council", args=[council.slug])
    crumbs = [
        Crumb(_("Councils"), reverse("council-list")),
        Crumb(council.name, address, "da"),
        Crumb(title),
    ]
    return form_page(request, form, crumbs, status=status, back=address, **shown)


class MemberAdd(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        council = keepable_council(request, slug)
        return self.page(request, council, self.form(viewer_of(request), initial={"from_on": clock.today()}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, council = viewer_of(request), keepable_council(request, slug)
        form = self.form(viewer, request.POST)
        if form.is_valid() and is_carried_out(
            form, lambda: add_member(by=viewer, council_id=council.id, **_member(form.cleaned_data))
        ):
            messages.success(request, _("The member is added."))
            return redirect("council", slug)
        return self.page(request, council, form, status=422)

    def form(self, viewer: Viewer, data: Any = None, **more: Any) -> MemberForm:
        return MemberForm(data, accounts=accounts_of_council_members(viewer), **more)

    def page(self, request: HttpRequest, council: ShownCouncil, form: MemberForm, status: int = 200) -> HttpResponse:
        return council_form_page(request, council, form, _("Add a member"), status, submit=_("Add the member"))


def _member(typed: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in typed.items() if name != "account"}
    return {**rest, "role": SeatRole(typed["role"]), "account_id": typed["account"]}


class TermEnd(View):
    def get(self, request: HttpRequest, slug: str, member_id: UUID) -> HttpResponse:
        return self.page(request, slug, member_id, TermEndForm(initial={"until_on": clock.today()}))

    def post(self, request: HttpRequest, slug: str, member_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), TermEndForm(request.POST)
        if form.is_valid() and is_carried_out(
            form, lambda: end_term(by=viewer, member_id=member_id, **form.cleaned_data)
        ):
            messages.success(request, _("The last day is written."))
            return redirect("council", slug)
        return self.page(request, slug, member_id, form, status=422)

    def page(
        self, request: HttpRequest, slug: str, member_id: UUID, form: TermEndForm, status: int = 200
    ) -> HttpResponse:
        council = keepable_council(request, slug)
        member = get_keepable_member(viewer_of(request), slug, member_id)
        lead = _("The last day on which %(name)s sits in the council.") % {"name": member.name}
        return council_form_page(request, council, form, _("End a term"), status, lead=lead)


class MemberLink(View):
    def get(self, request: HttpRequest, slug: str, member_id: UUID) -> HttpResponse:
        return self.page(request, slug, member_id, self.form(request))

    def post(self, request: HttpRequest, slug: str, member_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), self.form(request, request.POST)
        if form.is_valid() and is_carried_out(
            form, lambda: link_member(by=viewer, member_id=member_id, account_id=form.cleaned_data["account"])
        ):
            messages.success(request, _("The account is written."))
            return redirect("council", slug)
        return self.page(request, slug, member_id, form, status=422)

    def form(self, request: HttpRequest, data: Any = None) -> AccountForm:
        return AccountForm(data, accounts=accounts_of_council_members(viewer_of(request)))

    def page(
        self, request: HttpRequest, slug: str, member_id: UUID, form: AccountForm, status: int = 200
    ) -> HttpResponse:
        council = keepable_council(request, slug)
        member = get_keepable_member(viewer_of(request), slug, member_id)
        lead = _("By this account %(name)s answers hearings, as long as the term holds.") % {"name": member.name}
        return council_form_page(request, council, form, _("Choose an account"), status, lead=lead)
