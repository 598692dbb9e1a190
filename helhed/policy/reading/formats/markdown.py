"""The lines of a Markdown text, read as the web page that it stands for."""

import re

from markdown_it import MarkdownIt

from helhed.policy.reading.formats.html import page_lines
from helhed.policy.reading.line import Line

# More than any policy, and no longer read fast enough.
MOST_CHARACTERS = 400_000
_FRONT_MATTER = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?:[\w-]+[ \t]*[:=].*\n|[ \t#-].*\n|\n){1,200}?(?P=fence)[ \t]*(?:\n|$)"
)
_LINE_BREAK = re.compile(r"\r\n|[\r\f\x85\u2028\u2029]")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_FIRST_HEADING = re.compile(r"\s*#{1,6}[ \t]+\S")
_BOLD_LINE = re.compile(r"^\*\*[^*\n]{1,200}\*\*:?[ \t]*$", re.MULTILINE)
_OTHERS = (
    re.compile(r"^[^\s=-].{0,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"\*\*[^\s*][^*\n]{0,500}\*\*"),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|){1,50}", re.MULTILINE),
    re.compile(r"^```", re.MULTILINE),
    re.compile(r"^> ?\S", re.MULTILINE),
)
_FEWEST = 2


def is_markdown(text: str) -> bool:
    """A text is Markdown if, and only if, it begins with a heading in its mark-up, has several headings or lines all
    in bold, or has several kinds of its mark-up. Dashes and stars before items are no mark-up: anybody writes them.
    """
    if len(text) > MOST_CHARACTERS:
        return False
    text = _with_plain_breaks(text)
    if _FRONT_MATTER.match(text) or _FIRST_HEADING.match(text):
        return True
    headings = len(_HEADING.findall(text))
    kinds = sum(bool(pattern.search(text)) for pattern in _OTHERS)
    return headings >= _FEWEST or len(_BOLD_LINE.findall(text)) >= _FEWEST or (headings > 0) + kinds >= _FEWEST


def markdown_lines(text: str) -> list[Line]:
    """A line feed inside a paragraph is kept: it may part lines that were typed as a list."""
    text = _with_plain_breaks(text)
    front = _FRONT_MATTER.match(text)
    parser = MarkdownIt("commonmark", {"breaks": True}).enable(["table", "strikethrough"])
    return page_lines(parser.render(text[front.end() :] if front else text))


def _with_plain_breaks(text: str) -> str:
    return _LINE_BREAK.sub("\n", text)
