"""The reader goes by structure: no run of four words of the demo policy stands in its code."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import helhed

PACKAGE = Path(helhed.__file__).parent
SEED = PACKAGE / "demo" / "policy" / "socialpolitik-2021-2024.txt"
READING = PACKAGE / "policy" / "reading"
LENGTH = 4
_WORD = re.compile(r"[^\W\d_]+|\d+")
# Letters after a backslash are a pattern's own, not words.
_ESCAPE = re.compile(r"\\[a-zA-Z]")


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def runs_of(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)}


def joined(text: str) -> str:
    return re.sub(r"-\s*\n\s*(?=[a-zæøå])", "", text)


def texts_in(source: str) -> Iterator[str]:
    """Every string and comment, neighbouring strings taken as one as well."""
    neighbours = ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in {tokenize.STRING, tokenize.COMMENT}:
            neighbours += " " + token.string
            yield token.string
        elif token.type not in {tokenize.NL, tokenize.NEWLINE}:
            yield neighbours
            neighbours = ""
    yield neighbours


def borrowed_phrases(source: str, document: str) -> set[tuple[str, ...]]:
    phrases = runs_of(words_of(document)) | runs_of(words_of(joined(document)))
    texts = [form for text in texts_in(source) for form in (text, _ESCAPE.sub(" ", text))]
    return {run for text in texts for run in runs_of(words_of(text)) if run in phrases}


def test_no_phrase_of_the_demo_policy_stands_in_the_reader():
    document = SEED.read_text(encoding="utf-8")
    files = sorted(READING.glob("*.py"))
    assert len(files) > 5
    assert {file.name: found for file in files if (found := borrowed_phrases(file.read_text("utf-8"), document))} == {}


def test_a_planted_phrase_is_seen():
    document = SEED.read_text(encoding="utf-8")
    for planted in (
        'LEAD = "Fælles er vores mål"',
        "# Sammen er vores mål:",
        'LEAD = re.compile(r"Sammen\\s+er\\s+vores\\s+mål")',
        'LEAD = ("Fælles er " "vores mål")',
        'LEAD = r"helhedsorienteret udvikling og sammenhæng"',
    ):
        assert borrowed_phrases(planted + "\n", document), planted
    assert not borrowed_phrases('LEAD = "Fælles er vores"\n', document)
