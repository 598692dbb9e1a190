import re
import unicodedata
from functools import cache
from typing import Any

import snowballstemmer

WORD = re.compile(r"\w+(?:-\w+)*")
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


DANISH_ORDER = str.maketrans({"æ": "{a", "ä": "{b", "ø": "{c", "ö": "{d", "å": "{e"})


def alphabetical(text: str) -> str:
    """What to sort Danish text by: capitals beside small letters, and æ, ø, å after z."""
    return text.casefold().translate(DANISH_ORDER)


def slug(text: str) -> str:
    """The text as the part of an address: small letters, digits and hyphens, with Danish letters written out."""
    spelled = _composed(text).lower().translate(LETTERS)
    plain = "".join(each for each in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(each))
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-")


def _composed(text: str) -> str:
    """The text with each letter as one character, however it was typed or copied, and without soft hyphens."""
    return unicodedata.normalize("NFKC", text).replace("\N{SOFT HYPHEN}", "")


@cache
def _danish_stemmer() -> Any:
    return snowballstemmer.stemmer("danish")


def stems(text: str) -> list[str]:
    """The Danish stems of the words of the text, in order; a stored text and a query are stemmed alike."""
    words = [part for word in WORD.findall(_composed(text).lower()) for part in word.split("-")]
    return list(_danish_stemmer().stemWords(words))


def stem_column(*texts: str) -> str:
    """The stems as they are stored: each between spaces, so that a whole stem can be told from a part."""
    return " " + " ".join(stems(" ".join(texts))) + " "
