"""Names told in a row ("a, b og c"): how they are parted, and where the row ends."""

import re

from helhed.policy.reading.field_words import QUOTED_NAME, QUOTED_ROW
from helhed.policy.reading.joining import CLOSING_MARKS, OPENING_MARKS

LONGEST_NAME = 12
EDGES = ' .:;,–—-·”"“„»«'
_LONGEST_ROW = 500
_LONGEST = 100
_FEWEST = 3
_SAMT = re.compile(r"(?<!-)\ssamt\s")
_AND = re.compile(r"(?<!-)\s(?:og|samt|og endelig)\s")
_LAST = re.compile(r"^(?:og|samt)\s(?:endelig\s)?")
_STOP = re.compile(r"[.:;!?](?:\s|$)|\s[–—-]\s")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_CAPITALS = re.compile(r",\s(?=[A-ZÆØÅ])|(?<!-)\s(?:og|samt)\s(?=[A-ZÆØÅ])")
_LAST_IN_CAPITALS = re.compile(r"\s(?:og|samt)\s[A-ZÆØÅ][^,]*$")
_NUMBER = re.compile(r"(?:^|\s)\(?(?P<number>\d)\)\s")
_CLAUSE = re.compile(r",\s(?:og\s)?(?:som|der|hvor|hvilket|så|men)\s")
_VERB = re.compile(r"\s(?:er|har|kan|skal|vil|bliver|blev|var|danner|udgør)\s")
_NO_NAME = re.compile(r"(?:som|der|hvor|men|så|mens|at|hvordan|hvad|af|på|til|for|med|i|om|fra|ved|blandt)\b")
# "konkrete", "valgt ud fra …", "supplerer hinanden": what areas are said to be or to do, not what they are called.
_QUALITY = re.compile(r"[a-zæøå]+(?:(?<!l)e|(?<!ite)t)")
_DONE = re.compile(r"[a-zæøå]+t\s(?:ud|af|på|i|til|for|med|efter|fra|sammen|op|ned|om|ved|som)\b")
_DOES = re.compile(r"[a-zæøå]+r\s")


def row_of(text: str, count: int | None, *, is_closed: bool) -> tuple[str, ...]:
    """The names of the row that a text begins with; none where they cannot be told for sure.

    They are as many as `count` says. Where nothing says how many they are, they are at least three, and in a row
    that is not closed (by a colon before it, brackets, quotation marks or numbers) nothing that areas are said to be.
    """
    text = text[:_LONGEST_ROW]
    marked = _quoted(text) or _numbered(text) or _between_semicolons(text)
    if marked:
        return marked if count in {None, len(marked)} else ()
    body = _within_marks(text) or _STOP.split(text)[0]
    is_rest = is_closed and len(text.rstrip(EDGES)) <= len(body)
    names = _in_capitals(body, count, is_closed=is_rest) or _parted(body if is_closed else _VERB.split(body)[0], count)
    if not names or not all(map(_is_name, names)):
        return ()
    return tuple(names) if is_closed or _are_names(names) else ()


def capitals_in(text: str) -> tuple[str, ...]:
    """The names of a row without a sign before it, where each begins with a capital."""
    names = _in_capitals(_VERB.split(_CLAUSE.split(_STOP.split(text[:_LONGEST_ROW])[0])[0])[0], None, is_closed=False)
    return tuple(names) if all(map(_is_name, names)) else ()


def _is_name(text: str) -> bool:
    return 0 < len(text) < _LONGEST and len(text.split()) <= LONGEST_NAME and not _NO_NAME.match(text)


def _are_names(names: list[str]) -> bool:
    if _DONE.match(names[0]) or all(map(_DOES.match, names)):
        return False
    return not all(map(_QUALITY.fullmatch, names))


def _quoted(text: str) -> tuple[str, ...]:
    """Names each in quotation marks."""
    row = QUOTED_ROW.match(text)
    return tuple(name["name"] for name in QUOTED_NAME.finditer(row[0])) if row else ()


def _within_marks(text: str) -> str:
    """The row where one pair of quotation marks stands around all of it."""
    ends = [text.find(mark, 1) for mark in CLOSING_MARKS if text.find(mark, 1) > 0]
    return text[1 : min(ends)] if text[0] in OPENING_MARKS and ends else ""


def _numbered(text: str) -> tuple[str, ...]:
    """Names that count up from 1) within the text."""
    marks = list(_NUMBER.finditer(text))
    marks = [mark for place, mark in enumerate(marks, 1) if int(mark["number"]) == place]
    if len(marks) < _FEWEST - 1 or marks[0].start():
        return ()
    ends = [mark.start() for mark in marks[1:]]
    pieces = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=False)]
    names = [re.sub(r"[,;]?\s?\b(?:og|samt)$", "", piece.strip(" ")) for piece in pieces]
    last = _STOP.split(text[marks[-1].end() :])[0]
    found = tuple(name.strip(EDGES) for name in (*names, last))
    return found if all(map(_is_name, found)) else ()


def _between_semicolons(text: str) -> tuple[str, ...]:
    parts = _SENTENCE_END.split(text)[0].split("; ")
    names = tuple(_LAST.sub("", part).strip(EDGES) for part in parts)
    return names if len(names) >= _FEWEST and all(map(_is_name, names)) else ()


def _in_capitals(body: str, count: int | None, *, is_closed: bool) -> list[str]:
    """Where every name begins with a capital, an "og" or a comma before a small letter stands inside a name. A closed
    row that is the rest of its text needs no "og"."""
    parts = _CAPITALS.split(body)
    is_row = all(part[:1].isupper() for part in parts) and (is_closed or _LAST_IN_CAPITALS.search(body))
    return parts if is_row and len(parts) >= _FEWEST and count in {None, len(parts)} else []


def _parted(body: str, count: int | None) -> list[str]:
    return _counted(body, count) if count else _to_its_end(_CLAUSE.split(body)[0])


def _counted(body: str, count: int) -> list[str]:
    """The names where the row has just so many: all but the last two are parted by commas.

    Where "og" stands more than once in what is left, a "samt" tells the two last apart; without one they are not told.
    """
    parts = body.split(", ")
    if len(parts) < count - 1 or count < 2:
        return []
    names, rest = parts[: count - 2], parts[count - 2]
    pair = _pair(rest)
    if pair:
        return [*names, *pair]
    if len(parts) == count and _LAST.match(parts[-1]):
        return [*parts[:-1], _LAST.sub("", parts[-1])]
    return []


def _to_its_end(body: str) -> list[str]:
    """A comma may stand before the last "og" too, where no other stands in the row."""
    *names, last = body.split(", ")
    pair = _pair(last)
    if len(names) > 1 and _LAST.match(last) and not any(map(_AND.search, names)):
        return [*names, _LAST.sub("", last)]
    return [*names, *pair] if names and pair else []


def _pair(text: str) -> list[str]:
    for parting in (_SAMT, _AND):
        ends = parting.split(text)
        if len(ends) == 2:
            return ends
    return []
