"""What the tests of drafts and editions do again and again, as the one who writes steering documents."""

from datetime import date
from typing import Any
from uuid import UUID

from helhed.base.viewer import Viewer
from helhed.policy.actions.adoption import adopt_document
from helhed.policy.actions.drafts import change_draft, start_edition
from helhed.policy.content.changes import Change
from helhed.policy.queries.documents import get_document, get_document_by_id
from helhed.policy.queries.drafts import ShownDraft, get_draft
from tests.world import SLUG, SYSTEM

Codes = dict[str, UUID]


def change(document_id: UUID, *changes: Change, by: Viewer = SYSTEM) -> None:
    """Each change on top of the one before."""
    for each in changes:
        change_draft(by=by, document_id=document_id, seen_step=draft_of(document_id).step, change=each)


def draft_of(document_id: UUID) -> ShownDraft:
    return get_draft(SYSTEM, slug_of(document_id))


def slug_of(document_id: UUID) -> str:
    return get_document_by_id(SYSTEM, document_id).document.slug


def drafted_goals(draft: ShownDraft) -> Codes:
    return {draft.codes[goal.id]: goal.id for goal in draft.content.goals()}


def adopt(document_id: UUID, on: date = date(2024, 1, 31), **changed: Any) -> None:
    adoption: dict[str, Any] = {"body": "Byrådet", "agenda_item": "Punkt 3"}
    adopt_document(by=SYSTEM, document_id=document_id, on=on, **adoption | changed)


def next_edition(document_id: UUID, *changes: Change, **adoption: Any) -> None:
    """The next edition of a policy, with these changes, adopted."""
    start_edition(by=SYSTEM, document_id=document_id)
    change(document_id, *changes)
    adopt(document_id, **adoption)


def wordings(slug: str = SLUG) -> dict[str, str]:
    return {goal.code: goal.text for area in get_document(SYSTEM, slug).areas for goal in area.goals}
