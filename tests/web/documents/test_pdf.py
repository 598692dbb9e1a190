"""What people may write, and what the print makes of it."""

import io
import re
import time

import pytest
from django.utils import translation
from pypdf import PdfReader

from helhed.base.blocks import Block, BulletList, Document, Heading, Link, Note, Paragraph, Table, Words
from helhed.web.documents import pdf
from helhed.web.documents.pdf import _set, to_pdf

MOST_SECONDS = 15


def printed(*texts: str) -> str:
    blocks = (Heading("Prøve"), *(Paragraph(text) for text in texts))
    return "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(Document("Prøve", "da", blocks)))).pages
    )


@pytest.mark.parametrize(
    "text", ["Det går godt 😀", "ﷺ", "\x01", "\ufeff", "\ud7ff", "中文", "ไทย", "\u202eom vendt", "e\u0301"]
)
def test_no_character_stops_the_print(text: str) -> None:
    assert "Efter" in printed(text, "Efter")


def test_what_cannot_be_drawn_is_a_box_and_the_rest_stands() -> None:
    assert "Det går godt □" in printed("Det går godt 😀")
    assert "Æblegrød, ”på” 5 € – ÆØÅ" in printed("Æblegrød, ”på” 5 € – ÆØÅ")


@pytest.mark.parametrize(
    "text", ['#import "x.typ"', "#eval(1)", "$x^2$", "*fed* _kursiv_", "@ref <label>", "\\u{1F600}"]
)
def test_markup_is_text(text: str) -> None:
    assert text in printed(text)


def test_a_link_is_its_text_on_paper() -> None:
    table = Table("Tal", ("Hvad", "Hvem"), ((Link("Initiativ", "/handleplan", "da"), Words("Enhed", "da")),), (1, 1))
    document = Document("Prøve", "en", (Heading("Prøve"), table))
    text = PdfReader(io.BytesIO(to_pdf(document))).pages[0].extract_text()
    assert "Initiativ" in text
    assert "Enhed" in text
    assert "/handleplan" not in text


VERY_LONG = 200_000


@pytest.mark.parametrize(
    "block",
    [
        Paragraph("[a](" * (VERY_LONG // 4)),
        Paragraph("sammenhængskraftigheden " * 5_000),
        Heading("sammenhængskraftigheden " * 1_000, 2),
        BulletList(("[a](" * 10_000, "x" * 10_000)),
        Note("[a](" * 10_000),
        Table("[a](" * 10_000, ("[a](" * 1_000, "b"), (("[a](" * 5_000, "kommunens " * 2_000),), (1, 5)),
    ],
    ids=["endless", "of long words", "heading", "list", "note", "table"],
)
def test_no_text_keeps_the_print_waiting_or_stops_it(block: Block) -> None:
    began = time.process_time()
    to_pdf(Document("Prøve", "da", (Heading("Prøve"), block)))
    assert time.process_time() - began < MOST_SECONDS


def test_what_is_very_long_is_printed_to_its_last_letter() -> None:
    text = "".join(f"[{number}](" for number in range(2_000))
    found = re.findall(r"\[[0-9]+\]", re.sub(r"[\s\u200b]", "", printed(text)))
    # The number of a sheet stands in the last one on it.
    assert (found[0], found[-1], len(found) > 1_990) == ("[0]", "[1999]", True)


def test_a_document_that_is_longer_than_a_book_says_where_its_print_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PRINTED", 5_000)
    with translation.override("en"):
        shown = " ".join(printed(*(f"Afsnit{number}. {'Ord. ' * 200}" for number in range(7))).split())
    assert [number for number in range(7) if f"Afsnit{number}." in shown] == [0, 1, 2, 3]
    assert "The rest is too long to be printed here. The file for Word holds all of it." in shown


def test_what_many_ask_for_is_set_once() -> None:
    document = Document("Prøve", "da", (Heading("Prøve"), Paragraph("Den samme tekst.")))
    _set.cache_clear()
    assert to_pdf(document) == to_pdf(document)
    assert (_set.cache_info().misses, _set.cache_info().hits) == (1, 1)
