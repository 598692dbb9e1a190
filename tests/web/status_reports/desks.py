"""A status that is worked on, and sending what is written about it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from helhed.status_reports.actions.reports import start_report
from helhed.status_reports.actions.sections import name_editor
from helhed.status_reports.actions.sending import send_to_hearing
from helhed.status_reports.queries.desk import get_desk
from helhed.status_reports.queries.shown import ShownSection
from helhed.status_reports.words import StatusPart
from tests.status_reports.reported import section_of
from tests.web.action_plans.initiative_pages import send
from tests.world import SYSTEM, World

AREA = (StatusPart.AREA, 1)


def begun(world: World) -> UUID:
    """Status 2023, whose first focus area the accountable employee writes."""
    report_id = start_report(by=SYSTEM, policy_id=world.policy_id, year=2023, due_on=date(2024, 3, 1))
    section = section_of(report_id, *AREA)
    name_editor(by=SYSTEM, section_id=section.id, seen_version=1, editor_id=world.staff["accountable"])
    return report_id


def heard(world: World, report_id: UUID, *, closes_on: date = date(2024, 3, 1)) -> None:
    send_to_hearing(
        by=world.consultant,
        report_id=report_id,
        seen_version=get_desk(SYSTEM, report_id).report.version,
        title="Status i høring",
        questions="Hvad mener I?",
        opens_on=date(2024, 2, 1),
        closes_on=closes_on,
        replies_on=closes_on,
        path="/status",
        is_open_to_all=True,
    )


def desk(report_id: UUID, under: str = "") -> str:
    return f"/status/udkast/{report_id}{under}"


def page_of(section: ShownSection) -> str:
    return desk(section.report_id, f"/afsnit/{section.id}")


def typed(section: ShownSection, text: str, /, **judged: str) -> dict[str, Any]:
    """What the form of a section sends; goals by their codes, written g1_1."""
    goals = {f"g{each.code.replace('.', '_')}": each for each in section.judgements}
    words = {f"goal-{each.goal_id}": judged.get(name, each.words) for name, each in goals.items()}
    return {"text": text, "seen_version": section.version, **words}


def save(who: str, section: ShownSection, text: str, /, **more: Any) -> HttpResponse:
    judged = {name: more.pop(name) for name in list(more) if name.startswith("g")}
    return send(who, page_of(section), **{**typed(section, text, **judged), **more})
