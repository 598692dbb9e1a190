"""A draft: made of steps, undone and done again, seen by its writers, and never overwritten unseen."""

from collections.abc import Iterator
from datetime import date
from typing import get_args
from uuid import uuid4

import pytest

from helhed.audit.acting import acting
from helhed.base.errors import Changed, Invalid, Missing, NotAllowed
from helhed.policy.actions.documents import add_document, add_link
from helhed.policy.actions.drafts import _kind_of as kind_of
from helhed.policy.actions.drafts import (
    change_draft,
    discard_draft,
    import_policy,
    redo_step,
    start_edition,
    undo_step,
)
from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.content import changes
from helhed.policy.content.changes import AddArea, AddGoal, DropGoal, RewordGoal, SetFacts
from helhed.policy.models import DraftStep, OriginalFile, SteeringDocument
from helhed.policy.queries.documents import get_document, get_edition, get_file, get_steering, list_policies
from helhed.policy.queries.drafts import get_draft
from helhed.policy.queries.editions import compare_editions, export_policy
from helhed.policy.queries.goals import get_goal
from helhed.policy.words import AlignmentKind, DocumentKind, StepKind
from tests.policy.drafted import adopt, change, draft_of, drafted_goals, wordings
from tests.world import (
    DRAFT_SLUG,
    SLUG,
    SYSTEM,
    VISITOR,
    World,
    add_plan,
    at,
    build_world,
    everything,
    read_in,
)

WRITERS = {"consultant", "consultant_without_staff", "system"}
FIRST_STEPS = (StepKind.READ_IN, StepKind.IMPORTED, StepKind.BEGUN)
EASY = "Du får hurtigt en bolig."


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def facts(title: str) -> SetFacts:
    return SetFacts(title, "", "", "2025-2028", "", "")


# What a draft shows


def test_a_draft_has_what_was_read_and_the_text_of_the_file(world):
    draft = get_draft(world.consultant, DRAFT_SLUG)
    assert [area.title for area in draft.content.areas] == ["Bolig", "Fællesskab"]
    assert drafted_goals(draft).keys() == {"1.1", "1.2", "2.1", "2.2"}
    goal = draft.content.areas[0].goals[0]
    assert draft.blocks[goal.block].text.startswith(goal.text)
    assert (draft.edition, draft.state, draft.step, draft.last.kind) == (1, "draft", 1, "read_in")
    assert (draft.can_undo, draft.can_redo, draft.predecessor, draft.proposals) == (False, False, None, ())


def test_only_its_writers_see_a_draft(world):
    for name, viewer in world.viewers.items():
        if name in WRITERS:
            assert get_draft(viewer, DRAFT_SLUG).document.slug == DRAFT_SLUG
        else:
            with pytest.raises(NotAllowed):
                get_draft(viewer, DRAFT_SLUG)


@pytest.mark.parametrize("slug", [SLUG, "findes-ikke", "vision"])
def test_there_is_no_draft_where_nothing_is_drafted(world, slug):
    add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    with pytest.raises(Missing):
        get_draft(SYSTEM, slug)


def test_who_reads_the_policy_sees_nothing_of_the_draft_of_its_next_edition(world):
    start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, facts("Hemmelig titel"), RewordGoal(world.goals["1.1"], "At noget helt andet sker."))
    before = wordings()
    for name, viewer in world.viewers.items():
        if name in WRITERS:
            assert get_edition(viewer, SLUG, 2).document.title == "Hemmelig titel"
            assert [edition.number for edition in get_document(viewer, SLUG).editions] == [1, 2]
            continue
        for query, *asked in (
            (get_edition, SLUG, 2),
            (get_file, SLUG, 2),
            (compare_editions, SLUG, 1, 2),
            (export_policy, SLUG, 2),
        ):
            with pytest.raises(Missing):
                query(viewer, *asked)
        content = get_document(viewer, SLUG)
        assert [edition.number for edition in content.editions] == [1]
        assert "Hemmelig titel" not in str((content, list_policies(viewer), get_steering(viewer)))
        assert {goal.code: goal.text for area in content.areas for goal in area.goals} == before


# Steps


def test_a_change_is_a_step_and_stands_at_once_for_its_writers(world):
    change(world.draft_id, facts("Et bedre liv"), by=world.consultant)
    draft = draft_of(world.draft_id)
    assert (draft.step, draft.last.kind, draft.last.by) == (2, StepKind.SET_FACTS, world.consultant.name)
    assert draft.content.title == draft.document.title == "Et bedre liv"
    [listed] = [policy for policy in list_policies(SYSTEM) if policy.id == world.draft_id]
    assert (listed.title, listed.period, listed.slug) == ("Et bedre liv", "2025-2028", DRAFT_SLUG)


def test_every_step_can_be_undone_and_done_again(world):
    contents = [draft_of(world.draft_id).content]
    goals = drafted_goals(draft_of(world.draft_id))
    for each in (facts("En"), RewordGoal(goals["1.1"], "At noget andet sker."), DropGoal(goals["2.2"])):
        change(world.draft_id, each)
        contents.append(draft_of(world.draft_id).content)
    for wanted in reversed(contents[:-1]):
        undo_step(by=SYSTEM, document_id=world.draft_id, seen_step=draft_of(world.draft_id).step)
        assert draft_of(world.draft_id).content == wanted
    with pytest.raises(Invalid):
        undo_step(by=SYSTEM, document_id=world.draft_id, seen_step=1)
    for wanted in contents[1:]:
        redo_step(by=SYSTEM, document_id=world.draft_id, seen_step=draft_of(world.draft_id).step)
        assert draft_of(world.draft_id).content == wanted
    with pytest.raises(Invalid):
        redo_step(by=SYSTEM, document_id=world.draft_id, seen_step=4)


def test_what_can_be_undone_and_done_again_is_said(world):
    change(world.draft_id, facts("En"), facts("To"))
    undo_step(by=SYSTEM, document_id=world.draft_id, seen_step=3)
    draft = draft_of(world.draft_id)
    assert (draft.undo.kind, draft.redo.kind, draft.undo.number, draft.redo.number) == ("set_facts", "set_facts", 2, 3)
    assert draft.document.title == get_steering(SYSTEM).of_kind(DocumentKind.POLICY)[0].title == "En"


def test_a_change_after_undoing_is_the_one_that_is_done_again(world):
    change(world.draft_id, facts("En"))
    undo_step(by=SYSTEM, document_id=world.draft_id, seen_step=2)
    change(world.draft_id, facts("To"))
    assert (draft_of(world.draft_id).step, draft_of(world.draft_id).can_redo) == (3, False)
    undo_step(by=SYSTEM, document_id=world.draft_id, seen_step=3)
    redo_step(by=SYSTEM, document_id=world.draft_id, seen_step=1)
    assert draft_of(world.draft_id).content.title == "To"


def test_a_change_that_changes_nothing_is_no_step(world):
    goal = draft_of(world.draft_id).content.areas[0].goals[0]
    change(world.draft_id, RewordGoal(goal.id, f" {goal.text} "))
    assert draft_of(world.draft_id).step == 1


def test_every_change_has_its_word():
    kinds = {kind_of(object.__new__(each)) for each in get_args(changes.Change)}
    assert kinds == set(StepKind) - {*FIRST_STEPS, StepKind.NAME_PREDECESSOR}


# Two at once


def test_who_saw_an_older_step_is_told_and_changes_nothing(world):
    change(world.draft_id, facts("En"))
    before = everything()
    doings = {
        "change": lambda: change_draft(
            by=world.consultant, document_id=world.draft_id, seen_step=1, change=facts("To")
        ),
        "undo": lambda: undo_step(by=world.consultant, document_id=world.draft_id, seen_step=1),
        "redo": lambda: redo_step(by=world.consultant, document_id=world.draft_id, seen_step=1),
        "discard": lambda: discard_draft(by=world.consultant, document_id=world.draft_id, seen_step=1),
    }
    for name, doing in doings.items():
        with pytest.raises(Changed):
            doing()
        assert everything() == before, name


def test_a_number_of_a_step_is_never_used_again(world):
    """Else somebody who saw the undone step would write on top of another one of the same number."""
    change(world.draft_id, facts("En"))
    undo_step(by=SYSTEM, document_id=world.draft_id, seen_step=2)
    change(world.draft_id, facts("To"))
    with pytest.raises(Changed):
        change_draft(by=world.consultant, document_id=world.draft_id, seen_step=2, change=facts("Tre"))


def test_a_change_that_makes_no_sense_leaves_the_draft(world):
    before = everything()
    for wrong, problem in ((facts(" "), Invalid), (DropGoal(uuid4()), Missing)):
        with pytest.raises(problem):
            change(world.draft_id, wrong)
    assert everything() == before


@pytest.mark.parametrize("document", ["policy_id", "unknown", "by_hand"])
def test_only_a_draft_is_changed(world, document):
    by_hand = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    ids = {"policy_id": world.policy_id, "unknown": uuid4(), "by_hand": by_hand}
    told = Changed if document == "policy_id" else Missing
    with pytest.raises(told):
        change_draft(by=SYSTEM, document_id=ids[document], seen_step=1, change=facts("En"))


# From nothing


def test_a_document_in_which_nothing_was_found_is_built_up_by_hand(world):
    document_id = read_in("Bare en seddel om noget, som ingen ved, hvad er.", file_name="seddel.txt")
    assert draft_of(document_id).content.areas == ()
    assert draft_of(document_id).blocks
    change(document_id, AddArea("Bolig", block=0))
    area = draft_of(document_id).content.areas[0]
    change(document_id, AddGoal(area.id, "At alle har et hjem.", block=0))
    assert drafted_goals(draft_of(document_id)).keys() == {"1.1"}


# The next edition


def test_a_new_edition_begins_as_the_standing_one(world):
    start_edition(by=world.consultant, document_id=world.policy_id)
    draft = get_draft(SYSTEM, SLUG)
    assert (draft.edition, draft.step, draft.last.kind, draft.can_undo) == (2, 2, "begun", False)
    assert drafted_goals(draft) == world.goals
    assert draft.blocks == get_draft(SYSTEM, SLUG).blocks != ()


def test_there_is_one_draft_at_a_time(world):
    start_edition(by=SYSTEM, document_id=world.policy_id)
    for document_id in (world.policy_id, world.draft_id):
        with pytest.raises(Invalid):
            start_edition(by=SYSTEM, document_id=document_id)


def test_what_has_no_edition_gets_no_next_one(world):
    by_hand = add_document(by=SYSTEM, kind=DocumentKind.POLICY, title="Håndskrevet")
    for document_id in (by_hand, uuid4()):
        with pytest.raises(Missing):
            start_edition(by=SYSTEM, document_id=document_id)


# Discarding


def test_a_discarded_draft_leaves_the_edition_that_stands(world):
    before = everything()
    start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, facts("En"))
    discard_draft(by=SYSTEM, document_id=world.policy_id, seen_step=3)
    # What was done is told, and the numbers of the steps are not used again.
    with acting(by=SYSTEM):
        SteeringDocument.objects.filter(id=world.policy_id).update(last_step=1)
    assert {**everything(), "Event": before["Event"]} == before
    start_edition(by=SYSTEM, document_id=world.policy_id)
    assert draft_of(world.policy_id).edition == 2


def test_a_policy_that_nobody_adopted_goes_with_its_draft_and_links(world):
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=world.draft_id, upper_id=vision)
    add_link(by=SYSTEM, kind=AlignmentKind.BESIDE, lower_id=world.policy_id, upper_id=world.draft_id)
    files = OriginalFile.objects.count()
    discard_draft(by=SYSTEM, document_id=world.draft_id, seen_step=1)
    assert not SteeringDocument.objects.filter(id=world.draft_id).exists()
    assert not DraftStep.objects.exists()
    assert (get_steering(SYSTEM).links, OriginalFile.objects.count()) == ((), files - 1)


def test_a_draft_that_something_is_written_under_is_kept(world):
    add_plan(world.draft_id, title="Plan under udkastet")
    before = everything()
    with pytest.raises(Invalid):
        discard_draft(by=SYSTEM, document_id=world.draft_id, seen_step=1)
    assert everything() == before


# Fetched from another program


@pytest.fixture
def exported(world) -> str:
    write_easy_wording(by=SYSTEM, goal_id=world.goals["1.2"], seen_version=1, text=EASY)
    return export_policy(VISITOR, SLUG)


def test_an_exchanged_policy_comes_back_with_its_codes_as_goals_of_its_own(world, exported):
    draft = draft_of(import_policy(by=world.consultant, data=exported.encode()))
    assert (draft.last.kind, draft.blocks) == ("imported", ())
    assert drafted_goals(draft).keys() == world.goals.keys()
    assert set(drafted_goals(draft).values()).isdisjoint(world.goals.values())


def test_the_easy_wordings_wait_for_the_adoption_and_are_exported_meanwhile(world, exported):
    imported = import_policy(by=SYSTEM, data=exported.encode())
    slug = draft_of(imported).document.slug
    assert EASY in export_policy(SYSTEM, slug)
    adopt(imported, on=date(2020, 12, 2), agenda_item="Punkt 7")
    assert get_goal(VISITOR, slug, "1.2").easy_wording == EASY
    assert export_policy(VISITOR, slug) == exported


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"null", b" " * 5_000_001, b'{"format": "andet/1"}']
)
def test_what_is_no_exchanged_policy_is_refused(world, data):
    before = everything()
    with pytest.raises(Invalid) as refused:
        import_policy(by=SYSTEM, data=data)
    assert refused.value.field == "file"
    assert everything() == before


def test_what_no_database_can_keep_is_refused(world, exported):
    data = exported.replace("At pårørende", "At\\u0000 pårørende").encode()
    with pytest.raises(Invalid):
        import_policy(by=SYSTEM, data=data)


def test_a_vision_is_not_fetched_as_a_policy(world):
    data = export_policy(VISITOR, SLUG).replace('"kind": "policy"', '"kind": "vision"', 1)
    with pytest.raises(Invalid):
        import_policy(by=SYSTEM, data=data.encode())


# Size


@pytest.mark.parametrize("times", [1, 5])
def test_a_draft_takes_the_same_queries_whatever_its_length(world, queries, times):
    change(world.draft_id, *(facts(f"Titel {number}") for number in range(times)))
    with queries(6):
        get_draft(SYSTEM, DRAFT_SLUG)
    with queries() as seen:
        change_draft(by=SYSTEM, document_id=world.draft_id, seen_step=times + 1, change=facts("Sidste"))
    assert seen.count <= 12


def test_an_exchanged_file_of_five_megabytes_is_taken_and_of_one_byte_more_is_not(world, exported):
    data = exported.encode()
    whole = data + b" " * (5_000_000 - len(data))
    before = everything()
    with pytest.raises(Invalid) as refused:
        import_policy(by=world.consultant, data=whole + b" ")
    assert refused.value.field == "file"
    assert everything() == before
    import_policy(by=world.consultant, data=whole)
