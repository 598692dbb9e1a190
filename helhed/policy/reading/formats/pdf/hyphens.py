"""Whether a hyphen at the end of a line divides a word there, or belongs to it wherever it stands."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from helhed.policy.reading.formats.pdf.spacing import Spaced
from helhed.policy.reading.joining import ends_in_hyphen, join_lines

_FEWEST_FULL = 60
_MOST_DIVIDED = 0.01
_MARKS = ".,;:!?()”“»«\"'"


def keep_own_hyphens(rows: Sequence[Spaced]) -> None:
    """A word with a hyphen of its own is moved whole to the line where it ends, as joining would take it for divided.

    It is the word's own if, and only if, the document as good as never divides words, or has the word elsewhere with
    its hyphen and nowhere without.
    """
    seams = list(_seams(rows))
    words = {word.strip(_MARKS).casefold() for here in rows for word in here.row.text.split()}
    full = sum(here.is_full for here in rows)
    never_divides = full >= _FEWEST_FULL and len(seams) <= _MOST_DIVIDED * full
    for before, after in seams:
        start, end = before.row.text.rsplit(" ", 1)[-1], after.row.text.split(" ", 1)[0]
        undivided, own = (word.strip(_MARKS).casefold() for word in (start[:-1] + end, start + end))
        if start != before.row.text and (never_divides or (own in words and undivided not in words)):
            before.row.text = before.row.text[: -len(start)].rstrip()
            after.row.text = start + after.row.text


def _seams(rows: Sequence[Spaced]) -> Iterator[tuple[Spaced, Spaced]]:
    """The line ends where joining would drop a hyphen."""
    for before, after in pairwise(rows):
        if not after.follows_gap and ends_in_hyphen(before.row.text):
            word = before.row.text.rsplit(" ", 1)[-1]
            if not join_lines([word, after.row.text]).startswith(word):
                yield before, after
