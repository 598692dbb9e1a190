"""L10: a page that is looked at writes nothing."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.decorators import method_decorator
from django.views import View

from helhed.audit.actions import record
from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.viewer import Viewer
from helhed.config.middleware import WriteWhileReading, only_reads
from helhed.organisation.models import Unit
from helhed.organisation.words import Sector


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
