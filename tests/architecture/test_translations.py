"""Danish and German are complete; English is the text in the code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tools.messages import LANGUAGES, catalogue, missing

PACKAGE = Path(__file__).resolve().parents[2] / "helhed"


def extracted_from(package: Path, into: Path) -> polib.POFile:
    """What Django's own tool finds in a copy of the package, so that nothing is written into the tree."""
    copy = into / "copy"
    ignored = shutil.ignore_patterns("__pycache__", "static*", "locale")
    shutil.copytree(package, copy, ignore=ignored)
    for language in LANGUAGES:
        (copy / "locale" / language / "LC_MESSAGES").mkdir(parents=True)
    command = [sys.executable, "-m", "django", "makemessages", "-l", "da", "--keep-pot", "--no-location"]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return polib.pofile(str(copy / "locale" / "django.pot"))


def test_danish_and_german_are_complete(tmp_path: Path) -> None:
    assert missing(PACKAGE / "locale", extracted_from(PACKAGE, tmp_path)) == []


CODE = """
from django.utils.translation import gettext, ngettext
first = gettext("Follow the goal %(code)s")
second = ngettext("%(number)d goal", "%(number)d goals", 2)
"""
ENTRIES = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8"

msgid "Follow the goal %(code)s"
msgstr "A %(code)s"

msgid "%(number)d goal"
msgid_plural "%(number)d goals"
msgstr[0] "et B"
msgstr[1] "%(number)d B"
"""


@pytest.fixture
def planted(tmp_path: Path) -> tuple[Path, polib.POFile]:
    """A tiny package whose catalogues are complete."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "code.py").write_text(CODE)
    for language in LANGUAGES:
        path = catalogue(tmp_path / "locale", language)
        path.parent.mkdir(parents=True)
        path.write_text(ENTRIES)
    return tmp_path / "locale", extracted_from(package, tmp_path)


def test_a_complete_catalogue_has_no_faults(planted: tuple[Path, polib.POFile]) -> None:
    assert missing(*planted) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgid "Follow the goal %(code)s"\nmsgstr "A %(code)s"', "", "not there"),
        ('msgstr "A %(code)s"', 'msgstr ""', "not translated"),
        ('msgstr[1] "%(number)d B"', 'msgstr[1] ""', "not translated"),
        ('msgstr "A %(code)s"', 'msgstr "A %(kode)s"', "other placeholders"),
        ('msgstr[1] "%(number)d B"', 'msgstr[1] "mange B"', "other placeholders"),
        ('msgid "Follow', '#, fuzzy\nmsgid "Follow', "fuzzy"),
        ('\nmsgid "%(number)d goal"', '\nmsgid "Old"\nmsgstr "G"\n\nmsgid "%(number)d goal"', "no longer in"),
        ('\nmsgid "%(number)d goal"', '\n#~ msgid "Old"\n#~ msgstr "G"\n\nmsgid "%(number)d goal"', "obsolete"),
    ],
)
def test_a_planted_fault_is_found(planted: tuple[Path, polib.POFile], before: str, after: str, fault: str) -> None:
    locale, extracted = planted
    path = catalogue(locale, "da")
    assert before in ENTRIES
    path.write_text(ENTRIES.replace(before, after))
    faults = missing(locale, extracted)
    assert len(faults) == 1, faults
    assert faults[0].startswith(f"da: {fault}")


def test_a_missing_catalogue_is_found(planted: tuple[Path, polib.POFile]) -> None:
    locale, extracted = planted
    catalogue(locale, "de").unlink()
    assert missing(locale, extracted) == ["de: no catalogue"]
