"""The desk of a status: it is begun, and all that is done about it starts from there."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.actions.reports import discard_report, set_due_day, start_closing_report, start_report
from helhed.status_reports.queries.desk import Desk, get_desk, get_draft, list_startable_policies
from helhed.status_reports.queries.history import get_report_history
from helhed.status_reports.queries.shown import ShownReport, ShownSection
from helhed.web.action_plans.initiative_form import done
from helhed.web.action_plans.plan_forms import SureForm
from helhed.web.audit.history import history_part
from helhed.web.participation.form_page import form_page, made_by
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Fact, ProgressPart, Text
from helhed.web.status_reports.desk_page import (
    LOOK,
    crumbs_to_desk,
    desk_address,
    desk_form_page,
    read_address,
    report_title,
    section_address,
    section_title,
)
from helhed.web.status_reports.next_step import next_step
from helhed.web.status_reports.section_forms import DueDayForm, StartForm, StartYearForm
from helhed.web.status_reports.sending_panel import sending_panel
from helhed.web.templatetags.components import date_written


class _Start(View):
    """A page on which a status is begun; `title` and `lead` are what it says."""

    title: Text
    lead: Text
    form: type[StartForm]
    other_title: Text
    other: str

    def get(self, request: HttpRequest) -> HttpResponse:
        policies = list_startable_policies(viewer_of(request))
        asked = [each.id for each in policies if each.slug == request.GET.get("politik") or len(policies) == 1]
        initial = {"policy": asked[0] if asked else None, "year": clock.today().year - 1}
        return self.page(request, self.form(policies=policies, initial=initial))

    def sent(self, request: HttpRequest, act: Callable[..., UUID]) -> HttpResponse:
        viewer = viewer_of(request)
        form = self.form(request.POST, policies=list_startable_policies(viewer))
        made = made_by(form, lambda: act(by=viewer, **form.status()))
        if made:
            return done(request, _("The status is begun. Now say who writes its sections."), desk_address(made))
        return self.page(request, form)

    def page(self, request: HttpRequest, form: StartForm) -> HttpResponse:
        return form_page(
            request,
            form,
            [Crumb(_("Yearly status"), reverse("status-list")), Crumb(self.title)],
            status=422 if form.is_bound else 200,
            template="status_reports/start.html",
            lead=self.lead,
            back=reverse("status-list"),
            submit=_("Begin the status"),
            other_title=self.other_title,
            other=reverse(self.other),
        )


class StatusStart(_Start):
    title = gettext_lazy("New yearly status")
    lead = gettext_lazy(
        "It begins from the status of the year before: with its editors, and with the texts that are not written anew "
        "each year. Only those who work on it see it."
    )
    form = StartYearForm
    other_title = gettext_lazy("Begin the closing status of a policy instead")
    other = "status-start-closing"

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.sent(request, start_report)


class ClosingStart(_Start):
    title = gettext_lazy("New closing status")
    lead = gettext_lazy(
        "It is about all the years of the policy, and says what carries over into the next. It begins from the status "
        "of the last year. Only those who work on it see it."
    )
    form = StartForm
    other_title = gettext_lazy("Begin a yearly status instead")
    other = "status-start"

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.sent(request, start_closing_report)


@dataclass(frozen=True)
class SectionRow:
    """A section as the desk lists it; without `href` it is not the viewer's to open."""

    section: ShownSection
    title: str
    href: str


class StatusDesk(View):
    def get(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        desk = get_desk(viewer, report_id)
        lacks = desk.readiness.lacks
        shown = {
            "desk": desk,
            "report": desk.report,
            "title": report_title(desk.report),
            "look": LOOK[desk.report.state],
            "read_address": read_address(desk.report),
            "next_step": next_step(viewer, desk),
            "parts": _meter(desk),
            "rows": [_row(viewer, desk, each) for each in desk.sections],
            "blocking": [each for each in lacks if each.blocks],
            "not_blocking": [each for each in lacks if not each.blocks],
            "history": history_part(get_report_history(viewer, report_id)),
            "crumbs": [*crumbs_to_desk(desk.report)[:-1], Crumb(_("Desk"))],
        }
        if desk.is_writer:
            shown |= sending_panel(viewer, desk.report)
        return render(request, "status_reports/desk.html", shown)


def _meter(desk: Desk) -> list[ProgressPart]:
    ready, all_of_them = desk.readiness.ready, desk.readiness.sections
    return [
        ProgressPart("done", ready, _("Ready")),
        ProgressPart("not_started", all_of_them - ready, _("Not ready")),
    ]


def _row(viewer: Viewer, desk: Desk, section: ShownSection) -> SectionRow:
    is_own = desk.is_writer or (section.editor_id is not None and section.editor_id == viewer.staff_id)
    return SectionRow(section, section_title(section), section_address(section) if is_own else "")


class DueDay(View):
    def get(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        report = get_draft(viewer_of(request), report_id)
        return self.page(request, report, DueDayForm(initial={"due_on": report.due_on, "seen_version": report.version}))

    def post(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), DueDayForm(request.POST)
        get_draft(viewer, report_id)
        if form.is_valid() and is_carried_out(
            form, lambda: set_due_day(by=viewer, report_id=report_id, **form.cleaned_data)
        ):
            return done(request, _("It is written when the sections are to be ready."), desk_address(report_id))
        return self.page(request, get_draft(viewer, report_id), form)

    def page(self, request: HttpRequest, report: ShownReport, form: DueDayForm) -> HttpResponse:
        day = date_written(report.due_on) if report.due_on else _("None")
        return desk_form_page(
            request,
            report,
            form,
            _("When are the sections to be ready?"),
            lead=_(
                "The editors are reminded a week before, on the day, and a week after. Three weeks after, a leader is."
            ),
            standing=[Fact(_("Sections ready by"), day)],
            version=report.version,
        )


class StatusDiscard(View):
    def get(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        if not get_desk(viewer, report_id).may_discard:
            raise Missing
        return self.page(request, get_draft(viewer, report_id), SureForm())

    def post(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        """Sent twice, the second finds no status any more, and is answered as the first was."""
        viewer, form = viewer_of(request), SureForm(request.POST)
        if is_carried_out(form, lambda: discard_report(by=viewer, report_id=report_id)):
            return done(request, _("The status is discarded."), reverse("status-list"))
        return self.page(request, get_draft(viewer, report_id), form)

    def page(self, request: HttpRequest, report: ShownReport, form: SureForm) -> HttpResponse:
        return desk_form_page(
            request,
            report,
            form,
            _("Discard the status?"),
            lead=_("All that is written in it goes, with its judgements and voices. This cannot be undone."),
            template="status_reports/desk_sure.html",
            submit=_("Discard it"),
            kind="danger",
        )
