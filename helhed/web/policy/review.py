"""The review of a draft: what was found beside the document's own text, and the way back from each change."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import AlreadyDone, Changed, Invalid, Missing
from helhed.policy.actions.drafts import discard_draft, redo_step, start_edition, undo_step
from helhed.policy.content.area_changes import are_numbered_in_order
from helhed.policy.queries.documents import get_document, list_writable_documents
from helhed.policy.queries.drafts import ShownDraft, get_draft
from helhed.web.policy.doubts import doubts
from helhed.web.policy.draft_page import StepForm, crumbs, on_top_of, was_changed
from helhed.web.policy.found import found_areas, found_sections
from helhed.web.policy.source_text import facts_with_places, passages
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb


class Review(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        draft = get_draft(viewer_of(request), slug)
        areas = found_areas(draft)
        open_doubts = doubts(draft, areas)
        *above, last = crumbs(draft)
        shown = {
            "draft": draft,
            "areas": areas,
            "is_in_order": are_numbered_in_order(draft.content),
            "sections": found_sections(draft),
            "facts": facts_with_places(draft),
            "passages": passages(draft),
            "doubts": open_doubts,
            "doubt_count": sum(doubt.number for doubt in open_doubts),
            "can_change": draft.hearing is None,
            "crumbs": [*above, Crumb(last.title)],
        }
        return render(request, "policy/review.html", shown)


def refusal(act: Callable[[], Any]) -> str:
    """Why something that one presses a button for was not done; empty where it was."""
    try:
        act()
    except AlreadyDone:
        return ""
    except Invalid as problem:
        return problem.message
    except Changed:
        return _("Somebody else changed the draft meanwhile, so nothing was done. Look at it, and try again.")
    return ""


class StepBack(View):
    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), StepForm(request.POST)
        draft = get_draft(viewer, slug)
        return answered(
            request,
            draft,
            lambda: undo_step(by=viewer, document_id=draft.document.id, seen_step=seen_step(form)),
        )


class StepForward(View):
    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), StepForm(request.POST)
        draft = get_draft(viewer, slug)
        return answered(
            request,
            draft,
            lambda: redo_step(by=viewer, document_id=draft.document.id, seen_step=seen_step(form)),
        )


def seen_step(form: StepForm) -> int:
    """No step of a draft is 0: whoever says nothing of what was seen has seen something else."""
    return int(form.cleaned_data["seen_step"]) if form.is_valid() else 0


def answered(request: HttpRequest, draft: ShownDraft, act: Callable[[], Any], anchor: str = "") -> HttpResponse:
    """Back to the review, which says what was done last; a refusal is told above it."""
    if why_not := refusal(act):
        messages.warning(request, why_not)
        anchor = ""
    address = reverse("draft", args=[draft.document.slug])
    return redirect(f"{address}#{anchor}" if anchor else address)


class StartEdition(View):
    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        document = get_document(viewer, slug).document
        if why_not := refusal(lambda: start_edition(by=viewer, document_id=document.id)):
            messages.warning(request, why_not)
        return redirect("draft", slug)


class Discard(View):
    """Whoever throws away a draft twice is told that it is gone."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        draft = get_draft(viewer_of(request), slug)
        return self._page(request, draft, StepForm(initial={"seen_step": draft.step}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), StepForm(request.POST)
        try:
            draft = get_draft(viewer, slug)
        except Missing:
            return gone(request, reverse("policy-list"))
        is_whole = form.is_valid()
        if is_whole and is_carried_out(
            form, lambda: discard_draft(by=viewer, document_id=draft.document.id, **form.cleaned_data)
        ):
            messages.success(request, _("The draft is thrown away."))
            return redirect("policy-list") if draft.document.is_draft else redirect("document", slug)
        if is_whole:
            form.data = on_top_of(request, draft)
        return self._page(request, draft, form, status=422)

    def _page(self, request: HttpRequest, draft: ShownDraft, form: StepForm, status: int = 200) -> HttpResponse:
        shown = {
            "draft": draft,
            "form": form,
            "was_changed": form.is_bound and was_changed(form, draft),
            "crumbs": [*crumbs(draft), Crumb(_("Throw away"))],
        }
        return render(request, "policy/draft_discard.html", shown, status=status)


def gone(request: HttpRequest, instead: str) -> HttpResponse:
    """Raises as for a missing thing to those who do not write steering documents."""
    list_writable_documents(viewer_of(request))
    messages.info(request, _("The draft is there no longer."))
    return redirect(instead)
