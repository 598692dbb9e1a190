"""Lines that say what kind of text follows: goals, or something else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helhed.policy.reading.blocks.block import Block, Kind, telling
from helhed.policy.reading.field_words import (
    AREA_HEADING,
    AREAS,
    GOAL,
    MINUTES,
    NOT_GOALS,
    OPEN_CLAUSE,
    OTHER_DOCUMENT,
    POLICY_NAME,
    POLICY_TITLE,
    VALUES,
    VISION,
    WANTS_NEXT,
    WISH,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.joining import starts_small
from helhed.policy.reading.structure.flow import ItemList, fold, has_heading, lead_tail, stops_short
from helhed.policy.reading.structure.item_kinds import are_wishes
from helhed.policy.reading.structure.labelled import label_of
from helhed.policy.reading.structure.listed import Announced
from helhed.policy.reading.structure.sentence_goals import wished_under_headings

_LONGEST_WISH = 7
_FEWEST_WISHED = 3
_FIRST = 20
_FEWEST_OF_MINUTES = 2
_LONGEST_NAME = 12


@dataclass(frozen=True)
class Rubrics:
    """Index to how it leads to goals, and the indexes that lead to something else."""

    goals: Mapping[int, How]
    other: frozenset[int]

    def __contains__(self, index: int) -> bool:
        return index in self.goals or index in self.other


def find_rubrics(blocks: Sequence[Block], lists: Sequence[ItemList], announced: Sequence[Announced]) -> Rubrics:
    """Words decide; where no words speak of goals, the line that comes again over several lists does. A line that
    announces so many parts of the policy leads to what they are, and headings over what is wanted are titles."""
    told = {lead for each in announced if not each.are_goals for lead in each.leads} | titles_over_wishes(blocks, lists)
    able = [index for index in range(len(blocks) - 1) if _can_lead(blocks, index) and index not in told]
    other = frozenset(index for index in able if _speaks_of_other(blocks[index]))
    able = [index for index in able if index not in other]
    goals = dict.fromkeys((i for i in able if _speaks_of_goals(blocks[i])), How.ITEM_UNDER_GOAL_WORDS)
    goals |= {each.leads[-1]: How.ITEM_ANNOUNCED for each in announced if each.are_goals}
    recurring = dict.fromkeys(_recurring(blocks, able), How.ITEM_UNDER_RECURRING_WORDS)
    return Rubrics(goals or recurring or _visions(blocks, able), other)


def _can_lead(blocks: Sequence[Block], index: int) -> bool:
    """A heading that does not name the document, a line with a colon, or a short line that stops in the middle of a
    sentence."""
    block = blocks[index]
    names_document = block.kind is Kind.HEADING and POLICY_NAME.match(block.text)
    if names_document or label_of(block) or starts_small(block.text):
        return False
    if block.kind in {Kind.HEADING, Kind.LEAD}:
        return True
    if block.kind is not Kind.PARAGRAPH:
        return False
    return block.text.endswith(":") or stops_short(block.text)


def _speaks_of_goals(block: Block) -> bool:
    """The line speaks of goals by their name, or of what somebody wants, and names no area or value. A vision is a
    goal where the line stops in the middle of its sentence ("Visionen er, at vi skal:").

    What somebody wants is said in a line with a colon or in few words: a longer heading is a title.
    """
    tail = lead_tail(block)
    if AREAS.search(tail) or VALUES.search(tail):
        return False
    if VISION.search(tail):
        return bool(OPEN_CLAUSE.search(tail))
    if GOAL.search(tail):
        return True
    if block.kind is Kind.HEADING and (len(tail.split()) > _LONGEST_WISH or _is_a_wish(tail)):
        return False
    return bool(WISH.search(tail))


def _is_a_wish(text: str) -> bool:
    """A heading such as "Vi vil skabe flere boliger" wishes for something itself."""
    match = WISH.match(text)
    return match is not None and len(text[match.end() :].split()) >= _FEWEST_WISHED


def _speaks_of_other(block: Block) -> bool:
    return bool(NOT_GOALS.search(lead_tail(block)))


def _recurring(blocks: Sequence[Block], able: Sequence[int]) -> list[int]:
    """Lines that come at least twice, each time right over a list or over texts that carry it on."""
    leading = [index for index in able if _is_carried_on(blocks, index) and not blocks[index + 1].text.endswith("?")]
    times = Counter(fold(blocks[index].text) for index in leading)
    return [index for index in leading if times[fold(blocks[index].text)] > 1 and fold(blocks[index].text)]


def _visions(blocks: Sequence[Block], able: Sequence[int]) -> dict[int, How]:
    """Where nothing else leads to goals and each area has a vision of its own, these are what it wants."""
    found = [index for index in able if VISION.fullmatch(blocks[index].text.rstrip(":"))]
    return dict.fromkeys(found, How.ITEM_UNDER_GOAL_WORDS) if len(found) > 1 else {}


def _is_carried_on(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1]
    return below.kind is Kind.ITEM or (below.kind is Kind.PARAGRAPH and starts_small(below.text))


def is_policy(blocks: Sequence[Block], lists: Sequence[ItemList]) -> bool:
    """A document can hold a policy if, and only if, it is no minutes and calls itself nothing else, or has headings
    that name areas, and one of these holds:

    - a heading, or one of its first texts, has a word for policy or strategy
    - a heading has a word for goal or focus area
    - a line that says no more than what somebody wants leads to a list
    - several headings stand right over lists or texts of what somebody wants
    """
    of_minutes = sum(block.kind is Kind.HEADING and bool(MINUTES.match(block.text)) for block in blocks)
    of_areas = sum(block.kind is Kind.HEADING and _names_area(block.text) for block in blocks)
    if of_areas < _FEWEST_OF_MINUTES and (of_minutes >= _FEWEST_OF_MINUTES or _is_other(blocks)):
        return False
    first = [block.text for block in telling(blocks[:_FIRST])]
    headings = [block.text for block in blocks if block.kind in {Kind.HEADING, Kind.LEAD, Kind.CONTENTS}]
    if any(POLICY_TITLE.search(text) for text in (*first, *headings)):
        return True
    if any(GOAL.search(text) or AREAS.search(text) or AREA_HEADING.match(text) for text in headings):
        return True
    if titles_over_wishes(blocks, lists) or any(_is_wanted(blocks, items) for items in lists):
        return True
    return bool(wished_under_headings(blocks))


def titles_over_wishes(blocks: Sequence[Block], lists: Sequence[ItemList]) -> set[int]:
    """Several headings, all different and without a word for goals, each right over a list of what somebody wants."""
    wished = [items.lead for items in lists if are_wishes(blocks, items) and has_heading(blocks, items)]
    found = {index for index in wished if index is not None and not GOAL.search(blocks[index].text)}
    return found if len({fold(blocks[index].text) for index in found}) == len(found) > 1 else set()


def _is_other(blocks: Sequence[Block]) -> bool:
    return bool(blocks) and len(blocks[0].text.split()) <= _LONGEST_NAME and bool(OTHER_DOCUMENT.match(blocks[0].text))


def _is_wanted(blocks: Sequence[Block], items: ItemList) -> bool:
    lead = blocks[items.lead].text.rstrip(": ") if items.lead is not None else ""
    return len(lead.split()) <= _LONGEST_WISH and bool(WANTS_NEXT.search(lead))


def _names_area(text: str) -> bool:
    match = AREA_HEADING.fullmatch(text)
    return match is not None and bool(match["number"] or match["before"])
