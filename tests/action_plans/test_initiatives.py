"""What is written of an initiative, by which decision it changes, and who is responsible."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helhed.action_plans.actions.initiatives import add_initiative, change_initiative
from helhed.action_plans.actions.milestones import mark_milestone_done
from helhed.action_plans.actions.responsibility import assign_accountable, hand_over
from helhed.action_plans.models import Initiative
from helhed.action_plans.queries.communication import list_steps
from helhed.action_plans.queries.initiatives import (
    facts_choices,
    get_changeable_initiative,
    get_initiative,
    list_initiatives,
    rights_to,
)
from helhed.action_plans.queries.people import get_hand_over, list_vacancies
from helhed.action_plans.words import Decision, ProgressState
from helhed.base.errors import Changed, Invalid, Missing
from helhed.organisation.actions import end_employment
from helhed.policy.content.changes import DropGoal
from tests.action_plans.acting import PLAN, draft, draft_initiative, elsewhere, initiative, milestone, step
from tests.policy.drafted import next_edition
from tests.world import (
    COMMITTEE,
    DRAFT_SLUG,
    SYSTEM,
    VISITOR,
    World,
    add,
    at,
    build_world,
    everything,
    facts,
    goals_of,
    progress,
)

S = ProgressState


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def refused(act, **told) -> str:
    before = everything()
    with pytest.raises(Invalid) as problem:
        act(**told)
    assert everything() == before
    return problem.value.field


def change(world, *, by=None, initiative_id=None, decision=None, reason="", seen_version=None, **changed):
    """Change what the form showed: the facts as they stand, but for these."""
    shown = initiative(initiative_id or world.initiative_id)
    told = {"seen_version": seen_version or shown.version, "facts": replace(shown.facts, **changed)}
    by = by or world.consultant
    change_initiative(by=by, initiative_id=shown.id, decision=decision, reason=reason, **told)


# Adding


def test_initiatives_are_numbered_in_their_plan(world):
    other = draft(world)
    elsewhere(world)
    draft_initiative(world, other)
    numbers = {(each.plan, each.number) for each in list_initiatives(SYSTEM)}
    assert numbers == {(PLAN, 1), (PLAN, 2), (PLAN, 3), ("udkast-til-handleplan", 1), ("udkast-til-handleplan", 2)}


def test_a_goal_named_twice_is_served_once(world):
    added = add(world.plan_id, [world.goals[code] for code in ("1.2", "1.1", "1.2")], unit_id=world.units["home"])
    assert [goal.code for goal in initiative(added).goals] == ["1.1", "1.2"]


def test_an_initiative_is_kept_with_all_that_is_written_of_it(world):
    told = facts(
        [world.goals["1.1"]],
        unit_id=world.units["home"],
        accountable_id=world.staff["accountable"],
        resources="Ti timer om ugen",
        partners="Låsesmeden",
        participation="Beboerne vælger låsen",
        co_owner_name="Handicaprådet",
        co_owner_kind="council",
    )
    plan_id = draft(world)
    added = initiative(add_initiative(by=SYSTEM, plan_id=plan_id, facts=told))
    assert (added.facts, added.added) == (told, None)
    assert (added.co_owner, str(added.co_owner_kind)) == ("Handicaprådet", "council")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"ends_on": date(2020, 12, 31)}, "ends_on"),
        ({"unit_id": uuid4()}, "unit"),
        ({"accountable_id": uuid4()}, "accountable"),
        ({"deputy_id": uuid4()}, "deputy"),
        ({"co_owner_name": "Handicaprådet"}, "co_owner_kind"),
        ({"co_owner_kind": "council"}, "co_owner_name"),
        ({"goal_ids": ()}, "goals"),
        ({"goal_ids": (uuid4(),)}, "goals"),
    ],
)
def test_an_initiative_that_cannot_be_is_refused(world, changed, field):
    told = replace(facts([world.goals["1.1"]], unit_id=world.units["home"]), **changed)
    assert refused(add_initiative, by=SYSTEM, plan_id=draft(world), facts=told) == field


def test_people_who_left_or_are_their_own_deputies_are_refused(world):
    plan_id, person, left = draft(world), world.staff["accountable"], world.staff["deputy_who_left"]
    for changed, field in (
        ({"accountable_id": person, "deputy_id": person}, "deputy"),
        ({"accountable_id": left}, "accountable"),
        ({"deputy_id": left}, "deputy"),
    ):
        told = facts([world.goals["1.1"]], unit_id=world.units["home"], **changed)
        assert refused(add_initiative, by=SYSTEM, plan_id=plan_id, facts=told) == field


def test_an_initiative_serves_goals_of_its_own_policy(world):
    plan_id, foreign = draft(world), goals_of(DRAFT_SLUG)["1.1"]
    for goal_ids in ([foreign], [world.goals["1.1"], foreign]):
        told = facts(goal_ids, unit_id=world.units["home"])
        assert refused(add_initiative, by=SYSTEM, plan_id=plan_id, facts=told) == "goals"


def test_an_adopted_plan_grows_by_decision_alone(world):
    told = {"by": SYSTEM, "plan_id": world.plan_id, "facts": facts([world.goals["1.1"]], unit_id=world.units["home"])}
    for decision, field in (
        (None, "body"),
        (Decision(" ", date(2024, 1, 1)), "body"),
        (Decision("Byrådet", date(2024, 2, 2)), "on"),
    ):
        assert refused(add_initiative, **told, decision=decision) == field
    added = initiative(add_initiative(**told, decision=COMMITTEE))
    assert (added.added.body, added.added.on) == ("Socialudvalget", date(2020, 12, 2))


def test_an_initiative_needs_a_plan(world):
    with pytest.raises(Missing):
        add_initiative(by=SYSTEM, plan_id=uuid4(), facts=facts([], unit_id=world.units["home"]))


# Changing


def test_in_a_draft_everything_changes_freely(world):
    plan_id = draft(world)
    [first] = list_initiatives(SYSTEM, plan_id=plan_id)
    changed = {"title": "Ny", "goal_ids": (world.goals["1.1"],), "ends_on": date(2022, 1, 1), "partners": "Alle"}
    change(world, initiative_id=first.id, **changed)
    after = initiative(first.id)
    assert after.facts == replace(first.facts, **changed)
    assert (after.version, after.latest) == (2, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Ny"},
        {"description": "Ny"},
        {"success_criterion": "Ny"},
        {"starts_on": date(2021, 1, 2)},
        {"ends_on": date(2024, 12, 31)},
        "goals",
    ],
)
def test_what_was_adopted_changes_by_a_decision_that_is_written_down(world, changed):
    changed = {"goal_ids": (world.goals["1.1"],)} if changed == "goals" else changed
    assert refused(change, world=world, **changed) == "body"
    assert refused(change, world=world, reason="Fordi.", **changed) == "body"
    assert refused(change, world=world, decision=COMMITTEE, **changed) == "reason"
    change(world, decision=COMMITTEE, reason="Pengene rækker ikke.", **changed)
    after = initiative(world.initiative_id)
    assert {name: getattr(after.facts, name) for name in changed} == changed
    assert (after.state, after.latest.words) == (S.CHANGED, "Pengene rækker ikke.")
    assert (after.latest.decision.body, after.latest.proposal) == ("Socialudvalget", S.DELAYED)


def test_what_was_not_adopted_changes_freely(world):
    change(world, by=world.consultant_without_staff, partners="Låsesmeden", unit_id=world.units["drop_in"])
    change(world, goal_ids=(world.goals["1.2"], world.goals["1.1"]))
    after = initiative(world.initiative_id)
    assert (after.partners, after.unit, after.latest, after.version) == ("Låsesmeden", "Værestedet Broen", None, 3)


def test_who_does_not_work_here_writes_no_decision_of_change(world):
    told = {"decision": COMMITTEE, "reason": "Fordi.", "title": "Ny"}
    assert refused(change, world=world, by=world.consultant_without_staff, **told) == "body"


def test_who_saw_an_older_version_is_refused(world):
    change(world, partners="Låsesmeden")
    before = everything()
    with pytest.raises(Changed):
        change(world, seen_version=1, partners="Tømreren")
    people = {"accountable_id": None, "deputy_id": None}
    with pytest.raises(Changed):
        assign_accountable(by=SYSTEM, initiative_id=world.initiative_id, seen_version=1, **people)
    assert everything() == before


def test_milestones_stay_within_the_days(world):
    first = milestone(world, due_on=date(2023, 6, 1))
    told = {"world": world, "decision": COMMITTEE, "reason": "Fordi."}
    assert refused(change, **told, ends_on=date(2023, 5, 31)) == "ends_on"
    assert refused(change, **told, starts_on=date(2023, 6, 2)) == "starts_on"
    mark_milestone_done(by=SYSTEM, milestone_id=first, seen_version=1, done_on=date(2022, 1, 1))
    assert refused(change, **told, starts_on=date(2022, 1, 2)) == "starts_on"
    change(**told, starts_on=date(2022, 1, 1), ends_on=date(2023, 6, 1))


def test_who_left_and_goals_that_are_gone_may_stay_where_they_stand(world):
    end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    next_edition(world.policy_id, DropGoal(world.goals["1.2"]))
    change(world, partners="Låsesmeden")
    assert [goal.gone_since for goal in initiative(world.initiative_id).goals] == [None, 2]
    told = {"initiative_id": world.elsewhere_id, "world": world}
    assert refused(change, **told, accountable_id=world.staff["accountable"]) == "accountable"
    assert refused(change, **told, goal_ids=(world.goals["1.2"],)) == "goals"


# Who may, and with what


def test_what_each_person_may_do_with_an_initiative(world):
    rights = {name: vars(rights_to(viewer, world.initiative_id)) for name, viewer in world.viewers.items()}
    may = {right: {name for name in rights if rights[name][right]} for right in rights["visitor"]}
    writers, here = {"consultant", "consultant_without_staff", "system"}, {"leader", "leader_above"}
    progressing = here | {"consultant", "accountable", "deputy"}
    assert may == {
        "write_progress": progressing,
        "keep_milestones": progressing | writers,
        "assign": here | writers,
        "change": writers,
        "remove": set(),
    }
    [drafted] = list_initiatives(SYSTEM, plan_id=draft(world))
    assert rights_to(SYSTEM, drafted.id).remove
    assert not rights_to(world.consultant, drafted.id).write_progress


def test_the_form_offers_what_can_be_chosen(world):
    choices = facts_choices(world.consultant, world.plan_id)
    assert [goal.code for goal in choices.goals] == ["1.1", "1.2", "2.1", "2.2"]
    assert len(choices.units) == 5
    names = {each.name for each in choices.staff}
    assert "Accountable" in names
    assert "Deputy_Who_Left" not in names
    assert get_changeable_initiative(world.consultant, PLAN, 1).is_adopted
    for viewer in (VISITOR, world.leader):
        with pytest.raises(Missing):
            get_changeable_initiative(viewer, PLAN, 1)


# One accountable employee


def test_there_is_one_accountable_employee_and_a_deputy_or_nobody(world):
    people = {"accountable_id": world.staff["deputy"], "deputy_id": world.staff["accountable"]}
    assign_accountable(by=world.leader, initiative_id=world.initiative_id, seen_version=1, **people)
    shown = get_initiative(VISITOR, PLAN, 1)
    assert (shown.accountable, shown.deputy, shown.version) == ("Deputy", "Accountable", 2)
    nobody = dict.fromkeys(people)
    assign_accountable(by=world.leader, initiative_id=world.initiative_id, seen_version=2, **nobody)
    assert get_initiative(VISITOR, PLAN, 1).is_vacant


def test_a_person_who_cannot_be_is_not_made_accountable(world):
    person, left = world.staff["accountable"], world.staff["deputy_who_left"]
    told = {"by": SYSTEM, "initiative_id": world.initiative_id, "seen_version": 1}
    for accountable, deputy, field in (
        (person, person, "deputy"),
        (left, None, "accountable"),
        (None, left, "deputy"),
        (uuid4(), None, "accountable"),
    ):
        assert refused(assign_accountable, **told, accountable_id=accountable, deputy_id=deputy) == field


def test_the_database_keeps_nobody_as_her_own_deputy(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(id=world.initiative_id).update(deputy=world.staff["accountable"])


def test_vacancies_show_where_somebody_can_fill_them(world):
    empty = elsewhere(world, title="Ingen")
    end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    seen = {name: {each.id for each in list_vacancies(viewer)} for name, viewer in world.viewers.items()}
    both = {empty, world.initiative_id}
    able = {"leader", "leader_above", "consultant", "consultant_without_staff", "system"}
    assert seen == {name: both if name in able else set() for name in world.viewers}
    progress(world, S.DROPPED, initiative_id=empty)
    assert {each.id for each in list_vacancies(world.leader)} == {world.initiative_id}


# Handing over


def test_who_leaves_hands_over_everything_in_one_step(world):
    person, colleague = world.staff["accountable"], world.staff["support_worker"]
    second = elsewhere(world, deputy_id=person)
    done = elsewhere(world, accountable_id=person)
    progress(world, S.DONE, initiative_id=done)
    step(world)
    end_employment(by=SYSTEM, staff_id=person)
    shown = get_hand_over(world.consultant, person)
    assert [each.id for each in shown.accountable] == [world.initiative_id]
    assert [each.id for each in shown.deputy] == [second]
    assert (len(shown.steps), shown.staff.left_on) == (1, date(2024, 2, 1))
    assert hand_over(by=world.consultant, from_id=person, to_id=colleague) == 3
    assert initiative(world.initiative_id).accountable == "Support_Worker"
    assert initiative(second).deputy == "Support_Worker"
    assert initiative(done).accountable_id == person
    assert [each.responsible for each in list_steps(world.consultant, world.policy_id)] == ["Support_Worker"]
    with pytest.raises(Missing):
        get_hand_over(world.consultant, person)


def test_nobody_becomes_the_deputy_of_herself(world):
    person, deputy = world.staff["accountable"], world.staff["deputy"]
    other = elsewhere(world, accountable_id=deputy, deputy_id=person)
    hand_over(by=SYSTEM, from_id=person, to_id=deputy)
    for each in (initiative(world.initiative_id), initiative(other)):
        assert (each.accountable, each.deputy_id) == ("Deputy", None)


def test_a_leader_hands_over_what_lies_in_own_units_and_a_person_her_own(world):
    person, colleague = world.staff["accountable"], world.staff["support_worker"]
    away = add(world.plan_id, [world.goals["2.1"]], unit_id=world.units["drop_in"], accountable_id=person)
    step(world)
    with transaction.atomic():
        assert hand_over(by=world.leader, from_id=person, to_id=colleague) == 1
        assert initiative(away).accountable == "Accountable"
        transaction.set_rollback(True)
    assert hand_over(by=world.accountable, from_id=person, to_id=colleague) == 3
    assert initiative(away).accountable == "Support_Worker"


def test_what_cannot_be_handed_over_is_refused(world):
    person, left = world.staff["accountable"], world.staff["deputy_who_left"]
    told = {"by": SYSTEM, "from_id": person}
    for to_id in (person, left, uuid4()):
        assert refused(hand_over, **told, to_id=to_id) == "to"
    for viewer in (SYSTEM, VISITOR):
        with pytest.raises(Missing):
            hand_over(by=viewer, from_id=world.staff["support_worker"], to_id=person)
    for viewer in (VISITOR, world.politician, world.deputy):
        with pytest.raises(Missing):
            get_hand_over(viewer, person)
    assert get_hand_over(world.support_worker, world.staff["support_worker"]).is_empty
