"""Files that are something else, several things at once, or nothing that anybody ever wrote."""

import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
import zlib

from tests.trust.hostile import packed, pdf
from tests.trust.hostile.markup import page
from tests.trust.hostile.plain import POLICY
from tests.trust.hostile.sizes import ESCAPED, LONG, SECRET, Files, given

# The test file of every virus scanner, in two halves, so that none takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


def tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (
            (f"../../tmp/{ESCAPED}", tarfile.REGTYPE),
            ("link", tarfile.SYMTYPE),
            ("pipe", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, SECRET
            archive.addfile(info)
    return file.getvalue()


def picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


OTHER_KINDS: Files = {
    "EICAR": given(EICAR),
    "EICAR in a zip": lambda: packed.zipped([("eicar.com", EICAR)]),
    "EICAR in a Word document": packed.word("", more=[("word/media/eicar.com", EICAR)]),
    "a picture": lambda: picture(1, 1),
    "a picture of 100,000 by 100,000": lambda: picture(100_000, 100_000),
    "a JPEG": given(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\xff" * 1000),
    "a GIF with a script": given(b"GIF89a/*" + bytes(100) + b"*/=1;alert(1)"),
    "a TIFF": given(b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 1000),
    "a WebP": given(b"RIFF\xff\xff\xff\xffWEBPVP8 " + bytes(100)),
    "a bitmap": given(b"BM" + b"\xff" * 1000),
    "a program for Linux": given(b"\x7fELF\2\1\1" + bytes(1000)),
    "a program for Windows": given(b"MZ" + bytes(1000)),
    "a program for a Mac": given(b"\xcf\xfa\xed\xfe" + bytes(1000)),
    "a class": given(b"\xca\xfe\xba\xbe" + bytes(1000)),
    "a script": given(f"#!/bin/sh\ntouch /tmp/{ESCAPED}\n"),
    "a pickle": given(f"cos\nsystem\n(S'touch /tmp/{ESCAPED}'\ntR.".encode()),
    "a pickle of today": given(b"\x80\x04\x95" + b"\xff" * 100),
    "a database": given(b"SQLite format 3\0" + bytes(1000)),
    "an older Word document": given(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    "RTF": given(b"{\\rtf1 {\\*\\objdata 0105}" + b"{" * 50_000),
    "PostScript": given(b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file 1000 string readstring pop ==\n{} loop"),
    "a gzip bomb": lambda: gzip.compress(bytes(LONG)),
    "a bzip2 bomb": lambda: bz2.compress(bytes(LONG)),
    "an xz bomb": lambda: lzma.compress(bytes(LONG)),
    "a tar of traversals": tar,
    "a 7z": given(b"7z\xbc\xaf\x27\x1c" + bytes(100)),
    "a RAR": given(b"Rar!\x1a\7\1\0" + bytes(100)),
    "a mail": given(f"From: a\nContent-Type: multipart/mixed; boundary=b\n\n{'--b' * 1000}\n{POLICY}"),
    "JSON in depth": given(b"[" * 100_000),
    "YAML that laughs": given(
        "a: &a [x]\n" + "".join(f"{c}: &{c} [*{p},*{p},*{p}]\n" for p, c in zip("abcdefg", "bcdefgh", strict=True))
    ),
    "CSV with formulas": given("=cmd|' /C calc'!A0,@SUM(1)\n" * 1000),
    "a spreadsheet": lambda: packed.zipped([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]),
    "an e-book": lambda: packed.zipped([("mimetype", "application/epub+zip"), ("OEBPS/a.xhtml", page("a"))]),
    "a link to elsewhere": given(f"[InternetShortcut]\nURL=file://{SECRET}\n"),
}


def word_before_pdf() -> bytes:
    """A zip is read from its end, and a PDF from its beginning or near it."""
    return pdf.GOOD + packed.zipped(packed.GOOD.items())


def both_kinds() -> bytes:
    return packed.zipped([*packed.GOOD.items(), *((n, c) for n, c in packed.GOOD_ODT.items())])


SEVERAL: Files = {
    "a PDF and a Word document": word_before_pdf,
    "a Word and an OpenDocument": both_kinds,
    "a zip with a PDF for its comment": lambda: (
        packed.zipped(packed.GOOD.items())[:-2] + struct.pack("<H", len(pdf.GOOD)) + pdf.GOOD
    ),
    "a PDF inside a page": lambda: page("<pre>").replace(b"<!doctype", b"%PDF-1.7 <!doctype") + pdf.GOOD,
    "a page inside a picture": lambda: picture(1, 1) + page("<p>tekst"),
    "a policy and then zeros": lambda: POLICY.encode() + bytes(LONG),
    "a policy and then a zip": lambda: POLICY.encode() + packed.zipped(packed.GOOD.items()),
    "a zip and then a policy": lambda: packed.zipped(packed.GOOD.items()) + POLICY.encode() * 1000,
    "a policy that calls itself a PDF": given(b"%PDF-1.7\n" + POLICY.encode()),
    "a policy that calls itself a zip": given(b"PK\x03\x04" + POLICY.encode()),
    "a policy that calls itself RTF": given(b"{\\rtf1 " + POLICY.encode()),
    "a policy that calls itself a page": given(b"<!doctype html>" + POLICY.encode()),
    "a policy that calls itself XML": given(b"<?xml version='1.0'?>" + POLICY.encode()),
    "a mark before a PDF": lambda: b"\xef\xbb\xbf" + pdf.GOOD,
    "a mark before a zip": lambda: b"\xff\xfe" + packed.zipped(packed.GOOD.items()),
    "a zip of one file that is stored": lambda: stored(POLICY.encode()),
}


def stored(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("politik.txt", content)
    return file.getvalue()


def by_chance(start: bytes, length: int) -> bytes:
    return start + random.Random(length).randbytes(length)


CHANCE: Files = {
    f"{length} bytes by chance, after {start!r}": (lambda s, n: lambda: s + random.Random(n).randbytes(n))(
        start, length
    )
    for start in (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# ")
    for length in (1, 100, 10_000, 100_000)
}
FILES = OTHER_KINDS | SEVERAL | CHANCE
