"""What the desk shows of how a status is sent out: its hearing, its committees and its publishing."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.base.viewer import Viewer
from helhed.participation.words import HearingState
from helhed.status_reports.queries.sending import Sending, get_sending
from helhed.status_reports.queries.shown import ShownReport, ShownTreatment
from helhed.status_reports.words import Outcome
from helhed.web.participation.shown import HearingRow, rows
from helhed.web.status_reports.desk_page import desk_address, read_address

LOOK = {Outcome.APPROVED: "done", Outcome.NOTED: "done", Outcome.SENT_BACK: "late"}


@dataclass(frozen=True)
class CommitteeRow:
    """What a committee did with the status; `again` is where it is sent to the committee once more, where it is to."""

    treatment: ShownTreatment
    look: str
    word: str
    again: str = ""


@dataclass(frozen=True)
class LackRow:
    """Something that is lacking, and where it is put right; empty where one can only wait."""

    message: str
    href: str = ""
    label: str = ""


def status_address(report: ShownReport) -> str:
    """Where the status is read: this edition of it, where it is not the first; its desk, where it has no page."""
    address = read_address(report) or desk_address(report.id)
    return f"{address}?{urlencode({'udgave': report.edition})}" if report.edition > 1 else address


def sending_panel(viewer: Viewer, report: ShownReport) -> dict[str, Any]:
    """What `status_reports/sending.html` is filled with, for those who write statuses."""
    return panel_of(get_sending(viewer, report.id))


def panel_of(sending: Sending) -> dict[str, Any]:
    return {
        "sending": sending,
        "hearing_row": _hearing_row(sending),
        "late_replies": sending.hearing.late_replies if sending.hearing else 0,
        "committees": committee_rows(sending),
        "blocking": [lack_row(sending, each.field, each.message) for each in sending.readiness.lacks if each.blocks],
        "not_blocking": [
            lack_row(sending, each.field, each.message) for each in sending.readiness.lacks if not each.blocks
        ],
    }


def _hearing_row(sending: Sending) -> HearingRow | None:
    return rows([sending.hearing])[0] if sending.hearing else None


def committee_rows(sending: Sending) -> list[CommitteeRow]:
    return [_committee_row(sending, each) for each in sending.treatments]


def _committee_row(sending: Sending, treatment: ShownTreatment) -> CommitteeRow:
    if treatment.outcome is None:
        return CommitteeRow(treatment, "under_way", _("Waits for the committee"))
    is_back = sending.report.is_draft and treatment in sending.sent_back
    again = f"{committee_address(sending)}?{urlencode({'udvalg': treatment.committee})}" if is_back else ""
    return CommitteeRow(treatment, LOOK[treatment.outcome], str(treatment.outcome.label).capitalize(), again)


def committee_address(sending: Sending) -> str:
    return reverse("status-committee", args=[sending.report.id])


def lack_row(sending: Sending, field: str, message: str) -> LackRow:
    """The way to where each lack is put right."""
    if field == "unready_reason":
        return LackRow(message, desk_address(sending.report.id, "sections"), _("See the sections"))
    if field == "hearing" and sending.hearing:
        href = reverse("hearing-page", args=[sending.hearing.slug])
        is_over = sending.hearing.state == HearingState.OVER
        return LackRow(message, href, _("Reply to the answers") if is_over else _("See the hearing"))
    if field == "hearing" and sending.may_hear:
        return LackRow(message, reverse("status-hearing", args=[sending.report.id]), _("Send it to hearing"))
    if field == "committee" and not sending.treatments:
        return LackRow(message, committee_address(sending), _("Send it to a committee"))
    if field in ("committee", "outcome"):
        return LackRow(message, desk_address(sending.report.id, "committees"), _("See the committees"))
    return LackRow(message)
