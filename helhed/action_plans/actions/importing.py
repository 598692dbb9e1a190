"""Initiatives that come from a spreadsheet."""

from collections.abc import Sequence
from dataclasses import fields
from uuid import UUID

from django.db.models import F, Max

from helhed.action_plans.models import ActionPlan, GoalServed, Initiative
from helhed.action_plans.queries.importing import PreviewRow, preview_import
from helhed.action_plans.rules.facts import columns
from helhed.action_plans.rules.plans import locked_plan
from helhed.action_plans.words import InitiativeFacts, InitiativeRow
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import InvalidRows
from helhed.base.viewer import Viewer


@action
def import_initiatives(*, by: Viewer, plan_id: UUID, rows: Sequence[InitiativeRow]) -> int:
    """Add and change initiatives as the lines of a spreadsheet say: all of them, or none where one line is wrong.

    Into an adopted plan comes only what the administration may change itself. Raises `InvalidRows` with what is wrong
    in which line and column. Returns how many were added or changed.
    """
    plan = locked_plan(by, plan_id)
    preview = preview_import(by, plan_id, rows)
    if preview.problems:
        raise InvalidRows(preview.problems)
    changed = [row for row in preview.rows if row.initiative_id and row.changes]
    added = [row for row in preview.rows if row.initiative_id is None]
    _change(changed)
    _add(plan, added)
    ActionPlan.objects.filter(id=plan_id).update(version=F("version") + 1)
    record(by=by, verb=Verb.IMPORTED_INITIATIVES, kind=ObjectKind.ACTION_PLAN, object_id=plan_id)
    return len(changed) + len(added)


def _change(rows: list[PreviewRow]) -> None:
    ids = {row.initiative_id: row.facts for row in rows if row.initiative_id}
    standing = list(Initiative.objects.select_for_update().filter(id__in=ids).order_by("id"))
    for initiative in standing:
        for name, value in columns(ids[initiative.id]).items():
            setattr(initiative, name, value)
        initiative.version += 1
    names = [each.name for each in fields(InitiativeFacts) if each.name != "goal_ids"]
    Initiative.objects.bulk_update(standing, [*names, "version"])
    _serve({initiative.id: ids[initiative.id] for initiative in standing})


def _add(plan: ActionPlan, rows: list[PreviewRow]) -> None:
    first = (plan.initiatives.aggregate(last=Max("number"))["last"] or 0) + 1
    new = [Initiative(plan=plan, number=first + place, **columns(row.facts)) for place, row in enumerate(rows)]
    Initiative.objects.bulk_create(new)
    _serve({initiative.id: row.facts for initiative, row in zip(new, rows, strict=True)})


def _serve(facts: dict[UUID, InitiativeFacts]) -> None:
    GoalServed.objects.filter(initiative__in=facts).delete()
    GoalServed.objects.bulk_create(
        GoalServed(initiative_id=initiative_id, goal_id=goal_id)
        for initiative_id, each in facts.items()
        for goal_id in each.goal_ids
    )
