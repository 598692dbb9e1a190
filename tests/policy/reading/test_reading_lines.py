"""How wrapped lines become one text again."""

import pytest

from helhed.policy.reading.blocks.blocking import to_blocks
from helhed.policy.reading.formats.plain_text import read_lines
from helhed.policy.reading.joining import is_quoted, is_title, join_lines, unquoted


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["et langt", "liv"], "et langt liv"),
        (["sund-", "hed"], "sundhed"),
        (["fritids-", "og foreningslivet"], "fritids- og foreningslivet"),
        (["børn- og", "ungeområdet"], "børn- og ungeområdet"),
        (["dag-", "eller døgntilbud"], "dag- eller døgntilbud"),
        (["bruger-/", "pårørenderåd"], "bruger-/pårørenderåd"),
        (["pårørende /", "netværk"], "pårørende / netværk"),
        (["18-", "årige"], "18-årige"),
        (["IT-", "løsninger"], "IT-løsninger"),
        (["Nord-", "Syd"], "Nord-Syd"),
        (["sund\u00ad", "hed"], "sundhed"),
        (["sund\u00adhed"], "sundhed"),
        (["behandlings-forløb"], "behandlings-forløb"),
        (["håb –", "og drømme"], "håb – og drømme"),
    ],
)
def test_joining(lines, joined):
    assert join_lines(lines) == joined


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in to_blocks(read_lines(text))]


def test_a_blank_line_ends_neither_an_item_nor_a_divided_word():
    items = "• Vi går hen til naboen, når det\n\nbliver mørkt.\n• Vi kender arbejds-\n\nmarkedet.\n"
    text = f"{items}\nNyt afsnit følger her.\n"
    assert blocks_of(text) == [
        ("item", "Vi går hen til naboen, når det bliver mørkt."),
        ("item", "Vi kender arbejdsmarkedet."),
        ("paragraph", "Nyt afsnit følger her."),
    ]


def test_a_bullet_on_a_line_of_its_own_marks_the_line_below():
    assert blocks_of("•\nFørste punkt\n•\n\nAndet punkt\n") == [("item", "Første punkt"), ("item", "Andet punkt")]


def test_a_dash_that_carries_on_a_sentence_is_no_bullet():
    text = "Kommunen ligger midt i landet mellem skove og søer\n– med havet tæt på.\n"
    assert blocks_of(text) == [("paragraph", "Kommunen ligger midt i landet mellem skove og søer – med havet tæt på.")]


def test_a_date_is_no_numbered_item():
    assert blocks_of("Politikken gælder fra\n1. januar 2024 og frem.\n") == [
        ("paragraph", "Politikken gælder fra 1. januar 2024 og frem.")
    ]


def test_a_numbered_line_is_a_heading_where_text_follows_and_an_item_where_the_next_number_does():
    assert [kind for kind, _ in blocks_of("1. Leg\nBørn leger ude.\n\n2. Ro\nBørn hviler sig.\n")] == [
        "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip
    assert [kind for kind, _ in blocks_of("Dagsorden\n1. Leg\n2. Ro\n")] == ["heading", "item", "item"]


def test_single_indented_lines_begin_pages_only_where_they_are_few_and_nothing_is_deeper():
    filler = "\n".join(["Her står en linje med tekst."] * 10)
    paged = f" Første\n{filler}\n Anden\n{filler}\n Tredje\n{filler}\n Fjerde\n{filler}\n"
    assert [line.page for line in read_lines(paged) if line.text[:1] in "FAT"] == [1, 2, 3, 4]
    assert {line.page for line in read_lines(paged + "    indrykket\n")} == {None}
    assert {line.page for line in read_lines(" a\n b\n c\n d\n")} == {None}


@pytest.mark.parametrize("text", ["Vision", "Fokusområde 1 – Leg", "1.1 Leg", "Hvad vil vi?"])
def test_titles(text):
    assert is_title(text)


@pytest.mark.parametrize("text", ["", "vision", "Det er en sætning.", "Vision og", "Arbejds-", "2021", "Ord " * 13])
def test_no_titles(text):
    assert not is_title(text)


@pytest.mark.parametrize("text", ["”Jeg bor her”", '"Jeg bor her."', "»Jeg bor her«", "“Jeg bor her”."])
def test_quotes_lose_their_marks(text):
    assert is_quoted(text)
    assert unquoted(text).rstrip(".") == "Jeg bor her"


@pytest.mark.parametrize("text", ["”Jeg” og ”du”", "Han sagde ”ja”", "””", "”a"])
def test_part_quotes_are_no_quotes(text):
    assert unquoted(text) == text
