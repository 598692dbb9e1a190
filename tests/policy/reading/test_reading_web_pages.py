"""Pages as municipalities put them on the web: every list and heading that a page announces, and nothing else."""

import pytest

from helhed.policy.reading.read import read_policy
from tests.policy.reading.scoring import Keyed, area_score, documents, goal_score

PAGES = [keyed for keyed in documents() if keyed.path.name.startswith("g_")]


@pytest.mark.parametrize("keyed", PAGES, ids=lambda keyed: keyed.path.name)
def test_all_of_it_is_found_and_no_more(keyed: Keyed):
    reading = read_policy(keyed.data)
    for score in (area_score(reading, keyed), goal_score(reading, keyed)):
        assert score.missed == []
        assert score.made_up == []


def test_buttons_and_ways_past_the_menu_are_no_text():
    reading = read_policy("Gå til hovedindhold\nLæs op\n\nHavnepolitik\n\nHavnen er for alle.\n\nPrint\n".encode())
    assert [block.text for block in reading.blocks] == ["Havnepolitik", "Havnen er for alle."]


def test_what_a_list_says_of_an_area_stays_with_it():
    page = "Havnepolitik\n\nPolitikken har to temaer:\n• Kaj: her losses fisk\n• Strand: her bades der\n"
    assert [area.intro for area in read_policy(page.encode()).focus_areas] == ["her losses fisk", "her bades der"]
