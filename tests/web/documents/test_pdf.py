"""What people may write, and what the print makes of it."""

import io

import pytest
from pypdf import PdfReader

from helhed.base.blocks import Document, Heading, Link, Paragraph, Table, Words
from helhed.web.documents.pdf import to_pdf


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
