"""Which lines are headings by their type alone: by size, and by bold where bold is rare."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from helhed.policy.reading.joining import CLOSING_MARKS, OPENING_MARKS, join_lines
from helhed.policy.reading.markers import marker_of

LONGEST_HEADING = 160
LONGEST_BOLD_HEADING = 120
_SAME_SIZE = 0.5
_CLEARLY_LARGER = 0.9
# Where a file does not say how large its text is, it is no larger than this.
_USUAL_SIZE = 12.0
_LONGEST_QUOTE = 12
_LONGEST_LEADER = 40
_MOST_SLOGAN_WORDS = 6
_SENTENCE_BREAK = re.compile(r"[^\W\d]{4,}[.!?][”\"“«]?\s+[^\W\d_]")
_CONTENTS = re.compile(r"(?:\.\s?){3,}\d+$|…\s*\d+$|\t\d+$")
_ADDRESS = re.compile(r"@|www\.|https?:", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """How a line or a paragraph is set."""

    text: str
    size: float | None  # points; None where the file does not say
    is_bold: bool  # the whole of it


@dataclass(frozen=True)
class _Run:
    """Lines right after each other in one size and weight: they are one text, or several of the same rank."""

    indexes: range
    texts: Sequence[str]
    rank: int
    is_bold: bool

    @property
    def length(self) -> int:
        return sum(len(text) for text in self.texts)


def heading_levels(styles: Sequence[Style]) -> list[int | None]:
    """The rank of each line that is a heading, 1 the highest; None for all others.

    A line is a heading if, and only if, it is short, reads as no sentence, quote, list item or line of a table of
    contents, and one of these holds:

    - it is clearly larger than the size that most of the text is set in, and that size is no second body size
    - the whole of it is bold at that size, and most of the text is not: then it ranks below all larger ones
    """
    ranks = _ranks(styles)
    runs = list(_runs(styles, ranks))
    bold_means = _bold_means_something(runs)
    crowded = _crowded(runs)
    found = [
        run
        for run in runs
        if (run.rank > 0 and run.rank not in crowded and _is_heading(run))
        or (run.rank == 0 and run.is_bold and bold_means and _is_bold_heading(run))
    ]
    order = sorted({run.rank for run in found}, reverse=True)
    levels: list[int | None] = [None] * len(styles)
    for run in found:
        for index in _from_first_word(run, styles):
            levels[index] = order.index(run.rank) + 1
    return levels


def _from_first_word(run: _Run, styles: Sequence[Style]) -> Iterator[int]:
    """A number above a heading is none; below its words it is the rest of it."""
    has_begun = False
    for index in run.indexes:
        has_begun = has_begun or _has_word(styles[index].text)
        if has_begun and styles[index].text.strip():
            yield index


def _ranks(styles: Sequence[Style]) -> list[int]:
    """For each line 0 at body size, higher the larger it is, and -1 where it is smaller."""
    sizes = _merged({style.size for style in styles if style.size is not None})
    weights: Counter[float | None] = Counter()
    for style in styles:
        weights[None if style.size is None else sizes[style.size]] += len(style.text.strip())
    body = max(weights, key=lambda size: weights[size], default=None)
    least = _USUAL_SIZE if body is None else body
    larger = sorted({size for size in sizes.values() if size >= least + _CLEARLY_LARGER})
    return [_rank(None if style.size is None else sizes[style.size], body, larger) for style in styles]


def _rank(size: float | None, body: float | None, larger: list[float]) -> int:
    if size in larger:
        return larger.index(size) + 1
    return -1 if size is not None and body is not None and size < body else 0


def _merged(sizes: set[float]) -> dict[float, float]:
    """Sizes within half a point of the smallest of them are one."""
    merged: dict[float, float] = {}
    smallest = 0.0
    for size in sorted(sizes):
        if not merged or size > smallest + _SAME_SIZE:
            smallest = size
        merged[size] = smallest
    return merged


def _runs(styles: Sequence[Style], ranks: Sequence[int]) -> Iterator[_Run]:
    """Quotes and list items part the runs and stand in none."""
    quoted = _quoted([style.text.strip() for style in styles])

    def set_as(index: int) -> tuple[int, bool, bool]:
        is_quoted = index in quoted
        rank = min(ranks[index], 0) if is_quoted else ranks[index]
        return rank, styles[index].is_bold, is_quoted or _is_listed(styles[index].text.strip())

    filled = [index for index, style in enumerate(styles) if style.text.strip()]
    for (rank, is_bold, is_other), group in groupby(filled, key=set_as):
        indexes = list(group)
        if is_other:
            yield from (_Run(range(0), [styles[index].text], rank, is_bold) for index in indexes)
        else:
            texts = [styles[index].text.strip() for index in indexes]
            yield _Run(range(indexes[0], indexes[-1] + 1), texts, rank, is_bold)


def _is_listed(text: str) -> bool:
    """An item, or a line of a table of contents."""
    return marker_of(text)[1] in {"strong", "dash", "star"} or bool(_CONTENTS.search(text[-_LONGEST_LEADER:]))


def _quoted(texts: Sequence[str]) -> set[int]:
    """Indexes of the lines of quotes, their marks with the words or large on lines of their own."""
    quoted: set[int] = set()
    for start, text in enumerate(texts):
        if start in quoted or not text.startswith(tuple(OPENING_MARKS)):
            continue
        for end in range(start, min(start + _LONGEST_QUOTE, len(texts))):
            if _closes(texts[end][1:] if end == start else texts[end], is_first=end == start):
                quoted.update(range(start, end + 1))
                break
    return quoted


def _closes(text: str, *, is_first: bool) -> bool:
    if not text.rstrip(".,!").endswith(tuple(CLOSING_MARKS)):
        return False
    return is_first or len(text) == 1 or not text.startswith(tuple(OPENING_MARKS))


def _bold_means_something(runs: Sequence[_Run]) -> bool:
    body = [run for run in runs if run.rank == 0]
    bold = sum(run.length for run in body if run.is_bold)
    return bold <= 0.5 * sum(run.length for run in runs if run.rank <= 0)


def _crowded(runs: Sequence[_Run]) -> set[int]:
    """The ranks that hold so much running text that they are body sizes too."""
    running: Counter[int] = Counter()
    for run in runs:
        if not (run.indexes and _is_heading(run)):
            running[run.rank] += run.length
    everything = sum(run.length for run in runs)
    return {rank for rank, length in running.items() if length > 0.25 * everything}


def _is_heading(run: _Run) -> bool:
    text = join_lines(list(run.texts))
    if not run.indexes or len(text) > LONGEST_HEADING or not _has_word(text) or _ADDRESS.search(text):
        return False
    if text.endswith((",", ";")) or _SENTENCE_BREAK.search(text) or _are_contents(run.texts):
        return False
    return not (text.endswith(".") and len(text.split()) > _MOST_SLOGAN_WORDS)


def _is_bold_heading(run: _Run) -> bool:
    """Bold at body size is also how words within a text are stressed and how lists are led into."""
    text = join_lines(list(run.texts))
    if len(text) > LONGEST_BOLD_HEADING or text.endswith((".", ":")) or not _is_heading(run):
        return False
    return text[0].isupper() or text[0].isdigit()


def _are_contents(texts: Sequence[str]) -> bool:
    """Three or more lines right after each other, most of them ending in a page number."""
    return len(texts) >= 3 and 2 * sum(text[-1].isdigit() for text in texts) > len(texts)


def _has_word(text: str) -> bool:
    """A drop capital, a page number and an ornament have none."""
    return sum(character.isalpha() for character in text[:LONGEST_HEADING]) >= 2
