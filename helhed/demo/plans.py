"""Lindevig's action plan: what the committee adopted, what happened in it day by day, trials and communication."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from helhed.action_plans.actions.communication import add_step, mark_step_done
from helhed.action_plans.actions.initiatives import add_initiative
from helhed.action_plans.actions.milestones import add_milestone, mark_milestone_done
from helhed.action_plans.actions.plans import adopt_plan, start_plan
from helhed.action_plans.actions.progress import write_progress
from helhed.action_plans.actions.trials import decide_trial, start_trial
from helhed.action_plans.queries.progress import list_updates
from helhed.action_plans.words import Confidence, Decision, InitiativeFacts, ProgressState, TrialDecision
from helhed.base.viewer import Viewer
from helhed.demo.past import at, load
from helhed.policy.queries.documents import get_steering

Ids = dict[str, UUID]
# The day the communication plan was written down.
WRITTEN_ON = date(2024, 1, 22)


def action_plan(by: Viewer, policy_id: UUID, units: Ids, people: Ids, goals: Ids) -> UUID:
    """The plan, which the committee adopts with all its initiatives, and what happened in them since."""
    content = load("action_plan")
    adopted = content["adopted"]
    with at(adopted["on"]):
        plan = start_plan(by=by, policy_id=policy_id, **content["plan"])
        ids = {each["key"]: _initiative(by, plan, each, units, people, goals) for each in content["initiative"]}
        adopt_plan(by=by, plan_id=plan, **adopted)
    for initiative in content["initiative"]:
        _story(by, initiative, ids[initiative["key"]], people)
    _trials(by, plan, policy_id, content["trial"], ids)
    _communication(by, policy_id, content["step"], people)
    return plan


def _initiative(by: Viewer, plan: UUID, initiative: dict[str, Any], units: Ids, people: Ids, goals: Ids) -> UUID:
    known = {field.name for field in fields(InitiativeFacts)}
    facts = InitiativeFacts(
        goal_ids=tuple(goals[code] for code in initiative["goals"]),
        unit_id=units[initiative["unit"]],
        accountable_id=people[initiative["accountable"]] if "accountable" in initiative else None,
        deputy_id=people[initiative["deputy"]] if "deputy" in initiative else None,
        **{name: value for name, value in initiative.items() if name in known},
    )
    return add_initiative(by=by, plan_id=plan, facts=facts)


def _story(by: Viewer, initiative: dict[str, Any], initiative_id: UUID, people: Ids) -> None:
    """Its milestones, and then what was reached and what was written, day by day."""
    happened: list[tuple[date, Callable[[], Any]]] = []
    for milestone in initiative.get("milestone", ()):
        with at(initiative["starts_on"]):
            due = {"title": milestone["title"], "due_on": milestone["due_on"]}
            milestone_id = add_milestone(by=by, initiative_id=initiative_id, **due)
        if done_on := milestone.get("done_on"):
            reached = {"milestone_id": milestone_id, "seen_version": 1, "done_on": done_on}
            happened.append((done_on, partial(mark_milestone_done, by=by, **reached)))
    happened += [(each["on"], partial(_update, by, each, initiative_id, people)) for each in initiative["update"]]
    for day, act in sorted(happened, key=lambda each: each[0]):
        with at(day):
            act()


def _update(by: Viewer, update: dict[str, Any], initiative_id: UUID, people: Ids) -> None:
    seen = list_updates(by, initiative_id)
    write_progress(
        by=replace(by, staff_id=people[update["by"]]),
        initiative_id=initiative_id,
        seen_update=seen[0].id if seen else None,
        state=ProgressState(update["status"]),
        words=update["words"],
        confidence=Confidence(update.get("confidence", Confidence.HIGH)),
        reason=update.get("reason", ""),
        decision=Decision(**update["decision"]) if "decision" in update else None,
    )


def _trials(by: Viewer, plan: UUID, policy_id: UUID, trials: list[dict[str, Any]], initiatives: Ids) -> None:
    areas = {area.number: area.id for area in get_steering(by).areas[policy_id]}
    for trial in trials:
        with at(trial["started_on"]):
            trial_id = start_trial(
                by=by,
                plan_id=plan,
                initiative_id=initiatives[trial["initiative"]],
                area_ids=[areas[number] for number in trial["areas"]],
                **{name: trial[name] for name in ("title", "question", "started_on", "ends_on")},
            )
        if "decision" in trial:
            decided = {"decision": TrialDecision(trial["decision"]), "learned": trial["learned"]}
            with at(trial["decided_on"]):
                decide_trial(by=by, trial_id=trial_id, seen_version=1, decided_on=trial["decided_on"], **decided)


def _communication(by: Viewer, policy_id: UUID, steps: list[dict[str, Any]], people: Ids) -> None:
    for step in steps:
        told = {name: step[name] for name in ("audience", "message", "channel", "due_on")}
        with at(WRITTEN_ON):
            step_id = add_step(by=by, policy_id=policy_id, responsible_id=people[step["responsible"]], **told)
            if "done_on" in step:
                mark_step_done(by=by, step_id=step_id, seen_version=1, done_on=step["done_on"])
