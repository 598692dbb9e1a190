"""Two people at the same instant, on PostgreSQL: one of them wins, and the other is told.

SQLite lets one writer in at a time, from the beginning of an action to its end.
"""

from datetime import date

import pytest

from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.text import stem_column
from helhed.policy.actions import adoption, documents, drafts, goals
from helhed.policy.content.changes import DropArea, RewordGoal, SetFacts
from helhed.policy.models import Alignment, DraftStep, Edition, PolicyGoal, StateDecision
from helhed.policy.queries.documents import get_document
from helhed.policy.words import AlignmentKind, DocumentKind
from tests.at_once import Race, on_postgresql, racing, triggers_again, written_for_good  # noqa: F401
from tests.policy.drafted import adopt, change, draft_of
from tests.world import DRAFT_SLUG, SLUG, SYSTEM, World, build_world

pytestmark = on_postgresql


@pytest.fixture
def world(written_for_good: None) -> World:  # noqa: F811
    return build_world()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Race:
    return racing(monkeypatch, adoption, documents, drafts, goals)


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
