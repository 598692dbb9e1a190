"""The desk: what those who work on a status start from, and what an editor has at hand when writing a section."""

from dataclasses import dataclass
from uuid import UUID

from helhed.access.rules import may, require
from helhed.access.words import Permission
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import list_policies
from helhed.policy.queries.shown import ShownDocument
from helhed.status_reports.content.tree import StatusArea, StatusContent
from helhed.status_reports.models import StatusReport, StatusSection
from helhed.status_reports.queries.compiled import compile_draft
from helhed.status_reports.queries.sections import Readiness, get_readiness, list_sections
from helhed.status_reports.queries.shown import ShownReport, ShownSection, ShownVoice
from helhed.status_reports.rules import (
    COMPILER,
    check_discardable,
    check_stands_open,
    desk_reports,
    desk_sections,
    readable_reports,
    readable_voices,
    standing_editions,
    withdrawable_voices,
    writable_reports,
)
from helhed.status_reports.words import ReportKind


@dataclass(frozen=True)
class Desk:
    """A status as those who work on it see it. `is_writer` where the viewer writes statuses, and not sections alone;
    `stands_still` while it is in hearing, or once it is published."""

    report: ShownReport
    readiness: Readiness
    sections: tuple[ShownSection, ...]
    is_writer: bool
    stands_still: bool
    may_discard: bool
    voices: int


@dataclass(frozen=True)
class LastWords:
    """What a section said in the status before this one."""

    year: int
    text: str


@dataclass(frozen=True)
class SectionAtHand:
    """A section with what it is written from: all that was compiled (none, once it is published), and last year's
    words (none, where there were none)."""

    report: ShownReport
    section: ShownSection
    content: StatusContent | None
    last: LastWords | None

    @property
    def area(self) -> StatusArea | None:
        """The focus area that the section is about, with what was compiled for its goals."""
        areas = self.content.areas if self.content else ()
        return next((area for area in areas if area.id == self.section.area), None)


def get_desk(viewer: Viewer, report_id: UUID) -> Desk:
    report = _report(viewer, report_id)
    is_writer = may(viewer, Permission.WRITE_STATUS)
    return Desk(
        report=ShownReport.of(report),
        readiness=get_readiness(viewer, report_id),
        sections=tuple(list_sections(viewer, report_id)),
        is_writer=is_writer,
        stands_still=_stands_still(report),
        may_discard=is_writer and _is_discardable(report),
        voices=readable_voices(viewer).filter(report=report_id).count(),
    )


def get_draft(viewer: Viewer, report_id: UUID) -> ShownReport:
    """A status that this viewer may write, for the forms."""
    report = writable_reports(viewer).filter(id=report_id).select_related("policy", "corrects").first()
    if report is None:
        raise Missing
    return ShownReport.of(report)


def _report(viewer: Viewer, report_id: UUID) -> StatusReport:
    report = desk_reports(viewer).filter(id=report_id).select_related("policy", "corrects").first()
    if report is None:
        raise Missing
    return report


def _stands_still(report: StatusReport) -> bool:
    if report.published_on:
        return True
    try:
        check_stands_open(report)
    except Invalid:
        return True
    return False


def _is_discardable(report: StatusReport) -> bool:
    if report.published_on:
        return False
    try:
        check_discardable(report)
    except Invalid:
        return False
    return True


def get_section(viewer: Viewer, section_id: UUID) -> SectionAtHand:
    """A section as it is opened at the desk, also while it cannot be written."""
    found = desk_sections(viewer).filter(id=section_id).first()
    if found is None:
        raise Missing
    report = _report(viewer, found.report_id)
    section = next(each for each in list_sections(viewer, report.id) if each.id == section_id)
    content = None if report.published_on else compile_draft(viewer, report.id)
    return SectionAtHand(ShownReport.of(report), section, content, _last_words(report, found))


def _last_words(report: StatusReport, section: StatusSection) -> LastWords | None:
    """As they were published; a closing status follows on the status of its own last year."""
    year = report.year if report.kind == ReportKind.CLOSING else report.year - 1
    statuses = readable_reports(COMPILER).filter(policy=report.policy_id, kind=ReportKind.YEARLY, year=year)
    published = standing_editions(statuses).filter(published_on__isnull=False).values("id")
    same = StatusSection.objects.filter(report__in=published, kind=section.kind, area=section.area)
    text = same.values_list("text", flat=True).first()
    return LastWords(year, text) if text else None


def list_startable_policies(viewer: Viewer) -> list[ShownDocument]:
    """The policies that a status can be begun for: those that were adopted."""
    require(viewer, Permission.WRITE_STATUS)
    return [policy for policy in list_policies(viewer) if not policy.is_draft]


def get_withdrawable_voice(viewer: Viewer, voice_id: UUID) -> ShownVoice:
    """A voice whose consent stands, for those who write what has become of it."""
    voice = withdrawable_voices(viewer).filter(id=voice_id).first()
    if voice is None:
        raise Missing
    return ShownVoice.of(voice)
