"""Names of focus areas that a text tells in one sentence: what leads to their row."""

import re
from itertools import islice
from re import Match

from helhed.policy.reading.field_words import (
    ADDED_AREA,
    AREAS_IN_SENTENCE,
    OTHER_AREAS,
    PARTS_IN_SENTENCE,
    ROW_BEFORE_AREAS,
    number_of,
)
from helhed.policy.reading.structure.rows import EDGES, capitals_in, row_of

_NEAR = 60
# A text that has not named its areas by then goes on and on.
_MOST_NOUNS = 50
_NUMBERED = re.compile(r"[^.;!?()\d]{0,60}?\s\(?(?=1\)\s)")
_BRACKET = re.compile(r"\s?\((?=\w)")
_COLON = re.compile(r"(?P<between>[^.:;!?()]{0,90}):\s?(?=[\w”\"“„»])")
# "fokusområder, der går igen:" speaks of the areas; "fokusområderne drøftes på tre møder:" of what is done to them.
_OF_AREAS = re.compile(r"\s?|,?\s(?:som|der|hvor|med|for|i|på|inden for|er|hedder|lyder)\b.*")
_OPEN = re.compile(
    r"(?:\ser|\shedder|,?\snemlig|,?\s(?:som|der)\s(?:er|handler om|omfatter)|\som)\s(?:henholdsvis\s)?(?=[\w”\"“„»])"
)
_DIRECT = re.compile(r"(?:[,;]|\s[–—-])?\s(?=[\w”\"“„»])")
_NEXT_SENTENCE = re.compile(r"[^.:;!?()]{0,60}\.\s(?:Det|De)\s(?:er|hedder|handler om)\s(?=[\w”\"“„»])")


def named_areas(text: str) -> tuple[str, ...]:
    """The names of the first row that a word for areas leads to, with those that are added below; else the row that
    leads to such a word."""
    for pattern in (AREAS_IN_SENTENCE, PARTS_IN_SENTENCE):
        for noun in islice(pattern.finditer(text), _MOST_NOUNS):
            names = () if _are_others(noun) else _after(text, noun)
            if names:
                return (*names, *_added(text[noun.end() :], names))
    return _before(text)


def _are_others(noun: Match[str]) -> bool:
    """Right before them, in the same sentence, stands whose they are, or that these are some of several."""
    before = noun.string[max(0, noun.start() - _NEAR) : noun.end()]
    return bool(OTHER_AREAS.search(before.rpartition(". ")[2]))


def _after(text: str, noun: Match[str]) -> tuple[str, ...]:
    """The row below the word: numbered, in brackets, after a colon, after a word that leads to it, or right after."""
    count = number_of(noun["count"]) if noun["count"] else None
    for lead in (_NUMBERED.match(text, noun.end()), _colon(text, noun)):
        names = row_of(text[lead.end() :], count, is_closed=True) if lead else ()
        if names:
            return names
    bracket = _BRACKET.match(text, noun.end())
    if bracket:
        return row_of(text[bracket.end() :].partition(")")[0], count, is_closed=True)
    led, direct, next_sentence = (each.match(text, noun.end()) for each in (_OPEN, _DIRECT, _NEXT_SENTENCE))
    if led:
        return row_of(text[led.end() :], count, is_closed=False)
    if not count:
        return capitals_in(text[direct.end() :]) if direct and noun["noun"].endswith("ne") else ()
    rows = (row_of(text[lead.end() :], count, is_closed=False) for lead in (direct, next_sentence) if lead)
    return next(filter(None, rows), ())


def _colon(text: str, noun: Match[str]) -> Match[str] | None:
    """Words may stand before the colon where the areas are counted, or where they speak of the areas."""
    colon = _COLON.match(text, noun.end())
    return colon if colon and (noun["count"] or _OF_AREAS.fullmatch(colon["between"])) else None


def _added(text: str, names: tuple[str, ...]) -> list[str]:
    """Areas that came later, one in each clause, written as the others are."""
    found = [match["name"].split(", ")[0].strip(EDGES) for match in ADDED_AREA.finditer(text)]
    return [name for name in found if name[:1].isupper() == names[0][:1].isupper() and name not in names]


def _before(text: str) -> tuple[str, ...]:
    for match in ROW_BEFORE_AREAS.finditer(text):
        count = number_of(match["count"]) if match["count"] else None
        names = row_of(match["row"], count, is_closed=False)
        if names:
            return names
    return ()
