"""What the one who writes a policy sees of it: what a file says, and the draft with what can be done to it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.base import clock
from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.policy.content.codes import with_codes
from helhed.policy.content.likeness import Proposal, can_propose, propose
from helhed.policy.content.storing import restored
from helhed.policy.content.tree import Content
from helhed.policy.models import DraftStep, Edition, SteeringDocument
from helhed.policy.queries.shown import PolicyLink, ShownDecision, ShownDocument, ShownEdition
from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.reading.reading import PolicyReading
from helhed.policy.reading.sandbox.parent import read_safely
from helhed.policy.rules import (
    easy_wording_goals,
    easy_wordings_beside,
    readable_editions,
    shown_editions,
    state_on,
)
from helhed.policy.words import DocumentState, StepKind


@dataclass(frozen=True)
class ShownStep:
    """A change that was made to a draft: what, when and by whom."""

    number: int
    kind: StepKind
    at: datetime
    by: str

    @classmethod
    def of(cls, step: DraftStep) -> "ShownStep":
        return cls(step.number, StepKind(step.kind), step.at, step.by)


@dataclass(frozen=True)
class OldGoal:
    """A goal of the policy before this one, that a goal of the draft may continue."""

    id: UUID
    code: str
    text: str
    area: str


@dataclass(frozen=True)
class ShownDraft:
    """A draft as those who write it see it.

    `step` is the number to send back with a change. `undo` is the change that is undone next, `redo` the one that is
    done again next. `codes` are what the goals will be called if the draft is adopted as it stands. `blocks` are the
    text of the file it was read from.
    """

    document: ShownDocument
    edition: int
    state: DocumentState
    content: Content
    codes: dict[UUID, str]
    blocks: tuple[Block, ...]
    step: int
    last: ShownStep
    undo: ShownStep | None
    redo: ShownStep | None
    hearing: ShownDecision | None
    predecessor: PolicyLink | None
    old_goals: tuple[OldGoal, ...] = ()

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """Which old goal each goal may continue; a person confirms. Worked out when it is asked for: of all pages about
        a draft few show it, and it takes longer than all the rest."""
        return propose(self.old_goals, tuple(self.content.goals()))

    @cached_property
    def can_propose(self) -> bool:
        """False where there are old goals, but all are too many, or too long, to be compared while somebody waits."""
        return not self.old_goals or can_propose(self.old_goals, tuple(self.content.goals()))

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.content.warnings

    @property
    def can_undo(self) -> bool:
        return self.undo is not None

    @property
    def can_redo(self) -> bool:
        return self.redo is not None


@dataclass(frozen=True)
class LeftBehind:
    """A goal of a draft whose easy wording was written to other words than the draft has."""

    id: UUID
    code: str
    text: str
    easy_wording: str


def read_file(viewer: Viewer, data: bytes) -> PolicyReading:
    """What a policy document says, for the one who may read it in; it takes seconds, so it is done outside the action.

    Raises `Unreadable` where the file cannot be read.
    """
    require(viewer, Permission.WRITE_STEERING)
    return read_safely(data)


def read_from_same_file(viewer: Viewer, slug: str) -> list[PolicyLink]:
    """The other policies that were read in from the very same file."""
    digests = readable_editions(viewer).filter(document__slug=slug).values("file__digest")
    others = readable_editions(viewer).filter(file__digest__in=digests).exclude(document__slug=slug)
    return sorted({PolicyLink.of(edition.document) for edition in others}, key=lambda link: link.slug)


def get_draft(viewer: Viewer, slug: str) -> ShownDraft:
    """The draft of a policy, in a number of queries that its size does not change."""
    draft = _draft(viewer, slug)
    step = draft.standing_step()
    undone = draft.steps.defer("content").filter(before=step.number).order_by("-number").first()
    content, shown = restored(step.content), ShownEdition.of(draft, state_on(draft, clock.today()))
    before = _content_before(viewer, draft.document)
    return ShownDraft(
        document=ShownDocument.of(draft.document, content),
        edition=draft.number,
        state=shown.state,
        content=content,
        codes=_codes(draft, content),
        blocks=_blocks(draft),
        step=step.number,
        last=ShownStep.of(step),
        undo=ShownStep.of(step) if step.before else None,
        redo=ShownStep.of(undone) if undone else None,
        hearing=shown.hearing,
        predecessor=PolicyLink.of(draft.document.predecessor) if draft.document.predecessor else None,
        old_goals=tuple(_old_goals(before)) if before else (),
    )


def _draft(viewer: Viewer, slug: str) -> Edition:
    require(viewer, Permission.WRITE_STEERING)
    drafts = readable_editions(viewer).filter(document__slug=slug, in_force_on__isnull=True)
    draft = drafts.select_related("document__predecessor", "file").first()
    if draft is None:
        raise Missing
    return draft


def easy_wordings_left_behind(viewer: Viewer, slug: str) -> list[LeftBehind]:
    """The goals whose easy wording readers will not see if the draft is adopted as it stands."""
    draft = _draft(viewer, slug)
    content = restored(draft.stored_content())
    goals = {goal.id: goal for goal in easy_wording_goals(draft.document)}
    codes = _codes(draft, content)
    outdated = easy_wordings_beside(draft, content, goals).outdated
    return [
        LeftBehind(goal.id, codes[goal.id], goal.text, outdated[goal.id])
        for goal in content.goals()
        if goal.id in outdated
    ]


def _codes(draft: Edition, content: Content) -> dict[UUID, str]:
    taken = set(draft.document.goals.values_list("code", flat=True))
    return {goal.id: goal.code for goal in with_codes(content, taken).goals()}


def _blocks(draft: Edition) -> tuple[Block, ...]:
    return tuple(map(_block, draft.file.blocks)) if draft.file else ()


def _block(stored: dict[str, Any]) -> Block:
    """A block as it was stored, perhaps by an earlier reader: what it did not know has its default."""
    known = {each.name: stored[each.name] for each in fields(Block) if each.name in stored}
    cell = known.get("cell")
    return Block(**{**known, "kind": Kind(known["kind"]), "cell": tuple(cell) if cell else None})


def _content_before(viewer: Viewer, document: SteeringDocument) -> Content | None:
    """What the policy says that this one continues."""
    if document.predecessor_id is None:
        return None
    standing = shown_editions(viewer).filter(document=document.predecessor_id).first()
    return restored(standing.stored_content()) if standing else None


def _old_goals(before: Content) -> Iterator[OldGoal]:
    return (OldGoal(goal.id, goal.code, goal.text, area.title) for area in before.areas for goal in area.goals)
