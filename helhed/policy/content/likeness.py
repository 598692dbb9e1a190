"""Which goal of the policy before a new goal seems to carry on, by its words; a person says whether it does."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from helhed.base.text import stems
from helhed.policy.content.tree import ContentGoal

LEAST = 0.35
LEAST_FOR_A_PART = 0.5
_PART_LENGTH = 4
_PART_WEIGHT = 0.5
_AS_GOOD_AS_EQUAL = 0.01
_EVERYWHERE = frozenset(
    stems(
        "alle anden andet andre at bedre blandt blev blive bliver både de dem den denne deres det dette disse du "
        "egen eget egne eller en end er et flere for fra få får gennem gerne god gode godt han hans har have hele "
        "helt hende hendes hun hvad hver hvis hvor hvordan i ikke ind inde jer jeres kan kun kunne mange med meget "
        "men mere mest mod ned nogen noget nogle nu når og også om op os over på samt sig sin sine sit skal skulle "
        "som så til uanset ud uden under var ved vi vil ville vores være"
    )
)

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Proposal:
    new_id: UUID
    old_id: UUID
    likeness: float


def propose(old: Sequence[ContentGoal], new: Sequence[ContentGoal]) -> tuple[Proposal, ...]:
    """For a new goal the old one whose words it shares most, in the order of the new goals.

    Likeness is the share of the weight of the words that the two have in common, from 0 to 1. Words are compared by
    their Danish stems, and by runs of four letters in them, so that parts of compounds count half; a word weighs more
    the fewer goals it stands in, on both sides together, and words of everyday grammar weigh nothing. Where two old
    goals are as like, the one whose letters run more alike is taken.

    It is proposed if, and only if, the likeness is at least `LEAST`, and no other new goal is more like the same old
    goal, or the likeness is at least `LEAST_FOR_A_PART`: then an old goal may have become two.
    """
    best = _best(old, new) if old else []
    closest: dict[UUID, float] = {}
    for each in best:
        closest[each.old_id] = max(each.likeness, closest.get(each.old_id, LEAST))
    return tuple(each for each in best if each.likeness >= min(closest[each.old_id], LEAST_FOR_A_PART))


def _best(old: Sequence[ContentGoal], new: Sequence[ContentGoal]) -> list[Proposal]:
    """The old goal that each new goal is most like, however little."""
    words = [_words(goal.text) for goal in (*old, *new)]
    rarity = _rarity(words)
    weighed = [{word: weight * rarity[word] for word, weight in each.items()} for each in words]
    before, after = weighed[: len(old)], weighed[len(old) :]
    return [_most_like(goal, weights, old, before) for goal, weights in zip(new, after, strict=True)]


def _words(text: str) -> Weights:
    """The stems of the text, and with less weight the runs of letters in them; none more than once."""
    words: dict[str, float] = {}
    for stem in set(stems(text)) - _EVERYWHERE:
        parts = {stem[at : at + _PART_LENGTH] for at in range(len(stem) - _PART_LENGTH + 1)}
        for part in parts:
            words[f"~{part}"] = max(words.get(f"~{part}", 0), _PART_WEIGHT / math.sqrt(len(parts)))
        words[stem] = 1
    return words


def _rarity(goals: Sequence[Weights]) -> dict[str, float]:
    standing = Counter(word for words in goals for word in words)
    return {word: math.log((len(goals) + 1) / times) for word, times in standing.items()}


def _most_like(goal: ContentGoal, weights: Weights, old: Sequence[ContentGoal], before: Sequence[Weights]) -> Proposal:
    likenesses = [_likeness(weights, each) for each in before]
    highest = max(likenesses)
    equal = [each for each, likeness in zip(old, likenesses, strict=True) if highest - likeness < _AS_GOOD_AS_EQUAL]
    chosen = max(equal, key=lambda each: SequenceMatcher(None, each.text, goal.text, autojunk=False).ratio())
    return Proposal(goal.id, chosen.id, highest)


def _likeness(one: Weights, other: Weights) -> float:
    shared = sum(min(weight, other[word]) for word, weight in one.items() if word in other)
    whole = sum(one.values()) + sum(other.values())
    return 2 * shared / whole if whole else 0.0
