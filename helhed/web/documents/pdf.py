"""Document blocks written out as an accessible PDF (PDF/UA-1), set by Typst."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.utils.translation import gettext as _

from helhed.base.blocks import Block, Cell, Document, Note, Table

HERE = Path(__file__).parent
# Counted with what says where it stands: some four hundred pages.
MOST_PRINTED = 600_000
# What the shipped font can draw. Another character would stop the print, and people may write what they like.
NOT_DRAWN = re.compile("[^\n\t -~\u00a0-\u017f\u2010-\u2029\u202f-\u2040\u2042\u2044-\u2052€™−≤≥≠→←↑↓✓□Ω]")


def to_pdf(document: Document, dated: date | None = None) -> bytes:
    """The document as PDF. Typst refuses to write one that breaks PDF/UA-1, as one that skips a heading level.

    The same document and day give the same bytes, whenever they are written.
    The text goes in as data, never as markup, and the compiler sees one empty folder with the template alone.
    """
    return _set(json.dumps(drawable(_as_data(document, dated)), ensure_ascii=False))


@lru_cache(maxsize=8)
def _set(data: str) -> bytes:
    """What many ask for, as an adopted policy, is set once."""
    with TemporaryDirectory() as empty:
        template = Path(empty) / "document.typ"
        template.write_text(_template(), encoding="utf-8")
        return bytes(
            typst.compile(
                str(template),
                root=empty,
                font_paths=[str(HERE / "fonts")],
                ignore_system_fonts=True,
                sys_inputs={"document": data},
                pdf_standards="ua-1",
            )
        )


def drawable(value: Any) -> Any:
    """The same data, with a box for each character of its texts that the font cannot draw."""
    if isinstance(value, str):
        return value if value.startswith("<svg") else NOT_DRAWN.sub("□", unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: drawable(each) for key, each in value.items()}
    return [drawable(each) for each in value] if isinstance(value, list | tuple) else value


@cache
def _template() -> str:
    return (HERE / "document.typ").read_text(encoding="utf-8")


def _as_data(document: Document, dated: date | None) -> dict[str, Any]:
    day = {"year": dated.year, "month": dated.month, "day": dated.day} if dated else None
    return {**asdict(document), "dated": day, "blocks": list(_printed(map(_block, document.blocks)))}


def _printed(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """As many blocks as a reader waits for; where there are more, the last one says so."""
    left = MOST_PRINTED
    for block in blocks:
        left -= len(json.dumps(block, ensure_ascii=False))
        if left < 0:
            yield _block(Note(_("The rest is too long to be printed here. The file for Word holds all of it.")))
            return
        yield block


def _block(block: Block) -> dict[str, Any]:
    data = {"kind": type(block).__name__, **vars(block)}
    if isinstance(block, Table):
        data["rows"] = [[_cell(cell) for cell in row] for row in block.rows]
    return data


def _cell(cell: Cell) -> dict[str, str]:
    """On paper a link is its text."""
    if isinstance(cell, str):
        return {"text": cell, "language": ""}
    return {"text": cell.text, "language": cell.language}
