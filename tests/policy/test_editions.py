"""The editions of a policy: adopted, in force, expired, superseded; what an adoption keeps and what it refuses."""

import json
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.text import stem_column
from helhed.policy.actions.adoption import send_to_hearing
from helhed.policy.actions.documents import add_document
from helhed.policy.actions.drafts import change_draft, discard_draft, start_edition
from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.content.changes import (
    AddArea,
    AddGoal,
    DropGoal,
    MoveGoal,
    RewordGoal,
    SetFacts,
)
from helhed.policy.content.storing import restored
from helhed.policy.content.tree import Content, ContentArea, ContentGoal
from helhed.policy.models import (
    DraftStep,
    Edition,
    FocusArea,
    OfficialWording,
    PolicyGoal,
    StateDecision,
    SteeringDocument,
)
from helhed.policy.queries.documents import get_document, get_edition, get_file
from helhed.policy.queries.drafts import get_draft
from helhed.policy.queries.editions import compare_editions, export_policy
from helhed.policy.queries.goals import get_goal, goals_by_id, search_goals
from helhed.policy.rules import check_whole, state_on
from helhed.policy.words import DocumentKind, DocumentState
from tests.policy.drafted import adopt, change, draft_of, drafted_goals, next_edition, wordings
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, VISITOR, World, at, build_world, everything, read_in

S = DocumentState
OTHER_WORDS = "At alle bor, hvor de selv vil."


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


# The state on a day


def edition(
    in_force_on: date | None = None,
    valid_until: date | None = None,
    replaced_on: date | None = None,
    is_in_hearing: bool = False,
) -> Edition:
    made = Edition(in_force_on=in_force_on, valid_until=valid_until)
    made.replaced_on, made.is_in_hearing = replaced_on, is_in_hearing
    return made


FIRST, LAST, NEXT = date(2021, 1, 1), date(2024, 12, 31), date(2025, 3, 1)


@pytest.mark.parametrize(
    ("shown", "day", "state"),
    [
        (edition(), FIRST, S.DRAFT),
        (edition(is_in_hearing=True), FIRST, S.HEARING),
        (edition(FIRST), date(2020, 12, 31), S.ADOPTED),
        (edition(FIRST), FIRST, S.IN_FORCE),
        (edition(FIRST), date(2099, 1, 1), S.IN_FORCE),
        (edition(FIRST, LAST), LAST, S.IN_FORCE),
        (edition(FIRST, LAST), date(2025, 1, 1), S.EXPIRED),
        (edition(FIRST, LAST, NEXT), date(2025, 2, 28), S.EXPIRED),
        (edition(FIRST, LAST, NEXT), NEXT, S.SUPERSEDED),
        (edition(FIRST, LAST, date(2023, 1, 1)), date(2022, 12, 31), S.IN_FORCE),
        (edition(FIRST, LAST, date(2023, 1, 1)), date(2023, 1, 1), S.SUPERSEDED),
        (edition(FIRST, None, date(2020, 1, 1)), date(2020, 6, 1), S.SUPERSEDED),
    ],
)
def test_the_state_on_a_day(shown, day, state):
    assert state_on(shown, day) == state


def test_a_policy_goes_through_its_states_day_by_day(world):
    """Adopted on 2 December 2020 for 2021-2024; the next edition is adopted in time and in force from 2025."""

    def states(*day: int) -> dict[int, str]:
        with at(*day):
            return {each.number: each.state for each in get_document(VISITOR, SLUG).editions}

    assert states(2020, 12, 2) == {1: S.IN_FORCE}
    assert states(2025, 1, 1) == {1: S.EXPIRED}
    with at(2024, 12, 4):
        next_edition(world.policy_id, on=date(2024, 12, 3), in_force_on=date(2025, 1, 15))
    assert states(2024, 12, 31) == {1: S.IN_FORCE, 2: S.ADOPTED}
    assert states(2025, 1, 14) == {1: S.EXPIRED, 2: S.ADOPTED}
    assert states(2025, 1, 15) == {1: S.SUPERSEDED, 2: S.IN_FORCE}
    with at(2025, 1, 14):
        assert get_document(VISITOR, SLUG).state == S.ADOPTED


def test_the_days_of_an_adoption(world):
    adopt(world.draft_id, on=date(2024, 1, 31))
    [shown] = get_document(VISITOR, DRAFT_SLUG).editions
    assert (shown.in_force_on, shown.valid_until) == (date(2024, 1, 31), date(2028, 12, 31))
    assert [(each.state, each.on, each.body, each.agenda_item) for each in shown.decisions] == [
        (S.ADOPTED, date(2024, 1, 31), "Byrådet", "Punkt 3")
    ]


@pytest.mark.parametrize(("period", "until"), [("", None), ("2019-2020", None), ("2024-2024", date(2024, 12, 31))])
def test_an_edition_is_valid_to_the_end_of_its_period_where_it_has_one_to_come(world, period, until):
    change(world.draft_id, SetFacts("Politik", "", "", period, "", ""))
    adopt(world.draft_id)
    assert get_document(VISITOR, DRAFT_SLUG).editions[0].valid_until == until


# Adopting


def test_an_adoption_makes_the_goals_and_freezes_the_content(world):
    drafted = draft_of(world.draft_id)
    adopt(world.draft_id)
    content = get_document(VISITOR, DRAFT_SLUG)
    assert {goal.code: goal.id for area in content.areas for goal in area.goals} == drafted_goals(drafted)
    assert (content.edition, content.state, content.document.is_draft) == (1, S.IN_FORCE, False)
    assert not DraftStep.objects.exists()
    with pytest.raises(Missing):
        get_draft(SYSTEM, DRAFT_SLUG)


def test_the_rows_say_what_the_adopted_content_says(world):
    """What the rest of the house joins, against the content of the edition that stands."""
    next_edition(
        world.policy_id,
        RewordGoal(world.goals["1.1"], OTHER_WORDS),
        MoveGoal(world.goals["2.1"], get_document(SYSTEM, SLUG).areas[0].id, 1),
        AddArea("Natur", place=1),
    )
    content = restored(Edition.objects.get(document=world.policy_id, number=2).content)
    document = SteeringDocument.objects.get(id=world.policy_id)
    assert (document.title, document.subtitle, document.period, document.municipality, document.edition) == (
        content.title,
        content.subtitle,
        content.period,
        content.municipality,
        2,
    )
    rows = FocusArea.objects.filter(document=document).values_list("position", "id", "number", "title")
    assert list(rows) == [(place, area.id, area.number, area.title) for place, area in enumerate(content.areas, 1)]
    wanted = [
        (goal.id, goal.code, area.id, area.title, goal.text, goal.line, stem_column(goal.text, area.title, ""))
        for area in content.areas
        for goal in area.goals
    ]
    standing = OfficialWording.objects.filter(goal__document=document, edition=2).order_by("goal__position")
    fields = ("goal", "goal__code", "goal__focus_area", "area", "text", "line", "goal__stems")
    assert list(standing.values_list(*fields)) == wanted
    assert set(PolicyGoal.objects.filter(document=document).values_list("edition", flat=True)) == {2}


def test_a_goal_keeps_its_code_and_address_through_editions(world):
    write_easy_wording(by=SYSTEM, goal_id=world.goals["1.1"], seen_version=1, text="Du har din egen nøgle.")
    next_edition(world.policy_id, RewordGoal(world.goals["1.1"], OTHER_WORDS))
    goal = get_goal(VISITOR, SLUG, "1.1")
    assert (goal.id, goal.text) == (world.goals["1.1"], OTHER_WORDS)
    assert [(each.edition, each.text) for each in goal.wordings] == [
        (2, OTHER_WORDS),
        (1, "At alle på botilbuddene har deres egen nøgle."),
    ]
    assert [found.code for found in search_goals(VISITOR, "selv vil")] == ["1.1"]
    assert search_goals(VISITOR, "botilbuddene") == []


def test_a_code_is_never_given_twice(world):
    area = get_document(SYSTEM, SLUG).areas[0].id
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    next_edition(world.policy_id, AddGoal(area, OTHER_WORDS))
    assert wordings().keys() == {"1.1", "1.3", "2.1", "2.2"}


def test_a_goal_that_is_gone_still_answers(world):
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    goal = get_goal(VISITOR, SLUG, "1.2")
    assert (goal.text, goal.gone_since, goal.area, goal.area_place) == (
        "At ingen venter mere end 30 dage på en bolig.",
        2,
        "Bolig",
        0,
    )
    assert goals_by_id(VISITOR, [goal.id])[goal.id].gone_since == 2
    assert get_goal(VISITOR, SLUG, "1.1").gone_since is None
    assert search_goals(VISITOR, "30 dage") == []
    assert "1.2" not in wordings()


def test_a_goal_that_is_gone_can_still_be_said_in_easy_words_and_come_no_nearer(world):
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    write_easy_wording(by=SYSTEM, goal_id=world.goals["1.2"], seen_version=1, text="Du venter kort.")
    assert get_goal(VISITOR, SLUG, "1.2").easy_wording == "Du venter kort."
    assert search_goals(VISITOR, "venter kort") == []


def test_earlier_editions_are_shown_compared_and_exported_from_what_was_adopted(world):
    before = get_document(VISITOR, SLUG)
    exported = json.loads(export_policy(VISITOR, SLUG))
    next_edition(world.policy_id, RewordGoal(world.goals["1.1"], OTHER_WORDS), DropGoal(world.goals["1.2"]))
    first = get_edition(VISITOR, SLUG, 1)
    for name in ("vision", "statements", "sections", "source", "adopted"):
        assert getattr(first, name) == getattr(before, name)
    assert [[goal.text for goal in area.goals] for area in first.areas] == [
        [goal.text for goal in area.goals] for area in before.areas
    ]
    assert [goal.gone_since for goal in first.areas[0].goals] == [None, 2]
    assert (first.state, first.edition) == (S.SUPERSEDED, 1)
    assert json.loads(export_policy(VISITOR, SLUG, 1)) == {**exported, "state": "superseded"}
    compared = compare_editions(VISITOR, SLUG, 1, 2)
    assert (compared.differences.counts.reworded, compared.differences.counts.gone) == (1, 1)
    assert (compared.old.edition.number, compared.new.edition.state) == (1, S.IN_FORCE)
    assert get_file(VISITOR, SLUG, 1) == get_file(VISITOR, SLUG, 2) == get_file(VISITOR, SLUG)


def test_a_policy_is_shown_as_it_was_in_force_on_a_day(world):
    next_edition(world.policy_id, RewordGoal(world.goals["1.1"], OTHER_WORDS), in_force_on=date(2024, 2, 20))
    assert get_document(VISITOR, SLUG).edition == 2
    for day, number in {date(2024, 2, 20): 2, date(2024, 2, 19): 1, date(2020, 12, 2): 1, date(2019, 1, 1): 2}.items():
        assert get_document(VISITOR, SLUG, on=day).edition == number


@pytest.mark.parametrize("number", [0, 2, 99])
def test_an_edition_that_is_not_there_is_missing(world, number):
    add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    for slug in (SLUG, "vision", "findes-ikke"):
        with pytest.raises(Missing):
            get_edition(VISITOR, slug, number)


# What an adoption refuses


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"body": " "}, "body"),
        ({"on": date(2024, 2, 2)}, "on"),
        ({"in_force_on": date(2024, 1, 30)}, "in_force_on"),
        ({"valid_until": date(2024, 1, 30)}, "valid_until"),
        ({"in_force_on": date(2025, 1, 1), "valid_until": date(2024, 12, 31)}, "valid_until"),
    ],
)
def test_an_adoption_has_a_body_and_days_that_fit(world, changed, field):
    before = everything()
    with pytest.raises(Invalid) as refused:
        adopt(world.draft_id, **changed)
    assert refused.value.field == field
    assert everything() == before


def goal(number: int, text: str = "At det sker.", code: str = "") -> ContentGoal:
    return ContentGoal(UUID(int=number), text, code)


def policy(*goals: ContentGoal, title: str = "Politik") -> Content:
    return Content(title, areas=(ContentArea(UUID(int=99), "Bolig", goals=goals),))


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (policy(goal(1), title=" "), "title"),
        (Content("Politik"), "goals"),
        (policy(goal(1), goal(2, " ")), "goals"),
        (policy(goal(1, code="1.1"), goal(2, code="1.1")), "goals"),
        (policy(goal(1, code="1/1")), "goals"),
        (policy(goal(1, code="1" * 21)), "goals"),
        (policy(goal(1, code="..")), "goals"),
        (policy(goal(1, code="1.")), "goals"),
    ],
)
def test_what_is_not_fit_is_not_adopted(content, field):
    with pytest.raises(Invalid) as refused:
        check_whole(content)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "content", [policy(), policy(goal(1), goal(2)), policy(goal(1, code="1.1"), goal(2, code="1.2a"))]
)
def test_what_is_fit_is_adopted(content):
    check_whole(content)


def test_no_edition_is_adopted_or_heard_before_the_one_before_it_was_adopted(world):
    start_edition(by=SYSTEM, document_id=world.policy_id)
    early, same_day = date(2020, 12, 1), date(2020, 12, 2)
    days = {"by": SYSTEM, "document_id": world.policy_id, "body": "Byrådet"}
    before = everything()
    for decide in (
        lambda: adopt(world.policy_id, on=early),
        lambda: send_to_hearing(**days, seen_step=2, on=early, until=date(2024, 3, 1)),
    ):
        with pytest.raises(Invalid) as refused:
            decide()
        assert refused.value.field == "on"
    assert everything() == before
    # Another policy has days of its own, and two editions may be adopted at one meeting.
    adopt(world.draft_id, on=early)
    adopt(world.policy_id, on=same_day)
    assert get_document(VISITOR, SLUG).edition == 2


def test_a_document_in_which_nothing_was_found_is_not_adopted(world):
    document_id = read_in("Bare en seddel om noget, som ingen ved, hvad er.")
    with pytest.raises(Invalid) as refused:
        adopt(document_id)
    assert refused.value.field == "goals"


def test_who_saw_an_older_step_does_not_adopt(world):
    change(world.draft_id, SetFacts("En", "", "", "", "", ""))
    before = everything()
    with pytest.raises(Changed):
        adopt(world.draft_id, seen_step=1)
    assert everything() == before
    adopt(world.draft_id, seen_step=2)
    with pytest.raises(Changed):
        adopt(world.draft_id, seen_step=2)
    with pytest.raises(Missing):
        adopt(world.draft_id)


def test_what_was_adopted_meanwhile_is_not_changed_any_more(world):
    adopt(world.draft_id)
    with pytest.raises(Changed):
        change_draft(by=SYSTEM, document_id=world.draft_id, seen_step=1, change=SetFacts("En", "", "", "", "", ""))


# Kept as it was written


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda: Edition.objects.filter(number=1, in_force_on__isnull=False).update(content={}),
        lambda: Edition.objects.filter(number=1, in_force_on__isnull=False).update(valid_until=None),
        lambda: Edition.objects.filter(in_force_on__isnull=False).update(number=7),
        lambda: Edition.objects.filter(in_force_on__isnull=False).delete(),
        lambda: OfficialWording.objects.update(text="Noget andet."),
        lambda: OfficialWording.objects.all().delete(),
        lambda: StateDecision.objects.filter(until__isnull=True).update(body="En anden"),
        lambda: StateDecision.objects.filter(until__isnull=True).delete(),
        lambda: PolicyGoal.objects.update(code="9.9"),
    ],
)
def test_the_database_itself_refuses_to_rewrite_what_was_adopted(world, rewrite):
    before = everything()
    with pytest.raises(DatabaseError), transaction.atomic():
        rewrite()
    assert everything() == before


def test_the_database_lets_a_draft_be_rewritten_and_go(world):
    start_edition(by=SYSTEM, document_id=world.policy_id)
    assert Edition.objects.filter(in_force_on__isnull=True).update(easy_wordings={}) == 2
    discard_draft(by=SYSTEM, document_id=world.policy_id, seen_step=2)
    assert Edition.objects.filter(document=world.policy_id).count() == 1
