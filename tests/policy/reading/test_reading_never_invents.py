"""What the reader says stands in the document, and no bytes make it fall."""

import json
import os
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import helhed
from helhed.policy.reading.document import read_text
from helhed.policy.reading.formats.plain_text import read_lines
from helhed.policy.reading.read import Unreadable, read_policy
from helhed.policy.reading.reading import PolicyReading, ReadGoal

SEED = Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt"
_BETWEEN = re.compile(r"[\s\-\u2010\u00ad•✓¤]+")
_OWN_WORDS = {"how", "kind", "warnings"}


def bare(text: str) -> str:
    """White space, hyphens and bullets left out: what wrapping may change, and what says nothing by itself."""
    return _BETWEEN.sub("", text)


def strings_of(shape: Any, name: str = "") -> list[str]:
    """Every string of the published shape that is taken from the document."""
    if name in _OWN_WORDS:
        return []
    if isinstance(shape, dict):
        return [text for key, value in shape.items() for text in strings_of(value, key)]
    if isinstance(shape, list):
        return [text for value in shape for text in strings_of(value)]
    if name == "period" and shape:
        return shape.split("-")
    return [shape] if isinstance(shape, str) else []


def invented(reading: PolicyReading, document: str) -> list[str]:
    """Strings that stand neither in the document nor in it without page numbers and running headers."""
    whole = bare(document)
    pages_joined = bare("\n".join(line.text for line in read_lines(document)))
    found = [*strings_of(reading.as_dict()), reading.vision_lead or ""]
    return [text for text in found if bare(text) not in whole and bare(text) not in pages_joined]


def test_nothing_in_the_seed_is_invented():
    data = SEED.read_bytes()
    assert invented(read_policy(data), read_text(data)) == []


def test_every_line_is_taken_from_the_document():
    text = SEED.read_text(encoding="utf-8")
    whole = bare(text)
    assert all(bare(line.text) in whole for line in read_lines(text))


def test_a_planted_invention_is_seen():
    data = SEED.read_bytes()
    reading = read_policy(data)
    area = reading.focus_areas[0]
    for planted in (
        replace(reading, title="Fælles om et liv med mange muligheder"),
        replace(reading, period="2021-2025"),
        replace(reading, focus_areas=(replace(area, goals=(ReadGoal("At vi taler sammen.", 1, 1),)),)),
        replace(reading, focus_areas=(replace(area, intro=f"{area.title}\n\n{area.intro}"),)),
    ):
        assert invented(planted, read_text(data))


WORDS = st.sampled_from(
    [
        "borgere", "og", "på", "Kommunen", "kommune", "mål", "vision", "Lindevig", "værdier", "handicap-", "til", "at",
        "politik", "2020", "–", "2024", "sund-", "hed", "eller", "”trivsel”", "støtte.", "liv,", "Byrådet", "fem",
        "fyrtårn", "tidligere", "strategi", "målgruppen", "er", "IT-", "fokusområder", "indsats/", "Aktiv", "æbler",
    ]
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
HEADINGS = st.sampled_from(
    [
        "Fokusområde 1 – Sundhed", "Fokusområde 2: Fritid", "Tema: Arbejde", "Vision", "Værdier", "Vores værdier:",
        "Mål", "Vores mål er:",
        "Vi vil:", "Det vil vi opnå", "Strategien har to emner:", "PEJLEMÆRKE 1", "Mål 2: Flere",
        "Fokusområderne er:", "Forord", "Fakta", "1. Bolig", "2. Job", "Målgruppe",
        "Byrådets fem fokusområder", "De to indsatsområder", "Handicappolitik 2020 – 2024", "Lindevig Kommune",
        "Politik for alle", "Implementering", "Kommunens Planstrategi", "”Sammen er vi bedst”", "Citat fra en borger",
        "Byrådets tre fyrtårne, Havnen, Skoven og Engen, er", "den tidligere politik ”Ny vej 2015 – 2019”",
    ]
)  # fmt: skip
MARKS = st.sampled_from(
    ["¤ ", "✓ ", "1.1 ", "• ", "- ", "– ", "1. ", "2. ", "Mål 1: ", "a) ", "o ", "* ", "•", "    • ", "\t- "]
)
ITEMS = st.tuples(MARKS, SENTENCES).map("".join)
BREAKS = st.sampled_from(["•", "1 ", "2 ", "", "", "\f", " ", "12", "Side 3 af 9", "........ 4"])
LINES = st.one_of(
    SENTENCES, SENTENCES.map(str.capitalize), HEADINGS, HEADINGS.map(lambda text: " " + text), ITEMS, BREAKS
)
DOCUMENTS = st.lists(LINES, max_size=60).map("\n".join)


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_nothing_is_invented_whatever_the_document(document):
    try:
        reading = read_policy(document.encode())
    except Unreadable:
        assert not document.strip()
        return
    assert invented(reading, read_text(document.encode())) == []
    assert "" not in strings_of(reading.as_dict())
    json.dumps(reading.as_dict(), allow_nan=False)


def read_or_refuse(data: bytes) -> PolicyReading | str:
    try:
        return read_policy(data)
    except Unreadable as refused:
        return refused.reason


def check_read_or_refused(data: bytes) -> None:
    result = read_or_refuse(data)
    if isinstance(result, str):
        assert result.strip()
        assert "\n" not in result
    else:
        assert invented(result, read_text(data)) == []


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_it_fall(data):
    check_read_or_refused(data)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_it_fall(text):
    check_read_or_refused(text.encode("utf-8", errors="ignore"))
    check_read_or_refused(text.encode("utf-16", errors="ignore"))


# The whole of ten megabytes is for `make trust`; what grows faster than its input shows in one already.
SHARE = 1 if os.environ.get("HELHED_TRUST") == "full" else 10
LENGTH = 10_000_000 // SHARE
# Made when asked for, so that a test run does not hold them all at once.
ENORMOUS = {
    "one word": lambda: b"a" * LENGTH,
    "one line of words": lambda: b"Aa kommune " * (LENGTH // 11),
    "one line of years": lambda: "den tidligere politik 2017 – 2020 ".encode() * (LENGTH // 36),
    "one line of dots": lambda: b"." * LENGTH,
    "one line of spaces": lambda: b"a" + b" " * LENGTH + b"b",
    "one line of names": lambda: b"Aa-" * (LENGTH // 3),
    "one line of quotation marks": lambda: "”".encode() * (LENGTH // 3),
    "target group without end": lambda: "Målgruppen er ".encode() * (700_000 // SHARE),
    "NUL bytes": lambda: b"\0" * LENGTH,
    "empty lines": lambda: b"\n" * LENGTH,
    "form feeds": lambda: b"\f" * LENGTH,
    "many headings": lambda: "Fem fokusområder\n\nTekst om byrådet.\n\n".encode() * (12_000 // SHARE),
    "many areas": lambda: "Fokusområde – Sundhed og liv\n• Gå\n\n".encode() * (20_000 // SHARE),
    "deep bullets": lambda: b"".join(b" " * depth + b"- punkt\n" for depth in range(3_000 // SHARE)),
    "bullets in bullets": lambda: "• ".encode() * (2_000_000 // SHARE),
    "pages run together": lambda: "\n\n".join(
        f"{page} " + "Vi vil: - gøre - mere " * (LENGTH // 60) for page in (1, 2, 3)
    ).encode(),
    "counted names": lambda: "Politikken har fire fokusområder: a, b, c og ".encode() * (LENGTH // 50),
    "announced lists": lambda: (
        "Politikken har fem temaer:\n• Et\n• To\n• Tre\n\nTekst.\n\n" * (14_000 // SHARE)
    ).encode(),
    "announced titles": lambda: ("Politikken har to temaer:\nEt\nTo\n\n" * (20_000 // SHARE)).encode(),
    "items with texts between": lambda: ("De fem temaer er:\n\n" + "• Navn\n\nTekst.\n\n" * (24_000 // SHARE)).encode(),
    "numbered areas": lambda: ("temaer 1) " * 1_900 + "\n\n").encode() * (200 // SHARE),
    "contents without end": lambda: ("Indhold Temaer " + "Bolig 1. " * 2_000 + "\n\n").encode() * (200 // SHARE),
    "wishes without end": lambda: b"Vi vil skabe mere liv.\n\n" * (50_000 // SHARE),
    "goals under names": lambda: "".join(
        f"Navn {n}\nVores mål:\n- et punkt\n\n" for n in range(20_000 // SHARE)
    ).encode(),
}


@pytest.mark.parametrize("name", ENORMOUS)
def test_enormous_files_end_soon(name):
    data = ENORMOUS[name]()
    started = time.perf_counter()
    assert read_or_refuse(data)
    assert time.perf_counter() - started < 20
