"""Every form of a status, opened again by another program than the one that wrote it."""

import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn
from lxml import html
from pypdf import PdfReader

from helhed.action_plans.words import ProgressState
from helhed.base.blocks import BulletList, Document, Figure, Heading, Paragraph, Pictured, Table
from helhed.status_reports.content.storing import digest, stored
from helhed.status_reports.content.tree import Correction, StateCount, StatusContent, StatusLink, YearOfPeriod
from helhed.status_reports.words import Outcome
from helhed.web.status_reports.files import written
from helhed.web.status_reports.files.agenda import agenda
from helhed.web.status_reports.files.easy import MOST_LIX, easy, lix_of
from helhed.web.status_reports.files.whole import as_document
from tests.browser.pdf_structure import Element, faults, structure
from tests.web.status_reports.contents import CONTENT, FIRST, SECOND, large
from tests.web.status_reports.office import converted, sheets_of

KEPT = "f00d" * 16
MOST_SECONDS = 5


@pytest.fixture(autouse=True)
def in_danish() -> Iterator[None]:
    with translation.override("da"):
        yield


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\ufffe-]+", "", text)


def printed(data: bytes) -> str:
    return squeezed(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


def texts(document: Document) -> Iterator[str]:
    """Every text that stands in the blocks; a picture's words stand in the tags."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (block.caption, *block.head)
            yield from (getattr(cell, "text", cell) for row in block.rows for cell in row)
        elif isinstance(block, BulletList):
            yield from block.items
        elif not isinstance(block, Figure):
            yield block.text


def headings(document: Document) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]


# The PDF


@pytest.mark.parametrize("form", ["whole", "easy"])
def test_the_structure_of_the_pdf_is_sound(form):
    document = as_document(CONTENT, KEPT) if form == "whole" else easy(CONTENT)
    data = written.as_pdf(CONTENT, KEPT) if form == "whole" else written.as_easy_pdf(CONTENT)
    reader = PdfReader(BytesIO(data))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]) == "da"
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    tree = structure(reader)
    assert faults(tree) == []
    levels = [int(each.kind[1:]) for each in tree.walk() if re.fullmatch("H[1-6]", each.kind)]
    assert levels == [level for level, _text in headings(document)]
    pictures = [block.description for block in document.blocks if isinstance(block, Figure | Pictured)]
    assert pictures
    assert [each.attributes["Alt"] for each in tree.walk() if each.kind == "Figure"] == pictures
    assert len(tables_of(tree)) == sum(isinstance(block, Table) for block in document.blocks)


def tables_of(tree: Element) -> list[Element]:
    return [each for each in tree.walk() if each.kind == "Table"]


def test_every_text_stands_on_the_sheets():
    for document, data in (
        (as_document(CONTENT, KEPT), written.as_pdf(CONTENT, KEPT)),
        (easy(CONTENT), written.as_easy_pdf(CONTENT)),
    ):
        paper = printed(data)
        assert [text for text in texts(document) if squeezed(text) not in paper] == []


# Word


@pytest.mark.parametrize("form", ["whole", "agenda"])
def test_libreoffice_finds_every_heading_row_and_figure_in_the_word_file(form, tmp_path):
    document = as_document(CONTENT, KEPT) if form == "whole" else agenda(CONTENT, KEPT)
    data = written.as_word(CONTENT, KEPT) if form == "whole" else written.as_agenda(CONTENT, KEPT)
    [page] = converted(tmp_path, "status.docx", data, "html:HTML:EmbedImages")
    tree = html.fromstring(page.read_bytes())
    found = [
        (int(each.tag[1:]), squeezed(each.text_content())) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert found == [(level, squeezed(text)) for level, text in headings(document)]
    rows = [[squeezed(cell.text_content()) for cell in row.iter("td", "th")] for row in tree.iter("tr")]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    expected = [row for table in tables for row in (table.head, *table.rows)]
    assert rows == [[squeezed(getattr(cell, "text", cell)) for cell in row] for row in expected]
    shown = squeezed(tree.text_content())
    assert [text for text in texts(document) if squeezed(text) not in shown] == []
    pictures = [block.description for block in document.blocks if isinstance(block, Figure)]
    assert [words for words in pictures if squeezed(words) not in shown] == []


def test_the_agenda_has_the_parts_of_an_agenda_item_in_their_order():
    parts = [text for level, text in headings(agenda(CONTENT, KEPT)) if level == 2]
    assert parts == ["Indstilling", "Resumé", "Sagsfremstilling", "Økonomi", "Høring", "Bilag"]


def test_the_agenda_of_a_status_that_was_not_heard_says_so():
    assert "Årsstatus har ikke været i høring." in list(texts(agenda(replace(CONTENT, hearing=None), "")))


# Excel


def test_libreoffice_finds_every_row_in_the_excel_file(tmp_path):
    sheets = sheets_of(tmp_path, written.as_excel(CONTENT, KEPT))
    assert set(sheets) == {"Initiativer", "Mål", "Om"}
    head, first, second = sheets["Initiativer"]
    row = dict(zip(head, first, strict=True))
    assert (row["Nr."], row["Initiativ"], row["Milepæle"], row["Milepæle nået"]) == ("1", FIRST.title, "17", "13")
    assert (row["Begynder"], row["Slutter"]) == ("2022-01-01", "2024-06-30")
    assert FIRST.words in first
    assert row["Succeskriterium"] == "=SUM(1;1) boliger har nøgle"
    assert SECOND.title in second
    goals = [dict(zip(sheets["Mål"][0], each, strict=True)) for each in sheets["Mål"][1:]]
    assert [each["Mål"] for each in goals] == ["1.1", "1.2", "2.1", "2.2"]
    assert [each["Gennemført"] for each in goals] == ["1", "1", "0", "0"]
    about = dict(sheets["Om"][1:])
    assert about["Opgjort pr."] == "2023-12-31"
    assert about["Kontrolsum (SHA-256)"] == KEPT
    assert "handleplanernes" in about["Kilde"]


def test_cells_are_of_their_kind_and_none_is_a_formula():
    with zipfile.ZipFile(BytesIO(written.as_excel(CONTENT))) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets" in name]
    assert len(sheets) == 3
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert '<c r="B2"><v>1</v></c>' in sheets[0]
    assert '<c r="I2" s="2"><v>44562</v></c>' in sheets[0]
    assert '<c r="P3" t="b"><v>1</v></c>' in sheets[0]
    assert digest(stored(CONTENT)) in sheets[2]


@pytest.mark.parametrize("words", ["=1+1", "+1", "@x", "\x00\x0b", "<x>&amp;", "æ" * 40_000, "]]>", "😀\u202e"])
def test_whatever_people_wrote_is_a_text_in_the_file(words, tmp_path):
    content = replace(CONTENT, initiatives=(replace(FIRST, title=f"{words}.", words=words), SECOND))
    with zipfile.ZipFile(BytesIO(written.as_excel(content))) as package:
        sheet = html.fromstring(package.read("xl/worksheets/sheet1.xml"))
    assert "<f" not in html.tostring(sheet).decode().replace("<frozen", "")
    for make in (written.as_word, written.as_agenda, written.as_pdf, written.as_html):
        assert make(content)


# The easy edition


def test_the_easy_edition_is_easy_and_says_how_easy():
    document = easy(CONTENT)
    number = lix_of(document)
    assert 0 < number <= MOST_LIX
    assert f"Tekstens lix-tal: {number} (" in list(texts(document))[-1]


def test_the_easy_edition_is_in_danish_whatever_is_spoken():
    with translation.override("en"):
        assert easy(CONTENT).language == "da"
        assert easy(CONTENT).title == "Let udgave: Status 2023"


def test_what_is_hard_to_read_is_left_out_of_the_easy_edition():
    said = list(texts(easy(CONTENT)))
    assert "Du har din egen nøgle." in said
    assert "Du kan få et job." in said
    assert not any("borgerinddragelsesprocesser" in text for text in said)
    assert not any("At alle på botilbuddene" in text for text in said)


def test_no_sentence_of_the_easy_edition_is_long():
    ours = [block for block in easy(CONTENT).blocks if isinstance(block, Paragraph | Pictured)]
    sentences = [part for block in ours for part in re.split(r"(?<=[.?!:])\s", block.text)]
    assert max(len(sentence.split()) for sentence in sentences) <= 12


def test_every_state_and_outcome_has_easy_words_and_a_picture_of_its_own():
    every = tuple(StateCount(state.value, 3) for state in ProgressState)
    [treatment, _second] = CONTENT.committees
    for outcome in Outcome:
        content = replace(CONTENT, counts=every, committees=(replace(treatment, outcome=outcome.value),))
        assert lix_of(easy(content)) <= MOST_LIX
    pictured = [block for block in easy(replace(CONTENT, counts=every, areas=())).blocks if isinstance(block, Pictured)]
    of_states = [block for block in pictured if "3" in block.text and "23" not in block.text]
    assert len({block.svg for block in of_states}) == len({block.description for block in of_states}) == len(every)


# All of them


def words_of(data: bytes) -> str:
    """What stands in a Word file."""
    body: Any = docx.Document(BytesIO(data)).element.body
    return squeezed(" ".join(each.text or "" for each in body.iter(qn("w:t"))))


def whole_texts(content: StatusContent, folder: Path) -> dict[str, str]:
    """What each form says, as one text."""
    sheets = sheets_of(folder, written.as_excel(content, KEPT))
    return {
        "html": squeezed(html.fromstring(written.as_html(content, KEPT)).text_content()),
        "pdf": printed(written.as_pdf(content, KEPT)),
        "docx": words_of(written.as_word(content, KEPT)),
        "xlsx": squeezed(" ".join(cell for rows in sheets.values() for row in rows for cell in row)),
        "easy": printed(written.as_easy_pdf(content)),
        "agenda": words_of(written.as_agenda(content, KEPT)),
    }


FIGURES = {
    "html": ("Gennemført{0}", "Udfordret{1}", "Ialt{2}"),
    "pdf": ("Gennemført{0}", "Udfordret{1}", "Ialt{2}"),
    "docx": ("Gennemført{0}", "Udfordret{1}", "Ialt{2}"),
    "xlsx": ("Gennemført{0}", "Udfordret{1}", "Initiativer{3}"),
    "easy": ("{0}erklar.", "{1}kangågalt."),
    "agenda": ("Gennemført{0}", "Udfordret{1}", "Ialt{2}"),
}


def test_every_form_shows_the_same_figures(tmp_path):
    counts = (StateCount("at_risk", 61), StateCount("done", 73))
    said = whole_texts(replace(CONTENT, counts=counts), tmp_path)
    assert set(said) == set(FIGURES)
    for form, patterns in FIGURES.items():
        for pattern in patterns:
            assert pattern.format(73, 61, 134, 2) in said[form], (form, pattern)


def test_all_of_it_is_said_in_every_whole_form(tmp_path):
    said = whole_texts(CONTENT, tmp_path)
    for form in ("html", "pdf", "docx"):
        missing = [text for text in everything() if squeezed(text) not in said[form]]
        assert missing == [], form
    for form in ("html", "pdf", "docx", "agenda"):
        assert said[form].count(squeezed("Der er endnu ikke opgjort tal")) == 1, form
        assert said[form].count(squeezed("Skriv om låsene.")) == 1, form


def everything() -> list[str]:
    """What people wrote, each of it."""
    areas = CONTENT.areas
    return [
        *("Resuméet siger det vigtigste.", "Også i to afsnit.", "Læs oppefra.", "Vi har talt.", "Alle er med."),
        *("Om visionen skriver redaktøren.", *CONTENT.statements, "Respekt: Vi ser mennesket."),
        *(text for area in areas for text in (area.judgement, area.last_judgement)),
        *(text for goal in CONTENT.goals for text in (goal.code, goal.text, goal.judgement, goal.last_judgement)),
        *("Jeg vil selv låse op.", "Nu kan jeg selv.", "Det tog lang tid.”Anna", "Her stod en stemme."),
        *("Alle har fået en nøgle & er glade <tak>.", "Kriteriet er nået før tid.", "Egen nøgle til døren"),
        *("13 af 17", "Vejen til arbejde", "Ingen ansvarlig", "Nøglerne er på vej", "Vi fortæller om det."),
        *("Handicaprådet", "Det gør vi.", "Afsnittet er udvidet.", "Vises ikke offentligt", "Med ros.", "Punkt 12"),
        *("Egen nøgle til døren: før Forsinket, nu Gennemført", "Vejen til arbejde: begyndt siden året før", KEPT),
        *("2022 vises, som den blev offentliggjort, i udgave 1.", "Området haltede i fjor."),
    ]


def test_a_closing_status_has_its_years_and_what_carries_over():
    closing = replace(
        CONTENT,
        kind="closing",
        first_year=2021,
        last_year=2024,
        compared_with=None,
        years=(YearOfPeriod(2022, 1, "abc", (StateCount("delayed", 41),)),),
        carried_over="Det går videre.",
        carries_over=(SECOND.key,),
        successors=(StatusLink("ny", "Den nye vej", "2025-2028"),),
    )
    for document in (as_document(closing, KEPT), agenda(closing, KEPT)):
        said = list(texts(document))
        assert "41" in said
        assert "Det går videre." in said
        assert "Slutstatus 2021-2024" in document.title


def test_a_correction_says_what_it_corrects():
    corrected = replace(
        CONTENT, edition=2, corrects=Correction(1, "abc", "Et tal var forkert."), unready_reason="Ingen tid."
    )
    said = " ".join(texts(as_document(corrected, KEPT)))
    assert "Et tal var forkert." in said
    assert "Ingen tid." in said


def test_an_empty_status_has_every_form(tmp_path):
    empty = replace(
        CONTENT,
        published_on=None,
        summary="",
        counts=(),
        last_counts=(),
        compared_with=None,
        areas=(),
        initiatives=(),
        plans=(),
        voices=(),
        committees=(),
        hearing=None,
        steps=(),
    )
    assert all(whole_texts(empty, tmp_path).values())
    assert faults(structure(PdfReader(BytesIO(written.as_pdf(empty))))) == []


def test_the_same_status_is_the_same_file():
    for make in (written.as_excel, written.as_word, written.as_agenda, written.as_html):
        assert make(CONTENT) == make(CONTENT)


def test_the_municipality_gives_its_name_and_its_colour(settings):
    settings.MUNICIPALITY = replace(
        settings.MUNICIPALITY, name="Strandby Kommune", primary_colour="#123456", is_fictional=False
    )
    package = zipfile.ZipFile(BytesIO(written.as_word(CONTENT)))
    assert b'w:val="123456"' in package.read("word/styles.xml")
    assert b"Strandby Kommune" in package.read("docProps/core.xml")
    assert b"Strandby" in package.read("word/footer1.xml")
    book = zipfile.ZipFile(BytesIO(written.as_excel(CONTENT)))
    assert b"FF123456" in book.read("xl/styles.xml")
    assert b"Strandby Kommune" in book.read("xl/worksheets/sheet3.xml")
    assert "Strandby Kommune" in written.as_html(CONTENT)
    sheet = PdfReader(BytesIO(written.as_pdf(CONTENT))).pages[0]
    assert b"0.07058824 0.20392157 0.3372549" in sheet.get_contents().get_data()


def test_all_forms_of_a_large_status_are_written_in_time():
    content = large()
    assert (len(content.goals), len(content.initiatives)) == (40, 200)
    began = time.process_time()
    for make in (written.as_html, written.as_pdf, written.as_word, written.as_excel, written.as_agenda):
        assert make(content)
    assert written.as_easy_pdf(content)
    assert time.process_time() - began < MOST_SECONDS * 2
