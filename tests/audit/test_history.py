"""What is changed leaves who changed it, from what to what, when and why; and nobody changes it unseen."""

import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from helhed.audit import acting as acting_now
from helhed.audit.acting import acting, answer_sqlite, because
from helhed.audit.actions import action, record
from helhed.audit.models import Event, FieldChange
from helhed.audit.triggers import statements
from helhed.audit.words import ObjectKind, Verb
from helhed.base.viewer import Viewer, system_viewer
from helhed.organisation.models import Staff
from tests.at_once import on_postgresql, triggers_again, written_for_good  # noqa: F401
from tests.audit.hired import METTE, STAFF, People, execute, hire, kept, update
from tests.world import SYSTEM, at

BO = Viewer(account_id=uuid4(), name="Bo Lund")
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has it")


# --- every way of changing ---


def save(people: People) -> None:
    people.ida.name = "Ida Krogh"
    people.ida.save(update_fields=["name"])


def save_all(people: People) -> None:
    people.ida.name = "Ida Krogh"
    people.ida.save()


def bulk_update(people: People) -> None:
    people.ida.name = "Ida Krogh"
    Staff.objects.bulk_update([people.ida, people.eva], ["name"])


def upsert(people: People) -> None:
    people.ida.name = "Ida Krogh"
    Staff.objects.bulk_create([people.ida], update_conflicts=True, unique_fields=["id"], update_fields=["name"])


def raw(people: People) -> None:
    execute(f"UPDATE {STAFF} SET name = %s WHERE name = %s", "Ida Krogh", "Ida")


@pytest.mark.parametrize("change", [save, save_all, update, bulk_update, upsert, raw])
def test_every_way_of_changing_leaves_a_trace_with_its_actor(people: People, change: Callable[[People], None]) -> None:
    with at(2024, 3, 12, 10, 30), acting(by=METTE):
        change(people)
    [trace] = FieldChange.objects.all()
    assert (trace.table, trace.row_id, trace.column) == (STAFF, people.ida.id, "name")
    assert (trace.before, trace.after) == ("Ida", "Ida Krogh")
    assert (trace.actor_id, trace.actor, trace.request_id) == (METTE.account_id, "Mette Holm", METTE.request_id)
    assert trace.at.replace(second=0, microsecond=0) == datetime(2024, 3, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("change", [save, save_all, update, bulk_update, upsert, raw])
def test_no_way_of_changing_works_without_an_actor(people: People, change: Callable[[People], None]) -> None:
    with pytest.raises(DatabaseError, match="no actor"), transaction.atomic():
        change(people)
    assert set(Staff.objects.values_list("name", flat=True)) == {"Ida", "Eva"}


def delete(people: People) -> None:
    people.ida.delete()


def delete_raw(people: People) -> None:
    execute(f"DELETE FROM {STAFF} WHERE name = %s", "Ida")


DELETED = {("name", "Ida", None), ("title", "Leder", None)}


@pytest.mark.parametrize("remove", [delete, delete_raw])
def test_what_is_deleted_leaves_each_of_its_values(people: People, remove: Callable[[People], None]) -> None:
    gone = people.ida.id
    with pytest.raises(DatabaseError, match="no actor"), transaction.atomic():
        delete_raw(people)
    with acting(by=METTE):
        remove(people)
    left = {(column, before, after) for row, column, before, after in kept() if row == gone}
    assert left > DELETED
    assert {column for column, _before, _after in left} == {"id", "name", "title", "unit_id"}
    assert {UUID(before) for column, before, _after in left if column == "id"} == {gone}


@on_sqlite
def test_what_is_replaced_on_sqlite_is_deleted_first(people: People) -> None:
    columns = "id, 'Ida Krogh', title, unit_id"
    same = f"REPLACE INTO {STAFF} (id, name, title, unit_id) SELECT {columns} FROM {STAFF} WHERE name = %s"
    with pytest.raises(DatabaseError, match="no actor"), transaction.atomic():
        execute(same, "Ida")
    with acting(by=METTE):
        execute(same, "Ida")
    assert set(kept("column", "before", "after")) > DELETED


def test_what_is_written_the_first_time_has_no_history_but_an_actor(people: People) -> None:
    with pytest.raises(DatabaseError, match="no actor"), transaction.atomic():
        Staff.objects.create(name="Per", title="Leder", unit=people.unit)
    with pytest.raises(DatabaseError, match="no actor"), transaction.atomic():
        Staff.objects.bulk_create([Staff(name="Per", title="Leder", unit=people.unit)])
    with acting(by=METTE):
        Staff.objects.create(name="Per", title="Leder", unit=people.unit)
    assert kept() == []


def test_what_stays_the_same_leaves_nothing(people: People) -> None:
    with acting(by=METTE):
        people.ida.save()
        Staff.objects.update(title="Leder")
    assert kept() == []


def test_empty_and_nothing_are_two(people: People) -> None:
    with acting(by=METTE):
        Staff.objects.filter(id=people.ida.id).update(title="", left_on=date(2024, 2, 1))
    assert set(kept("column", "before", "after")) == {("title", "Leder", ""), ("left_on", None, "2024-02-01")}


# --- who acts ---


@action
def rename(*, by: Viewer, staff_id: UUID, name: str, reason: str = "", fails: bool = False) -> None:
    """An action like any other."""
    if reason:
        because(reason)
    Staff.objects.filter(id=staff_id).update(name=name)
    if fails:
        raise ZeroDivisionError
    record(by=by, verb=Verb.ADDED_STAFF, kind=ObjectKind.STAFF, object_id=staff_id)


def test_an_action_acts_for_who_carries_it_out_and_the_event_of_the_request_says_what_was_done(people: People) -> None:
    rename(by=METTE, staff_id=people.ida.id, name="Ida Krogh", reason="Hun er blevet gift.")
    trace = FieldChange.objects.get()
    assert (trace.actor_id, trace.reason) == (METTE.account_id, "Hun er blevet gift.")
    assert Event.objects.get(request_id=trace.request_id).verb == Verb.ADDED_STAFF


def test_a_reason_is_that_of_one_action(people: People) -> None:
    rename(by=METTE, staff_id=people.ida.id, name="Ida Krogh", reason="Hun er blevet gift.")
    rename(by=METTE, staff_id=people.ida.id, name="Ida")
    because("Ingen gør noget nu.")
    rename(by=METTE, staff_id=people.ida.id, name="Ida Holm")
    assert kept("reason") == [("Hun er blevet gift.",), ("",), ("",)]


@pytest.mark.parametrize("reason", ["\"quoted\" \\ 'and' {braces}", "æøå 日本 🎈", "x" * 100_000])
def test_a_reason_is_kept_as_it_was_typed(people: People, reason: str) -> None:
    rename(by=replace(METTE, name=reason), staff_id=people.ida.id, name="Ida Krogh", reason=reason)
    assert kept("actor", "reason") == [(reason, reason)]


def test_what_is_rolled_back_leaves_no_trace_and_no_actor(people: People) -> None:
    with pytest.raises(ZeroDivisionError):
        rename(by=METTE, staff_id=people.ida.id, name="Ida Krogh", fails=True)
    assert kept() == []
    with pytest.raises(DatabaseError, match="no actor"), transaction.atomic():
        update(people)


def test_nobody_acts_any_more_when_the_action_is_over(people: People) -> None:
    rename(by=METTE, staff_id=people.eva.id, name="Eva Lund")
    with pytest.raises(DatabaseError, match="no actor"), transaction.atomic():
        update(people)


@pytest.mark.parametrize("fails", [False, True])
def test_an_act_inside_another_is_its_own(people: People, fails: bool) -> None:
    with acting(by=METTE):
        Staff.objects.filter(name="Ida").update(name="Ida A")
        if fails:
            with pytest.raises(ZeroDivisionError):
                rename(by=BO, staff_id=people.ida.id, name="Ida B", fails=True)
        else:
            rename(by=BO, staff_id=people.ida.id, name="Ida B")
        Staff.objects.filter(id=people.ida.id).update(name="Ida C")
    inside = [] if fails else [("Bo Lund", "Ida B")]
    assert kept("actor", "after") == [("Mette Holm", "Ida A"), *inside, ("Mette Holm", "Ida C")]


def test_a_job_is_named_and_a_visitor_is_nobody(people: People) -> None:
    with acting(by=system_viewer("nightly job")):
        update(people)
    assert kept("actor_id", "actor") == [(None, "nightly job")]
    with pytest.raises(DatabaseError, match="no actor"), acting(by=Viewer()):
        Staff.objects.update(name="Hvem som helst")
    with acting(by=SYSTEM), pytest.raises(DatabaseError, match="no actor"), acting(by=Viewer()):
        Staff.objects.update(name="Hvem som helst")


def test_a_sqlite_database_opened_by_another_program_is_not_changed(tmp_path: Path) -> None:
    """It has no `helhed_act` to ask."""
    other = sqlite3.connect(tmp_path / "copy.sqlite3")
    other.execute(f"CREATE TABLE {STAFF} (id, name)")
    for sql in statements("sqlite", STAFF, ("id", "name")).values():
        other.execute(sql)
    with pytest.raises(sqlite3.OperationalError, match="helhed_act"):
        other.execute(f"INSERT INTO {STAFF} VALUES (1, 'Ida')")
    other.close()


# --- more at once, and connections that live on ---


def test_two_who_act_at_once_on_sqlite_are_kept_apart() -> None:
    both_act = Barrier(2)

    def asked(by: Viewer) -> str:
        with sqlite3.connect(":memory:") as own:
            answer_sqlite(connection=SimpleNamespace(vendor="sqlite", connection=own))
            acting_now._act.set(acting_now._described(by))
            both_act.wait(10)
            told = own.execute("SELECT helhed_act()").fetchone()[0]
        own.close()
        return str(json.loads(told)["actor"])

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(asked, [METTE, BO])) == ["Mette Holm", "Bo Lund"]


@on_postgresql
@pytest.mark.usefixtures("written_for_good")
def test_two_who_act_at_once_on_postgresql_are_kept_apart() -> None:
    both_changed, people = Barrier(2), hire()

    def change(by: Viewer, staff: Staff) -> None:
        try:
            with acting(by=by):
                because(f"Siger {by.name}.")
                Staff.objects.filter(id=staff.id).update(name=f"{staff.name} 1")
                both_changed.wait(10)
                Staff.objects.filter(id=staff.id).update(name=f"{staff.name} 2")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(change, [METTE, BO], [people.ida, people.eva]))
    told = {(row, after): (actor, why) for row, after, actor, why in kept("row_id", "after", "actor", "reason")}
    assert told == {
        (staff.id, f"{staff.name} {time}"): (by.name, f"Siger {by.name}.")
        for by, staff in ((METTE, people.ida), (BO, people.eva))
        for time in (1, 2)
    }


@on_postgresql
@pytest.mark.usefixtures("written_for_good")
@pytest.mark.parametrize("fails", [False, True])
def test_a_connection_from_the_pool_carries_nobody_to_the_next_request(fails: bool) -> None:
    """The same session, in which the transaction of the action has ended."""
    people = hire()
    session = "SELECT pg_backend_pid(), coalesce(current_setting('helhed.act', true), '')"
    with connection.cursor() as cursor:
        cursor.execute(session)
        before = cursor.fetchone()
        with pytest.raises(ZeroDivisionError) if fails else transaction.atomic():
            rename(by=METTE, staff_id=people.ida.id, name="Ida Krogh", reason="Derfor.", fails=fails)
        cursor.execute(session)
        assert cursor.fetchone() == before == (before[0], "")
    with pytest.raises(DatabaseError, match="no actor"):
        Staff.objects.update(name="Hvem som helst")
