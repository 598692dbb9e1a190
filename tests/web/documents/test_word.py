"""The Word file, read back: every text of every block, and what a screen reader needs."""

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helhed.base.blocks import (
    Block,
    BulletList,
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    Note,
    Paragraph,
    Table,
    Words,
)
from helhed.web.documents.word import to_docx, writable

ADDRESS = "https://helhed.example/politik/en?a=1&b=2"
BLOCKS: tuple[Block, ...] = (
    Heading("Politikken"),
    Note("En kilde og en dag"),
    Heading("Et område", 2, "omraade-1", "/politik/en/fokus/1", "da"),
    Paragraph("Første linje\nog anden"),
    Paragraph("Written in English", "en"),
    BulletList(("Det ene", "Det andet"), "da"),
    Heading("En værdi", 3),
    Table(
        "Målene",
        ("Mål", "Officiel ordlyd", "På let dansk"),
        (
            (Link("1.1", ADDRESS), Words("At alle er med", "da"), "Du er med"),
            (Link("1.2", "/politik/en/mål/1.2", "da"), "At nogen hører efter", "–"),
        ),
        (2, 10, 8),
    ),
    Figure("<svg/>", "Søjler: 3 er i gang.", "Hvordan det går"),
    Heading("Om dokumentet", 2),
    Table("Slut", ("Hvad", "Hvor meget"), (("Alt", "2"),), (3, 1)),
)


def written(*blocks: Block, language: str = "da", dated: date | None = None) -> WordDocument:
    document = Document("Titlen", language, blocks, "Lindevig Kommune", "Lindevig Kommune er opdigtet.")
    return docx.Document(BytesIO(to_docx(document, dated)))


def texts_of(block: Block) -> Iterator[str]:
    if isinstance(block, BulletList):
        yield from block.items
    elif isinstance(block, Table):
        yield from (block.caption, *block.head, *(text_of(cell) for row in block.rows for cell in row))
    elif isinstance(block, Figure):
        yield from (block.description, block.caption)
    else:
        yield block.text


def text_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def paragraphs(word: WordDocument) -> Iterator[WordParagraph]:
    """Every paragraph in reading order, those of tables too."""
    for each in word.iter_inner_content():
        if isinstance(each, WordTable):
            yield from (paragraph for row in each.rows for cell in row.cells for paragraph in cell.paragraphs)
        else:
            yield each


def read_back(word: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(word) if paragraph.text]


def style_of(paragraph: WordParagraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def test_every_text_stands_in_it_once_and_in_order() -> None:
    assert read_back(written(*BLOCKS)) == [text for block in BLOCKS for text in texts_of(block)]


def test_headings_are_headings_of_their_level_and_never_skip_one() -> None:
    styles = [style_of(paragraph) for paragraph in paragraphs(written(*BLOCKS))]
    levels = [int(name.removeprefix("Heading ")) for name in styles if name.startswith("Heading ")]
    assert levels == [1, 2, 3, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    outline = {
        level: written().styles[f"Heading {level}"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))
        for level in range(1, 7)
    }
    assert outline == {level: str(level - 1) for level in range(1, 7)}


def test_a_list_is_a_list() -> None:
    word = written(BulletList(("Det ene",)))
    [item] = list(paragraphs(word))
    assert style_of(item) == "List Bullet"
    number = word.styles["List Bullet"].element.pPr.numPr.numId.val
    [bullets] = word.part.numbering_part.element.findall(qn("w:num"))
    assert bullets.get(qn("w:numId")) == str(number)


def test_a_table_has_a_row_of_headings_that_is_repeated() -> None:
    table, _last = written(*BLOCKS).tables
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[0].cells] == ["Mål", "Officiel ordlyd", "På let dansk"]
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Målene"


def test_a_table_is_as_wide_as_the_text() -> None:
    word = written(*BLOCKS)
    section = word.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in word.tables:
        widths = [column.width for column in table.columns]
        assert sum(widths) == pytest.approx(room, rel=0.001)
    first = [column.width for column in word.tables[0].columns]
    assert first[1] / first[2] == pytest.approx(10 / 8, rel=0.01)


def test_something_stands_below_every_table() -> None:
    content = list(written(*BLOCKS).iter_inner_content())
    below = [after for block, after in pairwise(content) if isinstance(block, WordTable)]
    assert len(below) == 2
    assert all(isinstance(each, WordParagraph) and each.paragraph_format.space_before for each in below)


def test_a_short_line_stands_with_what_it_leads_up_to() -> None:
    between, lead, long, end = (Paragraph(text) for text in ("Tre mål", "Vores mål er:", "ord " * 40, "Til sidst"))
    table = Table("Mål", ("Kode",), (("1.1",),), (1,))
    blocks = (Heading("A"), between, Heading("B", 2), lead, table, long, BulletList(("Det ene",)), end, Heading("C", 2))
    kept = {each.text.strip(): each.paragraph_format.keep_with_next for each in written(*blocks).paragraphs}
    assert kept["Tre mål"]
    assert kept["Vores mål er:"]
    assert not kept[long.text.strip()]
    assert not kept["Til sidst"]


def languages(word: WordDocument) -> dict[str, str]:
    """The language that each text has of its own."""
    return {
        run.findtext(qn("w:t")): lang.get(qn("w:val"))
        for run in word.element.body.iter(qn("w:r"))
        if (lang := run.find(f"{qn('w:rPr')}/{qn('w:lang')}")) is not None
    }


@pytest.mark.parametrize(("language", "code"), [("da", "da-DK"), ("en", "en-GB"), ("de", "de-DE")])
def test_it_says_what_language_it_is_in(language: str, code: str) -> None:
    word = written(*BLOCKS, language=language)
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == code
    assert word.core_properties.language == code
    assert word.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == code


def test_a_part_in_another_language_says_so() -> None:
    marked = languages(written(*BLOCKS))
    assert marked["Written in English"] == "en-GB"
    assert {marked[text] for text in ("Et område", "Det ene", "At alle er med", "1.2")} == {"da-DK"}
    assert "En kilde og en dag" not in marked


def test_nothing_is_a_document_too() -> None:
    assert read_back(written()) == []


def test_it_carries_its_title_its_municipality_and_its_own_day() -> None:
    properties = written(*BLOCKS, dated=date(2020, 12, 2)).core_properties
    assert (properties.title, properties.author, properties.comments) == ("Titlen", "Lindevig Kommune", "")
    assert properties.created == properties.modified
    assert str(properties.created).startswith("2020-12-02 00:00:00")
    assert written(*BLOCKS).core_properties._element.find(qn("dcterms:created")) is None


def test_the_same_document_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("Titlen", "da", BLOCKS)
    first = to_docx(document, date(2020, 12, 2))
    monkeypatch.setattr("zipfile.time.localtime", lambda *_given: (2031, 1, 2, 3, 4, 5, 0, 0, 0))
    assert to_docx(document, date(2020, 12, 2)) == first
    assert to_docx(document, date(2020, 12, 3)) != first
    assert {part.date_time for part in zipfile.ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_each_page_says_what_the_document_must_say_and_its_number() -> None:
    [paragraph] = written(*BLOCKS).sections[0].footer.paragraphs
    assert paragraph.text.startswith("Lindevig Kommune er opdigtet.\t")
    fields = [field.get(qn("w:instr")) for field in paragraph._p.findall(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_an_address_on_the_net_is_a_link_and_one_inside_the_house_is_its_text() -> None:
    links = [link for paragraph in paragraphs(written(*BLOCKS)) for link in paragraph.hyperlinks]
    assert [(link.text, link.url) for link in links] == [("1.1", ADDRESS)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//elsewhere", "#here", ""])
def test_no_other_address_becomes_a_link(address: str) -> None:
    [paragraph] = list(paragraphs(written(Heading("Prøve", href=address))))
    assert paragraph.text == "Prøve"
    assert paragraph.hyperlinks == []


def test_nothing_is_left_of_the_package_it_was_begun_from() -> None:
    parts = zipfile.ZipFile(BytesIO(to_docx(Document("Titlen", "da", BLOCKS))))
    assert set(parts.namelist()) == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/footer1.xml"),
        *("word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml", "word/fontTable.xml"),
        "word/numbering.xml",
    }
    assert not any(b"python-docx" in parts.read(name) for name in parts.namelist())


def test_where_the_font_is_not_there_another_stands_in_for_it() -> None:
    parts = zipfile.ZipFile(BytesIO(to_docx(Document("Titlen", "da", BLOCKS))))
    assert b'<w:altName w:val="Calibri,Arial"/>' in parts.read("word/fontTable.xml")
    assert b'w:ascii="IBM Plex Sans"' in parts.read("word/styles.xml")


def test_every_style_that_is_used_is_there() -> None:
    word = written(*BLOCKS)
    body: Any = word.element.body
    used = {each.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for each in body.iter(qn(tag))}
    assert used <= {style.style_id for style in word.styles}


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example(text="\x00\x01\x0b\x1f\x7f\x85")
@example(text="to\r\nlinjer\rog\u2028tre")
@example(text="\u202eom vendt \ufffe\uffff")
@example(text="<w:p>&amp; ]]> \t")
@example(text="😀 ﷺ 中文")
@settings(max_examples=25, deadline=None)
def test_whatever_people_write_stands_in_it(text: str) -> None:
    blocks = (Heading(text), Paragraph(text), Table(text, (text,), ((text,),), (1,)), BulletList((text,)), Note(text))
    document = Document(text, "da", blocks, text, text)
    word = docx.Document(BytesIO(to_docx(document)))
    assert {paragraph.text for paragraph in paragraphs(word)} == {writable(text)}


def test_what_a_file_cannot_hold_is_a_box() -> None:
    assert writable("a\x01b\u202ec\r\nd") == "a□b□c\nd"


def test_a_lone_half_of_a_character_stops_nothing() -> None:
    assert read_back(written(Paragraph("a\ud800b"))) == ["a□b"]
