"""A yearly status on its way out, and the pages from which it is sent."""

from datetime import date
from typing import Any
from uuid import UUID

from helhed.participation.actions.councils import add_council
from helhed.participation.words import CouncilKind
from helhed.status_reports.actions.reports import start_report
from helhed.status_reports.queries.sending import Sending, get_sending
from tests.status_reports.reported import make_ready
from tests.world import SLUG, SYSTEM, World

STATUS = f"/status/{SLUG}/2023"


def begun(world: World, *, is_ready: bool = True) -> UUID:
    report_id = start_report(by=SYSTEM, policy_id=world.policy_id, year=2023)
    if is_ready:
        make_ready(report_id)
    return report_id


def desk(report_id: UUID) -> str:
    return f"/status/udkast/{report_id}"


def sending(report_id: UUID) -> Sending:
    return get_sending(SYSTEM, report_id)


def council(name: str = "Handicaprådet") -> UUID:
    return add_council(by=SYSTEM, name=name, kind=CouncilKind.DISABILITY)


def asked(report_id: UUID, **changed: Any) -> dict[str, Any]:
    """A hearing as somebody types it: open from today to the end of the month, for everybody."""
    typed: dict[str, Any] = {
        "title": "Høring om årsstatus 2023",
        "questions": "Hvad mener I?",
        "opens_on": date(2024, 2, 1),
        "closes_on": date(2024, 2, 29),
        "replies_on": date(2024, 3, 20),
        "is_open_to_all": "on",
        "seen_version": sending(report_id).report.version,
    }
    return typed | changed
