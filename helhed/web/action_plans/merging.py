"""Several initiatives as one to begin from: their words one after another, and all their goals."""

from collections.abc import Sequence
from typing import Any

from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.web.action_plans.facts_form import as_typed

JOINED = ("description", "success_criterion", "resources", "partners", "participation")


def together(plan: ShownPlan, old: Sequence[ShownInitiative]) -> dict[str, Any]:
    """The first gives its title, unit and people; the days are those of the new plan."""
    first = as_typed(old[0].facts)
    texts = {name: "\n\n".join(filter(None, (getattr(each, name) for each in old))) for name in JOINED}
    return {
        **first,
        **texts,
        "accountable": first["accountable"] if old[0].accountable else None,
        "deputy": first["deputy"] if old[0].deputy else None,
        "goals": list(dict.fromkeys(str(goal.id) for each in old for goal in each.goals)),
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "initiatives": [str(each.id) for each in old],
    }
