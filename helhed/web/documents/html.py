"""Document blocks written out as part of a page."""

from collections.abc import Sequence
from typing import Any

from django.template import engines
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from helhed.base.blocks import Block, Cell, Link, Table

# A cell as the template takes it apart: the name of its column, its words, their language, and where they lead.
ShownCell = tuple[str, str, str, str]


def to_html(blocks: Sequence[Block]) -> SafeString:
    """The blocks as markup, drawn by Jinja, which escapes every text: a status has thousands of cells, and Django's own
    templates need ten times as long for each."""
    macros: Any = engines["jinja2"].get_template("documents/blocks.jinja")
    return conditional_escape(
        macros.template.module.blocks([(type(block).__name__, block, _rows(block)) for block in blocks])
    )


def _rows(block: Block) -> list[tuple[list[ShownCell], list[ShownCell]]]:
    """Each row parted into its heading and the rest."""
    if not isinstance(block, Table):
        return []
    rows = ([_cell(name, cell) for name, cell in zip(block.head, row, strict=True)] for row in block.rows)
    return [(row[:1], row[1:]) for row in rows]


def _cell(name: str, cell: Cell) -> ShownCell:
    if isinstance(cell, str):
        return name, cell, "", ""
    return name, cell.text, cell.language, cell.href if isinstance(cell, Link) else ""
