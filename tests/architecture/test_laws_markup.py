"""What people wrote never becomes markup: each text is escaped, and nowhere is it said that one need not be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.sources import HOUSE, imports, python_files, written_names

IN_TEMPLATES = re.compile(r"\|\s*safe(seq)?\b|\bautoescape\b|\{%\s*filter\b")
# A type of Django's may be named, but its values come from Django's own functions, which escape what they are given.
MADE_BY_HAND = {"mark_safe", "SafeData", "html_safe", "__html__"}
FORMATTERS = {"format_html": 0, "format_html_join": 1}


def unescaped_in_template(text: str) -> list[str]:
    return [found[0] for found in IN_TEMPLATES.finditer(text)]


def unescaped_in_code(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    names = [*written_names(tree), *((line, whole.rpartition(".")[2]) for line, whole, _name in imports(tree))]
    names += [(node.lineno, node.name) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    yield from (f"{line}: {name}" for line, name in names if name in MADE_BY_HAND)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        yield from (f"{call.lineno}: {fault}" for fault in _faults(call))


def _faults(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    # An empty one holds nothing.
    if name == "SafeString" and (call.args or call.keywords):
        yield name
    if name in FORMATTERS and not all(isinstance(each, ast.Constant) for each in call.args[: FORMATTERS[name] + 1]):
        yield f"{name} of markup that is put together"
    for keyword in call.keywords:
        if keyword.arg == "is_safe" and getattr(keyword.value, "value", None) is not False:
            yield "is_safe"
        if keyword.arg == "autoescape" and getattr(keyword.value, "value", None) is not True:
            yield "autoescape"


def templates() -> list[Path]:
    return [
        path
        for path in HOUSE.rglob("*")
        if path.suffix in {".html", ".jinja", ".txt", ".xml"} and "templates" in path.parts
    ]


def test_no_template_leaves_a_text_unescaped() -> None:
    found = {str(path): faults for path in templates() if (faults := unescaped_in_template(path.read_text("utf-8")))}
    assert len(templates()) > 100
    assert found == {}


def test_no_code_says_that_a_text_need_not_be_escaped() -> None:
    found = {str(path): faults for path in python_files(HOUSE) if (faults := [*unescaped_in_code(path.read_text())])}
    assert found == {}


def test_every_engine_escapes() -> None:
    assert settings.TEMPLATES
    assert all(engine["OPTIONS"].get("autoescape", True) for engine in settings.TEMPLATES)


@pytest.mark.parametrize(
    "text", ["{{ a|safe }}", "{{ a | safe }}", "{{ a|safeseq|join:', ' }}", "{% autoescape off %}", "{% filter safe %}"]
)
def test_a_planted_fault_in_a_template_is_found(text: str) -> None:
    assert unescaped_in_template(text)


@pytest.mark.parametrize(
    "source",
    [
        "from django.utils.safestring import mark_safe",
        "from django.utils import safestring\nsafestring.mark_safe('a')",
        "SafeString(a)",
        "safestring.SafeString(a)",
        "format_html(f'<b>{a}</b>')",
        "format_html('<b>' + a)",
        "format_html_join('', a, b)",
        "class A:\n    def __html__(self): return ''",
        "register.filter('a', a, is_safe=True)",
        "Engine(autoescape=False)",
    ],
)
def test_a_planted_fault_in_code_is_found(source: str) -> None:
    assert [*unescaped_in_code(source)]


def test_what_is_escaped_is_no_fault() -> None:
    assert not unescaped_in_template("{{ a }} {{ a|safety }} {{ unsafe|default:'b' }} {% if is_safe %}")
    assert not [*unescaped_in_code("def a() -> SafeString:\n    return format_html('<b>{}</b>', f'{b}')")]
