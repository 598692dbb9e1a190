"""The running text that no other field holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.field_words import CARRIED_OUT, COUNCIL, SECTION_KINDS, STEERING_WORD
from helhed.policy.reading.reading import ReadSection
from helhed.policy.reading.structure.flow import Titles, page_ends, side_of_page_titles

_FEWEST_MENTIONS = 2


@dataclass
class _Draft:
    page: int | None
    title: str | None
    last: int
    texts: list[str] = field(default_factory=list)


def find_sections(
    blocks: Sequence[Block], used: frozenset[int], council_areas: Sequence[str]
) -> tuple[ReadSection, ...]:
    """The text left over, under its headings. A section is one piece of the document: what another field holds
    ends it. A heading with nothing left below it is no section."""
    titles_come_last = side_of_page_titles(blocks) is Titles.AFTER
    backward = _titled_from_below(blocks, used) if titles_come_last else {}
    drafts: list[_Draft] = []
    title: str | None = None
    for index, block in enumerate(blocks):
        is_new_part = titles_come_last and block.starts_page
        title = _title_at(blocks, index, backward, None if is_new_part else title)
        if index not in used and (block.kind is not Kind.HEADING or backward.get(index, index) != index):
            _add(drafts, index, block, title, is_new_part=is_new_part)
    return tuple(_section(draft, council_areas) for draft in drafts)


def _title_at(blocks: Sequence[Block], index: int, backward: dict[int, int], title: str | None) -> str | None:
    if index in backward:
        return blocks[backward[index]].text
    return blocks[index].text if blocks[index].kind is Kind.HEADING else title


def _add(drafts: list[_Draft], index: int, block: Block, title: str | None, *, is_new_part: bool) -> None:
    carries_on = drafts and drafts[-1].last == index - 1 and drafts[-1].title == title and not is_new_part
    if not carries_on:
        drafts.append(_Draft(block.page, title, index))
    drafts[-1].last = index
    drafts[-1].texts.append(_as_written(block))


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
    return ReadSection(_kind_of(draft.title, text, council_areas), draft.title, text, draft.page)


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
