"""Look a text over and say how it could be easier; nothing is changed, and nothing refused."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from helhed.base.blocks import Block
from helhed.communication.plain_language.remarks import Band, Impression, PlainLanguage, Remark, RemarkKind
from helhed.communication.plain_language.sentences import AsRead, Sentence, Word, as_read, lix, running_text, sentences
from helhed.communication.plain_language.word_lists import Found, abbreviations, word_list

# Under this many words a LIX says more of chance than of the text.
FEWEST_WORDS = 100
# The easy-read guides ask for at most 12 words in a sentence.
LONGEST_SENTENCE = 12
VERY_LONG_SENTENCE = 20
VERY_LONG_WORD = 18
# A short text has many long words if there are at least three, and they are more than a quarter of it.
FEWEST_LONG_WORDS = 3
MOST_LONG_WORDS = 0.25
# The usual Danish bands, by their lowest LIX: books for children, weeklies, newspapers, reports, the law.
BANDS = ((25, Band.EASY), (35, Band.MEDIUM), (45, Band.HARD), (55, Band.VERY_HARD))
QUOTED = re.compile(r"\"[^\"\n]+\"|”[^”\n]+”|[“„][^“”„\n]+[“”]|»[^»«\n]+«|«[^»«\n]+»")
PARAGRAPH_SIGN = re.compile(r"§+(?:\s*\d+)?")


def look_over(text: str) -> PlainLanguage:
    """How easy the text is, and what could be said otherwise. What somebody said, in quotation marks, is left alone."""
    read = as_read(text)
    found = sentences(read.text)
    words = [word for sentence in found for word in sentence.words]
    number = lix(found) if len(words) >= FEWEST_WORDS else None
    long_words = sum(word.is_long for word in words)
    longest = max((len(sentence.words) for sentence in found), default=0)
    return PlainLanguage(
        lix=number,
        band=None if number is None else band_of(number),
        impression=impression_of(longest, long_words, len(words)) if 0 < len(words) < FEWEST_WORDS else None,
        sentences=len(found),
        words=len(words),
        long_words=long_words,
        longest_sentence=longest,
        remarks=tuple(sorted(_remarks(text, read, found), key=lambda each: (each.start, -each.end))),
    )


def look_over_blocks(blocks: Iterable[Block]) -> PlainLanguage:
    """The same of a document; the places are places in its running text."""
    return look_over(running_text(blocks))


def band_of(number: int) -> Band:
    bands = [Band.VERY_EASY, *(band for _lowest, band in BANDS)]
    return bands[bisect_right([lowest for lowest, _band in BANDS], number)]


def impression_of(longest: int, long_words: int, words: int) -> Impression:
    """Easy where no sentence is long and few words are; hard where both are, or a sentence is very long."""
    has_long_words = long_words >= FEWEST_LONG_WORDS and long_words > words * MOST_LONG_WORDS
    faults = (longest > LONGEST_SENTENCE) + (longest > VERY_LONG_SENTENCE) + has_long_words
    return Impression.HARD if faults > 1 else Impression.NOT_QUITE_EASY if faults else Impression.EASY


def _remarks(text: str, read: AsRead, found: list[Sentence]) -> Iterator[Remark]:
    """About each sentence, and about each word at most once: what matters most comes first."""
    for sentence in found:
        if len(sentence.words) > LONGEST_SENTENCE:
            place = Found(sentence.start, sentence.end)
            yield _remark(text, read, RemarkKind.LONG_SENTENCE, place, len(sentence.words))
    taken = bytearray(len(read.text))
    for quoted in QUOTED.finditer(read.text):
        taken[slice(*quoted.span())] = b"1" * len(quoted[0])
    for kind, place, count in _about_words(read.text, found):
        if not any(taken[place.start : place.end]):
            taken[place.start : place.end] = b"1" * (place.end - place.start)
            yield _remark(text, read, kind, place, count)


def _remark(text: str, read: AsRead, kind: RemarkKind, place: Found, count: int) -> Remark:
    start, end = read.places[place.start], read.places[place.end]
    return Remark(kind, start, end, text[start:end], place.suggestions, count)


def _about_words(text: str, found: list[Sentence]) -> Iterator[tuple[RemarkKind, Found, int]]:
    words = [word for sentence in found for word in sentence.words]
    yield from ((RemarkKind.GROUP_LABEL, place, 0) for place in word_list("group_labels").find(text))
    yield from ((RemarkKind.SYSTEM_WORD, place, 0) for place in word_list("system_words").find(text))
    yield from ((RemarkKind.ABBREVIATION, place, 0) for place in _abbreviations(text, words))
    for word in words:
        if word.letters >= VERY_LONG_WORD and word.text.isalpha():
            yield RemarkKind.LONG_WORD, Found(word.start, word.end), word.letters


def _abbreviations(text: str, words: list[Word]) -> Iterator[Found]:
    """Those that somebody may not know; all know "kr." and "kl."."""
    known = abbreviations()
    for sign in PARAGRAPH_SIGN.finditer(text):
        yield Found(*sign.span(), (known.meanings["§"],))
    for word in words:
        short = f"{word.text.lower().rstrip('.')}." if word.is_short else word.text
        if (word.is_short or short in known.letters) and known.meanings[short]:
            yield Found(word.start, word.end, (known.meanings[short],))
