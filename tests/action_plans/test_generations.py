"""From one action plan to the next: what is carried over, merged and let go, and how two are compared."""

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from helhed.action_plans.actions.generations import (
    carry_over,
    let_go,
    merge_initiatives,
    start_next_generation,
    undo_succession,
)
from helhed.action_plans.actions.initiatives import add_initiative, change_initiative, remove_initiative
from helhed.action_plans.actions.milestones import mark_milestone_done
from helhed.action_plans.actions.plans import adopt_plan
from helhed.action_plans.models import InitiativeSuccession
from helhed.action_plans.queries.generations import compare_generations, get_lineage
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_generations
from helhed.action_plans.words import ComparedAs, ProgressState, SuccessionKind
from helhed.base.errors import Invalid, Missing
from helhed.organisation.actions import end_employment
from tests.action_plans.acting import PLAN, draft, elsewhere, initiative, milestone, next_generation, plan
from tests.world import SYSTEM, VISITOR, World, add_plan, adopt_the_plan, at, build_world, everything, facts, progress

NEXT = "handleplan-2024-2026"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def later(world: World):
    return next_generation(world)


def refused(act, **told) -> str:
    before = everything()
    with pytest.raises(Invalid) as problem:
        act(by=SYSTEM, **told)
    assert everything() == before
    return problem.value.field


def the_copy(plan_id):
    [found] = list_initiatives(SYSTEM, plan_id=plan_id)
    return found


def merged(world, plan_id, **changed):
    told = facts([world.goals["1.1"], world.goals["2.1"]], unit_id=world.units["home"], title="Hjem og hverdag")
    old = [world.initiative_id, world.elsewhere_id]
    return merge_initiatives(by=SYSTEM, plan_id=plan_id, **{"initiative_ids": old, "facts": told, **changed})


# Beginning


def test_the_next_plan_continues_one_that_is_adopted(world):
    unadopted = draft(world)
    for predecessor_id in (uuid4(), unadopted):
        with pytest.raises(Missing):
            next_generation(world, predecessor_id=predecessor_id)
    told = {"predecessor_id": world.plan_id, "title": "Ny", "ends_on": date(2026, 1, 1)}
    assert refused(start_next_generation, **told, starts_on=date(2021, 1, 1)) == "starts_on"
    assert refused(start_next_generation, **told, starts_on=date(2026, 1, 2)) == "ends_on"
    assert refused(start_next_generation, **{**told, "title": "Handleplan 2021-2022"}, starts_on=date(2024, 1, 1))


def test_the_generations_stand_in_their_order_for_whoever_may_read_them(world, later):
    slugs = [each.slug for each in list_generations(SYSTEM, PLAN)]
    assert slugs == [each.slug for each in list_generations(SYSTEM, NEXT)] == [PLAN, NEXT]
    assert [each.slug for each in list_generations(VISITOR, PLAN)] == [PLAN]
    with pytest.raises(Missing):
        list_generations(VISITOR, NEXT)
    assert plan(later).predecessor.slug == PLAN


# Carrying over


def test_an_initiative_is_carried_over_with_what_was_not_reached(world):
    reached = milestone(world, title="Nået")
    mark_milestone_done(by=SYSTEM, milestone_id=reached, seen_version=1, done_on=date(2023, 5, 1))
    milestone(world, title="Ikke nået", due_on=date(2023, 6, 1))
    later = next_generation(world, carry_over=[world.initiative_id])
    old, new = initiative(world.initiative_id), the_copy(later)
    assert (new.number, new.title, new.goals, new.accountable) == (1, old.title, old.goals, "Accountable")
    assert (new.starts_on, new.ends_on, new.latest) == (date(2024, 1, 1), date(2026, 12, 31), None)
    [only] = new.milestones
    assert (only.title, only.due_on, only.planned_on) == ("Ikke nået", date(2024, 1, 1), date(2023, 6, 1))
    assert only.was_moved
    assert len(old.milestones) == 2


def test_who_has_left_is_not_carried_over(world):
    end_employment(by=SYSTEM, staff_id=world.staff["accountable"])
    new = the_copy(next_generation(world, carry_over=[world.initiative_id]))
    assert (new.accountable_id, new.deputy) == (None, "Deputy")


def test_only_what_waits_in_the_plan_before_is_carried_over(world, later):
    foreign = the_copy(draft(world)).id
    for ids in ([], [uuid4()], [foreign], [world.initiative_id, foreign]):
        assert refused(carry_over, plan_id=later, initiative_ids=ids) == "initiatives"
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])
    assert refused(carry_over, plan_id=later, initiative_ids=[world.initiative_id]) == "initiatives"
    assert refused(let_go, plan_id=later, initiative_id=world.initiative_id, reason="Nok.") == "initiatives"


def test_a_plan_with_nothing_before_it_carries_nothing_over(world):
    plan_id = add_plan(world.policy_id, title="Alene")
    assert refused(carry_over, plan_id=plan_id, initiative_ids=[world.initiative_id]) == "initiatives"


def test_many_are_carried_over_in_as_many_statements_as_few(world, queries):
    ids = [world.initiative_id, *(elsewhere(world, title=f"Nummer {number}") for number in range(12))]
    for each in ids:
        milestone(world, initiative_id=each)
    counts = []
    for title, chosen in (("Få", ids[:1]), ("Mange", ids)):
        with queries() as seen:
            next_generation(world, title=title, carry_over=chosen)
        counts.append(seen.count)
    assert counts[0] == counts[1]


# Merging and letting go


def test_initiatives_are_merged(world, later):
    milestone(world, title="Ikke nået")
    new = initiative(merged(world, later))
    assert (new.title, [goal.code for goal in new.goals]) == ("Hjem og hverdag", ["1.1", "2.1"])
    assert [each.title for each in new.milestones] == ["Ikke nået"]
    assert [link.number for link in get_lineage(SYSTEM, new.id).before] == [1, 2]


def test_a_merger_needs_two_and_facts_that_can_be(world, later):
    told = {"plan_id": later, "facts": facts([world.goals["1.1"]], unit_id=world.units["home"])}
    for ids in ([world.initiative_id], [world.initiative_id] * 2):
        assert refused(merge_initiatives, **told, initiative_ids=ids) == "initiatives"
    both = [world.initiative_id, world.elsewhere_id]
    told["facts"] = facts([], unit_id=world.units["home"])
    assert refused(merge_initiatives, **told, initiative_ids=both) == "goals"


def test_what_is_let_go_says_why(world, later):
    told = {"plan_id": later, "initiative_id": world.initiative_id}
    assert refused(let_go, **told, reason=" ") == "reason"
    let_go(by=SYSTEM, **told, reason="Alle har fået en nøgle på anden vis.")
    assert get_lineage(SYSTEM, world.initiative_id).let_go == "Alle har fået en nøgle på anden vis."


def test_a_succession_is_undone(world, later):
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])
    let_go(by=SYSTEM, plan_id=later, initiative_id=world.elsewhere_id, reason="Nok.")
    for each in (world.initiative_id, world.elsewhere_id):
        undo_succession(by=SYSTEM, plan_id=later, initiative_id=each)
        with pytest.raises(Missing):
            undo_succession(by=SYSTEM, plan_id=later, initiative_id=each)
    assert list_initiatives(SYSTEM, plan_id=later) == []
    new = merged(world, later)
    undo_succession(by=SYSTEM, plan_id=later, initiative_id=world.elsewhere_id)
    assert [link.number for link in get_lineage(SYSTEM, new).before] == [1]


def test_removing_a_copy_lets_the_old_one_wait_again(world, later):
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])
    remove_initiative(by=SYSTEM, initiative_id=the_copy(later).id)
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])


@pytest.mark.parametrize(
    "changed",
    [{"kind": SuccessionKind.LET_GO}, {"new": None}, {"kind": SuccessionKind.LET_GO, "new": None}],
)
def test_a_succession_that_cannot_be_is_not_kept(world, later, changed):
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])
    with pytest.raises(IntegrityError), transaction.atomic():
        InitiativeSuccession.objects.update(**changed)


# What the adoption asks for


def test_what_is_not_done_is_dealt_with_before_the_next_plan_is_adopted(world, later):
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])
    adoption = {"plan_id": later, "body": "Byrådet", "on": date(2024, 2, 1)}
    assert refused(adopt_plan, **adoption) == "initiatives"
    progress(world, ProgressState.DONE, initiative_id=world.elsewhere_id)
    adopt_plan(by=SYSTEM, **adoption)


# Comparing


def test_two_generations_are_compared(world):
    third, fourth = elsewhere(world, title="Tredje"), elsewhere(world, title="Fjerde")
    done, waits = elsewhere(world, title="Færdig"), elsewhere(world, title="Venter")
    progress(world, ProgressState.DONE, initiative_id=done)
    later = next_generation(world, carry_over=[third, fourth])
    merged(world, later)
    copy = next(each for each in list_initiatives(SYSTEM, plan_id=later) if each.title == "Fjerde")
    told = facts(copy.facts.goal_ids, unit_id=copy.unit_id, title="Fjerde, nu med flere", description="Ny.")
    change_initiative(by=SYSTEM, initiative_id=copy.id, seen_version=1, facts=told)
    new = facts([world.goals["2.2"]], unit_id=world.units["home"], title="Helt ny")
    add_initiative(by=SYSTEM, plan_id=later, facts=new)
    last = elsewhere(world, title="Falder")
    let_go(by=SYSTEM, plan_id=later, initiative_id=last, reason="Ingen vil have det.")
    compared = compare_generations(SYSTEM, PLAN, NEXT)
    rows = {
        (row.kind, tuple(each.title for each in row.old), row.new.title if row.new else "", row.reason)
        for row in compared.rows
    }
    assert rows == {
        (ComparedAs.UNCHANGED, ("Tredje",), "Tredje", ""),
        (ComparedAs.REWORDED, ("Fjerde",), "Fjerde, nu med flere", ""),
        (ComparedAs.MERGED, ("En nøgle til alle", "En nøgle til alle"), "Hjem og hverdag", ""),
        (ComparedAs.NEW, (), "Helt ny", ""),
        (ComparedAs.LET_GO, ("Falder",), "", "Ingen vil have det."),
        (ComparedAs.ENDED, ("Færdig",), "", ""),
        (ComparedAs.UNDECIDED, ("Venter",), "", ""),
    }
    assert waits
    assert dict(compared.counts) == dict.fromkeys(ComparedAs, 1)
    [reworded] = [row for row in compared.rows if row.kind is ComparedAs.REWORDED]
    assert reworded.changed == ("title", "description")


def test_generations_are_compared_across_those_between(world, later):
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])
    let_go(by=SYSTEM, plan_id=later, initiative_id=world.elsewhere_id, reason="Nok.")
    adopt_the_plan(later)
    told = {"title": "Handleplan 2027", "starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}
    last = next_generation(world, predecessor_id=later, carry_over=[the_copy(later).id], **told)
    compared = compare_generations(SYSTEM, PLAN, "handleplan-2027")
    assert [(row.kind, row.reason) for row in compared.rows] == [
        (ComparedAs.UNCHANGED, ""),
        (ComparedAs.LET_GO, "Nok."),
    ]
    assert compared.rows[0].new == the_copy(last)


def test_plans_that_do_not_continue_each_other_are_not_compared(world, later):
    for old, new in ((NEXT, PLAN), (PLAN, PLAN), (PLAN, "findes-ikke")):
        with pytest.raises(Missing):
            compare_generations(SYSTEM, old, new)
    with pytest.raises(Missing):
        compare_generations(VISITOR, PLAN, NEXT)


def test_a_draft_s_plans_for_an_initiative_are_its_writers_affair(world, later):
    carry_over(by=SYSTEM, plan_id=later, initiative_ids=[world.initiative_id])
    let_go(by=SYSTEM, plan_id=later, initiative_id=world.elsewhere_id, reason="Nok.")
    assert get_lineage(VISITOR, world.initiative_id).after == ()
    assert get_lineage(VISITOR, world.elsewhere_id).let_go == ""
    assert [link.plan for link in get_lineage(SYSTEM, world.initiative_id).after] == [NEXT]
    with pytest.raises(Missing):
        get_lineage(VISITOR, the_copy(later).id)
