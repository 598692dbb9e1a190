"""The thread through one policy, drawn from what each folder below may tell this viewer."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.policy.queries.shown import PolicyContent, ShownArea, ShownGoal, ShownLink
from helhed.policy.words import AlignmentKind, DocumentKind
from helhed.status_reports.queries.shown import ShownReport
from helhed.web.action_plans.progress import branch, initiative_address, plan_branch
from helhed.web.shell.thread import ThreadBranch, ThreadStep
from helhed.web.status_reports.addresses import area_anchor, goal_anchor, report_address


def thread_of(
    policy: PolicyContent,
    initiatives: Sequence[ShownInitiative],
    reports: Sequence[ShownReport],
    *,
    plans: Sequence[ShownPlan] = (),
    stands_on_policy: bool = True,
    area: ShownArea | None = None,
    goal: ShownGoal | None = None,
    initiative: ShownInitiative | None = None,
) -> list[ThreadStep]:
    """From the vision above the policy down to the status: through all of it, one area, one goal or one initiative.

    Where `plans` are given they stand for their initiatives, which are too many to be tied on one by one.
    """
    return [
        *_above(policy, _places(area, goal, initiative)),
        _policy_step(policy, is_current=stands_on_policy and not (area or goal or initiative)),
        *_middle(policy, area, goal, initiative),
        _one_initiative(initiative) if initiative else _initiative_step(initiatives, plans),
        _status_step(reports, _place(area, goal)),
    ]


def _places(area: ShownArea | None, goal: ShownGoal | None, initiative: ShownInitiative | None) -> set[int] | None:
    """The places of the focus areas that the thread runs through; none: through all of them. A goal that is gone
    stands in no area any more."""
    if initiative:
        return {each.area_place for each in initiative.goals}
    if area:
        return {area.place}
    return set() if goal else None


def _above(policy: PolicyContent, places: set[int] | None) -> list[ThreadStep]:
    """The council's documents that the policy serves, and the focus areas there that those at `places` serve."""
    upward = [link for link in policy.links if _goes_up_from(policy, link)]
    levels = list(DocumentKind)
    steps: dict[str, list[ShownLink]] = {}
    for link in sorted(upward, key=lambda link: levels.index(link.upper.document.kind)):
        steps.setdefault(link.upper.document.slug, []).append(link)
    return [_upper_step(links, places) for links in steps.values()]


def _goes_up_from(policy: PolicyContent, link: ShownLink) -> bool:
    return link.kind == AlignmentKind.SERVES and link.lower.document.id == policy.document.id


def _upper_step(links: list[ShownLink], places: set[int] | None) -> ThreadStep:
    document = links[0].upper.document
    address = reverse("document", args=[document.slug])
    served = {
        link.upper.place: link.upper.area
        for link in links
        if link.upper.place and (places is None or link.lower.place is None or link.lower.place in places)
    }
    return ThreadStep(
        level=str(document.kind.label),
        title=document.title,
        href=address,
        language="da",
        branches=tuple(
            ThreadBranch(title, f"{address}#omraade-{place}", language="da") for place, title in served.items()
        ),
    )


def _policy_step(policy: PolicyContent, *, is_current: bool) -> ThreadStep:
    return ThreadStep(
        level=_("Policy"),
        title=policy.document.title,
        href=reverse("document", args=[policy.document.slug]),
        text=policy.vision,
        is_current=is_current,
        language="da",
    )


def _middle(
    policy: PolicyContent, area: ShownArea | None, goal: ShownGoal | None, initiative: ShownInitiative | None
) -> list[ThreadStep]:
    if initiative:
        return [*_served_areas(policy, initiative), *_served_goals(initiative)]
    steps = [_area_step(policy, area, goal)] if area else []
    steps += [_goal_step(goal, is_current=True)] if goal else []
    return steps or [_all_areas(policy)]


def _all_areas(policy: PolicyContent) -> ThreadStep:
    return ThreadStep(
        level=_("Focus areas"),
        title=_("%(areas)s focus areas with %(goals)s goals")
        % {"areas": len(policy.areas), "goals": policy.goal_count},
        href=None,
        branches=tuple(
            ThreadBranch(area.title, area_address(policy, area), text=goal_count(area), language="da")
            for area in policy.areas
        ),
    )


def _area_step(policy: PolicyContent, area: ShownArea, goal: ShownGoal | None) -> ThreadStep:
    goals = () if goal else area.goals
    return ThreadStep(
        level=_("Focus area"),
        title=area.title,
        href=area_address(policy, area),
        is_current=goal is None,
        language="da",
        branches=tuple(ThreadBranch(f"{each.code} {each.text}", goal_address(each), language="da") for each in goals),
    )


def _served_areas(policy: PolicyContent, initiative: ShownInitiative) -> list[ThreadStep]:
    places = {goal.area_place for goal in initiative.goals}
    areas = [area for area in policy.areas if area.place in places]
    return [replace(_area_step(policy, area, None), is_current=False, branches=()) for area in areas]


def _served_goals(initiative: ShownInitiative) -> list[ThreadStep]:
    return [_goal_step(goal, is_current=False) for goal in initiative.goals]


def _goal_step(goal: ShownGoal, *, is_current: bool) -> ThreadStep:
    return ThreadStep(
        level=_("Goal %(code)s") % {"code": goal.code},
        title=goal.text,
        href=goal_address(goal),
        is_current=is_current,
        language="da",
    )


def _initiative_step(initiatives: Sequence[ShownInitiative], plans: Sequence[ShownPlan]) -> ThreadStep:
    tied_on = tuple(map(plan_branch, plans)) if plans else tuple(map(branch, initiatives))
    return ThreadStep(
        level=_("Initiatives in the action plan"),
        title=initiative_count(len(initiatives)),
        href=reverse("action-plan", args=[initiatives[0].plan]) if initiatives else None,
        branches=tied_on,
        is_ahead=not initiatives,
    )


def _one_initiative(initiative: ShownInitiative) -> ThreadStep:
    return ThreadStep(
        level=_("Initiative in the action plan"),
        title=initiative.title,
        href=initiative_address(initiative),
        is_current=True,
        language="da",
    )


def _place(area: ShownArea | None, goal: ShownGoal | None) -> str:
    """Where in a status it is told of the area or the goal; of an initiative it is told at many goals."""
    if goal:
        return goal_anchor(goal.code)
    return area_anchor(area.place) if area else ""


def _status_step(reports: Sequence[ShownReport], place: str) -> ThreadStep:
    return ThreadStep(
        level=_("Yearly status"),
        title=_("What came of it") if reports else _("The first status is still to come"),
        href=reverse("status-list") if reports else None,
        is_ahead=not reports,
        branches=tuple(
            ThreadBranch(_("Status %(year)s") % {"year": report.year}, report_address(report, anchor=place))
            for report in reports
        ),
    )


def initiative_count(count: int) -> str:
    if not count:
        return _("No initiative yet")
    return ngettext("%(count)s initiative", "%(count)s initiatives", count) % {"count": count}


def goal_count(area: ShownArea) -> str:
    return ngettext("%(count)s goal", "%(count)s goals", len(area.goals)) % {"count": len(area.goals)}


def area_address(policy: PolicyContent, area: ShownArea) -> str:
    return reverse("focus-area", args=[policy.document.slug, area.place])


def goal_address(goal: ShownGoal) -> str:
    return reverse("goal", args=[goal.policy, goal.code])
