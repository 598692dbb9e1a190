"""A reading comes out of the child as it went in, and nothing but a reading comes out."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.read import read_policy
from helhed.policy.reading.reading import PolicyReading, ReadArea
from helhed.policy.reading.sandbox.carried import (
    MOST_NUMBER,
    MOST_PARTS,
    NotCarried,
    from_json,
    from_plain,
    to_json,
    to_plain,
)
from tests.policy.reading.test_reading_never_invents import DOCUMENTS, SEED


def carried(reading: PolicyReading) -> PolicyReading:
    return from_plain(PolicyReading, from_json(to_json(to_plain(reading))))


def filled(hint: Any) -> Any:
    """A value of this type with nothing left out, whatever fields it comes to have."""
    if get_origin(hint) is tuple:
        return tuple(filled(each) for each in get_args(hint) if each is not ...)
    if kinds := [each for each in get_args(hint) if each is not NoneType]:
        return filled(kinds[0])
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{field.name: filled(hints[field.name]) for field in fields(hint)})
    if issubclass(hint, Enum):
        return list(hint)[-1]
    return {str: "Æbler\n”og” pærer\f", int: 7, float: 0.1, bool: True}[hint]


FULL = filled(PolicyReading)


def test_all_fields_are_carried():
    assert FULL.blocks
    assert FULL.vision_lead
    assert FULL.focus_areas[0].goals[0].block
    assert carried(FULL) == FULL
    assert carried(PolicyReading()) == PolicyReading()


def test_the_seed_is_carried_with_its_blocks():
    reading = read_policy(SEED.read_bytes())
    assert reading.blocks
    assert carried(reading) == reading
    assert type(carried(reading).blocks[0].kind) is type(reading.blocks[0].kind)


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_every_reading_is_carried(document):
    try:
        reading = read_policy(document.encode())
    except Unreadable:
        return
    assert carried(reading) == reading


def test_it_travels_as_json():
    assert json.loads(to_json(to_plain(FULL)))["title"] == FULL.title


def test_brackets_in_a_text_are_no_parts():
    reading = PolicyReading(title='[{\\"' * MOST_PARTS)
    assert carried(reading) == reading


WRONG = (
    None,
    True,
    0,
    7,
    0.5,
    "",
    "x",
    "\0",
    "\x1b[2J",
    "\ud800",
    MOST_NUMBER + 1,
    [],
    [None],
    ["x"],
    {},
    {"text": "x"},
)


def with_one_wrong(plain: Any, wrong: Any) -> Iterator[Any]:
    """The value again and again, each time with another of its parts replaced."""
    yield wrong
    if isinstance(plain, dict):
        for key, part in plain.items():
            yield from ({**plain, key: each} for each in with_one_wrong(part, wrong))
        yield from ({name: part for name, part in plain.items() if name != gone} for gone in plain)
        yield {**plain, "new": wrong}
    if isinstance(plain, list):
        for each in with_one_wrong(plain[0], wrong):
            yield [each, *plain[1:]]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_what_is_let_in_is_what_was_sent_and_of_the_right_types(wrong):
    refused = 0
    for sent in with_one_wrong(to_plain(FULL), wrong):
        try:
            reading = from_plain(PolicyReading, sent)
        except NotCarried:
            refused += 1
        else:
            assert to_plain(reading) == sent
            assert carried(reading) == reading
    assert refused > 50


@pytest.mark.parametrize("text", ["\0", "\x1b[2J", "\x07", "\x7f", "\x9b", "\ud800"])
def test_no_text_steers_a_terminal_or_breaks_a_database(text):
    with pytest.raises(NotCarried):
        from_plain(PolicyReading, {**to_plain(PolicyReading()), "title": f"Politik{text}"})


@pytest.mark.parametrize("number", [True, MOST_NUMBER + 1, -1, "7"])
def test_a_number_counts_from_the_beginning_and_is_of_ordinary_size(number):
    plain = to_plain(filled(ReadArea))
    assert from_plain(ReadArea, {**plain, "number": MOST_NUMBER}).number == MOST_NUMBER
    with pytest.raises(NotCarried):
        from_plain(ReadArea, {**plain, "number": number})


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"\xff", b"NaN", b"-Infinity", b"Infinity", b"9" * 5000, b"[1] [2]", b"[1,]", b"'x'"),
        *(b"[" * 100_000, b'{"a":' * 100_000, b"[" + b"[]," * MOST_PARTS + b"[]]"),
    ],
    ids=lambda data: data[:9],
)
def test_what_is_not_ordinary_json_is_refused(data):
    with pytest.raises(NotCarried):
        from_json(data)


@dataclass(frozen=True)
class Sizes:
    size: float
    place: tuple[int, str] | None


@pytest.mark.parametrize("sent", ['{"size": 1.5, "place": null}', '{"size": 0.0, "place": [1, "a"]}'])
def test_fractions_and_rows_are_carried(sent):
    sizes = from_plain(Sizes, from_json(sent.encode()))
    assert from_plain(Sizes, from_json(to_json(to_plain(sizes)))) == sizes


@pytest.mark.parametrize(
    "sent",
    [
        *('{"size": 1e400, "place": null}', '{"size": 1, "place": null}', '{"size": 1e99, "place": null}'),
        *('{"size": -0.1, "place": null}', '{"size": 1.5, "place": [-1, "a"]}'),
        *('{"size": 1.5, "place": [1]}', '{"size": 1.5, "place": [1, "a", 1]}', '{"size": 1.5, "place": ["a", 1]}'),
    ],
)
def test_fractions_without_end_and_rows_of_another_shape_are_refused(sent):
    with pytest.raises(NotCarried):
        from_plain(Sizes, from_json(sent.encode()))


@pytest.mark.parametrize("piece", ['"', '"\\', '\\"', "\\", '"a', "[", "x"])
def test_no_answer_takes_long_to_refuse(piece):
    started = time.perf_counter()
    with pytest.raises(NotCarried):
        from_json(piece.encode() * (2_000_000 // len(piece)))
    assert time.perf_counter() - started < 2


@dataclass(frozen=True)
class Loose:
    more: dict[str, int]


def test_a_field_that_cannot_be_held_to_a_type_is_a_fault_in_the_program():
    with pytest.raises(TypeError, match="dict"):
        from_plain(Loose, {"more": {"x": 1}})


def test_no_text_that_is_carried_turns_the_direction_of_what_comes_after_it():
    plain = to_plain(PolicyReading(title="Et godt liv"))
    assert from_plain(PolicyReading, {**plain, "title": "Et \u202egodt\u2069 liv"}).title == "Et godt liv"
    assert (
        read_policy("\u202eTitel\u2066 på politik\n\nFokus\u202eområde 1: Bo\u2069lig".encode()).title
        == "Titel på politik"
    )
