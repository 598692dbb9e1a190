"""`helhed status`: a yearly status written to a file, and what is said where it cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from helhed.config import language
from helhed.config.command import WRONG_USAGE, main
from helhed.status_reports.actions.reports import start_report
from tests.world import SLUG, SYSTEM, at, build_world

BEGINS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK", "easy": b"%PDF-", "agenda": b"PK"}


@pytest.fixture(autouse=True)
def in_danish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in language.ASKED_BY:
        monkeypatch.setenv(name, "da_DK.UTF-8" if name == "LANGUAGE" else "")
    yield
    language.choose("da")


@pytest.fixture
def world(db: None) -> Iterator[None]:
    with at(2024, 2, 1):
        start_report(by=SYSTEM, policy_id=build_world().policy_id, year=2023)
        yield


def status(out: Path, form: str = "pdf", policy: str = SLUG, year: str = "2023") -> int:
    return main(["status", "--policy", policy, "--year", year, "--form", form, "--out", str(out)])


@pytest.mark.parametrize("form", BEGINS)
def test_every_form_is_written(form, world, tmp_path, capsys):
    out = tmp_path / "status"
    assert status(out, form) == 0
    assert out.read_bytes().startswith(BEGINS[form])
    assert capsys.readouterr().out == f"Skrevet: {out}\n"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("policy", "year"), [("findes-ikke", "2023"), (SLUG, "2019"), ("\x01", "2023"), ("x" * 9_000, "2023")]
)
def test_a_status_that_is_not_there_is_said_to_be_missing(policy, year, world, tmp_path, capsys):
    assert status(tmp_path / "status", policy=policy, year=year) == 2
    assert capsys.readouterr().err == f"Der er ingen status for {policy} for {year}.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["no/such/folder/status.pdf", "."])
def test_a_file_that_cannot_be_written_is_said(place, world, tmp_path, capsys):
    assert status(tmp_path / place) == 1
    assert "kan ikke skrives" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [("--year", "i år"), ("--year", "1999"), ("--year", "9" * 30), ("--form", "odt")])
def test_wrong_options_are_refused(wrong, tmp_path, capsys):
    given = {"--policy": SLUG, "--year": "2023", "--form": "pdf", "--out": str(tmp_path / "x"), wrong[0]: wrong[1]}
    with pytest.raises(SystemExit) as left:
        main(["status", *(part for option in given.items() for part in option)])
    assert left.value.code == WRONG_USAGE
    assert wrong[0] in capsys.readouterr().err
