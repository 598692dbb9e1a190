"""The lists beside this file, as something that can be found in a text.

The lists are our own. They follow what these say: LIX after C. H. Björnsson; Digitaliseringsstyrelsen's principles of
digital inclusion; the easy-read guides of FUB and their Nordic kin; and the social policy of 2021-2024 itself, which
writes of "mennesket – og ikke borgere med psykiske lidelse".
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Written out, because stems take too much away: "indsats" (help) and "indsat" (a prisoner) have the same.
ENDINGS = "e|er|en|et|es|ede|edes|ende|ens|ets|ers|ene|enes|erne|ernes|ne|nes|s|t|te|n|r"
VOWELS = "aeiouyæøå"
SHORT = 3


@dataclass(frozen=True)
class Found:
    """A place in a text where a word of a list stands."""

    start: int
    end: int
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordList:
    """Words with what to say instead, and the turns of phrase in which they mean something else."""

    pattern: re.Pattern[str]
    suggestions: tuple[tuple[str, ...], ...]
    innocent: re.Pattern[str]

    def find(self, text: str) -> Iterator[Found]:
        spared = [found.span() for found in self.innocent.finditer(text)]
        for found in self.pattern.finditer(text):
            if found.lastindex and not any(found.start() < end and start < found.end() for start, end in spared):
                yield Found(*found.span(), self.suggestions[found.lastindex - 1])


@cache
def word_list(name: str) -> WordList:
    read = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    # The longest first, so that a whole turn of phrase is found before one word of it.
    entries = sorted(read["words"].items(), key=lambda entry: -len(entry[0]))
    words = "|".join(f"({'|'.join(map(inflected, key.split('/')))})" for key, _says in entries)
    innocent = "|".join(_exactly(phrase) for phrase in read["innocent"]["phrases"])
    return WordList(_whole_words(words), tuple(tuple(says) for _key, says in entries), _whole_words(innocent))


def _whole_words(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?=\w)(?:{words})(?!\w)", re.IGNORECASE)


def inflected(phrase: str) -> str:
    """The pattern of a word or a turn of phrase with the common endings; short words stand as they are."""
    return r"\s+".join(_inflected_word(word) for word in phrase.split())


def _inflected_word(word: str) -> str:
    bare = word.strip("*")
    before = r"[\w-]{0,40}" if word.startswith("*") else ""
    if word.endswith("*"):
        return rf"{before}{re.escape(bare)}\w*"
    if len(bare) <= SHORT:
        return before + re.escape(bare)
    stem = bare[:-1] if bare.endswith("e") else bare
    doubled = "" if stem[-1] in VOWELS else f"{stem[-1]}?"
    # A word in -e does not lose it: "ressource", never "ressourc".
    ending = rf"(?:{ENDINGS})" if bare.endswith("e") else rf"(?:{doubled}(?:{ENDINGS}))?"
    return before + re.escape(stem) + ending


def _exactly(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())


@dataclass(frozen=True)
class Abbreviations:
    """What abbreviations are short for, as they are written; the sets tell how their full stop is read."""

    meanings: dict[str, str]
    stops: frozenset[str]
    goes_on: frozenset[str]
    before_number: frozenset[str]
    letters: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    read = tomllib.loads((HERE / "abbreviations.toml").read_text(encoding="utf-8"))
    return Abbreviations(
        meanings={short: says for part in read.values() for short, says in part.items()},
        stops=frozenset().union(read["goes_on"], read["may_end"], read["before_number"]),
        goes_on=frozenset(read["goes_on"]),
        before_number=frozenset(read["before_number"]),
        letters=frozenset(read["letters"]),
    )
