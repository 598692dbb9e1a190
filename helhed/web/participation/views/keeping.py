"""What the administration does about a hearing: opens it, invites, types in, replies, moves the deadline, closes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.base import clock
from helhed.base.viewer import Viewer
from helhed.participation.actions.answers import reply_to_answer, type_in_answer
from helhed.participation.actions.hearings import close_hearing, invite, move_deadline, open_hearing
from helhed.participation.queries.answers import AnswerAtHand
from helhed.participation.queries.councils import list_councils
from helhed.participation.queries.hearings import HearableSubject, ShownHearing, hearable_subjects, slug_of
from helhed.participation.words import HearingKind
from helhed.web.participation.form_page import AnswerFormPage, HearingFormPage, form_page, made_by
from helhed.web.participation.forms import (
    CloseForm,
    DeadlineForm,
    InviteForm,
    OpenForm,
    ReplyForm,
    TypeInForm,
    as_opened,
)
from helhed.web.participation.shown import subject_key
from helhed.web.request import viewer_of
from helhed.web.shell.parts import Crumb

OPENING = gettext_lazy(
    "Everybody can read a hearing. The members of the councils that are asked answer here, "
    "and an employee types in what others say."
)


class HearingOpen(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        subjects = {subject_key(each.subject): each for each in hearable_subjects(viewer)}
        asked = subjects.get(request.GET.get("om", ""))
        return self.page(request, OpenForm(initial=as_opened(asked), **self.choices(viewer, subjects)))

    def post(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        subjects = {subject_key(each.subject): each for each in hearable_subjects(viewer)}
        form = OpenForm(request.POST, **self.choices(viewer, subjects))
        made = made_by(form, lambda: open_hearing(by=viewer, **_about(form.cleaned_data, subjects)))
        if made:
            messages.success(request, _("The hearing is written. Those who are asked can answer from its first day."))
            return redirect("hearing-page", slug_of(viewer, made))
        return self.page(request, form, status=422)

    def choices(self, viewer: Viewer, subjects: dict[str, HearableSubject]) -> dict[str, Any]:
        return {"subjects": list(subjects.values()), "councils": list_councils(viewer)}

    def page(self, request: HttpRequest, form: OpenForm, status: int = 200) -> HttpResponse:
        address = reverse("hearing-list")
        crumbs = [Crumb(_("Hearings"), address), Crumb(_("Open a hearing"))]
        return form_page(request, form, crumbs, status=status, lead=OPENING, submit=_("Open the hearing"), back=address)


def _about(typed: dict[str, Any], subjects: dict[str, HearableSubject]) -> dict[str, Any]:
    """What was typed, with the thing it is about by its id."""
    about = subjects[typed["subject"]]
    name = "edition_id" if about.subject.kind == HearingKind.POLICY else "plan_id"
    rest = {key: value for key, value in typed.items() if key not in ("subject", "councils")}
    return {**rest, "council_ids": typed["councils"], name: about.id}


class Invite(HearingFormPage):
    title = gettext_lazy("Ask one more")
    submit = gettext_lazy("Ask them")
    done = gettext_lazy("They are asked now.")

    def is_offered(self, hearing: ShownHearing) -> bool:
        return hearing.offers.change

    def form(self, hearing: ShownHearing, data: Any = None) -> InviteForm:
        """Whoever sends again what was sent already finds all the councils; to look shows those that are left."""
        asked = set() if data else {each.council for each in hearing.invitations}
        councils = [each for each in list_councils(viewer_of(self.request)) if each.slug not in asked]
        return InviteForm(data, councils=councils)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        return self.sent(request, slug, lambda hearing, form: invite(by=viewer, hearing_id=hearing.id, **_asked(form)))


def _asked(form: InviteForm) -> dict[str, Any]:
    return {"council_id": form.cleaned_data["council"], "name": form.cleaned_data["name"]}


class Deadline(HearingFormPage):
    title = gettext_lazy("Move the deadline")
    submit = gettext_lazy("Move the deadline")
    done = gettext_lazy("The deadline is moved. The page of the hearing says so, and why.")

    def is_offered(self, hearing: ShownHearing) -> bool:
        return hearing.offers.change

    def form(self, hearing: ShownHearing, data: Any = None) -> DeadlineForm:
        stands = {"closes_on": hearing.closes_on, "replies_on": hearing.replies_on, "seen_version": hearing.version}
        return DeadlineForm(data, initial=stands)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        return self.sent(
            request, slug, lambda hearing, form: move_deadline(by=viewer, hearing_id=hearing.id, **form.cleaned_data)
        )


class Close(HearingFormPage):
    title = gettext_lazy("Close the hearing early")
    submit = gettext_lazy("Close the hearing")
    done = gettext_lazy("The hearing is closed.")
    lead = gettext_lazy("Nobody can answer after this. What has come is kept, and gets its reply.")

    def is_offered(self, hearing: ShownHearing) -> bool:
        return hearing.offers.change

    def form(self, hearing: ShownHearing, data: Any = None) -> CloseForm:
        return CloseForm(data, initial={"seen_version": hearing.version})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        return self.sent(
            request, slug, lambda hearing, form: close_hearing(by=viewer, hearing_id=hearing.id, **form.cleaned_data)
        )


class TypeIn(HearingFormPage):
    title = gettext_lazy("Type in an answer")
    submit = gettext_lazy("Save the answer")
    done = gettext_lazy("The answer is typed in.")
    lead = gettext_lazy("Write it as it was said. The page says that an employee typed it in, and from where.")

    def is_offered(self, hearing: ShownHearing) -> bool:
        return hearing.offers.type_in

    def form(self, hearing: ShownHearing, data: Any = None) -> TypeInForm:
        return TypeInForm(data, hearing=hearing, initial={"received_on": clock.today()})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        return self.sent(
            request, slug, lambda hearing, form: type_in_answer(by=viewer, hearing_id=hearing.id, **form.said())
        )


class Reply(AnswerFormPage):
    title = gettext_lazy("The municipality's reply")
    submit = gettext_lazy("Publish the reply")
    done = gettext_lazy("The reply is published, and the answer with it.")
    lead = gettext_lazy("When you send this, everybody can read the answer and the reply.")

    def is_offered(self, answer: AnswerAtHand) -> bool:
        return answer.may_reply

    def form(self, answer: AnswerAtHand | None, data: Any = None) -> ReplyForm:
        reply = answer.reply if answer else None
        stands = vars(reply) if reply else {}
        return ReplyForm(data, initial={**stands, "seen_version": reply.version if reply else 0})

    def seen(self, answer: AnswerAtHand) -> int:
        return answer.reply.version if answer.reply else 0

    def post(self, request: HttpRequest, slug: str, answer_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        return self.sent(
            request, slug, answer_id, lambda typed: reply_to_answer(by=viewer, answer_id=answer_id, **typed)
        )
