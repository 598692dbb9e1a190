"""Contents of policies to test with: a small one that reads well, the seed, and any."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st

import helhed
from helhed.base.ids import uuid7
from helhed.policy.content.from_reading import content_of
from helhed.policy.content.tree import Content, ContentArea, ContentGoal, ContentQuote, ContentSection, ContentValue
from helhed.policy.reading.read import read_policy
from helhed.policy.words import SectionKind

SEED = Path(helhed.__file__).parent / "demo" / "policy" / "socialpolitik-2021-2024.txt"


def an_id(number: int) -> UUID:
    return UUID(int=number)


def goal(number: int, text: str = "", **rest) -> ContentGoal:
    return ContentGoal(an_id(number), text or f"At mål {number} lykkes.", **rest)


DIGNITY = ContentArea(
    an_id(1),
    "Værdighed",
    number=1,
    intro="Alle mødes med respekt.",
    goals_lead="Fælles er vores mål:",
    goals=(
        goal(11, "At vi taler til hinanden i øjenhøjde.", code="1.1", page=5, line=257, block=10),
        goal(12, "At pårørende er en ressource.", code="1.2", page=5, line=258, block=12),
        goal(13, "At alle kan deltage i kulturlivet.", code="1.3", block=14),
    ),
    quotes=(ContentQuote(an_id(81), "Det er vigtigt at blive set.", "Citat fra borger", block=16),),
    block=8,
)
HEALTH = ContentArea(
    an_id(2),
    "Sundhed",
    number=2,
    goals=(
        goal(21, "At flere får mod på sundhed.", code="2.1", block=20),
        goal(22, "At ulighed i sundhed mindskes.", code="2.2", block=22),
    ),
    block=18,
)
LOOSE = ContentArea(an_id(3), goals=(goal(31, "At vi tør tænke nyt.", block=30),))
POLICY = Content(
    title="Et liv med plads til alle",
    subtitle="Socialpolitik",
    municipality="Lindevig Kommune",
    period="2021-2024",
    vision="Et aktivt liv.",
    statements=("er medansvarlige.", "bliver hørt."),
    values=(ContentValue("Dialog", "Vi lytter."),),
    areas=(DIGNITY, HEALTH, LOOSE),
    sections=(
        ContentSection(an_id(91), "foreword", "God læselyst!\n\n• Byrådet", page=2, block=2),
        ContentSection(an_id(92), "other", "Hvert halve år – Status", "Opfølgning", block=34),
    ),
    warnings=("Et mål står uden fokusområde.",),
)


def goal_ids(content: Content) -> list[UUID]:
    return [each.id for each in content.goals()]


def all_ids(content: Content) -> list[UUID]:
    quotes = [quote.id for area in content.areas for quote in area.quotes]
    return [*(area.id for area in content.areas), *goal_ids(content), *quotes]


@cache
def seed() -> Content:
    return content_of(read_policy(SEED.read_bytes()), fallback_title="socialpolitik.txt")


def with_new_ids(content: Content) -> Content:
    """The same policy as another document would have it."""
    return replace(
        content,
        areas=tuple(
            replace(area, id=uuid7(), goals=tuple(replace(each, id=uuid7(), continues=()) for each in area.goals))
            for area in content.areas
        ),
    )


# What a policy can hold: no control characters, and no halves of characters.
# What turns the direction of a text is left out of what comes in.
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=TURNS)
TEXTS = st.text(CHARACTERS, max_size=30)
SEEN = st.builds("{}{}{}".format, TEXTS, st.sampled_from("aÅ7§–"), TEXTS)
NUMBERS = st.none() | st.integers(0, 10_000)
HOWS = st.sampled_from(["", "by_hand", "marked"])
PERIODS = st.sampled_from(["", "2021-2024"])
IDS = st.uuids(version=4)
QUOTES = st.builds(ContentQuote, IDS, SEEN, TEXTS, HOWS, NUMBERS)
GOALS = st.builds(
    ContentGoal,
    IDS,
    SEEN,
    page=NUMBERS,
    line=NUMBERS,
    how=HOWS,
    block=NUMBERS,
    continues=st.lists(IDS, max_size=2).map(tuple),
    divided_from=st.none() | IDS,
)
AREAS = st.builds(
    ContentArea,
    IDS,
    TEXTS,
    NUMBERS,
    TEXTS,
    TEXTS,
    st.lists(GOALS, max_size=4).map(tuple),
    st.lists(QUOTES, max_size=2).map(tuple),
    HOWS,
    NUMBERS,
)
SECTIONS = st.builds(ContentSection, IDS, st.sampled_from(SectionKind.values), TEXTS, TEXTS, NUMBERS, NUMBERS)
VALUES = st.builds(ContentValue, SEEN, TEXTS)
UNCODED = st.builds(
    Content,
    SEEN,
    *(TEXTS, TEXTS, PERIODS, TEXTS, PERIODS, TEXTS, TEXTS, TEXTS),
    st.lists(SEEN, max_size=3).map(tuple),
    st.lists(VALUES, max_size=3).map(tuple),
    st.lists(AREAS, max_size=4).map(tuple),
    st.lists(SECTIONS, max_size=2).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
)


def code_some(content: Content, chosen: list[bool]) -> Content:
    """Codes for some of the goals, each of its own."""
    flags = iter(chosen)
    return replace(
        content,
        areas=tuple(
            replace(
                area,
                goals=tuple(
                    replace(each, code=f"{place}.{number}") if next(flags, False) else each
                    for number, each in enumerate(area.goals, 1)
                ),
            )
            for place, area in enumerate(content.areas, 1)
        ),
    )


CONTENTS = st.builds(code_some, UNCODED, st.lists(st.booleans(), max_size=16))
