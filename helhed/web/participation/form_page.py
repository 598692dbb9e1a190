"""A page with one form about a hearing, an answer or a council; sending it carries out one action."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import AlreadyDone, Missing
from helhed.participation.queries.answers import AnswerAtHand, get_answer
from helhed.participation.queries.hearings import ShownHearing, get_hearing
from helhed.web.participation.shown import said_by, source_line, subject_address
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Text


def form_page(
    request: HttpRequest, form: forms.Form, crumbs: list[Crumb], *, status: int = 200, **shown: Any
) -> HttpResponse:
    """The page of a form, called what its last crumb is called. `back` leads away without sending."""
    filled = {"form": form, "title": crumbs[-1].title, "crumbs": crumbs, "lead": "", "submit": _("Save"), **shown}
    return render(request, shown.get("template", "participation/form.html"), filled, status=status)


def made_by(form: forms.Form, act: Callable[[], UUID]) -> UUID | None:
    """The id of what an action made, now or when the very same form was sent before; none where it was refused."""
    made: list[UUID | None] = []

    def acted() -> None:
        try:
            made.append(act())
        except AlreadyDone as earlier:
            made.append(earlier.object_id)

    return made[0] if form.is_valid() and is_carried_out(form, acted) else None


class HearingFormPage(View):
    """A page with one form about a hearing. `title`, `submit`, `lead` and `done` are what it says."""

    title: Text
    submit: Text
    done: Text
    lead: Text = ""
    template = "participation/form.html"

    def is_offered(self, hearing: ShownHearing) -> bool:
        """Whether the page is there, for a hearing as the viewer may deal with it today."""
        raise NotImplementedError

    def form(self, hearing: ShownHearing, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        hearing = get_hearing(viewer_of(request), slug)
        if not self.is_offered(hearing):
            raise Missing
        return self.page(request, hearing, self.form(hearing))

    def sent(self, request: HttpRequest, slug: str, act: Callable[[ShownHearing, Any], Any]) -> HttpResponse:
        """The hearing is there also when the first of two sendings closed it to what was sent."""
        viewer = viewer_of(request)
        hearing = get_hearing(viewer, slug)
        form = self.form(hearing, request.POST)
        is_whole = form.is_valid()
        if is_whole and is_carried_out(form, lambda: act(hearing, form)):
            messages.success(request, str(self.done))
            return redirect("hearing-page", slug)
        hearing = get_hearing(viewer, slug)
        if not self.is_offered(hearing) and not self.hands_back(hearing):
            raise Missing
        if is_whole and "seen_version" in form.fields:
            form.data = {**request.POST.dict(), "seen_version": hearing.version}
        return self.page(request, hearing, form, status=422)

    def hands_back(self, hearing: ShownHearing) -> bool:
        """Whether what was typed is shown again though the page is there no longer."""
        return False

    def page(self, request: HttpRequest, hearing: ShownHearing, form: forms.Form, status: int = 200) -> HttpResponse:
        return form_page(
            request,
            form,
            [*crumbs_to(hearing), Crumb(self.title)],
            status=status,
            hearing=hearing,
            subject_href=subject_address(hearing.subject),
            submit=self.submit,
            lead=self.lead,
            template=self.template,
            back=reverse("hearing-page", args=[hearing.slug]),
        )


class AnswerFormPage(View):
    """A page with one form about an answer, which the viewer may correct or reply to."""

    title: Text
    submit: Text
    done: Text
    lead: Text = ""

    def is_offered(self, answer: AnswerAtHand) -> bool:
        raise NotImplementedError

    def form(self, answer: AnswerAtHand | None, data: Any = None) -> forms.Form:
        """The form, filled with what stands; only what is sent has no answer at hand."""
        raise NotImplementedError

    def seen(self, answer: AnswerAtHand) -> int:
        """The version that the form is about to change."""
        raise NotImplementedError

    def get(self, request: HttpRequest, slug: str, answer_id: UUID) -> HttpResponse:
        answer = self.at_hand(request, slug, answer_id)
        return self.page(request, slug, answer, self.form(answer))

    def at_hand(self, request: HttpRequest, slug: str, answer_id: UUID) -> AnswerAtHand:
        answer = get_answer(viewer_of(request), slug, answer_id)
        if not self.is_offered(answer):
            raise Missing
        return answer

    def sent(self, request: HttpRequest, slug: str, answer_id: UUID, act: Callable[[Any], Any]) -> HttpResponse:
        """Where the action refused what was whole, it is shown again, even if there is nothing to do any more."""
        form = self.form(None, request.POST)
        is_whole = form.is_valid()
        if is_whole and is_carried_out(form, lambda: act(form.cleaned_data)):
            messages.success(request, str(self.done))
            return redirect(f"{reverse('hearing-page', args=[slug])}#svar-{answer_id}")
        try:
            answer = self.at_hand(request, slug, answer_id)
        except Missing:
            if not is_whole:
                raise
            return self.page(request, slug, None, form, status=422)
        if is_whole:
            form.data = {**request.POST.dict(), "seen_version": self.seen(answer)}
        return self.page(request, slug, answer, form, status=422)

    def page(
        self, request: HttpRequest, slug: str, answer: AnswerAtHand | None, form: forms.Form, status: int = 200
    ) -> HttpResponse:
        hearing = get_hearing(viewer_of(request), slug)
        return form_page(
            request,
            form,
            [*crumbs_to(hearing), Crumb(self.title)],
            status=status,
            answer=answer,
            said_by=said_by(answer) if answer else "",
            source=source_line(answer) if answer else "",
            is_refused=status != HTTPStatus.OK,
            submit=self.submit,
            lead=self.lead,
            template="participation/answer_form.html",
            back=reverse("hearing-page", args=[slug]),
        )


def crumbs_to(hearing: ShownHearing) -> list[Crumb]:
    return [
        Crumb(_("Hearings"), reverse("hearing-list")),
        Crumb(hearing.title, reverse("hearing-page", args=[hearing.slug]), "da"),
    ]
