"""Which words were left out, put in and kept, to the letter."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhed.policy.content.word_marks import Mark, WordMarks

MOST_SECONDS = 15


def word_marks(old: str, new: str) -> tuple[Mark, ...]:
    return WordMarks()(old, new)


def without(op: str, marks: tuple[Mark, ...]) -> str:
    return "".join(text for each, text in marks if each != op)


@pytest.mark.parametrize(
    ("old", "new", "marks"),
    [
        ("", "", ()),
        ("At leve.", "At leve.", (("kept", "At leve."),)),
        ("", "At leve.", (("put_in", "At leve."),)),
        ("At leve.", "", (("left_out", "At leve."),)),
        (
            "At alle kan deltage.",
            "At alle borgere kan deltage.",
            (("kept", "At alle "), ("put_in", "borgere "), ("kept", "kan deltage.")),
        ),
        ("At hjælpe", "At hjælpe altid", (("kept", "At hjælpe"), ("put_in", " altid"))),
        (
            "At få bedre støtte nu",
            "At få den rette hjælp nu",
            (("kept", "At få "), ("left_out", "bedre støtte"), ("put_in", "den rette hjælp"), ("kept", " nu")),
        ),
        ("børne-området", "børne-ungeområdet", (("left_out", "børne-området"), ("put_in", "børne-ungeområdet"))),
    ],
)
def test_whole_words_are_marked(old, new, marks):
    assert word_marks(old, new) == marks


def test_signs_between_changed_words_go_with_them():
    marks = word_marks("At støtte, hjælpe og lytte", "At guide, følge og lytte")
    assert marks == (
        ("kept", "At "),
        ("left_out", "støtte, hjælpe"),
        ("put_in", "guide, følge"),
        ("kept", " og lytte"),
    )


def test_equal_words_in_one_text_confuse_nothing():
    marks = word_marks("og og og", "og og og og")
    assert [op for op, _text in marks].count("kept") >= 1
    assert without("put_in", marks) == "og og og"


SIGNS = ["at", "Alle", "borgere", ",", ".", "-", "og", "\n", "støtte", "får"]
SENTENCES = st.lists(st.sampled_from(SIGNS), max_size=12).map(" ".join)


@settings(deadline=None)
@given(st.text() | SENTENCES, st.text() | SENTENCES)
def test_both_texts_can_be_put_together_again(old, new):
    marks = word_marks(old, new)
    assert without("put_in", marks) == old
    assert without("left_out", marks) == new
    assert all(text for _op, text in marks)
    assert all(one[0] != other[0] for one, other in pairwise(marks))


def test_a_long_text_with_a_new_word_in_it_is_compared_by_words():
    old = " ".join(f"ord{place % 700}" for place in range(4000))
    marks = word_marks(old, old.replace("ord30 ", "nyt ", 2))
    assert [text for op, text in marks if op != "kept"] == ["ord30", "nyt", "ord30", "nyt"]


def interleaved(words: int) -> tuple[str, str]:
    """Each word of the first text stands in the second too, with another one after it: the slowest there is."""
    plain = [format(place, "x") for place in range(words)]
    return " ".join(plain), " ".join(f"{word} zz" for word in plain)


@pytest.mark.parametrize(
    "texts",
    [
        interleaved(30_000),
        interleaved(2_500),
        (" ".join("abcdefghijklmnop" * 125), " ".join(reversed("abcdefghijklmnop" * 125))),
        ("og " * 60_000, "og men " * 30_000),
        (", " * 90_000, "; ," * 60_000),
    ],
    ids=["all words", "as many as may be", "few words again and again", "one word", "signs"],
)
def test_no_two_texts_keep_anybody_waiting(texts):
    marks, began = WordMarks(), time.process_time()
    for _pair in range(20):
        marked = marks(*texts)
        assert without("put_in", marked) == texts[0]
        assert without("left_out", marked) == texts[1]
    assert time.process_time() - began < MOST_SECONDS


def test_what_is_too_long_to_compare_is_marked_as_a_whole_and_what_is_short_is_compared_all_the_same():
    marks = WordMarks()
    assert marks("Først. a b c", "Først. a x c")[0] == ("kept", "Først. a ")
    old, new = interleaved(4_000)
    assert [op for op, _text in marks(f"Først. x {old} Sidst.", f"Først. y {new} Sidst.")] == [
        *("kept", "left_out", "put_in", "kept")
    ]
    assert marks("a b c d", "a x c y")[1:3] == (("left_out", "b"), ("put_in", "x"))
    long = "ord " * 600_000
    assert marks(f"Først. {long}", f"Først. {long}.") == (("left_out", f"Først. {long}"), ("put_in", f"Først. {long}."))
    assert marks(long, long) == (("kept", long),)
