"""What every measurement needs: figures, clocks, a client on the demo, and a great many rows that are undone again."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client


@dataclass(frozen=True)
class Figure:
    """`floor` is the least that any program would need for the same here; `hold` is the number not to pass, `least` the
    number not to fall below."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    hold: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool:
        return (self.hold is None or self.value <= self.hold) and (self.least is None or self.value >= self.least)

    @property
    def bound(self) -> str:
        if self.hold is None and self.least is None:
            return ""
        sign = f"≥ {self.least:g}" if self.hold is None else f"≤ {self.hold:g}"
        return f"  {sign}: {'holds' if self.holds else 'DOES NOT HOLD'}"


def seconds(work: Callable[[], object], rounds: int = 7, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median time of some rounds, after one to warm up; by `time.process_time` only what the processor worked."""
    work()
    times = []
    for _ in range(rounds):
        started = clock()
        work()
        times.append(clock() - started)
    return statistics.median(times)


def processor(work: Callable[[], object], rounds: int = 9) -> float:
    """The least processor time of some rounds, after one to warm up: nothing else on the machine counts in it."""
    work()
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def page_figures(
    client: "Client",
    name: str,
    address: str,
    floor: float,
    most_queries: int | None = None,
    most_ms: int | None = None,
) -> Iterator[Figure]:
    yield Figure(name, seconds(lambda: client.get(address)) * 1000, "ms", floor * 1000, hold=most_ms)
    yield Figure(f"{name}, queries", queries_of(client, address), "", hold=most_queries)


def demo_client(data: Path) -> "Client":
    """A client in this process, on the demo's own database."""
    import django
    from django.test import Client

    from helhed.config.commands.demo import _set_environment

    _set_environment(data / "lindevig", "127.0.0.1:8000")
    os.environ["DJANGO_SETTINGS_MODULE"] = "helhed.config.settings"
    django.setup()
    from helhed.config.startup import set_clock

    set_clock()
    return Client(SERVER_NAME="127.0.0.1")


def queries_of(client: "Client", address: str) -> int:
    from django.db import connection

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    return len(asked)


@contextmanager
def undone() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def add_initiatives(wanted: int) -> int:
    """Write initiatives under the demo's plan until there are so many, each with four milestones."""
    from helhed.action_plans.actions.initiatives import add_initiative
    from helhed.action_plans.actions.milestones import add_milestone
    from helhed.action_plans.queries.initiatives import list_initiatives
    from helhed.action_plans.queries.plans import list_plans
    from helhed.action_plans.words import Decision, InitiativeFacts
    from helhed.base.viewer import system_viewer
    from helhed.organisation.queries import list_units
    from helhed.policy.queries.documents import get_document_by_id

    by = system_viewer("bench")
    plan = next(plan for plan in list_plans(by) if not plan.is_draft)
    goals = [goal.id for area in get_document_by_id(by, plan.policy_id).areas for goal in area.goals]
    there = len(list_initiatives(by, plan_id=plan.id))
    for number in range(there, wanted):
        facts = InitiativeFacts(
            title=f"Initiativ {number}",
            description="Målt, ikke ment.",
            success_criterion="Målt.",
            goal_ids=(goals[number % len(goals)], goals[(number + 7) % len(goals)]),
            unit_id=list_units(by)[0].id,
            starts_on=date(2022, 1, 1),
            ends_on=date(2024, 12, 31),
        )
        decision = Decision("Byrådet", date(2022, 1, 1))
        added = add_initiative(by=by, plan_id=plan.id, facts=facts, decision=decision)
        for quarter in (3, 6, 9, 12):
            add_milestone(by=by, initiative_id=added, title=f"Milepæl {quarter}", due_on=date(2023, quarter, 1))
    return max(there, wanted)
