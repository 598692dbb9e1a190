import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhed.base.text import slug, stem_column, stems

ANY_TEXT = st.text(max_size=200)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Fælles om et liv med muligheder", "faelles-om-et-liv-med-muligheder"),
        ("ÆØÅ æøå", "aeoeaa-aeoeaa"),
        ("Straße & Müller", "strasse-mueller"),
        ("STRAẞE", "strasse"),
        ("Årsstatus 2022–2023", "aarsstatus-2022-2023"),
        (unicodedata.normalize("NFD", "Årsstatus på Åen"), "aarsstatus-paa-aaen"),
        ("Café Élan", "cafe-elan"),
        ("Helhed™ ①", "helhedtm-1"),
        ("bo\N{SOFT HYPHEN}tilbud", "botilbud"),
        ("  -- a -- b --  ", "a-b"),
        ("", ""),
        ("!!! ???", ""),
        ("Ελληνικά", ""),
        ("a" * 200, "a" * 80),
        ("a" * 79 + " b", "a" * 79),
        ("å" * 50, "aa" * 40),
    ],
)
def test_an_address_is_spelled(text, address):
    assert slug(text) == address


@given(ANY_TEXT)
def test_an_address_has_only_small_letters_digits_and_hyphens(text):
    made = slug(text)
    assert re.fullmatch(r"[a-z0-9-]{0,80}", made)
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made


@given(ANY_TEXT)
def test_an_address_of_an_address_is_the_same(text):
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("botilbud", "botilbuddene"),
        ("botilbud", "botilbuddet"),
        ("BOTILBUD", "botilbud"),
        ("borger", "borgerne"),
        ("medarbejder", "Medarbejderne"),
        ("nøgle", "NØGLER"),
        ("pårørende", unicodedata.normalize("NFD", "Pårørende")),
        ("botilbud", "bo\N{SOFT HYPHEN}tilbud"),
    ],
)
def test_forms_of_one_word_have_one_stem(one, other):
    assert stems(one) == stems(other)


def test_a_hyphen_parts_words_and_other_marks_do_not_count():
    assert stems("bruger-/pårørenderåd") == stems("bruger pårørenderåd")
    assert stems("sund-heds-faglig") == stems("sund heds faglig")
    assert stems(" – !? »« ") == []
    assert stems("") == []
    assert stems("2024 30") == ["2024", "30"]


def test_words_keep_their_order_and_number():
    assert len(stems("en to tre to en")) == 5


def test_each_stem_stands_between_spaces():
    assert stem_column("Borgerne", "botilbuddene") == " borg botilbud "
    assert stem_column() == stem_column("") == "  "


@given(ANY_TEXT)
def test_any_text_has_stems(text):
    column = stem_column(text)
    assert column == " " + " ".join(stems(text)) + " "
    assert column.split() == stems(text), "no stem is empty or holds a space"


@given(st.lists(ANY_TEXT, max_size=4))
def test_the_column_of_some_texts_has_the_stems_of_each(texts):
    assert stem_column(*texts).split() == [stem for text in texts for stem in stems(text)]
