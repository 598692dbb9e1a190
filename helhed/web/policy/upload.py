"""Reading in a policy: a document becomes a draft with what was found in it, and so does what Helhed exported."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.base.errors import AlreadyDone
from helhed.base.viewer import Viewer
from helhed.policy.actions.drafts import import_policy, read_in_policy
from helhed.policy.queries.documents import ListedPolicy, get_document_by_id, list_writable_documents
from helhed.policy.queries.drafts import read_file, read_from_same_file
from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.sandbox.parent import MOST_BYTES, TOO_LARGE
from helhed.policy.words import LONGEST_TITLE
from helhed.web.policy.succession import continuable, policy_choices
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb

_JSON = re.compile(rb"(\xef\xbb\xbf)?\s*\{\s*[\"}]")
ACCEPTED = ".pdf,.docx,.odt,.html,.htm,.md,.txt,.json"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "PDF, Word (docx), OpenDocument (odt), a web page, Markdown or plain text, or a policy that was exported "
            "from Helhed (json). At most 20 MB."
        ),
        error_messages={"required": gettext_lazy("Choose the file that the policy stands in.")},
    )
    predecessor = forms.ChoiceField(
        label=gettext_lazy("Replaces the policy"),
        required=False,
        help_text=gettext_lazy("Then you can say afterwards which new goal continues which old one."),
    )

    def __init__(self, *args: Any, policies: list[ListedPolicy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["predecessor"].choices = policy_choices(policies)  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[bytes]":
        """The reader's own words, which are in Danish, for what is too large to be read at all."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean_predecessor(self) -> UUID | None:
        chosen = self.cleaned_data["predecessor"]
        return UUID(chosen) if chosen else None


class ReadIn(View):
    """A document is read by a process of its own before anything is kept; what Helhed exported is not read but
    unpacked, by the view below."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return form_page(request, empty_form(request))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = empty_form(request, request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data["file"].read()
            if is_exchanged(data):
                return Import().post(request)
            draft_id = kept(form, lambda: self._read_in(viewer_of(request), form.cleaned_data, data))
            if draft_id:
                return to_review(request, draft_id)
        return form_page(request, form, status=422)

    def _read_in(self, viewer: Viewer, typed: dict[str, Any], data: bytes) -> UUID:
        return read_in_policy(
            by=viewer,
            file_name=tidy_name(typed["file"].name),
            data=data,
            reading=read_file(viewer, data),
            predecessor_id=typed["predecessor"],
        )


class Import(View):
    """What Helhed exported, here or in another municipality."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = empty_form(request, request.POST, request.FILES)
        if form.is_valid():
            file, predecessor = form.cleaned_data["file"], form.cleaned_data["predecessor"]
            file.seek(0)
            data, viewer = file.read(), viewer_of(request)
            draft_id = kept(form, lambda: import_policy(by=viewer, data=data, predecessor_id=predecessor))
            if draft_id:
                return to_review(request, draft_id)
        return form_page(request, form, status=422)


def empty_form(request: HttpRequest, *typed: Any) -> UploadForm:
    """Raises as for a missing thing to those who do not write steering documents."""
    viewer = viewer_of(request)
    list_writable_documents(viewer)
    return UploadForm(*typed, policies=continuable(viewer))


def form_page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    shown = {
        "form": form,
        "crumbs": [Crumb(_("Policy"), reverse("policy-list")), Crumb(_("Read in a policy"))],
    }
    return render(request, "policy/upload.html", shown, status=status)


def is_exchanged(data: bytes) -> bool:
    """Whether the file is JSON, told by how it begins: no document begins with a curly bracket and a name."""
    return _JSON.match(data) is not None


def tidy_name(name: str | None) -> str:
    """A file name is somebody else's text: what cannot be seen is left out, and the end of it is kept."""
    seen = "".join(letter for letter in name or "" if unicodedata.category(letter)[0] != "C")
    return seen.strip()[-LONGEST_TITLE:] or "politik"


def kept(form: UploadForm, act: Callable[[], UUID]) -> UUID | None:
    """The draft that came of it, also where it came of the first of two sendings; else the form says why not."""
    drafts: list[UUID | None] = []

    def keep() -> None:
        try:
            drafts.append(act())
        except AlreadyDone as earlier:
            drafts.append(earlier.object_id)

    try:
        return drafts[0] if is_carried_out(form, keep) else None
    except Unreadable as problem:
        form.add_error("file", problem.reason)
        return None


def to_review(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """With a word where the same file was read in before: it is easily done twice."""
    viewer = viewer_of(request)
    document = get_document_by_id(viewer, draft_id).document
    others = read_from_same_file(viewer, document.slug)
    if others:
        titles = ", ".join(f"“{other.title}”" for other in others)
        messages.warning(request, _("The same file has been read in before, as %(titles)s.") % {"titles": titles})
    return redirect("draft", document.slug)
