"""Which lines are headings is told by their type alone: by size, and by bold where bold is rare."""

import pytest

from helhed.policy.reading.formats.typography import Style, heading_levels

BODY = "Alle har ret til et hjem, og et hjem er mere end et tag over hovedet. Derfor arbejder vi med livet i boligen."


def levels(*styles: tuple[str, float | None, bool]) -> list[int | None]:
    return heading_levels([Style(*style) for style in styles])


def body(size: float | None = 10) -> tuple[str, float | None, bool]:
    return BODY, size, False


def test_larger_lines_are_ranked_by_size():
    found = levels(("Socialpolitik", 30, False), body(), ("Bolig", 16, False), body(), ("Unge", 13, True), body())
    assert found == [1, None, 2, None, 3, None]


def test_sizes_within_half_a_point_are_one():
    assert levels(("Bolig", 16, False), body(), ("Job", 16.4, False), body(9.8)) == [1, None, 1, None]


def test_short_bold_lines_rank_below_all_larger_ones():
    assert levels(("Bolig", 16, False), body(), ("Det vil vi", 10, True), body()) == [1, None, 2, None]


def test_where_no_size_is_known_bold_alone_tells():
    assert levels(("Bolig", None, True), body(None), ("Job", None, True), body(None)) == [1, None, 1, None]


def test_a_size_told_only_for_headings_is_larger_than_the_usual():
    assert levels(("Bolig", 16, False), body(None), ("12 pkt", 12, False), body(None)) == [1, None, None, None]


def test_a_wrapped_heading_is_one_heading_on_all_its_lines():
    found = levels(body(), ("Seks fokusområder på socialområdet i", 16, False), ("2021 – 2024", 16, False), body())
    assert found == [None, 1, 1, None]


@pytest.mark.parametrize(
    "text",
    [
        "»Jeg fik min egen nøgle«",
        "”Det var den bedste dag.”",
        "Jeg fik min egen nøgle og kunne lukke døren. Det var den bedste dag i mange år.",
        "Vi vil have flere små boliger i byerne og gøre det lettere at flytte fra et sted til et andet, når livet "
        "ændrer sig, og det skal kunne ske uden at vente i årevis på en bolig, som man kan betale",
        "Vi vil gerne have flere små boliger i byerne.",
        "• Flere boliger",
        "– Flere boliger",
        "Bolig ........ 4",
        "17",
        "D",
        "* * *",
        "social@kommune.dk",
        "www.kommune.dk/bolig",
        "Bolig, job,",
    ],
)
def test_large_type_alone_makes_no_heading(text):
    assert levels(body(), (text, 18, False), body()) == [None, None, None]


def test_a_large_quote_over_several_lines_is_none():
    quote = [("»Jeg fik min egen nøgle", 18.0, False), ("og kunne lukke døren«", 18.0, False)]
    assert levels(body(), *quote, ("Mette, 34 år", 10, False), body()) == [None] * 5


def test_a_quote_between_large_marks_of_their_own_is_none():
    quote = [("”", 40.0, False), ("Min egen nøgle", 18.0, False), ("”", 40.0, False)]
    assert levels(body(), *quote, ("Bolig", 18, False), body()) == [None, None, None, None, 1, None]


def test_a_title_that_begins_with_a_quoted_name_is_a_heading():
    assert levels(body(), ("”Fælles om livet” i Sønderborg", 18, False), body()) == [None, 1, None]


def test_lines_that_end_in_rising_pages_are_a_table_of_contents():
    contents = [("Forord 3", 14.0, True), ("Bolig 4", 14.0, True), ("Job 6", 14.0, True)]
    assert levels(*contents, body(), ("Bolig", 14, True), body()) == [None, None, None, None, 1, None]


def test_a_large_introduction_in_short_lines_is_none():
    intro = [("Vi vil have flere små boliger i byerne og i", 14.0, False)] * 5
    assert levels(*intro, body(), body(), body()) == [None] * 8


def test_a_large_second_body_size_makes_no_headings():
    text = (BODY * 2, 13.0, False)
    assert levels(body(), body(), body(), text, ("Kort", 13.0, False), text, body()) == [None] * 7


def test_a_large_quote_does_not_spoil_the_headings_of_its_size():
    quote = ("»" + BODY * 2 + "«", 16.0, False)
    assert levels(("Bolig", 16, False), body(), quote, body(), body()) == [1, None, None, None, None]


@pytest.mark.parametrize("text", ["Vi vil:", "Anerkendelse er vigtig.", "og derfor", "• Flere boliger"])
def test_bold_within_the_text_makes_no_heading(text):
    assert levels(body(), (text, 10, True), body()) == [None, None, None]


def test_where_most_text_is_bold_it_means_nothing():
    assert levels((BODY, 10, True), ("Bolig", 10, True), ("Kort tekst", 10, False)) == [None, None, None]


def test_one_size_and_weight_has_no_headings():
    assert levels(("Bolig", 10, False), body(), ("Job", 10, False), body()) == [None] * 4


def test_small_bold_print_is_none():
    assert levels(body(), ("Kilde", 7, True), body()) == [None, None, None]


def test_nothing_and_empty_lines():
    assert heading_levels([]) == []
    assert levels(("", 20, False), ("Bolig", 20, False), ("", None, False), body()) == [None, 1, None, None]
