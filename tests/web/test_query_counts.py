"""How many questions each page asks the database: exact numbers, which do not grow with what is kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from helhed.access.models import Account
from helhed.access.queries import list_accounts
from helhed.action_plans.actions.progress import write_progress
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.progress import list_updates
from helhed.action_plans.words import Confidence, ProgressState
from helhed.base.viewer import Viewer, system_viewer
from helhed.demo.build import build
from helhed.organisation.actions import add_staff, add_unit
from helhed.organisation.queries import list_staff
from helhed.organisation.words import Sector
from helhed.policy.queries.documents import get_steering, list_policies
from helhed.status_reports.actions.reports import start_report
from helhed.status_reports.actions.sections import name_editor
from helhed.status_reports.actions.voices import add_voice
from helhed.status_reports.queries.reports import list_reports
from helhed.status_reports.queries.sections import list_sections
from helhed.status_reports.words import StatusPart
from tests.status_reports.reported import CONSENT, published, section_of
from tests.world import add, add_plan, adopt, at, goals_of, many_goals, read_in

SYSTEM = system_viewer("tests")
Queries = Callable[..., Any]
pytestmark = pytest.mark.django_db

POLICY = "/politik/faelles-om-et-liv-med-muligheder"
PLAN = "/handleplan/handleplan-2022-2024"
STATUS = "/status/faelles-om-et-liv-med-muligheder"
HEARING = "/hoeringer/udkast-til-paaroerendepolitik"
PAST_HEARING = "/hoeringer/halvvejs-med-handleplanen-hvad-skal-vi-goere-anderledes"
VISITOR = {
    "/": 20,
    "/tilgaengelighed": 0,
    "/privatliv": 0,
    "/komponenter": 0,
    "/log-ind": 0,
    "/politik": 5,
    # Narrowed, the list is asked for again; the whole of it says what can be chosen.
    "/politik?status=in_force": 10,
    "/politik.atom": 5,
    "/politik/skema.json": 0,
    POLICY: 15,
    f"{POLICY}/eksport.docx": 7,
    f"{POLICY}/eksport.pdf": 7,
    f"{POLICY}/eksport.json": 5,
    f"{POLICY}/fokus/1": 13,
    f"{POLICY}/mål/1.6": 18,
    "/styringstrekanten": 6,
    "/søg?q=botilbud": 1,
    "/handleplan": 6,
    PLAN: 19,
    f"{PLAN}/1": 20,
    "/initiativer": 8,
    "/initiativer?vis=tabel": 8,
    "/initiativer?vis=tidslinje&orden=ends": 8,
    "/initiativer.xlsx": 8,
    "/initiativer.csv": 8,
    "/status": 1,
    "/status/skema.json": 0,
    f"{STATUS}/år": 1,
    f"{STATUS}/2022": 4,
    f"{STATUS}/2022/let": 3,
    f"{STATUS}/2022/status.pdf": 3,
    f"{STATUS}/2022/status.docx": 3,
    f"{STATUS}/2022/status.xlsx": 3,
    f"{STATUS}/2022/let.pdf": 3,
    f"{STATUS}/2022/dagsorden.docx": 3,
    f"{STATUS}/2022/status.json": 3,
    f"{STATUS}/2022/initiativer.csv": 3,
    f"{STATUS}/2022/mål.csv": 3,
    "/hoeringer": 3,
    HEARING: 6,
    PAST_HEARING: 6,
    f"{PAST_HEARING}/notat.docx": 6,
    f"{PAST_HEARING}/notat.pdf": 6,
    "/raad": 1,
    "/raad/handicapraadet": 2,
}
SIGNED_IN = {
    "konsulent": {
        "/": 36,
        POLICY: 27,
        f"{POLICY}/mål/1.6": 30,
        f"{POLICY}/mål/1.6/let-dansk": 8,
        f"{PLAN}/1": 34,
        f"{PLAN}/1/fremdrift": 12,
        PLAN: 31,
        f"{PLAN}/1/ansvarlig": 13,
        f"{PLAN}/1/milepæl": 12,
        f"{PLAN}/prøvehandling": 16,
        "/mine-initiativer": 22,
        "/overdrag": 11,
        "/styringstrekanten/skriv": 16,
        "/styringstrekanten/skriv/dokument": 8,
        "/styringstrekanten/skriv/dokument/{document}": 11,
        f"{STATUS}/2023": 31,
        "/status/ny": 12,
        "/status/ny/slutstatus": 12,
        "/status/udkast/{report}": 34,
        "/status/udkast/{report}/frist": 8,
        "/status/udkast/{report}/afsnit/{summary}": 44,
        "/status/udkast/{report}/afsnit/{area}": 44,
        "/status/udkast/{report}/afsnit/{area}/redaktør": 21,
        "/status/udkast/{report}/stemmer": 26,
        "/status/udkast/{published}": 32,
        "/status/udkast/{report}/høring": 15,
        "/status/udkast/{report}/udvalg": 14,
        "/status/udkast/{report}/offentliggør": 35,
        "/status/udgave/{published}/ret": 14,
        "/min-konto": 9,
        HEARING: 15,
        PAST_HEARING: 15,
        "/hoeringer/åbn": 11,
        f"{HEARING}/skriv-ind": 15,
        f"{HEARING}/frist": 15,
        "/raad/handicapraadet": 9,
        "/raad/handicapraadet/medlem": 10,
    },
    "medarbejder": {"/": 33, "/mine-initiativer": 14, "/overdrag": 10, f"{PLAN}/15": 32, f"{PLAN}/15/fremdrift": 12},
    "leder": {
        "/mine-initiativer": 23,
        "/overdrag": 12,
        f"{PLAN}/1": 34,
        f"{PLAN}/2/fremdrift": 13,
        f"{STATUS}/2023": 30,
    },
    "dpo": {"/databeskyttelse/roller": 7, "/databeskyttelse/fortegnelse": 7, "/databeskyttelse/log": 23},
    "raad": {"/": 31, "/hoeringer": 11, HEARING: 16, f"{HEARING}/svar": 16},
    "administrator": {"/konti": 9, "/konti/ny": 7, "/konti/{account}": 11, "/beskeder": 9},
}


@pytest.fixture
def demo() -> Iterator[dict[str, Account]]:
    build(by=SYSTEM)
    with at(2024, 2, 1):
        yield {account.username: account for account in Account.objects.all()}


def client_of(account: Account | None) -> Client:
    client = Client()
    if account:
        client.force_login(account)
        # The first answer after a sign-in also keeps the session; a page is counted as one meets it from then on.
        client.get("/privatliv")
    return client


def counted(client: Client, queries: Queries, address: str) -> int:
    with queries() as seen:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return int(seen.count)


def test_what_a_visitor_s_pages_ask(demo: dict[str, Account], queries: Queries) -> None:
    client = client_of(None)
    for address, number in VISITOR.items():
        with queries(number):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("username", SIGNED_IN)
def test_what_the_pages_of_somebody_signed_in_ask(demo: dict[str, Account], queries: Queries, username: str) -> None:
    client = client_of(demo[username])
    for pattern, number in SIGNED_IN[username].items():
        address = named(pattern)
        with queries(number):
            assert client.get(address).status_code == 200, address


def named(address: str) -> str:
    """The address with the id that an account or a document has this time."""
    accounts = {account.username: str(account.id) for account in list_accounts(SYSTEM)}
    documents = {each.title: str(each.id) for each in get_steering(SYSTEM).documents}
    reports = {each.year: each.id for each in list_reports(SYSTEM)}
    report = reports[2023]
    sections = {each.kind: str(each.id) for each in reversed(list_sections(SYSTEM, report))}
    return address.format(
        account=accounts["borger"],
        document=documents["Sundhedspolitik"],
        report=report,
        published=reports[2022],
        summary=sections[StatusPart.SUMMARY],
        area=sections[StatusPart.AREA],
    )


# --- the same, whatever the size ---

SMALL, LARGE = (2, 2), (10, 4)


def grow(title: str, size: tuple[int, int], initiatives: int, unit_id: UUID, writer: Viewer) -> str:
    """One more policy with its plan, an update for each initiative, and two published statuses; its slug."""
    policy_id = read_in(many_goals(*size).replace("Politik for mange mål", title))
    adopt(policy_id)
    slug = next(policy.slug for policy in list_policies(SYSTEM) if policy.id == policy_id)
    plan_id = add_plan(policy_id, title=f"Handleplan for {title}")
    goals = list(goals_of(slug).values())
    for number in range(initiatives):
        serves = [goals[number % len(goals)], goals[(number + 1) % len(goals)]]
        initiative = add(plan_id, serves, unit_id=unit_id, accountable_id=writer.staff_id, title=f"Indsats {number}")
        write_progress(
            by=writer,
            initiative_id=initiative,
            seen_update=None,
            state=ProgressState.ON_TRACK,
            words="Det går.",
            confidence=Confidence.HIGH,
            reason="Set på stedet.",
        )
    for year in (2021, 2022):
        published(policy_id, year)
    return slug


def id_of(slug: str) -> UUID:
    return next(policy.id for policy in list_policies(SYSTEM) if policy.slug == slug)


def pages_about(slug: str) -> list[str]:
    """Those whose content grows with the policy."""
    plan = list_plans(SYSTEM, policy_id=id_of(slug))[0].slug
    own = [f"/politik/{slug}", f"/politik/{slug}/fokus/1", f"/politik/{slug}/mål/1.1"]
    own += [f"/politik/{slug}/eksport.{ending}" for ending in ("docx", "pdf", "json")]
    return [*own, f"/handleplan/{plan}", f"/handleplan/{plan}/1", f"/status/{slug}/2022"]


LISTS = ["/", "/politik", "/politik.atom", "/styringstrekanten", "/handleplan", "/status", "/søg?q=mål"]


@pytest.fixture
def writer() -> tuple[UUID, Viewer]:
    unit_id = add_unit(by=SYSTEM, name="Botilbuddet", sector=Sector.SOCIAL)
    return unit_id, replace(SYSTEM, staff_id=add_staff(by=SYSTEM, name="Ida", title="Leder", unit_id=unit_id))


def test_no_page_asks_more_when_there_is_more(queries: Queries, writer: tuple[UUID, Viewer]) -> None:
    with at(2024, 2, 1):
        client = Client()
        small = grow("Lille politik", SMALL, 4, *writer)
        before = {address: counted(client, queries, address) for address in LISTS}
        large = grow("Stor politik", LARGE, 200, *writer)
        grow("Endnu en politik", SMALL, 4, *writer)
        after = {address: counted(client, queries, address) for address in LISTS}
        assert after == before
        pairs = list(zip(pages_about(small), pages_about(large), strict=True))
        assert [address for address in pairs if len({counted(client, queries, each) for each in address}) > 1] == []
        assert counted(client, queries, f"/politik/{large}") <= 15


def test_the_desk_of_a_status_asks_no_more_when_there_is_more(
    demo: dict[str, Account], queries: Queries, writer: tuple[UUID, Viewer]
) -> None:
    client = client_of(demo["konsulent"])

    def asked(title: str, size: tuple[int, int], initiatives: int, voices: int) -> list[int]:
        slug = grow(title, size, initiatives, *writer)
        report = start_report(by=SYSTEM, policy_id=id_of(slug), year=2023)
        for number in range(voices):
            add_voice(by=SYSTEM, report_id=report, words=f"Stemme {number}", consent=CONSENT)
        desk = f"/status/udkast/{report}"
        summary, area = section_of(report, StatusPart.SUMMARY).id, section_of(report, StatusPart.AREA, 1).id
        below = ("", "/stemmer", f"/afsnit/{summary}", f"/afsnit/{area}", f"/afsnit/{area}/redaktør")
        return [counted(client, queries, f"{desk}{each}") for each in below]

    assert asked("Lille politik", SMALL, 4, 1) == asked("Stor politik", LARGE, 200, 20)


def test_what_waits_asks_no_more_when_more_does(
    demo: dict[str, Account], queries: Queries, writer: tuple[UUID, Viewer]
) -> None:
    client = client_of(demo["medarbejder"])
    [editor] = [each.id for each in list_staff(SYSTEM) if each.name == "Amina Hassan"]

    def asked(title: str, most: int) -> int:
        report = start_report(by=SYSTEM, policy_id=id_of(grow(title, SMALL, 1, *writer)), year=2023)
        for section in list_sections(SYSTEM, report)[:most]:
            name_editor(by=SYSTEM, section_id=section.id, seen_version=section.version, editor_id=editor)
        return counted(client, queries, "/")

    assert asked("Lille politik", 1) == asked("Stor politik", 6)


def test_a_question_for_each_row_is_found(queries: Queries, writer: tuple[UUID, Viewer]) -> None:
    """The same comparison, on a page that asks once for each initiative."""

    def careless(slug: str) -> int:
        with queries() as seen:
            for initiative in list_initiatives(SYSTEM, policy_id=id_of(slug)):
                list_updates(SYSTEM, initiative.id)
        return int(seen.count)

    with at(2024, 2, 1):
        small, large = grow("Lille politik", SMALL, 2, *writer), grow("Stor politik", SMALL, 4, *writer)
        assert careless(large) == careless(small) + 2
