"""Hostile Word and OpenDocument files: what a zip may hide, and what may stand in the XML inside."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable

from tests.trust.hostile.markup import TRICKS
from tests.trust.hostile.sizes import ADDRESS, DEEP, ESCAPED, LONG, MANY, SECRET, SHARE, Files, Make

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MARKS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = (
    f'{MARKS}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{TYPE}.numbering+xml"/></Types>'
)
Parts = Iterable[tuple[str | zipfile.ZipInfo, str | bytes]]


def relations(*more: str) -> str:
    inside = "".join(more)
    return f'{MARKS}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def relation(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="r{kind}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def zipped(parts: Parts) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # Two parts of one name are what some of these files are about.
        warnings.simplefilter("ignore", UserWarning)
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def word_parts(body: str, head: str = "", **others: str) -> dict[str, str]:
    styles = others.get("styles", f'{MARKS}<w:styles xmlns:w="{WORD}"/>')
    numbering = others.get("numbering", f'{MARKS}<w:numbering xmlns:w="{WORD}"/>')
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": f'{MARKS}{head}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>'
        f"<w:p><w:r><w:t>Politik</w:t></w:r></w:p>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": others.get(
            "relations", relations(relation("styles", "styles.xml"), relation("numbering", "numbering.xml"))
        ),
        "word/styles.xml": styles,
        "word/numbering.xml": numbering,
    }


def open_parts(body: str, head: str = "", **others: str) -> dict[str, str]:
    spaces = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "text", "table", "style", "drawing"))
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": others.get("manifest", f'{MARKS}<manifest xmlns="{OPEN}:manifest:1.0"/>'),
        "content.xml": f"{MARKS}{head}<office:document-content {spaces}><office:body><office:text>"
        f"<text:p>Politik</text:p>{body}</office:text></office:body></office:document-content>",
        "styles.xml": f"{MARKS}<office:document-styles {spaces}>{others.get('styles', '')}</office:document-styles>",
    }


def zeros(length: int) -> bytes:
    """A deflated stream of zeros, in a thousandth of the time that packing them would take."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = 1_000_000
    first = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (length // block - 1) + packer.flush(zlib.Z_FINISH)


def entry(name: str, packed: bytes, says: int, flags: int = 0, method: int = 8) -> tuple[bytes, bytes]:
    """An entry as it lies in the file, and its line in the list at the end but for its place, with the size it says."""
    shape = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 33, 0, len(packed), says, len(name.encode()), 0)
    line = b"PK\x01\x02\x14\0" + shape + struct.pack("<HHHI", 0, 0, 0, 0)
    return b"PK\x03\x04" + shape + name.encode() + packed, line


def archive(entries: list[tuple[str, bytes, bytes]], places: list[int] | None = None) -> bytes:
    """Entries put together by hand: (name, as it lies, its line). `places` may point several lines to one place."""
    body, starts = b"", []
    for _name, lying, _line in entries:
        starts.append(len(body))
        body += lying
    lines = b"".join(
        line + struct.pack("<I", place) + name.encode()
        for (name, _lying, line), place in zip(entries, places or starts, strict=True)
    )
    count = min(len(entries), 65535)
    return body + lines + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(lines), len(body), 0)


def with_part(parts: dict[str, str], replaced: str, packed: bytes, says: int, **how: int) -> bytes:
    """A good file in which one part is given packed, with whatever size it says it has."""
    entries = []
    for name, content in parts.items():
        raw = zlib.compress(content.encode(), 9)[2:-4]
        made = entry(name, packed, says, **how) if name == replaced else entry(name, raw, len(content.encode()))
        entries.append((name, *made))
    return archive(entries)


def overlapping(parts: dict[str, str], times: int) -> bytes:
    """Many entries that are one and the same place in the file."""
    bomb = zeros(LONG * 10)
    one = entry("word/media/0.xml", bomb, LONG * 10)
    good = [
        (name, *entry(name, zlib.compress(text.encode())[2:-4], len(text.encode()))) for name, text in parts.items()
    ]
    whole = [*good, ("word/media/0.xml", *one)]
    starts = [sum(len(lying) for _n, lying, _l in whole[:place]) for place in range(len(whole))]
    more = [("word/media/0.xml", b"", one[1])] * times
    return archive([*whole, *more], [*starts, *[starts[-1]] * times])


def nested(depth: int) -> bytes:
    """A file in a file, sixteen of each: the shape of the file 42.zip."""
    inner = zipped([("0.xml", bytes(1_000_000))])
    for _ in range(depth):
        inner = zipped((f"{number}.zip", inner) for number in range(16))
    return zipped([*word_parts("").items(), ("word/embeddings/0.zip", inner)])


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def word(body: str, head: str = "", more: Parts = (), **others: str) -> Make:
    return lambda: zipped([*word_parts(body, head, **others).items(), *more])


def odt(body: str, head: str = "", more: Parts = (), **others: str) -> Make:
    return lambda: zipped([*open_parts(body, head, **others).items(), *more])


def with_entry(parts: dict[str, str], name: str) -> Make:
    return lambda: zipped([*parts.items(), (name, "x")])


def without(parts: dict[str, str], *names: str) -> Make:
    return lambda: zipped((name, content) for name, content in parts.items() if name not in names)


GOOD = word_parts("")
GOOD_ODT = open_parts("")
KINDS = {"DOCX": (GOOD, "word/document.xml"), "ODT": (GOOD_ODT, "content.xml")}
NAMES = (
    f"../../../../tmp/{ESCAPED}", f"/tmp/{ESCAPED}", f"..\\..\\{ESCAPED}", f"word/../../{ESCAPED}", f"C:\\{ESCAPED}",
    "a" * 60_000, "\u202e", "word/document.xml/", "//", "con",
)  # fmt: skip


def bombs(kind: str, parts: dict[str, str], main: str) -> Files:
    made: Files = {
        "a bomb of zeros": lambda: with_part(parts, main, zeros(10_000_000_000 // SHARE), 2**32 - 1),
        "a bomb that says it is small": lambda: with_part(parts, main, zeros(1_000_000_000), 100),
        "a bomb that says it is nothing": lambda: with_part(parts, main, zeros(1_000_000_000), 0),
        "a small part that says it is large": lambda: with_part(parts, main, zeros(1_000_000), 2**32 - 1),
        "a part that is not deflated as it says": lambda: with_part(parts, main, b"\xff" * 1000, 1000),
        "a part behind a password": lambda: with_part(parts, main, b"x" * 1000, 1000, flags=1),
        "a part packed in an unknown way": lambda: with_part(parts, main, b"x" * 1000, 1000, method=97),
        "a part packed by LZMA": lambda: with_part(parts, main, b"x" * 1000, 1000, method=14),
        "a bomb of letters": lambda: with_part(parts, main, bomb_of_text(parts[main]), 2**31),
        "entries over each other": lambda: overlapping(parts, 20_000 // SHARE),
        "a hundred thousand entries": lambda: zipped(
            [*parts.items(), *((f"m/{n}", b"") for n in range(100_000 // SHARE))]
        ),
        "an entry cut off": lambda: zipped(parts.items())[:300],
        "the list cut off": lambda: zipped(parts.items())[:-30],
        "the list alone": lambda: zipped(parts.items())[-400:],
        "rubbish before": lambda: b"x" * 100_000 + zipped(parts.items()),
        "rubbish after": lambda: zipped(parts.items()) + b"PK\x05\x06" * 50_000,
        "no main part": without(parts, main),
        "only the main part": lambda: zipped([(main, parts[main])]),
        "an empty main part": lambda: zipped({**parts, main: ""}.items()),
        "a main part that is no XML": lambda: zipped({**parts, main: "PK\x03\x04\0\0"}.items()),
        "a link in place of the main part": lambda: zipped(
            [*((n, c) for n, c in parts.items() if n != main), (link(main), SECRET)]
        ),
    }
    return {f"{kind}: {name}": make for name, make in made.items()}


def bomb_of_text(document: str) -> bytes:
    """The good part, and in the middle of its first word a gigabyte more of it."""
    before, after = document.split("Politik", 1)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    parts = [packer.compress(before.encode()) + packer.flush(zlib.Z_FULL_FLUSH)]
    parts.append(packer.compress(b"ord " * 250_000) + packer.flush(zlib.Z_FULL_FLUSH))
    return b"".join([parts[0], parts[1] * 1000, packer.compress(after.encode()), packer.flush(zlib.Z_FINISH)])


BOMBS = {name: make for kind, (parts, main) in KINDS.items() for name, make in bombs(kind, parts, main).items()}
TRAVERSALS: Files = {
    f"{kind}: an entry named {name[:30]!r}": with_entry(parts, name)
    for kind, (parts, _main) in KINDS.items()
    for name in NAMES
}
XML_TRICKS: Files = {
    **{
        f"DOCX: {name}": word(f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>", head) for name, (head, body) in TRICKS.items()
    },
    **{f"ODT: {name}": odt(f"<text:p>{body}</text:p>", head) for name, (head, body) in TRICKS.items()},
}
OTHERS: Files = {
    "a zip of nothing": lambda: zipped([]),
    "a zip of pictures": lambda: zipped([("a.png", b"\x89PNG")]),
    "a zip in a zip in a zip": lambda: nested(2),
    "the end of a zip alone": lambda: b"PK\x05\x06" + bytes(18),
    "the beginning of a zip alone": lambda: b"PK\x03\x04",
    "DOCX: depth of no meaning": word("<w:a>" * DEEP + "</w:a>" * DEEP),
    "DOCX: text of ten million letters": word(f"<w:p><w:r><w:t>{'ord ' * (LONG // 4)}</w:t></w:r></w:p>"),
    "DOCX: many paragraphs": word("<w:p/>" * MANY),
    "ODT: text of ten million letters": odt(f"<text:p>{'ord ' * (LONG // 4)}</text:p>"),
    "ODT: many paragraphs": odt("<text:p/>" * MANY),
    "DOCX: fetched from elsewhere": word(
        '<w:altChunk r:id="rhyperlink"/>',
        relations=relations(
            relation("hyperlink", ADDRESS, ' TargetMode="External"'), relation("attachedTemplate", SECRET)
        ),
    ),
    "ODT: fetched from elsewhere": odt(f'<text:section><text:section-source xlink:href="{ADDRESS}"/></text:section>'),
}
FILES = BOMBS | TRAVERSALS | XML_TRICKS | OTHERS
