"""A policy that continues another: which goal carries on which, and what becomes of the policy before."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from helhed.base.errors import Changed, Invalid
from helhed.policy.actions.documents import add_document
from helhed.policy.actions.drafts import import_policy, name_predecessor, redo_step, start_edition, undo_step
from helhed.policy.content.changes import ContinueGoal, DropGoal, SplitGoal
from helhed.policy.models import GoalSuccession, SteeringDocument
from helhed.policy.queries.documents import get_document, list_policies
from helhed.policy.queries.editions import compare_policies, export_policy
from helhed.policy.queries.goals import get_goal
from helhed.policy.words import DocumentKind, DocumentState, StepKind
from tests.policy.drafted import adopt, change, draft_of, drafted_goals, next_edition
from tests.world import DRAFT, DRAFT_SLUG, POLICY, SLUG, SYSTEM, VISITOR, World, at, build_world, everything, read_in

NEXT_SLUG = f"{DRAFT_SLUG}-2"
S = DocumentState


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def successor(world) -> UUID:
    """A draft policy that continues the adopted one; its goals say nearly the same."""
    return read_in(DRAFT.replace("har deres egen nøgle", "har egen nøgle"), before=world.policy_id)


def codes_of(document_id: UUID) -> dict[str, UUID]:
    return drafted_goals(draft_of(document_id))


def test_the_goals_before_and_what_is_like_them_are_proposed(world, successor):
    draft = draft_of(successor)
    assert draft.predecessor.slug == SLUG
    assert [(old.code, old.area) for old in draft.old_goals] == [
        ("1.1", "Bolig"),
        ("1.2", "Bolig"),
        ("2.1", "Fællesskab"),
        ("2.2", "Fællesskab"),
    ]
    new = codes_of(successor)
    assert {each.new_id: each.old_id for each in draft.proposals} == {new[code]: world.goals[code] for code in new}


def test_a_proposal_counts_for_nothing_before_somebody_confirms_it(world, successor):
    adopt(successor)
    assert not GoalSuccession.objects.exists()
    assert get_goal(VISITOR, SLUG, "1.1").continued_by == ()


def test_what_a_person_confirmed_is_read_both_ways_after_the_adoption(world, successor):
    new = codes_of(successor)
    both = (world.goals["1.1"], world.goals["1.2"])
    change(successor, ContinueGoal(new["1.1"], both), SplitGoal(new["2.1"], "At flere kommer.", "At flere bliver."))
    first, second = [goal.id for goal in draft_of(successor).content.areas[1].goals][:2]
    change(successor, *(ContinueGoal(goal_id, (world.goals["2.1"],)) for goal_id in (first, second)))
    assert get_goal(VISITOR, SLUG, "1.1").continued_by == ()
    adopt(successor)
    joined = get_goal(VISITOR, NEXT_SLUG, "1.1")
    assert [(link.policy.slug, link.code) for link in joined.continues] == [(SLUG, "1.1"), (SLUG, "1.2")]
    assert joined.continued_by == ()
    divided = get_goal(VISITOR, SLUG, "2.1")
    assert [(link.policy.slug, link.text) for link in divided.continued_by] == [
        (NEXT_SLUG, "At flere kommer."),
        (NEXT_SLUG, "At flere bliver."),
    ]
    assert divided.continues == ()
    assert get_goal(VISITOR, SLUG, "2.2").continued_by == ()


def test_what_a_draft_continues_is_not_told_before_it_is_adopted(world, successor):
    change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"],)))
    assert get_document(VISITOR, SLUG).successors == ()
    assert [each.slug for each in get_document(SYSTEM, SLUG).successors] == [NEXT_SLUG]
    adopt(successor)
    assert [each.slug for each in get_document(VISITOR, SLUG).successors] == [NEXT_SLUG]
    assert get_document(VISITOR, NEXT_SLUG).predecessor_policy.slug == SLUG


def test_a_goal_continues_only_goals_of_the_policy_before(world, successor):
    other = read_in(POLICY)
    adopt(other)
    foreign = codes_of(successor)["2.2"]
    [third] = [goal.id for goal in get_document(SYSTEM, f"{SLUG}-2").areas[0].goals][:1]
    for wrong in (uuid4(), third, foreign):
        with pytest.raises(Invalid):
            change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"], wrong)))
    without = read_in(DRAFT)
    with pytest.raises(Invalid):
        change(without, ContinueGoal(codes_of(without)["1.1"], (world.goals["1.1"],)))


def test_a_gone_goal_of_the_policy_before_can_be_continued(world, successor):
    next_edition(world.policy_id, DropGoal(world.goals["1.1"]))
    change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"],)))
    adopt(successor)
    assert [link.code for link in get_goal(VISITOR, SLUG, "1.1").continued_by] == ["1.1"]


def test_a_new_edition_says_anew_what_is_continued(world, successor):
    new = codes_of(successor)
    change(successor, *(ContinueGoal(new[code], (world.goals[code],)) for code in ("1.1", "1.2", "2.2")))
    adopt(successor)
    next_edition(
        successor, ContinueGoal(new["1.1"], (world.goals["2.1"],)), ContinueGoal(new["1.2"], ()), DropGoal(new["2.2"])
    )
    assert [link.code for link in get_goal(VISITOR, NEXT_SLUG, "1.1").continues] == ["2.1"]
    assert get_goal(VISITOR, NEXT_SLUG, "1.2").continues == ()
    # What the edition before said is still told there, and cannot be rewritten.
    said = GoalSuccession.objects.order_by("edition", "old_goal__code").values_list("edition", "old_goal__code")
    assert list(said) == [(1, "1.1"), (1, "1.2"), (1, "2.2"), (2, "2.1")]
    # What is gone carried it on as long as it stood.
    assert [link.code for link in get_goal(VISITOR, NEXT_SLUG, "2.2").continues] == ["2.2"]


def test_the_policy_before_is_superseded_when_the_new_one_is_in_force(world, successor):
    adopt(successor, in_force_on=date(2025, 1, 1))
    for day, before, after in (
        ((2024, 2, 1), S.IN_FORCE, S.ADOPTED),
        ((2024, 12, 31), S.IN_FORCE, S.ADOPTED),
        ((2025, 1, 1), S.SUPERSEDED, S.IN_FORCE),
    ):
        with at(*day):
            assert get_document(VISITOR, SLUG).state == before
            assert get_document(VISITOR, NEXT_SLUG).state == after
            listed = {policy.slug: policy.state for policy in list_policies(VISITOR)}
            assert (listed[SLUG], listed[NEXT_SLUG]) == (before, after)


def test_a_policy_stays_superseded_when_the_new_one_gets_a_later_edition(world, successor):
    adopt(successor)
    next_edition(successor, in_force_on=date(2026, 1, 1))
    with at(2025, 6, 1):
        assert get_document(VISITOR, SLUG).state == S.SUPERSEDED


def test_two_policies_are_compared_by_what_carries_on_what(world, successor):
    change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"],)))
    counts = compare_policies(SYSTEM, SLUG, NEXT_SLUG).differences.counts
    assert (counts.reworded, counts.added, counts.gone) == (1, 3, 3)


# Which policy is continued


def test_the_policy_before_is_named_and_taken_back(world):
    for step, policy_id in enumerate((world.policy_id, None), 1):
        name_predecessor(by=SYSTEM, document_id=world.draft_id, seen_step=step, predecessor_id=policy_id)
        assert SteeringDocument.objects.get(id=world.draft_id).predecessor_id == policy_id


def test_only_an_adopted_policy_with_editions_is_continued(world):
    by_hand = add_document(by=SYSTEM, kind=DocumentKind.POLICY, title="Håndskrevet")
    drafted = read_in(DRAFT)
    exported = export_policy(VISITOR, SLUG).encode()
    before = everything()
    for wrong in (by_hand, drafted, world.draft_id, uuid4()):
        for doing in (
            lambda wrong=wrong: name_predecessor(
                by=SYSTEM, document_id=world.draft_id, seen_step=1, predecessor_id=wrong
            ),
            lambda wrong=wrong: read_in(POLICY, before=wrong),
            lambda wrong=wrong: import_policy(by=SYSTEM, data=exported, predecessor_id=wrong),
        ):
            with pytest.raises(Invalid) as refused:
                doing()
            assert refused.value.field == "predecessor"
    assert everything() == before


def test_what_is_adopted_or_carries_goals_on_keeps_its_predecessor(world, successor):
    change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"],)))
    with pytest.raises(Invalid):
        name_predecessor(by=SYSTEM, document_id=successor, seen_step=2, predecessor_id=None)
    change(successor, ContinueGoal(codes_of(successor)["1.1"], ()))
    with pytest.raises(Changed):
        name_predecessor(by=SYSTEM, document_id=successor, seen_step=2, predecessor_id=None)
    next_edition(world.policy_id)
    adopt(world.draft_id)
    start_edition(by=SYSTEM, document_id=world.draft_id)
    with pytest.raises(Invalid):
        name_predecessor(by=SYSTEM, document_id=world.draft_id, seen_step=2, predecessor_id=world.policy_id)


def test_what_is_done_again_comes_back_with_the_policy_that_it_continued(world, successor):
    """A goal continued another, was undone, and another policy was named: that is undone first, and both come back."""
    change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"],)))
    undo_step(by=SYSTEM, document_id=successor, seen_step=2)
    name_predecessor(by=SYSTEM, document_id=successor, seen_step=1, predecessor_id=None)
    draft = draft_of(successor)
    assert (draft.step, draft.last.kind, draft.predecessor) == (3, StepKind.NAME_PREDECESSOR, None)
    with pytest.raises(Invalid):
        redo_step(by=SYSTEM, document_id=successor, seen_step=3)
    undo_step(by=SYSTEM, document_id=successor, seen_step=3)
    assert draft_of(successor).predecessor.slug == SLUG
    change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"],)))
    adopt(successor)
    assert [link.code for link in get_goal(VISITOR, NEXT_SLUG, "1.1").continues] == ["1.1"]


def test_what_a_policy_continues_is_undone_and_done_again(world):
    seen = {"by": SYSTEM, "document_id": world.draft_id}
    name_predecessor(**seen, seen_step=1, predecessor_id=world.policy_id)
    for act, step, before in ((undo_step, 2, None), (redo_step, 1, world.policy_id)):
        act(**seen, seen_step=step)
        assert SteeringDocument.objects.get(id=world.draft_id).predecessor_id == before


def test_of_two_who_name_the_policy_before_the_second_is_told(world):
    named = {"by": SYSTEM, "document_id": world.draft_id, "seen_step": 1}
    name_predecessor(**named, predecessor_id=world.policy_id)
    with pytest.raises(Changed):
        name_predecessor(**named, predecessor_id=None)
    assert draft_of(world.draft_id).predecessor.slug == SLUG


def test_to_name_the_same_policy_again_is_no_step(world, successor):
    name_predecessor(by=SYSTEM, document_id=successor, seen_step=1, predecessor_id=world.policy_id)
    assert draft_of(successor).step == 1


def test_the_database_itself_refuses_what_continues_itself(world):
    goal = world.goals["1.1"]
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalSuccession.objects.create(new_goal_id=goal, old_goal_id=goal, edition=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SteeringDocument.objects.filter(id=world.policy_id).update(predecessor=world.policy_id)


@pytest.mark.parametrize(
    "sql", ["UPDATE policy_goalsuccession SET old_goal_id = new_goal_id", "DELETE FROM policy_goalsuccession"]
)
def test_what_an_adopted_edition_continues_is_not_rewritten(world, successor, sql):
    change(successor, ContinueGoal(codes_of(successor)["1.1"], (world.goals["1.1"],)))
    adopt(successor)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert [link.code for link in get_goal(VISITOR, NEXT_SLUG, "1.1").continues] == ["1.1"]


@pytest.mark.parametrize("count", [1, 4])
def test_a_goal_takes_the_same_queries_however_much_it_continues(world, successor, queries, count):
    new = codes_of(successor)
    change(successor, ContinueGoal(new["1.1"], tuple(world.goals.values())[:count]))
    adopt(successor)
    with queries(5):
        assert len(get_goal(VISITOR, NEXT_SLUG, "1.1").continues) == count
