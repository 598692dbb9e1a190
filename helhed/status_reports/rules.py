from django.db.models import Q, QuerySet

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.base.viewer import Viewer
from helhed.policy.rules import readable_documents
from helhed.status_reports.models import StatusReport
from helhed.status_reports.words import ReportState


def readable_reports(viewer: Viewer) -> QuerySet[StatusReport]:
    """A yearly status may be read if, and only if, its policy may, and one of these holds:

    - it is published
    - the viewer may read it as a draft
    """
    reports = StatusReport.objects.filter(policy__in=readable_documents(viewer).values("id"))
    if may(viewer, Permission.READ_DRAFT_STATUS):
        return reports
    return reports.filter(Q(state=ReportState.PUBLISHED))


def reports_with_history(viewer: Viewer) -> QuerySet[StatusReport]:
    """Who changed what in a yearly status may be read if, and only if, the viewer writes them, published or not."""
    reports = readable_reports(viewer)
    return reports if may(viewer, Permission.WRITE_STATUS) else reports.none()


def writable_reports(viewer: Viewer) -> QuerySet[StatusReport]:
    """A yearly status may be written if, and only if, the viewer writes them and it is not published."""
    reports = readable_reports(viewer).filter(state=ReportState.DRAFT)
    return reports if may(viewer, Permission.WRITE_STATUS) else reports.none()
