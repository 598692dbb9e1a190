"""The status as open data: one row for each initiative and one for each goal, under the names that its schema has.

States stand by their values, so that the file is the same in every language; each row says its year and policy, so that
the files of several years can be put under each other.
"""

from collections.abc import Iterator

from helhed.action_plans.words import ProgressState
from helhed.status_reports.content.tree import StatusArea, StatusContent, StatusGoal, StatusInitiative
from helhed.web.documents.csv_file import to_csv

OF_STATUS = ("kind", "last_year", "policy")
OF_INITIATIVE = (
    *("key", "plan", "number", "title", "success_criterion", "unit", "accountable", "co_owner", "starts_on", "ends_on"),
    *("goals", "state", "last_state", "proposal", "confidence", "words", "written_on", "reason"),
    *("is_late", "is_vacant", "milestones", "milestones_done"),
)
OF_DECISION = ("body", "on", "agenda_item")
OF_GOAL = ("code", "text", "easy_wording", "initiatives", "judgement", "last_judgement")
STATES = tuple(state.value for state in ProgressState)


def initiatives_csv(content: StatusContent) -> str:
    decided = (f"decision.{name}" for name in OF_DECISION)
    head = (*OF_STATUS, *OF_INITIATIVE, *decided, "late_milestones")
    return to_csv(head, ((*_of_status(content), *_of_initiative(each)) for each in content.initiatives))


def goals_csv(content: StatusContent) -> str:
    counted = (f"{name}.{state}" for name in ("counts", "last_counts") for state in STATES)
    head = (*OF_STATUS, "area.place", "area.title", *OF_GOAL, *counted)
    return to_csv(head, (_of_goal(content, area, goal) for area in content.areas for goal in area.goals))


def _of_status(content: StatusContent) -> tuple[object, ...]:
    return content.kind, content.last_year, content.policy.slug


def _of_initiative(each: StatusInitiative) -> Iterator[object]:
    yield from (_plain(getattr(each, name)) for name in OF_INITIATIVE)
    yield from (getattr(each.decision, name) if each.decision else None for name in OF_DECISION)
    yield len(each.late_milestones)


def _of_goal(content: StatusContent, area: StatusArea, goal: StatusGoal) -> tuple[object, ...]:
    now = {each.state: each.count for each in goal.counts}
    then = {each.state: each.count for each in goal.last_counts} if content.compared_with else None
    return (
        *(*_of_status(content), area.place, area.title),
        *(_plain(getattr(goal, name)) for name in OF_GOAL),
        *(now.get(state, 0) for state in STATES),
        *(then.get(state, 0) if then is not None else None for state in STATES),
    )


def _plain(value: object) -> object:
    """Yes and no as JSON says them, and several things in one cell with spaces between: none of them has one in it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, tuple) else value
