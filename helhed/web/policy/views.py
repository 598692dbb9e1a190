from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.action_plans.queries.communication import reads_communication
from helhed.action_plans.queries.initiatives import list_initiatives, list_initiatives_of_goal
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.base.errors import Missing
from helhed.policy.queries.documents import Steering, get_document, get_file, get_steering, states_today
from helhed.policy.queries.goals import get_goal, search_goals
from helhed.policy.queries.shown import PolicyContent, ShownArea, ShownDocument, ShownGoal, ShownLink
from helhed.policy.words import AlignmentKind, DocumentKind, DocumentState, SectionKind
from helhed.status_reports.queries.reports import list_reports
from helhed.web.participation.about import hearings_of
from helhed.web.policy.easier import marked_labels
from helhed.web.policy.export import as_file, edition_asked
from helhed.web.policy.standing import LOOK, standing_of
from helhed.web.policy.thread import goal_address, initiative_count, thread_of
from helhed.web.policy.wordings import earlier_wordings, worded_since
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb, GoalCard
from helhed.web.shell.thread import SteeringLevel, SteeringLink
from helhed.web.shell.written import years
from helhed.web.status_reports.told import goal_told, policy_told


class DocumentPage(PublicPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        content = get_document(viewer, slug)
        plans = list_plans(viewer, policy_id=content.document.id)
        initiatives = list_initiatives(viewer, policy_id=content.document.id)
        reports = list_reports(viewer, policy_id=content.document.id)
        return render(
            request,
            "policy/document.html",
            {
                "content": content,
                "standing": standing_of(viewer, content),
                "has_thread": bool(content.goal_count),
                "steps": thread_of(content, initiatives, reports, plans=plans),
                "foreword": [each for each in content.sections if each.kind == SectionKind.FOREWORD],
                "sections": [each for each in content.sections if each.kind != SectionKind.FOREWORD],
                "links": _links_by_direction(content),
                "told": policy_told(reports),
                "reads_communication": reads_communication(viewer, content.document),
                **hearings_of(viewer, content),
                "crumbs": [*_above(content), Crumb(content.document.title, language="da")],
            },
        )


def _above(content: PolicyContent) -> list[Crumb]:
    is_policy = content.document.kind == DocumentKind.POLICY
    if is_policy:
        return [Crumb(_("Policy"), reverse("policy-list"))]
    return [Crumb(_("Steering triangle"), reverse("steering"))]


def _links_by_direction(content: PolicyContent) -> dict[str, list[ShownLink]]:
    """What the document serves, what serves it, and what stands beside it."""
    own = content.document.id
    serving = [link for link in content.links if link.kind == AlignmentKind.SERVES]
    return {
        "up": [link for link in serving if link.lower.document.id == own],
        "down": [link for link in serving if link.upper.document.id == own],
        "beside": [link for link in content.links if link.kind == AlignmentKind.BESIDE],
    }


class AreaPage(PublicPage):
    def get(self, request: HttpRequest, slug: str, place: int) -> HttpResponse:
        viewer = viewer_of(request)
        content = get_document(viewer, slug)
        area = _area(content, place)
        initiatives = [
            each
            for each in list_initiatives(viewer, policy_id=content.document.id)
            if any(goal.area_place == place for goal in each.goals)
        ]
        reports = list_reports(viewer, policy_id=content.document.id)
        return render(
            request,
            "policy/area.html",
            {
                "content": content,
                "area": area,
                "standing": standing_of(viewer, content),
                "cards": [_card(area, index, initiatives) for index in range(len(area.goals))],
                "steps": thread_of(content, initiatives, reports, area=area),
                "earlier": _neighbour(content, area, -1),
                "later": _neighbour(content, area, 1),
                "crumbs": [
                    Crumb(_("Policy"), reverse("policy-list")),
                    Crumb(content.document.title, reverse("document", args=[slug]), "da"),
                    Crumb(area.title, language="da"),
                ],
            },
        )


def _area(content: PolicyContent, place: int) -> ShownArea:
    for area in content.areas:
        if area.place == place:
            return area
    raise Missing


def _neighbour(content: PolicyContent, area: ShownArea, step: int) -> ShownArea | None:
    index = content.areas.index(area) + step
    return content.areas[index] if 0 <= index < len(content.areas) else None


def _card(area: ShownArea, index: int, initiatives: list[ShownInitiative]) -> GoalCard:
    goal = area.goals[index]
    serving = sum(any(each.id == goal.id for each in initiative.goals) for initiative in initiatives)
    return GoalCard(
        code=goal.code,
        wording=goal.text,
        href=goal_address(goal),
        easy_wording=goal.easy_wording,
        facts=(initiative_count(serving),),
    )


class GoalPage(PublicPage):
    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        viewer = viewer_of(request)
        goal = get_goal(viewer, slug, code)
        content = get_document(viewer, slug)
        area = _area(content, goal.area_place) if goal.gone_since is None else None
        initiatives = list_initiatives_of_goal(viewer, goal.id)
        reports = list_reports(viewer, policy_id=content.document.id)
        earlier, later = _goals_beside(area, code)
        return render(
            request,
            "policy/goal.html",
            {
                "content": content,
                "area": area,
                "goal": goal,
                # Worked out only for those who may write it.
                "easy_parts": partial(marked_labels, goal.easy_wording),
                "initiatives": initiatives,
                "steps": thread_of(content, initiatives, reports, area=area, goal=goal),
                "told": goal_told(viewer, reports, code),
                "standing": standing_of(viewer, content),
                "worded_since": worded_since(goal),
                "wordings": earlier_wordings(goal),
                "earlier": earlier,
                "later": later,
                "crumbs": [
                    Crumb(_("Policy"), reverse("policy-list")),
                    Crumb(content.document.title, reverse("document", args=[slug]), "da"),
                    *([Crumb(area.title, reverse("focus-area", args=[slug, area.place]), "da")] if area else []),
                    Crumb(_("Goal %(code)s") % {"code": code}),
                ],
            },
        )


def _goals_beside(area: ShownArea | None, code: str) -> tuple[ShownGoal | None, ShownGoal | None]:
    """The goals before and after it in its area; a goal that is gone stands beside none."""
    goals = area.goals if area else ()
    index = next((index for index, goal in enumerate(goals) if goal.code == code), None)
    if index is None:
        return None, None
    return goals[index - 1] if index else None, goals[index + 1] if index + 1 < len(goals) else None


class OriginalFile(PublicPage):
    """The file as it was read, always as a download: it is somebody else's, and never runs here."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        name, data = get_file(viewer_of(request), slug, edition_asked(request))
        return as_file(request, data, "application/octet-stream", slug, _ending(name))


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f".{ending}" if dot and stem and ending.isalnum() and ending.isascii() else ""


class SteeringPage(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        steering, plans = get_steering(viewer), list_plans(viewer)
        states = states_today(viewer, steering.documents)
        return render(
            request,
            "policy/steering.html",
            {
                "levels": _levels(steering, states, plans),
                "steering": steering,
                "visions": [
                    (document, steering.areas.get(document.id, ()), steering.lighthouses.get(document.id, ()))
                    for document in steering.of_kind(DocumentKind.VISION)
                ],
                "crumbs": [Crumb(_("Steering triangle"))],
            },
        )


def _levels(steering: Steering, states: Mapping[UUID, DocumentState], plans: list[ShownPlan]) -> list[SteeringLevel]:
    explained = {
        DocumentKind.VISION: _("What the council wants for the whole municipality"),
        DocumentKind.MUNICIPAL_PLAN: _("How the land and the towns may be used"),
        DocumentKind.POLICY: _("What is wanted in each field"),
    }
    levels = [
        SteeringLevel(
            str(kind.label),
            explanation,
            tuple(_in_triangle(document, states[document.id]) for document in steering.of_kind(kind)),
        )
        for kind, explanation in explained.items()
    ]
    shown = tuple(SteeringLink(plan.title, reverse("action-plan", args=[plan.slug])) for plan in plans)
    return [*levels, SteeringLevel(_("Action plans"), _("What is done, by whom and when"), shown)]


def _in_triangle(document: ShownDocument, state: DocumentState) -> SteeringLink:
    """With its state where it is not simply in force."""
    is_in_force = state == DocumentState.IN_FORCE
    return SteeringLink(
        title=document.title,
        href=reverse("document", args=[document.slug]),
        subtitle=years(document.period, document.title),
        state=None if is_in_force else (LOOK[state], state.label),
    )


class GoalSearch(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("q", "").strip()[:200].replace("\0", "")
        found = search_goals(viewer_of(request), asked)
        cards = [
            GoalCard(goal.code, goal.text, goal_address(goal), goal.easy_wording, policy=goal.policy_title)
            for goal in found
        ]
        return render(request, "policy/search.html", {"asked": asked, "cards": cards, "crumbs": [Crumb(_("Search"))]})
