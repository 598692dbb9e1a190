"""Answering what the reader of files was not sure of: it fits, or a warning was looked at."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views import View

from helhed.base.errors import Missing
from helhed.policy.actions.drafts import change_draft
from helhed.policy.content.changes import ConfirmParts, SettleWarning
from helhed.policy.queries.drafts import ShownDraft, get_draft
from helhed.web.policy.draft_page import StepForm
from helhed.web.policy.draft_parts import area_anchor, goal_anchor
from helhed.web.policy.review import answered, seen_step
from helhed.web.request import viewer_of

LIST = "se-efter"


class PartsForm(StepForm):
    """The ids of the parts that fit, with spaces between, as a button sends them."""

    parts = forms.CharField(max_length=100_000)

    def clean_parts(self) -> tuple[UUID, ...]:
        try:
            return tuple(map(UUID, self.cleaned_data["parts"].split()))
        except ValueError as problem:
            raise Missing from problem


class WarningForm(StepForm):
    warning = forms.IntegerField(min_value=0, max_value=10_000)


class PartsConfirm(View):
    """One stays where one was: at the list of doubts, or at the part that fits."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), PartsForm(request.POST)
        draft = get_draft(viewer, slug)
        step, parts = seen_step(form), form.cleaned_data.get("parts", ())
        change = ConfirmParts(parts)
        return answered(
            request,
            draft,
            lambda: change_draft(by=viewer, document_id=draft.document.id, seen_step=step, change=change),
            LIST if LIST in request.POST else _anchor(draft, parts),
        )


def _anchor(draft: ShownDraft, parts: tuple[UUID, ...]) -> str:
    for part_id in parts:
        return goal_anchor(part_id) if part_id in draft.codes else area_anchor(part_id)
    return LIST


class WarningSettle(View):
    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), WarningForm(request.POST)
        draft = get_draft(viewer, slug)
        step, number = seen_step(form), form.cleaned_data.get("warning", 0)
        change = SettleWarning("".join(draft.warnings[number : number + 1]))
        return answered(
            request,
            draft,
            lambda: change_draft(by=viewer, document_id=draft.document.id, seen_step=step, change=change),
            LIST,
        )
