"""Documents made while the tests run: what was read of the real policy, set anew in other formats."""

import io
import json
import zipfile
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import docx
from docx.shared import Pt

import helhed
from helhed.policy.reading.blocks.block import Block
from helhed.policy.reading.blocks.blocking import to_blocks
from helhed.policy.reading.formats.kinds import lines_of
from helhed.policy.reading.read import read_policy

SEED = Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt"
KEY = json.loads((Path(__file__).parent / "seed_key.json").read_text(encoding="utf-8"))
AREAS = [(area["number"], area["title"], area["goals"]) for area in KEY["focus_areas"]]
GOALS = [goal for _, _, goals in AREAS for goal in goals]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD_NAMES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="wps" xmlns:v="v" '
    'xmlns:a="a" xmlns:wp="wp"'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_NAMES = " ".join(
    f'xmlns:{short}="{ODF}{long}:1.0"'
    for short, long in (
        *(("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"), ("table", "table")),
        *(("draw", "drawing"), ("svg", "svg-compatible"), ("manifest", "manifest")),
    )
)
ODT_KIND = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Part:
    kind: str  # title, heading, area, lead, paragraph, item, quote or source
    text: str


@cache
def policy_parts() -> tuple[Part, ...]:
    """The policy as its reader finds it in plain text: title, sections, and areas with intro, goals and quotes."""
    reading = read_policy(SEED.read_bytes())
    parts = [Part("title", KEY["title"]), Part("paragraph", KEY["subtitle"])]
    titled = [section for section in reading.sections if section.title and section.kind != "implementation"]
    for section in titled:
        parts += [Part("heading", section.title or ""), *_paragraphs(section.text)]
    intros = {area.number: area.intro for area in reading.focus_areas}
    for area in KEY["focus_areas"]:
        parts += [Part("area", f"Fokusområde {area['number']} – {area['title']}")]
        parts += [*_paragraphs(intros.get(area["number"])), Part("lead", area["goals_lead"])]
        parts += [Part("item", goal) for goal in area["goals"]]
        for quote in area["quotes"]:
            parts += [Part("quote", f"”{quote['text']}”"), Part("source", quote["source"] or "")]
    return tuple(part for part in parts if part.text)


def _paragraphs(text: str | None) -> list[Part]:
    return [Part("paragraph", each) for each in (text or "").split("\n\n")]


def blocks_of(data: bytes) -> list[Block]:
    return to_blocks(lines_of(data))


def told(data: bytes) -> list[str]:
    """Each line with its rank, and with its depth in dots."""
    return [f"{line.level or ''}{'.' * line.indent}{line.text}" for line in lines_of(data)]


def cells(data: bytes) -> list[tuple[str, tuple[int, int, int] | None]]:
    return [(line.text, line.cell) for line in lines_of(data)]


def kinds(data: bytes) -> list[tuple[str, str]]:
    return [(str(block.kind), block.text) for block in blocks_of(data)]


# Word


def docx_with_headings() -> bytes:
    document = docx.Document()
    styles = {"title": "Title", "heading": "Heading 1", "area": "Heading 2", "item": "List Bullet"}
    for part in policy_parts():
        document.add_paragraph(part.text, style=styles.get(part.kind, "Normal"))
    return saved(document)


def docx_by_type() -> bytes:
    """No heading and no list is marked up: sizes, weights and bullets typed by hand."""
    document = docx.Document()
    sizes = {"title": 26, "heading": 16, "area": 16}
    for part in policy_parts():
        paragraph = document.add_paragraph("•\t" if part.kind == "item" else "")
        middle = len(part.text) // 2
        for words in (part.text[:middle], part.text[middle:]):
            run = paragraph.add_run(words)
            run.font.size = Pt(sizes.get(part.kind, 11))
            run.bold = part.kind in sizes
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word(body: str, styles: str = "", numbering: str = "", **parts: str) -> bytes:
    """A Word document of just these parts."""
    return zipped(
        {
            "word/document.xml": f"<w:document {WORD_NAMES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {WORD_NAMES}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {WORD_NAMES}>{numbering}</w:numbering>",
            **parts,
        }
    )


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


# OpenDocument


def odt(body: str, automatic: str = "", common: str = "", **parts: str) -> bytes:
    return zipped(
        {
            "mimetype": ODT_KIND,
            "content.xml": f"<office:document-content {ODT_NAMES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {ODT_NAMES}><office:styles>{common}</office:styles>"
            "</office:document-styles>",
            **parts,
        }
    )


def odt_with_headings() -> bytes:
    shapes = {
        "title": '<text:p text:style-name="Title">{}</text:p>',
        "heading": '<text:h text:outline-level="1">{}</text:h>',
        "area": '<text:h text:outline-level="2">{}</text:h>',
        "item": '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>{}</text:p>'
        "</text:list-item></text:list>",
    }
    bullets = '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    return odt(_each_as(shapes, "<text:p>{}</text:p>"), automatic=bullets)


def odt_by_type() -> bytes:
    style = '<style:style style:name="{}" style:family="{}" style:parent-style-name="{}">{}</style:style>'
    look = '<style:text-properties fo:font-size="{}" fo:font-weight="{}"/>'
    automatic = (
        style.format("Big", "paragraph", "Body", look.format("24pt", "bold"))
        + style.format("P1", "paragraph", "Half", look.format("150%", "bold"))
        + style.format("Half", "paragraph", "Body", "")
        + style.format("Body", "paragraph", "", look.format("11pt", "normal"))
        + style.format("T1", "text", "", '<style:text-properties fo:font-style="italic"/>')
    )
    shapes = {
        "title": '<text:p text:style-name="Big"><text:span text:style-name="T1">{}</text:span></text:p>',
        "heading": '<text:p text:style-name="P1">{}</text:p>',
        "area": '<text:p text:style-name="P1">{}</text:p>',
        "item": '<text:p text:style-name="Body">-<text:tab/>{}</text:p>',
    }
    return odt(_each_as(shapes, '<text:p text:style-name="Body">{}</text:p>'), automatic=automatic)


def _each_as(shapes: dict[str, str], usual: str) -> str:
    return "".join(shapes.get(part.kind, usual).format(escape(part.text, quote=False)) for part in policy_parts())


# Web pages and Markdown

AROUND = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Politikken | Kommunen</title>
<style>.a{{color:red}}</style><script>var cookies = "<p>nej</p>";</script></head><body>
<div id="CookieBanner"><p>Vi bruger cookies til statistik.</p><button>Tillad alle</button></div>
<a class="skip-link" href="#indhold">Gå til indhold</a>
<header><a href="/">Kommunen</a><form role="search"><label for="q">Søg</label><input id="q"></form>
<nav><ul><li><a href="/borger">Borger</a></li><li><a href="/politik">Politik</a></li></ul></nav></header>
<div class="path"><a href="/">Forside</a> &gt; <a href="/politik">Politik</a> &gt; Socialpolitik</div>
<div class="layout"><aside><h2>I samme mappe</h2><ul><li><a href="/a">Ældrepolitik</a></li></ul></aside>
<main id="indhold">{}<div class="del">Del siden: <a href="https://www.facebook.com/sharer">Facebook</a>
<a href="mailto:?subject=x">Mail</a></div><p><a href="#top">Til toppen</a></p></main></div>
<footer><p>Kommunen, Rådhuspladsen 1, CVR 12345678</p><ul><li><a href="/was">Tilgængelighed</a></li></ul></footer>
</body></html>"""


def html_page() -> bytes:
    shapes = {"title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "area": "<h2>{}</h2>", "lead": "<h3>{}</h3>"}
    return AROUND.format(_listed(shapes)).encode()


def html_by_bold() -> bytes:
    shapes = dict.fromkeys(["title", "heading", "area"], "<p><strong>{}</strong></p>")
    return f"<html><body><div>{_listed(shapes)}</div></body></html>".encode("cp1252")


def _listed(shapes: dict[str, str]) -> str:
    written: list[str] = []
    for before, part in zip((None, *policy_parts()), policy_parts(), strict=False):
        was_item, is_item = before is not None and before.kind == "item", part.kind == "item"
        written.append("</ul>" * (was_item and not is_item) + "<ul>" * (is_item and not was_item))
        shape = "<li>{}</li>" if is_item else shapes.get(part.kind, "<p>{}</p>")
        written.append(shape.format(escape(part.text)))
    return "\n".join(written)


def markdown() -> bytes:
    shapes = {"title": "# {}\n", "heading": "## {}\n", "area": "## {}\n", "item": "* {}"}
    written = ["---\ntitle: Socialpolitik\n---\n"]
    for before, part in zip((None, *policy_parts()), policy_parts(), strict=False):
        written.append("\n" * (before is not None and before.kind == "item" and part.kind != "item"))
        written.append(shapes.get(part.kind, "{}\n").format(part.text))
    return "\n".join(written).encode()


MAKERS = [docx_with_headings, docx_by_type, odt_with_headings, odt_by_type, html_page, html_by_bold, markdown]
