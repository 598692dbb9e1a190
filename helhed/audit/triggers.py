"""Triggers, made by one generator for both databases: what must stay is not changed, and what is changed is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


@dataclass(frozen=True)
class Kept:
    """What of a table stays as it was written: the rows of which `when` holds (none: every row).

    Of these, `columns` alone stay (none: the whole row, and the row itself). `when` calls the row as it stands `old`,
    and is written as PostgreSQL's catalogue gives it back.
    """

    when: str = ""
    columns: tuple[str, ...] = ()

    @property
    def verbs(self) -> tuple[str, ...]:
        """What is refused on both databases."""
        return ("UPDATE",) if self.columns else ("UPDATE", "DELETE")


KEPT = {
    "audit_event": Kept(),
    "audit_fieldchange": Kept(),
    "action_plans_progressupdate": Kept(),
    "policy_officialwording": Kept(),
    "policy_goalsuccession": Kept(),
    "participation_answerwording": Kept(),
    "participation_deadlinemove": Kept(),
    "status_reports_frozenstatus": Kept(),
    "status_reports_statusreport": Kept(when="old.published_on IS NOT NULL"),
    # An edition is adopted when it has a day from which it is in force; until then it is a draft.
    "policy_edition": Kept(when="old.in_force_on IS NOT NULL"),
    # The file of an adopted edition; that of a draft goes with it.
    "policy_originalfile": Kept(when="old.is_adopted"),
    # An adoption, unlike a hearing, has no last day.
    "policy_statedecision": Kept(when="old.until IS NULL"),
    # The address of a goal.
    "policy_policygoal": Kept(columns=("document_id", "code")),
}
# The tables whose every change is kept, each with the columns that are left out: they follow from others, or count.
HISTORY: dict[str, tuple[str, ...]] = {
    "organisation_staff": (),
    "policy_steeringdocument": ("edition", "last_step", "version"),
    "policy_policygoal": ("edition", "focus_area_id", "position", "stems", "version"),
    "action_plans_actionplan": ("version",),
    "action_plans_initiative": ("version",),
    "action_plans_milestone": ("version",),
    "action_plans_trial": ("version",),
    "action_plans_communicationstep": ("version",),
    "participation_councilmember": (),
    "participation_hearing": ("version",),
    "participation_hearingreply": ("version",),
    "status_reports_statusreport": ("version",),
    "status_reports_statussection": ("version",),
    "status_reports_goaljudgement": (),
    "status_reports_committeetreatment": ("version",),
}
CHANGE = '"at", "table", "row_id", "column", "before", "after", "actor_id", "actor", "request_id", "reason"'
REFUSED, NO_ACTOR = "append-only", "no actor"
FUNCTION, HISTORY_FUNCTION = "helhed_refuse", "helhed_keep"
FUNCTIONS = {
    FUNCTION: f" BEGIN RAISE EXCEPTION '{REFUSED}'; END ",
    # It reads the columns off the row, so that a new one is never left out; the arguments are those left out.
    HISTORY_FUNCTION: f"""
DECLARE
    act jsonb := nullif(current_setting('helhed.act', true), '');
    left_out text[] := coalesce(TG_ARGV, '{{}}');
    was jsonb := to_jsonb(OLD);
    is_now jsonb := to_jsonb(NEW);
BEGIN
    IF act IS NULL THEN RAISE EXCEPTION '{NO_ACTOR}'; END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO audit_fieldchange ({CHANGE})
        SELECT (act ->> 'at')::timestamp AT TIME ZONE 'UTC', TG_TABLE_NAME, (was ->> 'id')::uuid, key, value,
            is_now ->> key, (act ->> 'actor_id')::uuid, act ->> 'actor', (act ->> 'request_id')::uuid, act ->> 'reason'
        FROM jsonb_each_text(was) WHERE value IS DISTINCT FROM is_now ->> key AND key <> ALL (left_out);
    END IF;
    RETURN NULL;
END
""",  # noqa: S608  (made of names in this file alone)
}
IN_CATALOGUE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    # A trigger that is switched off, or on for replication only, is not `O` (nor `A`: always).
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid, true) || CASE WHEN tgenabled IN ('O', 'A') THEN '' ELSE ' off' END "
        "FROM pg_trigger WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid) "
        "UNION ALL SELECT proname, prosrc FROM pg_proc "
        "WHERE proname IN ('helhed_refuse', 'helhed_keep') AND pg_function_is_visible(oid)"
    ),
}
Statements = dict[str, str]


@dataclass(frozen=True)
class Catalogue:
    """What a database says it has: its triggers and their functions, and the columns of the tables with history."""

    definitions: Mapping[str, str]
    columns: Mapping[str, Sequence[str]]


def statements(vendor: str, table: str, columns: Sequence[str] = ()) -> Statements:
    """The name and the SQL of each trigger that `table`, of these columns, must have on a database of this vendor."""
    on_sqlite = vendor == "sqlite"
    made: Statements = {}
    if table in KEPT:
        made |= _kept_on_sqlite(table) if on_sqlite else _kept_on_postgresql(table)
    if table in HISTORY:
        made |= _history_on_sqlite(table, columns) if on_sqlite else _history_on_postgresql(table)
    return made


def _kept_on_sqlite(table: str) -> Statements:
    kept = KEPT[table]
    when = f"WHEN {kept.when} " if kept.when else ""
    return {
        name: f'CREATE TRIGGER "{name}" BEFORE {verb}{_of(kept)} ON "{table}" {when}'
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for name, verb in _names(table, kept.verbs)
    }


def _kept_on_postgresql(table: str) -> Statements:
    """Where a condition is on the row, each row is looked at, and else a statement is refused though it meet none."""
    kept = KEPT[table]
    each = f"FOR EACH ROW WHEN ({kept.when})" if kept.when else "FOR EACH STATEMENT"
    rows = {
        name: f'CREATE TRIGGER "{name}" BEFORE {verb}{_of(kept)} ON "{table}" {each} EXECUTE FUNCTION {FUNCTION}()'
        for name, verb in _names(table, kept.verbs)
    }
    return rows | _not_emptied(table)


def _not_emptied(table: str) -> Statements:
    """On PostgreSQL a table can be emptied past the triggers of its rows."""
    [(name, verb)] = _names(table, ("TRUNCATE",))
    return {
        name: f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()'
    }


def _names(table: str, verbs: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"{table}_no_{verb.lower()}", verb) for verb in verbs]


def _of(kept: Kept) -> str:
    return f" OF {', '.join(kept.columns)}" if kept.columns else ""


def _history_on_sqlite(table: str, columns: Sequence[str]) -> Statements:
    named = [column for column in columns if column not in HISTORY[table]]
    now = {"update": 'new."{}"', "delete": "NULL"}
    bodies = {verb: _rows_of_changes(table, named, after) for verb, after in now.items()} | {"insert": ""}
    return {
        f"{table}_history_{verb}": f'CREATE TRIGGER "{table}_history_{verb}" AFTER {verb.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{NO_ACTOR}') WHERE helhed_act() IS NULL; {body}END"
        for verb, body in bodies.items()
    }


def _rows_of_changes(table: str, columns: Sequence[str], after: str) -> str:
    """SQLite has no way to ask a row for its columns, so each is named."""
    each = " UNION ALL ".join(
        f"""SELECT '{column}' AS "column", old."{column}" AS "before", {after.format(column)} AS "after\""""
        for column in columns
    )
    at, *who = (f"json_extract(act, '$.{name}')" for name in ("at", "actor_id", "actor", "request_id", "reason"))
    values = ", ".join([at, f"'{table}'", 'old."id"', '"column"', '"before"', '"after"', *who])
    return (
        f'INSERT INTO "audit_fieldchange" ({CHANGE}) SELECT {values} '  # noqa: S608  (names in this file, and of columns)
        f'FROM (SELECT helhed_act() AS act), ({each}) WHERE "before" IS NOT "after"; '
    )


def _history_on_postgresql(table: str) -> Statements:
    name, left_out = f"{table}_history", ", ".join(f"'{column}'" for column in HISTORY[table])
    return _not_emptied(table) | {
        name: f'CREATE TRIGGER "{name}" AFTER INSERT OR DELETE OR UPDATE ON "{table}" FOR EACH ROW '
        f"EXECUTE FUNCTION {HISTORY_FUNCTION}({left_out})"
    }


def install_triggers(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Install every trigger anew. Runs after each migration: SQLite drops triggers when a table is remade."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, body in FUNCTIONS.items():
                cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        for table in _standing(using, {*KEPT, *HISTORY}):
            for name, sql in statements(connection.vendor, table, _columns(using, table)).items():
                cursor.execute(_drop(connection.vendor, name, table))
                cursor.execute(sql)


def drop_history(using: str, plan: Sequence[Any] = (), **_signal: Any) -> None:
    """Before a migration changes anything: SQLite can neither drop a column that a trigger names, nor remake the table
    that it writes to."""
    vendor = connections[using].vendor
    with connections[using].cursor() as cursor:
        for table in _standing(using, HISTORY) if plan else ():
            for name in statements(vendor, table):
                if name.startswith(f"{table}_history"):
                    cursor.execute(_drop(vendor, name, table))


def _standing(using: str, tables: Iterable[str]) -> list[str]:
    return sorted(set(connections[using].introspection.table_names()).intersection(tables))


def _columns(using: str, table: str) -> list[str]:
    """Asked of the table itself: Django's own question stumbles over some constraints on SQLite."""
    with connections[using].cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608  (a name in this file)
        return [column[0] for column in cursor.description]


def _drop(vendor: str, name: str, table: str) -> str:
    return f'DROP TRIGGER IF EXISTS "{name}"' + (f' ON "{table}"' if vendor == "postgresql" else "")


def read_catalogue(using: str = DEFAULT_DB_ALIAS) -> Catalogue:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(IN_CATALOGUE[connection.vendor])
        definitions = dict(cursor.fetchall())
    return Catalogue(definitions, {table: _columns(using, table) for table in _standing(using, HISTORY)})


def missing_triggers(vendor: str, catalogue: Catalogue) -> list[str]:
    """What should stand in the catalogue and does not, or is changed or switched off."""
    wanted: Statements = {}
    for table in {*KEPT, *HISTORY}:
        wanted |= statements(vendor, table, catalogue.columns.get(table, ()))
    if vendor == "postgresql":
        # The catalogue writes a definition without the quotes that were not needed.
        wanted = {name: sql.replace('"', "") for name, sql in wanted.items()} | FUNCTIONS
    return sorted(name for name, definition in wanted.items() if catalogue.definitions.get(name) != definition)
