"""The trials as they are listed on a plan and on an initiative, with what the viewer may do with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.queries.trials import ShownTrial, list_trials, list_writable_trials
from helhed.action_plans.words import TrialDecision
from helhed.base import clock
from helhed.base.viewer import Viewer

LOOK = {TrialDecision.SPREAD: "done", TrialDecision.ADJUST: "changed", TrialDecision.STOP: "dropped"}


@dataclass(frozen=True)
class TrialRow:
    trial: ShownTrial
    may_write: bool

    @property
    def look(self) -> str:
        """What was decided, or how far it has come."""
        if self.trial.decision:
            return LOOK[self.trial.decision]
        if self.trial.started_on > clock.today():
            return "not_started"
        return "late" if self.trial.waits_for_decision else "under_way"

    @property
    def may_decide(self) -> bool:
        return self.may_write and self.trial.decision is None and self.trial.started_on <= clock.today()


def trials_of_plan(viewer: Viewer, plan: ShownPlan) -> dict[str, Any]:
    return {"trials": _rows(viewer, plan, list_trials(viewer, plan_id=plan.id))}


def trials_of_initiative(viewer: Viewer, initiative: ShownInitiative, plan: ShownPlan) -> dict[str, Any]:
    of_plan = list_trials(viewer, plan_id=plan.id)
    return {"trials": _rows(viewer, plan, (each for each in of_plan if each.initiative_number == initiative.number))}


def _rows(viewer: Viewer, plan: ShownPlan, trials: Iterable[ShownTrial]) -> list[TrialRow]:
    """Those that wait for a decision stand first, then those that go on, and then what was decided."""
    writable = {each.id for each in list_writable_trials(viewer, plan_id=plan.id)} if viewer.staff_id else set()
    rows = [TrialRow(each, each.id in writable) for each in trials]
    return sorted(rows, key=lambda row: (row.trial.decision is not None, row.trial.ends_on))
