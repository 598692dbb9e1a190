"""What must hold of an action plan that is to be adopted."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.action_plans.models import ActionPlan, Initiative
from helhed.action_plans.rules.initiatives import holds_office, still_to_be_done
from helhed.base import clock


@dataclass(frozen=True)
class PlanFault:
    """What is wrong with a plan that is to be adopted; `blocks` where it cannot be adopted like that, and `is_before`
    where it is mended by going through the plan before it."""

    field: str
    message: str
    blocks: bool = True
    is_before: bool = False


def adoption_faults(plan: ActionPlan) -> tuple[PlanFault, ...]:
    """A plan can be adopted if, and only if, none of these faults blocks:

    - it has no initiative
    - an initiative serves no goal that stands, or says not how one shall see that it worked
    - an initiative of the plan before it, still to be done, is neither carried over, merged nor let go with a reason

    That nobody is accountable is a fault too; it is shown until somebody is, and does not block.
    """
    initiatives = list(plan.initiatives.select_related("accountable"))
    if not initiatives:
        return (PlanFault("initiatives", _("There is no initiative in the plan. Add one first.")),)
    serving = _with_standing_goal(plan)
    faults = [fault for each in initiatives for fault in _faults_of(each, has_goal=each.id in serving)]
    count = undecided(plan).count()
    return (*faults, _undecided_fault(count)) if count else tuple(faults)


def _with_standing_goal(plan: ActionPlan) -> set[UUID]:
    stands = Q(goals_served__goal__edition=F("goals_served__goal__document__edition"))
    return set(plan.initiatives.filter(stands).values_list("id", flat=True))


def _faults_of(initiative: Initiative, *, has_goal: bool) -> list[PlanFault]:
    named = {"number": initiative.number, "title": initiative.title}
    accountable = initiative.accountable
    faults = []
    if not has_goal:
        faults.append(PlanFault("goals", _("%(number)s. %(title)s: it serves no goal of the policy.") % named))
    if not initiative.success_criterion.strip():
        message = _("%(number)s. %(title)s: the success criterion is missing.") % named
        faults.append(PlanFault("success_criterion", message))
    if accountable is None or not holds_office(accountable.left_on, clock.today()):
        message = _("%(number)s. %(title)s: nobody is accountable.") % named
        faults.append(PlanFault("accountable", message, blocks=False))
    return faults


def _undecided_fault(count: int) -> PlanFault:
    words = ngettext(
        "%(count)s initiative of the plan before is not done. Carry it over, merge it, or let it go with a reason.",
        "%(count)s initiatives of the plan before are not done. Carry each over, merge it, or let it go with a reason.",
        count,
    )
    return PlanFault("initiatives", words % {"count": count}, is_before=True)


def undecided(plan: ActionPlan) -> QuerySet[Initiative]:
    """An initiative of the plan before waits for a decision if, and only if, it is still to be done and this plan does
    nothing with it yet."""
    before = still_to_be_done(Initiative.objects.filter(plan=plan.predecessor_id))
    return before.exclude(id__in=plan.successions.values("old"))
