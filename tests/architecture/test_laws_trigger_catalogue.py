"""The triggers in the catalogue of the database: one that is gone, changed or switched off is found, and comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections, models

from helhed.audit.models import Event
from helhed.audit.triggers import (
    HISTORY,
    KEPT,
    Catalogue,
    install_triggers,
    missing_triggers,
    read_catalogue,
    statements,
)
from tests.architecture.test_laws_triggers import execute, on_postgresql, on_sqlite


@pytest.mark.django_db
def test_every_trigger_stands() -> None:
    assert missing_triggers(connection.vendor, read_catalogue()) == []
    adopted = {"officialwording", "goalsuccession", "originalfile", "edition", "statedecision", "policygoal"}
    assert {"audit_event", "action_plans_progressupdate", *(f"policy_{each}" for each in adopted)} <= set(KEPT)


def dropped(name: str, table: str) -> str:
    return f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if connection.vendor == "postgresql" else "")


def assert_found_and_healed(name: str) -> None:
    assert missing_triggers(connection.vendor, read_catalogue()) == [name]
    install_triggers()
    assert missing_triggers(connection.vendor, read_catalogue()) == []


TRIGGERS = [(table, name) for table in {**KEPT, **HISTORY} for name in statements(connection.vendor, table)]


@pytest.mark.parametrize(("table", "name"), TRIGGERS)
@pytest.mark.django_db
def test_a_dropped_trigger_is_found_and_comes_back(table: str, name: str) -> None:
    execute(dropped(name, table))
    assert_found_and_healed(name)


@on_sqlite
@pytest.mark.parametrize(
    "changed",
    [
        'BEFORE UPDATE ON "audit_event" BEGIN SELECT 1; END',
        "BEFORE UPDATE ON \"audit_event\" WHEN 1 = 0 BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        "BEFORE DELETE ON \"audit_event\" BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        "BEFORE UPDATE ON \"policy_lighthouse\" BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        'BEFORE UPDATE OF "verb" ON "audit_event" BEGIN SELECT RAISE(ABORT, \'append-only\'); END',
    ],
)
@pytest.mark.django_db
def test_a_changed_trigger_is_found_on_sqlite(changed: str) -> None:
    name = "audit_event_no_update"
    execute(dropped(name, "audit_event"), f'CREATE TRIGGER "{name}" {changed}')
    assert_found_and_healed(name)


ADOPTED_EDITIONS = {
    "sqlite": "BEFORE UPDATE ON \"policy_edition\" WHEN {} BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    "postgresql": "BEFORE UPDATE ON policy_edition FOR EACH ROW WHEN ({}) EXECUTE FUNCTION helhed_refuse()",
}


@pytest.mark.parametrize(
    "when", ["old.in_force_on IS NULL", "old.step IS NOT NULL", "old.in_force_on IS NOT NULL AND old.number > 1"]
)
@pytest.mark.django_db
def test_a_trigger_that_keeps_other_rows_is_found(when: str) -> None:
    name = "policy_edition_no_update"
    kept_others = f'CREATE TRIGGER "{name}" {ADOPTED_EDITIONS[connection.vendor].format(when)}'
    execute(dropped(name, "policy_edition"), kept_others)
    assert_found_and_healed(name)


@pytest.mark.django_db
def test_a_trigger_that_keeps_another_column_is_found() -> None:
    name = "policy_policygoal_no_update"
    right = statements(connection.vendor, "policy_policygoal")[name]
    execute(dropped(name, "policy_policygoal"), right.replace("document_id, code", "code"))
    assert_found_and_healed(name)


@on_postgresql
@pytest.mark.parametrize(
    "changed",
    [
        "BEFORE UPDATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "BEFORE UPDATE ON audit_event FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION helhed_refuse()",
        "BEFORE UPDATE OF verb ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION helhed_refuse()",
        "AFTER UPDATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION helhed_refuse()",
        "BEFORE DELETE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION helhed_refuse()",
        "BEFORE UPDATE ON policy_lighthouse FOR EACH STATEMENT EXECUTE FUNCTION helhed_refuse()",
    ],
)
@pytest.mark.django_db
def test_a_changed_trigger_is_found_on_postgresql(changed: str) -> None:
    name = "audit_event_no_update"
    execute(dropped(name, "audit_event"), f'CREATE TRIGGER "{name}" {changed}')
    assert missing_triggers("postgresql", read_catalogue()) == [name]


@on_postgresql
@pytest.mark.parametrize(
    "how", ["DISABLE TRIGGER audit_event_no_update", "ENABLE REPLICA TRIGGER audit_event_no_update"]
)
@pytest.mark.django_db
def test_a_disabled_trigger_is_found(how: str) -> None:
    execute(f"ALTER TABLE audit_event {how}")
    assert_found_and_healed("audit_event_no_update")


@on_postgresql
@pytest.mark.parametrize("name", ["helhed_refuse", "helhed_keep"])
@pytest.mark.django_db
def test_a_function_that_no_longer_does_its_work_is_found(name: str) -> None:
    execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$")
    assert_found_and_healed(name)


@on_postgresql
@pytest.mark.django_db
def test_a_history_that_is_switched_off_is_found() -> None:
    execute("ALTER TABLE organisation_staff DISABLE TRIGGER organisation_staff_history")
    assert_found_and_healed("organisation_staff_history")


@pytest.mark.django_db
def test_a_history_that_leaves_a_column_out_is_found() -> None:
    name = "organisation_staff_history" + ("_update" if connection.vendor == "sqlite" else "")
    columns = read_catalogue().columns["organisation_staff"]
    whole = statements(connection.vendor, "organisation_staff", columns)[name]
    title = """SELECT 'title' AS "column", old."title" AS "before", new."title" AS "after" UNION ALL """
    less = whole.replace(title, "").replace("helhed_keep()", "helhed_keep('title')")
    assert less != whole
    execute(dropped(name, "organisation_staff"), less)
    assert_found_and_healed(name)


@pytest.fixture
def remade(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """The log in an SQLite file of its own, whatever database the tests run on."""
    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "remade.sqlite3")}
    connections.databases["remade"] = {**connections.databases["default"], **file, "OPTIONS": {}}
    with django_db_blocker.unblock():
        yield "remade"
        connections["remade"].close()
    del connections["remade"], connections.databases["remade"]


def test_remaking_a_table_on_sqlite_loses_triggers_and_they_come_back(remade: str) -> None:
    triggers = ["audit_event_no_delete", "audit_event_no_update"]
    with connections[remade].schema_editor() as editor:
        editor.create_model(Event)
    install_triggers(using=remade)
    assert sorted(read_catalogue(remade).definitions) == triggers

    old, new = Event._meta.get_field("purpose"), models.CharField(max_length=99)
    new.set_attributes_from_name("purpose")
    with connections[remade].schema_editor() as editor:
        editor.alter_field(Event, old, new)
    assert set(triggers) <= set(missing_triggers("sqlite", read_catalogue(remade)))

    install_triggers(using=remade)
    assert sorted(read_catalogue(remade).definitions) == triggers


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_an_empty_catalogue_lacks_every_trigger(vendor: str) -> None:
    wanted = {name for table in {**KEPT, **HISTORY} for name in statements(vendor, table)}
    assert wanted <= set(missing_triggers(vendor, Catalogue({}, {})))
