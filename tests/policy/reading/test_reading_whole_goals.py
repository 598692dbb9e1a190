"""Random policies in random dress: a goal is never cut, and never glued to its neighbour."""

import textwrap
from dataclasses import dataclass
from itertools import count

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helhed.policy.reading.read import read_policy

TITLES = (
    *("Bolig", "Sundhed for alle", "Arbejde og uddannelse", "Et sted at høre til", "Natur, byrum og fritid"),
    *("Pårørende", "Mødet med kommunen", "Tryghed i hverdagen", "Børn, der vokser", "En værdig alderdom"),
)
LEADS = ("Vores mål", "Mål:", "Vi vil:", "Målsætninger", "Det vil vi opnå:", "Vores mål er, at:", "Politiske mål")
BULLETS = ("• ", "- ", "– ", "* ", "o ", "¤ ", "\uf0b7 ", "1. ", "1) ", "a) ")
HEADINGS = ("Fokusområde {n}: {t}", "Tema {n} – {t}", "Løfte {n}: {t}", "{n}. {t}", "{t}")
SUBJECTS = ("Alle borgere", "Flere unge", "Pårørende til syge", "Ingen", "Kommunens medarbejdere", "Byens foreninger")
VERBS = ("skal opleve", "har adgang til", "kan vælge", "bliver mødt med", "er en del af", "får hjælp til")
THINGS = ("respekt og omsorg", "et arbejde, der giver mening", "bl.a. idræt, kultur og natur", "noget at glæde sig til")
ENDS = ("", ", uanset alder", ", også når det er svært", " i hele kommunen", " senest i 2026", " – hver eneste dag")
PROSE = (
    "Hverdagen er forskellig fra menneske til menneske. Nogle klarer sig selv længe, og andre får brug for støtte "
    "tidligere, end de havde regnet med. Det er begge dele i orden."
)

GOALS = st.tuples(*(st.sampled_from(parts) for parts in (SUBJECTS, VERBS, THINGS, ENDS))).map(
    "{0[0]} {0[1]} {0[2]}{0[3]}".format
)


@dataclass(frozen=True)
class Dress:
    lead: str
    bullet: str
    heading: str
    width: int
    spread: bool
    period: bool
    pages: bool


DRESSES = st.builds(
    Dress,
    lead=st.sampled_from(LEADS),
    bullet=st.sampled_from(BULLETS),
    heading=st.sampled_from(HEADINGS),
    width=st.sampled_from([42, 60, 78, 100_000]),
    spread=st.booleans(),
    period=st.booleans(),
    pages=st.booleans(),
)
POLICIES = st.lists(st.lists(GOALS, min_size=2, max_size=5, unique=True), min_size=2, max_size=5)


def dressed(policy: list[list[str]], dress: Dress) -> str:
    pages = count(1)
    parts = ["Socialpolitik 2022-2026", "Lindevig Kommune", "", wrapped(PROSE, dress), ""]
    for number, goals in enumerate(policy, 1):
        heading = dress.heading.format(n=number, t=TITLES[number])
        parts += [heading, "", wrapped(PROSE, dress), "", dress.lead, ""]
        for place, goal in enumerate(goals):
            parts.append(wrapped(mark(dress, place) + goal + "." * dress.period, dress))
            parts += [""] * dress.spread
            if dress.pages and place == 1:
                parts += ["", f"Side {next(pages)} af 9", ""]
        parts.append("")
    return "\n".join(parts)


def mark(dress: Dress, place: int) -> str:
    return dress.bullet.replace("1", str(place + 1)).replace("a)", "abcdefgh"[place] + ")")


def wrapped(text: str, dress: Dress) -> str:
    return textwrap.fill(text, dress.width, break_on_hyphens=False, break_long_words=False)


def can_be_told(policy: list[list[str]], dress: Dress) -> bool:
    """A dash inside a goal that comes to stand first on its line cannot be told from a bullet that is a dash."""
    return dress.bullet != "– " or not any("–" in goal for goals in policy for goal in goals)


@given(POLICIES, DRESSES)
@settings(max_examples=400, deadline=None)
def test_goals_come_out_whole_in_their_areas(policy, dress):
    assume(can_be_told(policy, dress))
    reading = read_policy(dressed(policy, dress).encode())
    found = [(area.title, [goal.text for goal in area.goals]) for area in reading.focus_areas]
    assert found == [
        (TITLES[number], [goal + "." * dress.period for goal in goals]) for number, goals in enumerate(policy, 1)
    ]
