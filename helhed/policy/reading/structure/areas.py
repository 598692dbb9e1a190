"""Focus areas with their goals, running text and quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.field_words import OTHERS_BELOW, SECTION_KINDS, VALUES, VISION
from helhed.policy.reading.how import How
from helhed.policy.reading.joining import unquoted
from helhed.policy.reading.reading import ReadArea, ReadGoal, ReadQuote
from helhed.policy.reading.structure.area_titles import AreaTitle, find_area_titles
from helhed.policy.reading.structure.flow import ItemList, Titles, fold, item_lists, side_of_titles
from helhed.policy.reading.structure.goals import (
    GoalsFound,
    goal_like_lists,
    goals_of,
    items_in_area,
    leads_to_goals,
    statements_in_area,
    wished_in_lists,
)
from helhed.policy.reading.structure.labelled import (
    goal_openings,
    label_of,
    labelled_goals,
    opening,
    rows_of_wishes,
    wishes,
)
from helhed.policy.reading.structure.listed import Overview, announced_lists
from helhed.policy.reading.structure.overview import find_overview
from helhed.policy.reading.structure.rubrics import Rubrics, find_rubrics, is_policy
from helhed.policy.reading.structure.sentence_goals import sentence_goals
from helhed.policy.reading.structure.tables import find_table_areas
from helhed.policy.reading.structure.vision import find_vision


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

    @property
    def below_title(self) -> tuple[int, ...]:
        return tuple(index for index in self.blocks if index > self.title.last)


@dataclass(frozen=True)
class _Document:
    """A document, and what is known of it as a whole."""

    blocks: Sequence[Block]
    lists: Sequence[ItemList]
    rubrics: Rubrics
    openings: frozenset[str]
    overview: Overview

    @cached_property
    def marks(self) -> list[int]:
        """Where goals begin: at lines that lead to them and goals that say so themselves, else at lists like goals."""
        saying = {
            index
            for index, block in enumerate(self.blocks)
            if label_of(block) or (self.openings and opening(block.text) in self.openings)
        }
        return (
            sorted(saying | leads_to_goals(self.blocks, self.rubrics, self.by_start))
            or sorted(self.wishes)
            or goal_like_lists(self.blocks, self.lists, self.rubrics)
            or sorted(self.in_sentences)
        )

    @cached_property
    def wishes(self) -> frozenset[int]:
        return wishes(self.blocks)

    @cached_property
    def in_sentences(self) -> Mapping[int, tuple[ReadGoal, ...]]:
        return sentence_goals(self.blocks)

    @cached_property
    def by_start(self) -> Mapping[int, ItemList]:
        return {items.start: items for items in self.lists}


def find_areas(blocks: Sequence[Block]) -> AreasFound:
    blocks = blocks[: _first_of_others(blocks)]
    lists = item_lists(blocks)
    if not is_policy(blocks, lists):
        return AreasFound((), frozenset())
    announced = announced_lists(blocks, lists)
    rubrics, overview = find_rubrics(blocks, lists, announced), find_overview(blocks, announced)
    document = _Document(blocks, lists, rubrics, goal_openings(blocks), overview)
    in_table = find_table_areas(blocks)
    if in_table.areas:
        return AreasFound(in_table.areas, in_table.used, _warnings(in_table.areas, GoalsFound()))
    titles = find_area_titles(blocks, document.overview.names, document.rubrics, document.marks)
    stretches = _stretches(document, titles)
    told = _told(document, stretches)
    areas = [area for area, _ in told]
    inside = {index for stretch in stretches for index in stretch.blocks} | overview.used
    outside = [index for index in range(len(blocks)) if index not in inside]
    loose = _loose_goals(document, outside, has_goals=any(area.goals for area in areas))
    areas = _with_names_alone(overview, areas) if areas else _named(overview)
    used = _told_again(overview, areas).union(loose.used, *(found.used for _, found in told))
    warnings = [warning for _, found in told for warning in found.warnings] + list(loose.warnings)
    return AreasFound((*areas, *_as_area(loose)), used, (*_warnings(areas, loose), *warnings))


def _first_of_others(blocks: Sequence[Block]) -> int:
    """Where a page of many documents goes on to others than this."""
    return next((index for index, block in enumerate(blocks) if OTHERS_BELOW.fullmatch(block.text)), len(blocks))


def _named(overview: Overview) -> list[ReadArea]:
    """An area for each name, with what its list says of it."""
    places = overview.items or [overview.block] * len(overview.names)
    texts = overview.texts or [""] * len(overview.names)
    return [
        ReadArea(None, name, text or None, (), (), how=overview.how, block=place)
        for name, text, place in zip(overview.names, texts, places, strict=True)
    ]


def _with_names_alone(overview: Overview, areas: list[ReadArea]) -> list[ReadArea]:
    """Where all the areas are among the names that the document gives its areas: an area for each name in its place,
    also for those that no heading takes up."""
    told = {fold(area.title or ""): area for area in areas}
    if overview.how == How.NAMED_IN_CONTENTS or not set(told) < {fold(name) for name in overview.names}:
        return areas
    return [told.get(fold(area.title or ""), area) for area in _named(overview)]


def _told_again(overview: Overview, areas: Sequence[ReadArea]) -> frozenset[int]:
    """The blocks of the overview, where every name in it is an area's; else they stay as running text."""
    told = {fold(area.title or "") for area in areas}
    return overview.used if all(fold(name) in told for name in overview.names) else frozenset()


def _stretches(document: _Document, titles: Sequence[AreaTitle]) -> list[_Stretch]:
    if not titles:
        return []
    if side_of_titles([title.index for title in titles], document.marks) is Titles.AFTER:
        return _stretches_above(document.blocks, titles, min(document.marks))
    return _stretches_below(document, titles)


def _stretches_below(document: _Document, titles: Sequence[AreaTitle]) -> list[_Stretch]:
    """An area runs from its title to the next, or to a heading that opens another part of the policy."""
    limits = [*(title.index for title in titles[1:]), len(document.blocks)]
    return [
        _Stretch(title, tuple(range(title.index, _end_of_part(document, title, limit))))
        for title, limit in zip(titles, limits, strict=True)
    ]


def _end_of_part(document: _Document, title: AreaTitle, limit: int) -> int:
    """Where another part opens; a heading with goals of the area below it opens none."""
    last_goal = max((mark for mark in document.marks if title.last < mark < limit), default=title.last)
    for index in range(last_goal + 1, limit):
        block = document.blocks[index]
        if block.kind is Kind.HEADING and _opens_other_part(block.text):
            return index
    return limit


def _opens_other_part(text: str) -> bool:
    return any(pattern.search(text) for pattern in (VISION, VALUES, *(pattern for _, pattern in SECTION_KINDS)))


def _stretches_above(blocks: Sequence[Block], titles: Sequence[AreaTitle], first_goal: int) -> list[_Stretch]:
    """An area runs from the title before it to its own title; quotes in between are shared out."""
    start = max((i for i in range(first_goal) if blocks[i].kind is Kind.HEADING), default=-1) + 1
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


def _told(document: _Document, stretches: Sequence[_Stretch]) -> list[tuple[ReadArea, GoalsFound]]:
    """Each area with the blocks it tells. Where no area has a line about goals, their lists are their goals."""
    found = [_goals_by_words(document, stretch) for stretch in stretches]
    if not any(each.goals for each in found):
        found = [statements_in_area(document.blocks, each.below_title) for each in stretches]
    if not any(each.goals for each in found):
        found = [items_in_area(document.blocks, each.blocks, document.rubrics, document.lists) for each in stretches]
    if not any(each.goals for each in found):
        found = [_goals_in_sentences(document, stretch.below_title) for stretch in stretches]
    return [_area(document.blocks, stretch, goals) for stretch, goals in zip(stretches, found, strict=True)]


def _goals_in_sentences(document: _Document, stretch: Sequence[int]) -> GoalsFound:
    """A text is used up where it is nothing but its goals."""
    goals = [goal for index in stretch for goal in document.in_sentences.get(index, ())]
    whole = {goal.block for goal in goals if goal.block is not None and goal.text == document.blocks[goal.block].text}
    return GoalsFound(tuple(goals), frozenset(whole))


def _goals_by_words(document: _Document, stretch: _Stretch) -> GoalsFound:
    found = goals_of(document.blocks, stretch.blocks, document.rubrics, document.by_start)
    if found.goals:
        return found
    labelled = labelled_goals(document.blocks, stretch.blocks, document.openings, document.wishes)
    used = frozenset(goal.block for goal in labelled if goal.block is not None)
    return GoalsFound(tuple(labelled), used, warnings=found.warnings)


def _area(blocks: Sequence[Block], stretch: _Stretch, found: GoalsFound) -> tuple[ReadArea, GoalsFound]:
    """The area, and the blocks it tells; what it does not tell stays as running text."""
    title = range(stretch.title.index, stretch.title.last + 1)
    leads = [index for index in found.leads if index not in title and blocks[index].kind is not Kind.PARAGRAPH]
    intro = _first_paragraphs(blocks, stretch, found.used)
    quotes = [index for index in stretch.blocks if blocks[index].kind is Kind.QUOTE]
    area = ReadArea(
        number=stretch.title.number,
        title=stretch.title.title,
        intro="\n\n".join(blocks[index].text for index in intro) or None,
        goals=found.goals,
        quotes=tuple(_quote(blocks, index) for index in quotes),
        goals_lead=blocks[leads[0]].text if leads else None,
        how=stretch.title.how,
        block=stretch.title.index,
    )
    return area, GoalsFound(found.goals, frozenset({*found.used, *intro, *quotes, *title}), (), found.warnings)


def _quote(blocks: Sequence[Block], index: int) -> ReadQuote:
    return ReadQuote(unquoted(blocks[index].text), blocks[index].source, How.QUOTATION_MARKS, index)


def _first_paragraphs(blocks: Sequence[Block], stretch: _Stretch, goals: frozenset[int]) -> list[int]:
    """The first paragraphs that stand right after one another: an intro is one piece of the document."""
    found: list[int] = []
    for index in stretch.blocks:
        if blocks[index].kind is Kind.PARAGRAPH and index not in goals:
            found.append(index)
        elif found:
            break
    return found


def _loose_goals(document: _Document, outside: Sequence[int], *, has_goals: bool) -> GoalsFound:
    """Goals that stand in no area, where no area took them: those that words lead to, or that say so themselves, or
    where several in a row say what somebody wants; where the document `has_goals` nowhere else, those in its running
    text too."""
    found = goals_of(document.blocks, outside, document.rubrics, document.by_start)
    if found.goals:
        return found
    told = labelled_goals(document.blocks, outside, document.openings, document.wishes)
    in_row = rows_of_wishes(document.wishes)
    labelled = tuple(goal for goal in told if _is_sure(goal) or goal.block in in_row)
    if not labelled:
        in_vision = find_vision(document.blocks, document.lists).used
        able = [index for index in outside if index not in in_vision]
        in_lists = wished_in_lists(document.blocks, able, document.rubrics, document.lists)
        return in_lists if in_lists.goals or has_goals else _goals_in_sentences(document, able)
    return GoalsFound(labelled, frozenset(goal.block for goal in labelled if goal.block is not None))


def _is_sure(goal: ReadGoal) -> bool:
    return goal.how == How.LABELLED_TEXT


def _as_area(loose: GoalsFound) -> list[ReadArea]:
    """Goals that stand in no area are kept together in one area without a name."""
    return [ReadArea(None, None, None, loose.goals, (), how=How.GOALS_WITHOUT_AREA)] if loose.goals else []


def _warnings(areas: Sequence[ReadArea], loose: GoalsFound) -> tuple[str, ...]:
    warnings = [f"Fokusområdet »{area.title or area.number}« er læst uden mål." for area in areas if not area.goals]
    if any(goal.how in {How.ITEM_IN_AREA, How.STATEMENT_HEADING} for area in areas for goal in area.goals):
        warnings.append("Ingen overskrift siger, hvad der er mål. Tjek, om det fundne er det.")
    if any(goal.how == How.ITEM_UNDER_RECURRING_WORDS for area in areas for goal in area.goals):
        warnings.append("Målene er kendt på, at de samme ord går igen over dem. Tjek, om det er mål.")
    if any(area.how in {How.COUNTED_HEADING, How.HEADING_OVER_GOALS} for area in areas):
        warnings.append("Overskrifterne siger ikke selv, at de er fokusområder. Tjek, om de er det.")
    if loose.goals:
        warnings.append(f"{len(loose.goals)} mål står uden for fokusområderne. Tjek, hvor de hører til.")
    return tuple(warnings)
