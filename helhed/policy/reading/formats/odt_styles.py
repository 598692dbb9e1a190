"""What the styles and the list definitions of an OpenDocument text say of its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helhed.policy.reading.formats.numbering import BULLET, MOST_DEPTHS, Counting
from helhed.policy.reading.formats.packed import Element, child, local, value
from helhed.policy.reading.formats.paragraphs import TITLE

_HEADING = re.compile(r"(?:heading|overskrift)(?:_20_|\s)?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|titel", re.IGNORECASE)
_LIST = re.compile(r"(?:list|numbering)(?:_20_(?:bullet|number|continue))?_20_([2-5])", re.IGNORECASE)
_SIGN_FONT = re.compile(r"symbol|wingdings|webdings", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(pt|%)")
_LONGEST_CHAIN = 20
_LEAST_BOLD = 600


@dataclass(frozen=True)
class Look:
    """How words are set."""

    size: float | None = None
    is_bold: bool = False
    is_hidden: bool = False
    has_signs: bool = False


class Styles:
    """The common styles and those made for single paragraphs, which win."""

    def __init__(self, common: Element | None, content: Element) -> None:
        groups = [child(common, "styles"), child(content, "automatic-styles")]
        styles = [style for group in groups if group is not None for style in group]
        self._styles = {_key(style): style for style in styles if local(style) == "style"}
        self._defaults = {value(each, "family"): each for each in styles if local(each) == "default-style"}
        self._lists = {value(each, "name"): _levels(each) for each in styles if local(each) == "list-style"}
        self.outline: list[Counting] = next((_levels(each) for each in styles if local(each) == "outline-style"), [])

    def paragraph_look(self, name: str | None) -> Look:
        default = self._defaults.get("paragraph")
        return self._looked(name, "paragraph", _over(child(default, "text-properties"), Look()))

    def word_look(self, name: str | None, around: Look) -> Look:
        return self._looked(name, "text", around)

    def level(self, name: str | None) -> int | None:
        """The rank that a paragraph has by its style, though it is not marked up as a heading."""
        for style in self._chain(name, "paragraph"):
            named = value(style, "name") or ""
            match = _HEADING.fullmatch(named)
            if match:
                return int(match[1])
            if _TITLE.fullmatch(named):
                return TITLE
        return None

    def named_depth(self, name: str | None) -> int:
        """ "List Bullet 2" and its like, which Word's lists become, lie deeper, though each is a list of its own."""
        names = (value(style, "name") or "" for style in self._chain(name, "paragraph"))
        return next((int(match[1]) - 1 for each in names if (match := _LIST.fullmatch(each))), 0)

    def list_of(self, name: str | None) -> str | None:
        """The list style that a paragraph's style brings along."""
        found = (value(style, "list-style-name") for style in self._chain(name, "paragraph"))
        return next((each for each in found if each), None)

    def counting(self, name: str | None) -> list[Counting]:
        return self._lists.get(name, [Counting("", BULLET)] * MOST_DEPTHS)

    def _looked(self, name: str | None, family: str, look: Look) -> Look:
        for style in reversed(list(self._chain(name, family))):
            look = _over(child(style, "text-properties"), look)
        return look

    def _chain(self, name: str | None, family: str) -> Iterator[Element]:
        """The style and what it inherits from. A file may have them go in a circle."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = value(style, "parent-style-name")


def _key(style: Element) -> tuple[str | None, str | None]:
    return value(style, "family"), value(style, "name")


def _over(properties: Element | None, below: Look) -> Look:
    weight, font = value(properties, "font-weight"), value(properties, "font-name") or value(properties, "font-family")
    display = value(properties, "display")
    return Look(
        _size(value(properties, "font-size"), below.size),
        below.is_bold if weight is None else _is_bold(weight),
        below.is_hidden if display is None else display == "none",
        below.has_signs if font is None else bool(_SIGN_FONT.search(font)),
    )


def _size(written: str | None, below: float | None) -> float | None:
    match = _LENGTH.fullmatch(written or "")
    if not match:
        return below
    if match[2] == "pt":
        return float(match[1])
    return None if below is None else below * float(match[1]) / 100


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= _LEAST_BOLD)


def _levels(style: Element) -> list[Counting]:
    levels = [Counting("", BULLET)] * MOST_DEPTHS
    for level in style:
        place = (value(level, "level") or "").removeprefix("+")
        if place.isdecimal() and 1 <= int(place[:3]) <= MOST_DEPTHS:
            levels[int(place) - 1] = _counting(level, int(place))
    return levels


def _counting(level: Element, place: int) -> Counting:
    if not local(level).endswith(("number", "outline-level-style")):
        return Counting("", BULLET)
    form = value(level, "num-format") or ""
    if not form:
        return Counting("", "")
    shown = value(level, "display-levels") or "1"
    first = place - int(shown) + 1 if shown.isdecimal() and len(shown) < 3 else place
    numbers = ".".join(f"%{each}" for each in range(max(first, 1), place + 1))
    start = value(level, "start-value") or ""
    pattern = f"{value(level, 'num-prefix') or ''}{numbers}{value(level, 'num-suffix') or ''}"
    return Counting(form, pattern, int(start) if start.isdecimal() and len(start) < 6 else 1)
