"""Rows written out as CSV, for every list that can be fetched as open data."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

# A Danish spreadsheet takes the comma for the decimal point, and sentences are full of commas.
SEPARATOR = ";"
TYPE = "text/csv; charset=utf-8"
# What a spreadsheet takes for the beginning of a formula, when it opens text without types.
_BEGINS_FORMULA = re.compile(r"\s*[=+\-@]|[\t\r\n]")
_TELEPHONE = re.compile(r"\+\d[\d ]*")


def to_csv(head: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue()


def harmless(value: object) -> str:
    """CSV has no types, so an apostrophe keeps text from being calculated; a telephone number needs none."""
    text = "" if value is None else str(value)
    if isinstance(value, str) and _BEGINS_FORMULA.match(text) and not _TELEPHONE.fullmatch(text):
        return f"'{text}"
    return text
