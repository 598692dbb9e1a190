"""How initiatives go: the only way their state changes, one at a time or several on one page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from helhed.action_plans.actions.milestones import mark_milestone_done
from helhed.action_plans.actions.plans import close_plan
from helhed.action_plans.actions.progress import write_progresses
from helhed.action_plans.models import ProgressUpdate
from helhed.action_plans.queries.initiatives import get_initiative
from helhed.action_plans.queries.progress import list_updates
from helhed.action_plans.words import DECIDED, MOST_ROWS, Confidence, ProgressRow, ProgressState
from helhed.base import clock
from helhed.base.errors import AlreadyDone, Changed, Invalid, InvalidRows, Missing
from tests.action_plans.acting import PLAN, elsewhere, milestone, write
from tests.world import COMMITTEE, VISITOR, World, at, build_world, everything, progress

S = ProgressState


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


def refused(by, world, **told) -> str:
    before = everything()
    with pytest.raises(Invalid) as problem:
        write(by, world, **told)
    assert everything() == before
    return problem.value.field


def test_progress_is_the_only_way_the_state_changes(world):
    assert get_initiative(VISITOR, PLAN, 1).state == S.NOT_BEGUN
    for state in S:
        progress(world, state, words=f"Nu: {state}")
        shown = get_initiative(VISITOR, PLAN, 1)
        assert (shown.state, shown.latest.words, shown.latest.by) == (state, f"Nu: {state}", "Consultant")
        assert bool(shown.latest.decision) == (state in DECIDED)
    assert len(list_updates(VISITOR, world.initiative_id)) == len(S)


def test_an_update_keeps_what_was_proposed_beside_what_was_judged(world):
    """The last day was 31 December 2023, and so the milestones and days say delayed."""
    assert get_initiative(VISITOR, PLAN, 1).proposal.state == S.DELAYED
    write(world.accountable, world, state=S.AT_RISK, confidence=Confidence.LOW, reason="Fabrikken er lukket.")
    [update] = list_updates(VISITOR, world.initiative_id)
    assert (update.proposal, update.state, update.differs) == (S.DELAYED, S.AT_RISK, True)
    assert (update.confidence, update.reason) == (Confidence.LOW, "Fabrikken er lukket.")


def test_the_proposal_is_that_of_the_moment_of_writing(world):
    with at(2022, 5, 1):
        reached = milestone(world, due_on=date(2022, 4, 1))
        mark_milestone_done(by=world.accountable, milestone_id=reached, seen_version=1, done_on=date(2022, 4, 30))
        assert refused(world.accountable, world, state=S.ON_TRACK) == "reason"
        write(world.accountable, world, state=S.DONE)
    assert list_updates(VISITOR, world.initiative_id)[0].proposal == S.DONE


def test_what_differs_says_why_and_what_was_decided_names_the_body(world):
    assert refused(world.accountable, world, state=S.DONE) == "reason"
    assert refused(world.accountable, world, state=S.DONE, reason=" ") == "reason"
    assert refused(world.accountable, world, state=S.DROPPED, reason="Fordi.") == "body"
    assert refused(world.accountable, world, decision=COMMITTEE) == "body"
    assert refused(world.accountable, world, words=" \n") == "words"
    write(world.accountable, world, reason="Det er nu engang sådan.")


def test_who_did_not_see_the_newest_update_is_refused(world):
    first = write(world.accountable, world)
    for seen in (None, uuid4()):
        before = everything()
        with pytest.raises(Changed):
            write(world.deputy, world, seen_update=seen)
        assert everything() == before
    second = write(world.deputy, world, seen_update=first)
    with pytest.raises(Changed):
        write(world.accountable, world, seen_update=first)
    write(world.accountable, world, seen_update=second)


def test_who_saw_an_update_where_there_is_none_is_refused(world):
    with pytest.raises(Changed):
        write(world.accountable, world, seen_update=uuid4())


def test_an_update_carries_the_day_and_the_writer(world):
    write(world.deputy, world)
    [update] = list_updates(VISITOR, world.initiative_id)
    assert update.at.astimezone(clock.COPENHAGEN).date() == date(2024, 2, 1)
    assert update.by == "Deputy"


def test_in_a_closed_plan_nothing_is_written(world):
    close_plan(by=world.consultant, plan_id=world.plan_id)
    for viewer in (world.accountable, world.consultant):
        with pytest.raises(Missing):
            write(viewer, world)


@pytest.mark.parametrize("change", [lambda updates: updates.update(words="Pyntet."), lambda updates: updates.delete()])
def test_an_update_stands_as_it_was_written(world, change):
    update = write(world.accountable, world)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(ProgressUpdate.objects.filter(id=update))
    [standing] = list_updates(VISITOR, world.initiative_id)
    assert standing.words == "Låsene er bestilt."


@pytest.mark.parametrize(
    "told",
    [
        {"state": S.DONE},
        {"state": S.DROPPED, "reason": "Fordi."},
        {"state": S.DROPPED, "reason": "Fordi.", "decided_by": "Byrådet"},
        {"decided_by": "Byrådet", "decided_on": date(2024, 1, 1)},
        {"agenda_item": "Punkt 7"},
    ],
)
def test_an_update_that_cannot_be_is_not_kept(world, told):
    kept = {"proposal": S.DELAYED, "state": S.DELAYED, "words": "", "at": clock.now(), **told}
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressUpdate.objects.create(initiative_id=world.initiative_id, by_id=world.staff["accountable"], **kept)


def test_the_very_same_words_again_are_the_same_update(world):
    """As after going back in the browser, which gives the form a new id and shows it what stands now."""
    first = progress(world, S.ON_TRACK)
    with pytest.raises(AlreadyDone) as again:
        progress(world, S.ON_TRACK)
    assert again.value.object_id == first
    assert progress(world, S.DELAYED) != first


# Several on one page


@pytest.fixture
def rows(world):
    """Two that the accountable employee may write about, and that are as the milestones and days say."""
    mine = elsewhere(world, accountable_id=world.staff["accountable"])
    first = ProgressRow(world.initiative_id, None, S.DELAYED, "Låsene er bestilt.", Confidence.HIGH)
    return [first, replace(first, initiative_id=mine, words="Nøglerne er slebet.")]


def test_several_are_written_at_once(world, rows):
    ids = write_progresses(by=world.accountable, rows=rows)
    for row, update_id in zip(rows, ids, strict=True):
        [update] = list_updates(VISITOR, row.initiative_id)
        assert (update.id, update.words) == (update_id, row.words)


def test_all_are_written_or_none_and_each_row_says_what_is_wrong(world, rows):
    progress(world, S.DELAYED)
    foreign = replace(rows[0], initiative_id=world.elsewhere_id)
    told = [*rows, foreign, rows[1], replace(rows[1], initiative_id=uuid4())]
    told[1] = replace(rows[1], state=S.DONE)
    before = everything()
    with pytest.raises(InvalidRows) as refused:
        write_progresses(by=world.accountable, rows=told)
    assert everything() == before
    problems = [(problem.row, problem.field) for problem in refused.value.problems]
    assert problems == [(0, "words"), (1, "reason"), (2, "words"), (3, "words"), (4, "words")]
    assert all(problem.message for problem in refused.value.problems)
    assert (refused.value.field, refused.value.message) == ("words", refused.value.problems[0].message)


def test_no_rows_and_too_many_are_no_page_of_ours(world, rows):
    for told in ([], rows * MOST_ROWS):
        with pytest.raises(Missing):
            write_progresses(by=world.accountable, rows=told)
    with pytest.raises(Missing):
        write_progresses(by=world.consultant_without_staff, rows=rows)


def test_many_are_written_in_as_many_statements_as_few(world, rows, queries):
    more = [replace(rows[0], initiative_id=elsewhere(world)) for _time in range(20)]
    for each in more:
        milestone(world, initiative_id=each.initiative_id)
    counts = []
    for told in (rows[:1], [rows[1], *more]):
        with queries() as seen:
            write_progresses(by=world.consultant, rows=[replace(each, reason="Fordi.") for each in told])
        counts.append(seen.count)
    assert counts[0] == counts[1]
