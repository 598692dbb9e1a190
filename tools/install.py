"""Put Helhed and what it needs into .venv. Runs on a bare CPython, so it imports only the standard library."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".helhed-installed"
BUILD = "requirements/build.txt"
# Each level holds the one before it, so that a developer's `make demo` never takes the test tools away again.
LEVELS = {"runtime": ("requirements/runtime.txt", BUILD), "dev": ("requirements/dev.txt",)}


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def run(*command: str | Path) -> None:
    result = subprocess.run([str(part) for part in command], cwd=TOP, check=False)
    if result.returncode:
        sys.exit(f"This failed: {' '.join(str(part) for part in command)}")


def apt_line(*packages: str) -> str:
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install {' '.join(packages)}"


def check_interpreter() -> None:
    if sys.implementation.name != "cpython" or sys.version_info < (3, 11):
        sys.exit(f"Helhed needs CPython 3.11 or newer. Type: {apt_line('python3', 'python3-venv')}")
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        exact = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        sys.exit(f"This Python cannot make a virtual environment. Type: {apt_line(exact)}")


def make_venv() -> None:
    """A .venv whose interpreter is gone (a moved folder, a new Debian) is made anew."""
    works = PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0
    if works and (VENV / "bin" / "uv").exists():
        return
    say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV)
    run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", BUILD)


def stored() -> tuple[str, str]:
    level, _, digest = STAMP.read_text().partition(" ") if STAMP.exists() else ("", "", "")
    return level, digest


def wanted_level(asked: str) -> str:
    return "dev" if "dev" in (asked, stored()[0]) else "runtime"


def digest_of(level: str) -> str:
    """Of contents, since a fresh clone gives every file the same age."""
    whole = hashlib.sha256(str(TOP).encode())
    for name in (*LEVELS[level], "pyproject.toml"):
        whole.update((TOP / name).read_bytes())
    return whole.hexdigest()


def install(level: str) -> None:
    say(f"installing the Python packages ({level})")
    uv = VENV / "bin" / "uv"
    python = ("--python", PYTHON)
    run(uv, "pip", "sync", "-q", *python, "--require-hashes", *LEVELS[level])
    run(uv, "pip", "install", "-q", *python, "--no-deps", "--no-build-isolation", "--editable", ".")


def main() -> None:
    asked = sys.argv[1]
    check_interpreter()
    make_venv()
    level = wanted_level(asked)
    if stored() == (level, digest_of(level)):
        return
    started = time.monotonic()
    STAMP.unlink(missing_ok=True)
    install(level)
    STAMP.write_text(f"{level} {digest_of(level)}")
    say(f"Python packages ready in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
