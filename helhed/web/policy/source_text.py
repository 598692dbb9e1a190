"""The text of the document that a draft was read from: block by block, each with what it became."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from helhed.policy.content.tree import Content
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.reading.blocks.block import Block
from helhed.web.policy.draft_parts import area_anchor, goal_anchor, quote_anchor, section_anchor
from helhed.web.policy.found import Leads, place_of
from helhed.web.shell.written import years

LONGEST_SHOWN = 1500
BESIDE = 2
# The facts that stand in the document as they stand here; a period or a name may stand anywhere in it.
FOUND_BY_WORDS = {"titel", "undertitel", "maalgruppe", "vision"}
MARKS = '”"“„»« '


@dataclass(frozen=True)
class Passage:
    """A block of the document's text. `page` is set where a new page begins; `became` is what it was taken for, and
    `running` the running text that it stands in."""

    number: int
    block: Block
    text: str
    is_cut: bool
    page: int | None
    became: tuple[Leads, ...]
    running: Leads | None = None


def passages(draft: ShownDraft) -> list[Passage]:
    became, running = what_became(draft), _running(draft)
    pages: list[int | None] = [None, *(block.page for block in draft.blocks)]
    return [
        replace(
            _passage(number, block, block.page if block.page != before else None, became.get(number, ())),
            running=running.get(number),
        )
        for number, (block, before) in enumerate(zip(draft.blocks, pages, strict=False))
    ]


def _passage(number: int, block: Block, page: int | None, became: Sequence[Leads]) -> Passage:
    cut = block.text[:LONGEST_SHOWN]
    return Passage(number, block, cut, len(cut) < len(block.text), page, tuple(became))


@dataclass(frozen=True)
class Near:
    """A passage that one works with, or one beside it; `begins` where there is more of the document above it that is
    not shown."""

    passage: Passage
    is_used: bool
    begins: bool


def around(draft: ShownDraft, blocks: Collection[int]) -> list[Near]:
    """The blocks with those beside them, for who works with what they became; the document's own order."""
    within = range(len(draft.blocks))
    numbers = sorted({near for block in blocks for near in range(block - BESIDE, block + BESIDE + 1) if near in within})
    shown = set(numbers)
    return [
        Near(_passage(number, draft.blocks[number], None, ()), number in blocks, number - 1 not in shown)
        for number in numbers
    ]


def blocks_of_facts(draft: ShownDraft) -> set[int]:
    """Where the facts were read: the first block that says each of them, whatever dash stands between two years."""
    facts = [text for _term, _anchor, text in facts_of(draft.content)]
    return blocks_of_texts(draft, (*facts, draft.content.period))


def blocks_of_texts(draft: ShownDraft, wanted: Iterable[str]) -> set[int]:
    texts = Texts(draft.blocks)
    return {block for block in map(texts.block_of, wanted) if block is not None}


def _running(draft: ShownDraft) -> dict[int, Leads]:
    """The blocks that stand in the running text: from where a section begins to where the next one does."""
    sections, found = draft.content.sections, dict[int, Leads]()
    starts = [section.block if section.block is not None else len(draft.blocks) for section in sections]
    for section, start, end in zip(sections, starts, (*starts[1:], len(draft.blocks)), strict=False):
        leads = Leads(f"#{section_anchor(section.id)}", _("Running text"))
        heading = range(max(start - 1, 0), start) if section.title else range(0)
        found |= {number: leads for number in heading if draft.blocks[number].text == section.title}
        found |= {number: leads for number in range(start, end) if draft.blocks[number].text in section.text}
    return found


def what_became(draft: ShownDraft) -> dict[int, list[Leads]]:
    """What each block was taken for: areas, goals and quotes by where they stand, other texts by their words."""
    became: dict[int, list[Leads]] = {}
    for block, leads in (*_placed(draft), *_worded(draft.content, Texts(draft.blocks))):
        if block is not None:
            became.setdefault(block, []).append(leads)
    return became


def _placed(draft: ShownDraft) -> Iterator[tuple[int | None, Leads]]:
    for place, area in enumerate(draft.content.areas, 1):
        name = _("Focus area %(number)s") % {"number": area.number or place}
        yield area.block, Leads(f"#{area_anchor(area.id)}", name)
        for goal in area.goals:
            words = _("Goal %(code)s") % {"code": draft.codes[goal.id]}
            yield goal.block, Leads(f"#{goal_anchor(goal.id)}", words)
        for quote in area.quotes:
            yield quote.block, Leads(f"#{quote_anchor(quote.id)}", _("Quote"))


def _worded(content: Content, texts: "Texts") -> Iterator[tuple[int | None, Leads]]:
    for term, anchor, text in facts_of(content):
        if anchor in FOUND_BY_WORDS:
            yield texts.block_of(text), Leads(f"#{anchor}", term)
    for statement in content.statements:
        yield texts.block_of(statement), Leads("#udsagn", _("Vision statement"))
    for value in content.values:
        yield texts.block_of(value.text), Leads("#vaerdier", _("Value"))
    for area in content.areas:
        for paragraph in area.intro.split("\n\n"):
            yield texts.block_of(paragraph), Leads(f"#{area_anchor(area.id)}", _("Introduction"))


def facts_of(content: Content) -> list[tuple[str, str, str]]:
    """What the policy says about itself: the term, its anchor, the text."""
    return [
        (_("Title"), "titel", content.title),
        (_("Subtitle"), "undertitel", content.subtitle),
        (_("Municipality"), "kommune", content.municipality),
        (_("Period"), "periode", years(content.period)),
        (_("Target group"), "maalgruppe", content.target_group),
        (_("Vision"), "vision", content.vision),
    ]


def facts_with_places(draft: ShownDraft) -> list[tuple[str, str, str, Leads | None]]:
    texts = Texts(draft.blocks)
    facts = [(fact, fact[1] in FOUND_BY_WORDS) for fact in facts_of(draft.content)]
    return [(*fact, place_of(draft, texts.block_of(fact[2])) if is_found else None) for fact, is_found in facts]


class Texts:
    """Finds the block that a text was taken from, by its words: the reader keeps no place for it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = [block.text for block in blocks]
        self.whole = {text.strip(MARKS): number for number, text in reversed(list(enumerate(self.blocks)))}

    def block_of(self, text: str) -> int | None:
        """The first block that is the text, and else the first that holds it; none where no block does."""
        bare = text.strip(MARKS)
        if not bare:
            return None
        if bare in self.whole:
            return self.whole[bare]
        return next((number for number, each in enumerate(self.blocks) if bare in each), None)
