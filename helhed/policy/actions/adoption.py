"""What a body decides about a draft: to hear it, and to adopt it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext as _

from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base import clock
from helhed.base.errors import Invalid, Missing
from helhed.base.text import stem_column
from helhed.base.viewer import Viewer
from helhed.policy.content.doubts import settled
from helhed.policy.content.storing import restored, stored
from helhed.policy.content.tree import Content
from helhed.policy.content.typed import years_of
from helhed.policy.models import (
    FACTS,
    PLACES_IN_AN_AREA,
    Edition,
    FocusArea,
    GoalSuccession,
    OfficialWording,
    OriginalFile,
    PolicyGoal,
    StateDecision,
    SteeringDocument,
)
from helhed.policy.rules import (
    EasyWordings,
    adoptable,
    changeable_draft,
    check_decision_about,
    easy_wording_goals,
    easy_wordings_beside,
    locked,
    seen_draft,
)
from helhed.policy.words import DocumentState


@dataclass(frozen=True)
class _Adoption:
    body: str
    on: date
    agenda_item: str
    in_force_on: date
    valid_until: date | None


@action
def send_to_hearing(
    *, by: Viewer, document_id: UUID, seen_step: int, body: str, on: date, until: date, agenda_item: str = ""
) -> None:
    """Write that a draft was sent to hearing: everybody may read it, and it stands still until it is taken back.

    Raises `Changed` where somebody changed the draft since `seen_step`, and `Invalid` where it is in hearing already,
    no body is named, the days do not fit, or the draft could not be adopted as it stands.
    """
    draft = changeable_draft(by, document_id, seen_step)
    check_decision_about(draft.document, body, on)
    if until < on:
        raise Invalid("until", _("The hearing ends before it begins. Write a later day."))
    adoptable(draft.document, restored(draft.stored_content()))
    StateDecision.objects.create(
        edition=draft, state=DocumentState.HEARING, body=body, on=on, until=until, agenda_item=agenda_item
    )
    SteeringDocument.objects.filter(id=document_id, edition=0).update(state=DocumentState.HEARING)
    record(by=by, verb=Verb.SENT_TO_HEARING, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


@action
def take_back_from_hearing(*, by: Viewer, document_id: UUID, seen_step: int) -> None:
    """Take a draft back from hearing, so that it can be changed; only those who write it may read it again.

    Raises `Changed` where another draft is in hearing than that of `seen_step`, and `Missing` where none is.
    """
    draft = seen_draft(by, document_id, seen_step)
    hearings = draft.decisions.filter(until__isnull=False, ended_on__isnull=True)
    if not hearings.update(ended_on=clock.today()):
        raise Missing
    SteeringDocument.objects.filter(id=document_id, edition=0).update(state=DocumentState.DRAFT)
    record(by=by, verb=Verb.TOOK_BACK_FROM_HEARING, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


@action
def adopt_document(
    *,
    by: Viewer,
    document_id: UUID,
    body: str,
    on: date,
    agenda_item: str,
    in_force_on: date | None = None,
    valid_until: date | None = None,
    seen_step: int | None = None,
) -> None:
    """Write that a steering document, or the draft of its next edition, was adopted.

    From then on everybody may read it, and nobody can change what was adopted. An edition is in force from the day it
    was adopted and valid until its period ends, unless other days are given. Raises `Invalid` where no body is named,
    a day has not come or comes too early, or there is nothing fit to adopt; `Changed` where somebody changed the
    draft since `seen_step`; and `Missing` where there is no draft.
    """
    [document] = locked(by, document_id)
    check_decision_about(document, body, on)
    adoption = _Adoption(body, on, agenda_item, in_force_on or on, valid_until)
    if document.edition is not None:
        _adopt_edition(document, seen_draft(by, document_id, seen_step), adoption)
    elif document.state != DocumentState.DRAFT:
        raise Missing
    SteeringDocument.objects.filter(id=document_id).update(
        state=DocumentState.ADOPTED, adopted_by=body, adopted_on=on, agenda_item=agenda_item
    )
    record(by=by, verb=Verb.ADOPTED_POLICY, kind=ObjectKind.STEERING_DOCUMENT, object_id=document_id)


def _adopt_edition(document: SteeringDocument, draft: Edition, adoption: _Adoption) -> None:
    content = settled(adoptable(document, restored(draft.stored_content())))
    # Locked, so that an easy wording that is written in the same instant is not taken for one to the new words.
    goals = {goal.id: goal for goal in easy_wording_goals(document).select_for_update(of=("self",))}
    easy = easy_wordings_beside(draft, content, goals)
    _freeze(draft, content, adoption)
    SteeringDocument.objects.filter(id=document.id).update(
        edition=draft.number, **{name: getattr(content, name) for name in FACTS}
    )
    areas = _write_areas(document, content)
    _tell_other_words(document, content)
    _write_goals(document, draft, content, areas, easy)
    _write_successions(draft, content)


def _freeze(draft: Edition, content: Content, adoption: _Adoption) -> None:
    StateDecision.objects.create(
        edition=draft,
        state=DocumentState.ADOPTED,
        body=adoption.body,
        on=adoption.on,
        agenda_item=adoption.agenda_item,
    )
    draft.steps.all().delete()
    if draft.file_id:
        OriginalFile.objects.filter(id=draft.file_id, is_adopted=False).update(is_adopted=True)
    Edition.objects.filter(id=draft.id).update(
        content=stored(content),
        step=None,
        easy_wordings={},
        in_force_on=adoption.in_force_on,
        valid_until=_valid_until(content, adoption),
    )


def _valid_until(content: Content, adoption: _Adoption) -> date | None:
    """The day given; else the last of the period, if that is still to come when the edition begins."""
    if adoption.in_force_on < adoption.on:
        raise Invalid("in_force_on", _("It cannot be in force before it was adopted. Write a later day."))
    if adoption.valid_until:
        if adoption.valid_until < adoption.in_force_on:
            raise Invalid("valid_until", _("The last day comes before the first. Write a later day."))
        return adoption.valid_until
    years = years_of(content.period)
    last = date(years[-1], 12, 31) if years else None
    return last if last and last >= adoption.in_force_on else None


def _write_areas(document: SteeringDocument, content: Content) -> dict[UUID, FocusArea]:
    """The areas as the content has them; those that stay keep their ids, and with them what is linked to them."""
    document.goals.update(focus_area=None)
    standing = FocusArea.objects.filter(document=document)
    standing.exclude(id__in=[area.id for area in content.areas]).delete()
    # Out of the way, since no two areas stand at one place.
    highest = standing.aggregate(highest=Max("position"))["highest"] or 0
    standing.update(position=F("position") + highest + len(content.areas))
    areas = [
        FocusArea(id=area.id, document=document, position=place, number=area.number, title=area.title)
        for place, area in enumerate(content.areas, 1)
    ]
    FocusArea.objects.bulk_create(
        areas, update_conflicts=True, unique_fields=["id"], update_fields=["position", "number", "title"]
    )
    return {area.id: area for area in areas}


def _tell_other_words(document: SteeringDocument, content: Content) -> None:
    """Whoever is writing a goal in easy words to words that do not stand any more is told, by the version."""
    texts = {goal.id: goal.text for goal in content.goals()}
    last = OfficialWording.objects.filter(goal__document=document, edition=F("goal__edition"))
    reworded = [goal_id for goal_id, text in last.values_list("goal", "text") if texts.get(goal_id, text) != text]
    PolicyGoal.objects.filter(id__in=reworded).update(version=F("version") + 1)


def _write_goals(
    document: SteeringDocument, draft: Edition, content: Content, areas: dict[UUID, FocusArea], easy: EasyWordings
) -> None:
    """The goals as the content has them, each with its wording; an old one keeps its easy wording, and is found by it
    where it fits the words."""
    came = draft.easy_wordings
    placed = [(area, place, goal) for area in content.areas for place, goal in enumerate(area.goals, 1)]
    PolicyGoal.objects.bulk_create(
        [
            PolicyGoal(
                id=goal.id,
                document=document,
                code=goal.code,
                edition=draft.number,
                focus_area=areas[area.id],
                position=areas[area.id].position * PLACES_IN_AN_AREA + place,
                easy_wording=came.get(str(goal.id), ""),
                stems=stem_column(goal.text, area.title, easy.fitting.get(goal.id, "")),
            )
            for area, place, goal in placed
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["edition", "focus_area", "position", "stems"],
    )
    OfficialWording.objects.bulk_create(
        OfficialWording(
            goal_id=goal.id, edition=draft.number, area=area.title, text=goal.text, page=goal.page, line=goal.line
        )
        for area, _place, goal in placed
    )
    unwritten = document.goals.filter(id__in=easy.fitting, easy_wording_edition__isnull=True)
    unwritten.update(easy_wording_edition=draft.number)


def _write_successions(draft: Edition, content: Content) -> None:
    """What each goal continues, as the content has it; what the editions before said stays as they said it."""
    GoalSuccession.objects.bulk_create(
        GoalSuccession(new_goal_id=goal.id, old_goal_id=old_id, edition=draft.number)
        for goal in content.goals()
        for old_id in goal.continues
    )
