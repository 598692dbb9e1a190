"""The running text that no other field holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.blocks.contents import entry_name
from helhed.policy.reading.field_words import CARRIED_OUT, COUNCIL, SECTION_KINDS, STEERING_WORD
from helhed.policy.reading.reading import ReadSection
from helhed.policy.reading.structure.facts import find_names
from helhed.policy.reading.structure.flow import Titles, page_ends, side_of_page_titles

_FEWEST_MENTIONS = 2
_BETWEEN_CELLS = " – "
_CONTENTS = re.compile(r"indhold(?:sfortegnelse|soversigt)?(?:\W+side)?\W*\d*\W*", re.IGNORECASE)


@dataclass
class _Draft:
    page: int | None
    title: str | None
    first: int
    last: int
    texts: list[str] = field(default_factory=list)


def find_sections(
    blocks: Sequence[Block], used: frozenset[int], council_areas: Sequence[str]
) -> tuple[ReadSection, ...]:
    """The text left over, under its headings. A section is one piece of the document: what another field holds
    ends it. A heading with nothing left below it is no section, and neither is a table of contents, nor what only says
    the title of the document again."""
    titles_come_last = side_of_page_titles(blocks) is Titles.AFTER
    backward = _titled_from_below(blocks, used) if titles_come_last else {}
    drafts: list[_Draft] = []
    title: str | None = None
    used |= _contents(blocks)
    for index, block in enumerate(blocks):
        is_new_part = titles_come_last and block.starts_page
        title = _title_at(blocks, index, backward, None if is_new_part else title)
        if index not in used and (not _is_heading(blocks, index) or backward.get(index, index) != index):
            _add(drafts, blocks, index, title, is_new_part=is_new_part)
    again = _titles(blocks)
    return tuple(_section(draft, council_areas) for draft in drafts if not again.issuperset(map(_bare, draft.texts)))


def _is_heading(blocks: Sequence[Block], index: int) -> bool:
    """A cell of a table is a heading if, and only if, more stands below it in the cell."""
    block, below = blocks[index], blocks[index + 1 : index + 2]
    return block.kind is Kind.HEADING and (block.cell is None or any(each.cell == block.cell for each in below))


def _contents(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines of a table of contents: those known as such, its heading, and below that what names other headings."""
    headings = {_bare(block.text) for block in blocks if block.kind is Kind.HEADING}
    found: set[int] = set()
    for index, block in enumerate(blocks):
        is_below = index - 1 in found and _bare(entry_name(block.text)) in headings and block.kind is not Kind.HEADING
        if block.kind is Kind.CONTENTS or is_below or _CONTENTS.fullmatch(block.text):
            found.add(index)
    return frozenset(found)


def _titles(blocks: Sequence[Block]) -> set[str]:
    """How the document may say its own name."""
    names = find_names(blocks)
    title, subtitle = names.title or "", names.subtitle or ""
    return {_bare(text) for text in (title, subtitle, title + subtitle, subtitle + title)} - {""}


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _title_at(blocks: Sequence[Block], index: int, backward: dict[int, int], title: str | None) -> str | None:
    if index in backward:
        return blocks[backward[index]].text
    return blocks[index].text if _is_heading(blocks, index) else title


def _add(drafts: list[_Draft], blocks: Sequence[Block], index: int, title: str | None, *, is_new_part: bool) -> None:
    last = drafts[-1] if drafts and not is_new_part else None
    carries_on = last is not None and (last.last, last.title) == (index - 1, title)
    if not carries_on:
        drafts.append(_Draft(blocks[index].page, title, index, index))
    between = _between(blocks[index - 1], blocks[index]) if carries_on else None
    written = _as_written(blocks[index])
    if between is None:
        drafts[-1].texts.append(written)
    else:
        drafts[-1].texts[-1] += f"{between}{written}"
    drafts[-1].last = index


def _between(above: Block, block: Block) -> str | None:
    """What stands between two texts of a row of a table, which is one paragraph; none between two paragraphs."""
    if not above.cell or not block.cell or above.cell[:2] != block.cell[:2]:
        return None
    return "\n" if above.cell == block.cell else _BETWEEN_CELLS


def _as_written(block: Block) -> str:
    """Items keep their marks and quotes their sources, because the text stands word for word."""
    text = f"{block.marker} {block.text}" if block.marker else block.text
    return text if block.source is None else f"{text}\n{block.source}"


def _titled_from_below(blocks: Sequence[Block], used: frozenset[int]) -> dict[int, int]:
    """Block to title, for text whose title comes last on its page.

    Such a title reaches up over the lines of a signature and the text above them if, and only if, that text has no
    heading of its own: it begins the page, or follows what another field holds.
    """
    titled: dict[int, int] = {}
    for end in page_ends(blocks):
        if blocks[end].kind is Kind.HEADING and end not in used:
            titled |= dict.fromkeys(_reach(blocks, used, end), end)
    return titled


def _reach(blocks: Sequence[Block], used: frozenset[int], end: int) -> range:
    start = end
    while _is_heading_on_page(blocks, start - 1, end) and start - 1 not in used:
        start -= 1
    while start > 0 and blocks[start - 1].page == blocks[end].page and blocks[start - 1].kind is not Kind.HEADING:
        start -= 1
    has_own_heading = _is_heading_on_page(blocks, start - 1, end) and start - 1 not in used
    return range(0) if has_own_heading else range(start, end + 1)


def _is_heading_on_page(blocks: Sequence[Block], index: int, end: int) -> bool:
    return index >= 0 and blocks[index].page == blocks[end].page and blocks[index].kind is Kind.HEADING


def _section(draft: _Draft, council_areas: Sequence[str]) -> ReadSection:
    text = "\n\n".join(draft.texts)
    return ReadSection(_kind_of(draft.title, text, council_areas), draft.title, text, draft.page, draft.first)


def _kind_of(title: str | None, text: str, council_areas: Sequence[str]) -> str:
    """The heading's words decide; else whether it is an area of the council's, or the text opens with its strategy;
    text without a heading is told by how often it speaks of being carried out."""
    for kind, pattern in SECTION_KINDS:
        if title and pattern.search(title):
            return kind
    opening = text.partition(". ")[0]
    if title in council_areas or (COUNCIL.match(opening) and STEERING_WORD.search(opening)):
        return "council_vision"
    if title is None and len(CARRIED_OUT.findall(text)) >= _FEWEST_MENTIONS:
        return "implementation"
    return "other"
