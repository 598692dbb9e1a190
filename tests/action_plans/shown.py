"""An initiative as it is shown, made without a database."""

from datetime import date
from typing import Any
from uuid import uuid4

from helhed.action_plans.queries.shown import ShownInitiative, ShownUpdate
from helhed.action_plans.rules.proposals import Proposal
from helhed.action_plans.words import Confidence, PlanState, ProgressState
from helhed.base import clock

DAY = date(2023, 1, 1)


def shown_initiative(state: ProgressState | None = None, **changed: Any) -> ShownInitiative:
    """One whose newest update says this; none: nobody wrote one."""
    update = ShownUpdate(uuid4(), clock.now(), "", state, "", state) if state else None
    told: dict[str, Any] = {
        **dict.fromkeys(("plan", "title", "description", "success_criterion", "unit", "accountable", "deputy"), ""),
        **dict.fromkeys(("plan_title", "resources", "partners", "participation", "co_owner"), ""),
        **dict.fromkeys(("accountable_id", "deputy_id", "co_owner_kind", "added", "update_due_on")),
        **dict.fromkeys(("is_late", "is_update_due"), False),
        **dict.fromkeys(("id", "plan_id", "unit_id"), uuid4()),
        "number": 1,
        "version": 1,
        "starts_on": DAY,
        "ends_on": DAY,
        "goals": (),
        "milestones": (),
        "latest": update,
        "plan_state": PlanState.RUNNING,
        "proposal": Proposal(ProgressState.ON_TRACK, Confidence.LOW, ""),
    }
    return ShownInitiative(**told | {"id": uuid4()} | changed)
