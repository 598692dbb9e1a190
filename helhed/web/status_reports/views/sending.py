"""A status is heard in the councils, sent to committees and taken back, and what each committee did is written."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.base import clock
from helhed.base.errors import Missing
from helhed.participation.queries.councils import list_councils
from helhed.status_reports.actions.sending import record_outcome, send_to_committee, send_to_hearing, take_back
from helhed.status_reports.queries.sending import Sending, get_sending
from helhed.status_reports.queries.shown import ShownTreatment
from helhed.status_reports.words import LONGEST_COMMITTEE, Outcome
from helhed.web.action_plans.initiative_form import carried_out_or_told
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Fact, Text
from helhed.web.status_reports.desk_page import desk_address, desk_form_page
from helhed.web.status_reports.sending_forms import CommitteeForm, OutcomeForm, StatusHearingForm
from helhed.web.status_reports.sending_panel import status_address
from helhed.web.templatetags.components import date_written


class SendingPage(View):
    """A page with one form about how a draft is sent out. `title`, `submit`, `lead` and `done` are what it says."""

    title: Text
    submit: Text = gettext_lazy("Save")
    done: Text
    lead: Text = ""
    anchor = "sending"

    def is_offered(self, sending: Sending) -> bool:
        return sending.report.is_draft

    def form(self, sending: Sending, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def act(self, sending: Sending, form: Any) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest, report_id: UUID, **named: UUID) -> HttpResponse:
        sending = get_sending(viewer_of(request), report_id)
        if not self.is_offered(sending):
            raise Missing
        return self.page(request, sending, self.form(sending))

    def post(self, request: HttpRequest, report_id: UUID, **named: UUID) -> HttpResponse:
        """The status is there also when the first of two sendings did what was to be done."""
        sending = get_sending(viewer_of(request), report_id)
        form = self.form(sending, request.POST)
        if form.is_valid() and is_carried_out(form, lambda: self.act(sending, form)):
            messages.success(request, str(self.said(form)))
            return redirect(desk_address(report_id, self.anchor))
        sending = get_sending(viewer_of(request), report_id)
        if not sending.report.is_draft:
            raise Missing
        return self.page(request, sending, form)

    def said(self, form: Any) -> Text:
        return self.done

    def page(self, request: HttpRequest, sending: Sending, form: forms.Form) -> HttpResponse:
        more = self.more(sending)
        shown = {"version": sending.report.version, "submit": self.submit, "lead": self.lead, **more}
        return desk_form_page(request, sending.report, form, self.title, **shown)

    def more(self, sending: Sending) -> dict[str, Any]:
        return {}


class StatusHearing(SendingPage):
    title = gettext_lazy("Send the status to hearing")
    submit = gettext_lazy("Send it to hearing")
    done = gettext_lazy("The status is sent to hearing. Those who sit in the councils get a message when it opens.")
    lead = gettext_lazy(
        "Ask the councils what they think, while it can still be changed. From the first day of the hearing everybody "
        "can read the status, and nobody can write in it until the hearing is over."
    )

    def is_offered(self, sending: Sending) -> bool:
        return sending.may_hear

    def form(self, sending: Sending, data: Any = None) -> StatusHearingForm:
        return StatusHearingForm(data, sending=sending, councils=list_councils(viewer_of(self.request)))

    def act(self, sending: Sending, form: Any) -> None:
        typed = dict(form.cleaned_data)
        councils = typed.pop("councils")
        path = status_address(sending.report)
        by = viewer_of(self.request)
        send_to_hearing(by=by, report_id=sending.report.id, council_ids=councils, path=path, **typed)

    def more(self, sending: Sending) -> dict[str, Any]:
        unready = sending.readiness.sections - sending.readiness.ready
        return {"template": "status_reports/hearing_form.html", "unready": unready, "no_hearing": sending.no_hearing}


class StatusCommittee(SendingPage):
    title = gettext_lazy("Send the status to a committee")
    submit = gettext_lazy("Write that it is sent")
    done = gettext_lazy("It is written. When the committee has dealt with it, write here what it did.")
    lead = gettext_lazy(
        "Helhed sends nothing to the committee: fetch the agenda item, and write here that it was sent."
    )
    anchor = "committees"

    def form(self, sending: Sending, data: Any = None) -> CommitteeForm:
        asked = self.request.GET.get("udvalg", "")[:LONGEST_COMMITTEE].replace("\0", "")
        return CommitteeForm(data, initial={"committee": asked, "sent_on": clock.today()})

    def act(self, sending: Sending, form: Any) -> UUID:
        return send_to_committee(by=viewer_of(self.request), report_id=sending.report.id, **form.cleaned_data)

    def more(self, sending: Sending) -> dict[str, Any]:
        return {"template": "status_reports/committee_form.html", "sending": sending}


class StatusOutcome(SendingPage):
    title = gettext_lazy("What the committee did")
    done = gettext_lazy("It is written what the committee did.")
    anchor = "committees"

    def treatment(self, sending: Sending) -> ShownTreatment:
        return sending.treatment(self.kwargs["treatment_id"])

    def form(self, sending: Sending, data: Any = None) -> OutcomeForm:
        return OutcomeForm(data, treatment=self.treatment(sending))

    def act(self, sending: Sending, form: Any) -> None:
        treatment = self.treatment(sending)
        record_outcome(by=viewer_of(self.request), treatment_id=treatment.id, **form.cleaned_data)

    def said(self, form: Any) -> Text:
        if form.cleaned_data["outcome"] is Outcome.SENT_BACK:
            return _("It is written. Change what the committee asked for, and send the status to it again.")
        return self.done

    def more(self, sending: Sending) -> dict[str, Any]:
        treatment = self.treatment(sending)
        sent = _("%(committee)s got it on %(day)s.") % {
            "committee": treatment.committee,
            "day": date_written(treatment.sent_on),
        }
        return {"lead": sent, "version": treatment.version, "standing": standing_of(treatment)}


def standing_of(treatment: ShownTreatment) -> list[Fact]:
    """What is written now, for somebody who was overtaken."""
    if treatment.outcome is None or treatment.treated_on is None:
        return [Fact(_("What the committee did"), _("nothing is written yet"))]
    return [
        Fact(_("What the committee did"), treatment.outcome.label),
        Fact(_("Which day"), date_written(treatment.treated_on)),
        Fact(_("Agenda item"), treatment.agenda_item or "–", language="da"),
        Fact(_("What the committee said"), treatment.note or "–", language="da"),
    ]


class StatusTakeBack(View):
    def post(self, request: HttpRequest, report_id: UUID, treatment_id: UUID) -> HttpResponse:
        """Who presses twice finds nothing to take back any more, and is led to the desk as the first time."""
        viewer, form = viewer_of(request), forms.Form(request.POST)
        get_sending(viewer, report_id)
        said = _("The status is taken back from the committee.")
        carried_out_or_told(request, form, lambda: take_back(by=viewer, treatment_id=treatment_id), said)
        return redirect(desk_address(report_id, "committees"))
