"""Lists that a line announces: how many there are of what, and so whether they hold areas or goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.field_words import (
    AIM_OR_GROUP,
    AREAS,
    COUNCILS_OWN,
    COUNTED_IN_POLICY,
    COUNTED_NOUN,
    ELSEWHERE,
    GOAL,
    NOT_GOALS,
    PARTS,
    PARTS_OF_POLICY,
    PRINCIPLES,
    VALUES,
    number_of,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.joining import sentences_in
from helhed.policy.reading.structure.flow import ItemList, fold, lead_tail, top_items
from helhed.policy.reading.structure.item_kinds import are_statements, are_titled, names_in

_FURTHEST = 100
_LONGEST_LINE = 250
_EDGES = ' .:;,–—-·”"“„»«'


@dataclass(frozen=True)
class Overview:
    """Names of areas, how they are told, and the blocks that do no more than tell them.

    Where lists hold the names, `items` are their blocks, and `texts` what else the list says of each.
    """

    names: tuple[str, ...] = ()
    how: How = How.NAMED_IN_LIST
    used: frozenset[int] = frozenset()
    block: int | None = None
    items: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


class _Holds(Enum):
    AREAS = "areas"
    GOALS = "goals"


@dataclass(frozen=True)
class Announced:
    """The items of a list that holds parts of the policy, and the lines that say so, one right above the other.

    `span` is the whole list, with what lies beneath its items.
    """

    items: tuple[int, ...]
    span: range
    leads: tuple[int, ...]
    are_goals: bool
    are_principles: bool


def announced_lists(blocks: Sequence[Block], lists: Sequence[ItemList]) -> list[Announced]:
    """The lists that a line announces as parts of the policy; principles are parts where nothing else is."""
    headings = frozenset(fold(block.text) for block in blocks if block.kind is Kind.HEADING)
    marked = [found for items in lists if (found := _announced(blocks, items, headings))]
    spread = _with_texts_between(blocks, {index for each in marked for index in each.items}, headings)
    every = sorted([*marked, *_without_marks(blocks), *spread], key=lambda each: each.items)
    others = [each for each in every if not each.are_principles]
    return others if any(not each.are_goals for each in others) else every


def _announced(blocks: Sequence[Block], items: ItemList, headings: frozenset[str]) -> Announced | None:
    indexes = tuple(top_items(blocks, items))
    leads = _announcers(blocks, items, len(indexes))
    kind = _kind_of(blocks, indexes, leads[-1], headings) if leads else None
    if kind is None:
        return None
    is_of_principles = bool(PRINCIPLES.search(lead_tail(blocks[leads[-1]])))
    return Announced(indexes, range(items.start, items.stop), leads, kind is _Holds.GOALS, is_of_principles)


def _without_marks(blocks: Sequence[Block]) -> list[Announced]:
    """Titles in a row right below a line that says that there are just as many parts: a list that lost its marks."""
    found = []
    for index in _telling_how_many(blocks):
        run = tuple(takewhile(lambda at: _is_bare_title(blocks[at]), _below(blocks, index)))
        if len(run) > 1 and PARTS.fullmatch(_counted(blocks[index].text, len(run))):
            found.append(_of_areas(run, range(run[0], run[-1] + 1), index))
    return found


def _with_texts_between(blocks: Sequence[Block], known: set[int], headings: frozenset[str]) -> list[Announced]:
    """Items with texts of their own between them, below a line that says that there are just as many parts."""
    found = []
    for index in _telling_how_many(blocks):
        below = takewhile(lambda at: blocks[at].kind in {Kind.ITEM, Kind.PARAGRAPH}, _below(blocks, index))
        items = tuple(at for at in below if blocks[at].kind is Kind.ITEM)
        if len(items) < 2 or items[0] != index + 1 or items[0] in known or not _are_spread(blocks, items):
            continue
        is_told = PARTS.fullmatch(_counted(blocks[index].text, len(items)))
        if is_told and _kind_of(blocks, items, index, headings) is _Holds.AREAS:
            found.append(_of_areas(items, range(items[0], min(items[-1] + 2, len(blocks))), index))
    return found


def _telling_how_many(blocks: Sequence[Block]) -> list[int]:
    """The lines of one sentence that say how many there are of something that is not the council's own."""
    lines = [
        index for index, block in enumerate(blocks) if block.kind is not Kind.ITEM and len(block.text) < _LONGEST_LINE
    ]
    texts = ((index, blocks[index].text) for index in lines)
    return [
        index
        for index, text in texts
        if COUNTED_NOUN.search(text) and not COUNCILS_OWN.search(text) and sentences_in(text) == 1
    ]


def _below(blocks: Sequence[Block], index: int) -> range:
    return range(index + 1, min(index + 1 + _FURTHEST, len(blocks)))


def _of_areas(items: tuple[int, ...], span: range, lead: int) -> Announced:
    return Announced(items, span, (lead,), are_goals=False, are_principles=False)


def _are_spread(blocks: Sequence[Block], items: Sequence[int]) -> bool:
    return all(blocks[index - 1].kind is Kind.PARAGRAPH for index in items[1:])


def _is_bare_title(block: Block) -> bool:
    return block.kind is Kind.HEADING and not block.marker


def _announcers(blocks: Sequence[Block], items: ItemList, many: int) -> tuple[int, ...]:
    """The line that leads to the list, or the paragraph right above it, and a heading above that says it too."""
    lead = items.start - 1 if items.lead is None else items.lead
    if lead < 0 or (items.lead is None and blocks[lead].kind is not Kind.PARAGRAPH):
        return ()
    if not _tells_of_parts(lead_tail(blocks[lead]), many, has_lead=items.lead is not None):
        return ()
    above = lead - 1
    is_told_twice = above >= 0 and blocks[above].kind is Kind.HEADING and _counted(blocks[above].text, many)
    return (above, lead) if is_told_twice else (lead,)


def _kind_of(blocks: Sequence[Block], indexes: Sequence[int], lead: int, headings: frozenset[str]) -> _Holds | None:
    """Names, and titles with a text each, are areas; statements are goals where none of them is a heading too, and
    where they are no principles."""
    texts = [blocks[index].text for index in indexes]
    tail = lead_tail(blocks[lead])
    if len(texts) < 2 or COUNCILS_OWN.search(tail):
        return None
    if are_titled(texts) or _come_again(texts, headings) or not are_statements(texts):
        return _Holds.AREAS if names_in(texts) else None
    return None if PRINCIPLES.search(tail) else _Holds.GOALS


def _come_again(texts: Sequence[str], headings: frozenset[str]) -> bool:
    """Several of them are headings too."""
    return len({fold(text) for text in texts} & headings) > 1


def _tells_of_parts(text: str, many: int, *, has_lead: bool) -> bool:
    """The line announces parts of the policy if, and only if, one of these holds:

    - it says how many parts there are, and the list is just as long; then the word that is counted decides alone
    - it leads to the list, and has a word for areas, not for other areas
    - it leads to the list, and says of the policy that it is made of parts
    """
    noun = _counted(text, many)
    if noun:
        return bool(PARTS.fullmatch(noun)) or (has_lead and _is_made_of(text, noun))
    is_own = has_lead and not ELSEWHERE.search(text.rstrip(": "))
    return is_own and bool(AREAS.search(text) or PARTS_OF_POLICY.search(text))


def _counted(text: str, many: int) -> str:
    """What the text says that there are just so many of; of several, the last."""
    nouns = [match["noun"] for match in COUNTED_NOUN.finditer(text) if number_of(match["count"]) == many]
    return nouns[-1] if nouns else ""


def _is_made_of(text: str, noun: str) -> bool:
    """The policy itself is said to have so many, and their name is none for deeds, values, goals or aims."""
    is_other = any(words.search(noun) for words in (NOT_GOALS, VALUES, GOAL, AIM_OR_GROUP))
    return bool(COUNTED_IN_POLICY.search(text)) and not is_other


def listed_areas(blocks: Sequence[Block], announced: Sequence[Announced]) -> Overview:
    """The names in the lists that hold areas."""
    lists = [each for each in announced if not each.are_goals]
    named = [pair for each in lists for pair in zip(each.items, _names(blocks, each), strict=True)]
    if not named:
        return Overview()
    return Overview(
        names=tuple(name for _, name in named),
        used=frozenset(index for each in lists for index in (*_bare_leads(blocks, each), *each.span)),
        block=named[0][0],
        items=tuple(index for index, _ in named),
        texts=tuple(text for each in lists for text in _texts(blocks, each)),
    )


def _bare_leads(blocks: Sequence[Block], announced: Announced) -> list[int]:
    """The lines that do no more than lead to the list; a paragraph stays as running text."""
    return [index for index in announced.leads if blocks[index].kind is not Kind.PARAGRAPH]


def _names(blocks: Sequence[Block], announced: Announced) -> tuple[str, ...]:
    return names_in([blocks[index].text for index in announced.items])


def _texts(blocks: Sequence[Block], announced: Announced) -> list[str]:
    """What follows each name in its item, and lies beneath the item."""
    limits = [*announced.items[1:], announced.span.stop]
    rests = (
        blocks[index].text.partition(name)[2].lstrip(_EDGES)
        for index, name in zip(announced.items, _names(blocks, announced), strict=True)
    )
    return [
        "\n\n".join(filter(None, (rest, *(below.text for below in blocks[index + 1 : limit]))))
        for index, limit, rest in zip(announced.items, limits, rests, strict=True)
    ]
