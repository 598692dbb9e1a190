"""A status that is ready to be published, made through the ordinary actions."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from helhed.base.viewer import Viewer
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.reports import start_report
from helhed.status_reports.actions.sections import write_section
from helhed.status_reports.actions.sending import record_outcome, send_to_committee
from helhed.status_reports.queries.reports import list_treatments
from helhed.status_reports.queries.sections import list_sections
from helhed.status_reports.queries.shown import ShownSection
from helhed.status_reports.words import Consent, Outcome, StatusPart
from tests.world import SYSTEM

CONSENT = Consent(date(2023, 12, 1), "Skriftligt", "Borgeren ved, hvor ordene bringes")


def section_of(report_id: UUID, kind: StatusPart, place: int | None = None) -> ShownSection:
    """The section of this kind; of an area by its place."""
    return next(each for each in list_sections(SYSTEM, report_id) if (each.kind, each.place) == (kind, place))


def write(section: ShownSection, text: str, *, by: Viewer = SYSTEM, is_ready: bool = True, **more: Any) -> None:
    write_section(by=by, section_id=section.id, seen_version=section.version, text=text, is_ready=is_ready, **more)


def make_ready(report_id: UUID) -> None:
    for section in list_sections(SYSTEM, report_id):
        write(section, section.text or f"Om {section.kind}.")


def judge(report_id: UUID, words: Mapping[str, str]) -> None:
    """What is said of goals, by their codes."""
    for section in list_sections(SYSTEM, report_id):
        goals = {each.code: each.goal_id for each in section.judgements}
        said = {goals[code]: text for code, text in words.items() if code in goals}
        if said:
            write(section, section.text or "Vurderet.", judgements=said)


def treat(report_id: UUID, committee: str = "Socialudvalget", outcome: Outcome = Outcome.NOTED) -> UUID:
    on = date(2024, 1, 30)
    treatment_id = send_to_committee(by=SYSTEM, report_id=report_id, committee=committee, sent_on=on)
    version = next(each.version for each in list_treatments(SYSTEM, report_id) if each.id == treatment_id)
    record_outcome(by=SYSTEM, treatment_id=treatment_id, seen_version=version, outcome=outcome, treated_on=on)
    return treatment_id


def publish(report_id: UUID) -> UUID:
    make_ready(report_id)
    treat(report_id)
    publish_report(by=SYSTEM, report_id=report_id)
    return report_id


def published(policy_id: UUID, year: int) -> UUID:
    return publish(start_report(by=SYSTEM, policy_id=policy_id, year=year))
