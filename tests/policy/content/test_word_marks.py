"""Which words were left out, put in and kept, to the letter."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhed.policy.content.word_marks import Mark, word_marks


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
