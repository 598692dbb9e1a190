"""When an update of an initiative is due, and who is reminded of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from helhed.action_plans.words import ENDED, PlanState, ProgressState, Reminding
from helhed.base.errors import NotAllowed
from helhed.base.roles import Role
from helhed.base.viewer import Viewer

ASKED_ABOUT = (PlanState.RUNNING, PlanState.EXPIRED)
# From how many days after the day that an update is due each kind of reminder goes out, until the next kind does.
REMINDING: tuple[tuple[int, Reminding], ...] = (
    (21, Reminding.ESCALATED),
    (7, Reminding.AFTER),
    (0, Reminding.ON),
    (-7, Reminding.BEFORE),
)


@dataclass(frozen=True)
class UpdateFacts:
    """What it follows from when an update is due. `unreached` are the days of milestones that are not reached."""

    plan_state: PlanState
    state: ProgressState
    starts_on: date
    ends_on: date
    every: int
    last_on: date | None = None
    unreached: tuple[date, ...] = ()


def update_due_on(facts: UpdateFacts) -> date | None:
    """An update is due from a day if, and only if, the plan runs or has expired, the initiative is neither done nor
    dropped, and the day is the first of these:

    - the interval of the plan has gone since the last update, or since the initiative began where there is none
    - a milestone that is not reached falls due, after the last update
    - the initiative's last day is past, and no update was written since
    """
    if facts.plan_state not in ASKED_ABOUT or facts.state in ENDED:
        return None
    days = [(facts.last_on or facts.starts_on) + timedelta(days=facts.every)]
    days += [due_on for due_on in facts.unreached if facts.last_on is None or due_on > facts.last_on]
    if facts.last_on is None or facts.ends_on >= facts.last_on:
        days.append(facts.ends_on + timedelta(days=1))
    return min(days)


def reminding_on(due_on: date, day: date) -> Reminding | None:
    """A reminder goes out on a day if, and only if, the day is at most a week before the one that the update is due:
    which, the table says. Each goes out once, and also where the job did not run on its first day."""
    passed = (day - due_on).days
    return next((kind for from_, kind in REMINDING if passed >= from_), None)


def check_is_system(viewer: Viewer) -> None:
    """Reminders of everybody may be gathered if, and only if, the system asks for them. Raises `NotAllowed`."""
    if not viewer.has(Role.SYSTEM):
        raise NotAllowed
