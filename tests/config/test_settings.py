import re
from pathlib import Path

from django.conf import settings

TOP = Path(__file__).resolve().parents[2]
PAGE = (TOP / "docs" / "develop" / "settings.md").read_text("utf-8")
NAME = re.compile(r"\bHELHED_[A-Z_]+\b")


def test_every_setting_is_described_and_no_other() -> None:
    code = [path.read_text("utf-8") for path in (TOP / "helhed").rglob("*.py")]
    described = {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `HELHED_")}
    assert {name for text in code for name in NAME.findall(text)} == described
    assert set(NAME.findall(PAGE)) == described


def test_the_cache_holds_more_counts_than_a_guesser_can_make() -> None:
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


def test_with_https_every_cookie_is_bound_to_the_host() -> None:
    import os
    import subprocess
    import sys

    code = (
        "from helhed.config import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.KNOWN_BROWSER_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SECURE_SSL_REDIRECT)"
    )
    environment = {key: value for key, value in os.environ.items() if key != "HELHED_HTTPS"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    names, flags = done.stdout.split()[:3], done.stdout.split()[3:]
    assert all(name.startswith("__Host-") for name in names)
    assert flags == ["True"] * 4
