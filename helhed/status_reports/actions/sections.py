"""The sections of a status: who writes one, and what."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from helhed.access.rules import require
from helhed.access.words import Permission
from helhed.action_plans.rules.facts import check_in_office
from helhed.audit.actions import action, record
from helhed.audit.words import ObjectKind, Verb
from helhed.base.errors import Invalid
from helhed.base.viewer import Viewer
from helhed.status_reports.models import GoalJudgement, StatusSection
from helhed.status_reports.queries.sections import get_writable_section
from helhed.status_reports.rules import check_section, locked_section


@action
def name_editor(*, by: Viewer, section_id: UUID, seen_version: int, editor_id: UUID | None) -> None:
    """Say who writes a section; nobody: those who write the status do.

    Raises `Changed` where somebody changed the section since `seen_version`, and `Invalid` where the editor has left.
    """
    require(by, Permission.WRITE_STATUS)
    section = locked_section(by, section_id, seen_version)
    check_in_office(by, "editor", editor_id, (section.editor_id,))
    StatusSection.objects.filter(id=section_id).update(editor=editor_id, version=F("version") + 1)
    record(by=by, verb=Verb.NAMED_EDITOR, kind=ObjectKind.STATUS_REPORT, object_id=section.report_id)


@action
def write_section(
    *,
    by: Viewer,
    section_id: UUID,
    seen_version: int,
    text: str,
    is_ready: bool,
    judgements: Mapping[UUID, str] | None = None,
) -> None:
    """Write a section, with the judgement of each goal of its area, by the goal's id, and say whether it is ready.

    A goal that is not named keeps its judgement; empty words take it away. Raises `Changed` where somebody changed the
    section since `seen_version`, and `Invalid` where it is called ready without a word, or a goal is not of its area.
    """
    section = locked_section(by, section_id, seen_version)
    check_section(section, text, is_ready)
    if judgements:
        _judge(by, section, judgements)
    StatusSection.objects.filter(id=section_id).update(text=text, is_ready=is_ready, version=F("version") + 1)
    record(by=by, verb=Verb.WROTE_SECTION, kind=ObjectKind.STATUS_REPORT, object_id=section.report_id)


def _judge(by: Viewer, section: StatusSection, judgements: Mapping[UUID, str]) -> None:
    goals = {each.goal_id for each in get_writable_section(by, section.id).judgements}
    if not goals.issuperset(judgements):
        raise Invalid("judgements", _("Only the goals of the focus area are judged here."))
    said = {goal_id: words for goal_id, words in judgements.items() if words.strip()}
    section.judgements.filter(goal__in=judgements.keys() - said.keys()).delete()
    GoalJudgement.objects.bulk_create(
        [GoalJudgement(section=section, goal_id=goal_id, words=words) for goal_id, words in said.items()],
        update_conflicts=True,
        update_fields=["words"],
        unique_fields=["section", "goal"],
    )
