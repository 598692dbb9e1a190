"""The repository itself: each check is a function of a folder, and is shown to go red on the smallest bad one."""

import ast
import re
import statistics
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
Check = Callable[[Path], list[str]]

DOMAINS = (
    *("status_reports", "indicators", "measurements", "plan", "participation", "community", "action_plans"),
    *("policy", "communication", "consent", "citizens", "organisation", "access", "audit"),
)
OTHER_FOLDERS = {"config", "demo", "web", "interop", "base", "locale", "static_root"}
SAME_NAMES = {"__init__", "actions", "queries", "rules", "models", "words", "apps", "migrations"}
EXTRA_NAMES = {
    "policy": {"content", "reading"},
    "status_reports": {"content"},
    "indicators": {"definitions", "facts", "counting", "suppression"},
    "communication": {"plain_language", "outbox", "channels"},
    "audit": {"acting", "sealing", "triggers"},
}
CATCH_ALLS = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}
OUR_SUFFIXES = {
    ".py",
    ".html",
    ".jinja",
    ".css",
    ".js",
    ".svg",
    ".po",
    ".md",
    ".txt",
    ".toml",
    ".json",
    ".typ",
    ".yml",
    ".yaml",
    ".png",
    ".cff",
}
OUR_BARE_NAMES = {"Makefile", "LICENSE", "run", ".gitignore", ".npmrc", "py.typed"}
TEXT_FROM_OUTSIDE = {"LICENSE", "helhed/demo/policy/socialpolitik-2021-2024.txt"}
TEXT_OF_OURS = {"requirements", "templates", "tests"}
TEST_FOLDERS_OF_THEIR_OWN = {"architecture", "browser", "trust"}
# Written in two halves, so that this file does not hold what it looks for.
MARKS = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
UNFINISHED = re.compile(r"\b(" + "|".join(MARKS) + r")\b")
CORRUPTING = "mmap" + "_size"


def committed(root: Path) -> list[Path]:
    """What git holds or would take; every file where there is no git."""
    if not (root / ".git").exists():
        return sorted(path for path in root.rglob("*") if path.is_file())
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(root / name for name in names if name and (root / name).is_file())


def python_files(root: Path, *folders: str) -> list[Path]:
    return [
        path
        for path in committed(root)
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (not folders or path.relative_to(root).parts[0] in folders)
    ]


def line_count(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def third_party_in_git(root: Path) -> list[str]:
    faults = []
    for path in committed(root):
        name = str(path.relative_to(root))
        ours = path.suffix in OUR_SUFFIXES or path.name in OUR_BARE_NAMES
        if not ours or ".min." in path.name or "vendor" in path.parts or "node_modules" in path.parts:
            faults.append(name)
        elif path.suffix in {".css", ".js"} and max(map(len, path.read_text("utf-8").splitlines()), default=0) > 500:
            faults.append(f"{name}: packed lines")
        elif path.suffix == ".txt" and name not in TEXT_FROM_OUTSIDE and not TEXT_OF_OURS & set(path.parts):
            faults.append(f"{name}: a text from outside")
    return faults


def addresses_in_locks(root: Path) -> list[str]:
    locks = [*root.glob("requirements/*"), root / "package-lock.json", root / "package.json", root / ".npmrc"]
    faults = ["uv.lock names addresses"] if (root / "uv.lock").exists() else []
    for path in filter(Path.exists, locks):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if re.search(r"\w+://|--(extra-)?index-url|--find-links", line):
                faults.append(f"{path.name}:{number}: {line.strip()}")
    return faults


def unhashed_requirements(root: Path) -> list[str]:
    faults = []
    for path in root.glob("requirements/*.txt"):
        whole = path.read_text("utf-8").replace("\\\n", " ")
        faults += [
            f"{path.name}: {line}" for line in whole.splitlines() if line[:1].isalnum() and "--hash=sha256:" not in line
        ]
    return faults


def long_files(root: Path) -> list[str]:
    return [f"{path.relative_to(root)}: {line_count(path)}" for path in python_files(root) if line_count(path) > 400]


def long_functions(root: Path) -> list[str]:
    found = [
        (node.end_lineno - node.lineno + 1, f"{path.relative_to(root)}:{node.name}")
        for path in python_files(root, "helhed")
        for node in functions(path)
        if node.end_lineno
    ]
    if len(found) < 2:
        return []
    lengths = [length for length, _ in found]
    high, middle = statistics.quantiles(lengths, n=20)[-1], statistics.median(lengths)
    longest = ", ".join(f"{name} {length}" for length, name in sorted(found, reverse=True)[:5])
    faults = [f"95th percentile {high:.0f} > 30: {longest}"] if high > 30 else []
    return faults + ([f"median {middle:.0f} > 9"] if middle > 9 else [])


def large_base(root: Path) -> list[str]:
    total = sum(line_count(path) for path in python_files(root, "helhed") if "base" in path.relative_to(root).parts)
    return [f"base: {total} lines"] if total > 600 else []


def missing_sentences(root: Path) -> list[str]:
    faults = []
    for path in python_files(root, "helhed"):
        if path.name == "__init__.py":
            body = ast.parse(path.read_text("utf-8")).body
            sentence = ast.get_docstring(ast.Module(body, [])) or ""
            if len(body) != 1 or "\n" in sentence or not re.fullmatch(r"[A-ZÆØÅ].+\.", sentence):
                faults.append(str(path.relative_to(root)))
    missing = [word for word in DOMAINS if (root / "helhed").exists() and not (root / "helhed" / word).exists()]
    return faults + [f"helhed/{word} is not there" for word in missing]


def invented_names(root: Path) -> list[str]:
    """A folder of the same name as one of the five files is that file, grown past its limit."""
    faults = []
    for path in committed(root):
        parts = path.relative_to(root).parts
        if parts[0] != "helhed" or len(parts) < 3:
            continue
        word, name = parts[1], Path(parts[2]).stem
        allowed = SAME_NAMES | EXTRA_NAMES.get(word, set())
        unknown = word not in OTHER_FOLDERS and (word not in DOMAINS or name not in allowed)
        if unknown or CATCH_ALLS & {Path(part).stem for part in parts[1:]}:
            faults.append("/".join(parts))
    return faults


def unfinished_marks(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}"
        for path in committed(root)
        if path.suffix != ".png" and path.parts[-2] != "requirements" and path.name != "package-lock.json"
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1)
        if UNFINISHED.search(line)
    ]


def corrupting_pragma(root: Path) -> list[str]:
    return [
        str(path.relative_to(root))
        for path in committed(root)
        if path.suffix in {".py", ".toml", ".json"} and CORRUPTING in path.read_text("utf-8")
    ]


def misplaced_tests(root: Path) -> list[str]:
    """A test folder mirrors a folder of the product, and every `actions` and `rules` has its tests beside it."""
    faults = []
    for path in python_files(root, "tests"):
        folder = path.relative_to(root / "tests").parent
        if (
            folder.parts
            and folder.parts[0] not in TEST_FOLDERS_OF_THEIR_OWN
            and not (root / "helhed" / folder).is_dir()
        ):
            faults.append(f"tests/{folder} mirrors nothing")
    for word in DOMAINS:
        for name in ("actions", "rules"):
            tested = any((root / "tests" / word).glob(f"test_{name}*"))
            if (root / "helhed" / word / f"{name}.py").exists() and not tested:
                faults.append(f"tests/{word}/test_{name}.py is not there")
    return sorted(set(faults))


def unexplained_rules(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)}:{node.lineno} {node.name}"
        for path in python_files(root, "helhed")
        if path.stem in {"rules", "actions", "suppression"}
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


CHECKS: tuple[Check, ...] = (
    third_party_in_git,
    addresses_in_locks,
    unhashed_requirements,
    long_files,
    long_functions,
    large_base,
    missing_sentences,
    invented_names,
    unfinished_marks,
    corrupting_pragma,
    misplaced_tests,
    unexplained_rules,
)
SHORT_FUNCTIONS = "def f(): ...\n" * 3
MIDDLING_FUNCTIONS = ("def f():\n" + "    x = 1\n" * 9) * 3
LONG_FUNCTIONS = "def g():\n" + "    x = 1\n" * 40
PLANTED: tuple[tuple[Check, str, str], ...] = (
    (third_party_in_git, "helhed/web/static/htmx.min.js", "x"),
    (third_party_in_git, "helhed/web/static/plex.woff2", "x"),
    (third_party_in_git, "helhed/web/static/packed.css", "a{b:c}" * 100),
    (third_party_in_git, "docs/copied.txt", "x"),
    (addresses_in_locks, "requirements/runtime.txt", "--index-url registry\n"),
    (addresses_in_locks, "package-lock.json", '{"resolved": "https://registry"}'),
    (addresses_in_locks, "uv.lock", ""),
    (unhashed_requirements, "requirements/runtime.txt", "django==5.2.19\n"),
    (long_files, "helhed/plan/models.py", "x = 1\n" * 401),
    (long_functions, "helhed/plan/models.py", SHORT_FUNCTIONS + LONG_FUNCTIONS),
    (long_functions, "helhed/plan/models.py", MIDDLING_FUNCTIONS),
    (large_base, "helhed/base/text.py", "x = 1\n" * 601),
    (missing_sentences, "helhed/policy/__init__.py", ""),
    (missing_sentences, "helhed/policy/__init__.py", '"""Politik: all of it."""\nx = 1\n'),
    (invented_names, "helhed/policy/services.py", ""),
    (invented_names, "helhed/gadgets/models.py", ""),
    (invented_names, "helhed/web/utils.py", ""),
    (unfinished_marks, "helhed/plan/rules.py", f"# {MARKS[0]} later\n"),
    (corrupting_pragma, "helhed/config/settings.py", f'x = "PRAGMA {CORRUPTING}=1"\n'),
    (misplaced_tests, "tests/gadgets/test_rules.py", ""),
    (misplaced_tests, "helhed/plan/rules.py", ""),
    (unexplained_rules, "helhed/plan/rules.py", "def may_read(): ...\n"),
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_tree_is_in_order(check: Check) -> None:
    assert check(TOP) == []


@pytest.mark.parametrize(("check", "name", "text"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_a_planted_fault_is_found(check: Check, name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    faults = [fault for fault in check(tmp_path) if not fault.endswith("is not there") or "tests/" in fault]
    assert len(faults) == 1, faults


def test_every_check_has_a_planted_fault() -> None:
    assert {check for check, _, _ in PLANTED} == set(CHECKS)
