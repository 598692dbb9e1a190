"""Two people at the same instant, on PostgreSQL: one of them wins, and the other is told.

SQLite lets one writer in at a time, from the beginning of an action to its end.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from threading import Event as Signal
from typing import Any

import pytest
from django.db import connection

from helhed.audit import actions as audit_actions
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.text import stem_column
from helhed.policy.actions import adoption, documents, drafts, goals
from helhed.policy.content.changes import DropArea, RewordGoal, SetFacts
from helhed.policy.models import Alignment, DraftStep, Edition, PolicyGoal, StateDecision
from helhed.policy.queries.documents import get_document
from helhed.policy.words import AlignmentKind, DocumentKind
from tests.policy.drafted import adopt, change, draft_of
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, World, at, build_world

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
Act = Callable[[], Any]


@pytest.fixture
def triggers_again(django_db_blocker: Any) -> Iterator[None]:
    """The triggers hold again for whoever comes next: they were off in the session that is closed here."""
    yield
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture
def world(triggers_again: None, transactional_db: None) -> Iterator[World]:
    """Written for good, so that a second connection sees it, and cleared away past the triggers."""
    with at(2024, 2, 1):
        yield build_world()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Callable[[Act, Act], tuple[Any, Any]]:
    """Runs the second action while the first has made its change and not yet ended its transaction; tells what each
    was answered."""
    made, record, second_is_done = Signal(), audit_actions.record, Signal()

    def held(**event: Any) -> None:
        record(**event)
        if not made.is_set():
            made.set()
            _wait_for_the_second(second_is_done)

    def race(first: Act, second: Act) -> tuple[Any, Any]:
        for module in (adoption, documents, drafts, goals):
            monkeypatch.setattr(module, "record", held)
        with ThreadPoolExecutor(2) as threads:
            answers = [threads.submit(_alone, first)]
            assert made.wait(10)
            answers.append(threads.submit(_alone, second))
            answers[1].add_done_callback(lambda _answer: second_is_done.set())
            return _answer(answers[0]), _answer(answers[1])

    return race


def _wait_for_the_second(done: Signal) -> None:
    """Until it waits for a lock, or was let through."""
    until = time.monotonic() + 10
    while not done.is_set() and time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def _alone(act: Act) -> Any:
    try:
        with at(2024, 2, 1):
            return act()
    finally:
        connection.close()


def _answer(answer: "Future[Any]") -> Any:
    problem = answer.exception(20)
    return type(problem) if problem else None


def renamed(title: str) -> SetFacts:
    return SetFacts(title, "", "", "", "", "")


def test_of_two_adoptions_one_is_told(world, at_once):
    answers = at_once(lambda: adopt(world.draft_id), lambda: adopt(world.draft_id, body="Økonomiudvalget"))
    assert answers == (None, Missing)
    assert StateDecision.objects.get(edition__document=world.draft_id).body == "Byrådet"
    seen = {"seen_step": 1, "by": SYSTEM, "document_id": world.draft_id}
    with pytest.raises(Changed):
        drafts.change_draft(**seen, change=renamed("Bagefter"))


def test_a_change_during_an_adoption_is_told(world, at_once):
    answers = at_once(
        lambda: adopt(world.draft_id, seen_step=1),
        lambda: drafts.change_draft(by=SYSTEM, document_id=world.draft_id, seen_step=1, change=renamed("For sent")),
    )
    assert answers == (None, Changed)
    assert get_document(SYSTEM, DRAFT_SLUG).document.title == "Et udkast til et bedre liv"
    assert not DraftStep.objects.filter(edition__document=world.draft_id).exists()


def test_an_adoption_during_a_change_is_told(world, at_once):
    answers = at_once(lambda: change(world.draft_id, renamed("Netop nu")), lambda: adopt(world.draft_id, seen_step=1))
    assert answers == (None, Changed)
    assert Edition.objects.get(document=world.draft_id).in_force_on is None


def test_of_two_changes_one_is_told(world, at_once):
    def write(title: str) -> None:
        drafts.change_draft(by=SYSTEM, document_id=world.draft_id, seen_step=1, change=renamed(title))

    assert at_once(lambda: write("Den ene"), lambda: write("Den anden")) == (None, Changed)
    assert (draft_of(world.draft_id).content.title, draft_of(world.draft_id).step) == ("Den ene", 2)


def test_of_two_new_editions_one_is_told(world, at_once):
    def start() -> None:
        drafts.start_edition(by=SYSTEM, document_id=world.policy_id)

    assert at_once(start, start) == (None, Invalid)
    assert Edition.objects.filter(document=world.policy_id).count() == 2


def test_of_two_links_that_go_each_their_way_one_is_told(world, at_once):
    other = documents.add_document(by=SYSTEM, kind=DocumentKind.POLICY, title="En anden politik")

    def link(lower_id, upper_id):
        documents.add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=lower_id, upper_id=upper_id)

    answers = at_once(lambda: link(world.policy_id, other), lambda: link(other, world.policy_id))
    assert answers == (None, Invalid)
    assert Alignment.objects.count() == 1


def test_a_link_to_an_area_that_is_about_to_disappear_is_told(world, at_once):
    bolig = get_document(SYSTEM, SLUG).areas[0].id
    other = documents.add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    drafts.start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, DropArea(bolig))
    ends = {"lower_id": world.policy_id, "lower_area_id": bolig, "upper_id": other}
    answers = at_once(
        lambda: adopt(world.policy_id),
        lambda: documents.add_link(by=SYSTEM, kind=AlignmentKind.SERVES, **ends),
    )
    assert answers == (None, Missing)


def test_an_easy_wording_is_not_saved_beside_words_that_its_writer_has_not_seen(world, at_once):
    goal_id = world.goals["1.1"]
    drafts.start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, RewordGoal(goal_id, "At alle har et hjem."))
    answers = at_once(
        lambda: adopt(world.policy_id, on=date(2024, 2, 1)),
        lambda: goals.write_easy_wording(by=SYSTEM, goal_id=goal_id, seen_version=1, text="Du har et sted at bo."),
    )
    assert answers == (None, Changed)
    assert PolicyGoal.objects.get(id=goal_id).easy_wording == ""


def test_an_easy_wording_that_was_written_just_before_an_adoption_waits(world, at_once):
    goal_id = world.goals["1.1"]
    drafts.start_edition(by=SYSTEM, document_id=world.policy_id)
    change(world.policy_id, RewordGoal(goal_id, "At alle har et hjem."))
    answers = at_once(
        lambda: goals.write_easy_wording(by=SYSTEM, goal_id=goal_id, seen_version=1, text="Du har et sted at bo."),
        lambda: adopt(world.policy_id, on=date(2024, 2, 1)),
    )
    assert answers == (None, None)
    goal = PolicyGoal.objects.get(id=goal_id)
    assert goal.stems == stem_column("At alle har et hjem.", "Bolig", "")
    assert (goal.easy_wording, goal.easy_wording_edition) == ("Du har et sted at bo.", 1)
