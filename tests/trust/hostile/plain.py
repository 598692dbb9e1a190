"""Hostile plain text: encodings, endless lines, what tries a pattern's patience, and Markdown without bottom."""

from tests.trust.hostile.sizes import ADDRESS, DEEP, LONG, MANY, SECRET, Files, Make, given, repeated

POLICY = "Handicappolitik 2020 – 2024\n\nVision\n\nÆbler på øen.\n\nFokusområde 1: Bolig\n\n• Flere boliger\n"

ENCODINGS: Files = {
    "nothing": given(b""),
    "one NUL": given(b"\0"),
    "one letter": given(b"x"),
    "NUL at the end": given(POLICY.encode() + b"\0"),
    "NUL between letters": given(b"Handi\0cap\n" * 100),
    "NUL bytes": repeated(b"\0"),
    "NUL in UTF-16": given("Han\0dicap".encode("utf-16")),
    "a mark and nothing": given(b"\xef\xbb\xbf"),
    "two marks": given(b"\xef\xbb\xbf\xff\xfe" + POLICY.encode()),
    "a mark of UTF-16 and one byte": given(b"\xff\xfex"),
    "a mark of UTF-16 before UTF-8": given(b"\xff\xfe" + POLICY.encode()),
    "UTF-16 the other way round": given(b"\xfe\xff" + POLICY.encode("utf-16-le")),
    "UTF-16 without mark": given(POLICY.encode("utf-16-le")),
    "UTF-16 with half letters": given(b"\xff\xfe" + b"\x00\xd8" * 1000),
    "UTF-16 of odd length": given(POLICY.encode("utf-16") + b"x"),
    "UTF-16, then UTF-8": given(POLICY.encode("utf-16") + POLICY.encode()),
    "UTF-32": given(POLICY.encode("utf-32")),
    "UTF-32 without mark": given(POLICY.encode("utf-32-be")),
    "UTF-7": given("+AGEAcwBkAGY- +ADw-script+AD4-".encode("ascii") * 10),
    "EBCDIC": given(POLICY.replace("•", "-").replace("–", "-").encode("cp500")),
    "letters too long in UTF-8": given(b"Vision\n\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\n"),
    "half letters in UTF-8": given(b"Vision\n" + b"\xed\xa0\x80" * 100),
    "letters beyond the last": given(b"Vision\n" + b"\xf4\x90\x80\x80" * 100),
    "places that Windows-1252 leaves empty": given(b"Vision\n\x81\x8d\x8f\x90\x9d\n"),
    "UTF-8 and Windows-1252 by turns": given(POLICY.encode() + POLICY.encode("cp1252") * 3),
    "all bytes": given(bytes(range(256)) * 10),
    "all control characters": given(b"Vision\n" + bytes(range(1, 32)) * 2 + b"tekst " * 200),
    "words that steer a terminal": given("\x1b[2J\x1b]0;navn\x07Vision \x9b31m\n" + POLICY * 20),
    "words from right to left": given("\u202e\u2066\u202d" * 1000 + POLICY),
    "no width": repeated("\u200b\u200d\ufeff"),
    "private letters": repeated("\ue000\U000f0000"),
    "letters that are none": repeated("\ufffe\uffff\U0010ffff"),
}
LETTERS: Files = {
    "marks upon one letter": lambda: ("a" + "\u0301" * (LONG // 2)).encode(),
    "marks in the wrong order": lambda: ("a" + "\u0315\u0300\u0327" * (LONG // 6)).encode(),
    "syllables in parts": repeated("\u1100\u1161\u11a8"),
    "letters that grow when they are put together": repeated("\ufb1d\u0958\U0001d15e"),
    "letters that grow when they are made small": repeated("İ"),
    "emoji of families": repeated("👨‍👩‍👧‍👦"),
}
LINES: Files = {
    f"one line of {name}": repeated(piece)
    for name, piece in {
        "one word": "a", "words": "Aa kommune ", "spaces": " ", "hard spaces": "\u00a0", "dots": ".", "digits": "1",
        "hyphens": "-", "dashes": "–", "commas": ",", "brackets": "(", "square brackets": "[", "quotation marks": "”",
        "bullets": "• ", "numbers with dots": "1.", "letters with brackets": "a) ", "tabs": "\t", "slashes": "/",
        "capital letters": "A", "names with hyphens": "Aa-", "colons": ":", "question marks": "?",
    }.items()
}  # fmt: skip
BREAKS: Files = {
    f"nothing but {name}": repeated(piece, LONG // 4)
    for name, piece in {
        "line feeds": "\n", "returns": "\r", "both": "\r\n", "form feeds": "\f", "vertical tabs": "\v",
        "next lines": "\x85", "line separators": "\u2028", "spaces and breaks": " \n",
    }.items()
}  # fmt: skip
PATIENCE: Files = {
    f"again and again {piece.strip()[:40]!r}": repeated(piece, LONG // 4)
    for piece in (
        "Fokusområde ", "Fokusområde 1: ", "Mål ", "Mål 1: Vi vil ", "Vision ", "Værdier og ",
        "den tidligere politik ", "2020 – ", "2020–2024 ", "20 20 ", "1.1.", "(1) ", "Side 1 af ", "........ 4 ",
        "A. B. ", "- \n", "-\n",
        "Aa\n\n", "Målgruppen er ", "Byrådets fem fokusområder, ", "”Sammen ", "“Citat” – ", "kommunes ",
        "i. ii. iii. ", "o ",
        "Tema: Arbejde\n", "Forord\n\n", "1. Bolig\n", "• Gå\n\n", "Fokusområde – Sundhed\n• Gå\n\n", "TEKST ",
        "ord- \nord ", "Vores mål er:\n", "Fakta\n\n- a\n", "Lindevig Kommune\n\f", "12\n\f",
        "a\n b\n  c\n", "Indhold\nBolig .... 3\n",
    )
}  # fmt: skip


def below_a_heading(make: Make) -> Make:
    return lambda: b"# Politik\n\n## Vision\n\n" + make()


MARKDOWN: Files = {
    f"Markdown: {name}": below_a_heading(make)
    for name, make in {
        "quotes in quotes": repeated(">", DEEP),
        "quotes in quotes, spaced": repeated("> ", 2 * DEEP),
        "lists in lists": repeated("- ", 2 * DEEP),
        "numbers in numbers": repeated("1. ", 3 * DEEP),
        "lists in quotes": repeated("> - ", 4 * DEEP),
        "lists that are indented": lambda: b"".join(b" " * (2 * depth) + b"- x\n" for depth in range(1000)),
        "backticks": repeated("`", MANY),
        "backticks of every length": lambda: b" ".join(b"`" * length for length in range(1500)),
        "square brackets": repeated("[", DEEP),
        "closing brackets": repeated("]", DEEP),
        "pictures": repeated("![", 2 * DEEP),
        "links that do not end": repeated("[a](", 4 * DEEP),
        "links in links": lambda: b"[" * DEEP + b"a" + b"](b)" * DEEP,
        "links to nobody": repeated("[a][b] ", MANY),
        "references": lambda: b"".join(b"[a%d]: b\n" % number for number in range(DEEP)),
        "one reference in another": repeated("[a]: <b\n", MANY),
        "stars": repeated("*", MANY),
        "stars and letters": repeated("*a **b ", MANY),
        "lines under letters": repeated("_a__b", MANY),
        "angles": repeated("<", MANY),
        "comments that do not end": repeated("<!-- ", MANY),
        "instructions that do not end": repeated("<?a ", MANY),
        "ampersands": repeated("&", MANY),
        "numbers of letters": repeated("&#0;&#x110000;", MANY),
        "headings": repeated("# a\n", MANY),
        "hashes": repeated("#", MANY),
        "underlined headings": repeated("a\n=\n", MANY),
        "tables": lambda: b"|a" * 2000 + b"\n" + b"|-" * 2000 + b"\n" + b"|b\n" * 5000,
        "fences": repeated("~~~\n", MANY),
        "a fence of endless length": repeated("~", MANY),
        "backslashes": repeated("\\", MANY),
        "tags": repeated("<a ", MANY),
        "addresses to fetch": given(f"![x]({ADDRESS}) <{ADDRESS}> [[x]]\n" * 50),
        "files to fetch": given(f"![x](file://{SECRET}) {{{{include {SECRET}}}}}\n" * 50),
    }.items()
}
FILES = ENCODINGS | LETTERS | LINES | BREAKS | PATIENCE | MARKDOWN
