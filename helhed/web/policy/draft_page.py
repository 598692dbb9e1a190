"""A page about a part of a draft: each form on it makes one change, as a step that can be undone."""

import re
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import Missing
from helhed.policy.actions.drafts import change_draft
from helhed.policy.content.changes import Change
from helhed.policy.queries.documents import list_writable_documents
from helhed.policy.queries.drafts import ShownDraft, get_draft
from helhed.web.policy.draft_parts import DraftPart
from helhed.web.policy.source_text import around
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Text

_NOT_WORDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]*")


class StepForm(forms.Form):
    """Carries the step of the draft that was seen, so that nobody's work is overwritten unseen."""

    seen_step = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ChangeForm(StepForm):
    """One change to a part of a draft. `called` tells its fields from those of the other forms on the page."""

    called = "skriv"

    def __init__(self, part: Any, data: QueryDict | None = None) -> None:
        standing = {"seen_step": part.draft.step, **self.standing(part)}
        super().__init__(data, initial=standing, auto_id=f"{self.called}-%s")
        self.part = part
        self.fit()

    def standing(self, part: Any) -> dict[str, Any]:
        """What the fields show before anything is typed."""
        return {}

    def fit(self) -> None:
        """Where the fields depend on the part, let them fit it."""

    def change(self) -> Change:
        raise NotImplementedError

    def anchor(self) -> str:
        """Where on the review page the change is seen."""
        return ""


class ChangePage(View):
    """The page about one part of a draft.

    Each form on it has an address of its own, and each of these shows the whole page; `does` names the form that is
    sent to this one.
    """

    template = "policy/draft_form.html"
    forms: ClassVar[Mapping[str, type[ChangeForm]]]
    does = ""

    def part(self, draft: ShownDraft, **which: Any) -> DraftPart:
        return DraftPart(draft)

    def words(self, part: Any) -> dict[str, Text]:
        """The title of the page, and on a page with one form what its button says, and an explanation."""
        raise NotImplementedError

    def get(self, request: HttpRequest, slug: str, **which: Any) -> HttpResponse:
        return self.page(request, self.part(get_draft(viewer_of(request), slug), **which))

    def post(self, request: HttpRequest, slug: str, **which: Any) -> HttpResponse:
        viewer = viewer_of(request)
        try:
            draft = get_draft(viewer, slug)
            part = self.part(draft, **which)
        except Missing:
            return lost(request, slug)
        form = self.forms[self.does](part, request.POST)
        is_whole = form.is_valid()
        if is_whole and is_carried_out(
            form,
            lambda: change_draft(
                by=viewer,
                document_id=draft.document.id,
                seen_step=form.cleaned_data["seen_step"],
                change=form.change(),
            ),
        ):
            return redirect(self.back(form))
        if is_whole:
            form.data = on_top_of(request, draft)
        return self.page(request, part, form, status=422)

    def back(self, form: ChangeForm) -> str:
        """Where the change is seen."""
        return f"{form.part.address()}#{form.anchor()}"

    def page(
        self, request: HttpRequest, part: DraftPart, bound: ChangeForm | None = None, status: int = 200
    ) -> HttpResponse:
        words = self.words(part)
        all_forms = {name: form(part) for name, form in self.forms.items()}
        if bound:
            all_forms[self.does] = bound
        shown = {
            "draft": part.draft,
            "part": part,
            "forms": all_forms,
            "form": all_forms[self.does],
            "is_sent": bound is not None,
            "does": self.does,
            "was_changed": bound is not None and was_changed(bound, part.draft),
            "passages": around(part.draft, self.beside(part)),
            "submit": _("Save"),
            "explanation": "",
            "crumbs": [*crumbs(part.draft), Crumb(words["title"])],
            **words,
            **self.more(part),
        }
        return render(request, self.template, shown, status=status)

    def beside(self, part: Any) -> Collection[int]:
        """The places in the document that are shown beside the form."""
        return () if part.block is None else (part.block,)

    def more(self, part: Any) -> dict[str, Any]:
        """What else the template of the page shows."""
        return {}


def was_changed(form: forms.Form, draft: ShownDraft) -> bool:
    """Whether somebody changed the draft before this was sent; known once all that was typed can be used."""
    return bool(form.cleaned_data.get("seen_step", draft.step) != draft.step)


def on_top_of(request: HttpRequest, draft: ShownDraft) -> QueryDict:
    """What was typed, to be saved over the draft as it stands now.

    Only for whoever was told that it is another than before: who was told of something else has not looked yet.
    """
    typed = request.POST.copy()
    typed["seen_step"] = str(draft.step)
    return typed


def crumbs(draft: ShownDraft) -> list[Crumb]:
    """The way down to a page about the draft."""
    slug = draft.document.slug
    return [
        Crumb(_("Policy"), reverse("policy-list")),
        Crumb(draft.document.title, reverse("document", args=[slug]), "da"),
        Crumb(_("Draft"), reverse("draft", args=[slug])),
    ]


def lost(request: HttpRequest, slug: str) -> HttpResponse:
    """What was typed about a thing that is there no longer, handed back to the one who typed it.

    Where nothing was typed, as by whoever removes a thing twice, the draft itself is shown; where that is not there
    either, it is missing. To those who do not write steering documents everything is.
    """
    list_writable_documents(viewer_of(request))
    typed = [text for name, text in request.POST.items() if _is_typed(name, str(text))]
    if not typed:
        get_draft(viewer_of(request), slug)
        messages.info(request, _("It is there no longer"))
        return redirect("draft", slug)
    shown = {"typed": typed, "crumbs": [Crumb(_("Policy"), reverse("policy-list")), Crumb(_("Draft"))]}
    return render(request, "policy/draft_lost.html", shown, status=404)


def _is_typed(name: str, text: str) -> bool:
    return name != "csrfmiddlewaretoken" and not _NOT_WORDS.fullmatch(text.strip())
