"""From lines of plain text to blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.blocks.cells import with_cells
from helhed.policy.reading.blocks.contents import with_contents_marked
from helhed.policy.reading.blocks.numbered import with_numbered_headings
from helhed.policy.reading.blocks.run_together import taken_apart
from helhed.policy.reading.blocks.wrapping import parted
from helhed.policy.reading.field_words import AREA_HEADING, ATTRIBUTION, GOAL, WISH
from helhed.policy.reading.joining import (
    CLOSING_MARKS,
    OPENING_MARKS,
    ends_in_hyphen,
    ends_sentence,
    ends_small,
    is_quoted,
    is_title,
    join_lines,
    leans_on,
    sentences_in,
    starts_small,
)
from helhed.policy.reading.line import Line
from helhed.policy.reading.markers import marker_of, own_bullets

_LONGEST_LEAD = 14
_LONGEST_LED = 12
_LONGEST_OPEN_LEAD = 8
_LONGEST_SHORT_WORD = 5
_LONGEST_SOURCE = 14
_FEWEST_WRAPPED = 5
_NARROWEST = 45
_SIBLING_REACH = 6
_FOOTNOTE = re.compile(r"\*{1,3}[^\W_][^*]*")
_AREA_NUMBER = re.compile(r"\s\d{1,2}\b")


@dataclass
class _Open:
    """The block being gathered, line by line."""

    first: Line
    last: Line
    marker: str = ""
    mark: str = ""
    words: list[str] = field(default_factory=list)
    is_led: bool = False

    @property
    def is_bare_mark(self) -> bool:
        return bool(self.marker) and not self.words

    @property
    def is_closed_quote(self) -> bool:
        """A text that opened with a quotation mark has come to its closing mark."""
        if self.marker or not self.words or self.words[0][0] not in OPENING_MARKS:
            return False
        return self.words[-1].rstrip(".,!")[-1:] in tuple(CLOSING_MARKS) and len("".join(self.words[:2])) > 2

    @property
    def is_one_title(self) -> bool:
        return len(self.words) == 1 and is_title(self.words[0])


@dataclass(frozen=True)
class _Layout:
    """How this document breaks its lines: the width of a full line, and whether a wrapped line keeps its space."""

    width: int
    wrapping_keeps_space: bool

    def breaks_on_purpose(self, before: Line, after: Line) -> bool:
        """The line ended though the next word had room, or without the space that wrapped lines keep here."""
        if self.wrapping_keeps_space:
            return not before.has_tail
        return len(before.text) + 1 + len(after.text.split(" ", 1)[0]) <= self.width

    def may_end(self, before: Line, after: Line) -> bool:
        """Its last word needs no other, or the next two words had room."""
        has_room = len(before.text) + 1 + len(" ".join(after.text.split(" ", 2)[:2])) <= self.width
        return has_room or not ends_small(before.text)


def to_blocks(lines: Sequence[Line]) -> list[Block]:
    lines = parted(with_contents_marked(with_cells(taken_apart(lines))))
    layout = _layout_of(lines)
    bullets = own_bullets(line.text for line in lines)
    blocks: list[Block] = []
    gathered: _Open | None = None
    for index, line in enumerate(lines):
        marker, mark = marker_of(line.text, bullets)
        if marker and not _starts_item(mark, lines[index : index + _SIBLING_REACH], gathered, layout):
            marker = mark = ""
        if gathered and not marker and _continues(gathered, line, layout):
            gathered.words.append(line.text)
            gathered.last = line
            continue
        if gathered:
            blocks.append(_closed(gathered, is_parted=_is_parted(gathered, line)))
        words = line.text[len(marker) :].strip()
        gathered = _Open(line, line, marker.strip(), mark, [words] if words else [], _is_led(blocks))
    if gathered:
        blocks.append(_closed(gathered, is_parted=True))
    return _with_sources(with_numbered_headings([block for block in blocks if block.text]))


def _is_led(blocks: Sequence[Block]) -> bool:
    """A line with a colon stands above, with nothing but single sentences between."""
    for block in reversed(blocks[-_LONGEST_LED:]):
        if block.kind is Kind.LEAD:
            return True
        if block.kind is not Kind.PARAGRAPH or sentences_in(block.text) > 1:
            return False
    return False


def _layout_of(lines: Sequence[Line]) -> _Layout:
    """Read from the breaks that are surely wrapping: a small letter carries on right below. Where such breaks are
    few, the longest line is the only measure."""
    wrapped = [
        before
        for before, after in pairwise(lines)
        if not after.follows_gap and after.text[0].islower() and not ends_in_hyphen(before.text)
    ]
    if len(wrapped) < _FEWEST_WRAPPED:
        return _Layout(max([_NARROWEST, *(len(line.text) for line in lines)]), wrapping_keeps_space=False)
    lengths = sorted(len(line.text) for line in wrapped)
    kept = sum(line.has_tail for line in wrapped)
    ending = [before for before, after in pairwise(lines) if after.follows_gap]
    tells = kept > 0.8 * len(wrapped) and sum(line.has_tail for line in ending) < 0.8 * max(len(ending), 1)
    return _Layout(lengths[len(lengths) * 4 // 5], wrapping_keeps_space=tells)


def _starts_item(mark: str, lines: Sequence[Line], gathered: _Open | None, layout: _Layout) -> bool:
    """A marked line, the first of `lines`, starts a list item if, and only if, one of these holds:

    - its mark can be nothing else (a bullet, a star, a numbered goal)
    - it follows a gap, a text of its own, an item of its kind, the end of a sentence, or nothing
    - the line above ended on purpose, and a line with the same kind of mark follows
    - it is right below a title, and is a star, the first number, or what a title about goals leads to
    """
    line = lines[0]
    if (
        mark in {"strong", "star", "goal"}
        or gathered is None
        or _is_parted(gathered, line)
        or _is_alike(gathered, mark, line)
    ):
        return True
    if leans_on(gathered.last.text):
        return False
    if ends_sentence(gathered.last.text):
        return True
    if not layout.breaks_on_purpose(gathered.last, line):
        return False
    return _has_sibling(mark, lines) or (gathered.is_one_title and _can_stand_alone(mark, line.text, gathered))


def _is_alike(gathered: _Open, mark: str, line: Line) -> bool:
    """The same kind of mark, and where the kind has several signs, the same sign."""
    return gathered.mark == mark and (mark not in {"dash", "star"} or gathered.marker[:1] == line.text[:1])


def _can_stand_alone(mark: str, text: str, gathered: _Open) -> bool:
    """A lone dash below a title may be the title going on; a star or a first number is always an item."""
    if mark == "star" or text.startswith(("1.", "1)", "a)")):
        return True
    return bool(GOAL.search(gathered.words[0]) or WISH.search(gathered.words[0]))


def _has_sibling(mark: str, lines: Sequence[Line]) -> bool:
    """Before the next gap and any other kind of mark stands another line with the same kind of mark."""
    for line in lines[1:]:
        own = marker_of(line.text)[1]
        if line.follows_gap or (own and own != mark):
            return False
        if own == mark:
            return True
    return False


def _is_parted(gathered: _Open, line: Line) -> bool:
    """White space, or what the file says of itself, parts the line from the text above."""
    return line.follows_gap or _is_of_its_own(gathered.last, line)


def _is_of_its_own(before: Line, after: Line) -> bool:
    """The two lines are never one text."""
    return before.is_whole or after.is_whole or before.is_contents or after.is_contents or before.level != after.level


def _continues(gathered: _Open, line: Line, layout: _Layout) -> bool:
    if gathered.is_bare_mark:
        return True
    if gathered.is_closed_quote or _is_of_its_own(gathered.last, line) or _turns_to_capitals(gathered.last, line):
        return False
    if _FOOTNOTE.fullmatch(line.text) and not leans_on(gathered.last.text):
        return False
    if line.level is not None:
        return not line.follows_gap or leans_on(gathered.last.text)
    if line.follows_gap:
        return _continues_over_gap(gathered, line)
    return _continues_below(gathered, line, layout)


def _begins_again(gathered: _Open, line: Line) -> bool:
    """Both begin with "at", as clauses do that one line leads to, and nothing in the line above asks for another."""
    is_open = gathered.last.text.endswith(",") or ends_small(gathered.last.text)
    return not (is_open or gathered.marker) and all(text.startswith("at ") for text in (gathered.words[0], line.text))


def _turns_to_capitals(before: Line, line: Line) -> bool:
    return line.text.isupper() and not before.text.isupper() and len(line.text) > _LONGEST_SHORT_WORD


def _continues_over_gap(gathered: _Open, line: Line) -> bool:
    """A blank line or a page break does not end a text whose last word leans on the next, nor one that a small
    letter carries on; a title ends there."""
    last = gathered.last.text
    if leans_on(last):
        return not _names_area(line.text)
    if ends_sentence(last) or not line.text[0].islower() or _is_open_lead(gathered):
        return False
    return bool(gathered.marker) or not gathered.is_one_title


def _is_open_lead(gathered: _Open) -> bool:
    """One short line about goals, with a comma, that the lines below carry on."""
    is_short = len(gathered.words) == 1 and len(gathered.words[0].split()) <= _LONGEST_OPEN_LEAD
    return is_short and gathered.words[0].endswith(",") and bool(GOAL.search(gathered.words[0]))


def _continues_below(gathered: _Open, line: Line, layout: _Layout) -> bool:
    """A line right below carries on the text unless the text is a numbered goal that needs no more words, or the break
    was on purpose and one of these holds:

    - the text above is a title of one line
    - the text above ended a sentence
    - the line is a title itself
    """
    last = gathered.last.text
    if gathered.is_led and ends_sentence(last) and not starts_small(line.text):
        return False
    if _begins_again(gathered, line):
        return False
    if gathered.mark == "goal" and not starts_small(line.text) and layout.may_end(gathered.last, line):
        return False
    if leans_on(last) or last.endswith(",") or starts_small(line.text):
        return True
    if not layout.breaks_on_purpose(gathered.last, line):
        return not (_names_area(line.text) and ends_sentence(last))
    return not (gathered.is_one_title or ends_sentence(last) or is_title(line.text))


def _names_area(text: str) -> bool:
    return is_title(text) and bool(AREA_HEADING.match(text)) and bool(_AREA_NUMBER.search(text))


def _closed(gathered: _Open, *, is_parted: bool) -> Block:
    text = join_lines(gathered.words)
    is_alone = is_parted and (gathered.first.follows_gap or gathered.first.is_whole) and len(gathered.words) == 1
    return Block(
        kind=_kind_of(text, gathered, is_alone=is_alone),
        text=text,
        page=gathered.first.page,
        line=gathered.first.number,
        marker=gathered.marker,
        mark=gathered.mark,
        indent=gathered.first.indent,
        follows_gap=gathered.first.follows_gap,
        starts_page=gathered.first.starts_page,
        level=gathered.first.level,
        cell=gathered.first.cell,
    )


def _kind_of(text: str, gathered: _Open, *, is_alone: bool) -> Kind:
    if gathered.first.is_contents:
        return Kind.CONTENTS
    if is_quoted(text) and not gathered.marker:
        return Kind.QUOTE
    if gathered.first.level is not None:
        return Kind.HEADING
    if gathered.marker:
        return Kind.ITEM
    if text.endswith(":") and len(text) < 120 and len(text.split()) <= _LONGEST_LEAD:
        return Kind.LEAD
    return Kind.HEADING if is_title(text, is_alone=is_alone) else Kind.PARAGRAPH


def _with_sources(blocks: list[Block]) -> list[Block]:
    """The short line right below a quote, or one that says it is a source, tells whose words they are."""
    result: list[Block] = []
    for block in blocks:
        if result and _is_source(result[-1], block):
            result[-1] = replace(result[-1], source=f"{block.marker} {block.text}".strip())
        else:
            result.append(block)
    return result


def _is_source(quote: Block, block: Block) -> bool:
    if quote.kind is not Kind.QUOTE or quote.source or block.starts_page or len(block.text) > 120:
        return False
    if len(block.text.split()) > _LONGEST_SOURCE or block.kind in {Kind.LEAD, Kind.QUOTE}:
        return False
    marked = bool(ATTRIBUTION.match(block.text)) or block.marker in {"–", "—", "-"}
    return marked or (not block.follows_gap and not block.marker and is_title(block.text))
