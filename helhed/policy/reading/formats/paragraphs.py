"""From documents that know their own paragraphs, such as Word's, to lines."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from helhed.policy.reading.document import EMPTY, Unreadable, cleaned
from helhed.policy.reading.formats.numbering import BULLET
from helhed.policy.reading.formats.typography import Style, heading_levels
from helhed.policy.reading.joining import SOFT_HYPHEN, ends_in_hyphen, ends_sentence, join_lines, leans_on
from helhed.policy.reading.line import Line
from helhed.policy.reading.markers import marker_of

# Fewer than lines, because a paragraph is a line or more.
MOST_PARAGRAPHS = 30_000
TITLE = 0
LOWEST = 99
_LONGEST_HEADING = 250
_NARROWEST = 40
_NEARLY_FULL = 0.8
_TOO_MANY = "Filen har for mange afsnit til at være et politikdokument."
# A picture out of a font of signs; at the start of a text it is a bullet, elsewhere it says nothing.
SIGN = "\uf0b7"
_SIGNS = re.compile("[\ue000-\uf8ff]")
# Table, row and column.
Cell = tuple[int, int, int]
_BREAK = re.compile("[\n\u2028\u2029]")


@dataclass(frozen=True)
class Run:
    """Words in one type; a break of the line inside the paragraph is a line feed."""

    text: str
    size: float | None = None  # points
    is_bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, heading, list item or table cell as the file gives it.

    `level` is the rank of a marked-up heading: TITLE for the document's own title, above all others, and LOWEST for
    what ranks below all others. `depth` counts the lists around an item. A line of a table of contents is kept as
    one: it names the headings, and is none.
    """

    runs: tuple[Run, ...]
    level: int | None = None
    mark: str = ""
    depth: int = 0
    page: int | None = None
    follows_gap: bool = True
    is_contents: bool = False
    cell: Cell | None = None


@dataclass(frozen=True)
class _Text:
    """What stands between two breaks that part the text: most often a whole paragraph."""

    text: str
    paragraph: Paragraph
    number: int
    level: int | None
    follows_gap: bool
    size: float | None
    is_bold: bool
    is_first: bool

    @property
    def mark(self) -> str:
        """A text that begins with a mark of its own is not given another, and a heading has no bullet."""
        if not self.is_first or marker_of(self.text)[0] or (self.level is not None and self.paragraph.mark == BULLET):
            return ""
        return self.paragraph.mark

    @property
    def marked(self) -> str:
        return f"{self.mark} {self.text}".lstrip()

    @property
    def depth(self) -> int:
        """What else stands in a list item lies deeper than the item."""
        return self.paragraph.depth + (1 if self.paragraph.mark and not self.is_first else 0)


def to_lines(paragraphs: Sequence[Paragraph]) -> list[Line]:
    """One line for each paragraph and for each part of one that its author broke off on purpose."""
    refuse_too_many(paragraphs, breaks=sum(run.text.count("\n") for each in paragraphs for run in each.runs))
    texts = [text for number, each in enumerate(paragraphs, start=1) for text in _texts(each, number)]
    if not texts:
        raise Unreadable(EMPTY)
    return list(_lines(_told_apart(_ranked(texts))))


def refuse_too_many(paragraphs: Sequence[Paragraph], *, breaks: int = 0) -> None:
    if len(paragraphs) + breaks > MOST_PARAGRAPHS:
        raise Unreadable(_TOO_MANY)


def _lines(texts: Iterable[_Text]) -> Iterator[Line]:
    page: int | None = -1
    for text in texts:
        paragraph = text.paragraph
        yield Line(
            text.marked,
            text.number,
            paragraph.page,
            indent=2 * text.depth,
            follows_gap=text.follows_gap,
            starts_page=paragraph.page != page,
            has_tail=False,
            level=text.level,
            is_whole=True,
            is_contents=paragraph.is_contents,
            cell=paragraph.cell,
        )
        page = paragraph.page


def _texts(paragraph: Paragraph, number: int) -> Iterator[_Text]:
    """A heading is one text, however many lines it is broken into."""
    pieces = [_set_text(paragraph, number, runs) for runs in _broken(paragraph.runs)]
    filled = [piece for piece in pieces if piece.text]
    if paragraph.level is not None and sum(len(piece.text) for piece in filled) <= _LONGEST_HEADING:
        yield from _joined([replace(piece, level=paragraph.level) for piece in filled])
        return
    is_first = True
    for is_filled, group in groupby(pieces, key=lambda piece: bool(piece.text)):
        if is_filled:
            for text in _parted(list(group)):
                yield replace(text, is_first=is_first)
                is_first = False


def _broken(runs: Iterable[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = _BREAK.split(run.text)
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in others)
    return lines


def _set_text(paragraph: Paragraph, number: int, runs: Sequence[Run]) -> _Text:
    worded = [run for run in runs if run.text.strip()]
    sizes = Counter[float | None]()
    for run in worded:
        sizes[run.size] += len(run.text)
    return _Text(
        _without_signs("".join(run.text for run in runs)),
        paragraph,
        number,
        level=None,
        follows_gap=paragraph.follows_gap,
        size=sizes.most_common(1)[0][0] if sizes else None,
        is_bold=bool(worded) and all(run.is_bold for run in worded),
        is_first=True,
    )


def _without_signs(text: str) -> str:
    text = " ".join(cleaned(text).split())
    if _SIGNS.match(text):
        text = BULLET + text[1:]
    text = " ".join(_SIGNS.sub("", text).split())
    return text if text.strip(f"{SOFT_HYPHEN} ") else ""


def _parted(lines: Sequence[_Text]) -> Iterator[_Text]:
    """The lines between two blank ones as the texts they make up."""
    texts = [line.text for line in lines]
    wraps, lists = _are_wrapped(texts), _are_listed(texts)
    gathered: list[_Text] = []
    for line in lines:
        if gathered and not _goes_on(gathered[-1], line, texts, wraps=wraps, lists=lists):
            yield from _joined(gathered, follows_gap=gathered[0] is lines[0])
            gathered = []
        gathered.append(line)
    yield from _joined(gathered, follows_gap=gathered[0] is lines[0])


def _joined(lines: Sequence[_Text], *, follows_gap: bool = True) -> Iterator[_Text]:
    if lines:
        gap = follows_gap and lines[0].follows_gap
        yield replace(lines[0], text=join_lines([line.text for line in lines]), follows_gap=gap)


def _goes_on(before: _Text, after: _Text, texts: Sequence[str], *, wraps: bool, lists: bool) -> bool:
    """A line goes on with the one above if, and only if, a word is divided between them, or it has neither a mark nor
    a type of its own and one of these holds:

    - the lines were broken to fit a width
    - a small letter, or a last word that leans on the next, carries on, and the lines do not read as a list
    """
    if ends_in_hyphen(before.text):
        return True
    if before.is_bold != after.is_bold or before.size != after.size or _is_marked(before.text, after.text, texts):
        return False
    return wraps or (not lists and (_starts_small(after.text) or leans_on(before.text)))


def _starts_small(text: str) -> bool:
    return text[0].islower() or text[0] in "(&/–—-"


def _is_marked(before: str, after: str, texts: Sequence[str]) -> bool:
    """A dash or a star is no mark where it stands alone in the middle of a sentence."""
    marker, mark = marker_of(after)
    if mark not in {"dash", "star"}:
        return bool(mark)
    alike = sum(marker_of(text)[1] == mark for text in texts)
    return alike > 1 or ends_sentence(before) or leans_on(before) or not after[len(marker)].islower()


def _are_wrapped(texts: Sequence[str]) -> bool:
    """Lines were broken to fit a width if, and only if, the next word had hardly room on any of them, and a small
    letter carries on a sentence."""
    width = max(len(text) for text in texts)
    pairs = list(pairwise(texts))
    full = all(len(before) + 1 + len(after.split(" ", 1)[0]) > _NEARLY_FULL * width for before, after in pairs)
    carried = any(_starts_small(after) and not ends_sentence(before) for before, after in pairs)
    return full and carried and width >= _NARROWEST


def _are_listed(texts: Sequence[str]) -> bool:
    """Below a line that leads into them, or when all begin with the same word, lines are items without marks."""
    lead, others = texts[0], texts[1:]
    first_words = {text.split(" ", 1)[0].casefold() for text in others}
    if len(others) > 1 and lead.casefold().endswith((":", " at")):
        return True
    return len(texts) > 1 and first_words == {lead.split(" ", 1)[0].casefold()}


def _ranked(texts: list[_Text]) -> list[_Text]:
    """The title stands above all other headings, and what ranks lowest below them."""
    levels = {text.level for text in texts if text.level not in {None, LOWEST}}
    shift = 1 if TITLE in levels else 0
    lowest = max((level for level in levels if level is not None), default=0) + 1
    return [text if text.level is None else replace(text, level=min(text.level, lowest) + shift) for text in texts]


def _told_apart(texts: list[_Text]) -> list[_Text]:
    """Where the file marks up no heading, or its title only, type tells which texts are headings."""
    marked = [text.level for text in texts if text.level is not None]
    if len(marked) > 1:
        return texts
    found = _levels_by_type(texts)
    above = marked[0] if marked else 0
    levelled = [
        text if text.level is not None or level is None else replace(text, level=level + above)
        for text, level in zip(texts, found, strict=True)
    ]
    return [text for _, group in groupby(levelled, key=_heading_key) for text in _one_heading(list(group))]


def _levels_by_type(texts: Sequence[_Text]) -> list[int | None]:
    """A sign between the paragraphs keeps two headings in a row from being read as one."""
    styles: list[Style] = []
    places: list[int] = []
    for index, text in enumerate(texts):
        if index and texts[index - 1].paragraph is not text.paragraph:
            styles.append(Style(BULLET, None, is_bold=False))
        places.append(len(styles))
        styles.append(Style(text.marked, text.size, text.is_bold))
    levels = heading_levels(styles)
    return [
        None if text.mark == BULLET or text.paragraph.is_contents else levels[place]
        for text, place in zip(texts, places, strict=True)
    ]


def _heading_key(text: _Text) -> tuple[int, int | None]:
    return text.number, text.level


def _one_heading(texts: list[_Text]) -> Iterator[_Text]:
    if texts[0].level is None:
        return iter(texts)
    return _joined(texts, follows_gap=True)
