"""Where one text ends and the next begins: by the white space between rows, by their indents, and by their tags."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from math import inf
from statistics import median

from helhed.policy.reading.formats.pdf.rows import Row
from helhed.policy.reading.formats.pdf.tags import Tag
from helhed.policy.reading.joining import ends_in_hyphen, ends_sentence
from helhed.policy.reading.markers import marker_of

_WIDER = 1.15
_SLACK = 0.3
_FARTHEST_LEADING = 2.5
_USUAL_RATIO = 1.3
_FEWEST_WRAPPED = 3
_OTHER_SIZE = 0.6
_INDENT = 0.7
_DEEPEST_INDENT = 4.0
_LEEWAY = 2.5
_FEWEST_FLUSH = 5
_FLUSH_SHARE = 0.5
_LARGE_REGION = 8
_SAME_EDGE = 8.0
_HALF_LINE = 0.4
_WIDEST_WITHIN_TAG = 2.2


@dataclass
class Spaced:
    """A row with its page, its tag, its rank as a heading, and whether it goes on from the row before it. Between
    columns and pages that is a guess, as there is no white space to see."""

    row: Row
    page: int
    starts_page: bool
    tag: Tag | None
    is_full: bool = False
    is_flush: bool = False
    follows_gap: bool = True
    begins_region: bool = False
    level: int | None = field(default=None)


@dataclass(frozen=True)
class Leadings:
    """How far the rows of one text stand apart here, for each size."""

    by_size: dict[float, float]
    ratio: float

    def of(self, size: float) -> float:
        return self.by_size.get(_key(size), self.ratio * size)


def widen(regions: Sequence[Sequence[Row]]) -> None:
    """A region of a few rows does not show how wide it is: the larger ones with the same left edge do."""
    large = [region for region in regions if len(region) >= _LARGE_REGION]
    for region in regions:
        if region and len(region) < (_LARGE_REGION if region[0].limit == inf else _LARGE_REGION / 2):
            edge = region[0].edge
            ends = [other[0].full_right for other in large if abs(other[0].edge - edge) <= _SAME_EDGE]
            for row in region if ends else []:
                row.full_right = max(row.full_right, min(median(ends), row.limit))


def mark_full(regions: Sequence[Sequence[Spaced]]) -> None:
    """A row is full if, and only if, the first word of the next had no room in it; flush if it ends just where the
    lines of a justified text do."""
    for before, after in pairwise(chain.from_iterable(regions)):
        word = len(after.row.text.split(" ", 1)[0]) + _LEEWAY
        room = before.row.full_right - before.row.right
        before.is_full = ends_in_hyphen(before.row.text) or room < word * before.row.letter_width
    for region in regions:
        _mark_flush(region)


def _mark_flush(region: Sequence[Spaced]) -> None:
    ends = [_key(spaced.row.right) for spaced in region if spaced.is_full]
    for end, times in Counter(ends).items():
        if times >= max(_FEWEST_FLUSH, _FLUSH_SHARE * len(ends)):
            for spaced in region:
                spaced.is_flush = spaced.row.right >= end - 1


def space_out(regions: Sequence[Sequence[Spaced]]) -> None:
    """Tell of each row whether white space, or what shows as much, stands between it and the row before."""
    leadings = _leadings(regions)
    last: Spaced | None = None
    for region in regions:
        own = _own_leadings(region, leadings)
        item: Row | None = None
        for index, here in enumerate(region):
            here.begins_region = index == 0
            if index:
                here.follows_gap = _is_parted(region[index - 1], here, own, item)
            elif last:
                here.follows_gap = not _goes_on_elsewhere(last, here)
            item = _open_item(here, item)
            last = here


def _leadings(regions: Sequence[Sequence[Spaced]]) -> Leadings:
    steps = list(_surely_wrapped(regions))
    ratio = median(step / size for size, step in steps) if steps else _USUAL_RATIO
    return Leadings(_medians(steps, 1), ratio)


def _own_leadings(region: Sequence[Spaced], common: Leadings) -> Leadings:
    own = _medians(list(_surely_wrapped([region])), _FEWEST_WRAPPED)
    return Leadings({**common.by_size, **own}, common.ratio)


def _medians(steps: Sequence[tuple[float, float]], fewest: int) -> dict[float, float]:
    by_size: dict[float, list[float]] = defaultdict(list)
    for size, step in steps:
        by_size[_key(size)].append(step)
    return {size: median(found) for size, found in by_size.items() if len(found) >= fewest}


def _surely_wrapped(regions: Sequence[Sequence[Spaced]]) -> Iterator[tuple[float, float]]:
    """Size and step of the rows where a full row and a small letter below show that one text goes on."""
    for region in regions:
        for before, after in pairwise(region):
            step = before.row.base - after.row.base
            is_wrapped = before.is_full and after.row.text[0].islower() and _is_same_size(before.row, after.row)
            if is_wrapped and _HALF_LINE * after.row.size < step < _FARTHEST_LEADING * after.row.size:
                yield after.row.size, step


def _key(size: float) -> float:
    return round(2 * size) / 2


def _is_same_size(first: Row, second: Row) -> bool:
    return abs(first.size - second.size) <= _OTHER_SIZE


def _is_parted(before: Spaced, here: Spaced, leadings: Leadings, item: Row | None) -> bool:
    step = before.row.base - here.row.base
    usual = leadings.of(here.row.size)
    if before.tag and here.tag and before.tag.unit == here.tag.unit and abs(step) <= _WIDEST_WITHIN_TAG * usual:
        return False
    if step < _HALF_LINE * here.row.size:
        return not _is_one_heading(before, here)
    if step > _WIDER * usual + _SLACK or not _is_same_size(before.row, here.row):
        return True
    if _has_other_tag(before, here):
        return True
    return _is_indented(before, here) if item is None else _leaves_item(before.row, here.row, item)


def _is_one_heading(before: Spaced, here: Spaced) -> bool:
    return here.level is not None and before.level == here.level


def _has_other_tag(before: Spaced, here: Spaced) -> bool:
    """Some programs tag each line by itself: then a text that plainly goes on is one."""
    if before.tag is None or here.tag is None or before.tag.unit == here.tag.unit:
        return False
    goes_on = before.is_full and not ends_sentence(before.row.text) and here.row.text[0].islower()
    return not goes_on


def _is_indented(before: Spaced, here: Spaced) -> bool:
    """Where there is no space between paragraphs, their first lines are indented."""
    indent = here.row.left - here.row.edge
    if not _INDENT * here.row.size < indent < _DEEPEST_INDENT * here.row.size or marker_of(here.row.text)[0]:
        return False
    stands_out = here.row.left - before.row.left > _INDENT * here.row.size
    return stands_out and (ends_sentence(before.row.text) or not before.is_full)


def _leaves_item(before: Row, here: Row, item: Row) -> bool:
    """The lines of the item hang below its text, and this one stands below its mark again."""
    hangs = before is not item and before.left > item.left + _INDENT * item.size
    is_back = here.left < item.left + _INDENT * item.size / 2 and not marker_of(here.text)[0]
    return is_back and (hangs or here.left < item.left - _INDENT * item.size)


def _open_item(here: Spaced, item: Row | None) -> Row | None:
    if marker_of(here.row.text)[0]:
        return here.row
    return None if here.follows_gap else item


def _goes_on_elsewhere(last: Spaced, here: Spaced) -> bool:
    """A text goes on in the next column or on the next page if its row was full and ended no sentence, or was flush. No
    text goes on in the next cell of a table."""
    if last.tag and here.tag and last.page == here.page and last.tag.unit == here.tag.unit:
        return True
    if last.row.cell or here.row.cell:
        return False
    is_alike = _is_same_size(last.row, here.row) and last.row.is_bold == here.row.is_bold and last.level == here.level
    is_open = last.is_flush or (last.is_full and not ends_sentence(last.row.text))
    return is_alike and is_open and here.level is None and not marker_of(here.row.text)[0]


def stands_alone(before: Spaced | None, here: Spaced, after: Spaced | None) -> bool:
    """White space above and below parts the row from all others, and neither it nor the row before was full."""
    is_parted = here.follows_gap and not here.begins_region
    if not is_parted or here.is_full or after is None or after.begins_region or not after.follows_gap:
        return False
    return before is None or not before.is_full or ends_sentence(before.row.text)
