"""How Markdown reads."""

import pytest

from helhed.policy.reading.formats.kinds import lines_of
from tests.policy.reading.made_documents import kinds, told

PROSE = "Alle skal have et godt liv, også når det er svært. " * 5


def read(text: str) -> list[str]:
    return [line for line in told(f"# Politik\n\n{PROSE}\n\n{text}\n".encode()) if not line.startswith("Alle skal")][1:]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("## Vision", ["2Vision"]),
        ("Vision\n------", ["2Vision"]),
        ("### Vision ###", ["3Vision"]),
        ("## [Vision](/vision)", ["2Vision"]),
        ("- A\n- B\n    - C\n- D", ["• A", "• B", "..• C", "• D"]),
        ("* A\n\n* B", ["• A", "• B"]),
        ("1. A\n2. B\n   - C\n3. D", ["1. A", "2. B", "..• C", "3. D"]),
        ("4) A\n5) B", ["4. A", "5. B"]),
        ("- A\n  og mere\n- B", ["• A og mere", "• B"]),
        ("- A\n\n  Mere.\n- B", ["• A", "..Mere.", "• B"]),
        ("| A | B |\n|---|---|\n| C | D |", ["A", "B", "C", "D"]),
        ("Se [planen](https://example.dk) og **læs** *den*.", ["Se planen og læs den."]),
        ("Et ~~gammelt~~ ord", ["Et gammelt ord"]),
        ("![Et hus](hus.png)\n\nTekst.", ["Tekst."]),
        ("> Jeg bor her.\n\nTekst.", ["Jeg bor her.", "Tekst."]),
        ("Her er en linje, som blev brudt af\nden, der skrev.", ["Her er en linje, som blev brudt af den, der skrev."]),
        ("Vores mål:\n• A er med\n• B er med", ["Vores mål:", "• A er med", "• B er med"]),
        ("Vision  \nEt godt liv.", ["Vision", "Et godt liv."]),
        ("```\nA\nB\n```", ["A", "B"]),
        ("Et\n\n***\n\nTo", ["Et", "To"]),
        ("Et<br>To", ["Et", "To"]),
        ("<details>\n<summary>Leg</summary>\n\nBørn leger.\n</details>", ["2Leg", "Børn leger."]),
        ("<script>var a;</script>\n\nTekst.", ["Tekst."]),
        ("P&aring;r&oslash;rende &amp; venner", ["Pårørende & venner"]),
        ("2021\\. Et år", ["2021. Et år"]),
    ],
)  # fmt: skip
def test_mark_up(text, lines):
    assert read(text) == lines
    assert read(text.replace("\n", "\r\n")) == lines


def test_bold_lines_are_headings_where_there_are_no_others():
    text = f"**Leg**\n\n{PROSE}\n\n**Ro**\n\n{PROSE}\n"
    assert [line.level for line in lines_of(text.encode())] == [1, None, 1, None]
    lines = lines_of(f"# Politik\n\n## Vision\n\n{text}".encode())
    assert [line.level for line in lines] == [1, 2, None, None, None, None]


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Politik\ndate: 2024-01-01\ntags:\n  - ældre\n\n# en note\n---\n",
        "+++\ntitle = 'Politik'\n+++\n",
        "\n---\ntitle: x\n---\n\n",
    ],
)
def test_front_matter_is_left_out(front):
    assert told(f"{front}# Vision\n\nEt godt liv.\n".encode()) == ["1Vision", "Et godt liv."]


def test_rules_around_text_are_no_front_matter():
    assert told(b"# A\n\n---\n\nEn linje: med mere\n\n---\n\nTo.\n") == ["1A", "En linje: med mere", "To."]


def test_what_stands_around_a_page_saved_as_markdown_is_left_out():
    around = "[Gå til indhold](#indhold)\n\n* [Borger](/b)\n* [Politik](/p)\n\n[Forside](/) / [Politik](/p) / Her\n"
    assert told(f"{around}\n# Politik\n\n{PROSE}\n".encode()) == ["1Politik", PROSE.strip()]


def test_a_quote_with_its_source():
    text = "# Politik\n\n> »De ringede dagen efter.«\n> Værkstedsejer\n"
    assert kinds(text.encode())[1:] == [("quote", "»De ringede dagen efter.«")]
