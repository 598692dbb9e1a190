"""The status as rows: one for each initiative, one for each goal, and where they come from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from helhed.action_plans.words import Confidence, ProgressState
from helhed.status_reports.content.storing import digest, stored
from helhed.status_reports.content.tree import StatusArea, StatusContent, StatusGoal, StatusInitiative
from helhed.web.documents.excel import Sheet, Value
from helhed.web.status_reports.files.frame import framed
from helhed.web.status_reports.files.phrases import (
    as_of_sentence,
    figures_sentence,
    standing,
    state_label,
    total,
    whole_title,
)


def sheets(content: StatusContent, kept_as: str) -> tuple[Sheet, ...]:
    return _initiatives(content), _goals(content), _about(content, kept_as)


Column = tuple[str, int]


def _sheet(name: str, columns: tuple[Column, ...], rows: Iterator[tuple[Value, ...]]) -> Sheet:
    return Sheet(name, tuple(name for name, _width in columns), tuple(rows), tuple(width for _name, width in columns))


def _initiatives(content: StatusContent) -> Sheet:
    columns = (
        *((_("Action plan"), 30), (_("No."), 6), (_("Initiative"), 40), (_("How it goes"), 18), (_("Last year"), 18)),
        *((_("Unit"), 24), (_("Accountable"), 22), (_("Co-owner"), 22), (_("Begins"), 12), (_("Ends"), 12)),
        *((_("Goals"), 14), (_("Success criterion"), 40), (_("Milestones"), 11), (_("Milestones done"), 11)),
        *((_("Late milestones"), 11), (_("Late"), 8), (_("Vacant"), 8), (_("What the milestones say"), 18)),
        *((_("How sure"), 10), (_("In the accountable employee's words"), 50), (_("Written on"), 12)),
        *((_("Why"), 40), (_("Decided by"), 20), (_("Decided on"), 12), (_("Agenda item"), 12)),
    )
    titles = {plan.slug: plan.title for plan in content.plans}
    rows = ((titles.get(each.plan, each.plan), *_of_initiative(each)) for each in content.initiatives)
    return _sheet(_("Initiatives"), columns, rows)


def _of_initiative(each: StatusInitiative) -> tuple[Value, ...]:
    decision = each.decision
    return (
        *(each.number, each.title, state_label(each.state), state_label(each.last_state) if each.last_state else None),
        *(each.unit, each.accountable, each.co_owner, each.starts_on, each.ends_on, ", ".join(each.goals)),
        *(each.success_criterion, each.milestones, each.milestones_done, len(each.late_milestones)),
        *(each.is_late, each.is_vacant, state_label(each.proposal)),
        *(str(Confidence(each.confidence).label) if each.confidence else None, each.words, each.written_on),
        *(each.reason, decision.body if decision else None, decision.on if decision else None),
        decision.agenda_item if decision else None,
    )


def _goals(content: StatusContent) -> Sheet:
    states = tuple(ProgressState)
    columns = (
        *((_("Focus area"), 30), (_("Goal"), 8), (_("Official wording"), 60), (_("In easy words"), 40)),
        *((_("Initiatives"), 10), *((str(state.label), 12) for state in states), (_("Last year"), 10)),
        *((_("Judgement"), 60), (_("Last year's judgement"), 60)),
    )
    rows = (_of_goal(content, area, goal) for area in content.areas for goal in area.goals)
    return _sheet(_("Goals"), columns, rows)


def _of_goal(content: StatusContent, area: StatusArea, goal: StatusGoal) -> tuple[Value, ...]:
    counts = {each.state: each.count for each in goal.counts}
    return (
        *(f"{area.number or area.place} {area.title}", goal.code, goal.text, goal.easy_wording, total(goal.counts)),
        *(counts.get(state.value, 0) for state in ProgressState),
        total(goal.last_counts) if content.compared_with else None,
        *(goal.judgement, goal.last_judgement),
    )


def _about(content: StatusContent, kept_as: str) -> Sheet:
    columns = ((_("What"), 36), (_("Value"), 90))
    return _sheet(_("About"), columns, iter([*_facts(content, kept_as), *_counts(content)]))


def _facts(content: StatusContent, kept_as: str) -> Iterator[tuple[Value, ...]]:
    yield _("Status"), whole_title(content)
    yield _("Municipality"), framed("").author
    yield _("Policy"), f"{content.policy.title} {content.policy.period}".strip()
    yield _("Edition"), content.edition
    yield _("As of"), content.as_of
    yield _("Published"), content.published_on
    yield _("Source"), as_of_sentence(content)
    yield _("Digest (SHA-256)"), kept_as or digest(stored(content))
    yield from (
        (_("Please note"), each) for each in (*standing(content), figures_sentence(), framed("").notice) if each
    )


def _counts(content: StatusContent) -> Iterator[tuple[Value, ...]]:
    yield _("Initiatives"), content.initiative_count
    yield from ((state_label(each.state), each.count) for each in content.counts)
    yield _("Goals"), len(content.goals)
    yield _("Goals without an initiative"), content.goals_without_initiative
