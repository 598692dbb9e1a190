"""What the front page is filled with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.progress import list_due
from helhed.base.viewer import Viewer
from helhed.participation.queries.hearings import hearings_waiting
from helhed.policy.queries.documents import ListedPolicy, get_document, list_policies
from helhed.policy.queries.shown import PolicyContent
from helhed.policy.words import DocumentState
from helhed.status_reports.queries.reports import count_initiatives, list_reports
from helhed.status_reports.queries.shown import ShownReport
from helhed.web.action_plans.progress import progress_parts
from helhed.web.participation.shown import HearingRow, rows
from helhed.web.policy.thread import area_address, thread_of
from helhed.web.shell.parts import ProgressPart
from helhed.web.shell.thread import ThreadStep
from helhed.web.status_reports.addresses import report_address
from helhed.web.status_reports.own_sections import WaitingSection, waiting_sections

# An expired policy is valid until another one is.
_STANDS = (DocumentState.IN_FORCE, DocumentState.EXPIRED)


@dataclass(frozen=True)
class FrontArea:
    """A focus area of the policy, with how many goals it has."""

    title: str
    href: str
    goal_count: int


@dataclass(frozen=True)
class FrontPolicy:
    """The policy in force; `quote` is one of its citizens' own words."""

    title: str
    subtitle: str
    href: str
    areas: tuple[FrontArea, ...] = ()
    quote: str = ""
    quote_source: str = ""


@dataclass(frozen=True)
class FrontStatus:
    """The latest published yearly status; `parts` are counts of initiatives, never of people."""

    year: int
    href: str
    published_on: date
    parts: tuple[ProgressPart, ...]
    text: str = ""


@dataclass(frozen=True)
class FrontPageContent:
    """All that the front page shows. Without a thread it says what is missing.

    `others` are in force too; `waiting`, `sections`, and `due`, the number of initiatives that wait for an update, are
    for the viewer alone.
    """

    thread: tuple[ThreadStep, ...] = ()
    policy: FrontPolicy | None = None
    status: FrontStatus | None = None
    others: tuple[FrontPolicy, ...] = ()
    steering_href: str = ""
    waiting: tuple[HearingRow, ...] = ()
    sections: tuple[WaitingSection, ...] = ()
    due: int = 0


def front_page(viewer: Viewer) -> FrontPageContent:
    """The policy that the municipality works under, its thread, the newest published status, and what waits for the
    viewer."""
    own: dict[str, Any] = {
        "waiting": tuple(rows(hearings_waiting(viewer))),
        "sections": waiting_sections(viewer),
        "due": len(list_due(viewer)),
    }
    policies = [policy for policy in list_policies(viewer) if policy.was_read and not policy.is_draft]
    if not policies:
        return FrontPageContent(**own)
    all_plans = list_plans(viewer)
    main, *others = _most_worked_under_first(policies, {plan.policy_id for plan in all_plans})
    policy = get_document(viewer, main.slug)
    reports = list_reports(viewer, policy_id=policy.document.id)
    initiatives = list_initiatives(viewer, policy_id=policy.document.id)
    plans = [plan for plan in all_plans if plan.policy_id == main.id]
    published = [(report, report.published_on) for report in reports if report.published_on]
    return FrontPageContent(
        thread=tuple(thread_of(policy, initiatives, reports, plans=plans, stands_on_policy=False)),
        policy=_policy(policy),
        status=_status(viewer, *published[0]) if published else None,
        others=tuple(
            FrontPolicy(each.title, each.period, reverse("document", args=[each.slug]))
            for each in others
            if each.state in _STANDS
        ),
        steering_href=reverse("steering"),
        **own,
    )


def _most_worked_under_first(policies: Sequence[ListedPolicy], with_plan: set[UUID]) -> list[ListedPolicy]:
    """Those that stand come first, of these those with an action plan, and of these the newest."""
    return sorted(
        policies,
        key=lambda each: (each.state in _STANDS, each.id in with_plan, each.period, each.slug),
        reverse=True,
    )


def _policy(policy: PolicyContent) -> FrontPolicy:
    quote = next((quote for area in policy.areas for quote in area.quotes), None)
    return FrontPolicy(
        title=policy.document.title,
        subtitle=policy.document.subtitle,
        href=reverse("document", args=[policy.document.slug]),
        areas=tuple(FrontArea(area.title, area_address(policy, area), len(area.goals)) for area in policy.areas),
        quote=quote.text if quote else "",
        quote_source=quote.source if quote else "",
    )


def _status(viewer: Viewer, report: ShownReport, published_on: date) -> FrontStatus:
    return FrontStatus(
        year=report.year,
        href=report_address(report),
        published_on=published_on,
        parts=tuple(progress_parts(count_initiatives(viewer, report))),
    )
