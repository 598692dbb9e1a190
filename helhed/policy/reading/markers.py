"""The marks that list items begin with."""

import re

_STRONG = "•●○▪■◦‣⁃\uf0b7\uf0a7➢✓▶"
_MARKER = re.compile(
    rf"(?P<strong>[{_STRONG}])\s*"
    r"|(?P<goal>(?:del)?mål\s\d{1,2}(?:\.\d{1,2})?\s?[:.–—-])\s"
    r"|(?P<dash>[–—-])\s"
    r"|(?P<star>[*·o])\s"
    r"|(?P<number>\(?\d{1,2}[.)])\s(?!januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
    r"|(?P<letter>[a-zæøå]\))\s",
    re.IGNORECASE,
)


def marker_of(text: str) -> tuple[str, str]:
    """The mark that a line begins with and which kind of mark it is; two empty strings where there is none."""
    match = _MARKER.match(text)
    if not match or (match["star"] == "O"):
        return "", ""
    return match[0], match.lastgroup or ""
