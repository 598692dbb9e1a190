"""Who changed what in a status and in its sections."""

from functools import partial
from uuid import UUID

from helhed.audit.queries import History, get_history
from helhed.base.viewer import Viewer
from helhed.organisation.queries import names_of_staff
from helhed.status_reports.models import StatusReport, StatusSection
from helhed.status_reports.rules import reports_with_history


def get_report_history(viewer: Viewer, report_id: UUID) -> History | None:
    """Who changed what in a status itself; none where the viewer may not know."""
    if not reports_with_history(viewer).filter(id=report_id).exists():
        return None
    return get_history(viewer, StatusReport, [report_id], {})


def get_section_history(viewer: Viewer, section_id: UUID) -> History | None:
    """Who changed what in a section of a status, and who was named to write it; none where the viewer may not know."""
    sections = StatusSection.objects.filter(report__in=reports_with_history(viewer).values("id"))
    if not sections.filter(id=section_id).exists():
        return None
    return get_history(viewer, StatusSection, [section_id], {"editor_id": partial(names_of_staff, viewer)})
