"""The councils of the demo municipality, a hearing that is over, and one that is open."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from helhed.access.queries import list_accounts
from helhed.base.viewer import Viewer
from helhed.demo.past import HERE, at, load
from helhed.organisation.queries import viewer_of_account
from helhed.participation.actions.answers import answer_hearing, reply_to_answer, type_in_answer
from helhed.participation.actions.councils import add_council, add_member
from helhed.participation.actions.hearings import open_hearing
from helhed.participation.queries.hearings import get_hearing, hearable_subjects, slug_of
from helhed.participation.words import CouncilKind, HearingKind, SeatRole
from helhed.policy.actions.adoption import send_to_hearing
from helhed.policy.actions.drafts import read_in_policy
from helhed.policy.queries.drafts import read_file

Ids = dict[str, UUID]
COUNCILS_ON = date(2022, 6, 1)


@dataclass(frozen=True)
class _Town:
    """`by` opens the hearings and replies; `heard` is what they are about."""

    by: Viewer
    accounts: Ids
    councils: Ids
    heard: Ids


def councils_and_hearings(by: Viewer, units: Ids, people: Ids, plan_id: UUID) -> None:
    """The councils with their members, and two hearings, the first with its answers and replies."""
    content = load("participation")
    consultant = replace(by, staff_id=people["mads-hvidberg"])
    accounts = {account.username: account.id for account in list_accounts(by)}
    with at(COUNCILS_ON):
        councils = {council["key"]: _council(by, council, units, accounts) for council in content["council"]}
    town = _Town(consultant, accounts, councils, {"plan": plan_id, "draft": _draft(by, content["draft"])})
    for hearing in content["hearing"]:
        _hearing(town, hearing)


def _council(by: Viewer, council: dict[str, Any], units: Ids, accounts: Ids) -> UUID:
    unit_id = units[council["unit"]] if "unit" in council else None
    council_id = add_council(by=by, name=council["name"], kind=CouncilKind(council["kind"]), unit_id=unit_id)
    for member in council["member"]:
        add_member(
            by=by,
            council_id=council_id,
            name=member["name"],
            role=SeatRole(member["role"]),
            appointed_by=member["appointed_by"],
            from_on=member["from_on"],
            until_on=member.get("until_on"),
            account_id=accounts[member["username"]] if "username" in member else None,
        )
    return council_id


def _draft(by: Viewer, draft: dict[str, Any]) -> UUID:
    """Another policy, read in as a draft and sent to hearing."""
    data = (HERE / "policy" / draft["file"]).read_bytes()
    with at(draft["read_on"]):
        policy_id = read_in_policy(by=by, file_name=draft["file"], data=data, reading=read_file(by, data))
    decision = {name: draft[name] for name in ("body", "on", "until", "agenda_item")}
    with at(draft["on"]):
        send_to_hearing(by=by, document_id=policy_id, seen_step=1, **decision)
    return policy_id


def _hearing(town: _Town, hearing: dict[str, Any]) -> None:
    with at(hearing["on"]):
        hearing_id = open_hearing(
            by=town.by,
            title=hearing["title"],
            questions=hearing["questions"].strip(),
            opens_on=hearing["on"],
            closes_on=hearing["closes_on"],
            replies_on=hearing["replies_on"],
            council_ids=[town.councils[key] for key in hearing["councils"]],
            others=hearing["others"],
            is_open_to_all=hearing["is_open_to_all"],
            **_about(town, hearing["about"]),
        )
    for answer in hearing["answer"]:
        _answer(town, hearing_id, answer)


def _about(town: _Town, about: str) -> dict[str, Any]:
    """The action plan, or the edition of the draft that is in hearing."""
    if about == "plan":
        return {"plan_id": town.heard["plan"]}
    [edition] = [
        each
        for each in hearable_subjects(town.by)
        if each.subject.kind == HearingKind.POLICY and each.until_on is not None
    ]
    return {"edition_id": edition.id}


def _answer(town: _Town, hearing_id: UUID, answer: dict[str, Any]) -> None:
    hearing = get_hearing(town.by, slug_of(town.by, hearing_id))
    invited = {each.name: each.id for each in hearing.invitations}
    names = {council["key"]: council["name"] for council in load("participation")["council"]}
    invitation_id = invited[names[answer["council"]]] if "council" in answer else None
    words = answer["words"].strip()
    with at(answer["on"]):
        if "username" in answer and invitation_id:
            member = viewer_of_account(town.accounts[answer["username"]])
            answer_id = answer_hearing(
                by=member, hearing_id=hearing_id, invitation_id=invitation_id, is_joint=True, words=words
            )
        else:
            answer_id = type_in_answer(
                by=town.by,
                hearing_id=hearing_id,
                invitation_id=invitation_id,
                said_by=answer.get("said_by", ""),
                words=words,
                where=answer["where"],
                received_on=answer["on"],
            )
    if "reply" in answer:
        _reply(town, answer_id, answer)


def _reply(town: _Town, answer_id: UUID, answer: dict[str, Any]) -> None:
    with at(answer["replied_on"]):
        reply_to_answer(
            by=town.by,
            answer_id=answer_id,
            seen_version=0,
            words=answer["reply"].strip(),
            changed=answer.get("changed", ""),
            is_withheld=answer.get("is_withheld", False),
        )
