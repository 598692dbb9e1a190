"""The command read-policy: what it writes and how it ends."""

import argparse
import json
from pathlib import Path

import pytest

import helhed
from helhed.config.read_policy import add_arguments, run

SEED = Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt"


def run_with(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(list(arguments)))


def test_json_of_the_seed_has_just_the_published_shape(capsys):
    assert run_with(str(SEED), "--json") == 0
    shape = json.loads(capsys.readouterr().out)
    assert list(shape) == [
        "title", "subtitle", "municipality", "period", "predecessor", "target_group", "vision", "vision_statements",
        "values", "focus_areas", "sections", "upper", "warnings",
    ]  # fmt: skip
    assert list(shape["focus_areas"][0]) == ["number", "title", "intro", "goals", "quotes", "how"]
    assert list(shape["focus_areas"][0]["goals"][0]) == ["text", "page", "line", "how"]
    assert list(shape["sections"][0]) == ["kind", "title", "text", "page"]
    assert list(shape["upper"]) == ["title", "focus_areas", "lighthouses"]


def test_the_outline_tells_the_same_to_people(capsys):
    assert run_with(str(SEED)) == 0
    shown = capsys.readouterr().out
    for text in ("1. Værdighed", "    - At vi taler til hinanden i øjenhøjde.", "Et godt liv", "God læselyst!"):
        assert text in shown


def test_no_structure_ends_with_3_and_a_warning(tmp_path, capsys):
    file = tmp_path / "indkøb.txt"
    file.write_text("- mælk\n- brød\n", encoding="utf-8")
    assert run_with(str(file), "--json") == 3
    shape = json.loads(capsys.readouterr().out)
    assert shape["focus_areas"] == []
    assert len(shape["warnings"]) == 1


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"%PDF-1.4"])
def test_not_readable_ends_with_2_and_one_line(tmp_path, capsys, data):
    file = tmp_path / "fil"
    file.write_bytes(data)
    assert run_with(str(file)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_a_missing_file_and_a_folder_end_with_2(tmp_path, capsys):
    assert run_with(str(tmp_path / "væk.txt")) == 2
    assert run_with(str(tmp_path)) == 2
    assert capsys.readouterr().err.count("\n") == 2
