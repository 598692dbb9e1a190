"""Debian packages that the tests need: root gets them installed, others get the line to type. Standard library only."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def on_path(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def postgres_server() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def office(part: str) -> Callable[[], bool]:
    return lambda: Path("/usr/lib/libreoffice/program", part).exists()


# Package → is what we want of it there?
NEEDED: dict[str, Callable[[], bool]] = {
    "chromium": on_path("chromium", "chromium-browser", "google-chrome"),
    "gettext": on_path("xgettext"),
    "libreoffice-calc-nogui": office("libsclo.so"),
    "libreoffice-writer-nogui": office("libswlo.so"),
    "poppler-utils": on_path("pdfinfo"),
    "postgresql": postgres_server,
}
APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]


def lacking() -> list[str]:
    return [package for package, is_there in NEEDED.items() if not is_there()]


def install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*APT, *step], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode:
            sys.exit(f"{done.stdout.decode()}\nThis failed: apt-get {' '.join(step)}")


def main() -> None:
    packages = lacking()
    if not packages:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"The tests need these Debian packages. Type: sudo apt-get install {' '.join(packages)}")
    print(f"· installing Debian packages: {' '.join(packages)}", flush=True)
    install(packages)
    if still := lacking():
        sys.exit(f"Still missing after apt-get install: {' '.join(still)}")


if __name__ == "__main__":
    main()
