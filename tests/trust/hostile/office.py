"""Hostile contents of Word and OpenDocument files that are packed as they should be."""

from tests.trust.hostile.packed import (
    ADDRESS,
    MARKS,
    OPEN,
    WORD,
    odt,
    relation,
    relations,
    word,
)
from tests.trust.hostile.sizes import DEEP, MANY, SECRET, Files

PARAGRAPH = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>Vision</w:t></w:r></w:p>'
LISTED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'


def styled(inside: str) -> str:
    return f'{MARKS}<w:styles xmlns:w="{WORD}">{inside}</w:styles>'


def numbered(inside: str) -> str:
    return f'{MARKS}<w:numbering xmlns:w="{WORD}">{inside}</w:numbering>'


def style(name: str, base: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
    )


def deep(tag: str, inner: str = "", depth: int = DEEP) -> str:
    return f"<{tag}>" * depth + inner + f"</{tag}>" * depth


TABLE = "<w:tbl><w:tr><w:tc>"
CHAIN = "".join(style(str(number), str(number + 1)) for number in range(DEEP))
LEVEL = '<w:lvl w:ilvl="{}"><w:numFmt w:val="decimal"/><w:lvlText w:val="{}"/><w:start w:val="{}"/></w:lvl>'
NUM = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "{}"</w:instrText></w:r>'
WORD_FILES: Files = {
    "tables in tables": word(TABLE * DEEP + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * DEEP),
    "controls in controls": word("<w:sdt><w:sdtContent>" * DEEP + "</w:sdtContent></w:sdt>" * DEEP),
    "text boxes in text boxes": word("<w:p><w:r><w:txbxContent>" * 20_000 + "</w:txbxContent></w:r></w:p>" * 20_000),
    "insertions in insertions": word("<w:p>" + deep("w:ins", "<w:r><w:t>a</w:t></w:r>") + "</w:p>"),
    "links in links": word("<w:p>" + deep("w:hyperlink", "<w:r><w:t>a</w:t></w:r>") + "</w:p>"),
    "runs in runs": word("<w:p>" + deep("w:r", "<w:t>a</w:t>") + "</w:p>"),
    "paragraphs in paragraphs": word(deep("w:p", "<w:r><w:t>a</w:t></w:r>")),
    "bodies in bodies": word(deep("w:body", "<w:p/>")),
    "a style built on itself": word(PARAGRAPH, styles=styled(style("a", "a"))),
    "styles built on each other": word(PARAGRAPH, styles=styled(style("a", "b") + style("b", "a"))),
    "a style built on fifty thousand": word(PARAGRAPH, styles=styled(style("a", "0") + CHAIN)),
    "a style built on one that is missing": word(PARAGRAPH, styles=styled(style("a", "none"))),
    "many styles of one name": word(PARAGRAPH, styles=styled(style("a", "b") * 20_000)),
    "a table that is wide": word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    ),
    "breaks": word("<w:p><w:r>" + "<w:br/><w:tab/>" * MANY + "</w:r></w:p>"),
    "runs of one letter": word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * (MANY // 2) + "</w:p>"),
    "list items": word(LISTED * (MANY // 10), numbering=numbered(LEVEL.format(0, "%1.", 1) + NUM)),
    "a list that begins high": word(
        LISTED * 10,
        numbering=numbered(
            f'<w:abstractNum w:abstractNumId="0">{LEVEL.format(0, "%1", "9" * 5000)}</w:abstractNum>{NUM}'
        ),
    ),
    "a list with a million places": word(
        LISTED * 10,
        numbering=numbered(
            f'<w:abstractNum w:abstractNumId="0">{LEVEL.format(0, "%1" * 500_000, 1)}</w:abstractNum>{NUM}'
        ),
    ),
    "a list that is linked to itself": word(
        LISTED,
        numbering=numbered('<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum>' + NUM),
        styles=styled(
            '<w:style w:type="numbering" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        ),
    ),
    "roman numbers without end": word(
        LISTED * 100,
        numbering=numbered(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2000000000"/>'
            '<w:numFmt w:val="upperRoman"/>'
            f'<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>{NUM}'
        ),
    ),
    "letters for numbers without end": word(
        LISTED * 100,
        numbering=numbered(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2000000000"/>'
            '<w:numFmt w:val="lowerLetter"/>'
            f'<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>{NUM}'
        ),
    ),
    "levels that are none": word(
        LISTED.replace('w:ilvl w:val="0"', 'w:ilvl w:val="-99999999999"').replace('"1"', '"x"')
    ),
    "a size that is none": word(
        '<w:p><w:pPr><w:outlineLvl w:val="1e400"/></w:pPr><w:r><w:rPr><w:sz w:val="-9"/></w:rPr></w:r></w:p>'
    ),
    "fields that fetch": word("<w:p>" + FIELD.format(f"file://{SECRET}") + FIELD.format(ADDRESS) + "</w:p>"),
    "macros": word("", more=[("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(10_000))]),
    "a part from outside": word(
        "",
        relations=relations(
            relation("styles", f"file://{SECRET}", ' TargetMode="External"'), relation("numbering", ADDRESS)
        ),
    ),
    "styles above the package": word("", relations=relations(relation("styles", "../../../../etc/passwd"))),
    "styles that are the document": word("", relations=relations(relation("styles", "document.xml"))),
    "a hundred thousand relations": word("", relations=relations(relation("image", "a.png") * 100_000)),
    "another main part": word("", more=[("word/document.xml", "<a/>")]),
    "a name space that is another": word("<w:p/>".replace("w:", "v:")),
    "the strict kind": word('<p xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
}
OPEN_FILES: Files = {
    "lists in lists": odt("<text:list><text:list-item>" * DEEP),
    "lists in lists that end": odt("<text:list><text:list-item>" * DEEP + "</text:list-item></text:list>" * DEEP),
    "tables in tables": odt("<table:table><table:table-row><table:table-cell>" * DEEP),
    "sections in sections": odt(deep("text:section", "<text:p>a</text:p>")),
    "spans in spans": odt("<text:p>" + deep("text:span", "a") + "</text:p>"),
    "frames in frames": odt(deep("drawing:frame", "<text:p>a</text:p>")),
    "a billion spaces": odt('<text:p>a<text:s text:c="1000000000"/>b</text:p>'),
    "spaces that are none": odt('<text:p>a<text:s text:c="-1"/><text:s text:c="1e9"/><text:s text:c="²"/>b</text:p>'),
    "tabs": odt("<text:p>" + "<text:tab/><text:line-break/>" * MANY + "</text:p>"),
    "a billion columns": odt(
        '<table:table><table:table-row table:number-rows-repeated="1000000000">'
        '<table:table-cell table:number-columns-repeated="1000000000"><text:p>a</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    ),
    "a list that begins high": odt(
        f'<text:list><text:list-item text:start-value="{"9" * 5000}"><text:p>a</text:p></text:list-item></text:list>'
    ),
    "a heading of endless rank": odt(f'<text:h text:outline-level="{"9" * 5000}">a</text:h>'),
    "a heading of no rank": odt('<text:h text:outline-level="-1">a</text:h><text:h text:outline-level="x">b</text:h>'),
    "a style built on itself": odt(
        '<text:p text:style-name="a">Vision</text:p>',
        styles='<office:styles><style:style style:name="a" style:parent-style-name="a"/></office:styles>',
    ),
    "a style built on fifty thousand": odt(
        '<text:p text:style-name="0">Vision</text:p>',
        styles="<office:styles>"
        + "".join(f'<style:style style:name="{n}" style:parent-style-name="{n + 1}"/>' for n in range(DEEP))
        + "</office:styles>",
    ),
    "pictures from elsewhere": odt(
        f'<drawing:image xlink:href="{ADDRESS}"/><drawing:image xlink:href="file://{SECRET}"/>'
    ),
    "a script": odt(f'<office:scripts><office:script xlink:href="{ADDRESS}"/></office:scripts>'),
    "behind a password": odt(
        "",
        manifest=f'<m:manifest xmlns:m="{OPEN}:manifest:1.0"><m:file-entry m:full-path="content.xml">'
        "<m:encryption-data/></m:file-entry></m:manifest>",
    ),
    "a spreadsheet by name": odt("", more=[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
    "paragraphs in paragraphs": odt(deep("text:p", "a")),
    "notes in notes": odt("<text:p>" + deep("text:note", "a") + "</text:p>"),
}
FILES = {
    **{f"DOCX: {name}": make for name, make in WORD_FILES.items()},
    **{f"ODT: {name}": make for name, make in OPEN_FILES.items()},
}
