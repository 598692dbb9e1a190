"""L4, L6, L8: pages open no tables, foreign keys point down, and every field says why it is kept."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import Field, Model

from helhed.base.labels import THIRD_PARTY_TABLES, Label, Purpose, label, label_of
from tests.architecture.sources import HOUSE, LAYERS, imports, python_files, written_names

MANAGERS = {"objects", "_default_manager", "_base_manager"}
GIVES_A_MODEL = {"get_model", "get_user_model"}
WRITES = {"save", "delete"}


def opened_tables(path: str, source: str) -> list[str]:
    """Where a file of `web` or `interop` opens a table:

    - it names a manager, or asks for a model
    - it imports from `django.db`, or from the models of anybody
    - it calls `save` or `delete` on anything, or `update` with keywords (a dict is updated with another dict)
    """
    tree = ast.parse(source)
    faults = [(line, name) for line, name in written_names(tree) if name in GIVES_A_MODEL]
    faults += [
        (node.lineno, node.attr) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]
    for line, whole, _name in imports(tree):
        if whole.startswith("django.db") or "models" in whole.split("."):
            faults.append((line, whole))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name in WRITES or (name == "update" and (node.keywords or not node.args)):
                faults.append((node.lineno, f"{name}()"))
    return [f"{path}:{line}: {fault}" for line, fault in sorted(set(faults))]


def test_pages_and_interfaces_open_no_tables() -> None:
    files = [path for folder in ("web", "interop") for path in python_files(HOUSE / folder)]
    found = [opened_tables(str(path.relative_to(HOUSE)), path.read_text()) for path in files]
    assert [fault for faults in found for fault in faults] == []


@pytest.mark.parametrize(
    "line",
    [
        "Plan.objects.all()",
        "Plan._default_manager.all()",
        "apps.get_model('plan.Plan')",
        "get_user_model()",
        "from django.db import connection",
        "from django.db.models import Q",
        "import django.db.transaction",
        "from django.contrib.sessions.models import Session",
        "from helhed.plan import models",
        "from helhed.plan.models import Plan",
        "plan.save()",
        "plan.save(update_fields=['state'])",
        "form.save(request)",
        "plan.goals.all().delete()",
        "plans.update(state='done')",
        "plans.update(**changes)",
    ],
)
def test_a_planted_opening_of_a_table_is_found(line: str) -> None:
    assert len(opened_tables("web/plan/views.py", line)) == 1


@pytest.mark.parametrize(
    "line", ["values.update({'a': 1})", "response.delete_cookie('a')", "digest.update(data)", "objects = []"]
)
def test_what_is_no_table_is_no_fault(line: str) -> None:
    assert opened_tables("web/plan/views.py", line) == []


@dataclass(frozen=True)
class Key:
    """A foreign key: `begins` and `ends` are folders."""

    name: str
    begins: str
    ends: str
    related_name: str | None


def keys_of(found: Iterable[type[Model]]) -> list[Key]:
    return [
        Key(
            f"{model.__name__}.{field.name}",
            folder_of(model),
            folder_of(field.related_model),
            field.remote_field.related_name,
        )
        for model in found
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
    ]


def folder_of(model: type[Model]) -> str:
    """The folder of one of our models; of anybody else's, the name of the library."""
    first, *rest = model.__module__.split(".")
    return rest[0] if first == "helhed" else first


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("helhed.")]


def keys_pointing_wrong(keys: Iterable[Key]) -> list[str]:
    """The foreign keys that point up, sideways or out of the house, and those that another folder could follow back."""
    depth = {folder: place for place, layer in enumerate(LAYERS) for folder in layer}
    faults = []
    for key in keys:
        if key.begins != key.ends and depth.get(key.ends, -1) <= depth[key.begins]:
            faults.append(f"{key.name} points from {key.begins} to {key.ends}")
        if key.begins != key.ends and key.related_name != "+":
            faults.append(f"{key.name} can be followed back from {key.ends}")
    return faults


def test_foreign_keys_point_down() -> None:
    keys = keys_of(own_models())
    assert Key("StatusReport.policy", "status_reports", "policy", "+") in keys
    assert keys_pointing_wrong(keys) == []


@pytest.mark.parametrize(
    "key",
    [
        Key("SteeringDocument.plan", "policy", "action_plans", "+"),
        Key("Account.staff", "access", "organisation", "+"),
        Key("Hearing.activity", "participation", "community", "+"),
        Key("Quote.content_type", "policy", "django", "+"),
        Key("ActionPlan.policy", "action_plans", "policy", "plans"),
        Key("ActionPlan.policy", "action_plans", "policy", None),
    ],
)
def test_a_planted_foreign_key_is_found(key: Key) -> None:
    assert len(keys_pointing_wrong([key])) == 1


def test_foreign_keys_down_and_inside_a_folder_are_no_fault() -> None:
    keys = [
        Key("Quote.area", "policy", "policy", "quotes"),
        Key("Initiative.unit", "action_plans", "organisation", "+"),
    ]
    assert keys_pointing_wrong(keys) == []


def unlabelled(fields: Iterable[Field]) -> list[str]:
    return [str(field) for field in fields if not isinstance(label_of(field), Label)]


def test_every_field_of_ours_is_labelled() -> None:
    fields = [field for model in own_models() for field in model._meta.get_fields() if isinstance(field, Field)]
    assert len(fields) > 50
    assert unlabelled(fields) == []


def test_a_planted_unlabelled_field_is_found() -> None:
    labelled = label(models.TextField(), purpose=Purpose.STEERING)
    unmarked = models.TextField()
    assert unlabelled([labelled, unmarked]) == [str(unmarked)]


def wrong_tables(standing: Iterable[str], ours: Iterable[str], labelled: Iterable[str]) -> list[str]:
    """The tables in the database that are neither ours nor labelled as a whole, and labels of no table."""
    others = set(standing) - set(ours)
    return sorted(others ^ set(labelled))


@pytest.mark.django_db
def test_every_table_of_a_library_is_labelled() -> None:
    ours = [model._meta.db_table for model in own_models()]
    # Django's own list of the migrations that ran: their names and days.
    standing = set(connection.introspection.table_names()) - {"django_migrations"}
    assert wrong_tables(standing, ours, THIRD_PARTY_TABLES) == []


@pytest.mark.parametrize(
    ("standing", "labelled", "wrong"),
    [
        (["plan_plan", "socialaccount_token"], [], ["socialaccount_token"]),
        (["plan_plan"], ["django_session"], ["django_session"]),
        (["plan_plan", "django_session"], ["django_session"], []),
    ],
)
def test_a_planted_unlabelled_table_is_found(standing: list[str], labelled: list[str], wrong: list[str]) -> None:
    assert wrong_tables(standing, ["plan_plan"], labelled) == wrong


def labels_in(migration: str) -> list[str]:
    """Labels belong in `models.py`: a migration that carried them would change with every change of a label."""
    return [
        line.strip()
        for line in migration.splitlines()
        if "label(" in line or "labels" in line or "helhed_label" in line
    ]


def migrations(house: Path) -> list[Path]:
    return sorted(house.glob("*/migrations/0*.py"))


def test_no_migration_carries_a_label() -> None:
    assert len(migrations(HOUSE)) >= 6
    assert [fault for path in migrations(HOUSE) for fault in labels_in(path.read_text())] == []


@pytest.mark.parametrize(
    "line",
    [
        "('text', helhed.base.labels.label(models.TextField(), purpose='steering')),",
        "import helhed.base.labels",
        "helhed_label = None",
    ],
)
def test_a_planted_label_in_a_migration_is_found(line: str) -> None:
    assert labels_in(f"from django.db import models\n{line}\n") == [line]
