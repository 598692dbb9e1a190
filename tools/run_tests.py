"""Run the parts of the test suite in order and count what passed: `all`, `quick`, `trust` or `check`."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

from tools.postgres import postgres

TOP = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
REPORTS = TOP / "build" / "tests"
SOURCES = ["helhed", "tools", "tests"]
SLOWEST = re.compile(r"=+ slowest 10 durations =+\n(.*?)\n(?:=|\()", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One line of the run; `limit` is in seconds, and a part that passes it has failed."""

    name: str
    command: list[str]
    limit: int = 300
    environment: dict[str, str] = field(default_factory=dict)
    counts_tests: bool = False
    shows_slowest: bool = False
    on_postgres: bool = False


@dataclass(frozen=True)
class Result:
    passed: int
    failed: int
    output: str = ""


def tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


def pytest(name: str, *arguments: str, **options: object) -> Part:
    report = REPORTS / f"{re.sub(r'[^a-z]+', '-', name.lower())}.xml"
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    return Part(name, command, counts_tests=True, **{"limit": 1_500, **options})  # type: ignore[arg-type]


TRANSLATIONS = "tests/architecture/test_translations.py"
DJANGO = {
    "DJANGO_SETTINGS_MODULE": "helhed.config.settings",
    "HELHED_SECRET_KEY": "only-for-tests-" + "x" * 50,
}
MIGRATIONS = [sys.executable, "-W", "error", "-m", "django", "makemigrations", "--check", "--dry-run"]
WITHOUT_BROWSER = ["-n", "2", "--ignore=tests/browser", f"--ignore={TRANSLATIONS}", "tests"]

RUFF = [
    Part("ruff", tool("ruff", "check", *SOURCES)),
    Part("format", tool("ruff", "format", "--check", *SOURCES)),
]
CHECKS = [
    *RUFF,
    Part("templates", tool("djlint", "helhed", "--lint", "--quiet")),
    Part("types", tool("mypy")),
    Part("import contracts", tool("lint-imports", "--no-cache")),
    Part("dependencies", tool("deptry", "helhed")),
    Part("security patterns", tool("bandit", "-q", "-c", "pyproject.toml", "-r", "helhed")),
]
PARTS = {
    "check": CHECKS,
    "quick": [
        *RUFF,
        pytest("tests, SQLite", *WITHOUT_BROWSER, "--ignore=tests/trust", "--durations=10", shows_slowest=True),
    ],
    "trust": [
        pytest("attacks, SQLite", "tests/trust", limit=7200, environment={"HELHED_TRUST": "full"}),
        pytest(
            "attacks, PostgreSQL",
            "tests/trust",
            limit=7200,
            environment={"HELHED_TRUST": "full"},
            on_postgres=True,
        ),
    ],
    "all": [
        *CHECKS,
        Part("migrations", MIGRATIONS, environment=DJANGO),
        pytest("translations", TRANSLATIONS),
        pytest("tests, SQLite", *WITHOUT_BROWSER),
        pytest("tests, PostgreSQL", *WITHOUT_BROWSER, on_postgres=True),
        pytest("tests, browser", "-n", "2", "tests/browser"),
    ],
}


def run(part: Part) -> Result:
    with database_for(part) as database:
        code, output = run_command(part, {**os.environ, **part.environment, **database})
    if part.counts_tests:
        return counted(part, code, output)
    return Result(1, 0, output) if code == 0 else Result(0, 1, output)


@contextmanager
def database_for(part: Part) -> Iterator[dict[str, str]]:
    if not part.on_postgres:
        yield {}
        return
    with postgres() as address:
        yield {"HELHED_TEST_DATABASE": address}


def run_command(part: Part, environment: dict[str, str]) -> tuple[int, str]:
    """The part runs in a process group of its own, so that a time-out or a Ctrl-C leaves nothing running."""
    process = subprocess.Popen(
        part.command,
        cwd=TOP,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=part.limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return 124, f"{process.communicate()[0]}\nStopped after {part.limit} seconds."
    except BaseException:
        os.killpg(process.pid, signal.SIGTERM)
        raise
    return process.returncode, output


def counted(part: Part, code: int, output: str) -> Result:
    """The counts of a pytest run; one that ended badly without a failed test, or found no test, has failed."""
    report = Path(part.command[4].removeprefix("--junitxml="))
    suite = ElementTree.parse(report).find("testsuite") if report.exists() else None  # noqa: S314
    if suite is None:
        return Result(0, 1, output)
    number = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
    report.unlink()
    failed = number["failures"] + number["errors"]
    return Result(number["tests"] - failed - number["skipped"], failed or int(code != 0), output)


def show(part: Part) -> Result:
    print(f"{part.name:22}", end="", flush=True)
    started = time.monotonic()
    result = run(part)
    seconds = time.monotonic() - started
    print(f"{seconds:7.1f} s   {result.passed} passed, {result.failed} failed", flush=True)
    if result.failed:
        print(result.output, flush=True)
    elif part.shows_slowest and (slowest := SLOWEST.search(result.output)):
        print(slowest.group(1), flush=True)
    return result


def stop(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


def main() -> None:
    signal.signal(signal.SIGTERM, stop)
    REPORTS.mkdir(parents=True, exist_ok=True)
    results = [show(part) for part in PARTS[sys.argv[1]]]
    passed, failed = sum(result.passed for result in results), sum(result.failed for result in results)
    print(f"{passed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
