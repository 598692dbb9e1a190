"""How a draft comes to be, and what is done to it until it is adopted or discarded."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import LONGEST_NAME, Permission
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.policy.content.changes import Change, ContinueGoal, ContinueGoals, apply
from helhed.policy.content.doubts import settled
from helhed.policy.content.exchange import read_file
from helhed.policy.content.from_reading import content_of
from helhed.policy.content.storing import restored, stored
from helhed.policy.content.tree import Content
from helhed.policy.models import (
    FACTS,
    Alignment,
    DraftStep,
    Edition,
    FocusArea,
    Lighthouse,
    OriginalFile,
    SteeringDocument,
)
from helhed.policy.reading.document import unturned
from helhed.policy.reading.reading import PolicyReading, ReadUpper
from helhed.policy.rules import (
    changeable_draft,
    check_continued,
    continuable_policies,
    free_slug,
    goes_along,
    locked,
    shown_editions,
)
from helhed.policy.words import LONGEST_TITLE, AlignmentKind, DocumentKind, DocumentState, StepKind

MOST_BYTES_EXCHANGED = 5_000_000


@action
def read_in_policy(
    *, by: Viewer, file_name: str, data: bytes, reading: PolicyReading, predecessor_id: UUID | None = None
) -> UUID:
    """Keep a policy document with what was found in it, as a draft, with the file itself and its SHA-256.

    `reading` is what `queries.drafts.read_file` found in the bytes: a document is never read inside a transaction.
    Where nothing was found, the draft bears the name of the file and is built up by marking. The vision above it is
    written too where the document tells of one and none stands yet. Raises `Invalid` where the policy it continues is
    no adopted policy.
    """
    require(by, Permission.WRITE_STEERING)
    file = OriginalFile.objects.create(
        name=unturned(file_name)[-LONGEST_TITLE:],
        digest=hashlib.sha256(data).hexdigest(),
        read_at=clock.now(),
        data=data,
        blocks=[asdict(block) for block in reading.blocks],
    )
    content = content_of(reading, fallback_title=file.name)
    document = _new_policy(by, content, StepKind.READ_IN, predecessor_id, file=file)
    if reading.upper and not SteeringDocument.objects.filter(kind=DocumentKind.VISION).exists():
        _add_vision_above(document, reading.upper)
    record(by=by, verb=Verb.READ_IN_POLICY, kind=ObjectKind.STEERING_DOCUMENT, object_id=document.id)
    return document.id


@action
def import_policy(*, by: Viewer, data: bytes, predecessor_id: UUID | None = None) -> UUID:
    """Keep a policy that another program wrote in the exchanged format, as a draft; its goals keep their codes.

    Their easy wordings wait for the adoption. Raises `Invalid` where the file is not in the format, or is no policy.
    """
    require(by, Permission.WRITE_STEERING)
    file = read_file(_parsed(data))
    if file.kind not in ("", DocumentKind.POLICY):
        raise Invalid("file", _("This is not a policy. Visions and municipal plans are written by hand."))
    easy_wordings = {str(goal_id): text for goal_id, text in file.easy_wordings.items()}
    document = _new_policy(by, file.content, StepKind.IMPORTED, predecessor_id, easy_wordings=easy_wordings)
    record(by=by, verb=Verb.IMPORTED_POLICY, kind=ObjectKind.STEERING_DOCUMENT, object_id=document.id)
    return document.id


def _parsed(data: bytes) -> object:
    if len(data) > MOST_BYTES_EXCHANGED:
        raise Invalid("file", _("The file is too large to be a policy."))
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise Invalid("file", _("The file is not JSON. Choose a file that was exported from Helhed.")) from problem


def _new_policy(
    by: Viewer,
    content: Content,
    kind: StepKind,
    predecessor_id: UUID | None,
    *,
    file: OriginalFile | None = None,
    easy_wordings: Mapping[str, str] | None = None,
) -> SteeringDocument:
    _check_predecessor(by, predecessor_id)
    document = SteeringDocument.objects.create(
        kind=DocumentKind.POLICY,
        state=DocumentState.DRAFT,
        edition=0,
        slug=free_slug(content.title),
        predecessor_id=predecessor_id,
        **{name: getattr(content, name) for name in FACTS},
    )
    _begin(by, document, content, kind, file=file, easy_wordings=easy_wordings or {})
    return document


def _check_predecessor(by: Viewer, predecessor_id: UUID | None) -> None:
    if predecessor_id and not continuable_policies(by).filter(id=predecessor_id).exists():
        raise Invalid("predecessor", _("Only an adopted policy can be continued. Choose another one, or none."))


def _begin(
    by: Viewer,
    document: SteeringDocument,
    content: Content,
    kind: StepKind,
    *,
    file: OriginalFile | None,
    easy_wordings: Mapping[str, str],
) -> None:
    draft = Edition.objects.create(
        document=document,
        number=(document.edition or 0) + 1,
        step=document.last_step + 1,
        file=file,
        easy_wordings=easy_wordings,
    )
    _add_step(by, draft, content, kind, before=None, predecessor_id=document.predecessor_id)


def _add_step(
    by: Viewer, draft: Edition, content: Content, kind: StepKind, *, before: int | None, predecessor_id: UUID | None
) -> DraftStep:
    """A step with a number that no other step of the document ever had: what somebody saw is told from all else."""
    number = draft.document.last_step + 1
    SteeringDocument.objects.filter(id=draft.document_id).update(last_step=number)
    return DraftStep.objects.create(
        edition=draft,
        number=number,
        before=before,
        kind=kind,
        at=clock.now(),
        by=by.name[:LONGEST_NAME],
        predecessor_id=predecessor_id,
        content=stored(content),
    )


def _add_vision_above(document: SteeringDocument, upper: ReadUpper) -> None:
    title = upper.title or str(DocumentKind.VISION.label)
    vision = SteeringDocument.objects.create(
        kind=DocumentKind.VISION,
        state=DocumentState.DRAFT,
        slug=free_slug(title),
        title=title,
        municipality=document.municipality,
        came_with=document,
    )
    FocusArea.objects.bulk_create(
        FocusArea(document=vision, position=place, title=name)
        for place, name in enumerate(dict.fromkeys(upper.focus_areas), 1)
    )
    Lighthouse.objects.bulk_create(
        Lighthouse(document=vision, position=place, name=name)
        for place, name in enumerate(dict.fromkeys(upper.lighthouses), 1)
    )
    Alignment.objects.create(kind=AlignmentKind.SERVES, lower_document=document, upper_document=vision)


@action
def change_draft(*, by: Viewer, document_id: UUID, seen_step: int, change: Change) -> None:
    """Make one change to a draft, as a step that can be undone.

    Raises `Changed` where somebody changed the draft since `seen_step`, and `Invalid` where the change makes no sense
    or the draft is in hearing.
    """
    draft = changeable_draft(by, document_id, seen_step)
    before = restored(draft.stored_content())
    after = apply(before, change)
    if isinstance(change, ContinueGoal | ContinueGoals):
        check_continued(draft.document, after)
    if after != before:
        kept = {"before": seen_step, "predecessor_id": draft.document.predecessor_id}
        _stand_at(draft, _add_step(by, draft, after, _kind_of(change), **kept))
    record(by=by, verb=Verb.CHANGED_DRAFT, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


def _kind_of(change: Change) -> StepKind:
    """A change is called what its class is called."""
    name = "".join(f"_{each.lower()}" if each.isupper() else each for each in type(change).__name__)
    return StepKind(name.removeprefix("_"))


def _stand_at(draft: Edition, step: DraftStep) -> None:
    """The draft is now as the step has it; while nothing is adopted, so are the facts of its document, and what that
    continues."""
    Edition.objects.filter(id=draft.id).update(step=step.number)
    SteeringDocument.objects.filter(id=draft.document_id, edition=0).update(
        predecessor=step.predecessor_id, **{name: step.content.get(name, "") for name in FACTS}
    )


@action
def undo_step(*, by: Viewer, document_id: UUID, seen_step: int) -> None:
    """Go back to the draft as it was before its last change, which can be done again.

    Raises `Changed` where somebody changed the draft since `seen_step`, and `Invalid` where there is nothing to undo.
    """
    draft = changeable_draft(by, document_id, seen_step)
    before = draft.standing_step().before
    if before is None:
        raise Invalid("draft", _("There is nothing to undo."))
    _stand_at(draft, draft.steps.get(number=int(before)))
    record(by=by, verb=Verb.UNDID_STEP, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


@action
def redo_step(*, by: Viewer, document_id: UUID, seen_step: int) -> None:
    """Do again the change that was undone last.

    Raises `Changed` where somebody changed the draft since `seen_step`, and `Invalid` where nothing was undone.
    """
    draft = changeable_draft(by, document_id, seen_step)
    undone = draft.steps.filter(before=seen_step).order_by("-number").first()
    if undone is None:
        raise Invalid("draft", _("There is nothing to do again."))
    _stand_at(draft, undone)
    record(by=by, verb=Verb.REDID_STEP, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


@action
def start_edition(*, by: Viewer, document_id: UUID) -> None:
    """Begin a new edition of an adopted policy, as a draft that says what the standing edition says.

    Its areas and goals are the same ones. Raises `Missing` where no edition is adopted, and `Invalid` where there is
    a draft already.
    """
    [document] = locked(by, document_id)
    standing = shown_editions(by).filter(document=document, in_force_on__isnull=False).first()
    if document.editions.filter(in_force_on__isnull=True).exists():
        raise Invalid("draft", _("There is a draft of the next edition already. Go on with that one."))
    if standing is None:
        raise Missing
    content = settled(restored(standing.stored_content()))
    _begin(by, document, content, StepKind.BEGUN, file=standing.file, easy_wordings={})
    record(by=by, verb=Verb.STARTED_EDITION, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


@action
def name_predecessor(*, by: Viewer, document_id: UUID, seen_step: int, predecessor_id: UUID | None) -> None:
    """Say which adopted policy a draft policy continues, as a step that can be undone; none where it is the first of
    its kind.

    Raises `Changed` where somebody changed the draft since `seen_step`, and `Invalid` where an edition is adopted
    already, goals of the draft continue goals of the policy named before, or the policy named is not adopted.
    """
    draft = changeable_draft(by, document_id, seen_step)
    if draft.document.edition:
        raise Invalid("predecessor", _("The policy is adopted, and what it continues cannot be changed."))
    content = restored(draft.stored_content())
    if any(goal.continues for goal in content.goals()):
        raise Invalid("predecessor", _("Goals of the draft continue goals of another policy. Remove that first."))
    _check_predecessor(by, predecessor_id)
    if predecessor_id != draft.document.predecessor_id:
        kind = StepKind.NAME_PREDECESSOR
        step = _add_step(by, draft, content, kind, before=seen_step, predecessor_id=predecessor_id)
        _stand_at(draft, step)
    record(by=by, verb=Verb.NAMED_PREDECESSOR, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


@action
def discard_draft(*, by: Viewer, document_id: UUID, seen_step: int) -> None:
    """Throw away a draft with all its steps; a policy of which nothing was adopted goes with it, and so do its links,
    and the vision that came with its reading, if nobody has adopted that or linked it to anything else.

    Raises `Changed` where somebody changed the draft since `seen_step`, and `Invalid` where it is in hearing or
    something else is written under the policy.
    """
    draft = changeable_draft(by, document_id, seen_step)
    document, file = draft.document, draft.file
    draft.decisions.all().delete()
    draft.delete()
    if not document.edition:
        _remove(document, goes_along(document))
    if file and not file.editions.exists():
        file.delete()
    record(by=by, verb=Verb.DISCARDED_DRAFT, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


def _remove(document: SteeringDocument, along: Sequence[SteeringDocument]) -> None:
    document.upward.all().delete()
    document.downward.all().delete()
    try:
        for each in along:
            each.focusareas.all().delete()
            each.lighthouses.all().delete()
            each.delete()
        document.delete()
    except ProtectedError as problem:
        raise Invalid("draft", _("Something is written under this policy. Remove that first.")) from problem
