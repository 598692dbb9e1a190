"""Goals that say themselves that they are goals."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.field_words import GOAL, GOAL_LABEL, POLICY_NAME, SAID, SHALL, WISH
from helhed.policy.reading.how import How
from helhed.policy.reading.joining import sentences_in
from helhed.policy.reading.reading import ReadGoal

_FEWEST = 2
_FEWEST_WISHES = 4
_FEWEST_WORDS = 3
_MOST_SENTENCES = 2
_OPENING = 3
_LONGEST = 80
_WORDS = re.compile(r"\w+")
_ABLE = {Kind.PARAGRAPH, Kind.HEADING, Kind.LEAD}


def labelled_goals(
    blocks: Sequence[Block], stretch: Sequence[int], openings: frozenset[str], wished: frozenset[int]
) -> list[ReadGoal]:
    """The texts of a stretch that are goals by their own words, told in the first of these ways that finds any:

    - a label stands before the text ("Mål 2: …")
    - the text opens, as others of the document do, with words that speak of a goal ("Vores mål er, at …")
    - texts of one sentence, several in the document, open with what somebody wants ("Vi vil …")
    - headings, or neighbours of one sentence each, open with words of what somebody wants ("Vi vil …")
    """
    labelled = [_under_label(blocks, index) for index in stretch if label_of(blocks[index])]
    if labelled:
        return labelled
    opened = [index for index in stretch if _is_sentence(blocks[index]) and opening(blocks[index].text) in openings]
    opened = opened or [index for index in stretch if index in wished] or _parallel(blocks, stretch)
    return [_whole(blocks, index) for index in opened]


def label_of(block: Block) -> str:
    """The label before a goal in the same block; empty where there is none."""
    if block.kind not in _ABLE and block.mark != "goal":
        return ""
    whole = f"{block.marker} {block.text}" if block.mark == "goal" else block.text
    match = GOAL_LABEL.match(whole)
    return match[0] if match and len(whole[match.end() :].split()) >= _FEWEST_WORDS else ""


def _under_label(blocks: Sequence[Block], index: int) -> ReadGoal:
    block = blocks[index]
    text = block.text if block.mark == "goal" else block.text[len(label_of(block)) :]
    return replace(_whole(blocks, index), text=text, how=How.LABELLED_TEXT)


def _whole(blocks: Sequence[Block], index: int) -> ReadGoal:
    block = blocks[index]
    return ReadGoal(block.text, block.page, block.line, How.PARALLEL_TEXT, index)


def goal_openings(blocks: Sequence[Block]) -> frozenset[str]:
    """The first words, with one for goal among them, of at least two texts that are one sentence each."""
    able = [opening(block.text) for block in blocks if _is_sentence(block)]
    return frozenset(words for words, times in Counter(able).items() if times >= _FEWEST and GOAL.search(words))


def wishes(blocks: Sequence[Block]) -> frozenset[int]:
    """Texts of one sentence that open with what somebody wants, where the document has several of them.

    Where several stand in one run of texts, those between them that go on after such a sentence, or say in one what
    shall be, are told with them.
    """
    able = {
        index for index, block in enumerate(blocks) if block.kind in {Kind.PARAGRAPH, Kind.HEADING} and _is_wish(block)
    }
    if len(able) < _FEWEST_WISHES:
        return frozenset()
    return frozenset(able.union(*(_told_with(blocks, run, able) for run in _runs_of_texts(blocks))))


def rows_of_wishes(wished: frozenset[int]) -> frozenset[int]:
    """Those that stand right after one another, several in a row."""
    rows: list[list[int]] = []
    for index in sorted(wished):
        if rows and rows[-1][-1] == index - 1:
            rows[-1].append(index)
        else:
            rows.append([index])
    return frozenset(index for row in rows if len(row) >= _FEWEST_WISHES for index in row)


def _is_wish(block: Block) -> bool:
    return _is_sentence(block) and bool(WISH.match(block.text)) and not SAID.search(block.text)


def _runs_of_texts(blocks: Sequence[Block]) -> list[list[int]]:
    """Paragraphs right after one another."""
    kinds = groupby(range(len(blocks)), key=lambda index: blocks[index].kind)
    return [list(run) for kind, run in kinds if kind is Kind.PARAGRAPH]


def _told_with(blocks: Sequence[Block], run: Sequence[int], able: set[int]) -> set[int]:
    wished = [index for index in run if WISH.match(blocks[index].text)]
    if len(able.intersection(wished)) < _FEWEST_WISHES:
        return set()
    between = [index for index in run if wished[0] < index < wished[-1] and index not in able]
    return {index for index in between if _is_wished_too(blocks[index])}


def _is_wished_too(block: Block) -> bool:
    if len(block.text.split()) > _LONGEST or GOAL.match(block.text) or POLICY_NAME.match(block.text):
        return False
    goes_on = WISH.match(block.text) and sentences_in(block.text) <= _MOST_SENTENCES
    return bool(goes_on or (_is_sentence(block) and SHALL.search(block.text)))


def opening(text: str) -> str:
    return " ".join(_WORDS.findall(text[:100])[:_OPENING]).casefold()


def _is_sentence(block: Block) -> bool:
    words = len(block.text.split())
    return block.kind in _ABLE and _OPENING < words <= _LONGEST and sentences_in(block.text) == 1


def _parallel(blocks: Sequence[Block], stretch: Sequence[int]) -> list[int]:
    able = [index for index in stretch[1:] if _is_sentence(blocks[index]) and WISH.match(blocks[index].text)]
    headings = [index for index in able if blocks[index].kind is Kind.HEADING]
    neighbours = {index for before, after in pairwise(able) if after == before + 1 for index in (before, after)}
    return headings if len(headings) > 1 else [index for index in able if index in neighbours]
