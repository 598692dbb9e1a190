"""When an update is due, and which reminder goes out on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from helhed.action_plans.rules.updates import UpdateFacts, reminding_on, update_due_on
from helhed.action_plans.words import ENDED, PlanState, ProgressState, Reminding

START, END = date(2023, 1, 1), date(2023, 12, 31)
FACTS = UpdateFacts(PlanState.RUNNING, ProgressState.ON_TRACK, START, END, every=91)


@pytest.mark.parametrize(
    ("changed", "due_on"),
    [
        ({}, date(2023, 4, 2)),
        ({"every": 7}, date(2023, 1, 8)),
        ({"last_on": date(2023, 3, 1)}, date(2023, 5, 31)),
        ({"last_on": date(2023, 12, 30)}, date(2024, 1, 1)),
        ({"last_on": date(2023, 12, 31)}, date(2024, 1, 1)),
        ({"last_on": date(2024, 1, 1)}, date(2024, 4, 1)),
        ({"ends_on": date(2023, 2, 1)}, date(2023, 2, 2)),
        ({"unreached": (date(2023, 2, 10),)}, date(2023, 2, 10)),
        ({"unreached": (date(2023, 9, 1), date(2023, 2, 10))}, date(2023, 2, 10)),
        ({"last_on": date(2023, 2, 9), "unreached": (date(2023, 2, 10),)}, date(2023, 2, 10)),
        # What was written on the day itself tells of the milestone.
        ({"last_on": date(2023, 2, 10), "unreached": (date(2023, 2, 10),)}, date(2023, 5, 12)),
        ({"plan_state": PlanState.EXPIRED}, date(2023, 4, 2)),
        *(({"plan_state": state}, None) for state in PlanState if state not in {PlanState.RUNNING, PlanState.EXPIRED}),
        *(({"state": state}, None) for state in ENDED),
        *(({"state": state}, date(2023, 4, 2)) for state in ProgressState if state not in ENDED),
    ],
)
def test_when_an_update_is_due(changed, due_on):
    assert update_due_on(replace(FACTS, **changed)) == due_on


@pytest.mark.parametrize(
    ("passed", "kind"),
    [
        (-8, None),
        (-7, Reminding.BEFORE),
        (-1, Reminding.BEFORE),
        (0, Reminding.ON),
        (6, Reminding.ON),
        (7, Reminding.AFTER),
        (20, Reminding.AFTER),
        (21, Reminding.ESCALATED),
        (400, Reminding.ESCALATED),
    ],
)
def test_which_reminder_goes_out(passed, kind):
    assert reminding_on(START, START + timedelta(days=passed)) == kind
