"""History and the tables that change themselves: no column is left out, and no migration is stopped."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, connection, connections, models
from django.db.migrations import Migration

from helhed.audit.acting import acting
from helhed.audit.models import FieldChange
from helhed.audit.triggers import HISTORY, drop_history, install_triggers, missing_triggers, read_catalogue
from helhed.base.viewer import system_viewer
from helhed.organisation.models import Staff, Unit
from tests.audit.hired import METTE, STAFF, People, execute, kept, update


def change_of(column: str) -> list[tuple[Any, ...]]:
    return [(before, after) for name, before, after in kept("column", "before", "after") if name == column]


def test_a_new_column_is_never_left_out_in_silence(people: People) -> None:
    """PostgreSQL asks the row for its columns. On SQLite the start is refused until the triggers are made anew."""
    execute(f"ALTER TABLE {STAFF} ADD COLUMN nickname text")
    if connection.vendor == "sqlite":
        name = f"{STAFF}_history"
        assert missing_triggers("sqlite", read_catalogue()) == [f"{name}_delete", f"{name}_update"]
        install_triggers()
    assert missing_triggers(connection.vendor, read_catalogue()) == []
    with acting(by=METTE):
        execute(f"UPDATE {STAFF} SET nickname = 'Idse' WHERE name = 'Ida'")
    assert change_of("nickname") == [(None, "Idse")]


def histories() -> set[str]:
    return {name for name in read_catalogue().definitions if "_history" in name}


def test_history_rests_while_a_migration_runs_and_stands_again_after_it(people: People) -> None:
    standing = histories()
    assert len(standing) >= len(HISTORY)
    emit_pre_migrate_signal(0, False, "default", plan=[])
    assert histories() == standing
    emit_pre_migrate_signal(0, False, "default", plan=[(Migration("0007", "audit"), False)])
    assert histories() == set()
    update(people)
    emit_post_migrate_signal(0, False, "default")
    assert histories() == standing
    assert missing_triggers(connection.vendor, read_catalogue()) == []
    assert kept() == []


def test_a_migration_that_changes_what_people_wrote_keeps_its_history_itself(people: People) -> None:
    drop_history("default", plan=[("a migration", False)])
    install_triggers("default")
    with acting(by=system_viewer("migration 0007")):
        update(people)
    assert kept("actor", "before", "after") == [("migration 0007", "Ida", "Ida Krogh")]


@pytest.fixture
def apart(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """An SQLite file with the table of employees and its history, whatever database the tests run on."""
    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "apart.sqlite3")}
    connections.databases["apart"] = {**connections.databases["default"], **file, "OPTIONS": {}}
    with django_db_blocker.unblock():
        with connections["apart"].schema_editor() as editor:
            for model in (FieldChange, Unit, Staff):
                editor.create_model(model)
        install_triggers(using="apart")
        yield "apart"
        connections["apart"].close()
    del connections["apart"], connections.databases["apart"]


def drop_column(using: str) -> None:
    with connections[using].schema_editor() as editor:
        editor.remove_field(Staff, Staff._meta.get_field("left_on"))


def remake_history(using: str) -> None:
    old, new = FieldChange._meta.get_field("actor"), models.CharField(max_length=99)
    new.set_attributes_from_name("actor")
    with connections[using].schema_editor() as editor:
        editor.alter_field(FieldChange, old, new)


@pytest.mark.parametrize("migrate", [drop_column, remake_history])
def test_on_sqlite_a_migration_needs_the_history_to_rest(apart: str, migrate: Callable[[str], None]) -> None:
    with pytest.raises(DatabaseError, match="error in trigger"):
        migrate(apart)


@pytest.mark.parametrize("migrate", [drop_column, remake_history])
def test_on_sqlite_a_migration_runs_while_the_history_rests(apart: str, migrate: Callable[[str], None]) -> None:
    drop_history(apart, plan=[("a migration", False)])
    migrate(apart)
    install_triggers(using=apart)
    assert "organisation_staff_history_update" in read_catalogue(apart).definitions
