"""Lock every package anew, with hashes and without addresses."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
UV = str(Path(sys.executable).parent / "uv")
COMPILE = ["pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes"]
QUIET = ["--no-header", "--no-annotate", "--no-emit-index-url", "--upgrade"]
FILES = {
    "runtime.txt": ["pyproject.toml", "--extra=postgres"],
    "build.txt": ["--group=build"],
    "node.txt": ["--group=node"],
    "dev.txt": ["pyproject.toml", "--extra=postgres", "--group=build", "--group=test", "--group=lint"],
}


def main() -> None:
    python = f"--python={sys.executable}"
    for name, sources in FILES.items():
        command = [UV, *COMPILE, *QUIET, python, *sources, "--output-file", f"requirements/{name}"]
        subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.DEVNULL)
    npm = ["npm", "install", "--package-lock-only", "--ignore-scripts"]
    subprocess.run(npm, cwd=TOP, check=True)


if __name__ == "__main__":
    main()
