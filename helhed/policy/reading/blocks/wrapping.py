"""Whether the lines of a text were broken to fit a width, or each line is a paragraph of its own."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from helhed.policy.reading.joining import ends_in_hyphen, ends_sentence, is_linking, is_title, join_lines, leans_on
from helhed.policy.reading.line import Line
from helhed.policy.reading.markers import marker_of

_LOOSE_SHARE = 0.9
_FULL_SHARE = 0.25
_SMALL_SHARE = 0.4
_FEWEST_DIVIDED = 2
_WIDEST = 160
_FEWEST_WIDE = 2
_SHORTEST_BROKEN = 60


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines, each as a text of its own where the document breaks no lines to fit a width."""
    lines = _tightened(lines)
    if is_wrapped(lines):
        return lines
    return [replace(line, is_whole=True) for line in _hanging_joined(lines)]


def _hanging_joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with those below it that carry it on: right below and with a small letter, after a divided
    word, or in a list but where both begin with "at"; and a sentence that was broken once."""
    joined: list[Line] = []
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        if joined and (_hangs_on(joined[-1], line) or _mends(joined[-1], line, below)):
            joined[-1] = replace(joined[-1], text=join_lines([joined[-1].text, line.text]), has_tail=line.has_tail)
        else:
            joined.append(line)
    return joined


def _hangs_on(before: Line, line: Line) -> bool:
    if line.follows_gap or _is_of_its_own(before, line):
        return False
    marker = marker_of(before.text)[0]
    begins_again = line.text.startswith("at ") and before.text[len(marker) :].startswith("at ")
    is_in_list = bool(marker) and (leans_on(before.text) or line.indent > before.indent or not begins_again)
    return line.text[0].islower() and (is_in_list or ends_in_hyphen(before.text))


def _is_of_its_own(before: Line, line: Line) -> bool:
    return before.is_whole or line.is_whole or before.level != line.level or bool(marker_of(line.text)[0])


def _mends(before: Line, line: Line, below: Line | None) -> bool:
    """A small letter carries on a long line that ended no sentence, and one of these holds:

    - "og" or its like stands on either side of the break
    - no other line that begins so stands below, as it would in a list without marks; where white space parts the
      two, the line ends the sentence as well
    """
    if _is_of_its_own(before, line) or marker_of(before.text)[0] or not line.text[0].islower():
        return False
    if len(before.text) < _SHORTEST_BROKEN or ends_sentence(before.text) or not before.text[0].isupper():
        return False
    if not line.follows_gap and (is_linking(before.text.rsplit(" ", 1)[-1]) or is_linking(line.text.split(" ", 1)[0])):
        return True
    is_alone = below is None or not below.text[0].islower()
    return is_alone and (not line.follows_gap or ends_sentence(line.text))


def _tightened(lines: Sequence[Line]) -> list[Line]:
    """Without the white space between lines where a text layer put it between nearly all of them, and where the lines
    so brought together were broken to fit a width."""
    loose = sum(line.follows_gap for line in lines)
    if loose < _LOOSE_SHARE * len(lines):
        return list(lines)
    tight = [*lines[:1], *(replace(line, follows_gap=_is_parted(before, line)) for before, line in pairwise(lines))]
    return tight if is_wrapped(tight) else list(lines)


def _is_parted(before: Line, line: Line) -> bool:
    """Neither did the line above keep the space that stood before its break, but for a title below the end of a
    sentence, nor does a small letter carry it on."""
    is_title_below = ends_sentence(before.text) and is_title(line.text)
    carries_on = (before.has_tail and not is_title_below) or line.text[0].islower() or ends_in_hyphen(before.text)
    return line.starts_page or not carries_on


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Lines were broken to fit a width if, and only if, no few are wider than any column, and one of these holds:

    - no line stands right below another
    - half of those that go on below kept the space that stood before their break, and others did not
    - words are divided at their ends
    - where one line goes on right below another, its first word would often not have fitted above
    - the same is so for a good part of the lines that begin with a small letter
    """
    if sum(len(line.text) > _WIDEST for line in lines) >= _FEWEST_WIDE:
        return False
    below = [(before, after) for before, after in pairwise(lines) if _stands_right_below(before, after)]
    pairs = [(before, after) for before, after in below if not ends_sentence(before.text)]
    if not pairs:
        return not below
    if 2 * sum(before.has_tail for before, _ in pairs) >= len(pairs) and not all(line.has_tail for line in lines):
        return True
    divided = sum(ends_in_hyphen(before.text) and after.text[0].islower() for before, after in pairs)
    if divided >= _FEWEST_DIVIDED:
        return True
    lengths = sorted(len(line.text) for line in lines if not line.is_contents)
    width = lengths[len(lengths) * 19 // 20] if lengths else 0
    full = [pair for pair in pairs if len(pair[0].text) + 1 + len(pair[1].text.split(" ", 1)[0]) > width]
    small = [pair for pair in pairs if pair[1].text[0].islower()]
    small_and_full = [pair for pair in full if pair[1].text[0].islower()]
    return len(full) >= _FULL_SHARE * len(pairs) or len(small_and_full) > _SMALL_SHARE * len(small)


def _stands_right_below(before: Line, after: Line) -> bool:
    return not after.follows_gap and before.page == after.page and not marker_of(after.text)[0]
