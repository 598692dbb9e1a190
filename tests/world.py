"""A small made-up municipality for the tests, built through the ordinary actions only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps

from helhed.access.actions import create_account
from helhed.action_plans.actions.initiatives import add_initiative
from helhed.action_plans.actions.plans import adopt_plan, start_plan
from helhed.action_plans.actions.progress import write_progress
from helhed.action_plans.models import ActionPlan, Initiative
from helhed.action_plans.queries.plans import list_plans
from helhed.action_plans.queries.progress import list_updates
from helhed.action_plans.words import DECIDED, Confidence, Decision, InitiativeFacts, ProgressState
from helhed.audit.acting import acting
from helhed.audit.models import Event
from helhed.base import clock
from helhed.base.roles import Role
from helhed.base.viewer import Viewer, system_viewer
from helhed.organisation.actions import add_staff, add_unit, assign_role, end_employment, end_role
from helhed.organisation.queries import list_assignments, viewer_of_account
from helhed.organisation.words import Sector
from helhed.policy.actions.adoption import adopt_document
from helhed.policy.actions.drafts import read_in_policy
from helhed.policy.queries.documents import get_document
from helhed.policy.reading.read import read_policy

SYSTEM = system_viewer("tests")
VISITOR = Viewer()
POLICY = """Et liv med plads til alle
Socialpolitik 2021-2024
Birkested Kommune

Forord
Denne politik er skrevet sammen med borgere, pårørende og frivillige i hele kommunen.

Vision
Et trygt og selvstændigt liv for alle borgere i kommunen, hver eneste dag.

Borgerne:
• bestemmer selv over deres hverdag.
• har nogen at være sammen med.

Fokusområde 1: Bolig
Et godt hjem er begyndelsen på et godt liv, og derfor begynder vi der.

Vores mål er:
• At alle på botilbuddene har deres egen nøgle.
• At ingen venter mere end 30 dage på en bolig.

”Jeg vil selv kunne lukke døren”
Citat fra beboer

Fokusområde 2: Fællesskab
Ingen skal være alene, hvis de ikke har lyst til det.

Vores mål er:
• At flere deltager i foreningslivet og på værestedet.
• At pårørende bliver hørt.
"""
SLUG = "et-liv-med-plads-til-alle"
DRAFT = POLICY.replace("Et liv med plads til alle", "Et udkast til et bedre liv").replace("2021-2024", "2025-2028")
DRAFT_SLUG = "et-udkast-til-et-bedre-liv"

# Every person, by the role held and the unit it is held in. Those who work here have a staff record.
ROLES: dict[str, tuple[tuple[Role, str], ...]] = {
    "citizen": ((Role.CITIZEN, ""),),
    "support_worker": ((Role.SUPPORT_WORKER, ""),),
    "accountable": ((Role.SUPPORT_WORKER, ""),),
    "deputy": ((Role.SUPPORT_WORKER, ""),),
    "deputy_who_left": ((Role.SUPPORT_WORKER, ""),),
    "accountable_elsewhere": ((Role.SUPPORT_WORKER, ""),),
    "accountable_without_role": (),
    "leader": ((Role.LEADER, "home"),),
    "leader_above": ((Role.LEADER, "social"),),
    "leader_below": ((Role.LEADER, "night_team"),),
    "leader_elsewhere": ((Role.LEADER, "drop_in"),),
    "leader_until_yesterday": ((Role.LEADER, "home"),),
    "leader_elsewhere_who_helps_here": ((Role.LEADER, "drop_in"), (Role.SUPPORT_WORKER, "home")),
    "consultant": ((Role.CONSULTANT, ""),),
    "consultant_without_staff": ((Role.CONSULTANT, ""),),
    "politician": ((Role.POLITICIAN, ""),),
    "council_member": ((Role.COUNCIL_MEMBER, ""),),
    "dpo": ((Role.DPO, ""),),
    "administrator": ((Role.ADMINISTRATOR, ""),),
}
NOT_EMPLOYED = {"citizen", "consultant_without_staff", "politician", "council_member"}


@dataclass
class World:
    """`viewers` holds everybody of `ROLES`, the visitor and the system, as they are on 1 February 2024."""

    units: dict[str, UUID]
    staff: dict[str, UUID]
    viewers: dict[str, Viewer]
    policy_id: UUID
    draft_id: UUID
    goals: dict[str, UUID]
    plan_id: UUID
    initiative_id: UUID
    elsewhere_id: UUID

    def __getattr__(self, name: str) -> Viewer:
        return self.viewers[name]


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> Any:
    """The clock set to a moment in Denmark."""
    return clock.set_back_to(datetime(year, month, day, hour, minute, tzinfo=clock.COPENHAGEN))


def build_world() -> World:
    """An adopted policy with a plan of two initiatives, a draft policy beside it, and everybody there is."""
    with at(2020, 9, 1):
        units = _units()
        accounts, staff = _people(units)
    with at(2020, 12, 2):
        policy_id, draft_id = read_in(POLICY), read_in(DRAFT)
        adopt(policy_id)
        goals = goals_of(SLUG)
        plan_id = add_plan(policy_id)
        initiative_id = add(
            plan_id,
            [goals["1.1"], goals["1.2"]],
            unit_id=units["home"],
            accountable_id=staff["accountable"],
            deputy_id=staff["deputy"],
        )
        elsewhere_id = add(
            plan_id, [goals["2.1"]], unit_id=units["drop_in"], accountable_id=staff["accountable_elsewhere"]
        )
    _leave(accounts, staff)
    viewers = {name: viewer_of_account(account_id) for name, account_id in accounts.items()}
    viewers |= {"visitor": VISITOR, "system": SYSTEM}
    return World(units, staff, viewers, policy_id, draft_id, goals, plan_id, initiative_id, elsewhere_id)


def _units() -> dict[str, UUID]:
    units = {"all": add_unit(by=SYSTEM, name="Birkested Kommune", sector=Sector.ADMINISTRATION)}
    for key, name, parent in (
        ("social", "Socialområdet", "all"),
        ("home", "Botilbuddet Egely", "social"),
        ("night_team", "Natholdet", "home"),
        ("drop_in", "Værestedet Broen", "social"),
    ):
        units[key] = add_unit(by=SYSTEM, name=name, sector=Sector.SOCIAL, parent_id=units[parent])
    return units


def _people(units: dict[str, UUID]) -> tuple[dict[str, UUID], dict[str, UUID]]:
    accounts: dict[str, UUID] = {}
    staff: dict[str, UUID] = {}
    for name, roles in ROLES.items():
        accounts[name] = create_account(by=SYSTEM, username=name.replace("_", "-"), name=name.title())
        for role, unit in roles:
            assign_role(by=SYSTEM, account_id=accounts[name], role=role, unit_id=units.get(unit))
        if name not in NOT_EMPLOYED:
            staff[name] = add_staff(
                by=SYSTEM, name=name.title(), title="Medarbejder", unit_id=units["home"], account_id=accounts[name]
            )
    return accounts, staff


def _leave(accounts: dict[str, UUID], staff: dict[str, UUID]) -> None:
    with at(2023, 5, 31):
        end_employment(by=SYSTEM, staff_id=staff["deputy_who_left"])
    ended = list_assignments(SYSTEM, account_id=accounts["leader_until_yesterday"])[0]
    end_role(by=SYSTEM, account_id=ended.account_id, assignment_id=ended.id)


def read_in(text: str, *, by: Viewer = SYSTEM, file_name: str = "politik.txt", before: UUID | None = None) -> UUID:
    """A policy of this text as a draft; `before` is the policy it continues."""
    return read_in_bytes(text.encode(), by=by, file_name=file_name, before=before)


def read_in_bytes(data: bytes, *, by: Viewer, file_name: str, before: UUID | None = None) -> UUID:
    reading = read_policy(data)
    return read_in_policy(by=by, file_name=file_name, data=data, reading=reading, predecessor_id=before)


def adopt(document_id: UUID) -> None:
    adopt_document(by=SYSTEM, document_id=document_id, body="Byrådet", on=date(2020, 12, 2), agenda_item="Punkt 7")


def goals_of(slug: str) -> dict[str, UUID]:
    return {goal.code: goal.id for area in get_document(SYSTEM, slug).areas for goal in area.goals}


COMMITTEE = Decision("Socialudvalget", date(2020, 12, 2), "Punkt 4")


def add_plan(policy_id: UUID, *, by: Viewer = SYSTEM, **changed: Any) -> UUID:
    """An action plan as a draft; the first initiative that `add` adds is adopted with it."""
    plan: dict[str, Any] = {
        "title": "Handleplan 2021-2022",
        "starts_on": date(2021, 1, 1),
        "ends_on": date(2024, 12, 31),
    }
    return start_plan(by=by, policy_id=policy_id, **plan | changed)


def facts(goal_ids: Sequence[UUID], *, unit_id: UUID, **changed: Any) -> InitiativeFacts:
    """An initiative from the first of January 2021 to the end of 2023 unless told otherwise."""
    told: dict[str, Any] = {
        "title": "En nøgle til alle",
        "description": "Låse og nøgler til alle boliger.",
        "success_criterion": "Alle har en nøgle.",
        "starts_on": date(2021, 1, 1),
        "ends_on": date(2023, 12, 31),
    }
    return InitiativeFacts(goal_ids=tuple(goal_ids), unit_id=unit_id, **told | changed)


def add(
    plan_id: UUID,
    goal_ids: Sequence[UUID],
    *,
    unit_id: UUID,
    by: Viewer = SYSTEM,
    is_adopted: bool = True,
    **changed: Any,
) -> UUID:
    """An initiative in a plan, which is adopted with it unless told otherwise; into an adopted plan it comes by a
    decision of the committee."""
    is_draft = any(plan.id == plan_id and plan.is_draft for plan in list_plans(SYSTEM))
    told = facts(goal_ids, unit_id=unit_id, **changed)
    added = add_initiative(by=by, plan_id=plan_id, facts=told, decision=None if is_draft else COMMITTEE)
    if is_draft and is_adopted:
        adopt_the_plan(plan_id)
    return added


def adopt_the_plan(plan_id: UUID) -> None:
    adopt_plan(by=SYSTEM, plan_id=plan_id, body=COMMITTEE.body, on=COMMITTEE.on, agenda_item=COMMITTEE.agenda_item)


def add_under_draft(world: World, title: str = "Under udkastet", **changed: Any) -> tuple[UUID, UUID]:
    """An adopted plan under the draft policy, and an initiative in it, written past the actions: a draft has no goals
    yet that an initiative could serve."""
    plan_id = add_plan(world.draft_id, title="Plan under udkastet")
    days = {"starts_on": date(2021, 1, 1), "ends_on": date(2023, 12, 31)}
    with acting(by=SYSTEM):
        ActionPlan.objects.filter(id=plan_id).update(adopted_by=COMMITTEE.body, adopted_on=COMMITTEE.on)
        initiative = Initiative.objects.create(
            plan_id=plan_id, number=1, title=title, unit_id=world.units["home"], **days | changed
        )
    return plan_id, initiative.id


def progress(world: World, state: ProgressState, *, initiative_id: UUID | None = None, words: str = "Det går.") -> UUID:
    """What the consultant writes now, having seen the newest update, and with a reason whatever the proposal."""
    target = initiative_id or world.initiative_id
    seen = list_updates(SYSTEM, target)
    return write_progress(
        by=world.consultant,
        initiative_id=target,
        seen_update=seen[0].id if seen else None,
        state=state,
        words=words,
        confidence=Confidence.MEDIUM,
        reason="Set på stedet.",
        decision=COMMITTEE if state in DECIDED else None,
    )


def many_goals(areas: int, goals_in_each: int) -> str:
    """A policy of any size."""
    parts = ["Politik for mange mål", "Socialpolitik 2021-2024", "Birkested Kommune", ""]
    for area in range(1, areas + 1):
        parts += [f"Fokusområde {area}: Tema {chr(64 + area)}", "Her står der lidt om, hvorfor dette er vigtigt.", ""]
        parts += ["Vores mål er:", *(f"• At mål nummer {goal} bliver nået." for goal in range(goals_in_each)), ""]
        parts += [f"”Det er vigtigt for mig {area}”", "Citat fra borger", ""]
    return "\n".join(parts)


def with_form(viewer: Viewer) -> Viewer:
    """The viewer, sending a form."""
    return replace(viewer, form_id=uuid4())


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Each row there is of what these folders keep, and of the log: what must stay when nothing happens."""
    models = [
        model
        for app in ("policy", "action_plans", "participation", "status_reports")
        for model in apps.get_app_config(app).get_models()
    ]
    return {model.__name__: sorted(model._default_manager.values_list(), key=str) for model in [*models, Event]}
