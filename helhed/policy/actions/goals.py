"""What is written about a goal that stands."""

from uuid import UUID

from django.db.models import F

from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Changed, Missing
from helhed.base.text import stem_column
from helhed.base.viewer import Viewer
from helhed.policy.models import PolicyGoal
from helhed.policy.rules import last_wordings, writable_goals


@action
def write_easy_wording(*, by: Viewer, goal_id: UUID, seen_version: int, text: str) -> None:
    """Say a goal in easy words; the official wording stays as it is.

    They are shown to readers as long as the official words are those that they were written to. To save them as they
    are says that they fit the official words of now. Raises `Changed` where somebody changed them, or an edition was
    adopted that words the goal otherwise, since `seen_version`.
    """
    # Locked, so that an adoption in the same instant does not leave it to be searched by its old words.
    goal = writable_goals(by).select_for_update(of=("self",)).filter(id=goal_id).first()
    wording = last_wordings(by).filter(goal=goal_id).first()
    if goal is None or wording is None:
        raise Missing
    changed = PolicyGoal.objects.filter(id=goal_id, version=seen_version).update(
        easy_wording=text,
        easy_wording_edition=wording.edition if text else None,
        stems=stem_column(wording.text, wording.area, text),
        version=F("version") + 1,
    )
    if not changed:
        raise Changed
    record(by=by, verb=Verb.WROTE_EASY_WORDING, kind=ObjectKind.POLICY_GOAL, object_id=goal_id)
