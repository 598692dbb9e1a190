"""The goals of a stretch of text: items of lists, and texts without marks, that lines about goals lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.field_words import (
    DEFINITE,
    GOAL,
    GOALS_ALONE,
    NOT_GOALS,
    PLAIN_GOAL,
    POLICY_NAME,
    POLICY_TITLE,
    SHALL,
    STATEMENT,
    VISION,
    WISH,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.joining import ends_sentence, sentences_in, starts_small, without_last_lead
from helhed.policy.reading.reading import ReadGoal
from helhed.policy.reading.structure.flow import ItemList, has_heading, lead_tail, top_items
from helhed.policy.reading.structure.item_kinds import are_statements, are_wishes
from helhed.policy.reading.structure.rubrics import Rubrics

_LONGEST_TEXT = 60
_LONGEST_LEAD = 20
_OPENING = 80
_FEWEST_WORDS = 4
_GOAL_LIKE_SHARE = 0.6
_LONGEST_LABELLED = 80
_LEFT_OUT = "Under »{}« står tekst, der kan være mål, men det er ikke til at se, hvor hvert mål ender. Tjek det."


@dataclass(frozen=True)
class GoalsFound:
    """Goals in their order, and the blocks they and the lines that only lead to them take up."""

    goals: tuple[ReadGoal, ...] = ()
    used: frozenset[int] = frozenset()
    leads: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Run:
    """What stands between a line about goals and the next part."""

    lead: int
    inside: tuple[int, ...]


def goals_of(
    blocks: Sequence[Block], stretch: Sequence[int], rubrics: Rubrics, lists: Mapping[int, ItemList]
) -> GoalsFound:
    """The goals that lines in this stretch lead to."""
    found = [_goals_of_run(blocks, run, rubrics, lists) for run in _runs(stretch, rubrics)]
    return GoalsFound(
        tuple(goal for each in found for goal in each.goals),
        frozenset().union(*(each.used for each in found)),
        tuple(lead for each in found for lead in each.leads),
        tuple(warning for each in found for warning in each.warnings),
    )


def leads_to_goals(blocks: Sequence[Block], rubrics: Rubrics, lists: Mapping[int, ItemList]) -> set[int]:
    """The lines about goals that goals stand below."""
    runs = _runs(range(len(blocks)), rubrics)
    return {run.lead for run in runs if _goals_of_run(blocks, run, rubrics, lists).goals}


def _runs(stretch: Sequence[int], rubrics: Rubrics) -> list[_Run]:
    places = [place for place, index in enumerate(stretch) if index in rubrics]
    ends = [*places[1:], len(stretch)] if places else []
    return [
        _Run(stretch[place], tuple(stretch[place + 1 : end]))
        for place, end in zip(places, ends, strict=True)
        if stretch[place] in rubrics.goals
    ]


def _goals_of_run(blocks: Sequence[Block], run: _Run, rubrics: Rubrics, lists: Mapping[int, ItemList]) -> GoalsFound:
    items = _items(blocks, run, lists)
    if items:
        return _found(blocks, items, rubrics.goals[run.lead], run)
    texts = _texts(blocks, run)
    if not texts:
        return GoalsFound()
    if _are_goals(blocks, texts, run):
        return _found(blocks, texts, How.TEXT_UNDER_GOAL_WORDS, run)
    warned = GOAL.search(lead_tail(blocks[run.lead])) and len(texts) > 1
    return GoalsFound(warnings=(_LEFT_OUT.format(blocks[run.lead].text.rstrip(":")[:80]),) if warned else ())


def _items(blocks: Sequence[Block], run: _Run, lists: Mapping[int, ItemList]) -> list[int]:
    """The items of the first list and of those that carry it on: with the same mark, and no line of their own that
    leads to them."""
    found: list[int] = []
    for index in run.inside:
        items = lists.get(index)
        if found and blocks[index].kind is Kind.HEADING:
            break
        if items is None or (found and blocks[index].mark != blocks[found[0]].mark):
            continue
        if items.lead in {None, run.lead} or (not found and items.lead == run.lead + 1):
            found += top_items(blocks, items)
    return found


def _texts(blocks: Sequence[Block], run: _Run) -> list[int]:
    """The texts without marks right below the line: all begin with a small letter, or all with a capital and then
    end alike; a title with its text ends them."""
    below = list(takewhile(lambda index: _is_text(blocks[index]), run.inside))
    if not below:
        return []
    return list(takewhile(lambda index: _is_like(blocks, index, blocks[below[0]]), below))


def _is_text(block: Block) -> bool:
    return block.kind in {Kind.PARAGRAPH, Kind.HEADING} and block.level is None


def _is_like(blocks: Sequence[Block], index: int, first: Block) -> bool:
    text, is_small = blocks[index].text, starts_small(first.text)
    if is_small:
        return starts_small(text)
    return (
        not starts_small(text)
        and ends_sentence(text) == ends_sentence(first.text)
        and not _is_title_of_text(blocks, index)
    )


def _is_title_of_text(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return blocks[index].kind is Kind.HEADING and below is not None and sentences_in(below.text) > 1


def _are_goals(blocks: Sequence[Block], texts: Sequence[int], run: _Run) -> bool:
    """Texts without marks are goals if, and only if, one of these holds:

    - they carry on the sentence that leads to them
    - they are several, each of one sentence, not long and about no policy or goals, below a line with a plain word for
      goals or for what somebody wants
    - one short text stands alone below a line that says no more than "goal", and does not itself speak of goals
    """
    first = blocks[texts[0]].text
    if starts_small(first):
        return True
    if len(texts) == 1:
        is_label = GOALS_ALONE.fullmatch(blocks[run.lead].text)
        return bool(is_label) and not _is_about_goals(first) and len(first.split()) <= _LONGEST_LABELLED
    lead = lead_tail(blocks[run.lead])
    is_plain = PLAIN_GOAL.search(lead) or not GOAL.search(lead)
    return bool(is_plain) and all(_is_one_goal(blocks[index].text) for index in texts)


def _is_one_goal(text: str) -> bool:
    return sentences_in(text) == 1 and len(text.split()) <= _LONGEST_TEXT and not _is_about_goals(text)


def _is_about_goals(text: str) -> bool:
    """The text opens with the goals or the policy itself ("Målene er formuleret i …")."""
    return bool(GOAL.match(text) or POLICY_NAME.match(text))


def _found(blocks: Sequence[Block], indexes: Sequence[int], how: How, run: _Run) -> GoalsFound:
    lead = () if _is_running_text(blocks[run.lead]) else (run.lead,)
    return GoalsFound(tuple(goal_at(blocks, index, how) for index in indexes), frozenset({*indexes, *lead}), lead)


def _is_running_text(block: Block) -> bool:
    """A paragraph that ends its sentence above a list does more than lead to it."""
    is_whole = sentences_in(block.text) > 1 or len(block.text.split()) > _LONGEST_LEAD or block.text.endswith(".")
    return block.kind is Kind.PARAGRAPH and is_whole


def goal_at(blocks: Sequence[Block], index: int, how: How) -> ReadGoal:
    """The goal that a block is, without a last sentence that only leads to what lies beneath it."""
    block = blocks[index]
    text = without_last_lead(block.text) if block.text.endswith(":") else block.text
    return ReadGoal(text, block.page, block.line, how, index)


def statements_in_area(blocks: Sequence[Block], stretch: Sequence[int]) -> GoalsFound:
    """Headings below an area's title that state something, each over a text of its own, where most of them do."""
    headings = [i for i in stretch if blocks[i].kind is Kind.HEADING and not NOT_GOALS.search(blocks[i].text)]
    stated = [i for i in headings if STATEMENT.search(blocks[i].text) and _is_over_text(blocks, i)]
    if 3 * len(stated) < 2 * len(headings):
        return GoalsFound()
    return GoalsFound(tuple(goal_at(blocks, index, How.STATEMENT_HEADING) for index in stated), frozenset(stated))


def _is_over_text(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return below is not None and below.kind is Kind.PARAGRAPH and not blocks[index].text.endswith("?")


def items_in_area(
    blocks: Sequence[Block], stretch: Sequence[int], rubrics: Rubrics, lists: Sequence[ItemList]
) -> GoalsFound:
    """Where no line of an area leads to goals: its lists, but for those that say they hold something else."""
    within = set(stretch)
    able = [items for items in lists if items.start in within and items.lead not in rubrics.other]
    inside = [items for items in able if not _are_other(blocks, items)]
    indexes = [index for items in inside for index in top_items(blocks, items)]
    return GoalsFound(tuple(goal_at(blocks, index, How.ITEM_IN_AREA) for index in indexes), frozenset(indexes))


def wished_in_lists(
    blocks: Sequence[Block], outside: Sequence[int], rubrics: Rubrics, lists: Sequence[ItemList]
) -> GoalsFound:
    """Where nothing else speaks of goals: the lists of what somebody wants, whatever stands above them but a line about
    something else, and lists of statements right below the policy's name or a text about its vision."""
    within = set(outside)
    able = [items for items in lists if items.start in within and items.lead not in rubrics.other]
    ways = (are_wishes, _are_said_by_policy, _are_of_vision)
    found = [items for items in able if any(is_such(blocks, items) for is_such in ways)]
    indexes = [index for items in found for index in top_items(blocks, items)]
    return GoalsFound(tuple(goal_at(blocks, index, How.PARALLEL_TEXT) for index in indexes), frozenset(indexes))


def _are_said_by_policy(blocks: Sequence[Block], items: ItemList) -> bool:
    """The heading names the policy and speaks not of it, and the items are sentences of their own."""
    title = blocks[items.lead].text if items.lead is not None and has_heading(blocks, items) else ""
    if not POLICY_TITLE.search(title) or DEFINITE.search(title) or title.endswith("?"):
        return False
    texts = [blocks[index].text for index in top_items(blocks, items)]
    return are_statements(texts) and not any(starts_small(text) or _is_about_goals(text) for text in texts)


def _are_of_vision(blocks: Sequence[Block], items: ItemList) -> bool:
    """Statements below a line that speaks of the vision or right under its heading; without a line of their own,
    below such a text with at most one between."""
    if items.lead is None:
        above = [block.text[:_OPENING] for block in blocks[max(items.start - 2, 0) : items.start]]
        is_told = any(VISION.search(text) for text in above)
    else:
        heading = blocks[items.lead - 1] if items.lead else blocks[0]
        is_headed = heading.kind is Kind.HEADING and bool(GOALS_ALONE.fullmatch(heading.text))
        is_told = bool(VISION.search(blocks[items.lead].text)) or is_headed
    return is_told and are_statements([blocks[index].text for index in top_items(blocks, items)])


def _are_other(blocks: Sequence[Block], items: ItemList) -> bool:
    """Most items are questions, or say themselves that they are something else ("Initiativ 1: …")."""
    texts = [blocks[index].text for index in top_items(blocks, items)]
    return 2 * sum(bool(NOT_GOALS.match(text)) or text.endswith("?") for text in texts) > len(texts)


def goal_like_lists(blocks: Sequence[Block], lists: Sequence[ItemList], rubrics: Rubrics) -> list[int]:
    """Where lists begin that could be goals though no line says so: below a heading or a text, not below a line
    about something else, and most of their items are sentences about what shall be."""
    return [items.start for items in lists if items.lead not in rubrics.other and _is_goal_like(blocks, items)]


def _is_goal_like(blocks: Sequence[Block], items: ItemList) -> bool:
    if items.lead is not None and blocks[items.lead].kind is not Kind.HEADING:
        return False
    texts = [blocks[index].text for index in top_items(blocks, items)]
    alike = [text for text in texts if WISH.match(text) or (len(text.split()) >= _FEWEST_WORDS and SHALL.search(text))]
    return len(texts) > 1 and len(alike) >= _GOAL_LIKE_SHARE * len(texts)
