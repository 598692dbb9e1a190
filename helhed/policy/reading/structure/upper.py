"""The council's own vision or strategy, as far as a policy tells of it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helhed.policy.reading.blocks.block import Block, Kind, telling
from helhed.policy.reading.field_words import (
    AREAS,
    COUNCIL,
    COUNTED_AREAS,
    LIGHTHOUSES,
    STEERING_NAME,
    STEERING_WORD,
    number_of,
)
from helhed.policy.reading.reading import ReadUpper
from helhed.policy.reading.structure.flow import ItemList, lead_text, top_items

_PUSHED_TOGETHER = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")
_NAME_ENDS = re.compile(r",\s|\sog\s|\.(?:\s|$)")
_FEWEST_LABELS = 3
_LONGEST_ENUMERATION = 600


@dataclass(frozen=True)
class UpperFound:
    upper: ReadUpper | None
    used: frozenset[int]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    names: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()


def find_upper(blocks: Sequence[Block], lists: Sequence[ItemList]) -> UpperFound:
    title = _steering_name(blocks)
    areas = _listed_areas(blocks, lists)
    if not areas.names:
        areas = _labelled_areas(blocks)
    lighthouses = _lighthouses(blocks)
    warnings = (*areas.warnings, *lighthouses.warnings)
    if not (title or areas.names or lighthouses.names):
        return UpperFound(None, frozenset(), warnings)
    return UpperFound(ReadUpper(title, areas.names, lighthouses.names), areas.used, warnings)


def _steering_name(blocks: Sequence[Block]) -> str | None:
    """The name most often given to something of the council's that is a vision, a strategy or a municipal plan."""
    names = Counter(
        match[0]
        for block in telling(blocks)
        for match in STEERING_NAME.finditer(block.text)
        if STEERING_WORD.search(match["name"])
    )
    return names.most_common(1)[0][0] if names else None


def _listed_areas(blocks: Sequence[Block], lists: Sequence[ItemList]) -> _Found:
    """The list whose lead speaks both of areas and of the council."""
    for items in lists:
        lead = lead_text(blocks, items)
        if AREAS.search(lead) and COUNCIL.search(lead):
            indexes = top_items(blocks, items)
            names = tuple(name for index in indexes if (name := blocks[index].text.rstrip(" .,;")))
            return _Found(names, frozenset(indexes))
    return _Found()


def _labelled_areas(blocks: Sequence[Block]) -> _Found:
    """Labels of a picture: a run of headings below a heading that tells how many areas the council has.

    The labels count if, and only if, there are just as many as the heading tells, those of a steering document left
    out, and those taken apart that the text layer pushed together.
    """
    for index, block in enumerate(blocks):
        match = COUNTED_AREAS.search(block.text) if block.kind is Kind.HEADING else None
        if not match:
            continue
        run = _labels_below(blocks, index)
        if run and any(COUNCIL.search(each.text) for each in blocks[index + 1 : run[-1] + 1]):
            return _counted_labels(blocks, run, number_of(match["count"]))
    return _Found()


def _labels_below(blocks: Sequence[Block], index: int) -> list[int]:
    """The first run of headings after the text below a heading."""
    run: list[int] = []
    for below in range(index + 1, len(blocks)):
        if blocks[below].kind is Kind.HEADING and not COUNTED_AREAS.search(blocks[below].text):
            run.append(below)
        elif run or blocks[below].kind is not Kind.PARAGRAPH:
            break
    return run if len(run) >= _FEWEST_LABELS else []


def _counted_labels(blocks: Sequence[Block], run: list[int], count: int) -> _Found:
    labels = [blocks[index].text for index in run if not STEERING_NAME.match(blocks[index].text)]
    names = labels
    if len(names) < count:
        names = [part for label in labels for part in _PUSHED_TOGETHER.split(label)]
    if len(names) == count:
        return _Found(tuple(names), frozenset(run))
    return _Found(warnings=(f"Byrådets {count} områder kunne ikke læses sikkert af figuren. Skriv dem ind.",))


def _lighthouses(blocks: Sequence[Block]) -> _Found:
    """Names in a row right after the word for them, as many as it says."""
    for block in telling(blocks):
        for match in LIGHTHOUSES.finditer(block.text):
            names = _names_in_row(block.text[match.end() : match.end() + _LONGEST_ENUMERATION])
            expected = number_of(match["count"]) if match["count"] else len(names)
            if names and len(names) == expected:
                return _Found(tuple(names), warnings=tuple(_hyphen_warnings(names)))
            return _Found(warnings=("Fyrtårnene kunne ikke læses sikkert. Skriv dem ind.",))
    return _Found()


def _names_in_row(text: str) -> list[str]:
    """Names with a capital, parted by commas and "og", up to the first part without one."""
    names: list[str] = []
    for part in _NAME_ENDS.split(text):
        if not part[:1].isupper():
            break
        names.append(part.strip())
    return names


def _hyphen_warnings(names: Sequence[str]) -> list[str]:
    return [f"Tjek navnet »{name}«: bindestregen kan stamme fra en delt linje." for name in names if "-" in name]
