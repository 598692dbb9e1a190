"""Lindevig's next action plan: a draft in which something goes on, something stops, and the rest waits."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from helhed.action_plans.actions.communication import add_step, mark_step_done
from helhed.action_plans.actions.generations import let_go, start_next_generation
from helhed.action_plans.actions.initiatives import add_initiative, change_initiative
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.words import InitiativeFacts
from helhed.base.viewer import Viewer
from helhed.demo.past import at, load

Ids = dict[str, UUID]
COPIED = ("title", "description", "success_criterion", "participation", "partners")


def next_plan(by: Viewer, policy_id: UUID, plan_id: UUID, units: Ids, people: Ids, goals: Ids) -> None:
    """The draft after the plan that runs, and what is told about it."""
    content = load("next_plan")
    consultant = replace(by, staff_id=people["mads-hvidberg"])
    with at(content["begun"]["on"]):
        new = _begun(consultant, plan_id, content)
        for added in content["added"]:
            _add(consultant, new, added, content["plan"], units, goals)
    for step in content["step"]:
        _step(consultant, policy_id, step, people, content["begun"]["on"])


def _begun(by: Viewer, plan_id: UUID, content: dict[str, Any]) -> UUID:
    old = {each.title: each for each in list_initiatives(by, plan_id=plan_id)}
    carried = [old[each["title"]].id for each in content["carried"]]
    new = start_next_generation(by=by, predecessor_id=plan_id, carry_over=carried, **content["plan"])
    reworded = {each["title"]: each for each in content["carried"] if "now" in each}
    for each in list_initiatives(by, plan_id=new):
        if each.title in reworded:
            now = reworded[each.title]
            facts = replace(each.facts, title=now["now"], description=now["description"])
            change_initiative(by=by, initiative_id=each.id, seen_version=each.version, facts=facts)
    for each in content["let_go"]:
        let_go(by=by, plan_id=new, initiative_id=old[each["title"]].id, reason=each["reason"])
    return new


def _add(by: Viewer, plan_id: UUID, added: dict[str, Any], days: dict[str, Any], units: Ids, goals: Ids) -> None:
    facts = InitiativeFacts(
        **{name: added[name] for name in COPIED},
        goal_ids=tuple(goals[code] for code in added["goals"]),
        unit_id=units[added["unit"]],
        starts_on=days["starts_on"],
        ends_on=days["ends_on"],
    )
    add_initiative(by=by, plan_id=plan_id, facts=facts)


def _step(by: Viewer, policy_id: UUID, step: dict[str, Any], people: Ids, written_on: date) -> None:
    told = {name: step[name] for name in ("audience", "message", "channel", "due_on")}
    responsible = people[step["responsible"]] if "responsible" in step else None
    with at(written_on):
        step_id = add_step(by=by, policy_id=policy_id, responsible_id=responsible, **told)
    if "done_on" in step:
        with at(step["done_on"]):
            mark_step_done(by=by, step_id=step_id, seen_version=1, done_on=step["done_on"])
