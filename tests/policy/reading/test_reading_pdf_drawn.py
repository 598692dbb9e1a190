"""What a PDF draws oddly comes out plainly, what is no text of it is left out, and what cannot be read is refused."""

import io

import pytest
from pypdf import PdfWriter

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats.pdf import sheets as pdf
from helhed.policy.reading.formats.pdf.sheets import pdf_lines
from tests.policy.reading.made import column, compiled, drawn_pdf, written

TEXT = ["Vi vil have flere små boliger i byerne og i", "landdistrikterne, og vi vil gøre det lettere", "at flytte."]


def texts(data: bytes) -> list[str]:
    return [line.text for line in pdf_lines(data)]


@pytest.mark.parametrize("turn", [b"", b"/Rotate 90"])
def test_a_turned_page_is_read_upright(turn):
    data = drawn_pdf(b"0 1 -1 0 595 0 cm " + column(TEXT, 70, 500), more=turn)
    assert texts(data) == TEXT


@pytest.mark.parametrize(
    "unseen",
    [
        written("hemmeligt", 70, 500, more="3 Tr"),
        b"1 1 1 rg " + written("hvidt", 70, 500),
        b"q 0 1 -1 0 30 100 cm " + written("lodret", 0, 0) + b"Q ",
        written("udenfor", 700, 500),
    ],
    ids=["invisible", "white", "turned", "outside"],
)
def test_what_is_plainly_not_the_text_is_left_out(unseen):
    assert texts(drawn_pdf(column(TEXT, 70, 700) + unseen)) == TEXT


def test_white_text_on_a_dark_ground_is_read():
    banner = b"0 0 0.5 rg 60 740 300 30 re f 1 1 1 rg " + written("Bolig", 70, 750, 16) + b"0 g "
    assert texts(drawn_pdf(banner + column(TEXT, 70, 700)))[0] == "Bolig"


def test_the_unseen_text_of_a_scanned_page_is_read():
    rows = [written(text, 70, 700 - 13 * at, more="3 Tr") for at, text in enumerate(TEXT)]
    assert texts(drawn_pdf(b"".join(rows))) == TEXT


def test_raised_and_lowered_figures_make_no_lines():
    note = written("Politikken er vedtaget", 70, 700) + written("12", 172, 704, 6) + written(" i byrådet", 179, 700)
    area = written("Hver bolig er 40 m", 70, 687) + written("2", 153, 691, 6) + written(" stor", 157, 687)
    assert texts(drawn_pdf(note + area)) == ["Politikken er vedtaget i byrådet", "Hver bolig er 40 m2 stor"]


def test_a_large_initial_belongs_to_its_word():
    beside = column(["i vil have flere små boliger i byerne og i", TEXT[1]], 96, 692)
    data = drawn_pdf(written("V", 70, 674, 36, "F2") + beside + column(TEXT[2:], 70, 666))
    assert texts(data) == TEXT


def test_letters_set_apart_are_words():
    data = drawn_pdf(b"3 Tc " + written("FOKUSOMRÅDE BOLIG", 70, 760, 16) + b"0 Tc " + column(TEXT, 70, 700))
    assert texts(data) == ["FOKUSOMRÅDE BOLIG", *TEXT]


def test_a_shadow_is_not_read_twice():
    shadow = written("Fokusområde", 70.6, 749.4, 16) + written("Fokusområde", 70, 750, 16)
    assert texts(drawn_pdf(shadow + column(TEXT, 70, 700))) == ["Fokusområde", *TEXT]


def pages_with(*edges: bytes) -> bytes:
    bodies = [[f"Side om emne {at}: {text}" for text in TEXT * 2] for at in "abcdefghij"]
    return drawn_pdf(*(edge + column(body, 70, 700) for edge, body in zip(edges, bodies, strict=False)))


def test_chapter_names_in_the_running_header_are_dropped_with_it():
    data = pages_with(*(written("Socialpolitik", 70, 800, 8) + written(f"Kapitel {at}", 400, 800, 8) for at in "aabbc"))
    assert {line.text[:4] for line in pdf_lines(data)} == {"Side"}


@pytest.mark.parametrize("form", ["{}", "Side {}", "- {} -", "Side {} af 4", "{} | Socialpolitik"])
def test_page_numbers_are_dropped(form):
    data = pages_with(*(written(form.format(at), 70 if at % 2 else 500, 40, 8) for at in range(1, 5)))
    assert {line.text[:8] for line in pdf_lines(data)} == {"Side om "}


def test_small_print_on_both_of_two_pages_is_dropped():
    data = pages_with(*[written("Sønderborg Kommune", 70, 800, 8)] * 2)
    assert {line.text[:8] for line in pdf_lines(data)} == {"Side om "}


def test_what_a_policy_says_on_several_pages_stays():
    said = [written("Fælles er vores mål:", 70, 760), written("Fokusområde 2", 70, 760, 16), b"", b"", b"", b"", b""]
    kept = [*said[:1] * 3, *said[2:]]
    assert texts(pages_with(*kept)).count("Fælles er vores mål:") == 3
    numbered = [written(f"Fokusområde {at}", 70, 760, 16) for at in (1, 2)] + [b""] * 2
    numbered += [written(f"Fokusområde {at}", 70, 760, 16) for at in (3, 4)]
    assert sum(text.startswith("Fokusområde") for text in texts(pages_with(*numbered))) == 4


def test_a_number_within_the_page_stays():
    assert "1" in texts(drawn_pdf(column(TEXT, 70, 700) + written("1", 70, 400) + column(TEXT, 70, 380)))


def reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        pdf_lines(data)
    return refused.value.reason


def test_a_locked_file_is_refused():
    writer = PdfWriter(clone_from=io.BytesIO(drawn_pdf(column(TEXT, 70, 700))))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    assert reason(data.getvalue()) == pdf.LOCKED


def test_a_file_that_only_may_not_be_printed_is_read():
    writer = PdfWriter(clone_from=io.BytesIO(drawn_pdf(column(TEXT, 70, 700))))
    writer.encrypt("", owner_password="hemmelig", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    assert texts(data.getvalue()) == TEXT


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnoget andet", compiled(TEXT[0] * 900)[:9000], drawn_pdf()])
def test_a_damaged_file_is_refused(data):
    assert reason(data) == pdf.DAMAGED


def test_a_file_of_too_many_pages_is_refused():
    assert reason(drawn_pdf(*[b""] * (pdf.MOST_PAGES + 1))) == pdf.TOO_LONG


@pytest.mark.parametrize("pages", [[b""], [b"0 0 100 100 re f"], [written(str(at), 70, 40) for at in (1, 2, 3)]])
def test_a_file_without_text_is_refused(pages):
    assert reason(drawn_pdf(*pages)) == pdf.NO_TEXT
    assert "OCR" in pdf.NO_TEXT


def test_letters_that_the_file_does_not_name_are_refused():
    assert reason(drawn_pdf(b"BT /F1 10 Tf 70 700 Td <0103040506070801030405060708> Tj ET")) == pdf.NO_LETTERS


def test_a_page_with_more_text_than_any_page_is_refused():
    assert reason(drawn_pdf(b"BT /F1 1 Tf 5 700 Td " + b"(ab c) Tj " * 15_000 + b"ET")) == pdf.TOO_DENSE


def test_more_text_than_any_policy_is_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_GLYPHS", 300)
    assert reason(drawn_pdf(*[column(TEXT, 70, 700)] * 4)) == pdf.TOO_MUCH


def test_each_reason_is_one_clear_text():
    for text in (pdf.LOCKED, pdf.DAMAGED, pdf.TOO_LONG, pdf.TOO_DENSE, pdf.TOO_MUCH, pdf.NO_TEXT, pdf.NO_LETTERS):
        assert text[0].isupper()
        assert text.endswith(".")
