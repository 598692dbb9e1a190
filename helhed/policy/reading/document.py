"""From the bytes of a file to its text."""

import codecs
import unicodedata

MOST_CONTROL_SHARE = 0.01
_BINARY = "Filen indeholder andet end tekst og kan ikke læses. Gem den som ren tekst, og prøv igen."
EMPTY = "Filen er tom: der er ingen tekst at læse."
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LINE_CONTROLS = "\t\n\r\f\v\x85"
# What turns the direction of the text after it, so that a reader sees other words than stand there.
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Non-breaking and other fixed-width spaces read as a space; marks without width read as nothing.
_PLAIN = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\t\v"), " ") | dict.fromkeys(
    (*map(ord, "\u200b\u200c\u200d\u2060\ufeff"), *_TURNS)
)
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in _LINE_CONTROLS}


class Unreadable(Exception):
    """The file cannot be read as text; the reason is one Danish sentence for the person who chose the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_text(data: bytes) -> str:
    """The text of the file with plain spaces; line breaks and form feeds are kept as they stand."""
    text = cleaned(decoded(data), keeps_tabs=True)
    if not text.strip():
        raise Unreadable(EMPTY)
    return text


def cleaned(text: str, *, keeps_tabs: bool = False) -> str:
    """The text with plain spaces and whole letters, without marks that take up no room and without control
    characters; line breaks and form feeds are kept as they stand."""
    plain = {**_PLAIN, ord("\t"): "\t"} if keeps_tabs else _PLAIN
    return unicodedata.normalize("NFC", text.translate(plain)).translate(_CONTROLS)


def unturned(text: str) -> str:
    """The text in the order it is stored in, which is what searches, comparisons and other programs meet."""
    return text.translate(_TURNS)


def decoded(data: bytes) -> str:
    text = _decode(data)
    _refuse_binary(text)
    return text


def _decode(data: bytes) -> str:
    """A byte order mark decides; else NUL bytes in every second place; else UTF-8; else Windows-1252."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding)
    guessed = _utf16_without_mark(data)
    if guessed:
        return _decode_as(data, guessed)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(data, "cp1252")


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_BINARY) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """Danish text in UTF-16 has NUL in nearly every second byte, and in no other."""
    if len(data) < 4 or len(data) % 2:
        return None
    half = len(data) // 2
    first, second = data[0::2].count(0), data[1::2].count(0)
    if second > 0.7 * half and first == 0:
        return "utf-16-le"
    if first > 0.7 * half and second == 0:
        return "utf-16-be"
    return None


def _refuse_binary(text: str) -> None:
    """NUL never stands in a text, and a text has next to no other control characters."""
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in _LINE_CONTROLS)
    if "\0" in text or controls > MOST_CONTROL_SHARE * len(text):
        raise Unreadable(_BINARY)
