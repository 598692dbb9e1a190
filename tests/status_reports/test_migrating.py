"""What was written before there were sections and committees stands afterwards, whole and as it was."""

from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from helhed.audit.triggers import drop_history, install_triggers, missing_triggers, read_catalogue
from tests.action_plans.test_migrating import old as old_database

old = old_database
BEFORE = ("status_reports", "0001_initial")


@pytest.fixture
def rows(old: str) -> Any:
    """The tables as they were, with three statuses: published, published with nothing said, and a draft."""
    executor = MigrationExecutor(connections["old"])
    newest = executor.loader.graph.leaf_nodes()
    before = [BEFORE if target[0] == BEFORE[0] else target for target in newest]
    executor.migrate(before)
    apps = executor.loader.project_state(before).apps

    def add(folder: str, name: str, **values: Any) -> Any:
        return apps.get_model(folder, name).objects.using("old").create(**values)

    policy = add("policy", "SteeringDocument", kind="policy", state="adopted", slug="a", title="A")
    for place in (1, 2):
        add("policy", "FocusArea", document=policy, position=place, title=f"Område {place}")
    day = date(2023, 4, 18)
    decided = {"state": "published", "published_on": day}
    told = {"committee": "Socialudvalget", "outcome": "noted", "summary": "Det gik."}
    add("status_reports", "StatusReport", policy=policy, year=2021, **decided)
    add("status_reports", "StatusReport", policy=policy, year=2022, **decided, **told)
    add("status_reports", "StatusReport", policy=policy, year=2023, summary="En begyndelse.", version=4)
    install_triggers(using="old")
    # As the command does, before a migration changes anything.
    drop_history("old", plan=["all of it"])
    executor = MigrationExecutor(connections["old"])
    executor.migrate(newest)
    apps = executor.loader.project_state(newest).apps
    install_triggers(using="old")
    return lambda name: apps.get_model("status_reports", name).objects.using("old")


def test_summaries_become_sections_and_outcomes_stay(rows: Any) -> None:
    reports = {each.year: each for each in rows("StatusReport").all()}
    assert {year: (each.first_year, each.kind, each.edition, each.published_on) for year, each in reports.items()} == {
        2021: (2021, "yearly", 1, date(2023, 4, 18)),
        2022: (2022, "yearly", 1, date(2023, 4, 18)),
        2023: (2023, "yearly", 1, None),
    }
    [treatment] = rows("CommitteeTreatment").all()
    assert (treatment.report, treatment.committee, treatment.outcome) == (reports[2022], "Socialudvalget", "noted")
    assert treatment.sent_on == treatment.treated_on == date(2023, 4, 18)
    summaries = rows("StatusSection").filter(kind="summary").order_by("report__year")
    assert [(each.text, each.is_ready) for each in summaries] == [
        ("", True),
        ("Det gik.", True),
        ("En begyndelse.", False),
    ]
    of_draft = rows("StatusSection").filter(report=reports[2023])
    assert (of_draft.count(), of_draft.filter(kind="area").count(), of_draft.filter(is_ready=True).count()) == (8, 2, 0)
    assert not rows("FrozenStatus").exists()


def test_the_triggers_stand_afterwards(rows: Any) -> None:
    connection = connections["old"]
    assert [
        name for name in missing_triggers(connection.vendor, read_catalogue("old")) if name.startswith("status_reports")
    ] == []
