"""How the initiatives go: the only way their state changes."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from helhed.action_plans.models import Initiative, ProgressUpdate
from helhed.action_plans.rules.initiatives import updatable_initiatives
from helhed.action_plans.rules.proposals import check_judgement, facts_on, propose
from helhed.action_plans.words import MOST_ROWS, Confidence, Decision, ProgressRow, ProgressState
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import AlreadyDone, Changed, Invalid, InvalidRows, Missing, RowProblem
from helhed.base.viewer import Viewer


@action
def write_progress(
    *,
    by: Viewer,
    initiative_id: UUID,
    seen_update: UUID | None,
    state: ProgressState,
    words: str,
    confidence: Confidence,
    reason: str = "",
    decision: Decision | None = None,
) -> UUID:
    """Write how an initiative goes, beside what follows from its milestones and days.

    Raises `AlreadyDone` where it says the very same as the writer's own newest update, as after going back in the
    browser; `Changed` where a newer update than `seen_update` (none: there was none) was written meanwhile; and
    `Invalid` where a reason or a decision is missing.
    """
    row = ProgressRow(initiative_id, seen_update, state, words, confidence, reason, decision)
    initiative = _locked(by, [row]).get(initiative_id)
    if initiative is None or by.staff_id is None:
        raise Missing
    newest = _newest([initiative]).get(initiative_id)
    if newest and (newest.by_id, newest.state, newest.words) == (by.staff_id, state, words):
        raise AlreadyDone(newest.id)
    update = _update(by.staff_id, initiative, newest, row)
    update.save(force_insert=True)
    record(by=by, verb=Verb.WROTE_PROGRESS, kind=ObjectKind.INITIATIVE, object_id=initiative_id)
    return update.id


@action
def write_progresses(*, by: Viewer, rows: Sequence[ProgressRow]) -> tuple[UUID, ...]:
    """Write how several initiatives go, from one page: all of them, or none where one cannot be written.

    Raises `InvalidRows` with what is wrong in which row, counted from 0. What somebody else wrote meanwhile is wrong
    there too.
    """
    if by.staff_id is None or not rows or len(rows) > MOST_ROWS:
        raise Missing
    initiatives = _locked(by, rows)
    newest = _newest(initiatives.values())
    updates, problems = [], []
    for place, row in enumerate(rows):
        try:
            initiative = initiatives.pop(row.initiative_id)
            updates.append(_update(by.staff_id, initiative, newest.get(row.initiative_id), row))
        except (Invalid, Changed, KeyError) as problem:
            problems.append(_told(place, problem))
    if problems:
        raise InvalidRows(tuple(problems))
    ProgressUpdate.objects.bulk_create(updates)
    first, *others = [row.initiative_id for row in rows]
    record(by=by, verb=Verb.WROTE_PROGRESS, kind=ObjectKind.INITIATIVE, object_id=first, also=others)
    return tuple(update.id for update in updates)


def _told(place: int, problem: Exception) -> RowProblem:
    if isinstance(problem, Invalid):
        return RowProblem(place, problem.field, problem.message)
    if isinstance(problem, Changed):
        return RowProblem(place, "words", _("Somebody wrote about this meanwhile. Read it, and save again."))
    return RowProblem(place, "words", _("You cannot write about this initiative, or it stands here twice."))


def _locked(by: Viewer, rows: Iterable[ProgressRow]) -> dict[UUID, Initiative]:
    """Those that this viewer may write about; nobody else does until the transaction ends."""
    allowed = updatable_initiatives(by).filter(id__in=[row.initiative_id for row in rows])
    locked = Initiative.objects.filter(id__in=allowed.values("id")).select_for_update().order_by("id")
    return {initiative.id: initiative for initiative in locked.prefetch_related("milestones")}


def _newest(initiatives: Iterable[Initiative]) -> dict[UUID, ProgressUpdate]:
    newest = ProgressUpdate.objects.filter(initiative=OuterRef("initiative")).values("id")[:1]
    found = ProgressUpdate.objects.filter(initiative__in=list(initiatives), id=Subquery(newest))
    return {update.initiative_id: update for update in found}


def _update(staff_id: UUID, initiative: Initiative, newest: ProgressUpdate | None, row: ProgressRow) -> ProgressUpdate:
    if (newest.id if newest else None) != row.seen_update:
        raise Changed
    if not row.words.strip():
        raise Invalid("words", _("Write a few words about how it goes."))
    milestones = [(each.due_on, each.done_on) for each in initiative.milestones.all()]
    proposal = propose(facts_on(clock.today(), initiative.starts_on, initiative.ends_on, milestones)).state
    check_judgement(proposal, row.state, row.reason, row.decision)
    return ProgressUpdate(
        initiative=initiative,
        at=clock.now(),
        by_id=staff_id,
        proposal=proposal,
        state=row.state,
        confidence=row.confidence,
        reason=row.reason,
        words=row.words,
        **(row.decision.columns if row.decision else {}),
    )
