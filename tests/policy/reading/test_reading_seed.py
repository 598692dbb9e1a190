"""The real policy comes out whole: every fact of its answer key, word for word."""

import json
from pathlib import Path

import pytest

import helhed
from helhed.policy.reading.read import read_policy
from helhed.policy.reading.reading import PolicyReading

SEED = Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt"
KEY = json.loads((Path(__file__).parent / "seed_key.json").read_text(encoding="utf-8"))
GOALS = [(area["number"], goal) for area in KEY["focus_areas"] for goal in area["goals"]]


@pytest.fixture(scope="module")
def reading() -> PolicyReading:
    return read_policy(SEED.read_bytes())


@pytest.mark.parametrize(
    "name", ["title", "subtitle", "municipality", "period", "predecessor", "target_group", "vision", "values"]
)
def test_facts(reading, name):
    assert reading.as_dict()[name] == KEY[name]


def test_vision_statements_and_who_they_are_about(reading):
    assert list(reading.vision_statements) == KEY["vision_statements"]
    assert reading.vision_lead == KEY["vision_lead"]


def test_six_areas_with_number_title_and_line_into_the_goals(reading):
    found = [(area.number, area.title, area.goals_lead) for area in reading.focus_areas]
    assert found == [(area["number"], area["title"], area["goals_lead"]) for area in KEY["focus_areas"]]


def test_forty_goals_word_for_word_in_their_areas(reading):
    assert len(GOALS) == 40
    assert [(area.number, goal.text) for area in reading.focus_areas for goal in area.goals] == GOALS


def test_quotes_with_sources_in_their_areas(reading):
    told = [area["quotes"] for area in reading.as_dict()["focus_areas"]]
    found = [[{name: quote[name] for name in ("text", "source")} for quote in quotes] for quotes in told]
    assert found == [area["quotes"] for area in KEY["focus_areas"]]


def test_goals_are_found_again_by_line(reading):
    lines = SEED.read_text(encoding="utf-8").split("\n")
    for area in reading.focus_areas:
        for goal in area.goals:
            assert goal.line is not None
            assert lines[goal.line - 1].startswith("• " + goal.text[:20])


def test_goals_of_an_area_stand_on_one_page_and_pages_rise(reading):
    pages = [{goal.page for goal in area.goals} for area in reading.focus_areas]
    assert [len(each) for each in pages] == [1] * 6
    assert [each.pop() for each in pages] == [5, 8, 9, 12, 13, 15]


def test_each_intro_opens_and_closes_where_its_area_does(reading):
    edges = [
        ("Det er centralt", "liv med muligheder."),
        ("Sundhed handler om", "fremme sundheden."),
        ("Beskæftigelse er for", "af arbejdsfællesskabet."),
        ("Det betyder meget", "deltagere i samfundslivet."),
        ("Fleksibiliteten sikrer", "tillid til hinanden."),
        ("Helhedssyn sikrer en", "er en selvfølge."),
    ]
    for area, (first, last) in zip(reading.focus_areas, edges, strict=True):
        assert area.intro.startswith(first)
        assert area.intro.endswith(last)


def test_upper_document_with_areas_of_the_council(reading):
    assert reading.upper.title == "Byrådets Vision og Planstrategi"
    assert list(reading.upper.focus_areas) == KEY["council_focus_areas"]


def test_lighthouses_but_for_one_divided_name_which_is_warned_of(reading):
    """No rule can tell whether the hyphen of a name divided before a capital is the name's own."""
    assert [name.replace("-", "") for name in reading.upper.lighthouses] == KEY["council_lighthouses"]
    assert [warning for warning in reading.warnings if "Project-Zero" in warning] == list(reading.warnings)


def test_sections_by_kind_title_and_page(reading):
    assert [(section.kind, section.title, section.page) for section in reading.sections] == [
        ("steering_triangle", "Styringstrekant", 1),
        ("council_vision", "Grundfortælling", 1),
        ("council_vision", "Et godt liv", 1),
        ("council_vision", "De seks fokusområder", 1),
        ("introduction", "Indledning", 1),
        ("foreword", "Forord ved formanden for Social- og Seniorudvalget", 2),
        ("other", "Værdier", 3),
        ("fact_box", "Fakta", 3),
        ("other", "Seks fokusområder på socialområdet i 2021 - 2024", 4),
        ("other", "Seks fokusområder på socialområdet i 2021 - 2024", 4),
        ("implementation", None, 16),
    ]


def test_sections_word_for_word(reading):
    texts = [section.text for section in reading.sections]
    assert texts[2].startswith(
        "Vi sætter borgerne forrest – vi tror på borgernes potentiale og arbejder med udgangspunkt"
    )
    assert texts[5].endswith("God læselyst!\n\nPreben Storm\n\nSocial- og Seniorudvalgsformand")
    assert "skal samfundet støtte anerkendende" in texts[5]
    assert texts[7].endswith(
        "Indsatsen er koordineret, sammenhængende og vidensbaseret” (Def. Rehabiliteringsbegrebet)"
    )
    assert "en status for implementeringen af handleplanerne." in texts[10]


def test_the_key_can_fail(reading):
    """A planted fault: with the last title cut off, the goals no longer come out as the key says."""
    damaged = SEED.read_bytes().replace("Fokusområde 6 – Helhedssyn".encode(), b"")
    assert [area.title for area in read_policy(damaged).focus_areas] != [area.title for area in reading.focus_areas]
