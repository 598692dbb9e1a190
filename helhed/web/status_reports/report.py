"""The yearly status as a document: one definition for the page and for the print."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.words import ProgressState
from helhed.base.blocks import Block, Cell, Document, Figure, Heading, Link, Note, Paragraph, Table, Words
from helhed.status_reports.queries import AreaStatus, CompiledStatus, GoalStatus, ShownReport
from helhed.web.action_plans.progress import COLOUR, initiative_address
from helhed.web.documents.chart import Bar, bar_chart
from helhed.web.policy.thread import goal_address
from helhed.web.templatetags.components import date_written

WRITTEN_BY_PEOPLE = "da"


def as_document(status: CompiledStatus, *, language: str, author: str, notice: str) -> Document:
    title = status_title(status.report)
    return Document(
        title=f"{title}: {status.policy.title}",
        language=language,
        author=author,
        notice=notice,
        blocks=(Heading(f"{title}: {status.policy.title}"), *_opening(status), *_overview(status), *_areas(status)),
    )


def status_title(report: ShownReport) -> str:
    return _("Status %(year)s") % {"year": report.year}


def as_of_sentence(status: CompiledStatus) -> str:
    return _("Source: the progress updates of the action plans, as they stood on %(day)s.") % {
        "day": date_written(status.as_of)
    }


def _opening(status: CompiledStatus) -> Iterator[Block]:
    yield Note(_standing(status.report))
    yield Heading(_("Summary"), 2, "resume")
    paragraphs = [part.strip() for part in status.report.summary.split("\n\n") if part.strip()]
    if not paragraphs:
        yield Paragraph(_("The summary is not written yet."))
    yield from (Paragraph(paragraph, WRITTEN_BY_PEOPLE) for paragraph in paragraphs)


def _standing(report: ShownReport) -> str:
    if report.published_on is None:
        return _("This status is being compiled. It is not published, and its words may still change.")
    return _("Published on %(day)s. %(committee)s: %(outcome)s.") % {
        "day": date_written(report.published_on),
        "committee": report.committee,
        "outcome": report.outcome,
    }


def _overview(status: CompiledStatus) -> Iterator[Block]:
    yield Heading(_("How the initiatives go"), 2, "overblik")
    yield _chart(status.counts)
    yield _counts_table(_("The initiatives by how they go"), status.counts)
    yield Note(
        as_of_sentence(status)
        + " "
        + _("An initiative counts once, if it had begun. How it goes is what its newest update says.")
    )
    yield from _unserved(status)
    yield from _faults(_("Past the deadline and not done"), status.late)
    yield from _faults(_("Nobody is accountable"), status.vacant)


def _unserved(status: CompiledStatus) -> Iterator[Block]:
    count, total = status.goals_without_initiative, status.goal_count
    if count:
        yield Paragraph(
            ngettext(
                "%(count)s of the %(total)s goals has no initiative yet.",
                "%(count)s of the %(total)s goals have no initiative yet.",
                count,
            )
            % {"count": count, "total": total}
        )


def _chart(counts: Sequence[tuple[ProgressState, int]]) -> Figure:
    bars = [Bar(str(state.label), count, COLOUR[state]) for state, count in counts]
    told = ", ".join(f"{bar.label}: {bar.count}" for bar in bars)
    return Figure(bar_chart(bars), _("Bar chart. %(counts)s.") % {"counts": told})


def _counts_table(caption: str, counts: Sequence[tuple[ProgressState, int]]) -> Table:
    rows: list[tuple[Cell, ...]] = [(str(state.label), str(count)) for state, count in counts]
    rows.append((_("In all"), str(sum(count for _state, count in counts))))
    return Table(caption, (_("How it goes"), _("Initiatives")), tuple(rows), (3, 1))


def _faults(title: str, initiatives: Sequence[ShownInitiative]) -> Iterator[Block]:
    """What the reader must not overlook; left out where there is nothing to say."""
    if initiatives:
        yield Heading(title, 3)
        yield Table(
            title,
            (_("Initiative"), _("Unit"), _("Deadline")),
            tuple(
                (_named(each), Words(each.unit, WRITTEN_BY_PEOPLE), date_written(each.ends_on)) for each in initiatives
            ),
            (4, 2, 2),
        )


def _areas(status: CompiledStatus) -> Iterator[Block]:
    told: set[int] = set()
    for area in status.areas:
        yield Heading(_area_title(area), 2, f"omraade-{area.area.place}", language=WRITTEN_BY_PEOPLE)
        yield Paragraph(_sentence_of_counts(area))
        for goal in area.goals:
            yield from _goal(goal, told)


def _area_title(area: AreaStatus) -> str:
    return f"{area.area.number or area.area.place} {area.area.title}"


def _sentence_of_counts(area: AreaStatus) -> str:
    total = sum(count for _state, count in area.counts)
    if not total:
        return _("No initiative serves this focus area yet.")
    parts = ", ".join(f"{state.label}: {count}" for state, count in area.counts)
    return ngettext("%(count)s initiative (%(parts)s)", "%(count)s initiatives (%(parts)s)", total) % {
        "count": total,
        "parts": parts,
    }


def _goal(status: GoalStatus, told: set[int]) -> Iterator[Block]:
    goal = status.goal
    yield Heading(f"{goal.code} {goal.text}", 3, f"maal-{goal.code}", goal_address(goal), WRITTEN_BY_PEOPLE)
    if not status.initiatives:
        yield Paragraph(_("No initiative serves this goal yet."))
        return
    yield Table(
        _("Initiatives that serve goal %(code)s") % {"code": goal.code},
        (_("Initiative"), _("How it goes"), _("Accountable"), _("In the accountable employee's words")),
        tuple(_row(each, told) for each in status.initiatives),
        (3, 2, 2, 5),
    )


def _row(initiative: ShownInitiative, told: set[int]) -> tuple[Cell, ...]:
    """The words stand at the first goal that the initiative serves; later goals point back to it."""
    return (
        _named(initiative),
        str(initiative.state.label),
        initiative.accountable or (_("Nobody is accountable") if initiative.is_vacant else "–"),
        _words(initiative, told),
    )


def _words(initiative: ShownInitiative, told: set[int]) -> Cell:
    if initiative.latest is None:
        return _("No update has been written yet.")
    if initiative.number in told:
        return _("See goal %(code)s.") % {"code": initiative.goals[0].code}
    told.add(initiative.number)
    return Words(f"{initiative.latest.words} ({date_written(initiative.latest.at)})", WRITTEN_BY_PEOPLE)


def _named(initiative: ShownInitiative) -> Link:
    return Link(initiative.title, initiative_address(initiative), WRITTEN_BY_PEOPLE)
