"""Document blocks written out as part of a page."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString

from helhed.base.blocks import Block, Cell, Link, Table

# A cell as the template reads it: the name of its column, its words, their language, and where they lead. Every cell
# has all four, since nothing takes a template longer than to ask a value for what it does not have.
ShownCell = dict[str, str]


def to_html(blocks: Sequence[Block]) -> SafeString:
    return render_to_string("documents/blocks.html", {"shown": [_shown(block) for block in blocks]})


def _shown(block: Block) -> dict[str, Any]:
    shown: dict[str, Any] = {"kind": type(block).__name__, "block": block}
    if isinstance(block, Table):
        # Each cell has the name of its column, which stands beside it where the table is too wide for the screen.
        names = [escape(name) for name in block.head]
        shown["rows"] = [_row(names, row) for row in block.rows]
    return shown


def _row(names: Sequence[str], row: Sequence[Cell]) -> tuple[ShownCell, list[ShownCell]]:
    """The heading of the row, and the rest of it."""
    first, *rest = (_cell(name, cell) for name, cell in zip(names, row, strict=True))
    return first, rest


def _cell(name: str, cell: Cell) -> ShownCell:
    if isinstance(cell, str):
        return {"name": name, "text": cell, "language": "", "href": ""}
    return {
        "name": name,
        "text": cell.text,
        "language": cell.language,
        "href": cell.href if isinstance(cell, Link) else "",
    }
