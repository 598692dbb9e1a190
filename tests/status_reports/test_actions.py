from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
from helhed.status_reports.actions import publishing, reports, sections, sending, voices
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.reports import (
    discard_report,
    set_due_day,
    start_closing_report,
    start_correction,
    start_report,
)
from helhed.status_reports.actions.sections import name_editor, write_section
from helhed.status_reports.actions.sending import record_outcome, send_to_committee, send_to_hearing, take_back
from helhed.status_reports.actions.voices import add_voice, remove_voice, withdraw_voice
from helhed.status_reports.models import StatusSection
from helhed.status_reports.queries.reports import list_reports
from helhed.status_reports.queries.sections import list_sections
from helhed.status_reports.words import Outcome, ReportKind, StatusPart
from tests.promises import check_a_form_is_carried_out_once, check_nothing_stands_without_its_event
from tests.status_reports.reported import CONSENT, make_ready, published, section_of, treat, write
from tests.world import SYSTEM, World, at, build_world, everything

WRITERS = {"consultant", "consultant_without_staff", "system"}


@dataclass
class Reported(World):
    """The world with a status of 2022 that can be published, one of 2021 that is, and one of 2023 that is sent out."""

    report_id: UUID
    published_id: UUID
    draft_id_2023: UUID
    section: Any
    voice_id: UUID
    treatment_id: UUID


@pytest.fixture
def world(db: None) -> Iterator[Reported]:
    with at(2024, 2, 1):
        world = build_world()
        old = published(world.policy_id, 2021)
        report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
        make_ready(report)
        treat(report)
        draft = start_report(by=SYSTEM, policy_id=world.policy_id, year=2023)
        sent = send_to_committee(by=SYSTEM, report_id=draft, committee="Socialudvalget", sent_on=date(2024, 1, 31))
        voice = add_voice(by=SYSTEM, report_id=draft, words="Jeg har fået en nøgle.", consent=CONSENT)
        section = section_of(draft, StatusPart.AREA, 1)
        yield Reported(
            **vars(world),
            report_id=report,
            published_id=old,
            draft_id_2023=draft,
            section=section,
            voice_id=voice,
            treatment_id=sent,
        )


HEARING = {
    "title": "Årsstatus i høring",
    "questions": "Hvad mener I?",
    "opens_on": date(2024, 2, 1),
    "closes_on": date(2024, 2, 20),
    "replies_on": date(2024, 3, 1),
    "path": "/status/et-liv/2023",
    "is_open_to_all": True,
}


def start(by: Viewer, world: Reported, **changed: Any) -> UUID:
    return start_report(by=by, **{"policy_id": world.policy_id, "year": 2024, **changed})


def close(by: Viewer, world: Reported) -> UUID:
    with at(2024, 12, 31):
        return start_closing_report(by=by, policy_id=world.policy_id)


def due(by: Viewer, world: Reported, **changed: Any) -> None:
    told = {"report_id": world.draft_id_2023, "seen_version": 1, "due_on": date(2024, 3, 1)}
    set_due_day(by=by, **told | changed)


def discard(by: Viewer, world: Reported) -> UUID:
    take_back(by=SYSTEM, treatment_id=world.treatment_id)
    discard_report(by=by, report_id=world.draft_id_2023)
    return world.draft_id_2023


def correct(by: Viewer, world: Reported, **changed: Any) -> UUID:
    return start_correction(by=by, **{"report_id": world.published_id, "reason": "Et tal var forkert.", **changed})


def publish(by: Viewer, world: Reported, **changed: Any) -> None:
    publish_report(by=by, **{"report_id": world.report_id, **changed})


def editor(by: Viewer, world: Reported, **changed: Any) -> None:
    told = {"section_id": world.section.id, "seen_version": 1, "editor_id": world.staff["accountable"]}
    name_editor(by=by, **told | changed)


def section(by: Viewer, world: Reported, **changed: Any) -> None:
    told = {"section_id": world.section.id, "seen_version": 1, "text": "Det går fremad.", "is_ready": True}
    write_section(by=by, **told | changed)


def voice(by: Viewer, world: Reported, **changed: Any) -> UUID:
    told = {"report_id": world.draft_id_2023, "words": "Nu er der nogen at tale med.", "consent": CONSENT}
    return add_voice(by=by, **told | changed)


def unvoice(by: Viewer, world: Reported, **changed: Any) -> None:
    remove_voice(by=by, **{"voice_id": world.voice_id, **changed})


def withdraw(by: Viewer, world: Reported, **changed: Any) -> None:
    withdraw_voice(by=by, **{"voice_id": world.voice_id, **changed})


def hear(by: Viewer, world: Reported, **changed: Any) -> None:
    send_to_hearing(by=by, **{"report_id": world.draft_id_2023, "seen_version": 1, **HEARING, **changed})


def send(by: Viewer, world: Reported, **changed: Any) -> UUID:
    told = {"report_id": world.draft_id_2023, "committee": "Byrådet", "sent_on": date(2024, 2, 1)}
    return send_to_committee(by=by, **told | changed)


def back(by: Viewer, world: Reported, **changed: Any) -> None:
    take_back(by=by, **{"treatment_id": world.treatment_id, **changed})


def outcome(by: Viewer, world: Reported, **changed: Any) -> None:
    told = {"treatment_id": world.treatment_id, "seen_version": 1, "outcome": Outcome.NOTED}
    record_outcome(by=by, **{**told, "treated_on": date(2024, 2, 1), **changed})


# What each is called in the log, who may, the module it lies in, and the status it is about.
Act = Callable[[Viewer, Reported], Any]
HERE = "draft_id_2023"
ACTIONS: dict[str, tuple[Act, Verb, Any, str]] = {
    "start": (start, Verb.STARTED_STATUS, reports, ""),
    "close": (close, Verb.STARTED_STATUS, reports, ""),
    "due": (due, Verb.SET_STATUS_DUE, reports, HERE),
    "correct": (correct, Verb.STARTED_CORRECTION, reports, ""),
    "publish": (publish, Verb.PUBLISHED_STATUS, publishing, "report_id"),
    "editor": (editor, Verb.NAMED_EDITOR, sections, HERE),
    "section": (section, Verb.WROTE_SECTION, sections, HERE),
    "voice": (voice, Verb.ADDED_VOICE, voices, HERE),
    "unvoice": (unvoice, Verb.REMOVED_VOICE, voices, HERE),
    "withdraw": (withdraw, Verb.WITHDREW_VOICE, voices, HERE),
    "send": (send, Verb.SENT_TO_COMMITTEE, sending, HERE),
    "back": (back, Verb.TOOK_BACK_STATUS, sending, HERE),
    "outcome": (outcome, Verb.RECORDED_OUTCOME, sending, HERE),
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


def test_a_hearing_is_opened_by_those_who_work_here_and_keep_hearings(world):
    done = set()
    for person, viewer in world.viewers.items():
        try:
            with transaction.atomic():
                hear(viewer, world)
                done.add(person)
                transaction.set_rollback(True)
        except (NotAllowed, Missing):
            pass
    assert done == {"consultant"}


@every_action
def test_one_event_tells_who_did_what_to_which(world, name):
    act, verb, _module, about = ACTIONS[name]
    before = set(Event.objects.values_list("id", flat=True))
    made = act(world.consultant, world)
    [event] = Event.objects.exclude(id__in=before)
    assert (event.verb, event.object_kind) == (verb, ObjectKind.STATUS_REPORT)
    assert (event.object_id, event.actor_id) == (getattr(world, about) if about else made, world.consultant.account_id)


def test_a_hearing_tells_of_itself_and_of_the_status(world):
    before = set(Event.objects.values_list("id", flat=True))
    hear(world.consultant, world)
    verbs = set(Event.objects.exclude(id__in=before).values_list("verb", flat=True))
    assert verbs == {Verb.OPENED_HEARING, Verb.SENT_STATUS_TO_HEARING}


@every_action
def test_nothing_happens_when_the_event_cannot_be_written(world, name, monkeypatch):
    act, _verb, module, _about = ACTIONS[name]
    check_nothing_stands_without_its_event(act, world, module.__name__, monkeypatch)


@pytest.mark.parametrize("name", [*ACTIONS, "hear"])
def test_a_form_sent_twice_is_carried_out_once(world, name):
    check_a_form_is_carried_out_once(hear if name == "hear" else ACTIONS[name][0], world)


def test_a_draft_is_discarded_with_all_that_is_in_it(world):
    discard(world.consultant, world)
    assert not StatusSection.objects.filter(report=world.draft_id_2023).exists()
    assert world.draft_id_2023 not in {each.id for each in list_reports(SYSTEM)}
    with pytest.raises(Invalid):
        discard_report(by=SYSTEM, report_id=world.report_id)
    with pytest.raises(Missing):
        discard_report(by=SYSTEM, report_id=world.published_id)


# What is refused, and at which field


REFUSED: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "a year before our time": (start, {"year": 1999}, "year"),
    "a year that has not begun": (start, {"year": 2025}, "year"),
    "a year far off": (start, {"year": 10**9}, "year"),
    "a year that has one": (start, {"year": 2022}, "year"),
    "ready by a day that is past": (due, {"due_on": date(2024, 1, 31)}, "due_on"),
    "a correction without a reason": (correct, {"reason": "  "}, "reason"),
    "an editor that is not there": (editor, {"editor_id": uuid4()}, "editor"),
    "ready without a word": (section, {"text": " \n"}, "text"),
    "a goal of nowhere": (section, {"judgements": {uuid4(): "A"}}, "judgements"),
    "a voice that says nothing": (voice, {"words": " "}, "words"),
    "a consent of tomorrow": (voice, {"consent": replace(CONSENT, given_on=date(2024, 2, 2))}, "given_on"),
    "a consent given nohow": (voice, {"consent": replace(CONSENT, how=" ")}, "how"),
    "a consent to nobody knows what": (voice, {"consent": replace(CONSENT, explained="")}, "explained"),
    "a voice about nowhere": (voice, {"area": uuid4()}, "area"),
    "a hearing that ends before it begins": (hear, {"closes_on": date(2024, 1, 31)}, "closes_on"),
    "a hearing of nobody": (hear, {"is_open_to_all": False}, "councils"),
    "no committee": (send, {"committee": "  "}, "committee"),
    "a committee that has it": (send, {"committee": "Socialudvalget"}, "committee"),
    "sent tomorrow": (send, {"sent_on": date(2024, 2, 2)}, "sent_on"),
    "dealt with tomorrow": (outcome, {"treated_on": date(2024, 2, 2)}, "treated_on"),
    "dealt with before it was sent": (outcome, {"treated_on": date(2024, 1, 30)}, "treated_on"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_at_its_field(world, name):
    act, changed, field = REFUSED[name]
    before = everything()
    with pytest.raises(Invalid) as refused:
        act(world.consultant, world, **changed)
    assert (refused.value.field, bool(refused.value.message)) == (field, True)
    assert everything() == before


@pytest.mark.parametrize(
    ("act", "changed"),
    [
        (due, {"seen_version": 2}),
        (editor, {"seen_version": 0}),
        (section, {"seen_version": 7}),
        (hear, {"seen_version": 2}),
        (outcome, {"seen_version": 9}),
    ],
)
def test_what_was_seen_in_another_version_is_refused(world, act, changed):
    before = everything()
    with pytest.raises(Changed):
        act(world.consultant, world, **changed)
    assert everything() == before


@pytest.mark.parametrize(
    ("act", "name"),
    [
        (start, "policy_id"),
        (due, "report_id"),
        (correct, "report_id"),
        (publish, "report_id"),
        (editor, "section_id"),
        (section, "section_id"),
        (voice, "report_id"),
        (unvoice, "voice_id"),
        (withdraw, "voice_id"),
        (hear, "report_id"),
        (send, "report_id"),
        (back, "treatment_id"),
        (outcome, "treatment_id"),
    ],
)
def test_what_is_not_there_is_missing(world, act, name):
    with pytest.raises(Missing):
        act(world.consultant, world, **{name: uuid4()})


def test_a_status_belongs_to_a_policy(world):
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision")
    with pytest.raises(Missing):
        start(world.consultant, world, policy_id=vision)


# What begins where


def test_a_year_begins_with_the_editors_and_the_standing_texts_of_the_year_before(world):
    editor(SYSTEM, world)
    write(section_of(world.draft_id_2023, StatusPart.METHOD), "Sådan gør vi.")
    write(section_of(world.draft_id_2023, StatusPart.SUMMARY), "I 2023 gik det godt.")
    shown = list_sections(SYSTEM, start(SYSTEM, world))
    texts = {each.kind: each.text for each in shown}
    assert (texts[StatusPart.METHOD], texts[StatusPart.SUMMARY]) == ("Sådan gør vi.", "")
    assert [each.editor_id for each in shown if each.place == 1] == [world.staff["accountable"]]
    assert not any(each.is_ready for each in shown)
    assert [each.kind for each in shown][:4] == list(StatusPart)[:4]
    assert [each.place for each in shown if each.kind is StatusPart.AREA] == [1, 2]
    assert StatusPart.CARRIED_OVER not in texts


def test_a_closing_status_covers_the_period_of_the_policy(world):
    report = close(SYSTEM, world)
    [shown] = list_reports(SYSTEM, kind=ReportKind.CLOSING)
    assert (shown.id, shown.first_year, shown.year) == (report, 2021, 2024)
    assert StatusPart.CARRIED_OVER in {each.kind for each in list_sections(SYSTEM, report)}
    assert report not in {each.id for each in list_reports(SYSTEM)}
    with pytest.raises(Invalid), at(2024, 12, 31):
        start_closing_report(by=SYSTEM, policy_id=world.policy_id)


def test_a_closing_status_waits_for_the_last_year(world):
    with pytest.raises(Invalid) as refused, at(2023, 12, 31):
        start_closing_report(by=SYSTEM, policy_id=world.policy_id)
    assert refused.value.field == "year"


# Sections


def test_an_area_and_its_goals_are_written_at_once(world):
    goals = {each.code: each.goal_id for each in world.section.judgements}
    section(SYSTEM, world, judgements={goals["1.1"]: "Næsten i mål.", goals["1.2"]: "Langt igen."})
    section(SYSTEM, world, seen_version=2, judgements={goals["1.1"]: "I mål.", goals["1.2"]: " "})
    after = section_of(world.draft_id_2023, StatusPart.AREA, 1)
    assert {each.code: each.words for each in after.judgements} == {"1.1": "I mål.", "1.2": ""}
    assert (after.text, after.is_ready, after.version) == ("Det går fremad.", True, 3)


def test_what_is_heard_stands_still_until_the_hearing_is_over(world):
    hear(world.consultant, world)
    before = everything()
    for act in (section, editor, unvoice):
        with pytest.raises(Missing):
            act(world.consultant, world)
    with pytest.raises(Invalid) as refused:
        voice(world.consultant, world)
    assert refused.value.field == "hearing"
    with pytest.raises(Invalid):
        hear(world.consultant, world, seen_version=2)
    assert everything() == before
    with at(2024, 2, 21):
        section(world.consultant, world)
