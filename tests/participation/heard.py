"""Councils and hearings beside the small municipality of the tests, built through the ordinary actions only."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from helhed.access.actions import create_account
from helhed.audit.acting import acting
from helhed.base.roles import Role
from helhed.base.viewer import Viewer
from helhed.organisation.actions import assign_role
from helhed.organisation.queries import viewer_of_account
from helhed.participation.actions.answers import answer_hearing, reply_to_answer, type_in_answer
from helhed.participation.actions.councils import add_council, add_member
from helhed.participation.actions.hearings import open_hearing
from helhed.participation.models import CouncilMember
from helhed.participation.queries.hearings import ShownHearing, get_hearing, hearable_subjects, slug_of
from helhed.participation.words import CouncilKind, SeatRole
from helhed.policy.actions.adoption import send_to_hearing
from tests.policy.drafted import draft_of
from tests.world import DRAFT_SLUG, SYSTEM, World, at, build_world

YESTERDAY, TODAY, TOMORROW = date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 2)
# Who sits in which council, as what, from when and until when. The last day of a term counts.
SEATS: dict[str, tuple[str, SeatRole, date, date | None]] = {
    "chair": ("disability", SeatRole.CHAIR, date(2022, 1, 1), None),
    "member": ("disability", SeatRole.MEMBER, date(2022, 1, 1), date(2025, 12, 31)),
    "deputy_member": ("disability", SeatRole.DEPUTY, date(2022, 1, 1), None),
    "member_until_yesterday": ("disability", SeatRole.MEMBER, date(2022, 1, 1), YESTERDAY),
    "member_until_today": ("disability", SeatRole.MEMBER, date(2022, 1, 1), TODAY),
    "member_from_today": ("disability", SeatRole.MEMBER, TODAY, None),
    "member_from_tomorrow": ("disability", SeatRole.MEMBER, TOMORROW, None),
    "member_without_role": ("disability", SeatRole.MEMBER, date(2022, 1, 1), None),
    "member_elsewhere": ("vulnerable", SeatRole.MEMBER, date(2022, 1, 1), None),
    "resident": ("home", SeatRole.MEMBER, date(2022, 1, 1), None),
}
OPEN, OVER = "hoering-om-udkastet", "hoering-om-handleplanen"


@dataclass
class Heard:
    """`open_id` is asked of the disability council and the home's; `over_id` was asked of the vulnerable's too.

    The viewers are those of the world, those of `SEATS`, and the answers are by name.
    """

    world: World
    councils: dict[str, UUID]
    viewers: dict[str, Viewer]
    open_id: UUID
    over_id: UUID

    def __getattr__(self, name: str) -> Viewer:
        return self.viewers[name]

    def shown(self, slug: str = OPEN, by: Viewer = SYSTEM) -> ShownHearing:
        return get_hearing(by, slug)

    def asked(self, council: str, slug: str = OPEN) -> UUID:
        """The invitation of a council, or of who is outside."""
        named = {"disability": "Handicaprådet", "vulnerable": "Udsatterådet", "home": "Rådet på Egely"}
        return next(each.id for each in self.shown(slug).invitations if each.name == named.get(council, council))


def build_heard() -> Heard:
    world = build_world()
    with at(2022, 1, 3):
        councils = _councils(world)
        accounts = {name: _account(name) for name in SEATS}
        for name, (council, role, from_on, until_on) in SEATS.items():
            seat(councils[council], name, role=role, from_on=from_on, until_on=until_on, account_id=accounts[name])
    viewers = {**world.viewers, **{name: viewer_of_account(each) for name, each in accounts.items()}}
    with at(2023, 3, 1):
        over = ask(
            viewers["consultant"],
            [councils["disability"], councils["vulnerable"], councils["home"]],
            title="Høring om handleplanen",
            plan_id=world.plan_id,
            opens_on=date(2023, 3, 1),
            closes_on=date(2023, 3, 31),
            replies_on=date(2023, 4, 30),
        )
    with at(2024, 1, 15):
        send_to_hearing(
            by=SYSTEM,
            document_id=world.draft_id,
            seen_step=draft_of(world.draft_id).step,
            body="Socialudvalget",
            on=date(2024, 1, 15),
            until=date(2024, 3, 1),
        )
        opened = ask(
            viewers["consultant"],
            [councils["disability"], councils["home"]],
            title="Høring om udkastet",
            edition_id=edition_in_hearing(viewers["consultant"]),
        )
    return Heard(world, councils, viewers, opened, over)


def _councils(world: World) -> dict[str, UUID]:
    return {
        "disability": add_council(by=SYSTEM, name="Handicaprådet", kind=CouncilKind.DISABILITY),
        "vulnerable": add_council(by=SYSTEM, name="Udsatterådet", kind=CouncilKind.VULNERABLE),
        "home": add_council(
            by=SYSTEM, name="Rådet på Egely", kind=CouncilKind.USERS_AND_RELATIVES, unit_id=world.units["home"]
        ),
    }


def _account(name: str) -> UUID:
    """The role is given to everybody at first, since nobody without it gets a seat."""
    account_id = create_account(by=SYSTEM, username=name.replace("_", "-"), name=name.title())
    if name != "member_without_role":
        assign_role(by=SYSTEM, account_id=account_id, role=Role.COUNCIL_MEMBER, unit_id=None)
    return account_id


def seat(council_id: UUID, name: str, *, by: Viewer = SYSTEM, **changed: Any) -> UUID:
    """A seat; whoever never had the role has one that was written past the actions."""
    seated: dict[str, Any] = {
        "role": SeatRole.MEMBER,
        "appointed_by": "Byrådet",
        "from_on": TODAY,
        "until_on": None,
        "account_id": None,
    }
    if name == "member_without_role":
        with acting(by=SYSTEM):
            return CouncilMember.objects.create(council_id=council_id, name=name.title(), **seated | changed).id
    return add_member(by=by, council_id=council_id, name=name.title(), **seated | changed)


def edition_in_hearing(by: Viewer) -> UUID:
    return next(each.id for each in hearable_subjects(by) if each.subject.policy == DRAFT_SLUG)


def ask(by: Viewer, council_ids: list[UUID], **changed: Any) -> UUID:
    """A hearing from 15 January to 1 March 2024 that everybody may answer, unless told otherwise."""
    hearing: dict[str, Any] = {
        "title": "Høring",
        "questions": "Hvad mener I?",
        "opens_on": date(2024, 1, 15),
        "closes_on": date(2024, 3, 1),
        "replies_on": date(2024, 4, 1),
        "others": ["Foreningen Venner"],
        "is_open_to_all": True,
    }
    return open_hearing(by=by, council_ids=council_ids, **hearing | changed)


def answer(heard: Heard, person: str, council: str = "disability", slug: str = OPEN, **changed: Any) -> UUID:
    """What a member answers for herself or himself, unless told otherwise."""
    said: dict[str, Any] = {"is_joint": False, "words": f"Det mener {person}."}
    hearing_id, invitation_id = heard.shown(slug).id, heard.asked(council, slug)
    by = heard.viewers[person]
    return answer_hearing(by=by, hearing_id=hearing_id, invitation_id=invitation_id, **said | changed)


def typed_in(heard: Heard, council: str = "", slug: str = OVER, **changed: Any) -> UUID:
    """What the consultant types in: from everybody in a council, or else from a citizen."""
    said: dict[str, Any] = {
        "words": f"Det siger {council or 'en borger'}.",
        "where": "brev",
        "received_on": heard.shown(slug).opens_on,
        "invitation_id": heard.asked(council, slug) if council else None,
        "said_by": "" if council else "Ida Borger",
    }
    return type_in_answer(by=heard.consultant, hearing_id=heard.shown(slug).id, **said | changed)


def reply(heard: Heard, answer_id: UUID, **changed: Any) -> None:
    said: dict[str, Any] = {"seen_version": 0, "words": "Tak for svaret.", "changed": "", "is_withheld": False}
    reply_to_answer(by=heard.consultant, answer_id=answer_id, **said | changed)


def slug_named(hearing_id: UUID) -> str:
    return slug_of(SYSTEM, hearing_id)
