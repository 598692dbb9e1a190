from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from helhed.audit.models import Event
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Invalid, Missing, NotAllowed
from helhed.base.viewer import Viewer
from helhed.policy.actions.documents import add_document
from helhed.policy.words import DocumentKind
from helhed.status_reports.actions import publish_report, start_report, write_summary
from helhed.status_reports.queries import compile_status, list_reports
from helhed.status_reports.words import Outcome
from tests.promises import check_a_form_is_carried_out_once, check_nothing_stands_without_its_event
from tests.world import SLUG, SYSTEM, VISITOR, World, at, build_world, everything

WRITERS = {"consultant", "consultant_without_staff", "system"}


@dataclass
class Reported(World):
    """The world with the status of 2022 as a draft."""

    report_id: UUID


@pytest.fixture
def world(db: None) -> Iterator[Reported]:
    with at(2024, 2, 1):
        world = build_world()
        yield Reported(**vars(world), report_id=start_report(by=SYSTEM, policy_id=world.policy_id, year=2022))


def start(by: Viewer, world: Reported, **changed: Any) -> UUID:
    return start_report(by=by, **{"policy_id": world.policy_id, "year": 2023, **changed})


def summarise(by: Viewer, world: Reported, **changed: Any) -> None:
    write_summary(by=by, **{"report_id": world.report_id, "seen_version": 1, "summary": "Det går fremad.", **changed})


def publish(by: Viewer, world: Reported, **changed: Any) -> None:
    decision = {"report_id": world.report_id, "committee": "Socialudvalget", "outcome": Outcome.APPROVED}
    publish_report(by=by, **{**decision, **changed})


ACTIONS: dict[str, tuple[Callable[[Viewer, Reported], Any], Verb]] = {
    "start_report": (start, Verb.STARTED_STATUS),
    "write_summary": (summarise, Verb.WROTE_SUMMARY),
    "publish_report": (publish, Verb.PUBLISHED_STATUS),
}
every_action = pytest.mark.parametrize("name", ACTIONS)


@every_action
def test_only_those_who_write_the_status_may(world, name):
    act = ACTIONS[name][0]
    before = everything()
    done = set()
    for person, viewer in world.viewers.items():
        try:
            with transaction.atomic():
                act(viewer, world)
                done.add(person)
                transaction.set_rollback(True)
        except (NotAllowed, Missing):
            assert everything() == before
    assert done == WRITERS


@every_action
def test_one_event_tells_who_did_what_to_which(world, name):
    act, verb = ACTIONS[name]
    before = set(Event.objects.values_list("id", flat=True))
    made = act(world.consultant, world)
    [event] = Event.objects.exclude(id__in=before)
    assert (event.verb, event.object_kind) == (verb, ObjectKind.STATUS_REPORT)
    assert (event.object_id, event.actor_id) == (made or world.report_id, world.consultant.account_id)


@every_action
def test_nothing_happens_when_the_event_cannot_be_written(world, name, monkeypatch):
    check_nothing_stands_without_its_event(ACTIONS[name][0], world, "helhed.status_reports.actions", monkeypatch)


@every_action
def test_a_form_sent_twice_is_carried_out_once(world, name):
    check_a_form_is_carried_out_once(ACTIONS[name][0], world)


@pytest.mark.parametrize("year", [-1, 0, 1999, 2022, 2025, 99999])
def test_a_year_that_cannot_be_is_refused(world, year):
    before = everything()
    with pytest.raises(Invalid) as refused:
        start(world.consultant, world, year=year)
    assert refused.value.field == "year"
    assert everything() == before


@pytest.mark.parametrize("year", [2000, 2023, 2024])
def test_a_year_that_has_begun_gets_a_status(world, year):
    start(world.consultant, world, year=year)
    assert year in {report.year for report in list_reports(SYSTEM)}


def test_each_policy_has_its_own_status_of_a_year(world):
    start(world.consultant, world, policy_id=world.draft_id, year=2022)
    assert len(list_reports(SYSTEM)) == 2


def test_a_status_belongs_to_a_policy_that_is_there(world):
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    for policy_id in (uuid4(), vision):
        with pytest.raises(Missing):
            start(world.consultant, world, policy_id=policy_id)


def test_a_summary_seen_in_an_older_version_is_refused(world):
    summarise(world.consultant, world)
    with pytest.raises(Changed):
        summarise(world.consultant_without_staff, world, summary="Overskrevet")
    summarise(world.consultant_without_staff, world, seen_version=2, summary="Det går godt fremad.")
    report = compile_status(SYSTEM, SLUG, 2022).report
    assert (report.summary, report.version) == ("Det går godt fremad.", 3)


def test_a_published_status_is_read_by_all_and_written_by_nobody(world):
    with pytest.raises(Missing):
        compile_status(VISITOR, SLUG, 2022)
    publish(world.consultant, world)
    report = compile_status(VISITOR, SLUG, 2022).report
    assert (report.committee, report.published_on) == ("Socialudvalget", date(2024, 2, 1))
    assert not report.is_draft
    before = everything()
    for again in (publish, summarise):
        with pytest.raises(Missing):
            again(world.consultant, world)
    with pytest.raises(Missing):
        publish(world.consultant, world, outcome=Outcome.NOTED)
    assert everything() == before


def test_a_year_that_is_not_over_is_not_published(world):
    report = start(world.consultant, world, year=2024)
    with pytest.raises(Invalid) as refused:
        publish(world.consultant, world, report_id=report)
    assert refused.value.field == "year"
    with at(2024, 12, 31, 23, 30), pytest.raises(Invalid):
        publish(world.consultant, world, report_id=report)
    with at(2025, 1, 1, 0, 30):
        publish(world.consultant, world, report_id=report)


def test_a_status_that_was_sent_back_is_not_published(world):
    with pytest.raises(Invalid) as refused:
        publish(world.consultant, world, outcome=Outcome.SENT_BACK)
    assert refused.value.field == "outcome"


def test_what_is_not_there_is_missing(world):
    for act in (summarise, publish):
        with pytest.raises(Missing):
            act(world.consultant, world, report_id=uuid4())
