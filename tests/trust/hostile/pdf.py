"""Hostile PDF files, put together by hand, because no library would write them."""

import zlib

from tests.trust.hostile.packed import zeros
from tests.trust.hostile.sizes import ADDRESS, DEEP, LONG, MANY, SECRET, SHARE, Files, Make, given

FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = "BT /F1 24 Tf 72 700 Td (Vision) Tj 0 -40 Td /F1 11 Tf (Vi vil noget.) Tj ET"
CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
Object = str | bytes


def stream(content: Object, more: str = "") -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    return f"<<{more}/Length {len(raw)}>>\nstream\n".encode() + raw + b"\nendstream"


def flate(content: bytes, times: int = 1, more: str = "") -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, f"/Filter[{'/FlateDecode' * times}]{more}")


def zipped_zeros(length: int) -> bytes:
    """For a stream: what a Flate filter takes, without its sum at the end."""
    return b"\x78\x9c" + zeros(length)


def pdf(objects: list[Object], trailer: str = "", version: str = "1.7") -> bytes:
    """A file with its objects numbered from 1, a true list of where they lie, and what the trailer is given beside."""
    body, places = f"%PDF-{version}\n%\xe2\xe3\n".encode("latin-1"), []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + (each.encode() if isinstance(each, str) else each) + b"\nendobj\n"
    lines = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{lines}"
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + table.encode() + end.encode()


def made(
    catalogue: str = CATALOGUE,
    pages: str = PAGES,
    page: str = PAGE,
    content: Object = TEXT,
    font: str = FONT,
    more: tuple[Object, ...] = (),
    trailer: str = "",
) -> bytes:
    """A good page, but for what is given."""
    drawn = content if isinstance(content, bytes) and content.startswith(b"<<") else stream(content)
    return pdf([catalogue, pages, page, drawn, font, *more], trailer)


GOOD = made()


def lazy(**parts: object) -> Make:
    return lambda: made(**parts)  # type: ignore[arg-type]


def catalogue(inside: str, *more: Object) -> Make:
    """`more` are the objects from 6 on."""
    return lazy(catalogue=f"<</Type/Catalog/Pages 2 0 R{inside}>>", more=more)


def page(inside: str, *more: Object) -> Make:
    return lazy(page=PAGE[:-2] + inside + ">>", more=more)


def fonts(font: str, *more: Object) -> Make:
    return lazy(font=font, more=more)


def replaced(before: bytes, after: bytes) -> Make:
    assert before in GOOD
    return lambda: GOOD.replace(before, after)


CUT: Files = {f"PDF: cut off after {n} of 24 parts": given(GOOD[: len(GOOD) * n // 24]) for n in range(1, 24)}
BODY: Files = {
    "only its first line": lambda: b"%PDF-1.7\n",
    "of an unknown version": lambda: pdf([CATALOGUE, PAGES, PAGE, stream(TEXT), FONT], version="9.9"),
    "rubbish before": lambda: b"x" * 1000 + GOOD,
    "a page of HTML before": lambda: b"<html><body>" + GOOD,
    "a zip after": lambda: GOOD + b"PK\x03\x04" + bytes(100) + b"PK\x05\x06" + bytes(18),
    "NUL in every place of an end": lambda: GOOD.replace(b"\n", b"\0"),
    "the list of places gone": lambda: GOOD.split(b"xref")[0],
    "the list of places elsewhere": replaced(b"startxref\n", b"startxref\n9999999999"),
    "the list of places before the beginning": replaced(b"startxref\n", b"startxref\n-"),
    "a list that goes on in itself": lambda: made(trailer=f"/Prev {GOOD.index(b'xref')}"),
    "a list of a billion": replaced(b"xref\n0 6", b"xref\n0 2000000000"),
    "a trailer of a billion": replaced(b"/Size 6", b"/Size 2147483647"),
    "a thousand changes": lambda: (
        GOOD + b"".join(b"trailer\n<</Prev 9/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % n for n in range(1000))
    ),
    "no end of comments": lambda: GOOD.replace(b"1 0 obj", b"%" * LONG + b"\n1 0 obj"),
    "a hundred thousand objects": lambda: pdf([CATALOGUE, PAGES, PAGE, stream(TEXT), FONT, *(["null"] * (MANY // 5))]),
    "numbers of objects that are none": lambda: GOOD.replace(b"4 0 R", b"99999999999999999999 65536 R"),
    "the root is a number": replaced(b"/Root 1 0 R", b"/Root 7"),
    "the root is itself": lambda: pdf(["1 0 R", PAGES, PAGE]),
    "the root is text": lambda: pdf([stream(TEXT), PAGES, PAGE]),
    "information about itself": lazy(more=("<</Title 6 0 R>>",), trailer="/Info 6 0 R"),
    "lists in lists": lazy(more=("[" * DEEP,), trailer="/Info 6 0 R"),
    "dictionaries in dictionaries": lazy(more=("<</a" * DEEP,), trailer="/Info 6 0 R"),
    "brackets in brackets": lazy(content=f"BT /F1 9 Tf {'(' * DEEP}{')' * DEEP} Tj ET"),
    "behind a password": lazy(
        more=(f"<</Filter/Standard/V 2/R 3/Length 128/P -1/O({'x' * 32})/U({'y' * 32})>>",),
        trailer="/Encrypt 6 0 R/ID[(a)(b)]",
    ),
    "behind an unknown lock": lazy(more=("<</Filter/Nobody/V 99>>",), trailer="/Encrypt 6 0 R"),
    "behind a lock that is itself": lazy(more=("6 0 R",), trailer="/Encrypt 6 0 R"),
}
KIDS = "[" + "3 0 R " * (MANY // 25) + "]"
TREE: Files = {
    "pages that are their own parents": lazy(pages="<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"),
    "pages in a ring": lazy(pages="<</Type/Pages/Kids[6 0 R]/Count 9>>", more=("<</Type/Pages/Kids[2 0 R]/Count 9>>",)),
    "the catalogue among the pages": lazy(pages="<</Type/Pages/Kids[1 0 R 3 0 R]/Count 2>>"),
    "two billion pages": lazy(pages="<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"),
    "less than no pages": lazy(pages="<</Type/Pages/Kids[3 0 R]/Count -5>>"),
    "no pages": lazy(pages="<</Type/Pages/Kids[]/Count 0>>"),
    "one page twenty thousand times": lazy(pages=f"<</Type/Pages/Kids{KIDS}/Count {MANY // 25}>>"),
    "a tree fifty thousand deep": lambda: pdf(
        [CATALOGUE, *(f"<</Type/Pages/Kids[{n + 3} 0 R]/Count 1>>" for n in range(DEEP // SHARE)), PAGE]
    ),
    "a tree that doubles": lambda: pdf(
        [CATALOGUE, *(f"<</Type/Pages/Kids[{n + 3} 0 R {n + 3} 0 R]/Count {2 ** (30 - n)}>>" for n in range(30)), PAGE]
    ),
    "a page that is a number": lazy(page="7"),
    "a page that is huge": lazy(page=PAGE.replace("595 842", "1e30 1e30")),
    "a page that is endless": lazy(page=PAGE.replace("595 842", f"{'9' * 400} {'9' * 400}")),
    "a page that is nothing": lazy(page=PAGE.replace("595 842", "0 0")),
    "a page inside out": lazy(page=PAGE.replace("0 0 595 842", "595 842 0 0")),
    "a page of no shape": lazy(page=PAGE.replace("[0 0 595 842]", "[NaN /a (b) null]")),
    "a page that is turned a little": page("/Rotate 37/UserUnit 1e308"),
    "a page whose content is a ring": lazy(page=PAGE.replace("4 0 R", "[6 0 R]"), more=("[6 0 R]",)),
    "a page whose content is the file": lazy(page=PAGE.replace("4 0 R", "1 0 R")),
    "a page with a million contents": lazy(page=PAGE.replace("4 0 R", f"[{'4 0 R ' * MANY}]")),
    "outlines in a ring": catalogue(
        "/Outlines 6 0 R", "<</First 7 0 R/Last 7 0 R>>", "<</Title(a)/Next 7 0 R/First 6 0 R>>"
    ),
    "names in a ring": catalogue("/Names<</Dests 6 0 R>>", "<</Kids[6 0 R]/Limits[(a)(z)]>>"),
    "labels of endless length": catalogue(f"/PageLabels<</Nums[0<</S/r/St 2147483647/P({'x' * 100_000})>>]>>"),
    "a structure in a ring": catalogue(
        "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R",
        "<</Type/StructTreeRoot/K 7 0 R>>",
        "<</S/P/P 6 0 R/K[7 0 R 6 0 R]>>",
    ),
    "a structure fifty thousand deep": catalogue(
        "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R",
        *(f"<</S/P/Pg 3 0 R/K {n + 7} 0 R>>" for n in range(DEEP // SHARE)),
        "<</S/P/K 0>>",
    ),
    "roles in a ring": catalogue(
        "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R", "<</K<</S/a/K 0>>/RoleMap<</a/b/b/a>>/ParentTree 6 0 R>>"
    ),
    "fields in a ring": catalogue("/AcroForm<</Fields[6 0 R]>>", "<</T(a)/Parent 6 0 R/Kids[6 0 R]>>"),
    "a form of XML": catalogue(
        "/AcroForm<</XFA 6 0 R>>", stream("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>")
    ),
    "a script": catalogue("/OpenAction<</S/JavaScript/JS(app.launchURL\\('" + ADDRESS + "'\\))>>"),
    "a program to start": catalogue("/OpenAction<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>"),
    "an address to open": catalogue(f"/OpenAction<</S/URI/URI({ADDRESS})>>"),
    "a form to send": catalogue(f"/OpenAction<</S/SubmitForm/F<</FS/URL/F({ADDRESS})>>>>"),
    "another file to open": catalogue(f"/OpenAction<</S/GoToR/F({SECRET})/D[0/Fit]>>"),
    "a file inside": catalogue(
        "/Names<</EmbeddedFiles<</Names[(a.exe) 6 0 R]>>>>", "<</EF<</F 7 0 R>>/F(a.exe)>>", stream("MZ")
    ),
    "layers in a ring": catalogue(
        "/OCProperties<</OCGs[6 0 R]/D<</Order[6 0 R[6 0 R]]/OFF[6 0 R]>>>>", "<</Type/OCG/Name 6 0 R>>"
    ),
    "notes in a ring": page(
        "/Annots[6 0 R]", "<</Subtype/Text/Popup 6 0 R/Parent 6 0 R/Rect[0 0 9 9]/AP<</N 6 0 R>>>>"
    ),
    "fifty thousand notes": page(f"/Annots[{'6 0 R ' * DEEP}]", "<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(x)>>>>"),
}
IMAGE = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray"
DRAWS = PAGE.replace("/Font<<", "/XObject<</X 6 0 R>>/Font<<")


def drawn(thing: bytes, content: str = "q 9 0 0 9 0 0 cm /X Do Q " + TEXT, *more: Object) -> Make:
    return lazy(page=DRAWS, content=content, more=(thing, *more))


def image(size: str, data: bytes, more: str) -> Make:
    return drawn(stream(data, f"{IMAGE}{size}{more}"))


HUGE = "/Width 100000/Height 100000/BitsPerComponent 8"
STREAMS: Files = {
    "a bomb of zeros": lambda: made(content=stream(zipped_zeros(10_000_000_000 // SHARE), "/Filter/FlateDecode")),
    "a bomb in a bomb": lambda: made(
        content=flate(zipped_zeros(1_000_000_000), more="").replace(b"/FlateDecode]", b"/FlateDecode/FlateDecode]")
    ),
    "a bomb of text": lambda: made(content=flate(b"BT /F1 9 Tf " + b"(ord) Tj " * (MANY * 2) + b"ET", 3)),
    "a hundred filters": lambda: made(content=stream(b"x", "/Filter[" + "/ASCIIHexDecode" * 10_000 + "]")),
    "a bomb of repeated bytes": lambda: made(content=stream(b"\x81x" * MANY, "/Filter/RunLengthDecode")),
    "LZW that is none": lambda: made(content=stream(b"\xff" * 10_000, "/Filter/LZWDecode")),
    "a prediction of a billion columns": lambda: made(
        content=stream(
            zlib.compress(bytes(10_000)), "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647>>"
        )
    ),
    "an unknown filter": lambda: made(content=stream(b"x", "/Filter/Nobody")),
    "a length that is too large": replaced(b"/Length ", b"/Length 99999999"),
    "a length below nothing": replaced(b"/Length ", b"/Length -"),
    "a length that is the stream": replaced(b"/Length ", b"/Length 4 0 R/x "),
    "a stream without end": lambda: GOOD.replace(b"endstream", b"").replace(b"endobj", b""),
    "objects inside themselves": lambda: pdf(
        [CATALOGUE, PAGES, PAGE, stream("4 0 5 9 <<>> <<>>", "/Type/ObjStm/N 2/First 8/Extends 4 0 R"), FONT]
    ),
    "two billion objects in a stream": lambda: pdf(
        [CATALOGUE, PAGES, PAGE, stream("4 0", "/Type/ObjStm/N 2147483647/First 3"), FONT]
    ),
    "a list of places that is a bomb": lambda: (
        b"%PDF-1.7\n"
        + b"1 0 obj\n"
        + stream(
            zipped_zeros(1_000_000_000),
            "/Type/XRef/W[1 4 4]/Index[0 2147483647]/Size 2147483647/Root 1 0 R/Filter/FlateDecode",
        )
        + b"\nendobj\nstartxref\n9\n%%EOF"
    ),
    "a list of places of no width": lambda: (
        b"%PDF-1.7\n"
        + b"1 0 obj\n"
        + stream(b"x" * 100, "/Type/XRef/W[0 0 0]/Index[0 100000000]/Size 100000000/Root 1 0 R/Prev 9")
        + b"\nendobj\nstartxref\n9\n%%EOF"
    ),
    "a drawing that draws itself": drawn(
        stream("/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    ),
    "drawings that double": lambda: made(
        page=DRAWS,
        content="/X Do",
        more=tuple(
            stream("/X Do /X Do", f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n + 7} 0 R>>>>")
            for n in range(25)
        ),
    ),
    "a state fifty thousand deep": lazy(content="q " * DEEP + TEXT),
    "marks fifty thousand deep": lazy(content="/P<</MCID 0>>BDC " * DEEP + TEXT),
    "text in text": lazy(content="BT " * MANY + TEXT),
    "text in one place": lazy(content="BT /F1 9 Tf 72 700 Td " + "(ord) Tj 0 0 Td " * (MANY // 10) + "ET"),
    "text in fifty thousand places": lazy(
        content="BT /F1 9 Tf " + "".join(f"1 0 0 1 {n % 599} {n % 839} Tm (a) Tj " for n in range(DEEP)) + "ET"
    ),
    "text of ten million letters": lazy(content=f"BT /F1 9 Tf ({'ord ' * (LONG // 4)}) Tj ET"),
    "letters of no size": lazy(content=TEXT.replace("24 Tf", "0 Tf").replace("11 Tf", "-1e30 Tf")),
    "letters of endless size": lazy(content=TEXT.replace("24 Tf", f"{'9' * 400} Tf")),
    "letters in places that are none": lazy(
        content=f"BT /F1 9 Tf 1e400 nan Td {'9' * 99} 0 Td (a) Tj ET BT 0 0 0 0 0 0 Tm (b) Tj ET"
    ),
    "letters that steer a terminal": lazy(content="BT /F1 9 Tf (a\\033[2J\\000\\007b) Tj ET"),
    "lines without end": lazy(content="0 0 m " + "9 9 l " * MANY + "S " + TEXT),
    "a clip in a clip": lazy(content="0 0 9 9 re W n " * DEEP + TEXT),
    "a picture of ten billion points": image(HUGE, zipped_zeros(10_000_000), "/Filter/FlateDecode"),
    "a picture by JBIG2": image(HUGE, b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\xff" * 100, "/Filter/JBIG2Decode"),
    "a picture by JPEG": image(
        HUGE, b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03" + b"\x11" * 99, "/Filter/DCTDecode"
    ),
    "a picture by JPEG 2000": image(HUGE, b"\0\0\0\x0cjP  \r\n\x87\n" + b"\xff" * 200, "/Filter/JPXDecode"),
    "a picture by fax": image(HUGE, b"\0" * 1000, "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2147483647>>"),
    "a picture inside the text": lazy(content="BI /W 2147483647 /H 2147483647 /BPC 8 /CS /G ID xxxx EI " + TEXT),
    "a pattern of itself": page(
        "/Pattern 6 0 R", stream("/P scn", "/PatternType 1/XStep 1e-30/YStep 0/Resources<</Pattern 6 0 R>>")
    ),
}
CMAP = "/CIDInit /ProcSet findresource begin begincmap {} endcmap end"
COMPOSITE = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding{}/DescendantFonts[{}]/ToUnicode 6 0 R>>"
RANGE = f"1 beginbfrange <0000> <FFFF> <{'00E6' * 1000}> endbfrange "
FONTS: Files = {
    "that is itself": fonts("5 0 R"),
    "that is a number": fonts("7"),
    "of an unknown kind": fonts("<</Type/Font/Subtype/Nothing>>"),
    "whose letters are drawn by itself": fonts(
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[0 0 0 0 0 0]/CharProcs<</V 6 0 R>>"
        "/FirstChar 0/LastChar 255"
        "/Encoding<</Differences[86/V]>>/Resources<</Font<</F1 5 0 R>>>>>>",
        stream("BT /F1 9 Tf (V) Tj ET"),
    ),
    "with a million other letters": fonts(f"{FONT[:-2]}/Encoding<</Differences[0{'/a' * MANY}]>>>>"),
    "with a million widths": fonts(f"{FONT[:-2]}/FirstChar 0/LastChar 2147483647/Widths[{'9 ' * MANY}]>>"),
    "whose words become long": fonts(f"{FONT[:-2]}/ToUnicode 6 0 R>>", stream(CMAP.format(RANGE * 100))),
    "whose table uses itself": fonts(
        f"{FONT[:-2]}/ToUnicode 6 0 R>>", stream(CMAP.format("/A usecmap"), "/CMapName/A/UseCMap 6 0 R")
    ),
    "whose table has no end": fonts(f"{FONT[:-2]}/ToUnicode 6 0 R>>", stream("1 beginbfchar <00> <" + "41" * LONG)),
    "whose letters become half letters": fonts(
        f"{FONT[:-2]}/ToUnicode 6 0 R>>", stream(CMAP.format("1 beginbfrange <00> <FF> <D800> endbfrange"))
    ),
    "whose letters become NUL": fonts(
        f"{FONT[:-2]}/ToUnicode 6 0 R>>", stream(CMAP.format("1 beginbfrange <00> <FF> <0000> endbfrange"))
    ),
    "that has itself for a child": fonts(COMPOSITE.format("/Identity-H", "5 0 R"), stream("")),
    "with a child of endless widths": fonts(
        COMPOSITE.format("/Identity-H", "<</Type/Font/Subtype/CIDFontType2/W[0 2147483647 9 0[" + "9 " * MANY + "]]>>"),
        stream(CMAP),
    ),
    "with a table of places that is a bomb": fonts(
        COMPOSITE.format(" 7 0 R", "<</Subtype/CIDFontType0>>"),
        stream(""),
        stream("1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange"),
    ),
    "with a file that is none": fonts(
        f"{FONT[:-2]}/FontDescriptor<</FontFile2 6 0 R/Flags 4>>>>", stream(b"\0\1\0\0\xff\xff" + b"\xff" * 1000)
    ),
    "with a program without end": fonts(
        f"{FONT[:-2]}/FontDescriptor<</FontFile3 6 0 R/Flags 4>>>>",
        stream(b"\1\0\4\4" + b"\x0a" * 10_000, "/Subtype/Type1C"),
    ),
}
FILES = CUT | {
    **{f"PDF: {name}": make for name, make in {**BODY, **TREE, **STREAMS}.items()},
    **{f"PDF: a font {name}": make for name, make in FONTS.items()},
}
