"""The yearly statuses of the demo municipality: one that is published, and one that is being written."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from helhed.access.queries import list_accounts
from helhed.base.viewer import Viewer
from helhed.demo.past import at, load
from helhed.organisation.queries import viewer_of_account
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.reports import start_report
from helhed.status_reports.actions.sections import name_editor, write_section
from helhed.status_reports.actions.sending import record_outcome, send_to_committee
from helhed.status_reports.actions.voices import add_voice
from helhed.status_reports.queries.sections import get_writable_section, list_sections
from helhed.status_reports.queries.shown import ShownSection
from helhed.status_reports.words import Consent, Outcome

Ids = dict[str, UUID]


def statuses(by: Viewer, policy_id: UUID, people: Ids) -> None:
    """Written by the consultant, so that their history names a person."""
    account = next(account for account in list_accounts(by) if account.username == "konsulent")
    consultant = viewer_of_account(account.id, name=account.name)
    for status in load("status")["status"]:
        with at(status["started_on"]):
            report_id = start_report(
                by=consultant, policy_id=policy_id, year=status["year"], due_on=status.get("due_on")
            )
        with at(status["written_on"]):
            _write(consultant, report_id, status, people)
        for committee in status.get("committee", ()):
            _treat(consultant, report_id, committee)
        if "published_on" in status:
            with at(status["published_on"]):
                publish_report(by=consultant, report_id=report_id)


def _write(by: Viewer, report_id: UUID, status: dict[str, Any], people: Ids) -> None:
    """The sections by their kind or the number of their area, and the voices."""
    sections = {str(each.place or each.kind): each for each in list_sections(by, report_id)}
    for section in status["section"]:
        _section(by, sections[section["about"]], section, people)
    for voice in status.get("voice", ()):
        area = UUID(sections[voice["area"]].area) if "area" in voice else None
        consent = Consent(given_on=voice["on"], how=voice["how"], explained=voice["explained"])
        add_voice(by=by, report_id=report_id, words=voice["words"], consent=consent, area=area)


def _section(by: Viewer, section: ShownSection, written: dict[str, Any], people: Ids) -> None:
    if "editor" in written:
        editor_id = people[written["editor"]]
        name_editor(by=by, section_id=section.id, seen_version=section.version, editor_id=editor_id)
    if "text" not in written:
        return
    goals = {each.code: each.goal_id for each in section.judgements}
    write_section(
        by=by,
        section_id=section.id,
        seen_version=get_writable_section(by, section.id).version,
        text=written["text"].strip(),
        is_ready=written.get("is_ready", True),
        judgements={goals[code]: words for code, words in written.get("goals", {}).items()},
    )


def _treat(by: Viewer, report_id: UUID, committee: dict[str, Any]) -> None:
    on: date = committee["on"]
    with at(on - timedelta(days=14)):
        sent_on = on - timedelta(days=14)
        treatment_id = send_to_committee(by=by, report_id=report_id, committee=committee["name"], sent_on=sent_on)
    with at(on):
        record_outcome(
            by=by,
            treatment_id=treatment_id,
            seen_version=1,
            outcome=Outcome(committee["outcome"]),
            treated_on=on,
            agenda_item=committee["agenda_item"],
            note=committee.get("note", ""),
        )
