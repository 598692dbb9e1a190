"""The yearly status as a document: one definition for the page and for the print, out of what it says alone."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.action_plans.words import ProgressState
from helhed.base.blocks import Block, Cell, Document, Figure, Heading, Link, Note, Paragraph, Table, Words
from helhed.status_reports.content.tree import (
    StateCount,
    StatusArea,
    StatusContent,
    StatusGoal,
    StatusInitiative,
    Treatment,
)
from helhed.status_reports.queries.compiled import CompiledStatus
from helhed.status_reports.words import Outcome, ReportKind
from helhed.web.action_plans.progress import COLOUR
from helhed.web.documents.chart import Bar, bar_chart
from helhed.web.templatetags.components import date_written

WRITTEN_BY_PEOPLE = "da"


def as_document(status: CompiledStatus, *, language: str, author: str, notice: str) -> Document:
    content = status.content
    title = f"{content_title(content)}: {content.policy.title}"
    return Document(
        title=title,
        language=language,
        author=author,
        notice=notice,
        blocks=(
            Heading(title),
            *_opening(status),
            *_overview(content),
            *_areas(content),
            *_closing(status),
        ),
    )


def content_title(content: StatusContent) -> str:
    return status_title(ReportKind(content.kind), content.first_year, content.last_year)


def status_title(kind: ReportKind, first_year: int, year: int) -> str:
    if kind is ReportKind.CLOSING:
        return _("Closing status %(first)s-%(last)s") % {"first": first_year, "last": year}
    return _("Status %(year)s") % {"year": year}


def as_of_sentence(content: StatusContent) -> str:
    return _("Source: the progress updates of the action plans, as they stood on %(day)s.") % {
        "day": date_written(content.as_of)
    }


def _opening(status: CompiledStatus) -> Iterator[Block]:
    content = status.content
    yield from map(Note, _standing(content))
    if content.published_on and not status.report.is_kept:
        yield Note(_("It was published before its text was kept, and is compiled anew from the updates of its year."))
    yield Heading(_("Summary"), 2, "resume")
    yield from written(content.summary, _("The summary is not written yet."))


def written(text: str, otherwise: str = "") -> Iterator[Block]:
    """What an editor wrote, by its paragraphs; nothing written is said in so many words, where there are any."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    if otherwise and not paragraphs:
        yield Paragraph(otherwise)
    yield from (Paragraph(paragraph, WRITTEN_BY_PEOPLE) for paragraph in paragraphs)


def _standing(content: StatusContent) -> Iterator[str]:
    if content.published_on is None:
        yield _("This status is being compiled. It is not published, and its words may still change.")
    else:
        told = (f"{each.committee}: {_outcome(each)}." for each in content.committees if each.outcome)
        yield " ".join([_("Published on %(day)s.") % {"day": date_written(content.published_on)}, *told])
    if content.corrects:
        yield _("It corrects edition %(edition)s: %(reason)s") % {
            "edition": content.corrects.edition,
            "reason": content.corrects.reason,
        }


def _outcome(treatment: Treatment) -> str:
    return str(Outcome(treatment.outcome).label)


def _overview(content: StatusContent) -> Iterator[Block]:
    yield Heading(_("How the initiatives go"), 2, "overblik")
    yield _chart(content.counts)
    yield _counts_table(_("The initiatives by how they go"), content.counts)
    yield Note(
        as_of_sentence(content)
        + " "
        + _("An initiative counts once, if it had begun. How it goes is what its newest update says.")
    )
    yield from _unserved(content)
    yield from _faults(_("Past the deadline and not done"), content.late)
    yield from _faults(_("Nobody is accountable"), content.vacant)


def _unserved(content: StatusContent) -> Iterator[Block]:
    count, total = content.goals_without_initiative, len(content.goals)
    if count:
        yield Paragraph(
            ngettext(
                "%(count)s of the %(total)s goals has no initiative yet.",
                "%(count)s of the %(total)s goals have no initiative yet.",
                count,
            )
            % {"count": count, "total": total}
        )


def _chart(counts: Sequence[StateCount]) -> Figure:
    bars = [Bar(_state(each.state), each.count, COLOUR[ProgressState(each.state)]) for each in counts]
    told = ", ".join(f"{bar.label}: {bar.count}" for bar in bars)
    return Figure(bar_chart(bars), _("Bar chart. %(counts)s.") % {"counts": told})


def _state(state: str) -> str:
    return str(ProgressState(state).label)


def _counts_table(caption: str, counts: Sequence[StateCount]) -> Table:
    rows: list[tuple[Cell, ...]] = [(_state(each.state), str(each.count)) for each in counts]
    rows.append((_("In all"), str(sum(each.count for each in counts))))
    return Table(caption, (_("How it goes"), _("Initiatives")), tuple(rows), (3, 1))


def _faults(title: str, initiatives: Sequence[StatusInitiative]) -> Iterator[Block]:
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


def _areas(content: StatusContent) -> Iterator[Block]:
    told: set[str] = set()
    by_key = content.by_key()
    for area in content.areas:
        yield Heading(_area_title(area), 2, f"omraade-{area.place}", language=WRITTEN_BY_PEOPLE)
        yield Paragraph(_sentence_of_counts(area))
        yield from written(area.judgement)
        for goal in area.goals:
            yield from _goal(content, goal, [by_key[key] for key in goal.initiatives], told)


def _area_title(area: StatusArea) -> str:
    return f"{area.number or area.place} {area.title}"


def _sentence_of_counts(area: StatusArea) -> str:
    total = sum(each.count for each in area.counts)
    if not total:
        return _("No initiative serves this focus area yet.")
    parts = ", ".join(f"{_state(each.state)}: {each.count}" for each in area.counts)
    return ngettext("%(count)s initiative (%(parts)s)", "%(count)s initiatives (%(parts)s)", total) % {
        "count": total,
        "parts": parts,
    }


def _goal(
    content: StatusContent, goal: StatusGoal, initiatives: Sequence[StatusInitiative], told: set[str]
) -> Iterator[Block]:
    address = reverse("goal", args=[content.policy.slug, goal.code])
    yield Heading(f"{goal.code} {goal.text}", 3, f"maal-{goal.code}", address, WRITTEN_BY_PEOPLE)
    yield from written(goal.judgement)
    if not initiatives:
        yield Paragraph(_("No initiative serves this goal yet."))
        return
    yield Table(
        _("Initiatives that serve goal %(code)s") % {"code": goal.code},
        (_("Initiative"), _("How it goes"), _("Accountable"), _("In the accountable employee's words")),
        tuple(_row(each, told) for each in initiatives),
        (3, 2, 2, 5),
    )


def _row(initiative: StatusInitiative, told: set[str]) -> tuple[Cell, ...]:
    """The words stand at the first goal that the initiative serves; later goals point back to it."""
    return (
        _named(initiative),
        _state(initiative.state),
        initiative.accountable or (_("Nobody is accountable") if initiative.is_vacant else "–"),
        _words(initiative, told),
    )


def _words(initiative: StatusInitiative, told: set[str]) -> Cell:
    if initiative.written_on is None:
        return _("No update has been written yet.")
    if initiative.key in told:
        return _("See goal %(code)s.") % {"code": initiative.goals[0]}
    told.add(initiative.key)
    return Words(f"{initiative.words} ({date_written(initiative.written_on)})", WRITTEN_BY_PEOPLE)


def _named(initiative: StatusInitiative) -> Link:
    address = reverse("initiative", args=[initiative.plan, initiative.number])
    return Link(initiative.title, address, WRITTEN_BY_PEOPLE)


def _closing(status: CompiledStatus) -> Iterator[Block]:
    """What the kept text is known by, so that a print can be held against it."""
    if status.report.is_kept:
        yield Note(
            _("The text of this status is kept unchanged, and is known by: %(digest)s") % {"digest": status.digest}
        )
