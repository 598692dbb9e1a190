"""L7: who is asking stands first in every query and every action, and what queries give away is plain."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from django.db.models import QuerySet

from helhed.access.models import Account
from helhed.base.viewer import Viewer
from tests.architecture.sources import HOUSE, functions, named

# Every query takes the viewer first, but for these.
NO_VIEWER_NEEDED = {
    "viewer_of_account": "builds the viewer",
    "demo_clock_shift": "is asked once at start, before anybody is there",
    "count_states": "counts what it is handed and opens no table",
    "end_of_year": "is arithmetic and opens no table",
}
# What actions are made of.
NO_ACTIONS = {"action", "record"}


def read(name: str) -> list[tuple[str, str]]:
    return [(str(file.relative_to(HOUSE)), file.read_text()) for file in named(HOUSE, name)]


def wrong_queries(source: str, excepted: Iterable[str]) -> list[str]:
    """The public functions that do not begin `(viewer: Viewer`."""
    return [each.name for each in functions(source) if each.name not in excepted and not asks_for_viewer(each)]


def asks_for_viewer(function: ast.FunctionDef) -> bool:
    first = [*function.args.posonlyargs, *function.args.args][:1]
    return [(each.arg, each.annotation and ast.unparse(each.annotation)) for each in first] == [("viewer", "Viewer")]


def test_every_query_takes_the_viewer_first() -> None:
    assert [(file, name) for file, source in read("queries") for name in wrong_queries(source, NO_VIEWER_NEEDED)] == []


def test_every_exception_is_needed() -> None:
    assert sorted(name for _file, source in read("queries") for name in wrong_queries(source, ())) == sorted(
        NO_VIEWER_NEEDED
    )


@pytest.mark.parametrize(
    "head",
    [
        "list_plans()",
        "list_plans(policy_id)",
        "list_plans(policy_id, viewer: Viewer)",
        "list_plans(*, viewer: Viewer)",
        "list_plans(viewer)",
        "list_plans(viewer: HttpRequest)",
    ],
)
def test_a_planted_query_without_viewer_is_found(head: str) -> None:
    assert wrong_queries(f"def {head}: ...", ()) == ["list_plans"]


def test_a_query_with_viewer_and_a_private_helper_are_no_fault() -> None:
    assert wrong_queries("def list_plans(viewer: Viewer, slug: str): ...\ndef _shown(plan): ...", ()) == []


def wrong_actions(source: str, excepted: Iterable[str] = ()) -> list[str]:
    """What the public functions lack of: keywords only, `by: Viewer` first among them, `@action`, and the event."""
    return [
        f"{each.name}: {lack}"
        for each in functions(source)
        if each.name not in excepted
        for lack in lacks_of_action(each)
    ]


def lacks_of_action(function: ast.FunctionDef) -> Iterator[str]:
    given, keywords = function.args, [(each.arg, each.annotation) for each in function.args.kwonlyargs]
    if given.posonlyargs or given.args or given.vararg:
        yield "takes more than keywords"
    if not keywords or keywords[0][0] != "by" or not keywords[0][1] or ast.unparse(keywords[0][1]) != "Viewer":
        yield "by: Viewer is not first"
    if "action" not in [ast.unparse(each) for each in function.decorator_list]:
        yield "is not decorated"
    if not any(isinstance(node, ast.Call) and ast.unparse(node.func) == "record" for node in ast.walk(function)):
        yield "records no event"


def test_every_action_says_by_whom_and_records_it() -> None:
    found = [(file, wrong_actions(source, NO_ACTIONS)) for file, source in read("actions")]
    assert len(found) >= 5
    assert [(file, faults) for file, faults in found if faults] == []


@pytest.mark.parametrize(
    ("source", "lack"),
    [
        ("@action\ndef end(by: Viewer):\n    record(by=by)", "takes more than keywords"),
        ("@action\ndef end(plan_id, *, by: Viewer):\n    record(by=by)", "takes more than keywords"),
        ("@action\ndef end(*plans, by: Viewer):\n    record(by=by)", "takes more than keywords"),
        ("@action\ndef end(*, plan_id: UUID):\n    record(by=None)", "by: Viewer is not first"),
        ("@action\ndef end(*, by):\n    record(by=by)", "by: Viewer is not first"),
        ("def end(*, by: Viewer):\n    record(by=by)", "is not decorated"),
        ("@action\ndef end(*, by: Viewer):\n    return", "records no event"),
    ],
)
def test_a_planted_wrong_action_is_found(source: str, lack: str) -> None:
    assert lack in "; ".join(wrong_actions(source))


def test_a_right_action_is_no_fault() -> None:
    assert wrong_actions("@action\ndef end(*, by: Viewer, on: date) -> None:\n    record(by=by)") == []


PLAIN = (NoneType, bool, int, float, str, bytes, UUID, date, datetime, timedelta, Decimal)
CONTAINERS = (list, tuple, dict, set, frozenset)


def not_plain(found: Any, inside: tuple[Any, ...] = ()) -> list[str]:
    """What a query may not give away: all but plain values, frozen dataclasses of these, and containers of both.

    A model instance or a queryset would let a page walk on to what the viewer may not read.
    """
    if found in inside or found is ... or get_origin(found) is Literal:
        return []
    if get_origin(found) in (*CONTAINERS, Union, UnionType):
        return [fault for each in get_args(found) for fault in not_plain(each, inside)]
    if isinstance(found, type) and is_dataclass(found) and found.__dataclass_params__.frozen:
        hints = get_type_hints(found)
        return [fault for each in fields(found) for fault in not_plain(hints[each.name], (*inside, found))]
    if isinstance(found, type) and (issubclass(found, Enum) or found in PLAIN):
        return []
    return [str(found)]


def public_functions(module: Any) -> list[Callable[..., Any]]:
    return [
        found
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and found.__module__ == module.__name__
    ]


def modules(name: str) -> list[Any]:
    files = [file.relative_to(HOUSE.parent).with_suffix("") for file in named(HOUSE, name)]
    return [importlib.import_module(".".join(file.parts)) for file in files]


def test_queries_give_plain_values() -> None:
    found = [
        (each, not_plain(get_type_hints(each)["return"]))
        for module in modules("queries")
        for each in public_functions(module)
    ]
    assert len(found) > 20
    assert [(each.__qualname__, faults) for each, faults in found if faults] == []


@dataclass
class NotFrozen:
    name: str


@dataclass(frozen=True)
class HoldsModel:
    account: Account


@dataclass(frozen=True)
class HoldsItself:
    names: tuple[str, ...]
    next: "HoldsItself | None"


@pytest.mark.parametrize(
    "given",
    [
        Account,
        QuerySet[Account],
        list[Account],
        Account | None,
        dict[UUID, Account],
        Any,
        object,
        NotFrozen,
        HoldsModel,
        list,
        Iterator[str],
    ],
)
def test_a_planted_open_answer_is_found(given: Any) -> None:
    assert not_plain(given)


PLAIN_ANSWERS = [None.__class__, str | None, dict[UUID, tuple[str, ...]], frozenset[Literal["a"]], HoldsItself, Viewer]


@pytest.mark.parametrize("given", PLAIN_ANSWERS)
def test_a_plain_answer_is_no_fault(given: Any) -> None:
    assert not_plain(given) == []


def unexplained(source: str, says: str = "") -> list[str]:
    """The public functions without a docstring, or without one that says this."""
    texts = {each.name: " ".join((ast.get_docstring(each) or "").lower().split()) for each in functions(source)}
    return [name for name, text in texts.items() if not text or says not in text]


def test_every_rule_says_if_and_only_if() -> None:
    assert [(file, name) for file, source in read("rules") for name in unexplained(source, "if, and only if")] == []


def test_every_action_and_suppression_is_explained() -> None:
    files = read("actions") + read("suppression")
    assert [(file, name) for file, source in files for name in unexplained(source)] == []


def test_a_planted_unexplained_rule_is_found() -> None:
    assert unexplained("def may(viewer): ...") == ["may"]
    assert unexplained('def may(viewer):\n    """Sometimes."""', "if, and only if") == ["may"]
    assert unexplained('def may(viewer):\n    """May if, and only if, so."""', "if, and only if") == []
