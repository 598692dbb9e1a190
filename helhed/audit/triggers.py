"""Triggers, made by one generator for both databases, that refuse to change what must stay as it was written."""

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
    "action_plans_progressupdate": Kept(),
    "policy_officialwording": Kept(),
    "participation_answerwording": Kept(),
    "participation_deadlinemove": Kept(),
    # An edition is adopted when it has a day from which it is in force; until then it is a draft.
    "policy_edition": Kept(when="old.in_force_on IS NOT NULL"),
    # An adoption, unlike a hearing, has no last day.
    "policy_statedecision": Kept(when="old.until IS NULL"),
    # The address of a goal.
    "policy_policygoal": Kept(columns=("document_id", "code")),
}
REFUSED = "append-only"
FUNCTION = "helhed_refuse"
FUNCTION_BODY = f" BEGIN RAISE EXCEPTION '{REFUSED}'; END "
CREATE_FUNCTION = f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${FUNCTION_BODY}$$"
IN_CATALOGUE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    # A trigger that is switched off, or on for replication only, is not `O` (nor `A`: always).
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid, true) || CASE WHEN tgenabled IN ('O', 'A') THEN '' ELSE ' off' END "
        "FROM pg_trigger WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid) "
        "UNION ALL SELECT proname, prosrc FROM pg_proc WHERE proname = 'helhed_refuse' AND pg_function_is_visible(oid)"
    ),
}


def statements(vendor: str, table: str) -> dict[str, str]:
    """The name and the SQL of each trigger that `table` must have on a database of this vendor."""
    return _sqlite(table) if vendor == "sqlite" else _postgresql(table)


def _sqlite(table: str) -> dict[str, str]:
    kept = KEPT[table]
    when = f"WHEN {kept.when} " if kept.when else ""
    return {
        name: f'CREATE TRIGGER "{name}" BEFORE {verb}{_columns(kept)} ON "{table}" {when}'
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for name, verb in _names(table, kept.verbs)
    }


def _postgresql(table: str) -> dict[str, str]:
    """Where a condition is on the row, each row is looked at, and else a statement is refused though it meet none."""
    kept = KEPT[table]
    each = f"FOR EACH ROW WHEN ({kept.when})" if kept.when else "FOR EACH STATEMENT"
    rows = {
        name: f'CREATE TRIGGER "{name}" BEFORE {verb}{_columns(kept)} ON "{table}" {each} EXECUTE FUNCTION {FUNCTION}()'
        for name, verb in _names(table, kept.verbs)
    }
    whole = {
        name: f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()'
        for name, verb in _names(table, ("TRUNCATE",))
    }
    return rows | whole


def _names(table: str, verbs: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(f"{table}_no_{verb.lower()}", verb) for verb in verbs]


def _columns(kept: Kept) -> str:
    return f" OF {', '.join(kept.columns)}" if kept.columns else ""


def install_triggers(using: str = DEFAULT_DB_ALIAS, **_signal: Any) -> None:
    """Install every trigger anew. Runs after each migration: SQLite drops triggers when a table is remade."""
    connection = connections[using]
    standing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(CREATE_FUNCTION)
        for table in standing.intersection(KEPT):
            for name, sql in statements(connection.vendor, table).items():
                on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on_table}')
                cursor.execute(sql)


def read_catalogue(using: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(IN_CATALOGUE[connection.vendor])
        return dict(cursor.fetchall())


def missing_triggers(vendor: str, catalogue: dict[str, str]) -> list[str]:
    """What should stand in the catalogue and does not, or is changed or switched off."""
    wanted = {name: sql for table in KEPT for name, sql in statements(vendor, table).items()}
    if vendor == "postgresql":
        # The catalogue writes a definition without the quotes that were not needed.
        wanted = {name: sql.replace('"', "") for name, sql in wanted.items()} | {FUNCTION: FUNCTION_BODY}
    return sorted(name for name, definition in wanted.items() if catalogue.get(name) != definition)
