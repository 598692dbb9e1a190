"""A status that says something of everything, made by hand; and one of the size that must be written in time."""

from dataclasses import replace
from datetime import date

from helhed.status_reports.content.tree import (
    FORMAT,
    LastYear,
    LateMilestone,
    PolicyQuote,
    Remark,
    StateCount,
    StatusArea,
    StatusChange,
    StatusContent,
    StatusDecision,
    StatusGoal,
    StatusHearing,
    StatusInitiative,
    StatusPlan,
    StatusPolicy,
    StatusStep,
    StatusValue,
    StatusVoice,
    Treatment,
)

PLAN = "handleplan"
FIRST = StatusInitiative(
    key=f"{PLAN}/1",
    plan=PLAN,
    number=1,
    title="Egen nøgle til døren",
    success_criterion="=SUM(1;1) boliger har nøgle",
    unit="Botilbuddet Solgården",
    accountable="Lone Vestergaard",
    co_owner="",
    starts_on=date(2022, 1, 1),
    ends_on=date(2024, 6, 30),
    goals=("1.1", "1.2"),
    state="done",
    last_state="delayed",
    proposal="on_track",
    confidence="high",
    words="Alle har fået en nøgle & er glade <tak>.",
    written_on=date(2023, 12, 1),
    reason="Kriteriet er nået før tid.",
    decision=StatusDecision("Socialudvalget", date(2023, 11, 7), "Punkt 4"),
    is_late=False,
    is_vacant=False,
    milestones=17,
    milestones_done=13,
    late_milestones=(),
)
SECOND = replace(
    FIRST,
    key=f"{PLAN}/2",
    number=2,
    title="Vejen til arbejde",
    goals=("2.1",),
    state="at_risk",
    last_state="",
    proposal="at_risk",
    confidence="",
    accountable="",
    reason="",
    decision=None,
    is_late=True,
    is_vacant=True,
    late_milestones=(LateMilestone("Aftale", date(2023, 3, 1), date(2023, 2, 1)),),
)
GOAL = StatusGoal(
    code="1.1",
    text="At alle på botilbuddene har deres egen nøgle.",
    easy_wording="Du har din egen nøgle.",
    initiatives=(FIRST.key,),
    counts=(StateCount("done", 1),),
    last_counts=(StateCount("delayed", 1),),
    changes=(StatusChange(FIRST.key, "state", "delayed", "done"),),
    judgement="Målet er nået.",
    last_judgement="Målet var ikke nået i fjor.",
)
CONTENT = StatusContent(
    format=FORMAT,
    kind="yearly",
    first_year=2023,
    last_year=2023,
    edition=1,
    corrects=None,
    municipality="Lindevig Kommune",
    policy=StatusPolicy(
        "politik",
        "Fælles vej",
        "En undertitel",
        "2021-2024",
        1,
        "Alle er med.",
        "Byrådet",
        date(2020, 12, 2),
        "Punkt 9",
    ),
    as_of=date(2023, 12, 31),
    published_on=date(2024, 3, 15),
    unready=(),
    unready_reason="",
    summary="Resuméet siger det vigtigste.\n\nOgså i to afsnit.",
    reading_guide="Læs oppefra.",
    method="Vi har talt.",
    figures="none_yet",
    plans=(
        StatusPlan(
            PLAN, "Handleplan 2022", date(2022, 1, 1), date(2024, 12, 31), "Byrådet", date(2021, 12, 7), "Punkt 7"
        ),
    ),
    counts=(StateCount("at_risk", 1), StateCount("done", 1)),
    last_counts=(StateCount("delayed", 1),),
    compared_with=LastYear(2022, 1, "abc"),
    years=(),
    vision="Om visionen skriver redaktøren.",
    statements=("At man bliver hørt", "At man kan selv"),
    values=(StatusValue("Respekt", "Vi ser mennesket."),),
    areas=(
        StatusArea(
            id="a1",
            place=1,
            number=1,
            title="Værdighed",
            intro="",
            goals=(
                GOAL,
                replace(
                    GOAL,
                    code="1.2",
                    text="At nogen hører efter.",
                    easy_wording="Sammenhængskraftighedsundersøgelsernes borgerinddragelsesprocesser " * 60,
                    changes=(),
                    judgement="Der lyttes mere.",
                    last_judgement="",
                ),
            ),
            quotes=(PolicyQuote("Jeg vil selv låse op.", "Beboer"),),
            counts=(StateCount("done", 1),),
            last_counts=(StateCount("delayed", 1),),
            late_milestones=0,
            judgement="Området er godt på vej.",
            last_judgement="Området haltede i fjor.",
        ),
        StatusArea(
            id="a2",
            place=2,
            number=2,
            title="Arbejde",
            intro="",
            goals=(
                replace(
                    GOAL,
                    code="2.1",
                    text="At flere kommer i arbejde.",
                    easy_wording="Du kan få et job.",
                    initiatives=(SECOND.key,),
                    counts=(StateCount("at_risk", 1),),
                    last_counts=(),
                    changes=(StatusChange(SECOND.key, "begun", "", "at_risk"),),
                    judgement="",
                    last_judgement="",
                ),
                replace(
                    GOAL,
                    code="2.2",
                    text="At ingen står alene.",
                    easy_wording="",
                    initiatives=(),
                    counts=(),
                    last_counts=(),
                    changes=(),
                    judgement="",
                    last_judgement="",
                ),
            ),
            quotes=(),
            counts=(StateCount("at_risk", 1),),
            last_counts=(),
            late_milestones=1,
            judgement="Her går det trægt.",
            last_judgement="",
        ),
    ),
    initiatives=(FIRST, SECOND),
    voices_lead="Vi har spurgt.",
    voices=(
        StatusVoice("v1", "Nu kan jeg selv.", "", 1),
        StatusVoice("v2", "Det tog lang tid.", "Anna", None),
        StatusVoice("v3", "", "", None, is_withdrawn=True),
    ),
    communication="Vi fortæller om det.",
    steps=(
        StatusStep("Beboere", "Nøglerne er på vej", "Husmøde", date(2023, 4, 1), date(2023, 4, 2)),
        StatusStep("Presse", "Nøglerne er her", "Avis", date(2023, 9, 1), None),
    ),
    hearing=StatusHearing(
        "Høring om status",
        "hoering",
        date(2024, 1, 10),
        date(2024, 2, 10),
        (
            Remark(
                "Handicaprådet",
                "Handicaprådet",
                "Mål 1.1",
                date(2024, 2, 1),
                "Skriv om låsene.",
                "Det gør vi.",
                "Afsnittet er udvidet.",
                date(2024, 2, 15),
            ),
            Remark("En borger", "", "", date(2024, 2, 2), "", "", "", None),
        ),
    ),
    committees=(
        Treatment("Socialudvalget", date(2024, 2, 20), "approved", date(2024, 3, 5), "Punkt 3", "Med ros."),
        Treatment("Byrådet", date(2024, 3, 6), "noted", date(2024, 3, 12), "Punkt 12", ""),
    ),
    carried_over="",
    carries_over=(),
    successors=(),
)


def large(goals: int = 40, initiatives: int = 200) -> StatusContent:
    """As many goals in eight areas, and as many initiatives, each of which serves two of the goals."""
    codes = [f"{number // 5 + 1}.{number % 5 + 1}" for number in range(goals)]
    every = tuple(
        replace(
            FIRST,
            key=f"{PLAN}/{number}",
            number=number,
            title=f"Initiativ {number}",
            goals=(codes[number % goals], codes[(number + 7) % goals]),
            words="Det går fremad. " * 12,
        )
        for number in range(1, initiatives + 1)
    )
    return replace(
        CONTENT,
        initiatives=every,
        counts=(StateCount("done", initiatives),),
        areas=tuple(
            replace(
                CONTENT.areas[0],
                id=f"a{place}",
                place=place,
                number=place,
                goals=tuple(_goal(code, every) for code in codes if code.startswith(f"{place}.")),
            )
            for place in range(1, goals // 5 + 1)
        ),
    )


def _goal(code: str, initiatives: tuple[StatusInitiative, ...]) -> StatusGoal:
    serving = tuple(each.key for each in initiatives if code in each.goals)
    return replace(GOAL, code=code, initiatives=serving, counts=(StateCount("done", len(serving)),), changes=())
