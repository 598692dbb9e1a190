"""What a copied web page says about itself: its menu, its links and its place are none of it."""

import pytest

from helhed.policy.reading.read import read_policy
from helhed.policy.reading.reading import PolicyReading

TEXT = "\n\nHavnepolitikken er skrevet i en skurvogn. Den gælder i hele Lindevig Kommune.\n\nLæs havnepolitikken her.\n"


def read(text: str) -> PolicyReading:
    return read_policy(text.encode())


@pytest.mark.parametrize(
    "top",
    [
        "Gå til hovedindhold\n\nHavnepolitik",
        "Hjem Politik Politikker og planer Havnepolitik\n\nHavnepolitik",
        "Se havnepolitik 2017-2029\n\nHavnepolitik",
        "Borger\n\nErhverv\n\nSøg\n\nHavnepolitik",
        "Spring navigation over\n\nForside\n\nDemokrati\n\nHavnepolitik",
    ],
)
def test_the_title_is_the_policys_own(top):
    assert (read(top + TEXT).title, read(top + TEXT).subtitle) == ("Havnepolitik", None)


@pytest.mark.parametrize("place", ["Lindevig", "Lindevig Kommune"])
def test_the_municipality_over_the_title_is_its_subtitle(place):
    reading = read(f"{place}\n\nHavnepolitik{TEXT}")
    assert (reading.title, reading.subtitle) == ("Havnepolitik", place)


def test_a_name_over_what_it_is_stays_the_title():
    reading = read("Vand omkring os\n\nHavnepolitik 2020-2024" + TEXT)
    assert (reading.title, reading.subtitle) == ("Vand omkring os", "Havnepolitik 2020-2024")


def test_a_line_of_a_menu_of_which_no_text_speaks_is_no_title():
    assert read("Borger\n\nErhverv\n\nPlanstrategi\n\nVejret bliver godt. Det siger vi hver dag.\n").title is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Høje Lindevig Kommune", "Høje Lindevig Kommune"),
        ("Høje-Lindevig Kommune", "Høje-Lindevig Kommune"),
        ("Lindevig-Ådal Kommunes", "Lindevig-Ådal Kommune"),
        ("Nørre Lindevig kommune", "Nørre Lindevig kommune"),
    ],
)
def test_the_whole_name_of_the_municipality_is_read(written, name):
    assert read(f"Havnepolitik\n\nPolitikken er vedtaget af {written} byråd i foråret.\n").municipality == name


def test_the_municipality_is_written_with_a_capital_where_it_ever_is():
    text = (
        "Havnepolitik\n\nBørn i Lindevig kommune leger. Voksne i Lindevig kommune ser på. Lindevig Kommune betaler.\n"
    )
    assert read(text).municipality == "Lindevig Kommune"


@pytest.mark.parametrize(
    "below",
    [
        "Vision\n\nAnna Holm (A), Bo Lind (B), Carl Maa (C), Dorte Næs (D).",
        "Vision og politikker\n\nHer er de alle samlet.",
    ],
)
def test_neither_members_nor_a_menu_are_the_vision(below):
    assert read(f"Havnepolitik{TEXT}\n{below}\n").vision is None


def test_a_text_below_its_heading_is_the_vision():
    assert (
        read(f"Havnepolitik{TEXT}\nVision\n\nHavet er for alle i Lindevig.\n").vision == "Havet er for alle i Lindevig."
    )
