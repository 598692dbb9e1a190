"""Which goal of the policy before a new goal seems to carry on, by its words; a person says whether it does."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol
from uuid import UUID

from helhed.base.text import stems

LEAST = 0.35
LEAST_FOR_A_PART = 0.5
# What is worth working out while somebody waits; a large policy has a hundred goals of a hundred words.
MOST_PAIRS = 40_000
MOST_CHARACTERS = 300_000
_PART_LENGTH = 4
_PART_WEIGHT = 0.5
_AS_GOOD_AS_EQUAL = 0.01
_MOST_EQUAL = 5
_WORDS_LOOKED_AT = 60
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
Index = Mapping[str, Sequence[tuple[int, float]]]


class Worded(Protocol):
    """A goal, whatever else is known of it."""

    @property
    def id(self) -> UUID: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Proposal:
    new_id: UUID
    old_id: UUID
    likeness: float


def can_propose(old: Sequence[Worded], new: Sequence[Worded]) -> bool:
    """True if, and only if, there are so few goals, and they are so short, that nobody waits for the proposals."""
    characters = sum(len(goal.text) for goal in (*old, *new))
    return len(old) * len(new) <= MOST_PAIRS and characters <= MOST_CHARACTERS


def propose(old: Sequence[Worded], new: Sequence[Worded]) -> tuple[Proposal, ...]:
    """For a new goal the old one whose words it shares most, in the order of the new goals.

    Likeness is the share of the weight of the words that the two have in common, from 0 to 1. Words are compared by
    their Danish stems, and by runs of four letters in them, so that parts of compounds count half; a word weighs more
    the fewer goals it stands in, on both sides together, and words of everyday grammar weigh nothing. Where two old
    goals are as like, the one whose words come in the same order is taken.

    It is proposed if, and only if, the likeness is at least `LEAST`, and no other new goal is more like the same old
    goal, or the likeness is at least `LEAST_FOR_A_PART`: then an old goal may have become two. Nothing is proposed
    where `can_propose` says no.
    """
    best = _best(old, new) if old and can_propose(old, new) else []
    closest: dict[UUID, float] = {}
    for each in best:
        closest[each.old_id] = max(each.likeness, closest.get(each.old_id, LEAST))
    return tuple(each for each in best if each.likeness >= min(closest[each.old_id], LEAST_FOR_A_PART))


def _best(old: Sequence[Worded], new: Sequence[Worded]) -> list[Proposal]:
    """The old goal that each new goal is most like, however little."""
    words = [_words(goal.text) for goal in (*old, *new)]
    rarity = _rarity(words)
    weighed = [{word: weight * rarity[word] for word, weight in each.items()} for each in words]
    before, after = weighed[: len(old)], weighed[len(old) :]
    index, wholes = _index(before), [sum(each.values()) for each in before]
    likenesses = (_likenesses(weights, index, wholes) for weights in after)
    return [_most_like(goal, old, each) for goal, each in zip(new, likenesses, strict=True)]


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


def _index(goals: Sequence[Weights]) -> Index:
    """Where each word stands, and how much it weighs there."""
    standing: dict[str, list[tuple[int, float]]] = {}
    for place, words in enumerate(goals):
        for word, weight in words.items():
            standing.setdefault(word, []).append((place, weight))
    return standing


def _likenesses(weights: Weights, index: Index, wholes: Sequence[float]) -> list[float]:
    """How like each of the old goals, of which `wholes` are the weights, the goal of these weights is."""
    shared, own = [0.0] * len(wholes), sum(weights.values())
    for word, weight in weights.items():
        for place, other in index.get(word, ()):
            shared[place] += min(weight, other)
    return [2 * each / (own + whole) if own + whole else 0.0 for each, whole in zip(shared, wholes, strict=True)]


def _most_like(goal: Worded, old: Sequence[Worded], likenesses: Sequence[float]) -> Proposal:
    highest = max(likenesses)
    equal = [each for each, likeness in zip(old, likenesses, strict=True) if highest - likeness < _AS_GOOD_AS_EQUAL]
    chosen = max(equal[:_MOST_EQUAL], key=lambda each: _runs_alike(each.text, goal.text))
    return Proposal(goal.id, chosen.id, highest)


def _runs_alike(one: str, other: str) -> float:
    """How much of the beginnings of two texts is alike, word by word in their order."""
    return SequenceMatcher(None, one.split()[:_WORDS_LOOKED_AT], other.split()[:_WORDS_LOOKED_AT]).ratio()
