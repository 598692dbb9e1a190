"""What stands around the words of a Word file: its styles, lists, settings, page and footer, all of them Helhed's own.

The package python-docx begins from carries a hundred styles, a thumbnail and a theme in English; none of it is kept.
"""

from datetime import UTC, date, datetime

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

INK, QUIET, LINE, LINK = "1B2A2F", "4A5A60", "C5CED2", "1F5F8B"
FONT, FALLBACK = "IBM Plex Sans", "Calibri,Arial"
LANGUAGES = {"da": "da-DK", "en": "en-GB", "de": "de-DE"}
TEXT_WIDTH = Mm(166)
KEPT = {RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.FONT_TABLE}

HEADINGS = ((1, 44, 0, 160), (2, 30, 400, 120), (3, 23, 320, 80), (4, 21, 240, 80), (5, 21, 240, 80), (6, 21, 240, 80))
HEADING = """
<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>
  <w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>
  <w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" w:line="252" w:lineRule="auto"/>
    <w:outlineLvl w:val="{outline}"/></w:pPr>
  <w:rPr><w:b/><w:bCs/><w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"""
STYLES = """
<w:styles {namespaces}>
<w:docDefaults>
  <w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>
    <w:color w:val="{ink}"/><w:sz w:val="21"/><w:szCs w:val="21"/>
    <w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
  <w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
  <w:uiPriority w:val="99"/><w:semiHidden/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="200" w:type="dxa"/>
  </w:tblCellMar></w:tblPr></w:style>
{headings}
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:qFormat/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:contextualSpacing/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:qFormat/>
  <w:pPr><w:keepNext/><w:spacing w:before="160" w:after="60"/></w:pPr>
  <w:rPr><w:color w:val="{quiet}"/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/>
  <w:qFormat/><w:pPr><w:pBdr><w:left w:val="single" w:sz="16" w:space="10" w:color="{quiet}"/></w:pBdr>
    <w:spacing w:before="80" w:after="200"/><w:ind w:left="240"/></w:pPr>
  <w:rPr><w:color w:val="{quiet}"/><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/>
  <w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="60" w:after="60" w:line="264" w:lineRule="auto"/></w:pPr>
  <w:rPr><w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHeading"><w:name w:val="Table Heading"/>
  <w:basedOn w:val="TableText"/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Lines"><w:name w:val="Lines"/><w:basedOn w:val="TableNormal"/>
  <w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{line}"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/></w:tblBorders></w:tblPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:uiPriority w:val="99"/>
  <w:rPr><w:color w:val="{link}"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{line}"/></w:pBdr>
    <w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs><w:spacing w:after="0"/></w:pPr>
  <w:rPr><w:color w:val="{quiet}"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>
</w:styles>"""
NUMBERING = """
<w:numbering {namespaces}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>
    <w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
SETTINGS = """
<w:settings {namespaces}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""
FONTS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {namespaces}><w:font w:name="{font}"><w:altName w:val="{fallback}"/><w:charset w:val="00"/>
<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""
FIELD = '<w:fldSimple {namespaces} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def framed(language: str, colour: str = "") -> WordDocument:
    """An empty document on A4 in Helhed's styles. `language` is what its words are in, unless they say otherwise;
    `colour` is that of its headings."""
    word = docx.Document()
    _leave_out_parts(word)
    code = LANGUAGES.get(language, language)
    _replace(word.styles.element, _styles(code, colour.removeprefix("#") or INK))
    _replace(word.part.numbering_part.element, NUMBERING.format(namespaces=nsdecls("w")))
    _replace(word.settings.element, SETTINGS.format(namespaces=nsdecls("w"), language=code))
    fonts = FONTS.format(namespaces=nsdecls("w"), font=FONT, fallback=FALLBACK)
    word.part.part_related_by(RT.FONT_TABLE)._blob = fonts.encode()
    _set_page(word)
    return word


def _leave_out_parts(word: WordDocument) -> None:
    for relations, kept in ((word.part.rels, KEPT), (word.part.package.rels, {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES})):
        for name in [name for name, each in relations.items() if each.reltype not in kept]:
            del relations[name]


def _styles(language: str, colour: str) -> str:
    headings = (
        HEADING.format(level=level, colour=colour, size=size, before=before, after=after, outline=level - 1)
        for level, size, before, after in HEADINGS
    )
    return STYLES.format(
        namespaces=nsdecls("w"),
        headings="".join(headings),
        language=language,
        font=FONT,
        ink=INK,
        quiet=QUIET,
        line=LINE,
        link=LINK,
        width=TEXT_WIDTH.twips,
    )


def _replace(root: BaseOxmlElement, xml: str) -> None:
    """The root of a part stays where it is and gets the children of another."""
    for child in list(root):
        root.remove(child)
    root.extend(list(parse_xml(xml)))


def _set_page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(24)
    section.footer_distance = Mm(12)


def write_footer(word: WordDocument, notice: str) -> None:
    """The notice to the left, and to the right which page of how many."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.style = word.styles["footer"]
    paragraph.add_run(f"{notice}\t")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: WordParagraph, instruction: str) -> None:
    paragraph._p.append(parse_xml(FIELD.format(namespaces=nsdecls("w"), instruction=instruction)))


def write_properties(word: WordDocument, title: str, author: str, language: str, dated: date | None) -> None:
    """The day is the document's own: a day of writing would make each copy of the same content another file."""
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.comments, properties.language = "", LANGUAGES.get(language, language)
    if dated:
        moment = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
        properties.created = properties.modified = moment
    else:
        element = properties._element
        for name in ("dcterms:created", "dcterms:modified"):
            element.remove(element.find(qn(name)))
