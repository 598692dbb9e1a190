"""What a Word document holds beside plain paragraphs, and what of it is text."""

import docx
import pytest

from helhed.policy.reading.formats.kinds import lines_of
from tests.policy.reading.made_documents import W, cells, kinds, p, saved, told, word, zipped

NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def style(identity: str, name: str, properties: str = "", run: str = "", based_on: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def styled(text: str, identity: str, properties: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{identity}"/>{properties}')


def runs(*inner: str) -> str:
    return "<w:p>" + "".join(f"<w:r>{each}</w:r>" for each in inner) + "</w:p>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


LEVELS = "".join(
    (
        style("Heading1", "heading 1", '<w:outlineLvl w:val="0"/>'),
        style("Overskrift2", "heading 2", '<w:outlineLvl w:val="1"/>'),
        style("Kapitel", "Kapitel", based_on="Heading1"),
        style("Overskrift3", "Overskrift 3"),
        style("Titel", "Title"),
        style("Rubrik", "Rubrik", '<w:outlineLvl w:val="9"/>', based_on="Heading1"),
    )
)


def test_headings_by_outline_level_name_and_what_a_style_is_based_on():
    body = (
        styled("A", "Heading1")
        + styled("B", "Overskrift2")
        + styled("C", "Kapitel")
        + styled("D", "Overskrift3")
        + styled("E", "Rubrik")
        + p("F", '<w:outlineLvl w:val="1"/>')
        + styled("G", "Heading1", '<w:outlineLvl w:val="9"/>')
        + p("H")
    )
    assert told(word(body, NORMAL + LEVELS)) == ["1A", "2B", "1C", "3D", "E", "2F", "G", "H"]


def test_a_title_ranks_above_the_headings():
    body = styled("Politik", "Titel") + styled("Vision", "Heading1") + styled("Mål", "Overskrift2")
    assert told(word(body, NORMAL + LEVELS)) == ["1Politik", "2Vision", "3Mål"]


def test_a_paragraph_set_as_a_heading_by_mistake_is_none():
    body = styled("Vision", "Heading1") + styled("Et langt afsnit. " * 20, "Heading1")
    assert [line.level for line in lines_of(word(body, NORMAL + LEVELS))] == [1, None]


def test_styles_that_go_in_a_circle_end():
    circle = style("A", "A", based_on="B") + style("B", "B", based_on="A")
    assert told(word(styled("Tekst her.", "A"), circle)) == ["Tekst her."]


def test_the_standard_style_counts_where_none_is_named():
    standard = NORMAL.replace("</w:style>", '<w:rPr><w:sz w:val="48"/></w:rPr></w:style>')
    small = style("Lille", "Lille", run='<w:sz w:val="22"/>', based_on="")
    body = p("Vision") + styled("Et godt liv for alle, der bor her. " * 5, "Lille")
    assert [line.level for line in lines_of(word(body, standard + small))] == [1, None]


SIZES = (
    "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>"
    + NORMAL
    + style("Stor", "Stor", run="<w:sz w:val='36'/>")
    + style("Fed", "Fed", run="<w:b/>")
    + "<w:style w:type='character' w:styleId='Tegn'><w:name w:val='Tegn'/><w:rPr><w:b/></w:rPr></w:style>"
)
BODY = p("Alle skal have et godt liv, også når det er svært. " * 4)


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        (styled("Vision", "Stor"), 1),
        (p("Vision", run="<w:sz w:val='36'/>"), 1),
        (styled("Vision", "Fed"), 1),
        (p("Vision", run="<w:b/>"), 1),
        (p("Vision", run="<w:rStyle w:val='Tegn'/>"), 1),
        (p("Vision", run="<w:rStyle w:val='Tegn'/><w:b w:val='0'/>"), None),
        (styled("Vision", "Fed").replace("<w:rPr>", "<w:rPr><w:b w:val='false'/>"), None),
        (runs(f"<w:rPr><w:b/></w:rPr>{t('Vision ')}", t("for alle")), None),
        (p("Vision"), None),
    ],
)
def test_size_and_weight_decide_where_no_heading_is_marked_up(heading, level):
    assert lines_of(word(heading + BODY, SIZES))[0].level == level


def test_type_decides_below_a_title_too_but_not_beside_headings():
    bold = p("Mål", run="<w:b/>")
    titled = word(styled("Politik", "Titel") + bold + BODY, NORMAL + LEVELS)
    assert [line.level for line in lines_of(titled)] == [1, 2, None]
    headed = word(styled("A", "Heading1") + styled("B", "Heading1") + bold + BODY, NORMAL + LEVELS)
    assert [line.level for line in lines_of(headed)] == [1, 1, None, None]


def test_two_headings_by_type_in_a_row_are_two():
    body = p("Fokusområde 1", run="<w:b/>") + p("Fælles er vores mål:", run="<w:b/>") + BODY
    assert [line.level for line in lines_of(word(body, SIZES))] == [1, None, None]


# Lists


def counted(identity: int, *levels: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text, start) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{identity}">{inner}</w:abstractNum>'


def numbered(identity: int, definition: int, start: str = "") -> str:
    begins = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{definition}"/>{begins}</w:num>'


def item(text: str, number: int, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


OUTLINED = counted(1, ("decimal", "%1.", "1"), ("lowerLetter", "%2)", "1"), ("decimal", "%1.%2.%3", "1"))


def test_lists_are_counted_and_deeper_ones_begin_anew():
    body = item("A", 1) + item("B", 1, 1) + item("C", 1, 1) + item("D", 1) + item("E", 1, 1) + item("F", 1, 2)
    data = word(body, numbering=OUTLINED + numbered(1, 1))
    assert told(data) == ["1. A", "..a) B", "..b) C", "2. D", "..a) E", "....1. F"]


def test_lists_that_share_a_definition_go_on_unless_one_begins_anew():
    body = item("A", 1) + p("Tekst.") + item("B", 1) + item("C", 2) + item("D", 2) + item("E", 3)
    numbering = OUTLINED + numbered(1, 1) + numbered(2, 1, start="1") + numbered(3, 1)
    assert told(word(body, numbering=numbering)) == ["1. A", "Tekst.", "2. B", "1. C", "2. D", "3. E"]


@pytest.mark.parametrize(
    ("form", "text", "start", "mark"),
    [
        ("bullet", "\uf0b7", "1", "• "),
        ("bullet", "o", "1", "• "),
        ("none", "", "1", ""),
        ("decimal", "%1", "4", "4. "),
        ("decimal", "(%1)", "4", "(4) "),
        ("decimal", "§ %1", "4", "4. "),
        ("decimal", "Mål %1:", "4", "Mål 4: "),
        ("decimal", "%1.", "120", "• "),
        ("upperLetter", "%1.", "2", "B) "),
        ("lowerLetter", "%1)", "2", "b) "),
        ("lowerRoman", "%1.", "4", "4. "),
        ("upperRoman", "Del %1", "4", "Del IV "),
        ("danishCounting", "%1.", "2", "2. "),
        ("decimal", "%1.", "mange", "1. "),
        ("decimal", "%0%1.", "1", "1. "),
    ],
)
def test_marks(form, text, start, mark):
    data = word(item("At alle er med", 1), numbering=counted(1, (form, text, start)) + numbered(1, 1))
    assert told(data) == [f"{mark}At alle er med"]


def test_a_heading_is_counted_too_but_has_no_bullet():
    numbering = counted(1, ("decimal", "Fokusområde %1 –", "1")) + numbered(1, 1)
    numbering += counted(2, ("bullet", "•", "1")) + numbered(2, 2)
    heads = style("Omr", "heading 1", '<w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    body = styled("Leg", "Omr") + styled("Ro", "Omr") + styled("Mad", "Omr", '<w:numPr><w:numId w:val="2"/></w:numPr>')
    assert told(word(body, heads, numbering)) == ["1Fokusområde 1 – Leg", "1Fokusområde 2 – Ro", "1Mad"]


def test_a_style_brings_its_list_and_a_paragraph_may_leave_it():
    styles = style("Opstilling-punkttegn", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    styles += style("Opstilling-punkttegn2", "List Bullet 2", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    left = styled("C", "Opstilling-punkttegn", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("A", "Opstilling-punkttegn") + styled("B", "Opstilling-punkttegn2") + left
    data = word(body, styles, counted(1, ("bullet", "•", "1")) + numbered(1, 1))
    assert told(data) == ["• A", "..• B", "C"]


def test_the_level_of_a_list_that_names_a_style_tells_its_depth():
    numbering = OUTLINED.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="Under"/>') + numbered(1, 1)
    under = style("Under", "Under", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert told(word(item("A", 1) + styled("B", "Under"), under, numbering)) == ["1. A", "..a) B"]


def test_a_definition_may_point_at_a_style():
    points = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Liste"/></w:abstractNum>'
    lists = (
        '<w:style w:type="numbering" w:styleId="Liste"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = OUTLINED + points + numbered(1, 1) + numbered(2, 5)
    assert told(word(item("A", 2) + item("B", 2, 1), lists, numbering)) == ["1. A", "..a) B"]
    circle = points.replace("Liste", "Rundt")
    loop = (
        '<w:style w:type="numbering" w:styleId="Rundt"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert told(word(item("A", 2), loop, circle + numbered(2, 5))) == ["1. A"]


def test_a_list_that_is_nowhere_defined_is_plain_text():
    assert told(word(item("A", 7, 99))) == ["A"]


def test_an_item_that_begins_with_a_mark_of_its_own_gets_no_other():
    data = word(item("- At alle er med", 1), numbering=counted(1, ("bullet", "•", "1")) + numbered(1, 1))
    assert told(data) == ["- At alle er med"]


# Breaks and signs


def test_bullets_typed_by_hand_in_a_font_of_signs():
    wing = "<w:rPr><w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/></w:rPr>"
    body = (
        runs(f"{wing}{t('§')}", "<w:tab/>", t("At alle er med"))
        + runs("<w:sym w:font='Symbol' w:char='F0B7'/>", t(" At ingen er alene"))
        + runs(t("\uf0a7\u00a0At vi mødes"))
        + runs(t("Ring"), "<w:sym w:font='Wingdings' w:char='F028'/>", t(" til os"))
    )
    assert told(word(body)) == ["• At alle er med", "• At ingen er alene", "• At vi mødes", "Ring til os"]


def test_an_item_with_a_break_inside():
    data = word(item("Leg</w:t><w:br/><w:t>Børn leger ude.", 1), numbering=OUTLINED + numbered(1, 1))
    assert told(data) == ["1. Leg", "..Børn leger ude."]


def test_odd_characters_are_cleaned():
    text = t("A\u030arhus\u200b\u00a0\u00adog  u\u0308nges by")
    assert told(word(runs(text, "<w:noBreakHyphen/>", "<w:softHyphen/>", t("\u0085liv")))) == ["Århus og ünges by- liv"]


def test_a_line_feed_of_the_file_is_no_break():
    assert told(word(runs(t("At alle\n  er med")))) == ["At alle er med"]


# What is text, and what is not

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_and_after_the_paragraph_it_hangs_on():
    box = BOX.format(p("”Her bor jeg godt”"))
    assert told(word(f"<w:p>{box}<w:r>{t('Boligen')}</w:r></w:p>{p('Næste.')}")) == [
        "Boligen", "”Her bor jeg godt”", "Næste.",
    ]  # fmt: skip
    old = (
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>"
        + p("I en kasse")
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    assert told(word(old)) == ["I en kasse"]
    fallback = f"<w:p>{box}</w:p>".replace("<mc:Choice", "<mc:Other").replace("</mc:Choice", "</mc:Other")
    assert told(word(fallback)) == ["”Her bor jeg godt”"]


def test_tables_are_read_cell_by_cell_and_row_by_row():
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Celle {number}"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 1).add_paragraph("Mere")
    assert [line.text for line in lines_of(saved(document))] == [
        "Celle 0", "Celle 1", "Celle 2", "Celle 3", "Celle 4", "Mere", "Celle 5",
    ]  # fmt: skip


def test_each_line_of_a_table_knows_its_table_row_and_column():
    def row(*inner: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{each}</w:tc>' for each in inner)}</w:tr>"

    wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("A")
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    held = f"<w:sdt><w:sdtContent>{row(goes_on, p('E'), p('F'))}</w:sdtContent></w:sdt>"
    inner = f"<w:tbl>{row(p('D'))}</w:tbl>{p('d')}"
    table = f"<w:tbl>{row(wide, p('B'))}{row(p('C'), inner, '<w:p/>')}{held}</w:tbl>"
    assert cells(word(p("Før") + table + p("Efter") + f"<w:tbl>{row(p('G'))}</w:tbl>")) == [
        ("Før", None), ("A", (1, 0, 0)), ("B", (1, 0, 2)), ("C", (1, 1, 0)), ("D", (2, 0, 0)), ("d", (1, 1, 1)),
        ("E", (1, 2, 1)), ("F", (1, 2, 2)), ("Efter", None), ("G", (3, 0, 0)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:hyperlink w:anchor='x'><w:r><w:t>her</w:t></w:r></w:hyperlink>", "Læs her"),
        ("<w:ins w:id='1'><w:r><w:t>mere</w:t></w:r></w:ins>", "Læs mere"),
        ("<w:moveTo w:id='1'><w:r><w:t>mere</w:t></w:r></w:moveTo>", "Læs mere"),
        ("<w:smartTag><w:r><w:t>mere</w:t></w:r></w:smartTag>", "Læs mere"),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>mere</w:t></w:r></w:sdtContent></w:sdt>", "Læs mere"),
        ("<w:fldSimple w:instr='REF x'><w:r><w:t>mere</w:t></w:r></w:fldSimple>", "Læs mere"),
        ("<w:r><w:fldChar/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:t>mere</w:t></w:r>", "Læs mere"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:r><w:t>Klik</w:t></w:r></w:sdt>", "Læs"),
        ("<w:del w:id='1'><w:r><w:delText>ikke</w:delText></w:r></w:del>", "Læs"),
        ("<w:moveFrom w:id='1'><w:r><w:t>ikke</w:t></w:r></w:moveFrom>", "Læs"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>", "Læs"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>vist</w:t></w:r>", "Læs vist"),
        ("<w:r><w:footnoteReference w:id='2'/></w:r>", "Læs"),
        ("<w:r><w:commentReference w:id='2'/></w:r>", "Læs"),
    ],
)  # fmt: skip
def test_what_is_text_inside_a_paragraph(inner, text):
    assert told(word(f"<w:p><w:r>{t('Læs ')}</w:r>{inner}</w:p>")) == [text]


def test_a_content_control_around_paragraphs_and_a_row_taken_out():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Inde')}</w:sdtContent></w:sdt>"
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format('', p('Bliver'))}{row.format('<w:del/>', p('Fjernet'))}</w:tbl>"
    assert told(word(control + table)) == ["Inde", "Bliver"]


def test_notes_headers_footers_and_comments_lie_in_parts_that_are_not_read():
    parts = {
        f"word/{name}.xml": f"<w:x {W}>{p('Udenfor')}</w:x>" for name in ("footnotes", "header1", "footer1", "comments")
    }
    assert told(word(p("Indenfor"), **parts)) == ["Indenfor"]


TOC = style("Indholdsfortegnelse1", "toc 1") + style("TOCHeading", "TOC Heading", based_on="Heading1")


def test_a_table_of_contents_is_kept_as_one_and_is_no_text():
    styled_toc = styled("Indhold", "TOCHeading") + styled("Vision</w:t><w:tab/><w:t>3", "Indholdsfortegnelse1")
    boxed = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('Mål</w:t><w:tab/><w:t>4')}</w:sdtContent></w:sdt>"
    )
    body = styled_toc + boxed + styled("Vision", "Heading1") + styled("Mål", "Heading1")
    assert kinds(word(body, NORMAL + LEVELS + TOC)) == [
        ("contents", "Indhold"),
        ("contents", "Vision 3"),
        ("contents", "Mål 4"),
        ("heading", "Vision"),
        ("heading", "Mål"),
    ]


def test_pages_are_told_where_the_document_tells_them():
    broke = "<w:lastRenderedPageBreak/>"
    body = p("A") + runs(f"{broke}{t('B')}") + runs(t("C"), broke + t("c")) + p("D")
    lines = lines_of(word(body))
    assert [(line.page, line.starts_page) for line in lines] == [(1, True), (2, True), (2, False), (3, True)]
    assert {line.page for line in lines_of(word(p("A") + runs("<w:br w:type='page'/>", t("B"))))} == {None}


def test_the_strict_edition_and_odd_names_of_parts_are_read():
    """Names are read without the namespace, which the two editions of the format differ in."""
    strict = W.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
    parts = {
        "word/document2.xml": f"<w:document {strict}><w:body>{styled('Vision', 'Heading1')}</w:body></w:document>",
        "word/styles3.xml": f"<w:styles {strict}>{LEVELS}</w:styles>",
    }
    assert told(zipped(parts)) == ["1Vision"]


def test_lines_are_numbered_by_paragraph():
    assert [line.number for line in lines_of(word(p("A") + "<w:p/>" + p("B</w:t><w:br/><w:t>C.") + p("D")))] == [
        1,
        2,
        2,
        3,
    ]
