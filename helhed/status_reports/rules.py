import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.base import clock
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer, system_viewer
from helhed.participation.rules import in_state_on, opened_hearings, readable_hearings
from helhed.participation.words import HearingState
from helhed.policy.rules import readable_documents
from helhed.status_reports.models import CitizenVoice, CommitteeTreatment, FrozenStatus, StatusReport, StatusSection
from helhed.status_reports.words import (
    EARLIEST_YEAR,
    LONGEST_PERIOD,
    SPEAKS_FOR_ITSELF,
    Consent,
    Outcome,
    ReportKind,
    ReportState,
)

EVERYBODY = Viewer()
# Who may read a status reads the same one, whoever it is; so it is compiled in the name of the system.
COMPILER = system_viewer("helhed status")
_YEARS = re.compile(r"([0-9]{4})-([0-9]{4})")


def readable_reports(viewer: Viewer) -> QuerySet[StatusReport]:
    """A status may be read if, and only if, its policy may, and one of these holds:

    - it is published
    - it is in a hearing that has opened, or was: the invited are asked about what everybody may read
    - the viewer may read it as a draft
    - the viewer writes one of its sections
    """
    reports = _told_on(clock.today()).filter(policy__in=readable_documents(viewer).values("id"))
    if may(viewer, Permission.READ_DRAFT_STATUS):
        return reports
    heard = Q(hearing__in=opened_hearings().values("id"))
    own = StatusSection.objects.filter(report=OuterRef("pk"), editor=viewer.staff_id, editor__isnull=False)
    return reports.filter(Q(published_on__isnull=False) | heard | Exists(own))


@lru_cache(maxsize=2)
def _told_on(day: date) -> QuerySet[StatusReport]:
    """The reports with what their state follows from. Nothing is asked yet, so it can be kept; to put it together takes
    longer than to ask it."""
    sections = StatusSection.objects.filter(report=OuterRef("pk"))
    treatments = CommitteeTreatment.objects.filter(report=OuterRef("pk"))
    return StatusReport.objects.annotate(
        digest=Subquery(FrozenStatus.objects.filter(report=OuterRef("pk")).values("digest")),
        has_unready=Exists(sections.filter(is_ready=False)),
        is_heard=Exists(_open_hearings(day).filter(pk=OuterRef("hearing"))),
        was_sent=Exists(treatments),
        is_sent_back=Exists(_sent_back_last().filter(report=OuterRef("pk"))),
    )


def _open_hearings(day: date) -> QuerySet[Any]:
    """The hearings that are not over on the day."""
    return readable_hearings(COMPILER).exclude(in_state_on(HearingState.OVER, day))


def _sent_back_last() -> QuerySet[CommitteeTreatment]:
    """What a committee sent back and has not got again."""
    again = CommitteeTreatment.objects.filter(report=OuterRef("report"), committee=OuterRef("committee"))
    later = again.filter(Q(sent_on__gt=OuterRef("sent_on")) | Q(sent_on=OuterRef("sent_on"), id__gt=OuterRef("id")))
    return CommitteeTreatment.objects.filter(~Exists(later), outcome=Outcome.SENT_BACK)


def report_state(report: StatusReport) -> ReportState:
    """A status is in one of these states if, and only if, none that stands above it here holds:

    - published
    - with the committees: it was sent to one, and none has sent it back last
    - in hearing: its hearing is not over
    - being compiled: a section is not ready
    - ready
    """
    told = vars(report)
    if report.published_on:
        return ReportState.PUBLISHED
    if told["was_sent"] and not told["is_sent_back"]:
        return ReportState.WITH_COMMITTEES
    if told["is_heard"]:
        return ReportState.IN_HEARING
    return ReportState.COMPILING if told["has_unready"] else ReportState.READY


def reports_with_history(viewer: Viewer) -> QuerySet[StatusReport]:
    """Who changed what in a yearly status may be read if, and only if, the viewer writes them, published or not."""
    return readable_reports(viewer) if may(viewer, Permission.WRITE_STATUS) else StatusReport.objects.none()


def writable_reports(viewer: Viewer) -> QuerySet[StatusReport]:
    """A status may be written if, and only if, the viewer writes them and it is not published."""
    if not may(viewer, Permission.WRITE_STATUS):
        return StatusReport.objects.none()
    return readable_reports(viewer).filter(published_on__isnull=True)


def locked_report(viewer: Viewer, report_id: UUID, seen_version: int | None = None) -> StatusReport:
    """A status may be written now if, and only if, the viewer may write it, and it is as the viewer saw it (none: it
    does not matter). Nobody else writes it until the transaction ends. Raises `Missing`, or `Changed`."""
    report = writable_reports(viewer).select_for_update(of=("self",)).filter(id=report_id).first()
    if report is None:
        raise Missing
    if seen_version is not None and report.version != seen_version:
        raise Changed
    return report


def desk_reports(viewer: Viewer) -> QuerySet[StatusReport]:
    """The desk of a status may be seen if, and only if, the viewer may read the status, and one of these holds:

    - the viewer writes statuses
    - the viewer is the editor of one of its sections
    """
    reports = readable_reports(viewer)
    if may(viewer, Permission.WRITE_STATUS):
        return reports
    own = StatusSection.objects.filter(report=OuterRef("pk"), editor=viewer.staff_id)
    return reports.filter(Exists(own)) if viewer.staff_id else reports.none()


def desk_sections(viewer: Viewer) -> QuerySet[StatusSection]:
    """A section may be opened at the desk if, and only if, the desk may be seen, and the viewer writes statuses or is
    its editor; whether it may be written now, `writable_sections` says."""
    sections = StatusSection.objects.filter(report__in=desk_reports(viewer).values("id"))
    return sections if may(viewer, Permission.WRITE_STATUS) else sections.filter(editor=viewer.staff_id)


def writable_sections(viewer: Viewer) -> QuerySet[StatusSection]:
    """A section may be written if, and only if, its status is not published, is in no hearing that is not over (what
    is heard stands still), and one of these holds:

    - the viewer writes statuses, and may read this one
    - the viewer is its editor, and may read its policy
    """
    reports = readable_reports(viewer).filter(published_on__isnull=True)
    standing = reports.exclude(hearing__in=_open_hearings(clock.today()).values("pk")).values("id")
    sections = StatusSection.objects.filter(report__in=standing)
    if may(viewer, Permission.WRITE_STATUS):
        return sections
    return sections.filter(editor=viewer.staff_id) if viewer.staff_id else sections.none()


def locked_section(viewer: Viewer, section_id: UUID, seen_version: int) -> StatusSection:
    """A section may be written now if, and only if, the viewer may write it, and it is as the viewer saw it.

    It is not published meanwhile: who publishes holds the status. Raises `Missing`, or `Changed`.
    """
    of_section = writable_sections(viewer).filter(id=section_id).values("report")
    StatusReport.objects.select_for_update().filter(id__in=of_section).first()
    section = writable_sections(viewer).select_for_update(of=("self",)).filter(id=section_id).first()
    if section is None:
        raise Missing
    if section.version != seen_version:
        raise Changed
    return section


def keepable_voices(viewer: Viewer) -> QuerySet[CitizenVoice]:
    """A voice may be removed if, and only if, the viewer may write its status and that is not in hearing."""
    standing = writable_reports(viewer).exclude(hearing__in=_open_hearings(clock.today()).values("pk"))
    return CitizenVoice.objects.filter(report__in=standing.values("id"))


def withdrawable_voices(viewer: Viewer) -> QuerySet[CitizenVoice]:
    """It may be recorded that a consent was withdrawn if, and only if, the viewer writes statuses and it was not
    before; also where the status is published."""
    if not may(viewer, Permission.WRITE_STATUS):
        return CitizenVoice.objects.none()
    return CitizenVoice.objects.filter(report__in=readable_reports(viewer).values("id"), withdrawn_on__isnull=True)


def readable_voices(viewer: Viewer) -> QuerySet[CitizenVoice]:
    """How a consent was given may be read if, and only if, the viewer writes statuses and may read this one."""
    if not may(viewer, Permission.WRITE_STATUS):
        return CitizenVoice.objects.none()
    return CitizenVoice.objects.filter(report__in=readable_reports(viewer).values("id"))


def keepable_treatments(viewer: Viewer) -> QuerySet[CommitteeTreatment]:
    """What a committee does may be recorded if, and only if, the viewer may write the status."""
    return CommitteeTreatment.objects.filter(report__in=writable_reports(viewer).values("id"))


def check_year(year: int) -> None:
    """A year can have a status if, and only if, it has begun and is not long past. Raises `Invalid` otherwise."""
    if year < EARLIEST_YEAR:
        raise Invalid("year", _("Choose the year %(earliest)s or later.") % {"earliest": EARLIEST_YEAR})
    if year > clock.today().year:
        raise Invalid("year", _("The year has not begun yet."))


def years_of(period: str) -> tuple[int, int]:
    """A policy has a closing status if, and only if, it says its first and last year, in their order, no more years
    apart than one can compile. Raises `Invalid` otherwise."""
    years = _YEARS.fullmatch(period.replace("–", "-").replace(" ", ""))
    first, last = (int(years[1]), int(years[2])) if years else (0, 0)
    if first < EARLIEST_YEAR or not 0 <= last - first <= LONGEST_PERIOD:
        raise Invalid("policy", _("The policy does not say from which year to which it is valid."))
    return first, last


def check_consent(consent: Consent) -> None:
    """A consent can be as told if, and only if, its day has come, and it is told how it was given and what was
    explained. Raises `Invalid` otherwise."""
    if consent.given_on > clock.today():
        raise Invalid("given_on", _("The day has not come yet. Write the day the consent was given."))
    if not consent.how.strip():
        raise Invalid("how", _("Write how the consent was given, as in writing or at a meeting."))
    if not consent.explained.strip():
        raise Invalid("explained", _("Write what was explained about the status, and to whom."))


@dataclass(frozen=True)
class Lack:
    """What is still missing of a status before it can be published; what does not block is only told."""

    field: str
    message: str
    blocks: bool


@dataclass(frozen=True)
class Standing:
    """What it follows from whether a status can be published. `outcomes` are those of each committee's last treatment
    (empty: none yet)."""

    ends_on: date
    sections: int
    ready: int
    was_heard: bool
    is_heard: bool
    unanswered: int
    outcomes: tuple[tuple[str, str], ...]


def standing_of(report: StatusReport, unanswered: int) -> Standing:
    """What the lacks of a status follow from: a section counts as ready if, and only if, it is marked as ready.

    Of the answers in its hearing, `unanswered` have no reply.
    """
    ready = list(report.sections.values_list("is_ready", flat=True))
    return Standing(
        ends_on=date(report.year, 12, 31),
        sections=len(ready),
        ready=sum(ready),
        was_heard=report.hearing_id is not None,
        is_heard=bool(vars(report)["is_heard"]),
        unanswered=unanswered,
        outcomes=standing_outcomes(report.treatments.all()),
    )


def standing_outcomes(treatments: Iterable[CommitteeTreatment]) -> tuple[tuple[str, str], ...]:
    """An outcome stands if, and only if, it is that of the last time the committee got the status."""
    last = {each.committee: each.outcome for each in sorted(treatments, key=lambda each: (each.sent_on, each.id))}
    return tuple(last.items())


def lacks(standing: Standing, unready_reason: str = "") -> tuple[Lack, ...]:
    """A status can be published if, and only if, none of these lacks blocks it:

    - its last year is not over
    - a section is not ready, and no reason is given for publishing it as it is
    - its hearing is not over; that it was not heard, or an answer has no reply, is only told
    - no committee has dealt with it, one has not yet, or one has sent it back and not got it again
    """
    unready = standing.sections - standing.ready
    found = [
        (standing.ends_on >= clock.today(), "year", _("The year is not over yet."), True),
        (unready > 0, "unready_reason", _unready(unready), not unready_reason.strip()),
        (standing.is_heard, "hearing", _("The hearing is not over yet."), True),
        (not standing.was_heard, "hearing", _("No council has been heard about it."), False),
        (standing.unanswered > 0, "hearing", _unanswered(standing.unanswered), False),
        (not standing.outcomes, "committee", _("No committee has dealt with it yet."), True),
    ]
    for committee, outcome in standing.outcomes:
        told = {"committee": committee}
        found += [
            (outcome == "", "committee", _("%(committee)s has not dealt with it yet.") % told, True),
            (outcome == Outcome.SENT_BACK, "outcome", _("%(committee)s has sent it back.") % told, True),
        ]
    return tuple(Lack(field, message, blocks) for holds, field, message, blocks in found if holds)


def _unready(count: int) -> str:
    words = ngettext("%(count)s section is not ready.", "%(count)s sections are not ready.", count)
    return words % {"count": count}


def _unanswered(count: int) -> str:
    words = ngettext("%(count)s answer has no reply yet.", "%(count)s answers have no reply yet.", count)
    return words % {"count": count}


def check_publishable(standing: Standing, unready_reason: str) -> None:
    """A status can be published if, and only if, nothing that it lacks blocks it. Raises `Invalid` otherwise."""
    blocking = [each for each in lacks(standing, unready_reason) if each.blocks]
    if blocking:
        raise Invalid(blocking[0].field, blocking[0].message)


def standing_editions(reports: QuerySet[StatusReport]) -> QuerySet[StatusReport]:
    """An edition of a status stands if, and only if, it is the one published last, or a draft while none is."""
    published = StatusReport.objects.filter(
        policy=OuterRef("policy"), kind=OuterRef("kind"), year=OuterRef("year"), published_on__isnull=False
    )
    newer = published.filter(edition__gt=OuterRef("edition"))
    is_draft_beside = Q(published_on__isnull=True) & Exists(published.exclude(pk=OuterRef("pk")))
    return reports.exclude(Exists(newer)).exclude(is_draft_beside)


def found_report(viewer: Viewer, slug: str, year: int | None, kind: ReportKind, edition: int | None) -> StatusReport:
    """A status is found by its address if, and only if, the viewer may read it: of this year, or of the newest where
    none is named, and the edition of this number, or, where none is named, the one that stands. Raises `Missing`
    otherwise."""
    reports = readable_reports(viewer).filter(policy__slug=slug, kind=kind)
    if year is not None:
        reports = reports.filter(year=year)
    wanted = standing_editions(reports) if edition is None else reports.filter(edition=edition)
    report = wanted.select_related("policy", "corrects", "hearing").first()
    if report is None:
        raise Missing
    return report


def check_not_heard_before(report: StatusReport) -> None:
    """A status may be sent to hearing if, and only if, everybody may read its policy, and it was not heard before but
    in a hearing that was closed early. Raises `Invalid` otherwise."""
    if not readable_documents(EVERYBODY).filter(id=report.policy_id).exists():
        raise Invalid("hearing", _("The policy is a draft that not everybody may read. It is adopted first."))
    if report.hearing_id and not _closed_early(report.hearing_id):
        raise Invalid("hearing", _("It was sent to hearing before."))


def _closed_early(hearing_id: UUID) -> bool:
    return readable_hearings(COMPILER).filter(id=hearing_id, closed_on__isnull=False).exists()


def check_discardable(report: StatusReport) -> None:
    """A status that is not published may be discarded if, and only if, nobody was asked about it: what others were
    sent is not taken out of the world. What a correction takes over from the edition that it corrects does not count.

    Raises `Invalid` otherwise.
    """
    is_sent = report.corrects_id is None and (report.hearing_id or report.treatments.exists())
    if is_sent or report.treatments.filter(outcome="").exists():
        raise Invalid("report", _("It was sent to others already and cannot be discarded."))


def check_stands_open(report: StatusReport) -> None:
    """What is in a status may be changed if, and only if, it is in no hearing that is not over: what is heard stands
    still. Raises `Invalid` otherwise."""
    if vars(report)["is_heard"]:
        raise Invalid("hearing", _("It is in hearing and stands still until the hearing is over."))


def check_section(section: StatusSection, text: str, is_ready: bool) -> None:
    """A section can be ready if, and only if, something is written in it, or it is about what speaks for itself.

    Raises `Invalid` otherwise.
    """
    if is_ready and not text.strip() and section.kind not in SPEAKS_FOR_ITSELF:
        raise Invalid("text", _("Write the section before it is marked as ready."))


def check_due_on(due_on: date | None) -> None:
    """Sections can be asked for by a day if, and only if, it is not past. Raises `Invalid` otherwise."""
    if due_on and due_on < clock.today():
        raise Invalid("due_on", _("This day is past. Write one on which the sections can still be written."))


def check_sent_on(sent_on: date) -> None:
    """A status was sent on a day if, and only if, it has come. Raises `Invalid` otherwise."""
    if sent_on > clock.today():
        raise Invalid("sent_on", _("The day has not come yet. Write the day it was sent."))


def check_outcome(sent_on: date, treated_on: date) -> None:
    """A committee dealt with a status on a day if, and only if, it has come and does not lie before the status was
    sent. Raises `Invalid` otherwise."""
    if treated_on > clock.today():
        raise Invalid("treated_on", _("The day has not come yet. Write the day it was decided."))
    if treated_on < sent_on:
        raise Invalid("treated_on", _("The committee got it on a later day. Write that day or one after it."))
