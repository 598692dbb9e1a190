"""The trials: begun, changed, and decided upon."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from helhed.action_plans.models import Trial, TrialArea
from helhed.action_plans.rules.plans import check_days, readable_plans
from helhed.action_plans.rules.trials import check_areas, check_decided, check_may_start, writable_trials
from helhed.action_plans.words import TrialDecision
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer


@action
def start_trial(
    *,
    by: Viewer,
    plan_id: UUID,
    initiative_id: UUID | None,
    title: str,
    question: str,
    area_ids: Sequence[UUID],
    started_on: date,
    ends_on: date,
) -> UUID:
    """Write that something is tried out, in an initiative or beside them, across these focus areas.

    Raises `Invalid` where the days are turned round, or an area is not one of the policy.
    """
    plan = readable_plans(by).filter(id=plan_id, closed_on__isnull=True).first()
    if plan is None:
        raise Missing
    check_may_start(by, plan, initiative_id)
    titles = _checked(by, plan.policy_id, title, area_ids, started_on, ends_on)
    trial = Trial.objects.create(
        plan=plan,
        initiative_id=initiative_id,
        title=title,
        question=question,
        started_on=started_on,
        ends_on=ends_on,
    )
    TrialArea.objects.bulk_create(TrialArea(trial=trial, area_id=key, title=name) for key, name in titles.items())
    record(by=by, verb=Verb.STARTED_TRIAL, kind=ObjectKind.TRIAL, object_id=trial.id)
    return trial.id


def _checked(
    by: Viewer, policy_id: UUID, title: str, area_ids: Sequence[UUID], started_on: date, ends_on: date
) -> dict[UUID, str]:
    """The names of the areas, by their ids."""
    if not title.strip():
        raise Invalid("title", _("Write what is tried out."))
    check_days(started_on, ends_on)
    return check_areas(by, policy_id, area_ids)


@action
def change_trial(
    *,
    by: Viewer,
    trial_id: UUID,
    seen_version: int,
    title: str,
    question: str,
    area_ids: Sequence[UUID],
    started_on: date,
    ends_on: date,
) -> None:
    """Change a trial until it is decided upon; an area that the policy has no more stays.

    Raises `Changed` where somebody changed it since `seen_version`, and `Invalid` where it was decided upon, the days
    are turned round, or an area is not one of the policy.
    """
    trial = _locked(by, trial_id, seen_version)
    titles = _checked(by, trial.plan.policy_id, title, area_ids, started_on, ends_on)
    Trial.objects.filter(id=trial_id).update(
        title=title, question=question, started_on=started_on, ends_on=ends_on, version=F("version") + 1
    )
    trial.areas.filter(area__isnull=False).exclude(area__in=titles).delete()
    standing = set(trial.areas.values_list("area", flat=True))
    TrialArea.objects.bulk_create(
        TrialArea(trial=trial, area_id=key, title=name) for key, name in titles.items() if key not in standing
    )
    record(by=by, verb=Verb.CHANGED_TRIAL, kind=ObjectKind.TRIAL, object_id=trial_id)


@action
def decide_trial(
    *, by: Viewer, trial_id: UUID, seen_version: int, decision: TrialDecision, decided_on: date, learned: str
) -> None:
    """Write what was decided about a trial, and what was learned; it stands from then on.

    Raises `Changed` where somebody changed it since `seen_version`, and `Invalid` where it was decided upon, nothing
    was learned, or the day does not fit.
    """
    trial = _locked(by, trial_id, seen_version)
    check_decided(trial.started_on, decided_on, learned)
    Trial.objects.filter(id=trial_id).update(
        decision=decision, decided_on=decided_on, learned=learned, version=F("version") + 1
    )
    record(by=by, verb=Verb.DECIDED_TRIAL, kind=ObjectKind.TRIAL, object_id=trial_id)


def _locked(by: Viewer, trial_id: UUID, seen_version: int) -> Trial:
    locked = writable_trials(by).select_related("plan").select_for_update(of=("self",))
    trial = locked.filter(id=trial_id).first()
    if trial is None:
        raise Missing
    if trial.version != seen_version:
        raise Changed
    if trial.decision:
        raise Invalid("decision", _("It was decided already, and stands."))
    return trial
