"""Small documents of other makings: each shows one way of writing, and what must come of it."""

import pytest

from helhed.policy.reading.document import Unreadable
from helhed.policy.reading.read import read_policy
from helhed.policy.reading.reading import PolicyReading


def read(text: str) -> PolicyReading:
    return read_policy(text.encode())


def areas_of(text: str) -> list[tuple[int | None, str | None, list[str]]]:
    return [(area.number, area.title, [goal.text for goal in area.goals]) for area in read(text).focus_areas]


BEFORE = """Handicappolitik
Lindevig Kommune 2022-2026

Forord
Vi bygger politikken på det, som borgerne har fortalt os gennem det seneste år.

Fokusområde 1: Adgang for alle
Byens huse og pladser skal kunne bruges af enhver, også når kroppen sætter
grænser.

Vores mål er:
- Nye bygninger er til at komme ind i
- Busser og tog kan bruges uden hjælp fra
  andre

Fokusområde 2: Arbejde
Et arbejde giver venner og penge på lommen.

Vores mål er:
- Flere unge får en læreplads

Opfølgning
Hvert andet år ser udvalget på, hvordan det går.
"""


def test_headings_before_their_goals():
    assert areas_of(BEFORE) == [
        (
            1,
            "Adgang for alle",
            ["Nye bygninger er til at komme ind i", "Busser og tog kan bruges uden hjælp fra andre"],
        ),
        (2, "Arbejde", ["Flere unge får en læreplads"]),
    ]
    reading = read(BEFORE)
    assert (reading.title, reading.subtitle) == ("Handicappolitik", "Lindevig Kommune 2022-2026")
    assert (reading.municipality, reading.period) == ("Lindevig Kommune", "2022-2026")
    assert [(section.kind, section.title) for section in reading.sections] == [
        ("foreword", "Forord"),
        ("implementation", "Opfølgning"),
    ]
    assert reading.focus_areas[0].intro.endswith("også når kroppen sætter grænser.")


AFTER = """Byens huse og pladser skal kunne bruges af enhver.

Vores mål er:
- Nye bygninger er til at komme ind i

Fokusområde 1: Adgang for alle
Et arbejde giver venner og penge på lommen.

Vores mål er:
- Flere unge får en læreplads

Fokusområde 2: Arbejde
"""


@pytest.mark.parametrize("pages", [False, True])
def test_headings_after_their_goals_with_and_without_pages(pages):
    text = AFTER.replace("alle\n", "alle\n\f") if pages else AFTER
    assert areas_of(text) == [
        (1, "Adgang for alle", ["Nye bygninger er til at komme ind i"]),
        (2, "Arbejde", ["Flere unge får en læreplads"]),
    ]
    assert [area.intro for area in read(text).focus_areas] == [
        "Byens huse og pladser skal kunne bruges af enhver.",
        "Et arbejde giver venner og penge på lommen.",
    ]


def test_quotes_between_areas_whose_headings_come_after():
    """One quote belongs to the area before it; of two, the second belongs to the area after."""
    quote = "”{}”\nCitat fra en beboer\n\n"
    one = AFTER.replace("alle\n", "alle\n\n" + quote.format("Jeg kom selv ind"))
    two = one.replace("beboer\n\n", "beboer\n\n" + quote.format("Jeg fik et job"))
    assert [[each.text for each in area.quotes] for area in read(one).focus_areas] == [["Jeg kom selv ind"], []]
    assert [[each.text for each in area.quotes] for area in read(two).focus_areas] == [
        ["Jeg kom selv ind"],
        ["Jeg fik et job"],
    ]
    assert read(one).focus_areas[0].quotes[0].source == "Citat fra en beboer"


def test_quotes_belong_to_the_area_above_them_where_headings_come_before():
    text = BEFORE.replace("Fokusområde 2", "»Nu kan jeg selv komme i biografen«\n– Mette, 34 år\n\nFokusområde 2")
    assert [(each.text, each.source) for each in read(text).focus_areas[0].quotes] == [
        ("Nu kan jeg selv komme i biografen", "– Mette, 34 år")
    ]
    assert read(text).focus_areas[1].quotes == ()


def test_numbered_goals_below_areas_on_two_lines():
    text = """Ældrepolitik for Lindevig

Indsatsområde 1
Samvær

Mål
1. Ingen spiser alene, hvis de hellere vil
   spise sammen.
2. Naboer hjælper naboer.

Indsatsområde 2
Ro

Mål
1. Den samme hånd kommer hver dag.
"""
    assert areas_of(text) == [
        (1, "Samvær", ["Ingen spiser alene, hvis de hellere vil spise sammen.", "Naboer hjælper naboer."]),
        (2, "Ro", ["Den samme hånd kommer hver dag."]),
    ]


def test_numbered_headings_without_a_word_for_area():
    text = """Børnepolitik 2023-2027

1. Leg
Børn leger hver dag, ude og inde.

Vores mål
• Der er en legeplads i gåafstand
• Skolegården er åben om aftenen

2. Læring
Børn lærer af hinanden.

Vores mål
• Alle får læst højt
"""
    assert areas_of(text) == [
        (1, "Leg", ["Der er en legeplads i gåafstand", "Skolegården er åben om aftenen"]),
        (2, "Læring", ["Alle får læst højt"]),
    ]


def test_areas_announced_in_a_list_and_found_again_as_headings():
    text = """Politikkens indsatsområder er:
• Bolig
• Økonomi

Bolig
Et hjem er mere end et tag.

Det vil vi:
• Flere små boliger

Økonomi
Gæld gør syg.

Det vil vi:
• Gratis råd om gæld
"""
    assert areas_of(text) == [(None, "Bolig", ["Flere små boliger"]), (None, "Økonomi", ["Gratis råd om gæld"])]


def test_an_announced_area_that_no_heading_takes_up_keeps_its_place():
    text = """Havnepolitik

Politikkens indsatsområder er:
• Kaj
• Bassin
• Strand

Bassin
Vandet er til at bade i.

Vi vil
• måle det hver uge
"""
    assert areas_of(text) == [(None, "Kaj", []), (None, "Bassin", ["måle det hver uge"]), (None, "Strand", [])]


def test_a_numbered_list_of_areas_and_numbered_headings_that_begin_anew():
    text = """Ældrepolitik 2020-2024

Politikken har to temaer:
1. Samvær
2. Mad

1. Samvær
Der er plads til alle.

Vi vil
* åbne flere spisesteder

2. Mad
Maden smager godt.

Vi vil
* lave maden i byen
"""
    assert areas_of(text) == [(1, "Samvær", ["åbne flere spisesteder"]), (2, "Mad", ["lave maden i byen"])]


def test_goals_that_carry_their_own_number():
    text = "Kulturpolitik\n\nTema: Musik\n\nMål 1: Alle børn synger hver uge.\nMål 2: Øvelokaler er gratis for unge.\n"
    assert areas_of(text) == [(None, "Musik", ["Alle børn synger hver uge.", "Øvelokaler er gratis for unge."])]


def test_a_table_of_contents_and_running_headers_are_not_content():
    page = "Handicappolitik i Lindevig\n{}\n\f"
    text = (
        page.format("Fokusområde 1: Adgang ........ 2\nFokusområde 2: Arbejde ........ 3\n1")
        + page.format("Fokusområde 1: Adgang\n\nVores mål er:\n- Ramper overalt, hvor der\n2")
        + page.format("er trin\n\nFokusområde 2: Arbejde\n\nVores mål er:\n- Flere fleksjob\n3")
    )
    assert areas_of(text) == [(1, "Adgang", ["Ramper overalt, hvor der er trin"]), (2, "Arbejde", ["Flere fleksjob"])]


def test_goals_outside_any_area_are_kept_and_warned_of():
    reading = read("Mål:\n- Færre står alene\n- Flere er med\n")
    assert [(area.number, area.title, len(area.goals)) for area in reading.focus_areas] == [(None, None, 2)]
    assert any("uden for fokusområderne" in warning for warning in reading.warnings)


def test_other_lists_in_an_area_are_not_goals():
    text = BEFORE.replace("Fokusområde 2", "Eksempler på indsatser:\n- En rampe ved biblioteket\n\nFokusområde 2")
    assert areas_of(text)[0][2] == areas_of(BEFORE)[0][2]
    assert any("En rampe ved biblioteket" in section.text for section in read(text).sections)


def test_vision_statements_and_values_are_not_goals():
    text = """Vision
Et liv med plads til alle.

Vores værdier:
• Tillid: Vi tror det bedste om hinanden.
• Mod: Vi prøver noget nyt.

"""
    reading = read(text + BEFORE)
    assert reading.vision == "Et liv med plads til alle."
    assert [(value.name, value.text) for value in reading.values] == [
        ("Tillid", "Vi tror det bedste om hinanden."),
        ("Mod", "Vi prøver noget nyt."),
    ]
    assert sum(len(area.goals) for area in reading.focus_areas) == 3


def test_target_group_predecessor_and_lighthouses():
    reading = read(
        "Politikkens målgruppe er alle unge.\n\nMålgruppen for politikken omfatter unge, der er fyldt 15 år.\n\n"
        "Politikken afløser ”Unge i fart 2015 – 2019”.\n\n"
        "Byrådets to fyrtårne, Kajen og Nye Torv, viser vejen.\n"
    )
    assert reading.target_group == "unge, der er fyldt 15 år"
    assert (reading.predecessor.title, reading.predecessor.period) == ("Unge i fart", "2015-2019")
    assert reading.upper.lighthouses == ("Kajen", "Nye Torv")


def test_lighthouses_that_do_not_match_their_number_are_warned_of_and_left_out():
    reading = read("Byrådets tre fyrtårne, Kajen og Nye Torv, viser vejen.\n")
    assert reading.upper is None
    assert any("Fyrtårnene" in warning for warning in reading.warnings)


NOTHING = {
    "shopping list": "Indkøb\n\n- mælk\n- rugbrød\n- 2 kg kartofler\n- æbler\n",
    "minutes": """Referat af møde i Lindevig Boligforening

Dagsorden
1. Godkendelse af dagsorden
2. Regnskab
3. Eventuelt

1. Godkendelse af dagsorden
Dagsordenen blev godkendt.

2. Regnskab
Kassereren lagde regnskabet frem. Bestyrelsen talte om:
- huslejen
- taget

3. Eventuelt
Næste møde er 4. maj 2023.
""",
    "prose": "Det regnede hele ugen, og stien var våd.\n\nSå kom solen, og vi gik ud. Ingen sagde noget.\n",
    "numbers": "1\n2\n3\n2021-2024\n",
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_no_policy_gives_nothing_but_a_warning(name):
    reading = read(NOTHING[name])
    assert not reading.has_structure
    assert reading.warnings == ("Dokumentet kan læses, men der er ikke fundet fokusområder eller mål i det.",)
    assert (reading.title, reading.vision, reading.values, reading.upper) == (None, None, (), None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_and_line_ends_give_the_same(encoding):
    plain = read(BEFORE)
    assert read_policy(BEFORE.encode(encoding)) == plain
    assert read_policy(BEFORE.replace("\n", "\r\n").encode(encoding)) == plain


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"a\0b", b"PK\x03\x04...", bytes(range(256)), b"\x81"])
def test_what_is_no_text_is_refused_with_one_danish_sentence(data):
    with pytest.raises(Unreadable) as refused:
        read_policy(data)
    assert refused.value.reason.startswith("Filen ")


def test_pages_are_counted_by_form_feeds_and_unknown_without():
    assert [goal.page for area in read(BEFORE).focus_areas for goal in area.goals] == [None] * 3
    paged = read(BEFORE.replace("Fokusområde 2", "\fFokusområde 2"))
    assert [goal.page for area in paged.focus_areas for goal in area.goals] == [1, 1, 2]
    lines = BEFORE.split("\n")
    for area in paged.focus_areas:
        for goal in area.goals:
            assert lines[goal.line - 1].startswith("- " + goal.text[:10])
