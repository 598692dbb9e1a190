"""The way from a policy and a goal to what the newest published status says of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from helhed.base.viewer import Viewer
from helhed.status_reports.queries.shown import ShownReport
from helhed.status_reports.queries.told import told_of_goal
from helhed.web.action_plans.progress import progress_parts
from helhed.web.shell.parts import ProgressPart
from helhed.web.status_reports.addresses import goal_anchor, report_address
from helhed.web.status_reports.files.phrases import status_title


@dataclass(frozen=True)
class ToldHere:
    """`href` leads to the very place in the status, and `years_href` to what each year said. A policy is not told of,
    only led on from: `easy_href` is there alone."""

    title: str
    href: str
    years_href: str
    easy_href: str = ""
    parts: tuple[ProgressPart, ...] = ()
    words: str = ""


def policy_told(reports: Sequence[ShownReport]) -> ToldHere | None:
    report = _newest(reports)
    if report is None:
        return None
    years = reverse("status-years", args=[report.policy])
    return ToldHere(_title(report), report_address(report), years, easy_href=report_address(report, "easy"))


def goal_told(viewer: Viewer, reports: Sequence[ShownReport], code: str) -> ToldHere | None:
    """How its initiatives go, and what the editor judges; none, where the status knows no such goal."""
    report = _newest(reports)
    told = told_of_goal(viewer, report.id, code) if report else None
    if report is None or told is None:
        return None
    anchor = goal_anchor(code)
    return ToldHere(
        title=_title(report),
        href=report_address(report, anchor=anchor),
        years_href=f"{reverse('status-years', args=[report.policy])}#{anchor}",
        parts=tuple(progress_parts(told.counts)),
        words=told.judgement,
    )


def _newest(reports: Sequence[ShownReport]) -> ShownReport | None:
    return next((each for each in reports if each.is_kept), None)


def _title(report: ShownReport) -> str:
    return status_title(report.kind, report.first_year, report.year)
