"""Where the words stand on the sheets: inside their column and their margins, and headings with what they head."""

import io
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helhed.base.blocks import Block, BulletList, Document, Heading, Note, Paragraph, Table, Words
from helhed.web.documents.pdf import _set, to_pdf

POINTS = 72 / 25.4
MARGIN, FOOT, SHEET = 22 * POINTS, 24 * POINTS, 210 * POINTS
HAIR = 1.0
LONG = "arbejdsmarkedsfastholdelsesindsatserne"
ROWS = 40


def document(*blocks: Block) -> Document:
    return Document("Prøve", "da", (Heading("Prøve"), *blocks))


def sheets(*blocks: Block) -> Iterator[pypdfium2.PdfTextPage]:
    pdf = pypdfium2.PdfDocument(io.BytesIO(to_pdf(document(*blocks))))
    try:
        for page in pdf:
            yield page.get_textpage()
    finally:
        pdf.close()


def boxes(sheet: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float, float]]:
    """Every letter above the foot of the sheet that is seen, with where it begins and ends."""
    for index in range(sheet.count_chars()):
        left, bottom, right, _top = sheet.get_charbox(index)
        letter = sheet.get_text_range(index, 1)
        if letter.strip() and right > left and bottom > FOOT:
            yield letter, left, right


def edges(widths: tuple[int, ...]) -> list[float]:
    """Where each column of a table begins, and where the last one ends."""
    room = SHEET - 2 * MARGIN
    return [MARGIN + room * sum(widths[:place]) / sum(widths) for place in range(len(widths) + 1)]


def across_an_edge(widths: tuple[int, ...], *blocks: Block) -> list[str]:
    inner = edges(widths)[1:-1]
    return [
        letter
        for sheet in sheets(*blocks)
        for letter, left, right in boxes(sheet)
        if any(left < edge - HAIR and right > edge + HAIR for edge in inner)
    ]


def outside(*blocks: Block) -> list[str]:
    return [
        letter
        for sheet in sheets(*blocks)
        for letter, left, right in boxes(sheet)
        if left < MARGIN - HAIR or right > SHEET - MARGIN + HAIR
    ]


def in_the_second_column(text: str, widths: tuple[int, ...]) -> list[float]:
    """How far to the right each letter of that column ends, where all other columns hold a dash."""
    cells = tuple(Words(text, "da") if place == 1 else "–" for place in range(len(widths)))
    heads = tuple("–" for _width in widths)
    begins, ends = edges(widths)[1:3]
    return [
        right - ends
        for sheet in sheets(Table("Tal", heads, (cells,), widths))
        for letter, left, right in boxes(sheet)
        if letter != "–" and begins <= left and letter in text
    ]


@pytest.mark.parametrize("widths", [(3, 2, 2, 5), (2, 1, 2), (6, 1, 12)])
@pytest.mark.parametrize("text", [LONG, f"Hos {LONG} i kommunen", "u" * 200, "https://helhed.example/" + "a/b-" * 30])
def test_a_long_word_stays_in_its_column(text: str, widths: tuple[int, ...]) -> None:
    reach = in_the_second_column(text, widths)
    assert len(reach) > 10
    assert max(reach) <= 0


def test_a_long_word_in_the_heading_of_a_column_stays_there_too() -> None:
    widths = (3, 2, 2, 5)
    table = Table("Tal", (LONG, LONG, LONG, LONG), ((LONG, LONG, LONG, LONG),), widths)
    assert across_an_edge(widths, table) == []


def test_a_long_danish_word_is_hyphenated_as_danish() -> None:
    table = Table("Tal", ("A", "B"), ((LONG, "b"),), (1, 5))
    text = "".join(sheet.get_text_range() for sheet in sheets(table))
    pieces = [line.strip() for line in text.replace("\ufffe", "\u00ad\n").splitlines()]
    assert "arbejdsmar" in "".join(pieces)
    assert LONG not in text


def test_a_word_that_fits_is_left_alone() -> None:
    text = " ".join(["borgere", "kommunen", "medarbejdere"] * 60)
    shown = "".join(sheet.get_text_range() for sheet in sheets(Table("Tal", ("A", "B"), ((text, "b"),), (1, 1))))
    assert shown.count("medarbejdere") == 60


@pytest.mark.parametrize("length", [60, 300, 1500])
def test_nothing_stands_in_the_margin(length: int) -> None:
    word = "m" * length
    assert outside(Paragraph(word), Heading(word, 2), Heading(word, 3), BulletList((word, word)), Note(word)) == []
    assert outside(Table(word, ("A", "B"), ((word, word),), (1, 4))) == []


@given(text=st.text(max_size=300))
@example(text="\u200b" * 40)
@example(text="\u00ad" * 400)
@example(text="\u00a0" * 400)
@example(text="ord\u00a0" * 100)
@example(text="e\u0301" * 200)
@settings(max_examples=20, deadline=None)
def test_whatever_people_write_is_printed_inside_its_margins(text: str) -> None:
    """Typst refuses what breaks PDF/UA-1, so that what is printed here holds it."""
    table = Table(text, (text, "b"), ((text, Words(text, "da")),), (1, 3))
    assert outside(Paragraph(text), Heading(f"1 {text}", 2), BulletList((text,)), Note(text), table) == []


def pages_of(words: list[str], *blocks: Block) -> list[int]:
    """The sheets on which these words stand, each of them once."""
    texts = [sheet.get_text_range() for sheet in sheets(*blocks)]
    return [next(number for number, text in enumerate(texts) if word in text) for word in words]


@pytest.mark.parametrize("lines", range(32, 39))
def test_a_heading_stands_with_the_first_row_of_its_table(lines: int) -> None:
    """However much stands above it on the sheet: also where only the heading and the caption would have had room."""
    above = tuple(Paragraph(f"Linje {number}") for number in range(lines))
    table = Table("Billedteksten", ("Hvad", "Ord"), tuple((f"Række {n}", "ord " * 60) for n in range(3)), (1, 2))
    heading, caption, row = pages_of(
        ["Overskriften", "Billedteksten", "Række 0"], *above, Heading("Overskriften", 2), table
    )
    assert heading == caption == row


@pytest.mark.parametrize("lines", range(32, 39))
def test_headings_and_the_line_that_leads_up_stand_with_what_follows(lines: int) -> None:
    above = tuple(Paragraph(f"Linje {number}") for number in range(lines))
    table = Table("Billedteksten", ("Hvad",), (("Række 0",),), (1,))
    blocks = (Heading("Øverst", 2), Paragraph("Otte initiativer"), Heading("Nederst", 3), table)
    assert len(set(pages_of(["Øverst", "Otte initiativer", "Nederst", "Række 0"], *above, *blocks))) == 1


@pytest.mark.parametrize("lines", range(33, 37))
def test_a_short_line_that_ends_a_part_stays_where_it_is(lines: int) -> None:
    """It does not go along with the heading below it, which begins the next sheet."""
    above = tuple(Paragraph(f"Linje {number}") for number in range(lines))
    long = Paragraph("ord " * 2000)
    last, end = pages_of([f"Linje {lines - 1}", "Til sidst"], *above, Paragraph("Til sidst"), Heading("Næste", 2), long)
    assert last == end == 0


def test_a_table_goes_on_over_the_sheets_and_a_row_stands_on_one() -> None:
    rows = tuple((f"begynder{number}.", "ord " * (60 + number) + f"slutter{number}.") for number in range(ROWS))
    begins, ends = (
        pages_of([f"{word}{number}." for number in range(ROWS)], Table("Tal", ("A", "B"), rows, (1, 2)))
        for word in ("begynder", "slutter")
    )
    assert begins == ends
    assert len(set(begins)) > 3
    assert all(after - before <= 1 for before, after in pairwise(begins))


def test_a_row_that_is_longer_than_a_sheet_is_printed_whole() -> None:
    row = ("A", " ".join(f"ord{number}." for number in range(4000)))
    shown = "".join(sheet.get_text_range() for sheet in sheets(Table("Tal", ("A", "B"), (row,), (1, 2))))
    assert [number for number in range(4000) if f"ord{number}." not in shown] == []


def test_the_same_document_is_the_same_file() -> None:
    blocks = document(Paragraph("Ord"), Table("Tal", ("A", "B"), (("1", LONG),), (1, 1)))
    first = to_pdf(blocks, date(2020, 12, 2))
    _set.cache_clear()
    assert to_pdf(blocks, date(2020, 12, 2)) == first
    assert to_pdf(blocks, date(2020, 12, 2)) != to_pdf(blocks, date(2020, 12, 3))
    assert b"CreationDate" not in to_pdf(blocks)
