"""Every address, every method and every person, against the table that people wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views import View

from helhed.access.actions import create_account, disable_account, give_password, make_reset_link
from helhed.access.models import Account
from helhed.action_plans.actions.communication import add_step
from helhed.action_plans.queries.generations import compare_generations
from helhed.action_plans.queries.initiatives import get_initiative
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.trials import list_trials
from helhed.action_plans.words import ComparedAs
from helhed.base import clock
from helhed.base.roles import Role
from helhed.base.viewer import Viewer, system_viewer
from helhed.demo.build import build
from helhed.organisation.actions import assign_role
from helhed.organisation.queries import list_assignments, list_staff, viewer_of_account
from helhed.participation.actions.answers import answer_hearing, type_in_answer
from helhed.participation.actions.councils import end_term
from helhed.participation.actions.hearings import open_hearing
from helhed.participation.queries.councils import get_council
from helhed.participation.queries.hearings import get_hearing, list_hearings, slug_of
from helhed.participation.words import HearingState
from helhed.policy.actions.adoption import send_to_hearing
from helhed.policy.queries.documents import get_document_by_id, get_steering, list_policies
from helhed.policy.queries.drafts import get_draft
from helhed.status_reports.actions.reports import start_report
from helhed.status_reports.actions.sending import send_to_committee
from helhed.status_reports.actions.voices import add_voice
from helhed.status_reports.queries.reports import list_reports, list_treatments
from helhed.status_reports.queries.sections import list_sections, list_voices
from helhed.status_reports.words import Consent, StatusPart
from tests.communication.queued import dead
from tests.trust.table import METHODS, Line, all_patterns, missing_lines, read_table, shape, the_table
from tests.world import DRAFT, DRAFT_SLUG, read_in

SYSTEM = system_viewer("tests")
USERNAMES = {
    "citizen": "borger",
    "support": "medarbejder",
    "leader": "leder",
    "consultant": "konsulent",
    "politician": "politiker",
    "council": "raad",
    "dpo": "dpo",
    "admin": "administrator",
}


@dataclass
class World:
    clients: dict[str, Client]
    own: dict[str, UUID]
    names: dict[str, str]

    def address(self, person: str, written: str) -> str:
        names = {**self.names, "OWN": str(self.own.get(person, uuid4()))}
        return re.sub(r"[A-Z]{3,}", lambda found: names[found[0]], written)


@pytest.fixture
def world(db: None) -> World:
    build(by=SYSTEM)
    accounts = {account.username: account for account in Account.objects.all()}
    own = {person: accounts[username].id for person, username in USERNAMES.items()}
    clients = {"visitor": Client(), **{person: signed_in(accounts[USERNAMES[person]]) for person in own}}
    clients["disabled"] = signed_in_and_closed()
    return World(clients, own, {**things(), **somebody_else(), **hearings(accounts), **held(), **statuses()})


def signed_in(account: Account) -> Client:
    give_password(by=SYSTEM, account_id=account.id, password="en lang nok sætning")
    account.refresh_from_db()
    client = Client()
    client.force_login(account)
    return client


def signed_in_and_closed() -> Client:
    account_id = create_account(by=SYSTEM, username="lukkes", name="Lukkes Snart")
    assign_role(by=SYSTEM, account_id=account_id, role=Role.CONSULTANT, unit_id=None)
    client = signed_in(Account.objects.get(id=account_id))
    disable_account(by=SYSTEM, account_id=account_id)
    return client


def things() -> dict[str, str]:
    policy = next(policy for policy in list_policies(SYSTEM) if policy.was_read)
    steering = get_steering(SYSTEM)
    read_in(DRAFT)
    content = get_draft(SYSTEM, DRAFT_SLUG).content
    area = content.areas[0]
    return {
        "POLICY": policy.slug,
        "READ": str(policy.id),
        "DRAFT": DRAFT_SLUG,
        "AREA": str(area.id),
        "GOAL": str(area.goals[0].id),
        "QUOTE": str(area.quotes[0].id),
        "SECTION": str(content.sections[0].id),
        "HEARD": in_hearing(DRAFT.replace("Et udkast", "Et hørt udkast")),
        "DOCUMENT": str(next(each.id for each in steering.documents if not each.was_read)),
        "LINK": str(steering.links[0].id),
        "PLAN": "handleplan-2022-2024",
        "NOTHING": "noget-der-ikke-er",
        "NOBODY": str(uuid4()),
    }


def held() -> dict[str, str]:
    """Who is responsible for what, and what there is of it."""
    plan = list_plans(SYSTEM)[-1]
    own = get_initiative(SYSTEM, plan.slug, 15)
    staff = {each.name: each for each in list_staff(SYSTEM)}
    trials = list_trials(SYSTEM, plan_id=plan.id)
    policy = get_document_by_id(SYSTEM, plan.policy_id).document
    told = {"audience": "Alle", "message": "Noget", "channel": "Brev", "due_on": date(2024, 3, 1)}
    step_id = add_step(by=SYSTEM, policy_id=policy.id, responsible_id=staff["Amina Hassan"].id, **told)
    rows = compare_generations(SYSTEM, plan.slug, "handleplan-2025-2027").rows
    return {
        "NEXT": "handleplan-2025-2027",
        "CARRIED": str(next(row.old[0].id for row in rows if row.kind is ComparedAs.UNCHANGED)),
        "WAITING": str(next(row.old[0].id for row in rows if row.kind is ComparedAs.UNDECIDED)),
        "STEP": str(step_id),
        "MILESTONE": str(next(each.id for each in own.milestones if not each.is_done)),
        "TRIAL": str(next(each.id for each in trials if each.initiative_number == 10)),
        "DECIDED": str(next(each.id for each in trials if each.decision)),
        "HOLDER": str(staff["Amina Hassan"].id),
        "LEFT": str(next(each.id for each in staff.values() if each.left_on)),
        "OFFICER": str(staff["Henriette Lund Sørensen"].id),
    }


def statuses() -> dict[str, str]:
    """One that is being compiled, and one that is published, each with a citizen's voice; and one that is sent out."""
    compiled, issued = list_reports(SYSTEM)
    assert (compiled.is_draft, issued.is_draft) == (True, False)
    parts = {(each.kind, each.place): each for each in list_sections(SYSTEM, compiled.id)}
    consent = Consent(date(2024, 1, 3), "Skriftligt", "Hvor ordene bringes.")
    awaited = start_report(by=SYSTEM, policy_id=compiled.policy_id, year=2024)
    return {
        "COMPILED": str(compiled.id),
        "ISSUED": str(issued.id),
        "UNWRITTEN": str(parts[StatusPart.SUMMARY, None].id),
        "WRITTEN": str(parts[StatusPart.AREA, 1].id),
        "VOICE": str(add_voice(by=SYSTEM, report_id=compiled.id, words="Jeg har fået en nøgle.", consent=consent)),
        "TOLD": str(list_voices(SYSTEM, issued.id)[0].id),
        "AWAITED": str(awaited),
        "SENT": str(send_to_committee(by=SYSTEM, report_id=awaited, committee="Socialudvalget", sent_on=clock.today())),
        "TREATED": str(list_treatments(SYSTEM, issued.id)[0].id),
    }


def in_hearing(text: str) -> str:
    document_id = read_in(text)
    days = {"on": date(2020, 12, 2), "until": date(2020, 12, 3)}
    send_to_hearing(by=SYSTEM, document_id=document_id, seen_step=1, body="Socialudvalget", **days)
    return next(each.slug for each in list_policies(SYSTEM) if each.id == document_id)


def hearings(accounts: dict[str, Account]) -> dict[str, str]:
    """One that is over, one that is open today, whenever that is, and one that opens tomorrow."""
    keeper = viewer_of_account(accounts["konsulent"].id)
    raad, board = "handicapraadet", "bruger-og-paaroerenderaadet-paa-solgaarden"
    council, today = get_council(SYSTEM, raad), clock.today()
    for term in council.former:
        if term.has_account:
            end_term(by=SYSTEM, member_id=term.id, until_on=today)
    past = next(each for each in list_hearings(SYSTEM) if each.state == HearingState.OVER and each.answer_count > 1)
    asked, coming = opened(keeper, council.id, today), opened(keeper, council.id, today + timedelta(days=1))
    [invitation] = get_hearing(SYSTEM, slug_of(SYSTEM, asked)).invitations
    words = {"hearing_id": asked, "words": "Det er godt."}
    typed = {"said_by": "Ida", "where": "brev", "received_on": today}
    member = viewer_of_account(accounts["raad"].id)
    return {
        "RAAD": raad,
        "BOARD": board,
        "MEMBER": str(council.former[0].id if council.former else council.members[0].id),
        "PAST": past.slug,
        "REPLIED": str(get_hearing(SYSTEM, past.slug).answers[0].id),
        "ASKED": slug_of(SYSTEM, asked),
        "COMING": slug_of(SYSTEM, coming),
        "ANSWER": str(type_in_answer(by=keeper, **words, **typed)),
        "OWNED": str(answer_hearing(by=member, invitation_id=invitation.id, is_joint=False, **words)),
    }


def opened(by: Viewer, council_id: UUID, day: date) -> UUID:
    plan = list_plans(SYSTEM)[-1]
    days = {"opens_on": day, "closes_on": day, "replies_on": day}
    return open_hearing(
        by=by, title="Høring", questions="?", council_ids=[council_id], plan_id=plan.id, is_open_to_all=True, **days
    )


def somebody_else() -> dict[str, str]:
    account = create_account(by=SYSTEM, username="en-anden", name="En Anden")
    other = create_account(by=SYSTEM, username="en-tredje", name="En Tredje")
    assign_role(by=SYSTEM, account_id=account, role=Role.POLITICIAN, unit_id=None)
    return {
        "ACCOUNT": str(account),
        "OTHER": str(other),
        "ROLE": str(list_assignments(SYSTEM, account_id=account)[0].id),
        "LIVE": make_reset_link(by=SYSTEM, account_id=account),
        "DEAD": "abc123-0123456789abcdef",
        "LETTER": str(dead(account).id),
    }


def ask(world: World, person: str, method: str, written: str) -> HttpResponse:
    """The answer to one request; whatever it changed is undone, so that every line meets the same world."""
    client = world.clients[person]
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.generic(method, world.address(person, written))
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def code(answer: HttpResponse) -> str:
    led_to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/log-ind?")
    return "in" if led_to_sign_in else str(answer.status_code)


def deviations(world: World, lines: list[Line]) -> Iterator[str]:
    for line in lines:
        for person, expected in line.answers.items():
            answer = code(ask(world, person, line.method, line.address))
            if answer != expected:
                yield f"{line.method} {line.address} {person}: {answer}, not {expected}"


def test_everybody_gets_the_answer_that_the_table_says(world: World) -> None:
    assert "\n".join(deviations(world, the_table())) == ""


def test_a_wrong_answer_in_the_table_is_found(world: World) -> None:
    wrong = [Line("GET", "/konti", {"visitor": "200", "leader": "200", "admin": "404"})]
    assert len(list(deviations(world, wrong))) == 3


def test_every_address_and_method_has_a_line() -> None:
    assert missing_lines(all_patterns(), the_table()) == []


def test_an_address_without_a_line_is_found() -> None:
    class Forgotten(View):
        def get(self) -> None: ...

    patterns = [path("glemt/<uuid:id>", Forgotten.as_view())]
    assert missing_lines(patterns, the_table()) == ["GET /glemt/*"]


def test_a_line_for_no_address_is_found() -> None:
    standing = {shape(str(pattern.pattern)) for pattern in all_patterns()}
    assert [line.address for line in the_table() if shape(line.address) not in standing] == []
    assert shape("/glemt") not in standing


def test_what_has_no_line_is_not_allowed(world: World) -> None:
    """Sign-in alone leads on whoever is signed in already, before it looks at the method."""
    written = {(line.method, shape(line.address)) for line in the_table()}
    addresses = {shape(line.address): line.address for line in the_table()}
    for shaped, address in addresses.items():
        for method in {*METHODS, "PUT", "PATCH", "DELETE", "TRACE"}:
            if (method, shaped) not in written:
                led_on = {"302"} if address == "/log-ind" else set()
                assert code(ask(world, "admin", method, address)) in {"405", "404"} | led_on, (method, address)
                assert code(ask(world, "visitor", method, address)) in {"405", "404", "in"}, (method, address)


FORBIDDEN_AND_MISSING = [
    ("leader", "GET", "/konti/ACCOUNT", "/konti/NOBODY"),
    ("leader", "POST", "/konti/ACCOUNT/luk", "/konti/NOBODY/luk"),
    ("admin", "POST", "/konti/OWN/luk", "/konti/NOBODY/luk"),
    ("leader", "GET", "/konti/ACCOUNT/e-mail", "/konti/NOBODY/e-mail"),
    ("consultant", "POST", "/beskeder/LETTER/send-igen", "/beskeder/NOBODY/send-igen"),
    ("dpo", "GET", "/beskeder", "/noget-der-ikke-er"),
    ("visitor", "GET", "/politik/DRAFT", "/politik/NOTHING"),
    ("visitor", "GET", "/politik/DRAFT/mål/1.1", "/politik/NOTHING/mål/1.1"),
    ("leader", "GET", "/politik/DRAFT/fil", "/politik/NOTHING/fil"),
    ("visitor", "GET", "/politik/DRAFT/udgaver", "/politik/NOTHING/udgaver"),
    ("leader", "GET", "/politik/DRAFT/udgave/1", "/politik/NOTHING/udgave/1"),
    ("politician", "GET", "/politik/DRAFT/sammenlign", "/politik/NOTHING/sammenlign"),
    ("visitor", "GET", "/politik/DRAFT/eksport.docx", "/politik/NOTHING/eksport.docx"),
    ("politician", "GET", "/politik/DRAFT/eksport.json", "/politik/NOTHING/eksport.json"),
    ("visitor", "GET", "/status/POLICY/2023", "/status/POLICY/1999"),
    ("visitor", "GET", "/status/POLICY/2023/status.pdf", "/status/POLICY/1999/status.pdf"),
    ("support", "GET", "/status/udkast/COMPILED", "/status/udkast/NOBODY"),
    ("politician", "GET", "/status/udkast/ISSUED/stemmer", "/status/udkast/NOBODY/stemmer"),
    ("leader", "GET", "/status/udkast/COMPILED/afsnit/UNWRITTEN", "/status/udkast/COMPILED/afsnit/NOBODY"),
    ("leader", "POST", "/status/udkast/COMPILED/afsnit/UNWRITTEN", "/status/udkast/COMPILED/afsnit/NOBODY"),
    ("leader", "POST", "/status/udkast/COMPILED/kassér", "/status/udkast/NOBODY/kassér"),
    ("leader", "GET", "/status/udkast/AWAITED/offentliggør", "/status/udkast/NOBODY/offentliggør"),
    ("leader", "POST", "/status/udkast/AWAITED/udvalg/SENT", "/status/udkast/NOBODY/udvalg/NOBODY"),
    ("politician", "POST", "/status/udgave/ISSUED/ret", "/status/udgave/NOBODY/ret"),
    (
        "support",
        "POST",
        "/status/udkast/ISSUED/stemmer/TOLD/trukket-tilbage",
        "/status/udkast/NOBODY/stemmer/NOBODY/trukket-tilbage",
    ),
    ("support", "GET", "/handleplan/PLAN/8/fremdrift", "/handleplan/PLAN/99/fremdrift"),
    ("support", "POST", "/handleplan/PLAN/8/fremdrift", "/handleplan/PLAN/99/fremdrift"),
    ("politician", "GET", "/mine-initiativer", "/noget-der-ikke-er"),
    ("support", "GET", "/overdrag/LEFT", "/overdrag/NOBODY"),
    ("dpo", "POST", "/overdrag/OFFICER", "/overdrag/NOBODY"),
    ("support", "GET", "/handleplan/PLAN/15/ansvarlig", "/handleplan/PLAN/99/ansvarlig"),
    ("support", "POST", "/handleplan/PLAN/15/milepæl/MILESTONE/fjern", "/handleplan/PLAN/15/milepæl/NOBODY/fjern"),
    ("leader", "POST", "/handleplan/PLAN/8/milepæl", "/handleplan/PLAN/99/milepæl"),
    ("support", "GET", "/handleplan/PLAN/prøvehandling/DECIDED", "/handleplan/PLAN/prøvehandling/NOBODY"),
    ("leader", "POST", "/styringstrekanten/skriv/led/LINK/fjern", "/styringstrekanten/skriv/led/NOBODY/fjern"),
    ("leader", "GET", "/politik/DRAFT/udkast", "/politik/NOTHING/udkast"),
    ("politician", "POST", "/politik/DRAFT/udkast/mål/GOAL", "/politik/NOTHING/udkast/mål/NOBODY"),
    ("leader", "POST", "/politik/DRAFT/vedtag", "/politik/NOTHING/vedtag"),
    ("citizen", "GET", "/databeskyttelse/log", "/noget-der-ikke-er"),
    ("citizen", "GET", "/hoeringer/COMING", "/hoeringer/NOTHING"),
    ("council", "GET", "/hoeringer/ASKED/svar/ANSWER/ret", "/hoeringer/ASKED/svar/NOBODY/ret"),
    ("leader", "POST", "/hoeringer/ASKED/svar/OWNED/ret", "/hoeringer/ASKED/svar/NOBODY/ret"),
    ("politician", "POST", "/hoeringer/ASKED/svar", "/hoeringer/NOTHING/svar"),
    ("leader", "GET", "/hoeringer/ASKED/frist", "/hoeringer/NOTHING/frist"),
    ("leader", "GET", "/raad/RAAD/medlem/MEMBER/konto", "/raad/RAAD/medlem/NOBODY/konto"),
]


NEW_EACH_TIME = {"Set-Cookie", "Expires"}


def bare(answer: HttpResponse) -> tuple[int, str, dict[str, str]]:
    """The answer without what is new in every answer: the tokens of its forms, and where one came from."""
    body = re.sub(r'name="(csrfmiddlewaretoken|form_id|next)" value="[^"]*"', "", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name not in NEW_EACH_TIME}
    return answer.status_code, body, headers


@pytest.mark.parametrize(("person", "method", "forbidden", "missing"), FORBIDDEN_AND_MISSING)
def test_forbidden_and_missing_are_one_answer(
    world: World, person: str, method: str, forbidden: str, missing: str
) -> None:
    first, second = (bare(ask(world, person, method, address)) for address in (forbidden, missing))
    first_length, second_length = (headers.pop("Content-Length", "") for headers in (first[2], second[2]))
    assert first == second
    assert bool(first_length) == bool(second_length)


def test_the_table_reads_as_it_is_written() -> None:
    lines = read_table("# note\nmethod address visitor admin\n\nGET /konti in 200\n")
    assert lines == [Line("GET", "/konti", {"visitor": "in", "admin": "200"})]
