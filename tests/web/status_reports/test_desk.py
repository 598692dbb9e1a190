"""A status is begun, and its desk says how far it is and what comes next."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from helhed.base.viewer import Viewer
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.reports import set_due_day, start_correction, start_report
from helhed.status_reports.actions.sections import name_editor
from helhed.status_reports.actions.sending import send_to_committee
from helhed.status_reports.queries.desk import get_desk
from helhed.status_reports.queries.reports import list_reports
from helhed.status_reports.queries.sections import list_sections
from helhed.status_reports.words import Outcome, ReportKind, StatusPart
from helhed.web.status_reports.next_step import next_step
from tests.status_reports.reported import make_ready, publish, section_of, treat
from tests.web.action_plans.initiative_pages import client, page, read, send, told
from tests.web.status_reports.desks import AREA, begun, desk, heard, page_of
from tests.world import SLUG, SYSTEM, World, at, build_world

START, CLOSING = "/status/ny", "/status/ny/slutstatus"


@pytest.fixture
def world(db: None) -> Iterator[World]:
    with at(2024, 2, 1):
        yield build_world()


@pytest.fixture
def report(world: World):
    return begun(world)


# --- beginning ---


def test_the_consultant_begins_a_status_and_stands_at_its_desk(world):
    assert f'value="{world.policy_id}" selected' in page(START, "consultant")
    form = {"form_id": uuid4(), "policy": world.policy_id, "year": 2023, "due_on": "2024-03-01"}
    answers = [send("consultant", START, **form) for _again in range(2)]
    [made] = list_reports(SYSTEM)
    assert [answer.headers["Location"] for answer in answers] == [desk(made.id)] * 2
    assert (made.year, made.due_on, made.kind) == (2023, date(2024, 3, 1), ReportKind.YEARLY)


def test_the_closing_status_is_of_all_the_years_of_the_policy(world):
    send("consultant", CLOSING, policy=world.policy_id)
    [made] = list_reports(SYSTEM, kind=ReportKind.CLOSING)
    assert (made.first_year, made.year) == (2021, 2024)
    assert "What carries over" in read(desk(made.id), "consultant")


def test_one_page_leads_to_the_other_and_a_policy_is_closed_once(world):
    assert CLOSING in page(START, "consultant")
    assert START in page(CLOSING, "consultant")
    answers = [send("consultant", CLOSING, policy=world.policy_id) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert len(list_reports(SYSTEM, kind=ReportKind.CLOSING)) == 1
    assert send("consultant", CLOSING, policy="").status_code == 422
    assert client("leader").get(CLOSING).status_code == 404
    assert send("leader", CLOSING, policy=world.policy_id).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"year": ""}, "This field is required."),
        ({"year": "1999"}, "2000"),
        ({"year": "9" * 400}, "9999"),
        ({"year": "2024\0"}, "Enter a whole number."),
        ({"year": "2025"}, "The year has not begun yet."),
        ({"year": "2022"}, "There is a status for this year already."),
        ({"due_on": "2024-01-31"}, "This day is past."),
        ({"policy": "DRAFT"}, "Select a valid choice."),
        ({"policy": "no id"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_begun_is_said_at_the_field_and_what_was_typed_stays(world, changed, said):
    start_report(by=SYSTEM, policy_id=world.policy_id, year=2022)
    form = {"policy": str(world.policy_id), "year": "2023", "due_on": "2024-04-05", **changed}
    form = {name: str(world.draft_id) if value == "DRAFT" else value for name, value in form.items()}
    answer = send("consultant", START, **form)
    assert answer.status_code == 422
    assert said in told(answer)
    assert [each.year for each in list_reports(SYSTEM)] == [2022]
    if "due_on" not in changed:
        assert 'value="2024-04-05"' in answer.content.decode()


# --- the desk ---


def test_the_desk_says_how_far_it_is_and_who_writes_what(world, report):
    html, words = page(desk(report), "consultant"), read(desk(report), "consultant")
    assert "0 of 8 sections are ready (0 %)" in words
    assert "They are to be ready by 1 March 2024." in words
    assert "Find editors for 7 sections" in words
    for said in ("8 sections are not ready.", "No committee has dealt with it yet.", "No council has been heard"):
        assert said in words
    titles = ["Summary", "How to read this status", "Method", "Vision and values", "Bolig", "Fællesskab"]
    places = [words.index(title, words.index("The sections in their order")) for title in titles]
    assert places == sorted(places)
    assert all(page_of(each) in html for each in list_sections(SYSTEM, report))
    assert "Accountable Change" in words


def test_an_editor_sees_the_desk_and_opens_only_what_is_hers(world, report):
    html, words = page(desk(report), "accountable"), read(desk(report), "accountable")
    assert html.count("/afsnit/") == 2  # in the list, and as the next step
    assert page_of(section_of(report, *AREA)) in html
    assert "Write your section" in words
    for hidden in ("redaktør", "frist", "kassér", "stemmer", "What is missing"):
        assert hidden not in html
    for other in ("deputy", "leader", "politician", "dpo", ""):
        answer = client(other).get(desk(report))
        assert answer.status_code == (404 if other else 302), other


def test_who_writes_in_another_status_and_may_read_this_one_sees_no_other_desk(world, report):
    later = start_report(by=SYSTEM, policy_id=world.policy_id, year=2024)
    section = section_of(later, StatusPart.SUMMARY)
    name_editor(by=SYSTEM, section_id=section.id, seen_version=1, editor_id=world.staff["leader"])
    assert client("leader").get(f"/status/{SLUG}/2023").status_code == 200
    assert client("leader").get(desk(later)).status_code == 200
    assert client("leader").get(desk(report)).status_code == 404


def step_of(report_id: UUID, by: Viewer = SYSTEM) -> str:
    with translation.override("en"):
        return next_step(by, get_desk(by, report_id)).title


def test_the_next_step_goes_all_the_way(world, report):
    def step(by: Viewer = SYSTEM) -> str:
        return step_of(report, by)

    for section in list_sections(SYSTEM, report):
        if not section.editor:
            name_editor(by=SYSTEM, section_id=section.id, seen_version=1, editor_id=world.staff["deputy"])
    assert (step(), step(world.accountable)) == ("8 sections are not ready", "Write your section")
    make_ready(report)
    assert (step(), step(world.accountable)) == ("Send it to hearing", "You are done")
    heard(world, report)
    assert step() == "Wait for the hearing"
    with at(2024, 3, 2):
        assert step() == "Let the committees deal with it"
        send_to_committee(by=SYSTEM, report_id=report, committee="Byrådet", sent_on=date(2024, 3, 2))
        assert step() == "Let the committees deal with it"


def test_what_a_committee_sent_back_comes_before_the_others(world, report):
    make_ready(report)
    treat(report, outcome=Outcome.SENT_BACK)
    assert step_of(report) == "A committee has sent it back"
    treat(report)
    assert step_of(report) == "Publish it"
    publish_report(by=SYSTEM, report_id=report)
    assert step_of(report) == "It is published"


def test_before_the_year_is_over_one_waits(world):
    report = start_report(by=SYSTEM, policy_id=world.policy_id, year=2024)
    make_ready(report)
    treat(report)
    assert step_of(report) == "Wait until the year is over"


def test_an_editor_waits_while_it_is_heard(world, report):
    heard(world, report)
    words = read(desk(report), "accountable")
    assert "Wait for the hearing" in words
    assert "nothing can be written until the hearing is over" in words
    assert "redaktør" not in page(desk(report), "consultant")


def test_the_desk_of_what_is_published_offers_nothing_to_change(world, report):
    publish(report)
    html, words = page(desk(report), "consultant"), read(desk(report), "consultant")
    assert "It is published" in words
    changing = ("/frist", "/kassér", "/redaktør", "/høring", "/udvalg", "/offentliggør")
    assert not [each for each in changing if desk(report, each) in html]
    assert desk(report, "/stemmer") in html
    for gone in ("/frist", "/kassér", "/stemmer/ny"):
        assert client("consultant").get(desk(report, gone)).status_code == 404
        assert send("consultant", desk(report, gone)).status_code == 404


def test_a_correction_says_what_it_corrects_and_why(world, report):
    publish(report)
    new = start_correction(by=SYSTEM, report_id=report, reason="Et forkert år.")
    words = read(desk(new), "consultant")
    assert "Edition 2, which corrects edition 1" in words
    assert "Et forkert år." in words


# --- the due day, and discarding ---


def test_the_due_day_is_changed_and_taken_away(world, report):
    address = desk(report, "/frist")
    assert 'value="2024-03-01"' in page(address, "consultant")
    assert send("consultant", address, due_on="2024-04-01", seen_version=1).status_code == 302
    assert send("consultant", address, due_on="", seen_version=2).status_code == 302
    assert get_desk(SYSTEM, report).report.due_on is None
    assert "so nobody is reminded" in read(desk(report), "consultant")


@pytest.mark.parametrize("day", ["2024-01-31", "31. april", "2024-02-30", "\0", "9" * 1000])
def test_a_day_that_is_none_or_past_is_refused(world, report, day):
    answer = send("consultant", desk(report, "/frist"), due_on=day, seen_version=1)
    assert answer.status_code == 422
    assert get_desk(SYSTEM, report).report.due_on == date(2024, 3, 1)


def test_who_was_overtaken_sees_the_day_that_stands_and_saves_over_it(world, report):
    set_due_day(by=SYSTEM, report_id=report, seen_version=1, due_on=date(2024, 5, 1))
    answer = send("consultant", desk(report, "/frist"), due_on="2024-04-01", seen_version=1)
    assert answer.status_code == 422
    assert "Sections ready by 1 May 2024" in told(answer)
    assert 'value="2024-04-01"' in answer.content.decode()
    assert 'name="seen_version" value="2"' in answer.content.decode()


def test_a_status_is_discarded_once_and_the_second_sending_is_answered_as_the_first(world, report):
    address = desk(report, "/kassér")
    assert "This cannot be undone." in read(address, "consultant")
    form_id = uuid4()
    assert [send("consultant", address, form_id=form_id).status_code for _again in range(2)] == [302, 302]
    assert list_reports(SYSTEM) == []


def test_what_was_sent_to_others_is_not_discarded(world, report):
    heard(world, report)
    assert "/kassér" not in page(desk(report), "consultant")
    assert client("consultant").get(desk(report, "/kassér")).status_code == 404
    answer = send("consultant", desk(report, "/kassér"))
    assert answer.status_code == 422
    assert "It was sent to others already" in told(answer)
    assert len(list_reports(SYSTEM)) == 1


def test_only_those_who_write_statuses_change_the_day_or_discard(world, report):
    for who in ("accountable", "leader", "politician"):
        assert send(who, desk(report, "/frist"), due_on="2024-04-01", seen_version=1).status_code == 404
        assert send(who, desk(report, "/kassér")).status_code == 404
    assert get_desk(SYSTEM, report).report.version == 1
