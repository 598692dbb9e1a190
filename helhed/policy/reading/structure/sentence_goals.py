"""Goals that are told in running text: in sentences that say themselves that they are goals."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from helhed.policy.reading.blocks.block import LONGEST_TELLING, Block, Kind
from helhed.policy.reading.field_words import (
    AREAS,
    COUNTED_GOALS,
    GOAL_SAID_OF_LAST,
    GOAL_SENTENCE,
    MUNICIPALITY,
    PLAIN_GOAL,
    POLICY_TITLE,
    SAID,
    SHALL,
    TO_THE_READER,
    WISH,
    number_of,
)
from helhed.policy.reading.how import How
from helhed.policy.reading.joining import sentences_of
from helhed.policy.reading.reading import ReadGoal

_FEWEST_WORDS = 4
_LONGEST = 80
_FEWEST_WISHED = 3
_FIRST = 6
_LONGEST_TITLE = 10


def sentence_goals(blocks: Sequence[Block]) -> Mapping[int, tuple[ReadGoal, ...]]:
    """Block to the goals in its text.

    A sentence is a goal if, and only if, one of these holds:

    - it says so, or the next one says so of it, in a document that is headed as a policy
    - so many goals are announced there with a colon, and just so many sentences end the text
    - it opens with what somebody wants, and stands under one of several headings in a row whose texts all begin so
    """
    said = [index for index, block in enumerate(blocks) if _is_running_text(block)] if _is_headed(blocks) else []
    found = {index: _goals(blocks, index, _said(blocks[index].text), How.SAID_IN_SENTENCE) for index in said}
    for index in wished_under_headings(blocks):
        found[index] = _goals(blocks, index, _wishes(blocks[index].text), How.PARALLEL_TEXT)
    return {index: goals for index, goals in sorted(found.items()) if goals}


def _goals(blocks: Sequence[Block], index: int, texts: Sequence[str], how: How) -> tuple[ReadGoal, ...]:
    block = blocks[index]
    return tuple(ReadGoal(text, block.page, block.line, how, index) for text in texts)


def _is_headed(blocks: Sequence[Block]) -> bool:
    """One of the first texts, no longer than a title, names a policy, or is a heading with a word for goals and for
    areas."""
    first = [block for block in blocks[:_FIRST] if len(block.text.split()) <= _LONGEST_TITLE]
    if any(POLICY_TITLE.search(block.text) for block in first):
        return True
    headings = [block.text for block in first if block.kind is Kind.HEADING]
    return any(PLAIN_GOAL.search(text) and AREAS.search(text) for text in headings)


def _is_running_text(block: Block) -> bool:
    return block.kind in {Kind.PARAGRAPH, Kind.QUOTE} and len(block.text) <= LONGEST_TELLING


def _said(text: str) -> list[str]:
    counted = _counted(text)
    if counted:
        return counted
    sentences = [sentence for sentence in sentences_of(text) if _can_be_goal(sentence)]
    of_last = {before for before, after in pairwise(sentences_of(text)) if GOAL_SAID_OF_LAST.match(after)}
    return [sentence for sentence in sentences if GOAL_SENTENCE.match(sentence) or sentence in of_last]


def _counted(text: str) -> list[str]:
    for match in COUNTED_GOALS.finditer(text):
        sentences = sentences_of(text[match.end() :])
        if len(sentences) == number_of(match["count"]) and all(map(_can_be_goal, sentences)):
            return sentences
    return []


def _can_be_goal(sentence: str) -> bool:
    words = len(sentence.split())
    return _FEWEST_WORDS <= words <= _LONGEST and not (SAID.search(sentence) or TO_THE_READER.search(sentence))


def wished_under_headings(blocks: Sequence[Block]) -> list[int]:
    """The texts right below headings that begin with what somebody wants, where several such pairs stand in a row."""
    able = [index for index in range(1, len(blocks)) if _is_wished_under_heading(blocks, index)]
    in_row = [index for index in able if {index + 2, index + 4} <= set(able)]
    return able if in_row else []


def _is_wished_under_heading(blocks: Sequence[Block], index: int) -> bool:
    is_pair = blocks[index - 1].kind is Kind.HEADING and _is_running_text(blocks[index])
    return is_pair and _is_wish(sentences_of(blocks[index].text)[0])


def _wishes(text: str) -> list[str]:
    return [sentence for sentence in sentences_of(text) if _is_wish(sentence)]


def _is_wish(sentence: str) -> bool:
    """It opens with what somebody wants, or with what shall be in a municipality."""
    opens = WISH.match(sentence) or _shall_be_here(sentence)
    return bool(opens) and _can_be_goal(sentence) and sentence.endswith(".")


def _shall_be_here(sentence: str) -> bool:
    place = MUNICIPALITY.match(sentence[2:]) if sentence.startswith("I ") else None
    return place is not None and bool(SHALL.match(sentence[2 + place.end() :].lstrip()))
