"""What a person typed, made ready to be kept: without what cannot be seen, and no longer than there is room for."""

import re
import unicodedata

from django.utils.translation import gettext as _

from helhed.base.errors import Invalid
from helhed.policy.reading.document import unturned

_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# What leaves no mark is left out when a file is read, and so it is here.
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def can_be_seen(text: str) -> bool:
    """True if, and only if, at least one character of the text leaves a mark on the page by itself."""
    return any(each not in _BLANK_LETTERS and unicodedata.category(each)[0] in "LNPS" for each in text)


def has_letters(text: str) -> bool:
    """True if, and only if, at least one letter can be seen."""
    return any(each.isalpha() and each not in _BLANK_LETTERS for each in text)


def holds_only_text(text: str) -> bool:
    """True if, and only if, every database can keep the text: no control characters, no halves of characters."""
    return not _NO_TEXT.search(text)


def only_text(text: str) -> str:
    """The text without what no database can keep, and no page can show."""
    return _NO_TEXT.sub("", text)


def lines(text: str, field: str, most: int) -> str:
    """The text with its lines, stripped at both ends. Raises `Invalid` where it is longer than `most`."""
    whole = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _without_marks(text))).strip()
    if not can_be_seen(whole):
        return ""
    if len(whole) > most:
        raise Invalid(field, _("Write at most %(most)s characters.") % {"most": most})
    return whole


def _without_marks(text: str) -> str:
    return unturned(_WIDTHLESS.sub("", only_text(text)))


def one_line(text: str, field: str, most: int) -> str:
    """The text on one line, with single spaces between its words."""
    return lines(" ".join(_without_marks(text).split()), field, most)


def needed(text: str, field: str, most: int, otherwise: str) -> str:
    """The text on one line. Raises `Invalid` with the message `otherwise` where nothing can be seen of it."""
    line = one_line(text, field, most)
    if not line:
        raise Invalid(field, otherwise)
    return line


def worded(text: str, field: str, most: int, otherwise: str) -> str:
    """The text on one line. Raises `Invalid` with the message `otherwise` where no letter stands in it."""
    line = one_line(text, field, most)
    if not has_letters(line):
        raise Invalid(field, otherwise)
    return line


def years_of(period: str) -> list[int]:
    """The years that a period names."""
    return [int(year) for year in re.findall(r"\b[1-9]\d{3}\b", period)]
