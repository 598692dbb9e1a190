"""Which lines belong together, and how wrapped lines become one text again."""

import re

HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"
OPENING_MARKS = '”"“„»'
CLOSING_MARKS = '”"“«'
_SENTENCE_ENDS = re.compile(r"[.!?](?<!\bbl\.a.)(?<!\bca.)(?<!\bf\.eks.)[”»)]?\s+[»”]?(?=[A-ZÆØÅ])")
_LINKING = {"og", "eller", "samt", "og/eller"}
# No text ends in one of these; a title does not end in the small words of the second row either.
_LEANING = {*_LINKING, "at", "en", "et", "som"}
_SMALL = {*_LEANING, "af", "på", "til", "for", "med", "i", "om", "fra", "ved", "der", "den", "det", "de", "hos", "mod"}


def join_lines(lines: list[str]) -> str:
    """Wrapped lines as one text, without the hyphens that only the wrapping made."""
    parts: list[str] = []
    for line in lines:
        if parts:
            parts[-1], gap = _seam(parts[-1], line)
            parts.append(gap)
        parts.append(line)
    return "".join(parts).replace(SOFT_HYPHEN, "")


def _seam(before: str, after: str) -> tuple[str, str]:
    """The end of one line and what stands between it and the next.

    A hyphen at the end of a line is dropped if, and only if, it is soft or a lower-case letter carries on the word.
    It stays before "og" and its like, after digits and capitals (IT-, 18-), and before a capital or a digit.
    """
    if before.endswith(SOFT_HYPHEN):
        return before[:-1], ""
    if before.endswith("/") and before[-2:-1].strip():
        return before, ""
    if not ends_in_hyphen(before):
        return before, " "
    if after.split(" ", 1)[0].rstrip(".,;") in _LINKING:
        return before, " "
    piece = before.rsplit(" ", 1)[-1][:-1]
    if after[0].islower() and not piece.isupper() and not piece[-1].isdigit():
        return before[:-1], ""
    return before, ""


def ends_in_hyphen(text: str) -> bool:
    return len(text) > 1 and text[-1] in HYPHENS + SOFT_HYPHEN and text[-2].isalnum()


def is_linking(word: str) -> bool:
    """The word joins what stands on either side of it."""
    return word in _LINKING


def leans_on(text: str) -> bool:
    """The text cannot end here: a word is divided, or its last word needs another."""
    return ends_in_hyphen(text) or text.rsplit(" ", 1)[-1] in _LEANING


def ends_sentence(text: str) -> bool:
    return text.rstrip(CLOSING_MARKS + ")").endswith((".", "!", "?", ":", ";"))


def sentences_in(text: str) -> int:
    """About how many sentences there are: a full stop and its like, white space, and a capital part two."""
    return len(_SENTENCE_ENDS.findall(text)) + 1


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each with its full stop."""
    starts = [0, *(match.end() for match in _SENTENCE_ENDS.finditer(text))]
    return [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def without_last_lead(text: str) -> str:
    """The text up to the end of its last sentence but one; the whole where there is only one."""
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)]
    return text[: ends[-1]].strip() if ends else text


def starts_small(text: str) -> bool:
    """The line carries on what stands before it: a small letter, or a mark that opens nothing."""
    first = text[0]
    return first.islower() or not (first.isalnum() or first in OPENING_MARKS)


def begins_small(text: str) -> bool:
    """The first word is one that no title begins with, in whatever letters it is set."""
    return text.split(" ", 1)[0].casefold() in _SMALL


def ends_small(text: str) -> bool:
    """The last word is one that needs another after it, or a word is divided."""
    return text.rsplit(" ", 1)[-1] in _SMALL or ends_in_hyphen(text)


def is_title(text: str, *, is_alone: bool = False) -> bool:
    """A text can be a heading if, and only if, it is short, starts with a capital or a number, and ends as no
    sentence and no divided line does. One that stands alone may be longer, and end in a small word."""
    words = text[:200].split()
    longest, never_last = (16, _LEANING) if is_alone else (12, _SMALL)
    if len(text) > 110 or not words or len(words) > longest or text[-1] in ".,;:!–—-\u2010\u00ad":
        return False
    if words[-1] in never_last:
        return False
    return (text[0].isupper() or text[0].isdigit()) and any(character.isalpha() for character in text)


def is_quoted(text: str) -> bool:
    """The whole text stands in one pair of quotation marks."""
    body = text.rstrip(".,!")
    if len(body) < 3 or body[0] not in OPENING_MARKS or body[-1] not in CLOSING_MARKS:
        return False
    return not any(mark in body[1:-1] for mark in OPENING_MARKS + CLOSING_MARKS)


def unquoted(text: str) -> str:
    return text.rstrip(".,!")[1:-1].strip() if is_quoted(text) else text
