"""A Danish text as sentences and words, each with its place: the ground that a LIX number stands on."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest

from helhed.base.blocks import Block, BulletList, Paragraph, Pictured
from helhed.communication.plain_language.word_lists import abbreviations

LONG_WORD = 7
# A line of this length that does not end, with small letters after it, was broken by a mail program and goes on.
FULL_LINE = 40
CLUSTER = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
NEW_LINE = re.compile(r"\r?\n")
ENDED = re.compile(r"[.!?:;]\W{0,3}$")
LIST_MARK = re.compile(r"[ \t]*(?:[-–—•·*▪◦‣][ \t]+|\d{1,2}\.[ \t]+(?=[A-ZÆØÅ])|(?:\d{1,2}|[a-zæøå])\)[ \t]+)")
MONTH = re.compile(r"(januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b", re.I)
# What is more often the beginning of a sentence than somebody's name: "plan A. Vi", but "H. C. Andersen".
STARTER = re.compile(r"(Alle|Da|De[nrt]?|Derfor|Dette|Du|E[nt]|Han|Hun|Hvis|I|Ingen|Jeg|Man|Men|Nu|Når|Og|Så|Vi)\b")
NO_VOWEL = re.compile(r"[^aeiouyæøå\d]{1,3}", re.I)
# As LIX counts: what stands after a colon or a semicolon is read by itself. What somebody said belongs to who said it,
# and a number to what it is the number of.
APART = re.compile(r"[:;]\s+(?![”“„\"»«\d])")
OPENING = "”“„\"»«'(["
CLOSING = re.compile(r"[”“\"»«’')\]]")


@dataclass(frozen=True)
class AsRead:
    """A text as it is read: each letter one character, nothing invisible; `places` leads back into the text itself."""

    text: str
    places: tuple[int, ...]


def as_read(text: str) -> AsRead:
    letters, places = [], []
    for found in CLUSTER.finditer(text):
        for letter in unicodedata.normalize("NFKC", found[0]):
            if unicodedata.category(letter) != "Cf":
                letters.append(letter)
                places.append(found.start())
    return AsRead("".join(letters), (*places, len(text)))


@dataclass(frozen=True)
class Word:
    """A word or a number; `is_short` tells an abbreviation, whose full stop belongs to it."""

    start: int
    end: int
    text: str
    is_short: bool

    @property
    def letters(self) -> int:
        return sum(each.isalpha() for each in self.text)

    @property
    def is_long(self) -> bool:
        """More than 6 letters; hyphens, dots and digits are no letters."""
        return self.letters >= LONG_WORD


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    words: tuple[Word, ...]


def running_text(blocks: Iterable[Block]) -> str:
    """The sentences of a document: paragraphs and list items, without headings, tables, pictures and notes."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph | Pictured):
            parts.append(block.text)
        elif isinstance(block, BulletList):
            parts += [f"• {item}" for item in block.items]
    return "\n\n".join(parts)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text as it is read. A list item, or a line that has no full stop, is one sentence."""
    return [_sentence(text, words) for start, end in _lines(text) for words in _parted(text, start, end)]


def lix(found: Iterable[Sentence]) -> int:
    """LIX after Björnsson: words to a sentence, plus how many of a hundred words have more than 6 letters."""
    lengths = [len(sentence.words) for sentence in found]
    long = sum(word.is_long for sentence in found for word in sentence.words)
    words = sum(lengths)
    return round(words / len(lengths) + 100 * long / words)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends; lines that go on are one, and marks of a list stay outside."""
    lines = [found for found in LINE.finditer(text) if found[0].strip()]
    start = -1
    for line, following in zip_longest(lines, lines[1:]):
        start = line.start() if start < 0 else start
        if following is None or not _goes_on(text, line, following):
            mark = LIST_MARK.match(text, start, line.end())
            yield (mark.end() if mark else start), line.end()
            start = -1


def _goes_on(text: str, line: re.Match[str], following: re.Match[str]) -> bool:
    is_next = bool(NEW_LINE.fullmatch(text, line.end(), following.start()))
    is_small = following[0].lstrip()[0].islower() and not LIST_MARK.match(following[0])
    return is_next and is_small and len(line[0].strip()) >= FULL_LINE and not ENDED.search(line[0])


def _parted(text: str, start: int, end: int) -> Iterator[list[Word]]:
    """The words of a line, a list for each sentence."""
    words = [
        Word(found.start(), found.end(), found[0], found.lastgroup == "short")
        for found in _word_pattern().finditer(text, start, end)
    ]
    if not words:
        return
    sentence = [words[0]]
    for left, right in pairwise(words):
        if _ends(left, text[left.end : right.start], right):
            yield sentence
            sentence = []
        sentence.append(right)
    yield sentence


@cache
def _word_pattern() -> re.Pattern[str]:
    short = sorted(abbreviations().stops, key=len, reverse=True)
    # The last stop may be missing where there is another one: "f.eks".
    stopped = "|".join(re.escape(each) + ("?" if each.count(".") > 1 else "") for each in short)
    return re.compile(
        rf"(?P<short>(?<![\w.])(?:{stopped})(?!\w))"
        rf"|(?P<address>[\w.+-]{{1,64}}@[\w.-]*\w|www\.\S*\w|\w+(?:\.\w+){{0,4}}\.(?:dk|com|org|eu|net)\b)"
        r"|(?P<phone>\d{2}(?:[ \u00a0]\d{2}){3}(?!\w))"
        r"|(?P<number>\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?(?!\w)|\d+(?:[.,:/–-]\d+)*(?:[-’']?[^\W\d_]+)*)"
        r"|(?P<word>[^\W_]+(?:[-’'][^\W_]+)*)",
        re.IGNORECASE,
    )


def _ends(left: Word, between: str, right: Word) -> bool:
    """Whether a sentence ends between two words of a line."""
    is_small = right.text[0].islower()
    if re.search(r"[!?]", between):
        return not (is_small and CLOSING.search(between))
    if re.search(r"\.\.|…", between):
        return not is_small
    if APART.search(between + right.text):
        return True
    if "." in between:
        return not _stop_goes_on(left, right, is_small)
    return left.is_short and _short_ends(left, right)


def _short_ends(left: Word, right: Word) -> bool:
    known, short = abbreviations(), f"{left.text.lower().rstrip('.')}."
    if short in known.before_number:
        return not right.text[0].isdigit()
    return short not in known.goes_on and right.text[0].isupper()


def _stop_goes_on(left: Word, right: Word, is_small: bool) -> bool:
    """A full stop that ends nothing: after an ordinal, an initial, or an abbreviation that no list has."""
    if left.text.isdigit():
        return is_small or right.text[0].isdigit() or bool(MONTH.match(right.text))
    if len(left.text) == 1 and left.text.isupper() and left.text != "I":
        return not STARTER.match(right.text)
    return is_small and bool(NO_VOWEL.fullmatch(left.text))


def _sentence(text: str, words: list[Word]) -> Sentence:
    """With the signs that stand close to it, such as a full stop and quotation marks."""
    start, end = words[0].start, words[-1].end
    while start and text[start - 1] in OPENING:
        start -= 1
    while end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end += 1
    return Sentence(start, end, tuple(words))
