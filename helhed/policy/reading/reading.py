"""What a policy document says, as plain values. A string is taken from the document or is None, never empty.

`how` says how an item was recognised, and `block` is its place among the blocks of the document.
"""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from helhed.policy.reading.blocks.block import Block


@dataclass(frozen=True)
class ReadPredecessor:
    title: str | None
    period: str | None


@dataclass(frozen=True)
class ReadValue:
    name: str
    text: str | None


@dataclass(frozen=True)
class ReadGoal:
    text: str
    page: int | None
    line: int | None
    how: str = ""
    block: int | None = None


@dataclass(frozen=True)
class ReadQuote:
    text: str
    source: str | None
    how: str = ""
    block: int | None = None


@dataclass(frozen=True)
class ReadArea:
    number: int | None
    title: str | None
    intro: str | None
    goals: tuple[ReadGoal, ...]
    quotes: tuple[ReadQuote, ...]
    goals_lead: str | None = None
    how: str = ""
    block: int | None = None


@dataclass(frozen=True)
class ReadSection:
    kind: str
    title: str | None
    text: str | None
    page: int | None
    block: int | None = None


@dataclass(frozen=True)
class ReadUpper:
    title: str | None
    focus_areas: tuple[str, ...]
    lighthouses: tuple[str, ...]


@dataclass(frozen=True)
class PolicyReading:
    title: str | None = None
    subtitle: str | None = None
    municipality: str | None = None
    period: str | None = None
    predecessor: ReadPredecessor | None = None
    target_group: str | None = None
    vision: str | None = None
    vision_statements: tuple[str, ...] = ()
    values: tuple[ReadValue, ...] = ()
    focus_areas: tuple[ReadArea, ...] = ()
    sections: tuple[ReadSection, ...] = ()
    upper: ReadUpper | None = None
    warnings: tuple[str, ...] = field(default=())
    vision_lead: str | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def has_structure(self) -> bool:
        """True if, and only if, at least one focus area or goal was found."""
        return bool(self.focus_areas)

    def as_dict(self) -> dict[str, Any]:
        """The published shape: the document's own blocks, and the lines that lead into statements and goals, stay
        out of it."""
        shape = asdict(replace(self, blocks=()))
        del shape["vision_lead"], shape["blocks"]
        for area in shape["focus_areas"]:
            del area["goals_lead"], area["block"]
            for part in (*area["goals"], *area["quotes"]):
                del part["block"]
        for section in shape["sections"]:
            del section["block"]
        return {key: _lists(value) for key, value in shape.items()}


def _lists(value: Any) -> Any:
    """JSON has lists where the frozen values have tuples."""
    if isinstance(value, tuple | list):
        return [_lists(each) for each in value]
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    return value
