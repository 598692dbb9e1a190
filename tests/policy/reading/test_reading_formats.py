"""Any format gives the same policy, and what is no document of text is refused with a sentence on what to do."""

import io
import zipfile
from collections import Counter

import pytest

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.formats import packed
from helhed.policy.reading.formats.kinds import MOST_BYTES, lines_of
from helhed.policy.reading.formats.packed import Package
from helhed.policy.reading.read import read_policy
from tests.policy.reading.made_documents import (
    AREAS,
    GOALS,
    MAKERS,
    ODT_KIND,
    ODT_NAMES,
    blocks_of,
    kinds,
    odt,
    p,
    policy_parts,
    word,
    zipped,
)


@pytest.fixture(scope="module", params=MAKERS, ids=lambda maker: maker.__name__)
def made(request) -> bytes:
    return request.param()


def test_the_policy_is_made_whole():
    assert len(GOALS) == 40
    assert Counter(part.kind for part in policy_parts())["area"] == 6
    assert Counter(part.kind for part in policy_parts())["paragraph"] > 40


def test_each_goal_is_one_item_word_for_word(made):
    items = Counter(block.text for block in blocks_of(made) if block.kind == "item")
    assert [goal for goal in GOALS if items[goal] != 1] == []


def test_each_area_title_is_one_heading_and_all_rank_alike(made):
    headings = [block for block in blocks_of(made) if block.text.startswith("Fokusområde ")]
    assert [(block.kind, block.text) for block in headings] == [
        ("heading", f"Fokusområde {number} – {title}") for number, title, _ in AREAS
    ]
    assert len({block.level for block in headings}) == 1
    assert None not in {block.level for block in headings}


def test_nothing_but_the_policy_comes_out_and_all_of_it(made):
    found = Counter(block.text for block in blocks_of(made)) + Counter(
        block.source for block in blocks_of(made) if block.source
    )
    written = Counter(part.text for part in policy_parts())
    assert {text: count for text, count in (written - found).items() if not _is_item_in_section(text)} == {}
    assert {text: count for text, count in (found - written).items() if not _was_item_in_section(text)} == {}


def _is_item_in_section(text: str) -> bool:
    """Sections keep the marks of their items, which the reader takes off again."""
    return text.startswith("• ")


def _was_item_in_section(text: str) -> bool:
    return f"• {text}" in {part.text for part in policy_parts()}


def test_six_areas_with_their_forty_goals(made):
    found = [(area.number, area.title, [goal.text for goal in area.goals]) for area in read_policy(made).focus_areas]
    assert found == AREAS


def test_each_quote_has_its_source(made):
    quotes = [(block.text.strip("”"), block.source) for block in blocks_of(made) if block.kind == "quote"]
    assert ("Vi vil gerne kunne klare os selv og have et job", "Citat fra borger") in quotes


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        lines_of(data)
    reason = refused.value.reason
    assert reason.startswith("Filen ")
    assert reason.endswith(".")
    return reason


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "billede"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "OCR"),
        (b"II*\0\x08\0\0\0", "billede"),
        (b"MM\0*\0\0\0\x08", "billede"),
        (b"GIF89a", "billede"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "billede"),
        (b"\0\0\0\x18ftypheic", "billede"),
        (b"{\\rtf1\\ansi En tekst}", "RTF"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"\x1f\x8b\x08\0", "pakket"),
        (b"7z\xbc\xaf\x27\x1c", "pakket"),
        (b"Rar!\x1a\x07\0", "pakket"),
        (OLE + "WordDocument".encode("utf-16-le"), "ældre Word-dokument"),
        (OLE + "Workbook".encode("utf-16-le"), "ældre regneark"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "ældre præsentation"),
        (OLE, "ældre Office-dokument"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
        (zipped({"xl/workbook.xml": ""}), "regneark"),
        (zipped({"ppt/presentation.xml": ""}), "præsentation"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "regneark"),
        (zipped({"mimetype": "application/epub+zip"}), "e-bog"),
        (zipped({"Index/Document.iwa": ""}), "Pages"),
        (zipped({"FixedDocSeq.fdseq": ""}), "XPS"),
        (zipped({"politik.txt": "En politik."}), "pakket mappe"),
        (zipped({}), "pakket mappe"),
        (b"PK\x03\x04 og ikke mere", "beskadiget"),
        (b'<?xml version="1.0"?><office:document/>', "XML"),
        (b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "gemt webside"),
        (b"x" * (MOST_BYTES + 1), "20 MB"),
        (b"", "tom"),
        (b"<html><body><script>1</script></body></html>", "tom"),
        (word("<w:p/>"), "tom"),
        (odt("<text:p/>"), "tom"),
        (b"\0\1\2\3", "andet end tekst"),
    ],
)
def test_refusals_say_what_it_is_and_what_to_do(data, words):
    assert words in refusal(data)


def test_a_large_file_just_within_bounds_is_read():
    assert len(lines_of(b"Ord. " * 1000)) == 1


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\n\xef\xbb\xbf junk %PDF-1.4"])
def test_a_pdf_is_told_by_its_first_bytes(data):
    """The door for PDF has sentences of its own."""
    with pytest.raises(Unreadable, match="PDF"):
        lines_of(data)


# Packages made to do harm


def test_a_package_that_swells_is_refused():
    assert "fylder for meget" in refusal(zipped({"word/document.xml": b" " * 30_000_000}))


def test_a_package_with_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(packed, "MOST_ENTRIES", 10)
    assert "fylder for meget" in refusal(zipped({f"word/{number}.xml": "" for number in range(11)}))


def test_a_package_larger_than_all_bounds_is_refused(monkeypatch):
    monkeypatch.setattr(packed, "MOST_UNPACKED", 100)
    assert "fylder for meget" in refusal(word(p("En tekst")))


def test_a_part_that_is_too_large_is_refused_by_counting(monkeypatch):
    """The size that the file itself tells is not believed."""
    monkeypatch.setattr(packed, "MOST_XML", 1000)
    data = zipped({"word/document.xml": b"x" * 5000})
    told = bytes(data).replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(Unreadable):
        lines_of(told)
    with pytest.raises(Unreadable, match="fylder for meget"):
        Package(data).read("word/document.xml")


@pytest.mark.parametrize("cut", [10, 60, 200, 400])
def test_a_package_cut_off_is_refused(cut):
    assert "beskadiget" in refusal(word(p("En tekst"))[:-cut])


def test_a_part_whose_bytes_were_changed_is_refused():
    data = bytearray(word(p("En tekst, der er lang nok til at blive pakket")))
    data[60] ^= 0xFF
    assert "beskadiget" in refusal(bytes(data))


def test_a_package_locked_by_its_packer_is_refused():
    data = bytearray(word(p("En tekst")))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        start = package.start_dir
    data[start + 8] |= 1
    assert "adgangskode" in refusal(bytes(data))


def test_an_encrypted_odt_is_refused():
    manifest = (
        f'<manifest:manifest {ODT_NAMES}><manifest:file-entry manifest:full-path="content.xml">'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    data = zipped({"mimetype": ODT_KIND, "META-INF/manifest.xml": manifest, "content.xml": b"\x93\x12"})
    assert "adgangskode" in refusal(data)


ENTITIES = '<!DOCTYPE a [<!ENTITY b "{}">]><w:body xmlns:w="w"><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "document",
    [
        ENTITIES.format("ha"),
        OUTSIDE,
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        "<a>" * 400 + "</a>" * 400,
        "<a><b></a>",
        "",
    ],
)
def test_xml_made_to_do_harm_is_refused(document):
    assert "beskadiget" in refusal(zipped({"word/document.xml": document}))
    assert "beskadiget" in refusal(zipped({"mimetype": ODT_KIND, "content.xml": document}))


def test_a_part_that_is_missing_is_refused():
    assert "beskadiget" in refusal(zipped({"mimetype": ODT_KIND}))


# Which text is which


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<p>Vision</p>",
        "<HTML><BODY>Vision</BODY></HTML>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- gemt -->\n<html xmlns="x"><body><p>Vision</p></body></html>',
        "<h1>Vision</h1>\n<p>Et godt liv.</p>",
        "<div>\n<p>Vision</p>\n</div>",
    ],
)
def test_what_is_a_web_page(text):
    assert kinds(text.encode())[0][1].startswith("Vision")
    assert kinds(text.encode("utf-16")) == kinds(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "# Vision\n\nEt godt liv.",
        "En indledning.\n\n## Vision\n\nEt godt liv.\n\n## Mål\n",
        "**Vision**\n\nEt godt liv.\n\n**Mål**\n\n- At alle er med\n",
        "Vision\n======\n\nSe [planen](https://example.dk).\n",
        "---\ntitle: Politik\ntags:\n  - a\n---\nVision\n",
    ],
)
def test_what_is_markdown(text):
    marks = ("#", "*", "=", "[", "---")
    assert not any(block.text.startswith(marks) for block in blocks_of(text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "Vores mål\n- At alle er med\n- At ingen er alene\n",
        "Vores mål\n* At alle er med\n* At ingen er alene\n",
        "1. Leg\nBørn leger.\n\n2. Ro\nBørn hviler.\n",
        "Politik\n-------\n\nEn linje.\n",
        "Prisen er 5 < 6, og <alle> er med.\n",
        "#sammen er vores mål\n",
        "Punkt # 1\n# 2 er ikke en overskrift alene\n",
        "---\nEn linje\n---\nEn til\n",
    ],
)
def test_what_stays_plain_text(text):
    lines = lines_of(text.encode())
    assert not any(line.is_whole for line in lines)
    assert [line.text for line in lines] == [line for line in text.splitlines() if line]


def test_a_long_text_is_no_markdown():
    """It would be read too slowly."""
    text = "# Vision\n\n" + "Et godt liv for alle. " * 60_000
    assert not lines_of(text.encode())[0].is_whole
