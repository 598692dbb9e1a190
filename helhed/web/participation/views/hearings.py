"""The public list of hearings, the page of one of them, and its note to take away."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.participation.queries.answers import ShownAnswer
from helhed.participation.queries.hearings import ShownHearing, get_hearing, list_hearings
from helhed.participation.words import HearingOrder, HearingState
from helhed.web.documents.pdf import to_pdf
from helhed.web.documents.word import to_docx
from helhed.web.participation.forms import HearingFilterForm, said_for_choices
from helhed.web.participation.note import as_note, changes_of, unshown_line, withheld
from helhed.web.participation.shown import LOOK, period_line, rows, said_by, source_line, subject_address
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class HearingList(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        every = list_hearings(viewer)
        form = HearingFilterForm(
            request.GET or None, states={hearing.state for hearing in every}, is_signed_in=viewer.is_signed_in
        )
        found = list_hearings(viewer, **_asked(form.cleaned_data)) if form.is_valid() else every
        shown = {
            "rows": rows(found),
            "form": form,
            "has_choice": len(every) > 1,
            "crumbs": [Crumb(_("Hearings"))],
        }
        return render(request, "participation/hearing_list.html", shown)


def _asked(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        "state": typed["status"],
        "mine": bool(typed.get("vis")),
        "words": typed["ord"],
        "order": HearingOrder(typed["orden"] or HearingOrder.OPEN_FIRST),
    }


class HearingPage(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        hearing = get_hearing(viewer_of(request), slug)
        shown = {
            "hearing": hearing,
            "look": LOOK[hearing.state],
            "line": period_line(hearing),
            "subject_href": subject_address(hearing.subject),
            "answers": [(each, said_by(each), source_line(each)) for each in hearing.answers],
            "may_answer": hearing.offers.answer and bool(said_for_choices(hearing)),
            "changes": list(changes_of(hearing)),
            "unshown": unshown_line(hearing.unshown) if hearing.unshown else "",
            "withheld": withheld(),
            "is_over": hearing.state == HearingState.OVER,
            "crumbs": [Crumb(_("Hearings"), reverse("hearing-list")), Crumb(hearing.title, language="da")],
        }
        return render(request, "participation/hearing.html", shown)


class HearingWord(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        hearing = get_hearing(viewer_of(request), slug)
        response = HttpResponse(to_docx(as_note(request, hearing), day_of(hearing)), content_type=WORD)
        response.headers["Content-Disposition"] = f'attachment; filename="{slug}.docx"'
        return response


class HearingPdf(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        hearing = get_hearing(viewer_of(request), slug)
        response = HttpResponse(to_pdf(as_note(request, hearing), day_of(hearing)), content_type="application/pdf")
        response.headers["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
        return response


def day_of(hearing: ShownHearing) -> date:
    """The note's own day: when something was last said in the hearing."""
    return max([hearing.opens_on, *map(_newest, hearing.answers)])


def _newest(answer: ShownAnswer) -> date:
    return answer.reply.on if answer.reply else answer.received_on
