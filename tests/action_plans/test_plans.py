"""An action plan from draft to closed: what its state follows from, and what is refused."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helhed.action_plans.actions.generations import let_go
from helhed.action_plans.actions.initiatives import add_initiative, change_initiative, remove_initiative
from helhed.action_plans.actions.milestones import add_milestone
from helhed.action_plans.actions.plans import (
    adopt_plan,
    change_plan,
    close_plan,
    discard_plan,
    send_plan_to_hearing,
    take_plan_back,
)
from helhed.action_plans.models import ActionPlan, Initiative
from helhed.action_plans.queries.initiatives import get_initiative, list_initiatives
from helhed.action_plans.queries.plans import get_plan, get_writable_plan, list_faults, list_plans
from helhed.action_plans.rules.plans import plan_state_on
from helhed.action_plans.words import PlanState
from helhed.base.errors import Changed, Invalid, Missing, NotAllowed
from helhed.organisation.actions import end_employment
from helhed.participation.actions.hearings import open_hearing
from helhed.policy.actions.documents import add_document
from helhed.policy.content.changes import DropGoal
from helhed.policy.words import DocumentKind
from tests.action_plans.acting import PLAN, draft, draft_initiative, initiative, next_generation, plan
from tests.policy.drafted import next_edition
from tests.world import SYSTEM, VISITOR, World, add_plan, adopt_the_plan, at, build_world, everything, facts

SLUG = "udkast-til-handleplan"
HEARD = {"from_on": date(2024, 1, 10), "until_on": date(2024, 3, 1)}
TOLD = {"title": "Ny titel", "starts_on": date(2024, 1, 1), "ends_on": date(2025, 1, 1), "update_every": 30}


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def refused(act, **told) -> str:
    """The field at which it is refused; everything stays as it was."""
    before = everything()
    with pytest.raises(Invalid) as problem:
        act(**told)
    assert everything() == before
    return problem.value.field


# What the state follows from

STARTS, ENDS, DAY = date(2024, 1, 1), date(2024, 12, 31), date(2024, 6, 1)
S = PlanState


@pytest.mark.parametrize(
    ("days", "on", "state"),
    [
        ({}, DAY, S.DRAFT),
        ({"hearing_from_on": DAY}, DAY, S.HEARING),
        ({"hearing_from_on": DAY}, date(2025, 6, 1), S.HEARING),
        ({"adopted_on": DAY}, date(2023, 12, 31), S.ADOPTED),
        ({"adopted_on": DAY}, STARTS, S.RUNNING),
        ({"adopted_on": DAY, "hearing_from_on": DAY}, ENDS, S.RUNNING),
        ({"adopted_on": DAY}, date(2025, 1, 1), S.EXPIRED),
        ({"adopted_on": DAY, "replaced_on": date(2025, 2, 1)}, date(2025, 1, 31), S.EXPIRED),
        ({"adopted_on": DAY, "replaced_on": date(2025, 2, 1)}, date(2025, 2, 1), S.SUPERSEDED),
        ({"adopted_on": DAY, "replaced_on": date(2023, 2, 1)}, date(2023, 12, 31), S.ADOPTED),
        ({"adopted_on": DAY, "closed_on": DAY}, date(2024, 5, 31), S.RUNNING),
        ({"adopted_on": DAY, "closed_on": DAY, "replaced_on": DAY}, DAY, S.CLOSED),
    ],
)
def test_the_state_follows_from_the_days(days, on, state):
    found = ActionPlan(starts_on=STARTS, ends_on=ENDS)
    for name, value in {"replaced_on": None, **days}.items():
        setattr(found, name, value)
    assert plan_state_on(found, on) == state


def test_a_plan_goes_from_draft_through_hearing_to_adopted_and_closed(world):
    plan_id = draft(world)
    assert plan(plan_id).state == S.DRAFT
    send_plan_to_hearing(by=world.consultant, plan_id=plan_id, seen_version=2, **HEARD)
    assert (plan(plan_id).state, plan(plan_id).hearing_until_on) == (S.HEARING, date(2024, 3, 1))
    take_plan_back(by=world.consultant, plan_id=plan_id)
    assert (plan(plan_id).state, plan(plan_id).hearing_until_on) == (S.DRAFT, None)
    adopt_plan(by=world.consultant, plan_id=plan_id, seen_version=4, body="Byrådet", on=date(2024, 1, 31))
    found = plan(plan_id)
    assert (found.state, found.adopted_by, found.adopted_on) == (S.RUNNING, "Byrådet", date(2024, 1, 31))
    close_plan(by=world.consultant, plan_id=plan_id)
    assert (plan(plan_id).state, plan(plan_id).closed_on) == (S.CLOSED, date(2024, 2, 1))


def test_a_plan_that_has_expired_is_valid_until_the_next_one_begins(world):
    with at(2025, 1, 15):
        assert (plan(world.plan_id).state, plan(world.plan_id).is_open) == (S.EXPIRED, True)
        later = next_generation(world, starts_on=date(2025, 2, 1), carry_over=[world.initiative_id])
        assert plan(world.plan_id).state == S.EXPIRED
        let_the_other_go(world, later)
        adopt_the_plan(later)
        assert (plan(world.plan_id).state, plan(later).state) == (S.EXPIRED, S.ADOPTED)
    with at(2025, 2, 1):
        assert (plan(world.plan_id).state, plan(later).state) == (S.SUPERSEDED, S.RUNNING)
        assert not plan(world.plan_id).is_open


def let_the_other_go(world, plan_id):
    let_go(by=SYSTEM, plan_id=plan_id, initiative_id=world.elsewhere_id, reason="Det er lavet på anden vis.")


def test_only_its_writers_see_a_draft_and_everybody_sees_what_is_heard(world):
    plan_id = draft(world)
    writers = {"consultant", "consultant_without_staff", "system"}
    assert who_sees(world, plan_id) == writers
    send_plan_to_hearing(by=SYSTEM, plan_id=plan_id, seen_version=2, **HEARD)
    assert who_sees(world, plan_id) == set(world.viewers)
    take_plan_back(by=SYSTEM, plan_id=plan_id)
    assert who_sees(world, plan_id) == writers
    adopt_the_plan(plan_id)
    assert who_sees(world, plan_id) == set(world.viewers)


def who_sees(world, plan_id) -> set[str]:
    """Every way in gives the same answer."""
    seen = set()
    for name, viewer in world.viewers.items():
        ways = {
            plan_id in {each.id for each in list_plans(viewer)},
            bool(list_initiatives(viewer, plan_id=plan_id)),
            is_there(get_plan, viewer, SLUG),
            is_there(get_initiative, viewer, SLUG, 1),
        }
        assert len(ways) == 1, name
        seen |= {name for way in ways if way}
    return seen


def is_there(query, viewer, *args) -> bool:
    try:
        query(viewer, *args)
    except (Missing, NotAllowed):
        return False
    return True


# What is refused


def test_a_plan_that_cannot_be_is_refused(world):
    for changed, field in (
        ({"title": "Handleplan 2021-2022"}, "title"),
        ({"title": "HANDLEPLAN: 2021–2022!"}, "title"),
        ({"ends_on": date(2020, 12, 31)}, "ends_on"),
        ({"update_every": 6}, "update_every"),
        ({"update_every": 367}, "update_every"),
    ):
        told = {"title": "Ny", **changed}
        assert refused(add_plan, policy_id=world.policy_id, by=world.consultant, **told) == field


def test_a_plan_belongs_to_a_policy_that_is_there(world):
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    for policy_id in (uuid4(), vision):
        with pytest.raises(Missing):
            add_plan(policy_id, by=world.consultant, title="Plan")


def test_a_plan_of_one_day_and_a_title_of_no_letters_are_fine(world):
    plan_id = add_plan(world.policy_id, title="!!!", starts_on=STARTS, ends_on=STARTS)
    assert plan(plan_id).slug == "handleplan"


def test_the_days_of_a_hearing_fit(world):
    plan_id = draft(world)
    for changed, field in (
        ({"from_on": date(2024, 2, 2)}, "from_on"),
        ({"until_on": date(2024, 1, 9)}, "until_on"),
    ):
        told = {"by": SYSTEM, "plan_id": plan_id, "seen_version": 2, **HEARD, **changed}
        assert refused(send_plan_to_hearing, **told) == field


def test_what_is_heard_stands_still(world):
    plan_id = draft(world)
    [first] = list_initiatives(SYSTEM, plan_id=plan_id)
    send_plan_to_hearing(by=SYSTEM, plan_id=plan_id, seen_version=2, **HEARD)
    told = facts([world.goals["1.1"]], unit_id=world.units["home"])
    by_plan = {"by": SYSTEM, "plan_id": plan_id}
    assert refused(send_plan_to_hearing, **by_plan, seen_version=3, **HEARD) == "plan"
    assert refused(change_plan, **by_plan, seen_version=3, **TOLD) == "plan"
    assert refused(discard_plan, **by_plan) == "plan"
    assert refused(add_initiative, **by_plan, facts=told) == "plan"
    by_first = {"by": SYSTEM, "initiative_id": first.id}
    assert refused(change_initiative, **by_first, seen_version=1, facts=told) == "plan"
    assert refused(remove_initiative, **by_first) == "plan"
    assert refused(add_milestone, **by_first, title="M", due_on=date(2023, 6, 1)) == "plan"


def test_what_was_adopted_changes_by_decision_alone(world):
    told = {"by": SYSTEM, "plan_id": world.plan_id, "seen_version": plan(world.plan_id).version}
    standing = plan(world.plan_id)
    same = {"title": standing.title, "starts_on": standing.starts_on, "ends_on": standing.ends_on}
    for changed in ({"title": "Ny"}, {"starts_on": date(2021, 2, 1)}, {"ends_on": date(2025, 2, 1)}):
        assert refused(change_plan, **told, **{**same, "update_every": 30, **changed}) == "title"
    change_plan(**told, **same, update_every=30)
    assert plan(world.plan_id).update_every == 30
    assert refused(remove_initiative, by=SYSTEM, initiative_id=world.initiative_id) == "plan"
    assert refused(discard_plan, by=SYSTEM, plan_id=world.plan_id) == "plan"


def test_a_closed_plan_is_written_no_more(world):
    close_plan(by=SYSTEM, plan_id=world.plan_id)
    for act in (close_plan, take_plan_back):
        with pytest.raises(Missing):
            act(by=SYSTEM, plan_id=world.plan_id)
    with pytest.raises(Missing):
        get_writable_plan(SYSTEM, PLAN)
    with pytest.raises(Missing):
        add_milestone(by=SYSTEM, initiative_id=world.initiative_id, title="M", due_on=date(2023, 6, 1))


def test_only_what_is_in_hearing_is_taken_back_and_only_what_is_adopted_closed(world):
    plan_id = draft(world)
    for act in (take_plan_back, close_plan):
        with pytest.raises(Missing):
            act(by=SYSTEM, plan_id=plan_id)
    with pytest.raises(Missing):
        adopt_plan(by=SYSTEM, plan_id=world.plan_id, body="Byrådet", on=STARTS)


# What blocks an adoption


def test_a_plan_is_adopted_by_a_body_on_a_day_that_has_come(world):
    plan_id = draft(world)
    for changed, field in (({"body": " "}, "body"), ({"on": date(2024, 2, 2)}, "on")):
        told = {"body": "Byrådet", "on": date(2024, 2, 1), **changed}
        assert refused(adopt_plan, by=SYSTEM, plan_id=plan_id, **told) == field


def test_an_empty_plan_is_not_adopted(world):
    plan_id = add_plan(world.policy_id, title="Tom")
    assert refused(adopt_plan, by=SYSTEM, plan_id=plan_id, body="Byrådet", on=STARTS) == "initiatives"
    assert [fault.blocks for fault in list_faults(SYSTEM, plan_id)] == [True]


def test_the_page_and_the_action_say_the_same_of_what_blocks(world):
    plan_id = draft(world)
    draft_initiative(world, plan_id, success_criterion=" ", accountable_id=world.staff["accountable"])
    told = [(fault.field, fault.blocks) for fault in list_faults(SYSTEM, plan_id)]
    assert told == [("accountable", False), ("success_criterion", True)]
    assert refused(adopt_plan, by=SYSTEM, plan_id=plan_id, body="Byrådet", on=STARTS) == "success_criterion"
    assert refused(send_plan_to_hearing, by=SYSTEM, plan_id=plan_id, seen_version=3, **HEARD) == "success_criterion"


def test_a_goal_that_is_gone_is_no_goal_to_adopt(world):
    plan_id = draft(world)
    next_edition(world.policy_id, DropGoal(world.goals["2.2"]))
    assert refused(adopt_plan, by=SYSTEM, plan_id=plan_id, body="Byrådet", on=STARTS) == "goals"


def test_a_vacancy_is_shown_and_does_not_block(world):
    plan_id = draft(world)
    draft_initiative(world, plan_id, accountable_id=world.staff["deputy"])
    end_employment(by=SYSTEM, staff_id=world.staff["deputy"])
    faults = list_faults(SYSTEM, plan_id)
    assert [(fault.field, fault.blocks) for fault in faults] == [("accountable", False)] * 2
    adopt_the_plan(plan_id)
    assert all(each.is_vacant for each in list_initiatives(VISITOR, plan_id=plan_id))
    with pytest.raises(Missing):
        list_faults(SYSTEM, plan_id)


# Two at once


def test_who_saw_an_older_draft_is_refused(world):
    plan_id = draft(world)
    version = plan(plan_id).version
    draft_initiative(world, plan_id)
    told = {"by": SYSTEM, "plan_id": plan_id, "seen_version": version}
    for act in (
        lambda: change_plan(**told, **TOLD),
        lambda: send_plan_to_hearing(**told, **HEARD),
        lambda: adopt_plan(**told, body="Byrådet", on=STARTS),
    ):
        before = everything()
        with pytest.raises(Changed):
            act()
        assert everything() == before
    change_plan(**{**told, "seen_version": version + 1}, **TOLD)
    assert (plan(plan_id).title, plan(plan_id).slug) == ("Ny titel", SLUG)


# Drafts


def test_a_draft_is_discarded_with_all_that_is_in_it(world):
    before = {name: rows for name, rows in everything().items() if name != "Event"}
    plan_id = draft(world)
    [first] = list_initiatives(SYSTEM, plan_id=plan_id)
    add_milestone(by=SYSTEM, initiative_id=first.id, title="M", due_on=date(2023, 6, 1))
    discard_plan(by=SYSTEM, plan_id=plan_id)
    assert {name: rows for name, rows in everything().items() if name != "Event"} == before


def test_a_plan_that_others_were_heard_about_is_not_discarded(world):
    plan_id = draft(world)
    send_plan_to_hearing(by=SYSTEM, plan_id=plan_id, seen_version=2, **HEARD)
    days = {"opens_on": date(2024, 2, 1), "closes_on": date(2024, 3, 1), "replies_on": date(2024, 4, 1)}
    open_hearing(by=world.consultant, title="H", questions="", plan_id=plan_id, is_open_to_all=True, **days)
    take_plan_back(by=SYSTEM, plan_id=plan_id)
    assert refused(discard_plan, by=SYSTEM, plan_id=plan_id) == "plan"


def test_an_initiative_is_removed_from_a_draft(world):
    plan_id = draft(world)
    gone = draft_initiative(world, plan_id)
    add_milestone(by=SYSTEM, initiative_id=gone, title="M", due_on=date(2023, 6, 1))
    remove_initiative(by=SYSTEM, initiative_id=gone)
    assert gone not in {each.id for each in list_initiatives(SYSTEM)}
    assert initiative(world.initiative_id)


# The database refuses too


@pytest.mark.parametrize(
    "changed",
    [
        {"adopted_by": ""},
        {"adopted_on": None},
        {"hearing_from_on": STARTS},
        {"hearing_from_on": DAY, "hearing_until_on": STARTS},
        {"closed_on": date(2020, 1, 1)},
        {"ends_on": date(2020, 1, 1)},
    ],
)
def test_a_plan_that_cannot_be_is_not_kept(world, changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPlan.objects.filter(id=world.plan_id).update(**changed)


def test_a_plan_does_not_continue_itself(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPlan.objects.filter(id=world.plan_id).update(predecessor=world.plan_id)


@pytest.mark.parametrize(
    "changed",
    [
        {"co_owner_name": "Handicaprådet"},
        {"co_owner_kind": "council"},
        {"decided_by": "Byrådet"},
        {"decided_on": DAY},
        {"agenda_item": "Punkt 7"},
    ],
)
def test_an_initiative_that_cannot_be_is_not_kept(world, changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(id=world.initiative_id).update(**changed)
