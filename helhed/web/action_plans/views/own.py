"""*Mine initiativer*: what waits for the one who is signed in, all of it to be written on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from helhed.action_plans.actions.progress import write_progresses
from helhed.action_plans.queries.communication import list_own_steps
from helhed.action_plans.queries.progress import OwnWork, get_own_work
from helhed.base.errors import AlreadyDone, Changed, InvalidRows
from helhed.base.viewer import Viewer
from helhed.web.action_plans.judging import (
    MOST_AT_ONCE,
    Judged,
    begun_from_last,
    opened,
    sent,
    with_due,
    with_new_seen,
)
from helhed.web.request import viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.own_sections import waiting_sections


class OwnInitiatives(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        work = get_own_work(viewer)
        return self.page(request, work, [opened(viewer, each) for each in work.due[:MOST_AT_ONCE]])

    def post(self, request: HttpRequest) -> HttpResponse:
        """Only the rows that somebody wrote in are sent."""
        viewer = viewer_of(request)
        work, rows = get_own_work(viewer), sent(viewer, request.POST)
        if "begin" in request.POST:
            for each in rows:
                begun_from_last(each.form, each.initiative, request.POST["begin"] == str(each.initiative.id))
            return self.page(request, work, with_due(viewer, work.due[:MOST_AT_ONCE], rows))
        written = [each for each in rows if each.form.has_changed()]
        fault = "" if written else _("Choose how it goes with at least one initiative, and write a few words about it.")
        if written and all(each.form.is_valid() for each in written):
            fault = carried_out(viewer, written)
            if not any(each.form.errors for each in written) and not fault:
                messages.success(request, _saved(len(written)))
                return redirect("own-initiatives")
        return self.page(request, work, with_due(viewer, work.due[:MOST_AT_ONCE], rows), fault, status=422)

    def page(
        self, request: HttpRequest, work: OwnWork, rows: list[Judged], fault: str = "", status: int = 200
    ) -> HttpResponse:
        shown: dict[str, Any] = {
            "rows": [_ready(each) for each in rows],
            "fault": fault,
            "has_errors": any(each.form.errors for each in rows),
            "due": len(work.due),
            "vacancies": work.vacancies,
            "steps": list_own_steps(viewer_of(request)),
            "sections": waiting_sections(viewer_of(request)),
            "crumbs": [Crumb(_("My initiatives"))],
        }
        return render(request, "action_plans/own.html", shown, status=status)


def carried_out(viewer: Viewer, written: list[Judged]) -> str:
    """Write all of them; what is wrong is told at its row, and what belongs to none is given back."""
    try:
        write_progresses(by=viewer, rows=[each.form.row() for each in written])
    except AlreadyDone:
        return ""
    except InvalidRows as refused:
        for problem in refused.problems:
            form = written[problem.row].form
            form.add_error(problem.field if problem.field in form.fields else None, problem.message)
    except Changed:
        return _("This page was sent before with other words. Read what stands now, and save again.")
    return ""


def _ready(row: Judged) -> Judged:
    if row.is_overtaken and row.form.is_bound:
        with_new_seen(row.form)
    return row


def _saved(count: int) -> str:
    return ngettext("%(count)s update is saved.", "%(count)s updates are saved.", count) % {"count": count}
