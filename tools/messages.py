"""Compile the translations without gettext, and tell what a catalogue lacks.

The texts in the code are English, so English needs no catalogue: a text without a translation is shown as it
stands. Danish and German must be complete.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "helhed" / "locale"
LANGUAGES = ("da", "de")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")

Key = tuple[str, str]


def catalogue(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def compile_all(locale: Path = LOCALE) -> int:
    """Compile each catalogue that is newer than its compiled form; the number compiled."""
    compiled = 0
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(target))
            compiled += 1
    return compiled


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def missing(locale: Path, extracted: polib.POFile) -> list[str]:
    """What the catalogues lack of the texts extracted from the code, and what they carry beyond them."""
    wanted = {key(entry) for entry in extracted}
    faults: list[str] = []
    for language in LANGUAGES:
        path = catalogue(locale, language)
        if not path.exists():
            faults.append(f"{language}: no catalogue")
            continue
        found = polib.pofile(str(path), encoding="utf-8")
        faults += [f"{language}: {fault}" for fault in faults_of(found, wanted)]
    return faults


def faults_of(found: polib.POFile, wanted: set[Key]) -> Iterator[str]:
    live = {key(entry): entry for entry in found if not entry.obsolete}
    yield from (f"not there: {msgid!r}" for _, msgid in sorted(wanted - live.keys()))
    yield from (f"no longer in the code: {msgid!r}" for _, msgid in sorted(live.keys() - wanted))
    yield from (f"obsolete: {entry.msgid!r}" for entry in found.obsolete_entries())
    for entry in live.values():
        yield from faults_of_entry(entry)


def faults_of_entry(entry: polib.POEntry) -> Iterator[str]:
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    if not forms or not all(forms):
        yield f"not translated: {entry.msgid!r}"
        return
    # A plural form may say "one" in words, so only its last form must carry every placeholder.
    source = entry.msgid_plural or entry.msgid
    if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(forms[-1])):
        yield f"other placeholders than the source: {entry.msgid!r}"


if __name__ == "__main__":
    if number := compile_all():
        print(f"· {number} translation catalogues compiled", flush=True)
