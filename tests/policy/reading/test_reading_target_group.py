"""Whom a policy is for, where it says so without the word for it."""

import pytest

from helhed.policy.reading.read import read_policy


def target_group(sentence: str) -> str | None:
    return read_policy(f"Børnepolitik\n\nForord\nKære alle sammen. {sentence} Vi glæder os.\n".encode()).target_group


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Denne politik gælder for alle børn og unge fra 0 til 25 år.", "alle børn og unge fra 0 til 25 år"),
        ("Politikken henvender sig til voksne med handicap.", "voksne med handicap"),
        ("Børnepolitikken er rettet mod familier i kommunen.", "familier i kommunen"),
        ("Politikkens målgruppe er unge. Målgruppen er alle unge i kommunen.", "alle unge i kommunen"),
    ],
)
def test_a_policy_says_whom_it_is_for(sentence, who):
    assert target_group(sentence) == who


@pytest.mark.parametrize(
    "sentence",
    [
        "Denne politik gælder for perioden 2021-2024.",
        "Politikken gælder for hele kommunen.",
        "Strategien gælder for alle handleplaner, der er skrevet til borgere.",
        "Før gjaldt den kun for skolen, og politikken gælder for børn.",
    ],
)
def test_what_it_holds_for_is_not_always_people(sentence):
    assert target_group(sentence) is None
