"""What a published status says of one goal, where the rest of it is not shown."""

import json
from dataclasses import dataclass
from uuid import UUID

from helhed.action_plans.words import ProgressState
from helhed.base.viewer import Viewer
from helhed.status_reports.models import FrozenStatus
from helhed.status_reports.rules import readable_reports


@dataclass(frozen=True)
class ToldOfGoal:
    """How many initiatives of the goal went how, and what was judged (empty: nothing)."""

    counts: tuple[tuple[ProgressState, int], ...]
    judgement: str


def told_of_goal(viewer: Viewer, report_id: UUID, code: str) -> ToldOfGoal | None:
    """None where its text is not kept, the viewer may not read it, or it knows no such goal."""
    readable = FrozenStatus.objects.filter(report__in=readable_reports(viewer).values("id"))
    kept = readable.filter(report=report_id).values_list("content", flat=True).first()
    # The words of citizens can be withdrawn, so nothing of them is read here.
    areas = json.loads(kept)["areas"] if kept else ()
    goal = next((goal for area in areas for goal in area["goals"] if goal["code"] == code), None)
    if goal is None:
        return None
    counts = tuple((ProgressState(each["state"]), each["count"]) for each in goal["counts"])
    return ToldOfGoal(counts, goal["judgement"])
