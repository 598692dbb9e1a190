"""The goals: one with its history, those that something points at, and those that hold a word."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q

from helhed.access.rules import may
from helhed.access.words import Permission
from helhed.base.errors import Missing
from helhed.base.text import stems
from helhed.base.viewer import Viewer
from helhed.policy.models import GoalSuccession, OfficialWording
from helhed.policy.queries.documents import get_document
from helhed.policy.queries.shown import GoalLink, GoalWithHistory, PolicyLink, ShownGoal, ShownWording, WritableGoal
from helhed.policy.rules import last_wordings, readable_editions, readable_wordings, standing_wordings, writable_goals

MOST_SEARCH_WORDS = 12


def get_goal(viewer: Viewer, slug: str, code: str) -> GoalWithHistory:
    """A goal by its address, also when it is gone; of a policy that nobody has adopted yet, as its draft has it."""
    wording = last_wordings(viewer).filter(goal__document__slug=slug, goal__code=code).first()
    if wording is None:
        return GoalWithHistory(**vars(_drafted_goal(viewer, slug, code)))
    continues, continued_by = _successions(viewer, wording.goal_id)
    return GoalWithHistory(
        **vars(ShownGoal.of(wording)),
        outdated_easy_wording=_outdated(wording) if may(viewer, Permission.WRITE_EASY_WORDING) else "",
        wordings=_wordings(viewer, wording),
        continues=continues,
        continued_by=continued_by,
    )


def _outdated(wording: OfficialWording) -> str:
    """The easy wording of the goal where it was written to other words than these."""
    return "" if wording.written_to == wording.text else wording.goal.easy_wording


def _drafted_goal(viewer: Viewer, slug: str, code: str) -> ShownGoal:
    content = get_document(viewer, slug)
    for area in content.areas if content.document.is_draft else ():
        for goal in area.goals:
            if goal.code == code:
                return goal
    raise Missing


def _wordings(viewer: Viewer, last: OfficialWording) -> tuple[ShownWording, ...]:
    editions = readable_editions(viewer).filter(document=last.goal.document)
    days = {edition.number: edition.in_force_on for edition in editions if edition.in_force_on}
    wordings = readable_wordings(viewer).filter(goal=last.goal_id).order_by("-edition")
    return tuple(ShownWording(each.edition, days[each.edition], each.area, each.text) for each in wordings)


def _successions(viewer: Viewer, goal_id: UUID) -> tuple[tuple[GoalLink, ...], tuple[GoalLink, ...]]:
    """What the goal continues, and what continues it."""
    standing = GoalSuccession.objects.filter(edition=F("new_goal__edition"))
    joined = standing.filter(Q(new_goal=goal_id) | Q(old_goal=goal_id))
    pairs = list(joined.values_list("new_goal", "old_goal"))
    others = {each for pair in pairs for each in pair} - {goal_id}
    wordings = last_wordings(viewer).filter(goal__in=others).order_by("goal__position")
    links = {each.goal_id: GoalLink(PolicyLink.of(each.goal.document), each.goal.code, each.text) for each in wordings}
    old = {old_id for new_id, old_id in pairs if new_id == goal_id}
    return (
        tuple(link for other, link in links.items() if other in old),
        tuple(link for other, link in links.items() if other not in old),
    )


def get_writable_goal(viewer: Viewer, slug: str, code: str) -> WritableGoal:
    """A goal whose easy wording this viewer may write, for the form."""
    writable = writable_goals(viewer).filter(document__slug=slug, code=code)
    wording = last_wordings(viewer).filter(goal__in=writable).first()
    if wording is None:
        raise Missing
    return WritableGoal.of_wording(wording)


def list_outdated_easy_wordings(viewer: Viewer) -> list[WritableGoal]:
    """The standing goals whose easy wording was written to other words, for those who look them over."""
    wordings = standing_wordings(viewer).filter(goal__in=writable_goals(viewer)).exclude(goal__easy_wording="")
    in_order = wordings.order_by("goal__document__title", "goal__document__slug", "goal__position")
    return [WritableGoal.of_wording(wording) for wording in in_order if _outdated(wording)]


def goals_by_id(viewer: Viewer, goal_ids: Iterable[UUID]) -> dict[UUID, ShownGoal]:
    """The goals of these ids that the viewer may read, also those that are gone, by their last wording."""
    wordings = last_wordings(viewer).filter(goal__in=list(goal_ids))
    return {wording.goal_id: ShownGoal.of(wording) for wording in wordings}


def search_goals(viewer: Viewer, text: str) -> list[ShownGoal]:
    """The standing goals in which every word of the text stands, in whatever form or as part of a longer word.

    Goals where each word stands as a word of its own come first.
    """
    searched = stems(text)[:MOST_SEARCH_WORDS]
    if not searched:
        return []
    wordings = standing_wordings(viewer)
    for stem in searched:
        wordings = wordings.filter(goal__stems__contains=stem)
    found = sorted(
        wordings,
        key=lambda wording: (
            not all(f" {stem} " in wording.goal.stems for stem in searched),
            wording.goal.document.title,
            wording.goal.document.slug,
            wording.goal.position,
        ),
    )
    return [ShownGoal.of(wording) for wording in found]
