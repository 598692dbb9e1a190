"""What the styles and the list definitions of a Word document say of its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helhed.policy.reading.formats.numbering import MOST_DEPTHS, Count, Counting
from helhed.policy.reading.formats.packed import Element, Package, child, local, value
from helhed.policy.reading.formats.paragraphs import TITLE

_HEADING = re.compile(r"(?:heading|overskrift)\s?([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|titel", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|indholdsfortegnelse)\s?[1-9]|toc heading|overskrift til indholdsfortegnelse", re.IGNORECASE
)
_LIST = re.compile(r"list(?: bullet| number| continue)? ([2-5])", re.IGNORECASE)
_SIGN_FONT = re.compile(r"symbol|wingdings|webdings", re.IGNORECASE)
_OFF = {"0", "false", "off"}
_OUTLINE_LEVELS = "012345678"
_LONGEST_CHAIN = 20
_FORMS = {
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "bullet": "", "none": "",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How words are set. What nothing in the file says is None."""

    size: float | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    font: str | None = None

    @property
    def has_signs(self) -> bool:
        return bool(self.font and _SIGN_FONT.search(self.font))

    def over(self, below: "Look") -> "Look":
        return Look(
            below.size if self.size is None else self.size,
            below.is_bold if self.is_bold is None else self.is_bold,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.font if self.font is None else self.font,
        )


@dataclass(frozen=True)
class Style:
    """What a style says of the paragraphs set in it, with all that it is based on.

    `number` is the list that it brings along, `depth` how deep in it, and `named_depth` what its name says of that:
    "List Bullet 2" and its like lie deeper, though each is a list of its own.
    """

    look: Look
    level: int | None
    is_contents: bool
    number: str | None
    depth: str | None
    named_depth: int


class Styles:
    def __init__(self, package: Package) -> None:
        root = part(package, "styles")
        styles = [each for each in root if local(each) == "style"] if root is not None else []
        self._by_id = {value(style, "styleId"): style for style in styles}
        self._defaults = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._standard = next((value(each, "styleId") for each in styles if _is_standard(each)), None)
        self._read: dict[str | None, Style] = {}
        self.numbering = Numbering(part(package, "numbering"), self)

    def of_paragraph(self, paragraph: Element) -> Style:
        return self.read(self._identity(paragraph))

    def paragraph_look(self, paragraph: Element) -> Look:
        return self.of_paragraph(paragraph).look.over(self._defaults)

    def level(self, paragraph: Element) -> int | None:
        """The rank of a heading: its own outline level, else what its style says."""
        written = value(child(paragraph, "pPr", "outlineLvl"))
        return self.of_paragraph(paragraph).level if written is None else _outlined(written)

    def list_place(self, paragraph: Element) -> tuple[str | None, int]:
        """The list that the paragraph is counted in and how deep it lies there."""
        style, direct = self.of_paragraph(paragraph), child(paragraph, "pPr", "numPr")
        number = value(child(direct, "numId")) or style.number
        written = value(child(direct, "ilvl")) or style.depth
        if written and written.isdecimal():
            depth = int(written[:3])
        else:
            depth = self.numbering.depth_of_style(number, self._identity(paragraph))
        return (None if number == "0" else number), min(depth, MOST_DEPTHS - 1)

    def read(self, identity: str | None) -> Style:
        if identity not in self._read:
            self._read[identity] = _read_style(list(self._based_on(identity)))
        return self._read[identity]

    def _identity(self, paragraph: Element) -> str | None:
        return value(child(paragraph, "pPr", "pStyle")) or self._standard

    def _based_on(self, identity: str | None) -> Iterator[Element]:
        """The style and what it is based on. A file may have them go in a circle."""
        for _ in range(_LONGEST_CHAIN):
            style = self._by_id.get(identity)
            if style is None:
                return
            yield style
            identity = value(child(style, "basedOn"))


def _read_style(chain: list[Element]) -> Style:
    look = Look()
    for style in chain:
        look = look.over(look_of(child(style, "rPr")))
    names = [name for style in chain[:2] for name in _names_of(style)]
    lists = next((found for style in chain if (found := child(style, "pPr", "numPr")) is not None), None)
    depths = [match[1] for name in names if (match := _LIST.fullmatch(name))]
    return Style(
        look,
        _level(chain),
        any(_CONTENTS.fullmatch(name) for name in names),
        value(child(lists, "numId")),
        value(child(lists, "ilvl")),
        int(depths[0]) - 1 if depths else 0,
    )


def _level(chain: list[Element]) -> int | None:
    """The outline level of the style or of the nearest that it is based on, else what their names say."""
    for style in chain:
        written = value(child(style, "pPr", "outlineLvl"))
        if written is not None:
            return _outlined(written)
        for name in _names_of(style):
            match = _HEADING.fullmatch(name)
            if match:
                return int(match[1])
            if _TITLE.fullmatch(name):
                return TITLE
    return None


def _outlined(written: str) -> int | None:
    return int(written) + 1 if written and written in _OUTLINE_LEVELS else None


class Numbering:
    """The document's lists. Those that share a definition are counted on, unless one says that it begins anew."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        parts = list(root) if root is not None else []
        self._styles = styles
        self._definitions = {value(each, "abstractNumId"): each for each in parts if local(each) == "abstractNum"}
        self._lists = {value(each, "numId"): each for each in parts if local(each) == "num"}
        self._levels: dict[str, list[Counting]] = {}
        self._counts: dict[str | None, Count] = {}
        self._begun: set[str] = set()

    def next_mark(self, number: str, depth: int) -> str:
        if number not in self._lists:
            return ""
        count = self._counts.setdefault(value(child(self._lists[number], "abstractNumId")), Count())
        if number not in self._begun:
            self._begun.add(number)
            for place, start in self._restarts(number):
                count.restart(place, start)
        return count.next_mark(self._levels_of(number), depth)

    def depth_of_style(self, number: str | None, style: str | None) -> int:
        definition = self._definition(number)
        levels = [each for each in definition if local(each) == "lvl"] if definition is not None else []
        return next((_place(each) for each in levels if style and value(child(each, "pStyle")) == style), 0)

    def _restarts(self, number: str) -> Iterator[tuple[int, int]]:
        for override in self._lists[number]:
            start = value(child(override, "startOverride"))
            if start and start.isdecimal():
                yield _place(override), int(start)

    def _levels_of(self, number: str) -> list[Counting]:
        if number not in self._levels:
            levels = [Counting(form="1")] * MOST_DEPTHS
            definition = self._definition(number)
            own = [child(each, "lvl") for each in self._lists[number] if child(each, "lvl") is not None]
            for each in [*(definition if definition is not None else []), *own]:
                if local(each) == "lvl":
                    levels[_place(each)] = _counting(each)
            self._levels[number] = levels
        return self._levels[number]

    def _definition(self, number: str | None) -> Element | None:
        """A definition may only point at a style, whose list holds the true one."""
        for _ in range(_LONGEST_CHAIN):
            definition = self._definitions.get(value(child(self._lists.get(number), "abstractNumId")))
            linked = value(child(definition, "numStyleLink"))
            if linked is None:
                return definition
            number = self._styles.read(linked).number
        return None


def part(package: Package, name: str) -> Element | None:
    """A part of the document by its usual name; some programs put a digit behind it."""
    found = sorted(each for each in package.names if re.fullmatch(rf"word/{name}\d*\.xml", each))
    return package.xml(found[0]) if found else None


def look_of(properties: Element | None) -> Look:
    size = value(child(properties, "sz"))
    fonts = child(properties, "rFonts")
    return Look(
        int(size) / 2 if size and size.isdecimal() and len(size) < 5 else None,
        _switch(properties, "b"),
        _switch(properties, "vanish"),
        value(fonts, "ascii") or value(fonts, "hAnsi"),
    )


def _switch(properties: Element | None, name: str) -> bool | None:
    element = child(properties, name)
    return None if element is None else value(element) not in _OFF


def _is_standard(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") not in {None, *_OFF}


def _names_of(style: Element) -> list[str]:
    names = (value(child(style, "name")), value(style, "styleId"))
    return [name for name in names if name]


def _place(level: Element) -> int:
    written = value(level, "ilvl") or ""
    return min(int(written), MOST_DEPTHS - 1) if written.isdecimal() and len(written) < 3 else 0


def _counting(level: Element) -> Counting:
    form = value(child(level, "numFmt")) or "decimal"
    start = value(child(level, "start")) or ""
    pattern = "" if form == "none" else value(child(level, "lvlText")) or ""
    return Counting(_FORMS.get(form, "1"), pattern, int(start) if start.isdecimal() and len(start) < 6 else 1)
