from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import AlreadyDone
from helhed.policy.actions.documents import add_document, add_link, change_document, remove_link
from helhed.policy.queries.documents import get_steering, get_writable_document, link_choices, list_writable_documents
from helhed.policy.queries.shown import PolicyContent
from helhed.policy.words import AlignmentKind, DocumentKind
from helhed.web.policy.forms import (
    ChangeDocumentForm,
    LinkForm,
    NewDocumentForm,
    as_typed,
)
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb


class SteeringEdit(View):
    """The documents written by hand, and what serves what."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, LinkForm(ends=link_choices(viewer_of(request))))

    def post(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        form = LinkForm(request.POST, ends=link_choices(viewer))
        if form.is_valid() and is_carried_out(form, lambda: add_link(by=viewer, **_ends(form.cleaned_data))):
            messages.success(request, _("The link is written."))
            return redirect("steering-edit")
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: LinkForm, status: int = 200) -> HttpResponse:
        viewer = viewer_of(request)
        shown = {
            "form": form,
            "documents": list_writable_documents(viewer),
            "links": get_steering(viewer).links,
            "crumbs": [Crumb(_("Steering triangle"), reverse("steering")), Crumb(_("Write"))],
        }
        return render(request, "policy/steering_edit.html", shown, status=status)


def _ends(typed: dict[str, Any]) -> dict[str, Any]:
    lower, _slash, lower_area = typed["lower"].partition("/")
    upper, _slash, upper_area = typed["upper"].partition("/")
    return {
        "kind": AlignmentKind(typed["kind"]),
        "lower_id": UUID(lower),
        "lower_area_id": UUID(lower_area) if lower_area else None,
        "upper_id": UUID(upper),
        "upper_area_id": UUID(upper_area) if upper_area else None,
    }


class LinkRemove(View):
    def post(self, request: HttpRequest, link_id: UUID) -> HttpResponse:
        try:
            remove_link(by=viewer_of(request), link_id=link_id)
        except AlreadyDone:
            return redirect("steering-edit")
        messages.success(request, _("The link is removed."))
        return redirect("steering-edit")


class DocumentAdd(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        list_writable_documents(viewer_of(request))
        return _document_page(request, NewDocumentForm(), _("New steering document"))

    def post(self, request: HttpRequest) -> HttpResponse:
        viewer, form = viewer_of(request), NewDocumentForm(request.POST)
        if form.is_valid() and is_carried_out(form, lambda: add_document(by=viewer, **_new(form.cleaned_data))):
            messages.success(request, _("The document is written."))
            return redirect("steering-edit")
        list_writable_documents(viewer)
        return _document_page(request, form, _("New steering document"), status=422)


def _new(typed: dict[str, Any]) -> dict[str, Any]:
    return {**typed, "kind": DocumentKind(typed["kind"])}


class DocumentChange(View):
    def get(self, request: HttpRequest, document_id: UUID) -> HttpResponse:
        content = get_writable_document(viewer_of(request), document_id)
        return _document_page(request, ChangeDocumentForm(initial=as_typed(content)), content.document.title, content)

    def post(self, request: HttpRequest, document_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), ChangeDocumentForm(request.POST)
        content = get_writable_document(viewer, document_id)
        if form.is_valid() and is_carried_out(
            form, lambda: change_document(by=viewer, document_id=document_id, **form.cleaned_data)
        ):
            messages.success(request, _("The document is saved."))
            return redirect("steering-edit")
        if form.non_field_errors():
            form.data = on_top_of(request, content.document.version)
        return _document_page(request, form, content.document.title, content, status=422)


def on_top_of(request: HttpRequest, version: int) -> dict[str, Any]:
    """What was typed, to be saved over the version that stands now, once it was shown beside it."""
    return {**request.POST.dict(), "seen_version": version}


def _document_page(
    request: HttpRequest, form: Any, title: str, standing: PolicyContent | None = None, status: int = 200
) -> HttpResponse:
    is_named = isinstance(form, ChangeDocumentForm)
    was_changed = standing is not None and form.non_field_errors()
    shown = {
        "form": form,
        "title": title,
        "is_named": is_named,
        "is_draft": standing is not None and standing.document.is_draft,
        "standing": standing if was_changed else None,
        "crumbs": [
            Crumb(_("Steering triangle"), reverse("steering")),
            Crumb(_("Write"), reverse("steering-edit")),
            Crumb(title, language="da" if is_named else ""),
        ],
    }
    return render(request, "policy/document_form.html", shown, status=status)
