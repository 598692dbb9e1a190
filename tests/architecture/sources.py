"""What the laws look at: the tree, the folders of the house in their order, and the syntax of a file."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
HOUSE = TOP / "helhed"
LINTER: dict[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS: list[list[str]] = [layer.split(" | ") for layer in LINTER["contracts"][0]["layers"]]
FOLDERS = [folder for layer in LAYERS for folder in layer]
DOMAIN = [folder for folder in FOLDERS if folder not in {"config", "demo", "web", "interop", "base"}]


def python_files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts)


def named(folder: Path, name: str) -> list[Path]:
    """The files of this name in the domain folders, or the files of the folder it has become."""
    return [path for each in DOMAIN for path in (folder / each).rglob("*.py") if is_named(path, name)]


def is_named(path: Path, name: str) -> bool:
    return path.stem == name or (path.parent.name == name and path.name != "__init__.py")


def functions(source: str) -> list[ast.FunctionDef]:
    """The functions of a file that other files may call."""
    return [
        each for each in ast.parse(source).body if isinstance(each, ast.FunctionDef) and not each.name.startswith("_")
    ]


def imports(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """The line, the whole dotted name and the name it has in this file, of everything a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name, each.asname or each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (
                (node.lineno, f"{'.' * node.level}{node.module or ''}.{each.name}", each.asname or each.name)
                for each in node.names
            )


def written_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name and attribute that stands in the code, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
