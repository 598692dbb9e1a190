"""A member of a council answers a hearing; answers are corrected by those who wrote them or typed them in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from helhed.participation.actions.answers import answer_hearing, correct_answer
from helhed.participation.queries.answers import AnswerAtHand
from helhed.participation.queries.hearings import ShownHearing
from helhed.web.participation.form_page import AnswerFormPage, HearingFormPage
from helhed.web.participation.forms import AnswerForm, CorrectForm, said_for_choices
from helhed.web.request import viewer_of


class Answer(HearingFormPage):
    title = gettext_lazy("Your answer")
    submit = gettext_lazy("Send the answer")
    done = gettext_lazy("Thank you. Your answer is received, and you can correct it until the hearing ends.")
    template = "participation/answer.html"

    def is_offered(self, hearing: ShownHearing) -> bool:
        return hearing.offers.answer and bool(said_for_choices(hearing))

    def hands_back(self, hearing: ShownHearing) -> bool:
        """Nobody who was asked loses their words because the hearing ended while they wrote."""
        return hearing.is_asked

    def form(self, hearing: ShownHearing, data: Any = None) -> AnswerForm:
        choices = said_for_choices(hearing)
        return AnswerForm(data, hearing=hearing, initial={"said_for": choices[0][0]} if len(choices) == 1 else {})

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        return self.sent(
            request, slug, lambda hearing, form: answer_hearing(by=viewer, hearing_id=hearing.id, **form.said())
        )


class AnswerCorrect(AnswerFormPage):
    title = gettext_lazy("Correct the answer")
    submit = gettext_lazy("Save the answer")
    done = gettext_lazy("The answer is corrected.")

    def is_offered(self, answer: AnswerAtHand) -> bool:
        return answer.may_correct

    def form(self, answer: AnswerAtHand | None, data: Any = None) -> CorrectForm:
        return CorrectForm(data, initial={"words": answer.words, "seen_version": answer.version} if answer else {})

    def seen(self, answer: AnswerAtHand) -> int:
        return answer.version

    def post(self, request: HttpRequest, slug: str, answer_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        return self.sent(
            request, slug, answer_id, lambda typed: correct_answer(by=viewer, answer_id=answer_id, **typed)
        )
