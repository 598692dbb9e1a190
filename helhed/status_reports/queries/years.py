"""The years of a policy beside each other, goal by goal, from what was kept of them."""

from collections import defaultdict
from dataclasses import dataclass

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.content.storing import restored
from helhed.status_reports.content.tree import StateCount
from helhed.status_reports.models import FrozenStatus
from helhed.status_reports.rules import readable_reports, standing_editions
from helhed.status_reports.words import ReportKind


@dataclass(frozen=True)
class YearOfGoal:
    year: int
    counts: tuple[StateCount, ...]
    judgement: str


@dataclass(frozen=True)
class ComparedGoal:
    """A goal by its newest words, and each year that it stood in a status, oldest first."""

    code: str
    text: str
    years: tuple[YearOfGoal, ...]


@dataclass(frozen=True)
class ComparedYears:
    """The policy by its newest title, the years, and its goals."""

    policy_title: str
    years: tuple[int, ...]
    goals: tuple[ComparedGoal, ...]


def compare_years(viewer: Viewer, slug: str) -> ComparedYears:
    """The published years of a policy that were kept; a goal that is gone comes last, where its years end. Raises
    `Missing` where no year was."""
    standing = standing_editions(readable_reports(viewer).filter(policy__slug=slug, kind=ReportKind.YEARLY))
    kept = FrozenStatus.objects.filter(report__in=standing.values("id")).order_by("report__year")
    contents = [restored(text) for text in kept.values_list("content", flat=True)]
    if not contents:
        raise Missing
    years: dict[str, list[YearOfGoal]] = defaultdict(list)
    texts: dict[str, str] = {}
    for content in contents:
        for goal in content.goals:
            years[goal.code].append(YearOfGoal(content.last_year, goal.counts, goal.judgement))
            texts[goal.code] = goal.text
    newest = [goal.code for goal in contents[-1].goals]
    codes = [*newest, *(code for code in texts if code not in set(newest))]
    return ComparedYears(
        policy_title=contents[-1].policy.title,
        years=tuple(content.last_year for content in contents),
        goals=tuple(ComparedGoal(code, texts[code], tuple(years[code])) for code in codes),
    )
