"""Builds the demo municipality through the ordinary actions, each with the clock set back to when it happened."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from helhed.access.actions import create_account, disable_account, mark_as_demo
from helhed.access.queries import list_accounts
from helhed.base import clock
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.demo.hearings import councils_and_hearings
from helhed.demo.next_plan import next_plan
from helhed.demo.past import HERE, at, load
from helhed.demo.plans import action_plan
from helhed.demo.statuses import statuses
from helhed.organisation.actions import add_staff, add_unit, assign_role, end_employment
from helhed.organisation.words import Sector
from helhed.policy.actions.adoption import adopt_document
from helhed.policy.actions.documents import add_document, add_link, change_document
from helhed.policy.actions.drafts import read_in_policy
from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.queries.documents import get_document, get_steering
from helhed.policy.queries.drafts import read_file
from helhed.policy.words import AlignmentKind, DocumentKind

POLICY_FILE = HERE / "policy" / "socialpolitik-2021-2024.txt"
SUCCESSOR_FILE = HERE / "policy" / "udkast-2025-2028.md"
OPENS_AT = datetime(2024, 2, 1, 9, 0, tzinfo=clock.COPENHAGEN)
ORGANISED_ON = date(2020, 9, 1)
ADOPTED_ON = date(2020, 12, 2)
SUCCESSOR_ON = date(2024, 1, 22)
EMPLOYEES = {Role.LEADER, Role.CONSULTANT, Role.SUPPORT_WORKER, Role.DPO, Role.ADMINISTRATOR}

Ids = dict[str, UUID]
Tell = Callable[[str], None]


def build(*, by: Viewer, tell: Tell = lambda _step: None) -> None:
    """Fill an empty database with Lindevig as it stands on the morning of 1 February 2024.

    `tell` is given the Danish name of each step as it begins. Raises `NotAllowed` where the database is in use.
    """
    tell("Kommunen og dens medarbejdere")
    clock_shift = OPENS_AT - datetime.now(tz=clock.COPENHAGEN)
    with at(ORGANISED_ON):
        mark_as_demo(by=by, clock_shift=clock_shift)
        units = _units(by)
        people = _people(by, units)
    tell("Socialpolitikken læses ind")
    with at(ADOPTED_ON):
        documents = _steering(by)
        goals = _easy_wordings(by, documents["social_policy"])
    tell("Handleplanen og to års opfølgning")
    plan_id = action_plan(by, documents["social_policy"], units, people, goals)
    _leave(by, people)
    tell("Årsstatus")
    statuses(by, documents["social_policy"], people)
    tell("Rådene og deres høringer")
    councils_and_hearings(by, units, people, plan_id)
    tell("Et udkast til den næste socialpolitik")
    with at(SUCCESSOR_ON):
        _successor(by, documents["social_policy"])
    tell("Et udkast til den næste handleplan")
    next_plan(by, documents["social_policy"], plan_id, units, people, goals)


def _units(by: Viewer) -> Ids:
    units: Ids = {}
    for unit in load("organisation")["unit"]:
        parent = units.get(unit.get("parent", ""))
        units[unit["key"]] = add_unit(by=by, name=unit["name"], sector=Sector(unit["sector"]), parent_id=parent)
    return units


def _people(by: Viewer, units: Ids) -> Ids:
    """The employees by key; citizens, politicians and council members have an account and no employment."""
    people: Ids = {}
    for person in load("organisation")["person"]:
        role = Role(person["role"]) if "role" in person else None
        account = _account(by, person, role, units[person["unit"]]) if role else None
        if role is None or role in EMPLOYEES:
            people[person["key"]] = add_staff(
                by=by,
                name=person["name"],
                title=person["title"],
                unit_id=units[person["unit"]],
                account_id=account,
            )
    return people


def _leave(by: Viewer, people: Ids) -> None:
    """Who left: nobody is accountable in their place yet, and their accounts are closed."""
    accounts = {account.username: account.id for account in list_accounts(by)}
    for person in load("organisation")["person"]:
        if "left_on" in person:
            with at(person["left_on"]):
                end_employment(by=by, staff_id=people[person["key"]])
                disable_account(by=by, account_id=accounts[person["username"]])


def _account(by: Viewer, person: dict[str, Any], role: Role, unit_id: UUID) -> UUID:
    email = f"{person['username']}@lindevig.example"
    account = create_account(by=by, username=person["username"], name=person["name"], email=email)
    assign_role(by=by, account_id=account, role=role, unit_id=unit_id if role is Role.LEADER else None)
    return account


def _steering(by: Viewer) -> Ids:
    """Read the policy, mend the vision above it by hand, and write the documents beside it and the links."""
    content = load("steering")
    data = POLICY_FILE.read_bytes()
    reading = read_file(by, data)
    documents = {"social_policy": read_in_policy(by=by, file_name=POLICY_FILE.name, data=data, reading=reading)}
    vision = get_steering(by).of_kind(DocumentKind.VISION)[0]
    documents["upper"] = vision.id
    for document_id in documents.values():
        adopt_document(by=by, document_id=document_id, body="Byrådet", on=ADOPTED_ON, agenda_item="Punkt 12")
    change_document(by=by, document_id=vision.id, seen_version=1, period="", text=vision.text, **content["upper"])
    for document in content["document"]:
        documents[document["key"]] = add_document(
            by=by,
            kind=DocumentKind(document["kind"]),
            title=document["title"],
            subtitle=document.get("subtitle", ""),
            period=document.get("period", ""),
            text=document["text"].strip(),
        )
    _links(by, content, documents)
    return documents


def _successor(by: Viewer, policy_id: UUID) -> None:
    """The next policy, as a draft in which nobody has yet said what its goals continue."""
    data = SUCCESSOR_FILE.read_bytes()
    reading = read_file(by, data)
    read_in_policy(by=by, file_name=SUCCESSOR_FILE.name, data=data, reading=reading, predecessor_id=policy_id)


def _links(by: Viewer, content: dict[str, Any], documents: Ids) -> None:
    written = [(link["from"], link["to"], link["kind"]) for link in content["link"]]
    for document in content["document"]:
        written += [(document["key"], upper, "serves") for upper in document["serves"]]
        written += [(document["key"], other, "beside") for other in document["beside"]]
    for lower, upper, kind in written:
        add_link(by=by, kind=AlignmentKind(kind), lower_id=documents[lower], upper_id=documents[upper])
    areas = get_steering(by).areas
    lower_areas = {area.number: area.id for area in areas[documents["social_policy"]]}
    upper_areas = {area.title: area.id for area in areas[documents["upper"]]}
    for link in content["area_serves"]:
        add_link(
            by=by,
            kind=AlignmentKind.SERVES,
            lower_id=documents["social_policy"],
            lower_area_id=lower_areas[link["area"]],
            upper_id=documents["upper"],
            upper_area_id=upper_areas[link["serves"]],
        )


def _policy_slug(by: Viewer, policy_id: UUID) -> str:
    return next(document.slug for document in get_steering(by).documents if document.id == policy_id)


def _easy_wordings(by: Viewer, policy_id: UUID) -> Ids:
    content = get_document(by, _policy_slug(by, policy_id))
    goals = {goal.code: goal for area in content.areas for goal in area.goals}
    for easy in load("easy_wording")["goal"]:
        goal = goals[easy["code"]]
        write_easy_wording(by=by, goal_id=goal.id, seen_version=goal.version, text=easy["text"])
    return {code: goal.id for code, goal in goals.items()}
