"""Reminders, from the tables to somebody's inbox and back to the form: the real queue, real e-mail, a real sign-in."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client, override_settings

from helhed.access.actions import change_email, give_password
from helhed.action_plans.actions.responsibility import assign_accountable
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.words import ProgressState
from helhed.audit.models import Event
from helhed.audit.words import Verb
from helhed.base.errors import NotAllowed
from helhed.communication.models import OutboxMessage
from helhed.communication.plain_language.look_over import look_over
from helhed.communication.plain_language.remarks import Impression
from helhed.communication.words import EndReason, MessageKind, MessageState
from helhed.config import language
from helhed.config.reminding import queue_reminders
from helhed.config.work import run_round
from helhed.organisation.actions import end_employment
from helhed.participation.actions.asking import ask_to_answer
from helhed.participation.actions.hearings import close_hearing, move_deadline
from helhed.participation.queries.asking import due_questions
from helhed.status_reports.actions.reports import set_due_day, start_report
from helhed.status_reports.actions.sections import name_editor
from helhed.status_reports.words import StatusPart
from tests.mail_server import Mail, MailServer, mail_server, through
from tests.participation.heard import Heard, answer, build_heard
from tests.people import PASSWORD
from tests.status_reports.reported import section_of, write
from tests.world import SYSTEM, World, at, progress

pytestmark = pytest.mark.django_db
SITE = "https://helhed.lindevig.dk"
NOBODY_SITS_HERE = ("Handicapr", "Egely", "Chair", "Member", "Accountable")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server, override_settings(**through(server)):
        yield server


@pytest.fixture
def heard(db: None) -> Iterator[Heard]:
    """On 1 February 2024, while a hearing is open."""
    with at(2024, 2, 1):
        yield build_heard()


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    language.choose("da")
    yield
    language.choose("da")


def always() -> bool:
    return True


def reach(heard: Heard, name: str) -> str:
    """An address by which this person gets e-mail."""
    viewer = heard.viewers[name]
    assert viewer.account_id
    address = f"{name.replace('_', '-')}@lindevig.dk"
    change_email(by=SYSTEM, account_id=viewer.account_id, seen_email="", email=address)
    return address


def rounds(*days: date) -> None:
    """`helhed work`, three times a day."""
    for day in days:
        for hour in (6, 8, 15):
            with at(day.year, day.month, day.day, hour):
                assert run_round(always)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def due_on(world: World) -> date:
    found = next(each.update_due_on for each in list_initiatives(SYSTEM) if each.id == world.initiative_id)
    assert found
    return found


def to(server: MailServer, address: str) -> list[Mail]:
    return [mail for mail in server.kept if mail.recipient == address]


def subjects(server: MailServer, address: str) -> list[str]:
    return [str(mail.parsed["Subject"]).strip() for mail in to(server, address)]


def link_of(mail: Mail) -> str:
    """The last line, as whoever reads the message presses it."""
    return mail.text.strip().splitlines()[-1].removeprefix(SITE)


def followed(heard: Heard, name: str, link: str) -> str:
    """Signed out: the link leads to sign-in, and sign-in to what the link names; the address one lands on."""
    viewer = heard.viewers[name]
    assert viewer.account_id
    give_password(by=SYSTEM, account_id=viewer.account_id, password=PASSWORD)
    person = Client()
    asked = person.get(link)
    sign_in = link if link.startswith("/log-ind?") else asked.headers["Location"]
    assert sign_in.startswith("/log-ind?")
    typed = {"login": name.replace("_", "-"), "password": PASSWORD}
    entered = person.post(sign_in, typed)
    assert entered.status_code == 302, entered.content.decode()
    landed = person.get(entered.headers["Location"])
    assert landed.status_code == 200
    assert "<form" in landed.content.decode()
    return entered.headers["Location"]


# --- updates of initiatives ---


def begun(heard: Heard) -> date:
    """One initiative is written about, and due next in three months; the other is dropped."""
    progress(heard.world, ProgressState.ON_TRACK)
    progress(heard.world, ProgressState.DROPPED, initiative_id=heard.world.elsewhere_id)
    return due_on(heard.world)


def test_each_reminder_goes_out_once_and_the_leader_is_asked_in_the_end(server: MailServer, heard: Heard) -> None:
    day = begun(heard)
    accountable, deputy, leader = reach(heard, "accountable"), reach(heard, "deputy"), reach(heard, "leader")
    rounds(*every_day(day - timedelta(days=9), day + timedelta(days=30)))
    title = "En nøgle til alle"
    assert subjects(server, accountable) == [
        f"Hvordan går det? {title}",
        f"Hvordan går det? {title}",
        f"Vi har ikke hørt, hvordan det går: {title}",
    ]
    assert subjects(server, deputy) == []
    assert subjects(server, leader) == [f"I din enhed mangler der nyt om: {title}"]
    rounds(*(day + timedelta(days=number) for number in (60, 90, 91, 112, 140, 200)))
    assert len(to(server, accountable) + to(server, leader)) == 4
    # What was said is forgotten in time, but for what would be said again.
    kept = OutboxMessage.objects.filter(kind=MessageKind.UPDATE, about_id=heard.world.initiative_id)
    assert [each.recipient_id for each in kept] == [heard.leader.account_id]
    told = Event.objects.filter(verb=Verb.REMINDED_OF_UPDATE, object_id=heard.world.initiative_id)
    assert told.count() == 4


def test_a_reminder_leads_through_sign_in_to_the_form(server: MailServer, heard: Heard) -> None:
    day = begun(heard)
    address, leader = reach(heard, "accountable"), reach(heard, "leader")
    rounds(day - timedelta(days=3), day + timedelta(days=25))
    [mail, *_rest], [asked] = to(server, address), to(server, leader)
    form = "/handleplan/handleplan-2021-2022/1/fremdrift"
    with at(day.year, day.month, day.day):
        assert link_of(mail) == link_of(asked) == form
        assert followed(heard, "accountable", link_of(mail)) == form
        assert followed(heard, "leader", link_of(asked)) == form


def test_who_has_written_is_not_reminded_even_where_the_message_waited(server: MailServer, heard: Heard) -> None:
    day = begun(heard)
    address = reach(heard, "accountable")
    with at(day.year, day.month, day.day):
        assert queue_reminders(by=SYSTEM, goes_on=always) > 0
        progress(heard.world, ProgressState.ON_TRACK, words="Vi er i gang.")
    rounds(day, day + timedelta(days=1))
    assert to(server, address) == []
    stopped = OutboxMessage.objects.get(kind=MessageKind.UPDATE, about_id=heard.world.initiative_id)
    assert (stopped.state, stopped.reason, stopped.body) == (MessageState.STOPPED, EndReason.NOT_ALLOWED, "")


def test_where_nobody_is_accountable_the_leader_finds_the_form_to_say_who_is(server: MailServer, heard: Heard) -> None:
    day = begun(heard)
    leader = reach(heard, "leader")
    with at(2024, 4, 1):
        for name in ("accountable", "deputy"):
            end_employment(by=SYSTEM, staff_id=heard.world.staff[name])
    rounds(day - timedelta(days=2))
    [mail] = to(server, leader)
    assert str(mail.parsed["Subject"]) == "Ingen er ansvarlig: En nøgle til alle"
    with at(day.year, day.month, day.day):
        address = "/handleplan/handleplan-2021-2022/1/ansvarlig"
        assert followed(heard, "leader", link_of(mail)) == address
        shown = next(each for each in list_initiatives(SYSTEM) if each.id == heard.world.initiative_id)
        assign_accountable(
            by=heard.leader,
            initiative_id=shown.id,
            seen_version=shown.version,
            accountable_id=heard.world.staff["support_worker"],
            deputy_id=None,
        )
    worker = reach(heard, "support_worker")
    rounds(day + timedelta(days=1))
    assert len(to(server, worker)) == 1


def test_who_has_no_account_is_passed_over_and_who_has_no_address_is_a_dead_letter(
    server: MailServer, heard: Heard
) -> None:
    day = begun(heard)
    rounds(day)
    dead = OutboxMessage.objects.filter(kind=MessageKind.UPDATE)
    assert [each.reason for each in dead] == [EndReason.NO_ADDRESS]


def test_nobody_is_reminded_at_night_or_where_no_message_can_leave(heard: Heard) -> None:
    day = begun(heard)
    with at(day.year, day.month, day.day, 6, 59):
        assert queue_reminders(by=SYSTEM, goes_on=always) == 0
    with at(day.year, day.month, day.day, 7), override_settings(EMAIL_HOST=""):
        assert run_round(always)
    assert not OutboxMessage.objects.exists()
    with at(day.year, day.month, day.day, 7):
        assert queue_reminders(by=SYSTEM, goes_on=lambda: False) == 0
        assert queue_reminders(by=SYSTEM, goes_on=always) > 0
        assert queue_reminders(by=SYSTEM, goes_on=always) == 0


# --- sections of a status ---


def edited(heard: Heard, due: date) -> UUID:
    """A status whose section about the first area is the accountable employee's."""
    report_id = start_report(by=SYSTEM, policy_id=heard.world.policy_id, year=2023, due_on=due)
    section = section_of(report_id, StatusPart.AREA, 1)
    editor_id = heard.world.staff["accountable"]
    name_editor(by=SYSTEM, section_id=section.id, seen_version=section.version, editor_id=editor_id)
    return report_id


def about_sections(server: MailServer, address: str) -> list[str]:
    return [each for each in subjects(server, address) if "Bolig" in each]


def test_an_editor_is_reminded_of_a_section_and_the_leader_in_the_end(server: MailServer, heard: Heard) -> None:
    due = date(2024, 3, 1)
    report_id = edited(heard, due)
    address, leader = reach(heard, "accountable"), reach(heard, "leader")
    rounds(*every_day(due - timedelta(days=8), due + timedelta(days=22)))
    assert about_sections(server, address) == [
        "Dit afsnit i årsstatus 2023: Bolig",
        "Dit afsnit i årsstatus 2023: Bolig",
        "Dit afsnit mangler stadig: Bolig",
    ]
    assert about_sections(server, leader) == ["Et afsnit mangler: Bolig"]
    with at(2024, 3, 1):
        [mail, *_rest] = [each for each in to(server, address) if "Bolig" in str(each.parsed["Subject"])]
        section = section_of(report_id, StatusPart.AREA, 1)
        form = f"/status/udkast/{report_id}/afsnit/{section.id}"
        assert followed(heard, "accountable", link_of(mail)) == link_of(mail) == form
        [asked] = [each for each in to(server, leader) if "Bolig" in str(each.parsed["Subject"])]
        page = "/status/et-liv-med-plads-til-alle/2023"
        assert followed(heard, "leader", link_of(asked)) == page
    told = Event.objects.filter(verb=Verb.REMINDED_OF_SECTION)
    assert {each.object_id for each in told} == {report_id}


@pytest.mark.parametrize("what", ["ready", "another day", "another editor"])
def test_a_reminder_of_a_section_that_waited_is_stopped_where_it_is_of_no_use(
    server: MailServer, heard: Heard, what: str
) -> None:
    due = date(2024, 2, 20)
    report_id = edited(heard, due)
    address = reach(heard, "accountable")
    with at(2024, 2, 18):
        queue_reminders(by=SYSTEM, goes_on=always)
        section = section_of(report_id, StatusPart.AREA, 1)
        if what == "ready":
            write(section, "Skrevet.")
        elif what == "another day":
            set_due_day(by=SYSTEM, report_id=report_id, seen_version=1, due_on=date(2024, 5, 1))
        else:
            other = heard.world.staff["deputy"]
            name_editor(by=SYSTEM, section_id=section.id, seen_version=section.version, editor_id=other)
        assert run_round(always)
    assert about_sections(server, address) == []
    assert heard.accountable.account_id
    waited = OutboxMessage.objects.get(kind=MessageKind.SECTION, recipient_id=heard.accountable.account_id)
    assert waited.state == MessageState.STOPPED


def test_where_the_editor_has_left_the_leader_is_told(server: MailServer, heard: Heard) -> None:
    edited(heard, date(2024, 2, 20))
    leader = reach(heard, "leader")
    with at(2024, 2, 2):
        end_employment(by=SYSTEM, staff_id=heard.world.staff["accountable"])
    rounds(date(2024, 2, 18))
    assert about_sections(server, leader) == ["Ingen skriver dette afsnit: Bolig"]


# --- hearings ---


def asked(day: date) -> set[str]:
    with at(day.year, day.month, day.day):
        return {each.asking.value for each in due_questions(SYSTEM, day)}


def test_the_members_are_asked_when_a_hearing_opens_and_in_its_last_week(server: MailServer, heard: Heard) -> None:
    addresses = {name: reach(heard, name) for name in ("member", "chair", "resident")}
    others = ("deputy_member", "member_until_yesterday", "member_without_role", "member_elsewhere", "consultant")
    silent = [reach(heard, name) for name in others]
    rounds(*every_day(date(2024, 2, 1), date(2024, 2, 10)))
    with at(2024, 2, 11):
        answer(heard, "chair")
    rounds(*every_day(date(2024, 2, 12), date(2024, 3, 4)))
    first, last = "Hvad mener du? Høring om udkastet", "Svar senest den 1. marts 2024: Høring om udkastet"
    assert subjects(server, addresses["member"]) == [first, last]
    assert subjects(server, addresses["resident"]) == [first, last]
    assert subjects(server, addresses["chair"]) == [first]
    assert [mail for address in silent for mail in to(server, address)] == []
    [mail, _last] = to(server, addresses["member"])
    with at(2024, 2, 20):
        assert followed(heard, "member", link_of(mail)) == "/hoeringer/hoering-om-udkastet/svar"


def test_who_can_answer_for_a_council_is_asked(heard: Heard) -> None:
    names = {viewer.account_id: name for name, viewer in heard.viewers.items()}
    assert {names[each.account_id] for each in due_questions(SYSTEM, date(2024, 2, 1))} == {
        *("chair", "member", "member_until_today", "member_from_today", "resident"),
        # The role is asked for when the message leaves.
        "member_without_role",
    }


def test_an_answer_for_the_whole_council_asks_nobody_in_it_again(server: MailServer, heard: Heard) -> None:
    address = reach(heard, "member")
    with at(2024, 2, 2):
        queue_reminders(by=SYSTEM, goes_on=always)
        answer(heard, "chair", is_joint=True)
    rounds(date(2024, 2, 2), date(2024, 2, 25))
    assert to(server, address) == []


def test_a_moved_deadline_is_told_once_more_and_a_closed_hearing_not(heard: Heard) -> None:
    assert asked(date(2024, 2, 23)) == {"last_week"}
    before = {each.key for each in due_questions(SYSTEM, date(2024, 2, 25))}
    shown = heard.shown()
    with at(2024, 2, 25):
        moved: dict[str, Any] = {"closes_on": date(2024, 2, 29), "replies_on": date(2024, 4, 1), "reason": "Ferie."}
        move_deadline(by=heard.consultant, hearing_id=shown.id, seen_version=shown.version, **moved)
    assert before.isdisjoint({each.key for each in due_questions(SYSTEM, date(2024, 2, 26))})
    with at(2024, 2, 26):
        close_hearing(by=heard.consultant, hearing_id=shown.id, seen_version=shown.version + 1, reason="Aflyst.")
    assert asked(date(2024, 2, 27)) == set()


@pytest.mark.parametrize(
    ("day", "asking"),
    [
        (date(2024, 1, 14), set()),
        (date(2024, 1, 15), {"opened"}),
        (date(2024, 2, 22), {"opened"}),
        (date(2024, 2, 23), {"last_week"}),
    ],
)
def test_who_is_asked_on_which_day(heard: Heard, day: date, asking: set[str]) -> None:
    assert asked(day) == asking


# --- what the messages say ---


def test_the_messages_are_easy_danish_and_name_nobody(server: MailServer, heard: Heard) -> None:
    day = begun(heard)
    edited(heard, day)
    for name in ("accountable", "leader", "member", "resident"):
        reach(heard, name)
    rounds(date(2024, 2, 2), date(2024, 2, 25), *every_day(day - timedelta(days=8), day + timedelta(days=30)))
    with at(2024, 5, 30):
        end_employment(by=SYSTEM, staff_id=heard.world.staff["accountable"])
        end_employment(by=SYSTEM, staff_id=heard.world.staff["deputy"])
    rounds(*every_day(day + timedelta(days=31), day + timedelta(days=35)))
    texts = {mail.text for mail in server.kept}
    assert len(texts) == 8
    for text in texts:
        words = text.rpartition("\n\n")[0]
        assert look_over(words).impression is not Impression.HARD, words
        assert not any(name in words for name in NOBODY_SITS_HERE), words
        assert "%(" not in text


@pytest.mark.parametrize("name", ["consultant", "administrator", "member", "visitor"])
def test_the_system_alone_reminds_people(heard: Heard, name: str) -> None:
    [question, *_rest] = due_questions(SYSTEM, date(2024, 2, 1))
    with pytest.raises(NotAllowed):
        queue_reminders(by=heard.viewers[name], goes_on=always)
    with pytest.raises(NotAllowed):
        due_questions(heard.viewers[name], date(2024, 2, 1))
    with pytest.raises(NotAllowed):
        ask_to_answer(by=heard.viewers[name], question=question, key="x", path="/x")
    assert not OutboxMessage.objects.exists()
