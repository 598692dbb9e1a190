"""The sections of statuses that wait for the viewer, for the pages that say what does."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from helhed.base import clock
from helhed.base.viewer import Viewer
from helhed.status_reports.queries.sections import OwnSection, list_own_sections
from helhed.web.status_reports.desk_page import report_title


@dataclass(frozen=True)
class WaitingSection:
    """`language` is that of the title, where people wrote it."""

    href: str
    title: str
    language: str
    status: str
    policy: str
    due_on: date | None
    is_late: bool


def waiting_sections(viewer: Viewer) -> tuple[WaitingSection, ...]:
    return tuple(map(_shown, list_own_sections(viewer)))


def _shown(own: OwnSection) -> WaitingSection:
    due_on = own.report.due_on
    return WaitingSection(
        href=reverse("status-section", args=[own.report.id, own.id]),
        title=own.title or str(own.kind.label),
        language="da" if own.title else "",
        status=report_title(own.report),
        policy=own.report.policy_title,
        due_on=due_on,
        is_late=due_on is not None and due_on < clock.today(),
    )
