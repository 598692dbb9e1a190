"""The marks that list items begin with."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_STRONG = "•●○▪■◦‣⁃\uf0b7\uf0a7➢✓▶›➤►✔❖✗"
_MARKER = re.compile(
    rf"(?P<strong>[{_STRONG}])\s*"
    r"|(?P<goal>(?:del)?mål\s(?:[A-Z]?\d{1,2}(?:\.\d{1,2})?\s?[:.–—-]|\d{1,2}\.\d{1,2}(?=\s(?-i:[A-ZÆØÅ]))))\s"
    r"|(?P<dash>[–—-])\s"
    r"|(?P<star>[*·o])\s"
    r"|(?P<number>\(?\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2})\s"
    r"(?!januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
    r"|(?P<letter>[a-zæøå]\))\s",
    re.IGNORECASE,
)
_SYMBOL_GROUPS = {"So", "Sm", "Sc", "Co", "Po", "Pd", "Sk"}
_NO_BULLETS = "\"'%&§@#/\\.,;:!?…¿¡†$£€"
_FEWEST_BULLETS = 3


def marker_of(text: str, bullets: frozenset[str] = frozenset()) -> tuple[str, str]:
    """The mark that a line begins with and which kind of mark it is; two empty strings where there is none.

    `bullets` are the signs that this document uses as bullets beside the usual ones.
    """
    if text[:1] in bullets:
        return text[: len(text) - len(text[1:].lstrip())], "strong"
    match = _MARKER.match(text)
    if not match or (match["star"] == "O"):
        return "", ""
    return match[0], match.lastgroup or ""


def own_bullets(texts: Iterable[str]) -> frozenset[str]:
    """The odd signs that begin several lines of a document, each with a space and a word after it."""
    begun = Counter(text[0] for text in texts if len(text) > 2 and text[1] == " " and text[2].isalpha())
    return frozenset(sign for sign, times in begun.items() if times >= _FEWEST_BULLETS and _can_be_bullet(sign))


def _can_be_bullet(sign: str) -> bool:
    if _MARKER.match(f"{sign} a"):
        return False
    return sign not in _NO_BULLETS and unicodedata.category(sign) in _SYMBOL_GROUPS
