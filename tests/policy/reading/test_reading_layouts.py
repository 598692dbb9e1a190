"""One content, many layouts: however a policy is set, the same areas and goals come out."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from helhed.policy.reading.read import read_policy

TITLES = ["Bolig", "Samvær", "Job og uddannelse", "Et sundt liv", "Børn", "Natur"]
INTROS = [
    "Et hjem er mere end et tag over hovedet. Alle skal kunne låse en dør og kalde stedet deres eget.",
    "Vi trives bedst sammen. Derfor skal der være steder at mødes, hvor ingen spørger om papirer.",
    "Den, der vil arbejde, skal have lov til det. Det gælder også dem, der kun kan lidt ad gangen.",
]
GOALS = [
    "At flere unge får en nøgle til deres egen lejlighed, inden de fylder femogtyve.",
    "At naboer i Lindevig og på øerne kender hinanden ved navn",
    "At ingen venter mere end en uge på svar fra kommunen, heller ikke i ferien.",
    "Færre står uden for arbejds- og foreningslivet.",
    "Borgere, pårørende og ansatte lægger planen sammen.",
    "At bus, tog og færge kan bruges af alle",
]
AREAS = st.lists(
    st.tuples(
        st.sampled_from(TITLES),
        st.lists(st.sampled_from(INTROS), max_size=2, unique=True),
        st.lists(st.sampled_from(GOALS), min_size=1, max_size=4, unique=True),
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda area: area[0],
)
WORDINGS = st.sampled_from(["Fokusområde {} – {}", "Fokusområde {}: {}", "Tema {}. {}", "Indsatsområde {} {}"])


def wrapped(text: str, width: int, first: str = "", then: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False)


def body(intros: list[str], goals: list[str], width: int, mark: str, hang: str, gap: str) -> str:
    texts = [wrapped(intro, width) for intro in intros]
    marks = [f"{place}." if mark == "1." else mark for place in range(1, len(goals) + 1)]
    items = [wrapped(goal, width, f"{sign} ", hang) for sign, goal in zip(marks, goals, strict=True)]
    return "\n\n".join([*texts, "Det er vores mål:\n" + gap.join(items)])


@given(
    areas=AREAS,
    wording=WORDINGS,
    width=st.integers(50, 100),
    mark=st.sampled_from(["•", "-", "*", "1."]),
    hang=st.sampled_from(["", "  "]),
    gap=st.sampled_from(["\n", "\n\n"]),
    is_before=st.booleans(),
    page_break=st.sampled_from(["\n\n", "\n\f"]),
    line_end=st.sampled_from(["\n", "\r\n", " \n"]),
)
@settings(max_examples=200, deadline=None)
def test_areas_and_goals_whatever_the_layout(areas, wording, width, mark, hang, gap, is_before, page_break, line_end):
    areas = [(title, [f"Om {title}. {intro}" for intro in intros], goals) for title, intros, goals in areas]
    parts = []
    for number, (title, intros, goals) in enumerate(areas, start=1):
        pieces = [wording.format(number, title), body(intros, goals, width, mark, hang, gap)]
        parts.append("\n\n".join(pieces if is_before else reversed(pieces)))
    reading = read_policy(page_break.join(parts).replace("\n", line_end).encode())
    found = [(area.number, area.title, [goal.text for goal in area.goals]) for area in reading.focus_areas]
    assert found == [(number, title, goals) for number, (title, _, goals) in enumerate(areas, start=1)]
    intros = [(area.intro or "").split() for area in reading.focus_areas]
    assert intros == [" ".join(intros).split() for _, intros, _ in areas]
