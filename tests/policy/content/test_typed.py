"""What a person typed is kept as it reads, and what cannot be seen is no text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhed.base.errors import Invalid
from helhed.policy.content.typed import can_be_seen, has_letters, holds_only_text, lines, one_line, worded

INVISIBLE = [
    "",
    " ",
    "\n\t",
    "\u00a0",
    "\u200b\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u3164",
    "\u2800",
    "\u034f",
    "\0",
]


@pytest.mark.parametrize("text", INVISIBLE)
def test_what_cannot_be_seen_is_empty(text):
    assert not can_be_seen(text)
    assert one_line(text, "text", 10) == lines(text, "text", 10) == ""
    with pytest.raises(Invalid, match="Write it"):
        worded(text, "text", 10, "Write it.")


@pytest.mark.parametrize("text", ["123", "–", "§ 141", "…"])
def test_a_text_without_letters_can_be_seen_and_says_nothing(text):
    assert can_be_seen(text)
    assert not has_letters(text)


@pytest.mark.parametrize("text", ["å", "§ 141 a", "Ω", "\u200bb"])
def test_letters_of_every_alphabet_are_letters(text):
    assert has_letters(text)


def test_a_line_has_single_spaces():
    assert one_line("  Et \n godt\u00a0\u00a0liv\r\n", "text", 20) == "Et godt liv"


def test_lines_stay_lines():
    assert lines("\r\nFørst.\r\n\r\nSå\rdette.\n", "text", 50) == "Først.\n\nSå\ndette."


def test_a_letter_is_one_character_however_it_was_copied():
    assert one_line("A\u030angst", "text", 20) == "Ångst"


def test_nothing_typed_turns_the_direction_of_what_comes_after_it():
    assert one_line("\u202e\u2066Et \u202dgodt\u2069 liv\u202c", "text", 20) == "Et godt liv"


def test_a_text_is_counted_as_it_is_kept():
    assert one_line("  1234567890  ", "text", 10) == "1234567890"
    with pytest.raises(Invalid) as refused:
        one_line("12345678901", "text", 10)
    assert (refused.value.field, refused.value.message) == ("text", "Write at most 10 characters.")


@settings(deadline=None)
@given(st.text())
def test_what_is_kept_can_be_kept_by_every_database(text):
    kept = lines(text, "text", 1000)
    assert holds_only_text(kept)
    kept.encode()
    assert lines(kept, "text", 1000) == kept
