"""A child that was taken over may say anything. What it says is believed only where it is a reading."""

import resource

import pytest

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.reading import PolicyReading
from helhed.policy.reading.sandbox import parent as sandbox
from helhed.policy.reading.sandbox.carried import to_json, to_plain

READING = PolicyReading(title="Handicappolitik")
GOOD = to_plain(READING)
LIES = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b'{"answer": "\xff"}',
    "half a letter": b'{"refused": "\\ud800"}',
    "two answers": b'{"answer": 1}{"answer": 1}',
    "something else": b'{"else": 1}',
    "a list": b"[]",
    "a number for a reason": b'{"refused": 7}',
    "an empty reason": b'{"refused": ""}',
    "a long reason": to_json({"refused": "x" * 1000}),
    "a reason of two lines": to_json({"refused": "Nej.\nJo."}),
    "a reason that steers a terminal": to_json({"refused": "\x1b[2J"}),
    "a failure with words of the document": to_json({"failed": "CPR 010203-0405"}),
    "endless depth": b"[" * 1_000_000,
    "endless depth in an answer": b'{"answer": ' + b"[" * 150_000 + b"]" * 150_000 + b"}",
    "very many parts": b'{"answer": [' + b"[]," * 1_000_000 + b"[]]}",
    "an endless number": b'{"answer": ' + b"9" * 1_000_000 + b"}",
    "not a number": b'{"answer": NaN}',
    "a reading with a field too many": to_json({"answer": {**GOOD, "more": 1}}),
    "a reading with a field too few": to_json({"answer": {"title": "Handicappolitik"}}),
    "a number for a title": to_json({"answer": {**GOOD, "title": 7}}),
    "a title that steers a terminal": to_json({"answer": {**GOOD, "title": "\x1b]0;x\x07"}}),
    "NUL in a title": to_json({"answer": {**GOOD, "title": "\0"}}),
    "half a letter in a title": b'{"answer": {"title": "\\ud800"}}',
    "a text for a list": to_json({"answer": {**GOOD, "vision_statements": "text"}}),
}


@pytest.mark.parametrize("name", LIES)
def test_no_lie_is_believed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "READER", "tests.trust.planted:says")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Unreadable) as stopped:
        sandbox.read_safely(LIES[name])
    assert stopped.value.reason == sandbox.BROKEN
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000


def test_the_truth_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: the way that the lies took leads to an answer."""
    monkeypatch.setattr(sandbox, "READER", "tests.trust.planted:says")
    assert sandbox.read_safely(to_json({"answer": GOOD})) == READING
    with pytest.raises(Unreadable, match=r"^Filen er en hemmelighed\.$"):
        sandbox.read_safely(to_json({"refused": "Filen er en hemmelighed."}))
