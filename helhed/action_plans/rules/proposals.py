"""What follows from milestones and days alone: how an initiative probably goes, as a table that is read from the top.

A person judges; where the judgement differs, she or he says why. That something was changed or dropped by decision is
never proposed, for only a body can know; nor that it cannot be measured, for only a person can.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.action_plans.models import Initiative
from helhed.action_plans.words import DECIDED, Confidence, Decision, ProgressState
from helhed.base import clock
from helhed.base.decisions import check_decision
from helhed.base.errors import Invalid

LONG_LATE = 90


@dataclass(frozen=True)
class Facts:
    """What is known of an initiative on a day.

    `due` of its milestones have a day that is past, `late` of these are not reached, one of them for `longest_late`
    days.
    """

    day: date
    starts_on: date
    ends_on: date
    milestones: int = 0
    done: int = 0
    due: int = 0
    late: int = 0
    longest_late: int = 0


@dataclass(frozen=True)
class Proposing:
    """A line of the table: where `holds`, the initiative is in `state`, as sure as that, and people are told why."""

    name: str
    holds: Callable[[Facts], bool]
    state: ProgressState
    certainty: Confidence
    told: Callable[[Facts], str]


@dataclass(frozen=True)
class Proposal:
    state: ProgressState
    certainty: Confidence
    explanation: str


def _reached(facts: Facts) -> str:
    return ngettext(
        "%(reached)s of the %(due)s milestone that should be reached by now is.",
        "%(reached)s of the %(due)s milestones that should be reached by now are.",
        facts.due,
    ) % {"reached": facts.due - facts.late, "due": facts.due}


def _all_reached(facts: Facts) -> str:
    return ngettext("The one milestone is reached.", "All %(count)s milestones are reached.", facts.milestones) % {
        "count": facts.milestones
    }


def _past_the_end(facts: Facts) -> str:
    days = (facts.day - facts.ends_on).days
    return ngettext("The last day was %(days)s day ago.", "The last day was %(days)s days ago.", days) % {"days": days}


def _long_late(facts: Facts) -> str:
    return _("A milestone is %(days)s days late.") % {"days": facts.longest_late}


PROPOSALS: tuple[Proposing, ...] = (
    Proposing(
        "every milestone is reached",
        lambda facts: 0 < facts.milestones == facts.done,
        ProgressState.DONE,
        Confidence.HIGH,
        _all_reached,
    ),
    Proposing(
        "the first day has not come",
        lambda facts: facts.day < facts.starts_on,
        ProgressState.NOT_BEGUN,
        Confidence.HIGH,
        lambda _facts: _("The first day has not come."),
    ),
    Proposing(
        "the last day is past",
        lambda facts: facts.ends_on < facts.day,
        ProgressState.DELAYED,
        Confidence.HIGH,
        _past_the_end,
    ),
    Proposing(
        "a milestone is more than 90 days late",
        lambda facts: facts.longest_late > LONG_LATE,
        ProgressState.AT_RISK,
        Confidence.HIGH,
        _long_late,
    ),
    Proposing(
        "more than half of those that should be reached are late, and at least two",
        lambda facts: facts.late >= 2 and facts.late * 2 > facts.due,
        ProgressState.AT_RISK,
        Confidence.MEDIUM,
        _reached,
    ),
    Proposing(
        "a milestone is late",
        lambda facts: facts.late > 0,
        ProgressState.DELAYED,
        Confidence.MEDIUM,
        _reached,
    ),
    Proposing(
        "all that should be reached by now are",
        lambda facts: facts.due > 0,
        ProgressState.ON_TRACK,
        Confidence.HIGH,
        _reached,
    ),
    Proposing(
        "no milestone has fallen due",
        lambda facts: facts.milestones > 0,
        ProgressState.ON_TRACK,
        Confidence.MEDIUM,
        lambda _facts: _("No milestone should be reached yet."),
    ),
    Proposing(
        "there are no milestones",
        lambda _facts: True,
        ProgressState.ON_TRACK,
        Confidence.LOW,
        lambda _facts: _("It is between its first and last day, and there are no milestones to go by."),
    ),
)


def facts_on(day: date, starts_on: date, ends_on: date, milestones: Iterable[tuple[date, date | None]]) -> Facts:
    """A milestone, given as the day it is due and the day it was reached, counts on a day as follows: it is reached if,
    and only if, it was by that day; and late if, and only if, it is not and its day is past."""
    listed = [(due_on, bool(done_on and done_on <= day)) for due_on, done_on in milestones]
    late = [(day - due_on).days for due_on, is_done in listed if due_on < day and not is_done]
    return Facts(
        day=day,
        starts_on=starts_on,
        ends_on=ends_on,
        milestones=len(listed),
        done=sum(is_done for _due_on, is_done in listed),
        due=sum(due_on < day for due_on, _is_done in listed),
        late=len(late),
        longest_late=max(late, default=0),
    )


def propose(facts: Facts) -> Proposal:
    """A state is proposed if, and only if, its line is the first in `PROPOSALS` that holds."""
    line = next(each for each in PROPOSALS if each.holds(facts))
    return Proposal(line.state, line.certainty, line.told(facts))


def proposal_of(initiative: Initiative) -> Proposal:
    """A state is proposed of an initiative today if, and only if, it follows from its milestones and days."""
    milestones = initiative.milestones.values_list("due_on", "done_on")
    return propose(facts_on(clock.today(), initiative.starts_on, initiative.ends_on, milestones))


def check_judgement(proposal: ProgressState, state: ProgressState, reason: str, decision: Decision | None) -> None:
    """A judgement can be written down if, and only if, all of these hold. Raises `Invalid` otherwise.

    - where it differs from the proposal, it says why
    - where it says that something was changed or dropped by decision, it names the decision, and else none
    """
    if state in DECIDED:
        if decision is None:
            raise Invalid("body", _("Write which body decided it, and when."))
        check_decision(decision.body, decision.on)
    elif decision is not None:
        raise Invalid("body", _("A decision belongs only where something was changed or dropped by decision."))
    if state != proposal and not reason.strip():
        raise Invalid("reason", _("You see it otherwise than the milestones and days say. Write why."))
