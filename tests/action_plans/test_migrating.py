"""What was written before there were proposals stands afterwards, whole and as it was, on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from helhed.audit.triggers import drop_history, install_triggers, missing_triggers, read_catalogue

BEFORE = [("action_plans", "0001_initial"), ("audit", "0003_hearings"), ("policy", "0012_numbering_areas_anew")]
# An hour before midnight in UTC is the next day in Denmark.
LATE = datetime(2023, 9, 26, 23, tzinfo=UTC)


@pytest.fixture
def old(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """A database as the version before made it, with its triggers."""
    default = connections["default"]
    name = f"old_{uuid4().hex}" if default.vendor == "postgresql" else str(tmp_path / "old.sqlite3")
    connections.databases["old"] = {**connections.databases["default"], "NAME": name}
    with django_db_blocker.unblock():
        if default.vendor == "postgresql":
            run(f'CREATE DATABASE "{name}"')
        yield "old"
        connections["old"].close()
        if default.vendor == "postgresql":
            # A connection that waits in the pool would be lent to the next database of this alias.
            connections["old"].close_pool()
            run(f'DROP DATABASE "{name}" WITH (FORCE)')
    del connections["old"], connections.databases["old"]


def run(sql: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(sql)


def migrated(to: list[tuple[str, str]] | None = None) -> Any:
    """The rows of each table as that migration knows them; as the last of each folder does, where none is named."""
    executor = MigrationExecutor(connections["old"])
    to = to or executor.loader.graph.leaf_nodes()
    executor.migrate(to)
    apps = executor.loader.project_state(to).apps
    install_triggers(using="old")
    return lambda folder, name: apps.get_model(folder, name).objects.using("old")


def add_plan(rows: Any) -> Any:
    # The version before kept no history of fields.
    drop_history("old", plan=["all of it"])
    day = date(2023, 1, 1)
    unit = rows("organisation", "Unit").create(name="Solgården", sector="social")
    staff = rows("organisation", "Staff").create(name="Ida", title="Leder", unit=unit)
    policy = rows("policy", "SteeringDocument").create(kind="policy", state="draft", slug="a", title="A")
    days = {"starts_on": day, "ends_on": day}
    plan = rows("action_plans", "ActionPlan").create(policy=policy, slug="a", title="A", adopted_on=day, **days)
    initiative = rows("action_plans", "Initiative").create(plan=plan, number=1, title="A", unit=unit, **days)
    for state in ("on_track", "changed_by_decision", "dropped_by_decision"):
        rows("action_plans", "ProgressUpdate").create(initiative=initiative, at=LATE, by=staff, state=state, words="A")
    return initiative


def test_what_was_written_before_is_made_whole(old: str) -> None:
    rows = migrated(BEFORE)
    add_plan(rows)
    rows = migrated()
    updates = rows("action_plans", "ProgressUpdate").order_by("state")
    told = [(each.proposal, each.state, each.confidence, each.decided_by, each.decided_on) for each in updates]
    assert told == [
        ("changed_by_decision", "changed_by_decision", "", "Ikke oplyst", date(2023, 9, 27)),
        ("dropped_by_decision", "dropped_by_decision", "", "Ikke oplyst", date(2023, 9, 27)),
        ("on_track", "on_track", "", "", None),
    ]
    plan = rows("action_plans", "ActionPlan").get()
    assert (plan.adopted_by, plan.update_every, plan.version) == ("Ikke oplyst", 91, 1)


def test_what_was_written_before_still_cannot_be_rewritten(old: str) -> None:
    add_plan(migrated(BEFORE))
    updates = migrated()("action_plans", "ProgressUpdate")
    connection = connections["old"]
    assert missing_triggers(connection.vendor, read_catalogue("old")) == []
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(using="old"):
        updates.update(words="B")
