"""L1–L6: the import contracts of pyproject.toml, here and on planted faults, and what contracts cannot see."""

import ast
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from importlinter.application.use_cases import create_report, read_user_options
from importlinter.application.user_options import UserOptions
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract
from importlinter.domain.contract import registry

from tests.architecture.sources import DOMAIN, FOLDERS, HOUSE, LINTER, TOP, imports, python_files, written_names

configure()
for contract in (ForbiddenContract, LayersContract, ProtectedContract):
    registry.register(contract, contract.type_name)


def renamed(options: Any, package: str) -> Any:
    """The contracts as they stand, said of another package."""
    if isinstance(options, str):
        return options.replace("helhed", package)
    if isinstance(options, dict):
        return {key: renamed(value, package) for key, value in options.items()}
    if isinstance(options, list):
        return [renamed(each, package) for each in options]
    return options


def broken_laws(package: str) -> list[str]:
    """The contracts that the tree of this package, found on the import path, does not keep."""
    read = read_user_options(str(TOP / "pyproject.toml"))
    session = {**deepcopy(read.session_options), "root_packages": [package]}
    report = create_report(UserOptions(session, renamed(read.contracts_options, package)), cache_dir=None)
    assert not report.could_not_run, report.invalid_contract_options
    return [contract.name for contract, check in report.get_contracts_and_checks() if not check.kept]


def test_the_house_keeps_its_contracts() -> None:
    assert broken_laws("helhed") == []


def with_words_of_their_own() -> set[str]:
    """Of policy two contracts speak."""
    return {
        each for contract in LINTER["contracts"] if contract["name"].startswith("L2") for each in contract["containers"]
    }


def with_protected_tables() -> list[str]:
    return [
        each
        for contract in LINTER["contracts"]
        if contract["name"].startswith("L5")
        for each in contract["protected_modules"]
    ]


def test_the_contracts_speak_of_every_folder() -> None:
    assert sorted(with_words_of_their_own()) == sorted(f"helhed.{folder}" for folder in DOMAIN)
    assert sorted(FOLDERS) == sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))


def test_the_tables_of_every_folder_are_protected() -> None:
    with_tables = {path.parent.name for path in HOUSE.glob("*/models*")} | {
        path.parent.parent.name for path in HOUSE.glob("*/models/*.py")
    }
    assert sorted(with_protected_tables()) == sorted(f"helhed.{folder}.models" for folder in with_tables)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of empty rooms, called `planted`, that keeps every contract."""
    planted = tmp_path / "planted"
    for folder in FOLDERS:
        (planted / folder).mkdir(parents=True)
        (planted / folder / "__init__.py").touch()
    (planted / "__init__.py").touch()
    for folder in DOMAIN:
        for name in ("actions", "queries", "rules", "models", "words"):
            (planted / folder / f"{name}.py").touch()
    (planted / "policy" / "reading").mkdir()
    (planted / "policy" / "reading" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return planted


def test_an_empty_house_keeps_its_contracts(house: Path) -> None:
    assert broken_laws("planted") == []


@pytest.mark.parametrize(
    ("path", "line", "laws"),
    [
        ("base/clock.py", "from planted.audit import words", {"L1"}),
        ("access/rules.py", "from planted.organisation import rules", {"L1"}),
        ("policy/queries.py", "from planted.action_plans import queries", {"L1"}),
        ("indicators/rules.py", "from planted.status_reports import queries", {"L1"}),
        ("web/policy/views.py", "from planted import demo", {"L1"}),
        ("demo/people.py", "from planted import config", {"L1"}),
        ("web/policy/views.py", "from planted import interop", {"L1"}),
        ("interop/files.py", "from planted import web", {"L1"}),
        ("participation/queries.py", "from planted.community import queries", {"L1"}),
        ("community/queries.py", "from planted.participation import queries", {"L1"}),
        ("helpers/__init__.py", "", {"L1"}),
        ("plan/queries.py", "from planted.plan import actions", {"L2"}),
        ("policy/rules.py", "from planted.policy import queries", {"L2"}),
        ("access/models.py", "from planted.access import rules", {"L2"}),
        ("audit/words.py", "from planted.audit import models", {"L2"}),
        ("organisation/services.py", "", {"L2"}),
        ("plan/reading/__init__.py", "", {"L2"}),
        ("policy/reading/read.py", "from planted.policy import models", {"L2"}),
        ("policy/models.py", "from planted.policy import reading", {"L2"}),
        ("policy/reading/formats.py", "from planted.policy.reading import structure", {"Reading:"}),
        ("audit/triggers.py", "from planted.audit import queries", {"L2"}),
        ("audit/acting.py", "from planted.audit import actions", {"L2"}),
        ("communication/plain_language.py", "from planted.communication import rules", {"L2"}),
        ("communication/outbox.py", "from planted.communication import rules", {"L2"}),
        ("communication/channels.py", "from planted.communication import models", {"L2"}),
        ("policy/actions.py", "from planted.communication import models", {"L5"}),
        ("indicators/suppression.py", "from planted.indicators import queries", {"L2"}),
        ("policy/actions.py", "from planted.consent import queries", {"L3"}),
        ("action_plans/queries.py", "from planted.citizens import words", {"L3"}),
        ("participation/rules.py", "from planted.citizens import rules", {"L3"}),
        ("status_reports/queries.py", "from planted.plan import queries", {"L3"}),
        ("status_reports/queries.py", "from planted.measurements import queries", {"L3"}),
        ("web/policy/views.py", "from planted.policy import rules", {"L4"}),
        ("web/policy/views.py", "from planted.plan import models", {"L4"}),
        ("interop/files.py", "from planted.access import rules", {"L4"}),
        ("web/policy/forms.py", "from planted.policy import models", {"L4", "L5"}),
        ("action_plans/queries.py", "from planted.policy import models", {"L5"}),
        ("organisation/actions.py", "from planted.access.models import Account", {"L5"}),
        ("status_reports/rules.py", "from planted.action_plans import models", {"L5"}),
        ("demo/accounts.py", "from planted.organisation import models", {"L5"}),
        ("config/startup.py", "from planted.audit import models", {"L5"}),
        ("demo/reports.py", "from planted.status_reports import models", {"L5"}),
    ],
)
def test_a_planted_import_breaks_its_law(house: Path, path: str, line: str, laws: set[str]) -> None:
    file = house / path
    file.parent.mkdir(exist_ok=True)
    (file.parent / "__init__.py").touch()
    (house / "policy" / "reading" / "structure.py").touch()
    file.write_text(line)
    assert {name.split()[0] for name in broken_laws("planted")} == laws


BY_STRING = {
    "import_module",
    "__import__",
    "import_string",
    "get_model",
    "get_user_model",
    "exec",
    "eval",
    "run_module",
}
ABOUT_ROWS = {"pre_init", "post_init", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}
GENERIC = "django.contrib.contenttypes"


def hidden_ties(path: str, source: str) -> list[str]:
    """What ties folders together where no contract sees it, in the file at this path in the house.

    - an import by string
    - a signal: the ones of Django and of libraries may be listened to in `apps.py` and `config`; those about rows,
      and signals of our own, nowhere
    - a foreign key that does not say where it points
    """
    tree = ast.parse(source)
    wires = path.endswith("/apps.py") or path.startswith("config/")
    faults = [(line, f"import by string: {name}") for line, name in written_names(tree) if name in BY_STRING]
    for line, whole, _name in imports(tree):
        parts = whole.split(".")
        if parts[-1] in BY_STRING:
            faults.append((line, f"import by string: {whole}"))
        if whole.startswith(GENERIC):
            faults.append((line, f"generic foreign key: {whole}"))
        if parts[-1] in ABOUT_ROWS | {"Signal"} or (("signals" in parts or "dispatch" in parts) and not wires):
            faults.append((line, f"signal: {whole}"))
    faults += [(line, f"signal: {name}") for line, name in written_names(tree) if name in ABOUT_ROWS | {"Signal"}]
    return [f"{path}:{line}: {fault}" for line, fault in sorted(set(faults))]


def test_nothing_ties_folders_behind_the_contracts() -> None:
    files = [(str(path.relative_to(HOUSE)), path.read_text()) for path in python_files(HOUSE)]
    assert [fault for path, source in files for fault in hidden_ties(path, source)] == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("policy/queries.py", "from importlib import import_module"),
        ("policy/queries.py", "import importlib\nimportlib.import_module('helhed.plan.queries')"),
        ("policy/queries.py", "__import__('helhed.plan.queries')"),
        ("policy/queries.py", "from django.utils.module_loading import import_string"),
        ("policy/queries.py", "from django.apps import apps\napps.get_model('plan.Plan')"),
        ("web/policy/views.py", "from django.contrib.auth import get_user_model"),
        ("config/jobs.py", "exec('import helhed')"),
        ("policy/words.py", "from django.dispatch import Signal"),
        ("config/jobs.py", "from django.dispatch import Signal"),
        ("config/jobs.py", "import django.dispatch\nsaid = django.dispatch.Signal()"),
        ("policy/actions.py", "from django.dispatch import receiver"),
        ("policy/actions.py", "from django.core.signals import request_finished"),
        ("policy/actions.py", "from helhed.audit.signals import written"),
        ("web/access/views.py", "from allauth.account import signals"),
        ("policy/apps.py", "from django.db.models.signals import post_save"),
        ("policy/apps.py", "from django.db.models import signals\nsignals.pre_delete.connect(print)"),
        ("policy/models.py", "from django.contrib.contenttypes.fields import GenericForeignKey"),
        ("policy/models.py", "from django.contrib.contenttypes.models import ContentType"),
    ],
)
def test_a_planted_hidden_tie_is_found(path: str, source: str) -> None:
    assert hidden_ties(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("audit/apps.py", "from django.db.models.signals import post_migrate"),
        ("config/startup.py", "from allauth.account.signals import user_logged_in"),
        ("policy/queries.py", "from helhed.access.queries import permissions_of"),
    ],
)
def test_ordinary_wiring_is_no_fault(path: str, source: str) -> None:
    assert hidden_ties(path, source) == []
