"""The vision with its statements, and the values."""

from collections.abc import Sequence
from dataclasses import dataclass

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.field_words import COUNCIL, NO_VISION, VALUES, VISION
from helhed.policy.reading.joining import unquoted
from helhed.policy.reading.reading import ReadValue
from helhed.policy.reading.structure.area_titles import is_rubric
from helhed.policy.reading.structure.flow import ItemList, lead_text, top_items

_LONGEST_VISION_HEADING = 6
_LONGEST_VALUE_NAME = 4
_SEPARATORS = (": ", " – ", " — ", " - ")
_NO_NAMES = "Værdierne er skrevet, så deres navne ikke kan læses sikkert. Skriv dem ind."


@dataclass(frozen=True)
class VisionFound:
    vision: str | None = None
    lead: str | None = None
    statements: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ValuesFound:
    values: tuple[ReadValue, ...] = ()
    used: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()


def find_vision(blocks: Sequence[Block], lists: Sequence[ItemList]) -> VisionFound:
    """The paragraph or quote right below the shortest heading about a vision that is not the council's."""
    for index in _vision_headings(blocks):
        text = blocks[index + 1]
        if text.kind not in {Kind.PARAGRAPH, Kind.QUOTE} or text.page != blocks[index].page or _are_names(text.text):
            continue
        statements = _statements_below(blocks, index + 2, lists)
        return VisionFound(
            vision=unquoted(text.text),
            lead=statements.lead,
            statements=statements.statements,
            used=frozenset({index, index + 1}) | statements.used,
        )
    return VisionFound()


def _are_names(text: str) -> bool:
    """Most words begin with a capital, as in a list of members."""
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > 1 and 2 * sum(word[0].isupper() for word in words) > len(words) and not text.isupper()


def _vision_headings(blocks: Sequence[Block]) -> list[int]:
    found = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.kind in {Kind.HEADING, Kind.LEAD}
        and VISION.search(block.text)
        and not (COUNCIL.search(block.text) or NO_VISION.search(block.text))
        and len(block.text.split()) <= _LONGEST_VISION_HEADING
    ]
    return sorted(found, key=lambda index: len(blocks[index].text.split()))


def _statements_below(blocks: Sequence[Block], start: int, lists: Sequence[ItemList]) -> VisionFound:
    """The list right below the vision, with at most one line in between that opens no part of its own."""
    for items in lists:
        if items.start == start:
            return _statements(blocks, items, None)
        if items.start == start + 1 and items.lead == start and not is_rubric(blocks[start].text):
            return _statements(blocks, items, start)
    return VisionFound()


def _statements(blocks: Sequence[Block], items: ItemList, lead: int | None) -> VisionFound:
    indexes = top_items(blocks, items)
    return VisionFound(
        lead=blocks[lead].text if lead is not None else None,
        statements=tuple(blocks[index].text for index in indexes),
        used=frozenset(indexes) | ({lead} if lead is not None else set()),
    )


def find_values(blocks: Sequence[Block], lists: Sequence[ItemList]) -> ValuesFound:
    """The first list whose lead speaks of values."""
    for items in lists:
        if items.lead is None or not VALUES.search(lead_text(blocks, items)):
            continue
        indexes = top_items(blocks, items)
        values = split_values([blocks[index].text for index in indexes])
        if not values:
            return ValuesFound(warnings=(_NO_NAMES,))
        lead = {items.lead} if blocks[items.lead].kind is not Kind.PARAGRAPH else set()
        return ValuesFound(values, frozenset({*indexes, *lead}))
    return ValuesFound()


def split_values(texts: Sequence[str]) -> tuple[ReadValue, ...]:
    """Name and text of each value, told in the first of these ways that fits every item:

    - the items are no more than names
    - a colon or a dash stands between name and text
    - all items go on with the same word after their first word or words, which are the name
    """
    if all(len(text.split()) <= _LONGEST_VALUE_NAME for text in texts):
        return tuple(ReadValue(text.rstrip(" .,;"), None) for text in texts if text.rstrip(" .,;"))
    for separator in _SEPARATORS:
        parts = [text.partition(separator) for text in texts]
        if all(rest and 0 < len(name.split()) <= _LONGEST_VALUE_NAME for name, _, rest in parts):
            return tuple(ReadValue(name.strip(), rest.strip()) for name, _, rest in parts)
    return _named_by_first_words(texts)


def _named_by_first_words(texts: Sequence[str]) -> tuple[ReadValue, ...]:
    words = [text.split() for text in texts]
    for length in range(1, _LONGEST_VALUE_NAME):
        following = {tuple(each[length : length + 1]) for each in words}
        if len(texts) > 1 and len(following) == 1 and following != {()}:
            return tuple(ReadValue(" ".join(each[:length]), text) for each, text in zip(words, texts, strict=True))
    return ()
