"""Which kind of file the bytes are, told by the bytes themselves and never by a name."""

import re

from helhed.policy.reading.document import Unreadable, read_text
from helhed.policy.reading.formats.docx import docx_lines
from helhed.policy.reading.formats.html import html_lines
from helhed.policy.reading.formats.markdown import is_markdown, markdown_lines
from helhed.policy.reading.formats.odt import odt_lines
from helhed.policy.reading.formats.packed import Package, refuse_protected
from helhed.policy.reading.formats.pdf.sheets import pdf_lines
from helhed.policy.reading.formats.plain_text import read_lines
from helhed.policy.reading.line import Line

MOST_BYTES = 20_000_000
_TOO_LARGE = "Filen fylder mere end 20 MB. Gem den med mindre billeder eller som ren tekst, og prøv igen."
_SAVE_AS = "Gem teksten som Word, PDF eller ren tekst, og prøv igen."
_PICTURE = (
    "Filen er et billede, og et billede er ikke tekst. Kør det gennem tekstgenkendelse (OCR), og prøv med resultatet."
)
_ARCHIVE = "Filen er en pakket mappe. Pak den ud, og vælg selve dokumentet."
_PDF_HEAD = 1_024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_DOCX_PART = re.compile(r"word/document\d*\.xml")
_ODT = "application/vnd.oasis.opendocument.text"
_REFUSED = (
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:heic|mif1|avif)", re.DOTALL),
        _PICTURE,
    ),
    (re.compile(rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|PK\x05\x06"), _ARCHIVE),
    (re.compile(rb"\s*\{\\rtf"), f"Filen er i RTF-format. {_SAVE_AS}"),
    (re.compile(rb"%!PS"), f"Filen er i PostScript-format. {_SAVE_AS}"),
    (
        re.compile(rb".{0,2000}content-type:\s*multipart/", re.DOTALL | re.IGNORECASE),
        f"Filen er en gemt webside eller mail. {_SAVE_AS}",
    ),
)
# What a zip file is, by a part that it has or by what it says it is.
_PACKED = (
    (re.compile(r"xl/|application/vnd\.oasis\.opendocument\.spreadsheet"), "et regneark"),
    (re.compile(r"ppt/|application/vnd\.oasis\.opendocument\.presentation"), "en præsentation"),
    (re.compile(r"application/vnd\.oasis\.opendocument"), "en tegning eller en formel"),
    (re.compile(r"application/epub"), "en e-bog"),
    (re.compile(r"Index/.*\.iwa|index\.(?:apxl|xml)$"), "et Pages-, Numbers- eller Keynote-dokument"),
    (re.compile(r"FixedDocSeq|FixedDocumentSequence"), "et XPS-dokument"),
)
_OLD_OFFICE = (
    ("WordDocument", "et ældre Word-dokument"),
    ("Workbook", "et ældre regneark"),
    ("PowerPoint Document", "en ældre præsentation"),
)
_HTML_HEAD = 8_000
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.DOTALL
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|section|article|main|header|nav|blockquote|br|hr)\b[^<>]*>"
)
_FEWEST_TAGS = 3
_XML = re.compile(r"\s*<\?xml\b")


def lines_of(data: bytes) -> list[Line]:
    """Raises Unreadable, with one Danish sentence on what to do, where the file is none that can be read."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_TOO_LARGE)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return pdf_lines(data)
    if data.startswith(_ZIP):
        return _packed_lines(Package(data))
    if data.startswith(_OLE):
        _refuse_old_office(data)
    for signature, reason in _REFUSED:
        if signature.match(data):
            raise Unreadable(reason)
    return _text_lines(data)


def _packed_lines(package: Package) -> list[Line]:
    if any(_DOCX_PART.fullmatch(name) for name in package.names):
        return docx_lines(package)
    kind = package.read("mimetype").decode("ascii", "replace") if "mimetype" in package.names else ""
    if kind.startswith(_ODT):
        return odt_lines(package)
    for sign, name in _PACKED:
        if sign.match(kind) or any(sign.match(part) for part in package.names):
            raise Unreadable(f"Filen er {name}. {_SAVE_AS}")
    raise Unreadable(_ARCHIVE)


def _refuse_old_office(data: bytes) -> None:
    """A new Office file that is protected lies inside one of the old kind."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        refuse_protected()
    for sign, name in _OLD_OFFICE:
        if sign.encode("utf-16-le") in data:
            raise Unreadable(f"Filen er {name}. {_SAVE_AS}")
    raise Unreadable(f"Filen er et ældre Office-dokument. {_SAVE_AS}")


def _text_lines(data: bytes) -> list[Line]:
    head = data[:_HTML_HEAD].decode("latin-1").replace("\0", "").lstrip("ÿþï»¿").casefold()
    if _is_html(head):
        return html_lines(data)
    if _XML.match(head):
        raise Unreadable(f"Filen er i XML-format. {_SAVE_AS}")
    text = read_text(data)
    return markdown_lines(text) if is_markdown(text) else read_lines(text)


def _is_html(head: str) -> bool:
    """It says so, or it begins with the mark-up of a paragraph and goes on like that."""
    if _HTML_START.match(head):
        return True
    lines = [line.strip() for line in head.splitlines() if line.strip()]
    if not lines or not _BLOCK_TAG.match(lines[0]):
        return False
    marked = sum(bool(_BLOCK_TAG.search(line)) for line in lines)
    return len(_BLOCK_TAG.findall(head)) >= _FEWEST_TAGS and 2 * marked > len(lines)
