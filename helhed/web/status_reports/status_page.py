"""What stands around the words of a status: its contents, its editions, the years beside it, and its hearing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from helhed.base.blocks import Document, Heading
from helhed.base.viewer import Viewer
from helhed.participation.queries.hearings import ShownHearing, get_hearing
from helhed.participation.words import HearingState
from helhed.status_reports.queries.compiled import CompiledStatus
from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.words import ReportKind, ReportState
from helhed.web.participation.forms import said_for_choices
from helhed.web.status_reports.addresses import report_address
from helhed.web.status_reports.files.phrases import status_title

LOOK = {
    ReportState.COMPILING: "not_started",
    ReportState.READY: "under_way",
    ReportState.IN_HEARING: "under_way",
    ReportState.WITH_COMMITTEES: "under_way",
    ReportState.PUBLISHED: "done",
}


@dataclass(frozen=True)
class Part:
    """A heading that can be gone to, with the headings of goals below it."""

    heading: Heading
    goals: tuple[tuple[str, Heading], ...]


def contents(document: Document) -> list[Part]:
    """The headings of the second level, each with the goals below it by their codes."""
    named = [block for block in document.blocks if isinstance(block, Heading) and block.anchor]
    tops = [place for place, heading in enumerate(named) if heading.level == 2]
    return [
        Part(named[start], tuple((each.text.partition(" ")[0], each) for each in named[start + 1 : end]))
        for start, end in pairwise([*tops, len(named)])
    ]


@dataclass(frozen=True)
class Edition:
    """An edition of the status, and whether it is the one that is read."""

    report: ShownReport
    href: str
    is_shown: bool


@dataclass(frozen=True)
class Editions:
    """All of them, newest first; `newer` is the one that corrects what is shown, where one is published."""

    every: tuple[Edition, ...]
    newer: Edition | None


def editions_of(shown: ShownReport, of_policy: Sequence[ShownReport]) -> Editions:
    every = [each for each in of_policy if (each.kind, each.year) == (shown.kind, shown.year)]
    listed = tuple(
        Edition(
            report=each,
            href=report_address(each, edition=each.edition),
            is_shown=each.id == shown.id,
        )
        for each in every
    )
    newer = next((each for each in listed if each.report.corrects == shown.edition and not each.report.is_draft), None)
    return Editions(listed, newer)


@dataclass(frozen=True)
class YearLink:
    title: str
    href: str


@dataclass(frozen=True)
class YearsAround:
    """The statuses of the same policy beside this one; `can_compare` where the text of any year is kept."""

    before: YearLink | None
    after: YearLink | None
    closing: YearLink | None
    can_compare: bool


def years_around(shown: ShownReport, every: Sequence[ShownReport]) -> YearsAround:
    """Any edition will do: the address of a year leads to the one that stands."""
    yearly = sorted((each for each in every if each.kind is ReportKind.YEARLY), key=lambda each: each.year)
    closing = next((each for each in every if each.kind is ReportKind.CLOSING), None)
    last = shown.year if shown.kind is ReportKind.YEARLY else shown.year + 1
    before = [each for each in yearly if each.year < last]
    after = [each for each in yearly if each.year > last]
    return YearsAround(
        before=_link(before[-1]) if before else None,
        after=_link(after[0]) if after else None,
        closing=_link(closing) if closing and shown.kind is ReportKind.YEARLY else None,
        can_compare=any(each.is_kept for each in yearly),
    )


def _link(report: ShownReport) -> YearLink:
    return YearLink(status_title(report.kind, report.first_year, report.year), report_address(report))


@dataclass(frozen=True)
class OpenHearing:
    """A hearing that is open today, and whether the viewer answers it."""

    hearing: ShownHearing
    may_answer: bool


def hearing_of(viewer: Viewer, status: CompiledStatus) -> OpenHearing | None:
    """The hearing about a status while one can answer; what is published is heard no more."""
    held = status.content.hearing
    if held is None or status.report.published_on:
        return None
    hearing = get_hearing(viewer, held.slug)
    if hearing.state != HearingState.OPEN:
        return None
    may_answer = hearing.offers.answer and bool(said_for_choices(hearing))
    return OpenHearing(hearing, may_answer)
