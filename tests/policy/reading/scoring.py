"""How well the reader does on documents with answer keys, kind by kind."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helhed.policy.reading.reading import PolicyReading

DOCUMENTS = Path(__file__).parent / "documents"
_LEFT_OUT = re.compile(r"[\s\-\u2010\u00ad]+")
_EDGES = " .,:;–—-”\"“„»«'"


@dataclass(frozen=True)
class Keyed:
    """A document and what a careful reader finds in it."""

    path: Path
    kind: str
    areas: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


@dataclass
class Score:
    """Counts of what is right, found and expected."""

    right: int = 0
    found: int = 0
    expected: int = 0
    missed: list[str] = field(default_factory=list)
    made_up: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.found += other.found
        self.expected += other.expected
        self.missed += other.missed
        self.made_up += other.made_up


def documents() -> list[Keyed]:
    return [_keyed(path) for path in sorted(DOCUMENTS.iterdir()) if not path.name.endswith(".key.json")]


def _keyed(path: Path) -> Keyed:
    key = json.loads(path.with_suffix(".key.json").read_text(encoding="utf-8"))
    titles = tuple(area["title"] for area in key["areas"] if area["title"])
    goals = tuple((area["title"] or "", goal) for area in key["areas"] for goal in area["goals"])
    return Keyed(path, key["kind"], titles, goals)


def plain(text: str | None) -> str:
    """What wrapping, letter case and the marks around a text may change is left out."""
    return _LEFT_OUT.sub("", (text or "").strip(_EDGES)).casefold()


def area_score(reading: PolicyReading, keyed: Keyed) -> Score:
    return _score([area.title for area in reading.focus_areas if area.title], keyed.areas)


def goal_score(reading: PolicyReading, keyed: Keyed) -> Score:
    """A goal is right where its whole text is, in the area it stands in."""
    found = [f"{area.title or ''} | {goal.text}" for area in reading.focus_areas for goal in area.goals]
    return _score(found, [f"{title} | {goal}" for title, goal in keyed.goals])


def _score(found: Iterable[str], expected: Iterable[str]) -> Score:
    left: dict[str, list[str]] = {}
    for text in expected:
        left.setdefault(_folded(text), []).append(text)
    score = Score(expected=sum(len(texts) for texts in left.values()))
    for text in found:
        score.found += 1
        if left.get(_folded(text)):
            left[_folded(text)].pop()
            score.right += 1
        else:
            score.made_up.append(text)
    score.missed = [text for texts in left.values() for text in texts]
    return score


def _folded(text: str) -> str:
    return "|".join(plain(part) for part in text.split("|"))


def by_kind(readings: Iterable[tuple[Keyed, PolicyReading]]) -> dict[str, Any]:
    """Kind to its scores for areas and for goals."""
    scores: dict[str, tuple[Score, Score]] = {}
    for keyed, reading in readings:
        areas, goals = scores.setdefault(keyed.kind, (Score(), Score()))
        areas.add(area_score(reading, keyed))
        goals.add(goal_score(reading, keyed))
    return scores
