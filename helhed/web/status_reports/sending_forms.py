from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.base import clock
from helhed.participation.queries.councils import ListedCouncil
from helhed.participation.words import LONGEST_QUESTIONS, LONGEST_TITLE
from helhed.status_reports.queries.sending import Sending
from helhed.status_reports.queries.shown import ShownTreatment
from helhed.status_reports.words import LONGEST_COMMITTEE, LONGEST_REASON, LONGEST_TEXT, Outcome, ReportKind
from helhed.web.participation.forms import DAYS_TO_REPLY, line, offer, text
from helhed.web.policy.draft_fields import day_field
from helhed.web.policy.forms import Names, SeenForm

DAYS_TO_ANSWER = 28


class StatusHearingForm(SeenForm):
    """What councils and others are asked about a status, who they are, and for how long."""

    title = line(_("Title of the hearing"), LONGEST_TITLE)
    questions = text(
        _("What you ask about"),
        LONGEST_QUESTIONS,
        7,
        help_text=_("In easy words: what it is about, what you would like to know, and what can still be changed."),
    )
    opens_on = day_field(
        _("First day to answer"), help_text=_("From this day everybody can read the status, and it stands still.")
    )
    closes_on = day_field(_("Last day to answer"))
    replies_on = day_field(
        _("The municipality replies by"),
        help_text=_("Everybody can see this promise. Each answer gets a reply."),
    )
    councils = forms.TypedMultipleChoiceField(
        label=_("Councils that are asked"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple(attrs={"lang": "da"}),
    )
    others = Names(
        label=_("Others that are asked"),
        required=False,
        help_text=_("Organisations outside, one on each line. Their answers are typed in by an employee."),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "da"}),
    )
    is_open_to_all = forms.BooleanField(label=_("Everybody may answer, by letter or e-mail"), required=False)

    def __init__(self, data: Any = None, *, sending: Sending, councils: Sequence[ListedCouncil]) -> None:
        super().__init__(data, initial=as_asked(sending))
        offer(self, "councils", [(str(council.id), council.name) for council in councils])


def as_asked(sending: Sending) -> dict[str, Any]:
    """What the form begins with: four weeks from today, and questions that a council can answer; all in Danish."""
    report, today = sending.report, clock.today()
    closes_on = today + timedelta(days=DAYS_TO_ANSWER)
    named = f"årsstatus {report.year}"
    if report.kind is ReportKind.CLOSING:
        named = f"slutstatus {report.first_year}-{report.year}"
    return {
        "title": f"Høring om {named}: {report.policy_title}"[:LONGEST_TITLE],
        "questions": "Kan I genkende billedet?\nHvad mangler?\nHvad er vigtigst det næste år?",
        "opens_on": today,
        "closes_on": closes_on,
        "replies_on": closes_on + timedelta(days=DAYS_TO_REPLY),
        "seen_version": report.version,
    }


class CommitteeForm(forms.Form):
    committee = line(_("Which committee"), LONGEST_COMMITTEE)
    sent_on = day_field(_("Sent on"))


class OutcomeForm(SeenForm):
    """What a committee did with the status."""

    outcome = forms.TypedChoiceField(
        label=_("What the committee did"),
        choices=[(each.value, each.label) for each in Outcome],
        coerce=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the committee did.")},
    )
    treated_on = day_field(_("Which day"))
    agenda_item = line(_("Agenda item"), LONGEST_COMMITTEE, required=False)
    note = text(
        _("What the committee said"),
        LONGEST_TEXT,
        4,
        required=False,
        help_text=_("As the minutes have it. It is published with the status."),
    )
    field_order = ("outcome", "treated_on", "agenda_item", "note")

    def __init__(self, data: Any = None, *, treatment: ShownTreatment) -> None:
        stands = {**vars(treatment), "seen_version": treatment.version}
        super().__init__(data, initial=stands)


class PublishForm(forms.Form):
    unready_reason = text(
        _("Why it is published although a section is not ready"),
        LONGEST_REASON,
        3,
        required=False,
        help_text=_("Everybody can read it: it is published with the status."),
    )
    seen_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any = None, *, sending: Sending, digest: str = "") -> None:
        """Nobody is asked for a reason where all is ready; sent with one all the same, it is not used."""
        super().__init__(data, initial={"seen_digest": digest})
        if sending.readiness.ready == sending.readiness.sections and not self.is_bound:
            del self.fields["unready_reason"]


class CorrectionForm(forms.Form):
    reason = text(
        _("What is wrong in the published edition"),
        LONGEST_REASON,
        4,
        help_text=_("Everybody can read it: the new edition says what it corrects, and why."),
    )
