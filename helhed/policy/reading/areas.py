"""Focus areas with their goals, running text and quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helhed.policy.reading.area_titles import AreaTitle, announced_areas, find_area_titles
from helhed.policy.reading.blocks import Block, Kind
from helhed.policy.reading.field_words import NOT_GOALS, SECTION_KINDS, VALUES, VISION
from helhed.policy.reading.flow import (
    ItemList,
    Titles,
    item_lists,
    lead_text,
    leads_to_goals,
    side_of_titles,
    top_items,
)
from helhed.policy.reading.joining import unquoted
from helhed.policy.reading.reading import ReadArea, ReadGoal, ReadQuote


@dataclass(frozen=True)
class AreasFound:
    """The areas, the blocks that they used up, and what a person should look at."""

    areas: tuple[ReadArea, ...]
    used: frozenset[int]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Stretch:
    """The blocks that belong to one area."""

    title: AreaTitle
    blocks: tuple[int, ...]


def find_areas(blocks: Sequence[Block]) -> AreasFound:
    lists = item_lists(blocks)
    overview = _overview(blocks, lists)
    goal_lists = [items for items in lists if leads_to_goals(blocks, items, is_in_area=False)]
    titles = find_area_titles(blocks, lists, goal_lists)
    stretches = _stretches(blocks, titles, lists)
    by_start = {items.start: items for items in lists}
    told = [_area(blocks, stretch, by_start) for stretch in stretches]
    areas = [area for area, _ in told]
    used = overview.union(*(indexes for _, indexes in told))
    inside = {index for stretch in stretches for index in stretch.blocks} | overview
    loose, loose_used = _loose_goals(blocks, [items for items in goal_lists if items.start not in inside])
    if not stretches:
        areas = [_named(name) for name in announced_areas(blocks, lists)]
    return AreasFound((*areas, *loose), frozenset(used | loose_used), _warnings(areas, loose))


def _named(name: str) -> ReadArea:
    return ReadArea(number=None, title=name, intro=None, goals=(), quotes=())


def _overview(blocks: Sequence[Block], lists: Sequence[ItemList]) -> set[int]:
    """The list that only names the areas, and its lead, are told by the areas themselves."""
    names = announced_areas(blocks, lists)
    for items in lists:
        first = blocks[items.start].text
        if names and items.lead is not None and first.startswith(names[0]) and len(first) <= len(names[0]) + 2:
            return {*range(items.start, items.stop), items.lead}
    return set()


def _stretches(blocks: Sequence[Block], titles: Sequence[AreaTitle], lists: Sequence[ItemList]) -> list[_Stretch]:
    if not titles:
        return []
    goal_starts = [items.start for items in lists if leads_to_goals(blocks, items, is_in_area=True)]
    if side_of_titles([title.index for title in titles], goal_starts) is Titles.AFTER:
        return _stretches_above(blocks, titles, min(goal_starts))
    return _stretches_below(blocks, titles)


def _stretches_below(blocks: Sequence[Block], titles: Sequence[AreaTitle]) -> list[_Stretch]:
    """An area runs from its title to the next, or to a heading that opens another part of the policy."""
    limits = [*(title.index for title in titles[1:]), len(blocks)]
    return [
        _Stretch(title, tuple(range(title.index, _end_of_part(blocks, title, limit))))
        for title, limit in zip(titles, limits, strict=True)
    ]


def _end_of_part(blocks: Sequence[Block], title: AreaTitle, limit: int) -> int:
    for index in range(title.last + 1, limit):
        if blocks[index].kind is Kind.HEADING and _opens_other_part(blocks[index].text):
            return index
    return limit


def _opens_other_part(text: str) -> bool:
    return any(pattern.search(text) for pattern in (VISION, VALUES, *(pattern for _, pattern in SECTION_KINDS)))


def _stretches_above(blocks: Sequence[Block], titles: Sequence[AreaTitle], first_goal: int) -> list[_Stretch]:
    """An area runs from the title before it to its own title; quotes in between are shared out."""
    start = max((i for i in range(first_goal - 1) if blocks[i].kind is Kind.HEADING), default=-1) + 1
    ranges: list[list[int]] = []
    for title in titles:
        ranges.append(list(range(start, title.last + 1)))
        start = title.last + 1
    trailing = _leading_quotes(blocks, range(start, len(blocks)))
    for before, after in zip(ranges, [*ranges[1:], trailing], strict=True):
        _share_quotes(blocks, before, after)
    return [_Stretch(title, tuple(sorted(indexes))) for title, indexes in zip(titles, ranges, strict=True)]


def _leading_quotes(blocks: Sequence[Block], indexes: Sequence[int]) -> list[int]:
    quotes: list[int] = []
    for index in indexes:
        if blocks[index].kind is not Kind.QUOTE:
            break
        quotes.append(index)
    return quotes


def _share_quotes(blocks: Sequence[Block], before: list[int], after: list[int]) -> None:
    """Quotes between two areas: the first half, the middle one included, belongs to the area before."""
    quotes = _leading_quotes(blocks, after)
    given = quotes[: (len(quotes) + 1) // 2]
    before.extend(given)
    del after[: len(given)]


def _area(blocks: Sequence[Block], stretch: _Stretch, by_start: Mapping[int, ItemList]) -> tuple[ReadArea, set[int]]:
    """The area and the blocks it tells; what it does not tell stays as running text."""
    goal_lists = _goal_lists(blocks, [by_start[index] for index in stretch.blocks if index in by_start])
    goals = [index for items in goal_lists for index in top_items(blocks, items)]
    leads = _short_leads(blocks, stretch, goal_lists)
    intro = _first_paragraphs(blocks, stretch)
    quotes = [index for index in stretch.blocks if blocks[index].kind is Kind.QUOTE]
    area = ReadArea(
        number=stretch.title.number,
        title=stretch.title.title,
        intro="\n\n".join(blocks[index].text for index in intro) or None,
        goals=tuple(_goal(blocks[index]) for index in goals),
        quotes=tuple(ReadQuote(unquoted(blocks[index].text), blocks[index].source) for index in quotes),
        goals_lead=blocks[leads[0]].text if leads else None,
    )
    return area, {*goals, *leads, *intro, *quotes, *range(stretch.title.index, stretch.title.last + 1)}


def _short_leads(blocks: Sequence[Block], stretch: _Stretch, lists: Sequence[ItemList]) -> list[int]:
    """The lines between the area's title and its goals that only lead into them."""
    within = set(stretch.blocks) - set(range(stretch.title.index, stretch.title.last + 1))
    leads = [items.lead for items in lists if items.lead in within]
    return [lead for lead in leads if lead is not None and blocks[lead].kind is not Kind.PARAGRAPH]


def _first_paragraphs(blocks: Sequence[Block], stretch: _Stretch) -> list[int]:
    """The first paragraphs that stand right after one another: an intro is one piece of the document."""
    found: list[int] = []
    for index in stretch.blocks:
        if blocks[index].kind is Kind.PARAGRAPH:
            found.append(index)
        elif found:
            break
    return found


def _goal_lists(blocks: Sequence[Block], lists: Sequence[ItemList]) -> list[ItemList]:
    """The lists whose lead speaks of goals; where an area has none, every list but those that say they are other."""
    led = [items for items in lists if leads_to_goals(blocks, items, is_in_area=True)]
    return led or [items for items in lists if not NOT_GOALS.search(lead_text(blocks, items))]


def _goal(block: Block) -> ReadGoal:
    return ReadGoal(block.text, block.page, block.line)


def _loose_goals(blocks: Sequence[Block], lists: Sequence[ItemList]) -> tuple[list[ReadArea], set[int]]:
    """Goals that stand in no area are kept together in one area without a name."""
    goals = [index for items in lists for index in top_items(blocks, items)]
    if not goals:
        return [], set()
    area = ReadArea(None, None, None, tuple(_goal(blocks[index]) for index in goals), ())
    return [area], {*goals, *(items.lead for items in lists if items.lead is not None)}


def _warnings(areas: Sequence[ReadArea], loose: Sequence[ReadArea]) -> tuple[str, ...]:
    warnings = [f"Fokusområdet »{area.title or area.number}« er læst uden mål." for area in areas if not area.goals]
    if loose:
        count = len(loose[0].goals)
        warnings.append(f"{count} mål står uden for fokusområderne. Tjek, hvor de hører til.")
    return tuple(warnings)
