"""The small municipality with a vision above its policy and drafts of each kind, and what is done to them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from helhed.base.viewer import Viewer
from helhed.policy.actions.adoption import adopt_document, send_to_hearing
from helhed.policy.actions.documents import add_document, add_link, change_document
from helhed.policy.actions.drafts import change_draft, undo_step
from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.content.changes import SetFacts
from helhed.policy.words import AlignmentKind, DocumentKind
from tests.world import DRAFT, SYSTEM, World, build_world, read_in

TITLED = SetFacts("Et bedre liv", "", "", "2025-2028", "", "")


@dataclass
class Steered(World):
    """The world with a vision above the policy, and the link between them, and a draft of each kind: with one change,
    with one that is undone, and in hearing."""

    vision_id: UUID
    link_id: UUID
    changed_id: UUID
    undone_id: UUID
    heard_id: UUID


def build_steered() -> Steered:
    world = build_world()
    vision = add_document(by=SYSTEM, kind=DocumentKind.VISION, title="Vision 2030", areas=["Et godt liv", "Natur"])
    link = add_link(by=SYSTEM, kind=AlignmentKind.SERVES, lower_id=world.policy_id, upper_id=vision)
    changed, undone, heard = (read_in(DRAFT) for _time in range(3))
    for draft_id in (changed, undone):
        change_draft(by=SYSTEM, document_id=draft_id, seen_step=1, change=TITLED)
    undo_step(by=SYSTEM, document_id=undone, seen_step=2)
    hear(SYSTEM, heard)
    ids = {"vision_id": vision, "link_id": link, "changed_id": changed, "undone_id": undone, "heard_id": heard}
    return Steered(**vars(world), **ids)


def hear(by: Viewer, document_id: UUID) -> None:
    days = {"on": date(2024, 1, 15), "until": date(2024, 3, 1)}
    send_to_hearing(by=by, document_id=document_id, seen_step=1, body="Socialudvalget", agenda_item="Punkt 2", **days)


def change(by: Viewer, world: Steered, **changed: Any) -> None:
    document: dict[str, Any] = {
        "document_id": world.vision_id,
        "seen_version": 1,
        "title": "Vision 2035",
        "period": "2024-2035",
        "text": "Ny tekst.",
        "areas": ["Et godt liv", "Natur"],
        "lighthouses": ["Havnen"],
    }
    change_document(by=by, **document | changed)


def serves(by: Viewer, world: Steered, **changed: Any) -> UUID:
    link: dict[str, Any] = {"kind": AlignmentKind.SERVES, "lower_id": world.draft_id, "upper_id": world.vision_id}
    return add_link(by=by, **link | changed)


def adopt(by: Viewer, world: Steered, **changed: Any) -> None:
    adoption: dict[str, Any] = {
        "document_id": world.draft_id,
        "body": "Byrådet",
        "on": date(2024, 1, 31),
        "agenda_item": "Punkt 3",
    }
    adopt_document(by=by, **adoption | changed)


def easy(by: Viewer, world: Steered, **changed: Any) -> None:
    wording: dict[str, Any] = {"goal_id": world.goals["1.1"], "seen_version": 1, "text": "Du har din egen nøgle."}
    write_easy_wording(by=by, **wording | changed)
