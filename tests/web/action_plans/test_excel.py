"""The initiatives as a spreadsheet, and back: all of it or nothing, and what is wrong in which line and column."""

import csv
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from helhed.action_plans.actions.initiatives import change_initiative
from helhed.action_plans.actions.plans import send_plan_to_hearing
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.words import CoOwnerKind
from helhed.base import clock
from tests.action_plans.acting import PLAN, draft, draft_initiative, plan
from tests.web.action_plans.sheets import COLUMNS, carried, confirmed, edited, fetched, sent, told, written
from tests.web.policy.pages import client_of
from tests.world import SYSTEM, World, at, build_world, everything, facts

DRAFT = "udkast-til-handleplan"
HOSTILE = ("=1+1", "+45 12 34 56 78", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "1.10")


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def plan_id(world: World):
    return draft(world)


def cells(data: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows()]


def test_the_file_has_typed_cells_a_frozen_heading_and_an_explanation(world):
    book = load_workbook(BytesIO(fetched(PLAN)))
    sheet, about = book.worksheets
    assert (sheet.title, about.title, sheet.freeze_panes) == ("Initiatives", "About the columns", "D2")
    head = [cell.value for cell in sheet[1]]
    assert {name: head.index(name) + 1 for name in COLUMNS} == COLUMNS
    assert [about.cell(row, 1).value for row in range(2, about.max_row + 1)] == head
    assert (sheet["B2"].value, sheet["J2"].value.date(), sheet["J2"].number_format) == (
        1,
        date(2021, 1, 1),
        "dd-mm-yyyy",
    )
    assert (sheet["F2"].value, sheet["F2"].number_format) == ("1.1, 1.2", "@")
    assert all(sheet.column_dimensions[cell.column_letter].width >= 7 for cell in sheet[1])


def test_the_file_holds_what_is_shown_and_nothing_else(world):
    only = client_of().get("/initiativer.xlsx?fokus=F%C3%A6llesskab")
    assert [row[1] for row in cells(only.content)[1:]] == [2]
    rows = csv.reader(
        StringIO(client_of().get("/initiativer.csv?ord=broen").content.decode("utf-8-sig")), delimiter=";"
    )
    assert [row[1] for row in rows] == ["No.", "2"]


def test_a_draft_goes_out_only_to_those_who_write_it(world, plan_id):
    assert client_of("accountable").get(f"/initiativer.xlsx?plan={DRAFT}").status_code == 404
    assert client_of("consultant").get(f"/initiativer.csv?plan={DRAFT}").status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_formula_stays_text_there_and_back(world, plan_id, text):
    draft_initiative(world, plan_id, title=text, partners=text)
    data = fetched(DRAFT)
    cell = load_workbook(BytesIO(data)).worksheets[0]["C3"]
    assert (cell.data_type, cell.value) == ("s", text)
    with ZipFile(BytesIO(data)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
    shown = sent(DRAFT, data)
    assert "There is nothing to save" in told(shown)


def test_csv_begins_no_formula_and_keeps_a_telephone_number(world, plan_id):
    for text in HOSTILE:
        draft_initiative(world, plan_id, title=text)
    answer = client_of("consultant").get(f"/initiativer.csv?plan={DRAFT}")
    titles = [row[2] for row in csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")][2:]
    assert titles == ["'=1+1", "+45 12 34 56 78", "'-2", "'@SUM(A1)", "'\t=1", '\'=HYPERLINK("http://x")', "1.10"]


def test_every_field_comes_back_as_it_went_out(world, plan_id):
    """Also with line breaks of Windows, marks that turn the text, and an accountable employee."""
    draft_initiative(
        world,
        plan_id,
        title="Æ ø å",
        description="Første linje\r\nanden linje\u202e vendt",
        accountable_id=world.staff["accountable"],
        deputy_id=world.staff["deputy"],
        resources=" To årsværk ",
        co_owner_name="LEV",
        co_owner_kind=CoOwnerKind.ASSOCIATION,
    )
    assert "There is nothing to save" in told(sent(DRAFT, fetched(DRAFT)))


def test_a_german_file_is_understood_on_a_danish_page(world, plan_id):
    german = client_of("consultant")
    german.cookies["helhed-language"] = "de"
    assert "There is nothing to save" in told(sent(DRAFT, german.get(f"/initiativer.xlsx?plan={DRAFT}").content))


def test_200_edited_lines_are_shown_and_saved(world, plan_id):
    for number in range(199):
        draft_initiative(world, plan_id, title=f"Initiativ {number}")

    def change(sheet):
        for row in range(2, 202):
            sheet.cell(row, COLUMNS["Partners"]).value = f"Partner {row}"
            sheet.cell(row, COLUMNS["Deadline"]).value = date(2024, 6, row % 28 + 1)
        sheet["C202"], sheet["F202"], sheet["G202"] = "Helt nyt", "1.1; 2.1", "botilbuddet egely"
        sheet["J202"], sheet["K202"] = "01-02-2023", "31.12.2024"

    shown = sent(DRAFT, edited(fetched(DRAFT), change))
    assert "200 initiatives would be changed, and 1 added." in told(shown)
    before = len(everything())
    assert before
    assert confirmed(DRAFT, shown).status_code == 302
    found = list_initiatives(SYSTEM, plan_id=plan_id)
    assert [each.partners for each in found[:200]] == [f"Partner {row}" for row in range(2, 202)]
    assert [each.ends_on.day for each in found[:200]] == [row % 28 + 1 for row in range(2, 202)]
    assert (found[200].number, found[200].title, found[200].starts_on) == (201, "Helt nyt", date(2023, 2, 1))
    assert [goal.code for goal in found[200].goals] == ["1.1", "2.1"]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("C2", "", "Line 2 Title (C2) Write what the initiative is called."),
        ("B2", 77, "Line 2 No. (B2) There is no initiative of this number."),
        ("B2", "x", "Line 2 No. (B2) Here stands no whole number above 0."),
        ("B2", 10**9, "Line 2 No. (B2) Here stands no whole number above 0."),
        ("F2", "9.9", "Line 2 Goals (F2) There is no goal 9.9 in the policy."),
        ("F2", 1.1, "Line 2 Goals (F2) The spreadsheet made a number or a date of the code."),
        ("G2", "Ukendt", "Line 2 Unit (G2) There is no unit called “Ukendt”."),
        ("H2", "Ingen", "Line 2 Accountable (H2) Nobody who works here is called “Ingen”."),
        ("K2", "i morgen", "Line 2 Deadline (K2) Here stands no date."),
        ("K2", date(2020, 1, 1), "Line 2 Deadline (K2) The last day must not come before the first."),
        ("D2", "=1+1", "Line 2 Description (D2) Here stands a formula."),
        ("D2", date(2024, 1, 1), "Line 2 Description (D2) Here stands a date, and text was expected."),
        ("D2", "x" * 4001, "Line 2 Description (D2) The text is longer than 4000 characters."),
        ("A2", PLAN, "Line 2 Action plan (A2) This line belongs to another action plan."),
        ("P2", "Noget", "Line 2 Kind of co-owner (P2) A co-owner has a name, and one of the kinds in the list."),
        ("C1", "Navn", "The file – No sheet has the headings in its first line."),
        ("D1", "Tekst", "Line 1 Description The column “Description” is missing."),
        ("A2001", "x", "Der står noget længere nede end linje 2.000"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column_and_nothing_is_saved(world, plan_id, cell, value, said):
    data = edited(fetched(DRAFT), written(**{cell: value}))
    before = everything()
    shown = sent(DRAFT, data)
    assert shown.status_code == 422
    assert said in told(shown)
    assert everything() == before


def test_a_column_of_ones_own_is_told_of_and_not_read(world, plan_id):
    shown = sent(DRAFT, edited(fetched(DRAFT), written(V1="Min note", V2="husk", M2="Nabohuset")))
    assert "These columns are not known here and were not read: Min note" in told(shown)
    assert "Partners: from – → to Nabohuset" in told(shown)


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda good: b"", "Filen er ikke et Excel-regneark."),
        (lambda good: b"navn;titel\n", "Filen er ikke et Excel-regneark."),
        (lambda good: b"%PDF-1.7", "Filen er ikke et Excel-regneark."),
        (lambda good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "adgangskode"),
        (lambda good: packed(**{"word/document.xml": b"<x/>"}), "Filen er ikke et Excel-regneark."),
        (lambda good: with_part(good, "xl/vbaProject.bin", b"x"), "makroer"),
        (lambda good: good[:2000], "The spreadsheet cannot be read"),
        (lambda good: with_part(good, "xl/bomb.xml", bytes(30_000_000)), "The spreadsheet cannot be read"),
        (lambda good: good + bytes(20_000_001), "There is more in the file than can be read in at once."),
    ],
    ids=["empty", "csv", "pdf", "old", "word", "macros", "cut", "bomb", "large"],
)
def test_what_is_no_spreadsheet_is_told_and_does_no_harm(world, plan_id, make, said):
    before = everything()
    shown = sent(DRAFT, make(fetched(DRAFT)))
    assert (shown.status_code, said in told(shown)) == (422, True), told(shown)
    assert everything() == before


def test_two_at_once_are_told_in_which_line(world, plan_id):
    """Also where the second one's file had no versions, and was looked at before the first one saved."""
    draft_initiative(world, plan_id, title="Den anden")
    data = edited(fetched(DRAFT), written(M2="Min", M3="Min"))
    without = edited(data, lambda sheet: sheet.delete_cols(COLUMNS["Version"]))
    shown, shown_without = sent(DRAFT, data), sent(DRAFT, without)
    second = list_initiatives(SYSTEM, plan_id=plan_id)[1]
    told_facts = facts([world.goals["2.2"]], unit_id=world.units["home"], title="Den anden", partners="Din")
    change_initiative(by=SYSTEM, initiative_id=second.id, seen_version=second.version, facts=told_facts)
    for each in (shown, shown_without):
        refused = confirmed(DRAFT, each)
        assert refused.status_code == 422
        assert "Line 3 No. (B3) Somebody changed this initiative since the file was made." in told(refused)
        assert "Line 2" not in told(refused)
    assert [each.partners for each in list_initiatives(SYSTEM, plan_id=plan_id)] == ["", "Din"]


def test_a_second_sending_saves_nothing_more(world, plan_id):
    shown = sent(
        DRAFT, edited(fetched(DRAFT), written(C3="Ny", F3="1.1", G3="Natholdet", J3="01-01-2024", K3="01-06-2024"))
    )
    client, address = client_of("consultant"), f"/handleplan/{DRAFT}/regneark/gem"
    typed = {"form_id": "018d6b3e-0000-7000-8000-000000000001", "carried": carried(shown)}
    assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]
    assert len(list_initiatives(SYSTEM, plan_id=plan_id)) == 2


@pytest.mark.parametrize("typed", ["", "x", "!!", "eJwDAAAAAAE=", "e30=", "x" * 1000])
def test_what_comes_along_from_the_preview_may_be_anything(world, plan_id, typed):
    before = everything()
    answer = client_of("consultant").post(f"/handleplan/{DRAFT}/regneark/gem", {"carried": typed})
    assert answer.status_code == 422
    assert everything() == before


def test_an_adopted_plan_takes_only_what_the_administration_may_change(world):
    refused = sent(PLAN, edited(fetched(PLAN), written(C2="Et andet navn")))
    assert "Line 2 Title (C2) This was adopted." in told(refused)
    shown = sent(PLAN, edited(fetched(PLAN), written(H2="Support_Worker", M2="Broens Venner")))
    assert confirmed(PLAN, shown).status_code == 302
    first, _second = list_initiatives(SYSTEM, plan_id=world.plan_id)
    assert (first.accountable, first.partners) == ("Support_Worker", "Broens Venner")


def test_a_plan_in_hearing_stands_still(world, plan_id):
    data = fetched(DRAFT)
    today = clock.today()
    send_plan_to_hearing(
        by=SYSTEM, plan_id=plan_id, seen_version=plan(plan_id).version, from_on=today, until_on=date(2024, 4, 1)
    )
    refused = sent(DRAFT, data)
    assert refused.status_code == 422
    assert "The action plan is in hearing and cannot be changed." in told(refused)


def test_those_who_do_not_write_plans_find_no_page(world, plan_id):
    for who in ("", "accountable", "leader", "politician"):
        answer = sent(DRAFT, b"x", who)
        assert answer.status_code == (404 if who else 302)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_opens_the_file_and_shows_every_line(world, plan_id, tmp_path: Path):
    for number in range(20):
        draft_initiative(world, plan_id, title=f"Initiativ {number} æøå", partners=HOSTILE[number % len(HOSTILE)])
    (tmp_path / "initiativer.xlsx").write_bytes(fetched(DRAFT))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):59,34,76",
        "initiativer.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    rows = list(csv.reader((tmp_path / "initiativer.csv").read_text("utf-8").splitlines(), delimiter=";"))
    assert [row[2] for row in rows[2:]] == [f"Initiativ {number} æøå" for number in range(20)]
    assert {row[12] for row in rows[2:]} == set(HOSTILE)
    assert rows[2][9] == "01-01-2021"
