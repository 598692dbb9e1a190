"""From text to lines that know their number, their page and the white space around them."""

import re
from collections.abc import Iterator

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats.furniture import without_furniture
from helhed.policy.reading.formats.side_by_side import cells_of, one_after_the_other
from helhed.policy.reading.line import Line
from helhed.policy.reading.markers import marker_of

__all__ = ["Line", "read_lines"]

MOST_LINES = 100_000
# A text that was once a web page may have kept the tags that broke its lines.
_LEFT_OVER_TAG = re.compile(r"<br\s?/?>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


def read_lines(text: str) -> list[Line]:
    """The lines with text in them, without page numbers and running headers."""
    pieces = one_after_the_other(_pieces(text))
    if len(pieces) > MOST_LINES:
        raise Unreadable("Filen har for mange linjer til at være et politikdokument.")
    if "\f" in text.strip():
        starts = {index for index, (_, _, follows_feed) in enumerate(pieces) if follows_feed}
    else:
        starts = _starts_marked_by_one_space([piece for _, piece, _ in pieces])
    return without_furniture(_numbered(pieces, starts))


def _pieces(text: str) -> Iterator[tuple[int, str, bool]]:
    """Line number, what stands on the line, and whether a form feed stands right before it."""
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        for position, piece in enumerate(line.split("\f")):
            yield number, piece, position > 0


def _starts_marked_by_one_space(pieces: list[str]) -> set[int]:
    """Text layers where a page break became a space at the start of the next line.

    A line starts a page if, and only if, it alone (not its neighbours) is indented by just one space, nothing in
    the document is indented deeper, and such lines are several and rare.
    """
    indents = [len(piece) - len(piece.lstrip(" ")) if piece.strip() else 0 for piece in pieces]
    starts = {index for index, indent in enumerate(indents) if indent == 1 and not marker_of(pieces[index].strip())[0]}
    starts -= {index for index in starts if {index - 1, index + 1} & starts}
    filled = sum(1 for piece in pieces if piece.strip())
    if max(indents, default=0) > 1 or len(starts) < 3 or len(starts) * 4 > filled:
        return set()
    return starts


def _numbered(pieces: list[tuple[int, str, bool]], starts: set[int]) -> list[Line]:
    """Pages are counted only where the document shows where they begin."""
    lines: list[Line] = []
    page, gap, new_page = 1, True, True
    for index, (number, piece, _) in enumerate(pieces):
        if index in starts and (lines or pieces[index][2]):
            page, gap, new_page = page + 1, True, True
        words = " ".join(_LEFT_OVER_TAG.sub(" ", piece).split())
        if not words:
            gap = True
            continue
        indent = len(piece) - len(piece.lstrip())
        tail = piece != piece.rstrip()
        lines.append(Line(words, number, page if starts else None, indent, gap, new_page, tail, row=cells_of(piece)))
        gap = new_page = False
    return lines
