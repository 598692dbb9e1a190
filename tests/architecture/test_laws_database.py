"""L10 and the triggers: a page that is looked at writes nothing, and what happened is never rewritten."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection, connections, models, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View

from helhed.action_plans.models import ActionPlan, Initiative, ProgressUpdate
from helhed.action_plans.words import ProgressState
from helhed.audit.actions import record
from helhed.audit.models import Event
from helhed.audit.triggers import APPEND_ONLY, install_triggers, missing_triggers, read_catalogue, statements
from helhed.audit.words import Verb
from helhed.base import clock
from helhed.base.viewer import Viewer, system_viewer
from helhed.config.middleware import WriteWhileReading, only_reads
from helhed.organisation.models import Staff, Unit
from helhed.organisation.words import Sector
from helhed.policy.models import SteeringDocument
from helhed.policy.words import DocumentKind, DocumentState


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "policy_value"."id" FROM "policy_value" WHERE "policy_value"."name" = %s',
        "  select 1",
        "SELECT REPLACE(LOWER('It''s'), 'a', 'b')",
        'SELECT "update", "into" FROM "delete" WHERE "a" LIKE \'%; DELETE FROM b\' ESCAPE \'\\\'',
        'WITH RECURSIVE "below" AS (SELECT 1 UNION ALL SELECT 2 FROM "below") SELECT * FROM "below"',
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger",
        'SELECT "updated_at", created, dropped FROM "a"',
        "SELECT 1;",
        "VALUES (1)",
        "BEGIN IMMEDIATE",
        'SAVEPOINT "s1_x1"',
        'RELEASE SAVEPOINT "s1_x1"',
        'ROLLBACK TO SAVEPOINT "s1_x1"',
        "COMMIT",
        'INSERT INTO "audit_event" ("id", "verb") VALUES (%s, %s), (%s, %s)',
        'INSERT INTO "audit_event" ("id") VALUES (%s) RETURNING "audit_event"."id"',
        'INSERT INTO "django_session" ("session_key") SELECT %s',
        'UPDATE "django_session" SET "session_data" = %s WHERE "session_key" = %s',
        'DELETE FROM "django_session" WHERE "session_key" IN (%s)',
    ],
)
def test_a_statement_that_only_reads_may_run(sql: str) -> None:
    assert only_reads(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "policy_value" ("id") VALUES (%s)',
        'INSERT OR REPLACE INTO "audit_event" ("id") VALUES (%s)',
        'REPLACE INTO "audit_event" ("id") VALUES (%s)',
        'UPDATE "policy_value" SET "name" = %s',
        'DELETE FROM "policy_value"',
        'UPDATE "audit_event" SET "verb" = %s',
        'DELETE FROM "audit_event"',
        'MERGE INTO "policy_value" USING "b" ON 1 = 1 WHEN MATCHED THEN DELETE',
        'TRUNCATE "policy_value"',
        'CREATE TABLE "a" ("id" integer)',
        'CREATE TEMPORARY TABLE "a" AS SELECT 1',
        'DROP TABLE "policy_value"',
        'ALTER TABLE "audit_event" DISABLE TRIGGER ALL',
        'COPY "policy_value" FROM PROGRAM %s',
        "CALL tidy()",
        "DO $$ BEGIN DELETE FROM policy_value; END $$",
        "SET session_replication_role = replica",
        "PRAGMA writable_schema = 1",
        "PRAGMA journal_mode(DELETE)",
        "VACUUM",
        "EXPLAIN ANALYZE DELETE FROM policy_value",
        'WITH "gone" AS (DELETE FROM "policy_value" RETURNING *) SELECT * FROM "gone"',
        'WITH "new" AS (SELECT 1) INSERT INTO "policy_value" SELECT * FROM "new"',
        'WITH "new" AS (SELECT 1) UPDATE "policy_value" SET "name" = %s',
        'SELECT 1; DELETE FROM "policy_value"',
        'SELECT 1;DROP TABLE "policy_value"',
        'COMMIT; DELETE FROM "policy_value"',
        'SELECT * INTO "copy" FROM "policy_value"',
        'SELECT * FROM "policy_value" FOR UPDATE',
        "SELECT setval('seq', 1)",
        "SELECT nextval ('seq')",
        "SELECT set_config('helhed.actor', 'x', false)",
        "SELECT pg_terminate_backend(1)",
        "SELECT lo_unlink(1)",
        "SELECT dblink_exec('', 'DELETE FROM a')",
        "/* tidy */ DELETE FROM policy_value",
        "-- tidy\nDELETE FROM policy_value",
        "SELECT 1 /* harmless */",
        "SELECT E'\\'; DELETE FROM policy_value; --'",
        'INSERT INTO "audit_event_copy" ("id") VALUES (%s)',
        'INSERT INTO "audit_event" ("id") VALUES (%s) ON CONFLICT DO UPDATE SET "verb" = %s',
        'INSERT INTO "audit_event" WITH "x" AS (DELETE FROM "policy_value" RETURNING "id") SELECT "id" FROM "x"',
        'INSERT INTO "audit_event" ("id") VALUES (%s); DELETE FROM "policy_value"',
        'UPDATE "django_session_copy" SET "session_data" = %s',
        'UPDATE "django_session" SET "session_data" = %s; DELETE FROM "policy_value"',
        "",
    ],
)
def test_a_planted_statement_that_writes_is_refused(sql: str) -> None:
    assert not only_reads(sql)


@method_decorator(login_not_required, name="dispatch")
class Planted(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        self.act(request)
        return HttpResponse()

    options = post = get

    def act(self, request: HttpRequest) -> None:
        raise NotImplementedError


class Writes(Planted):
    def act(self, request: HttpRequest) -> None:
        add_unit()


class WritesInTransaction(Planted):
    def act(self, request: HttpRequest) -> None:
        with transaction.atomic():
            add_unit()


class HidesTheRefusal(Planted):
    def act(self, request: HttpRequest) -> None:
        try:
            with transaction.atomic():
                add_unit()
        except WriteWhileReading:
            return


class Logs(Planted):
    def act(self, request: HttpRequest) -> None:
        with transaction.atomic():
            record(by=Viewer(), verb=Verb.SIGNED_OUT)


class KeepsSession(Planted):
    def act(self, request: HttpRequest) -> None:
        request.session["seen"] = True
        request.session.cycle_key()


urlpatterns = [
    path("writes", Writes.as_view()),
    path("writes-in-transaction", WritesInTransaction.as_view()),
    path("hides", HidesTheRefusal.as_view()),
    path("logs", Logs.as_view()),
    path("keeps-session", KeepsSession.as_view()),
]
planted_pages = pytest.mark.urls(__name__)
looking = pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])


def add_unit() -> Unit:
    return Unit.objects.create(name="Solgården", sector=Sector.SOCIAL)


@planted_pages
@looking
@pytest.mark.parametrize("address", ["/writes", "/writes-in-transaction"])
@pytest.mark.django_db
def test_a_planted_page_that_writes_is_stopped(client: Client, method: str, address: str) -> None:
    with pytest.raises(WriteWhileReading, match="INSERT"), transaction.atomic():
        client.generic(method, address)
    assert not Unit.objects.exists()


@planted_pages
@looking
@pytest.mark.django_db
def test_a_planted_page_that_hides_the_refusal_writes_nothing_either(client: Client, method: str) -> None:
    assert client.generic(method, "/hides").status_code == 200
    assert not Unit.objects.exists()


@planted_pages
@pytest.mark.django_db
def test_sending_writes(client: Client) -> None:
    assert client.post("/writes").status_code == 200
    assert Unit.objects.exists()


@planted_pages
@looking
@pytest.mark.django_db
def test_looking_adds_to_the_log(client: Client, method: str) -> None:
    assert client.generic(method, "/logs").status_code == 200
    assert Event.objects.get().verb == Verb.SIGNED_OUT


@planted_pages
@looking
@pytest.mark.django_db
def test_looking_keeps_the_session(client: Client, method: str) -> None:
    assert client.generic(method, "/keeps-session").status_code == 200
    assert SessionStore(client.session.session_key)["seen"]


@pytest.fixture
def rows(db: None) -> None:
    """A row in each table that is never rewritten: on SQLite a trigger runs for each row it meets."""
    record(by=system_viewer("test"), verb=Verb.ADDED_UNIT)
    unit, day = add_unit(), date(2024, 2, 1)
    staff = Staff.objects.create(name="Ida", title="Leder", unit=unit)
    policy = SteeringDocument.objects.create(kind=DocumentKind.POLICY, state=DocumentState.DRAFT, slug="a", title="A")
    plan = ActionPlan.objects.create(
        policy=policy, slug="a", title="A", starts_on=day, ends_on=day, adopted_by="Byrådet", adopted_on=day
    )
    initiative = Initiative.objects.create(plan=plan, number=1, title="A", unit=unit, starts_on=day, ends_on=day)
    ProgressUpdate.objects.create(initiative=initiative, at=clock.now(), by=staff, state=ProgressState.DONE, words="A")
    # Keys that PostgreSQL still has to look at would stop a TRUNCATE before the trigger does.
    connection.check_constraints()


REWRITES = ['UPDATE "{}" SET "id" = "id"', 'DELETE FROM "{}"']
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has it")
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite has it")


def execute(*statements_: str) -> None:
    with connection.cursor() as cursor:
        for sql in statements_:
            cursor.execute(sql)


def assert_refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(sql)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("sql", REWRITES)
@pytest.mark.usefixtures("rows")
def test_what_happened_is_not_rewritten(table: str, sql: str) -> None:
    assert_refused(sql.format(table))


@on_postgresql
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.usefixtures("rows")
def test_what_happened_is_not_emptied(table: str) -> None:
    assert_refused(f'TRUNCATE "{table}" CASCADE')


@pytest.mark.usefixtures("rows")
def test_what_happened_is_not_rewritten_through_models() -> None:
    for model in (Event, ProgressUpdate):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.all().delete()
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            model.objects.get().save()


@pytest.mark.django_db
def test_every_trigger_stands() -> None:
    assert missing_triggers(connection.vendor, read_catalogue()) == []
    assert {"audit_event", "action_plans_progressupdate"} <= set(APPEND_ONLY)


def dropped(name: str, table: str) -> str:
    return f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if connection.vendor == "postgresql" else "")


def assert_found_and_healed(name: str) -> None:
    assert missing_triggers(connection.vendor, read_catalogue()) == [name]
    install_triggers()
    assert missing_triggers(connection.vendor, read_catalogue()) == []


TRIGGERS = [(table, name) for table in APPEND_ONLY for name in statements(connection.vendor, table)]


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
        "BEFORE UPDATE ON \"policy_value\" BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        'BEFORE UPDATE OF "verb" ON "audit_event" BEGIN SELECT RAISE(ABORT, \'append-only\'); END',
    ],
)
@pytest.mark.django_db
def test_a_changed_trigger_is_found_on_sqlite(changed: str) -> None:
    name = "audit_event_no_update"
    execute(dropped(name, "audit_event"), f'CREATE TRIGGER "{name}" {changed}')
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
        "BEFORE UPDATE ON policy_value FOR EACH STATEMENT EXECUTE FUNCTION helhed_refuse()",
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
@pytest.mark.django_db
def test_a_refusing_function_that_no_longer_refuses_is_found() -> None:
    execute(
        "CREATE OR REPLACE FUNCTION helhed_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
    )
    assert_found_and_healed("helhed_refuse")


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
    assert sorted(read_catalogue(remade)) == triggers

    old, new = Event._meta.get_field("purpose"), models.CharField(max_length=99)
    new.set_attributes_from_name("purpose")
    with connections[remade].schema_editor() as editor:
        editor.alter_field(Event, old, new)
    assert set(triggers) <= set(missing_triggers("sqlite", read_catalogue(remade)))

    install_triggers(using=remade)
    assert sorted(read_catalogue(remade)) == triggers


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_an_empty_catalogue_lacks_every_trigger(vendor: str) -> None:
    wanted = {name for table in APPEND_ONLY for name in statements(vendor, table)}
    assert wanted <= set(missing_triggers(vendor, {}))
