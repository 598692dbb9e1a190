"""L9 in the code: looking carries out nothing, sending at most one action, and sign-in is asked for by default."""

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.views import View

from tests.architecture.sources import imports


def misplaced_actions(source: str, name: str) -> list[str]:
    """Where the class of this name carries out actions elsewhere than once in `post`, or in what `post` calls.

    Each place where an action is named counts: a form whose buttons mean different things gets an address for each.
    """
    tree = ast.parse(source)
    methods = methods_of(tree, name)
    helpers = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    actions = actions_imported(tree)
    counts = {each: count_actions(methods[each], {**helpers, **methods}, actions) for each in methods}
    looking = ("get", "head", "options", "dispatch", "setup")
    faults = [f"{each} is answered" for each in ("put", "patch", "delete", "trace") if each in methods]
    faults += [f"{each} names an action" for each in looking if counts.get(each)]
    if counts.get("post", 0) > 1:
        faults.append("post names several actions")
    in_post = counts.get("post", 0)
    if not in_post and any(counts.values()):
        faults.append("an action is named, but not by post")
    return faults


def methods_of(tree: ast.Module, name: str) -> dict[str, ast.FunctionDef]:
    """The methods of a class, with those it has from classes of the same file; its own come before theirs."""
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    view = classes[name]
    above = [base.id for base in view.bases if isinstance(base, ast.Name) and base.id in classes]
    inherited = [methods_of(tree, each) for each in reversed(above)]
    own = {node.name: node for node in view.body if isinstance(node, ast.FunctionDef)}
    return {name: method for methods in (*inherited, own) for name, method in methods.items()}


def actions_imported(tree: ast.Module) -> set[str]:
    return {
        name for _line, whole, name in imports(tree) if whole.startswith("helhed.") and "actions" in whole.split(".")
    }


def count_actions(start: ast.FunctionDef, known: dict[str, ast.FunctionDef], actions: set[str]) -> int:
    """How often actions are named in a function and in the functions of the same file that it uses."""
    waiting, seen, count = [start], {start.name}, 0
    while waiting:
        for node in ast.walk(waiting.pop()):
            used = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
            if isinstance(node, ast.Name) and used in actions:
                count += 1
            elif used in known and used not in seen:
                seen.add(used)
                waiting.append(known[used])
    return count


Pattern = tuple[str, Callable[..., HttpResponse]]


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[Pattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{prefix}{each.namespace or ''}")
        else:
            yield f"{prefix}{each.name}", each.callback


def view_classes(found: Iterable[Pattern]) -> set[type[View]]:
    """The views of ours with the classes of ours that they are made from."""
    views = [getattr(callback, "view_class", None) for _name, callback in found]
    return {each for view in views if view for each in view.__mro__ if each.__module__.startswith("helhed.")}


def test_looking_carries_out_nothing_and_sending_at_most_one_thing() -> None:
    classes = view_classes(patterns(get_resolver()))
    assert len(classes) > 10
    faults = [
        (each.__name__, misplaced_actions(inspect.getsource(inspect.getmodule(each) or each), each.__name__))
        for each in classes
    ]
    assert sorted((name, found) for name, found in faults if found) == []


VIEW = """
from helhed.policy import actions
from helhed.policy.actions.documents import add_link, remove_link

def helper(request):
    return remove_link(by=request.viewer)

class Page(View):
"""


@pytest.mark.parametrize(
    "body",
    [
        "def get(self, request): add_link(by=request.viewer)",
        "def get(self, request): helper(request)",
        "def get(self, request): actions.add_link(by=request.viewer)",
        "def get(self, request): return self.shown(add_link)",
        "def get(self, request): self.shown()\n    def shown(self): remove_link()",
        "def post(self, request): add_link(); remove_link()",
        "def put(self, request): add_link()",
        "def post(self, request): add_link(); helper(request)",
        "def dispatch(self, request): add_link()",
        "def form_valid(self, form): add_link()",
    ],
)
def test_a_planted_misplaced_action_is_found(body: str) -> None:
    assert misplaced_actions(f"{VIEW}    {body}", "Page")


@pytest.mark.parametrize(
    "body",
    [
        "def get(self, request): return list_links(request.viewer)",
        "def get(self, r): return self.page()\n    def post(self, r): add_link(); self.page()\n    def page(self): ...",
        "def post(self, request): return carried_out(lambda: add_link(by=request.viewer))",
        "def post(self, request): return helper(request)",
    ],
)
def test_one_action_in_post_is_no_fault(body: str) -> None:
    assert misplaced_actions(f"{VIEW}    {body}", "Page") == []


@pytest.mark.parametrize(
    ("inherited", "faults"),
    [
        ("def post(self, request): self.act()", []),
        (
            "def get(self, request): self.act()\n    def post(self, request): ...",
            ["get names an action", "an action is named, but not by post"],
        ),
        ("def post(self, request): self.act(); add_link()", ["post names several actions"]),
        ("def post(self, request): ...", ["an action is named, but not by post"]),
    ],
)
def test_what_a_page_has_from_another_counts_as_its_own(inherited: str, faults: list[str]) -> None:
    above = VIEW.replace("class Page", "class Above") + f"    {inherited}\n"
    found = misplaced_actions(f"{above}class Page(Above):\n    def act(self): remove_link()", "Page")
    assert found == faults


def wrong_doors(found: Iterable[Pattern], public: set[str]) -> list[str]:
    """The addresses that are open without being written down as public, closed though they are, or no class of ours."""
    faults = []
    for name, callback in found:
        if getattr(callback, "login_required", True) == (name in public):
            faults.append(f"{name}: {'closed' if name in public else 'open'}")
        if callback.__module__.startswith("helhed.") and not hasattr(callback, "view_class"):
            faults.append(f"{name}: not a class")
    return faults


# Written by hand: what everybody may open without signing in.
PUBLIC = {
    # the frame
    "front-page",
    "accessibility",
    "official-accessibility-statement",
    "privacy",
    "gallery",
    "municipality-colours",
    "set-language",
    # the way in and out
    "sign-in",
    "demo-sign-in",
    "sign-out",
    "choose-password",
    # what the council has promised, and how it goes
    "policy-list",
    "document",
    "document-file",
    "editions",
    "edition",
    "comparison",
    "policy-word",
    "policy-pdf",
    "policy-json",
    "policy-schema",
    "policy-feed",
    "focus-area",
    "goal",
    "goal-search",
    "steering",
    "action-plan-list",
    "action-plan",
    "initiative",
    "plan-compare",
    "initiative-overview",
    "initiatives-excel",
    "initiatives-csv",
    "status-list",
    "status-schema",
    "status-years",
    "status",
    "closing-status",
    "status-easy",
    "status-pdf",
    "status-word",
    "status-excel",
    "status-easy-pdf",
    "status-agenda",
    "status-json",
    "status-initiatives",
    "status-goals",
    "closing-status-easy",
    "closing-status-pdf",
    "closing-status-word",
    "closing-status-excel",
    "closing-status-easy-pdf",
    "closing-status-agenda",
    "closing-status-json",
    "closing-status-initiatives",
    "closing-status-goals",
    # who is asked, and what they say
    "hearing-list",
    "hearing-page",
    "hearing-word",
    "hearing-pdf",
    "council-list",
    "council",
}


def test_sign_in_is_asked_for_everywhere_else() -> None:
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE
    assert wrong_doors(patterns(get_resolver()), PUBLIC) == []


class Closed(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse()


def drawn(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def opened() -> Callable[..., HttpResponse]:
    return login_not_required(Closed.as_view())


def resolved(*found: URLPattern) -> list[Pattern]:
    return [(each.name or "", each.callback) for each in found]


def test_a_planted_open_door_is_found() -> None:
    closed, door = path("a", Closed.as_view(), name="a"), path("b", opened(), name="b")
    assert wrong_doors(resolved(closed, door), {"b"}) == []
    assert wrong_doors(resolved(closed, door), set()) == ["b: open"]
    assert wrong_doors(resolved(closed, door), {"a", "b"}) == ["a: closed"]


def test_a_planted_view_that_is_no_class_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "__module__", "helhed.web.shell.views")
    assert wrong_doors(resolved(path("a", drawn, name="a")), set()) == ["a: not a class"]
