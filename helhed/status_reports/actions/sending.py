"""A status is sent out: to the councils in a hearing, and to the committees."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.participation.actions.hearings import open_hearing
from helhed.status_reports.models import CommitteeTreatment, StatusReport
from helhed.status_reports.rules import (
    check_not_heard_before,
    check_outcome,
    check_sent_on,
    keepable_treatments,
    locked_report,
)
from helhed.status_reports.words import Outcome


@action
def send_to_hearing(
    *,
    by: Viewer,
    report_id: UUID,
    seen_version: int,
    title: str,
    questions: str,
    opens_on: date,
    closes_on: date,
    replies_on: date,
    path: str,
    council_ids: Sequence[UUID] = (),
    others: Sequence[str] = (),
    is_open_to_all: bool = False,
) -> None:
    """Ask councils and others what they think of a status, which everybody may read from the day the hearing opens;
    `path` is where it stands. What is heard stands still until the hearing is over.

    The hearing is opened as every hearing is, with its own event. Raises `Invalid` where it was heard before, the
    policy is a draft, the days do not fit, or nobody is asked, and `Changed` where it changed since `seen_version`.
    """
    report = locked_report(by, report_id, seen_version)
    check_not_heard_before(report)
    hearing_id = open_hearing(
        by=replace(by, form_id=None),
        title=title,
        questions=questions,
        opens_on=opens_on,
        closes_on=closes_on,
        replies_on=replies_on,
        council_ids=council_ids,
        others=others,
        is_open_to_all=is_open_to_all,
        subject_title=title,
        subject_path=path,
    )
    StatusReport.objects.filter(id=report_id).update(hearing=hearing_id, version=F("version") + 1)
    record(by=by, verb=Verb.SENT_STATUS_TO_HEARING, kind=ObjectKind.STATUS_REPORT, object_id=report_id)


@action
def send_to_committee(*, by: Viewer, report_id: UUID, committee: str, sent_on: date) -> UUID:
    """Write that a status was sent to a committee. It may be sent to several, and again to one that sent it back.

    Raises `Invalid` where the committee is not named, has it already, or the day has not come.
    """
    report = locked_report(by, report_id)
    committee = committee.strip()
    if not committee:
        raise Invalid("committee", _("Write which committee."))
    check_sent_on(sent_on)
    if report.treatments.filter(committee=committee, outcome="").exists():
        raise Invalid("committee", _("The committee has it already."))
    treatment = CommitteeTreatment.objects.create(report=report, committee=committee, sent_on=sent_on)
    record(by=by, verb=Verb.SENT_TO_COMMITTEE, kind=ObjectKind.STATUS_REPORT, object_id=report_id)
    return treatment.id


def _locked(by: Viewer, treatment_id: UUID, seen_version: int | None = None) -> CommitteeTreatment:
    report_id = keepable_treatments(by).filter(id=treatment_id).values_list("report", flat=True).first()
    if report_id is None:
        raise Missing
    locked_report(by, report_id)
    treatment = CommitteeTreatment.objects.filter(id=treatment_id).first()
    if treatment is None:
        raise Missing
    if seen_version is not None and treatment.version != seen_version:
        raise Changed
    return treatment


@action
def take_back(*, by: Viewer, treatment_id: UUID) -> None:
    """Take a status back from a committee that has not dealt with it. Raises `Invalid` where it has."""
    treatment = _locked(by, treatment_id)
    if treatment.outcome:
        raise Invalid("outcome", _("The committee has dealt with it."))
    treatment.delete()
    record(by=by, verb=Verb.TOOK_BACK_STATUS, kind=ObjectKind.STATUS_REPORT, object_id=treatment.report_id)


@action
def record_outcome(
    *,
    by: Viewer,
    treatment_id: UUID,
    seen_version: int,
    outcome: Outcome,
    treated_on: date,
    agenda_item: str = "",
    note: str = "",
) -> None:
    """Write what a committee did with a status, when, and under which agenda item; it may be put right until the
    status is published.

    Raises `Invalid` where the day has not come or lies before the status was sent, and `Changed` where somebody wrote
    it since `seen_version`.
    """
    treatment = _locked(by, treatment_id, seen_version)
    check_outcome(treatment.sent_on, treated_on)
    CommitteeTreatment.objects.filter(id=treatment_id).update(
        outcome=outcome, treated_on=treated_on, agenda_item=agenda_item, note=note, version=F("version") + 1
    )
    record(by=by, verb=Verb.RECORDED_OUTCOME, kind=ObjectKind.STATUS_REPORT, object_id=treatment.report_id)
