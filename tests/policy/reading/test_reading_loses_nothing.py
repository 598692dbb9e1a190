"""What is neither a goal nor an area stays as running text: no item and no sentence of a document is lost."""

import re
from typing import Any

import pytest

from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.joining import without_last_lead
from helhed.policy.reading.read import read_policy
from helhed.policy.reading.reading import PolicyReading
from tests.policy.reading.scoring import Keyed, documents

_NO_LETTERS = re.compile(r"\W+")


def bare(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def strings_of(shape: Any) -> list[str]:
    if isinstance(shape, dict):
        return [text for value in shape.values() for text in strings_of(value)]
    if isinstance(shape, list):
        return [text for value in shape for text in strings_of(value)]
    return [shape] if isinstance(shape, str) else []


def lost(reading: PolicyReading) -> list[str]:
    """Items and whole sentences whose words stand nowhere; a label before a goal ("Mål: …") is not of it, and neither
    is a line of a table of contents, which names a heading."""
    told = [bare(text) for text in strings_of(reading.as_dict())]
    told += [bare(block.text) for block in reading.blocks if block.kind is Kind.HEADING]
    whole = " ".join(told) + "".join(told)
    found = (bare(_without_leads(block)) for block in reading.blocks if _says_something(block))
    return [text for text in found if text not in whole and not any(text.endswith(each) for each in told if each)]


def _says_something(block: Block) -> bool:
    return block.kind is Kind.ITEM or (block.kind is Kind.PARAGRAPH and block.text.endswith("."))


def _without_leads(block: Block) -> str:
    """A last sentence with a colon only leads to what lies beneath."""
    return without_last_lead(block.text) if block.text.endswith(":") else block.text


@pytest.mark.parametrize("keyed", documents(), ids=lambda keyed: keyed.path.name)
def test_no_item_and_no_sentence_is_lost(keyed: Keyed):
    assert lost(read_policy(keyed.data)) == []


def test_a_list_whose_names_are_no_areas_stays_as_running_text():
    overview = "Havnepolitik\n\nPolitikken har to temaer:\n• Kaj\n• Strand\n\n"
    area = "Tema 1: Fisk\nVi vil:\n• fange mere\n• lande mere\n"
    reading = read_policy((overview + area).encode())
    assert [area.title for area in reading.focus_areas] == ["Fisk"]
    assert "• Kaj" in (reading.sections[0].text or "")
