"""What a document is made of, whatever it is written out as. A language is given where it is not the document's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """A cell in a language that is not the document's."""

    text: str
    language: str


@dataclass(frozen=True)
class Link:
    """A cell that leads on: on a page it is a link, on paper only its text."""

    text: str
    href: str
    language: str = ""


Cell = str | Words | Link


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1
    anchor: str = ""
    href: str = ""
    language: str = ""


@dataclass(frozen=True)
class Paragraph:
    text: str
    language: str = ""


@dataclass(frozen=True)
class BulletList:
    items: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` are as wide as `head`; the first cell of a row is its heading; `widths` are shares of the width."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Figure:
    """An SVG picture; `description` says in words all that it shows."""

    svg: str
    description: str
    caption: str = ""


@dataclass(frozen=True)
class Pictured:
    """A sentence with a small SVG picture beside it, for those who read with pictures; `description` names it."""

    svg: str
    description: str
    text: str
    language: str = ""


@dataclass(frozen=True)
class Note:
    """Set apart from the running text: a source, a date, a limit of what can be said."""

    text: str


Block = Heading | Paragraph | BulletList | Table | Figure | Pictured | Note


@dataclass(frozen=True)
class Document:
    """`notice` stands on every page of a print, as that the municipality is fictional; `colour` is the municipality's
    own, as `#rrggbb`, for the headings of a file; `is_large` for those who read best in large letters."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    author: str = ""
    notice: str = ""
    colour: str = ""
    is_large: bool = False
