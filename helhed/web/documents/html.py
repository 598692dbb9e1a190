"""Document blocks written out as part of a page."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from helhed.base.blocks import Block, Table


def to_html(blocks: Sequence[Block]) -> SafeString:
    return render_to_string("documents/blocks.html", {"shown": [_shown(block) for block in blocks]})


def _shown(block: Block) -> dict[str, Any]:
    shown: dict[str, Any] = {"kind": type(block).__name__, "block": block}
    if isinstance(block, Table):
        shown["rows"] = _named_rows(block)
    return shown


def _named_rows(table: Table) -> list[list[tuple[str, object]]]:
    """Each cell with the name of its column, which stands beside it where the table is too wide for the screen."""
    return [list(zip(table.head, row, strict=True)) for row in table.rows]
