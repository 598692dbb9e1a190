"""From blocks to what the policy says. Any source that can give blocks can be read."""

from collections.abc import Sequence

from helhed.policy.reading.blocks.block import Block
from helhed.policy.reading.reading import PolicyReading
from helhed.policy.reading.structure.areas import find_areas
from helhed.policy.reading.structure.facts import (
    find_municipality,
    find_names,
    find_period,
    find_predecessor,
    find_target_group,
)
from helhed.policy.reading.structure.flow import item_lists
from helhed.policy.reading.structure.sections import find_sections
from helhed.policy.reading.structure.upper import find_upper
from helhed.policy.reading.structure.vision import find_values, find_vision

_NOTHING_FOUND = "Dokumentet kan læses, men der er ikke fundet fokusområder eller mål i det."
_NO_TITLE = "Politikkens titel er ikke fundet. Skriv den ind."


def to_reading(blocks: Sequence[Block]) -> PolicyReading:
    """Each part takes the blocks it is sure of; what is left over is running text."""
    lists = item_lists(blocks)
    names, areas, upper = find_names(blocks), find_areas(blocks), find_upper(blocks, lists)
    vision, values = find_vision(blocks, lists), find_values(blocks, lists)
    used = names.used | areas.used | upper.used | vision.used | values.used
    council_areas = upper.upper.focus_areas if upper.upper else ()
    return PolicyReading(
        title=names.title,
        subtitle=names.subtitle,
        municipality=find_municipality(blocks),
        period=find_period(blocks),
        predecessor=find_predecessor(blocks),
        target_group=find_target_group(blocks),
        vision=vision.vision,
        vision_statements=vision.statements,
        vision_lead=vision.lead,
        values=values.values,
        focus_areas=areas.areas,
        sections=find_sections(blocks, used, council_areas),
        upper=upper.upper,
        warnings=_warnings(found=bool(areas.areas), title=names.title)
        + (areas.warnings + upper.warnings + values.warnings),
        blocks=tuple(blocks),
    )


def _warnings(*, found: bool, title: str | None) -> tuple[str, ...]:
    if not found:
        return (_NOTHING_FOUND,)
    return () if title else (_NO_TITLE,)
