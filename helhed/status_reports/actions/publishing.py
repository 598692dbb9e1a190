"""A status is published: what it says is compiled, kept as one text, and never changed."""

from dataclasses import replace
from uuid import UUID

from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Changed
from helhed.base.viewer import Viewer
from helhed.status_reports.content.storing import digest, stored
from helhed.status_reports.models import FrozenStatus, StatusReport
from helhed.status_reports.queries.compiled import compile_draft
from helhed.status_reports.rules import check_publishable, locked_report, standing_of


@action
def publish_report(*, by: Viewer, report_id: UUID, seen_digest: str | None = None, unready_reason: str = "") -> None:
    """Publish a status when its years are over and a committee has dealt with it: what it says is kept as it stands.

    Compiled and kept in one transaction, so that nothing comes between. Raises `Changed` where it does not say what
    was seen, by its digest (none: it does not matter), and `Invalid` where something blocks it; that a section is not
    ready does unless a reason is given, which is published with it.
    """
    report = locked_report(by, report_id)
    check_publishable(standing_of(report, unanswered=0), unready_reason)
    content = compile_draft(by, report_id)
    if seen_digest is not None and digest(stored(content)) != seen_digest:
        raise Changed
    today = clock.today()
    reason = unready_reason.strip() if content.unready else ""
    text = stored(replace(content, published_on=today, unready_reason=reason))
    FrozenStatus.objects.create(report=report, content=text, digest=digest(text), frozen_at=clock.now())
    StatusReport.objects.filter(id=report_id).update(published_on=today)
    record(by=by, verb=Verb.PUBLISHED_STATUS, kind=ObjectKind.STATUS_REPORT, object_id=report_id)
