"""A spreadsheet as somebody fetches it, edits it, and sends it back."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import load_workbook

from tests.web.policy.pages import client_of, words

COLUMNS = {
    "Action plan": 1,
    "No.": 2,
    "Title": 3,
    "Goals": 6,
    "Unit": 7,
    "Accountable": 8,
    "Deputy": 9,
    "Deadline": 11,
    "Resources": 12,
    "Partners": 13,
    "Version": 21,
}


def fetched(plan: str, who: str = "consultant") -> bytes:
    answer = client_of(who).get(f"/initiativer.xlsx?plan={plan}")
    assert answer.status_code == 200
    return answer.content


def edited(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The file after somebody worked on its first sheet."""
    book = load_workbook(BytesIO(data))
    change(book.worksheets[0])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def written(**cells: Any) -> Callable[[Any], None]:
    """Cells by their names, such as C2."""

    def change(sheet: Any) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return change


def sent(plan: str, data: bytes, who: str = "consultant", name: str = "initiativer.xlsx") -> HttpResponse:
    typed = {"form_id": uuid4(), "file": SimpleUploadedFile(name, data)}
    return client_of(who).post(f"/handleplan/{plan}/regneark", typed)


def confirmed(plan: str, shown: HttpResponse, who: str = "consultant") -> HttpResponse:
    return client_of(who).post(f"/handleplan/{plan}/regneark/gem", {"form_id": uuid4(), "carried": carried(shown)})


def carried(shown: HttpResponse) -> str:
    found = re.search(r'name="carried" value="([^"]*)"', shown.content.decode())
    assert found, told(shown)
    return unescape(found[1])


def told(answer: HttpResponse) -> str:
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return unescape(words(main[0])) if main else ""
