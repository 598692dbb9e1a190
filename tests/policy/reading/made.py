"""PDF files made while the tests run: what was read of the real policy, set anew by Typst in several designs."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

import helhed
from helhed.policy.reading.reading import PolicyReading

HOME = Path(helhed.__file__).parent
SEED = HOME / "demo" / "policy" / "socialpolitik-2021-2024.txt"
FONTS = {b"F1": b"Helvetica", b"F2": b"Helvetica-Bold", b"F3": b"Symbol", b"F4": b"ZapfDingbats"}
TEMPLATE = """
#let design = json(bytes(sys.inputs.design))
#set document(title: "Socialpolitik")
#set page(paper: "a4", margin: (x: 25mm, y: 28mm), columns: design.columns)
#set page(
  header: text(8pt)[Sønderborg Kommune #h(1fr) Socialpolitik 2021 – 2024],
  footer: context text(8pt)[
    Forvaltningen Job og Velfærd #h(1fr) Side #counter(page).display() af #counter(page).final().first()
  ],
) if design.is_furnished
#set text(font: design.font, size: design.size * 1pt, lang: "da", hyphenate: design.is_justified)
#set par(justify: design.is_justified, leading: 0.65em, spacing: 1.2em)
#show heading: set block(above: 1.6em, below: 0.9em)
#show heading.where(level: 1): set text(24pt)
#show heading.where(level: 2): set text(15pt)
#let titled(level, words) = if design.headings == "tags" {
  heading(level: level, words)
} else if design.headings == "size" {
  block(above: 1.6em, below: 0.9em, text(if level == 1 { 24pt } else { 15pt }, words))
} else {
  block(above: 1.6em, below: 0.9em, text(weight: "bold", words))
}
#let written(part) = if part.kind == "title" {
  titled(1, part.text)
} else if part.kind == "heading" {
  titled(2, part.text)
} else if part.kind == "item" {
  list(part.text)
} else {
  par(part.text)
}
#for part in design.parts { written(part) }
"""


@dataclass(frozen=True)
class Part:
    kind: str  # title, heading, paragraph or item
    text: str


@dataclass(frozen=True)
class Design:
    parts: list[Part]
    headings: str = "tags"  # or size, or bold
    columns: int = 1
    is_furnished: bool = False
    is_justified: bool = False
    size: float = 10.5
    font: str = "IBM Plex Sans"


def set_pdf(design: Design) -> bytes:
    return compiled(TEMPLATE, json.dumps(asdict(design), ensure_ascii=False), has_tags=design.headings == "tags")


def compiled(source: str, design: str = "{}", *, has_tags: bool = False) -> bytes:
    with TemporaryDirectory() as folder:
        template = Path(folder) / "made.typ"
        template.write_text(source, encoding="utf-8")
        fonts = [str(HOME / "web" / "documents" / "fonts")]
        pdf = typst.compile(
            str(template),
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"design": design},
            pdf_tags=has_tags,
        )
    return bytes(pdf)


def policy_parts(reading: PolicyReading) -> list[Part]:
    """The policy as its reader found it: title, sections and the six areas, each with intro, goals and quotes."""
    parts = [Part("title", reading.title or ""), Part("paragraph", reading.subtitle or "")]
    for section in reading.sections:
        parts += _titled(section.title, section.text)
    for area in reading.focus_areas:
        parts += _titled(f"Fokusområde {area.number} – {area.title}", area.intro)
        parts.append(Part("paragraph", area.goals_lead or ""))
        parts += [Part("item", goal.text) for goal in area.goals]
        for quote in area.quotes:
            parts += [Part("paragraph", f"”{quote.text}”"), Part("paragraph", quote.source or "")]
    return [part for part in parts if part.text]


def _titled(title: str | None, text: str | None) -> list[Part]:
    paragraphs = [Part("paragraph", each) for each in (text or "").split("\n\n")]
    return [Part("heading", title or ""), *paragraphs]


def drawn_pdf(*pages: bytes, box: bytes = b"0 0 595 842", more: bytes = b"") -> bytes:
    """A PDF written by hand: each page as the content stream that draws it, with the fonts F1 to F4 at hand."""
    fonts = b" ".join(
        b"/%b << /Type /Font /Subtype /Type1 /BaseFont /%b%b >>" % (key, name, _encoding(name))
        for key, name in FONTS.items()
    )
    kids = b" ".join(b"%d 0 R" % (3 + 2 * index) for index in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(pages))]
    for index, content in enumerate(pages):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] %b /Resources << /Font << %b >> >> /Contents %d 0 R >>"
            % (box, more, fonts, 4 + 2 * index),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        ]
    return _bound(objects)


def _encoding(font: bytes) -> bytes:
    return b" /Encoding /WinAnsiEncoding" if font.startswith(b"Helvetica") else b""


def _bound(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return data + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(data))


def written(text: str, left: float, base: float, size: float = 10, font: str = "F1", more: str = "") -> bytes:
    """The piece of a content stream that writes one line."""
    words = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {more} /{font} {size} Tf 1 0 0 1 {left} {base} Tm ({words}) Tj ET\n".encode("cp1252")


def column(lines: list[str], left: float, top: float, leading: float = 13, size: float = 10, font: str = "F1") -> bytes:
    return b"".join(written(text, left, top - leading * index, size, font) for index, text in enumerate(lines))
