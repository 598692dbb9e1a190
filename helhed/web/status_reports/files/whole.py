"""The whole status as a document: one definition for the page, the PDF and the Word file, out of what it says alone."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from helhed.base.blocks import Block, BulletList, Document, Heading, Note, Paragraph, Table, Words
from helhed.status_reports.content.tree import StatusContent, StatusInitiative, StatusPlan
from helhed.web.status_reports.files.areas import areas, named
from helhed.web.status_reports.files.counts import counted, years_table
from helhed.web.status_reports.files.frame import framed
from helhed.web.status_reports.files.heard import committees, communication, hearing, voices
from helhed.web.status_reports.files.phrases import (
    NOTHING,
    WRITTEN_BY_PEOPLE,
    accountable_of,
    as_of_sentence,
    figures_sentence,
    section,
    standing,
    state_label,
    unserved_sentence,
    whole_title,
    written,
)
from helhed.web.templatetags.components import date_written


def as_document(content: StatusContent, kept_as: str = "") -> Document:
    """`kept_as` is the digest of the text that is kept; it is empty where none is."""
    return framed(
        whole_title(content),
        Heading(whole_title(content)),
        *_opening(content, kept_as),
        *_overview(content),
        *_vision(content),
        *areas(content),
        *voices(content),
        *communication(content),
        *hearing(content),
        *section(_("Treated in committees"), *committees(content), anchor="udvalg"),
        *_carried_over(content),
        *_all_initiatives(content),
        *_closing(kept_as),
    )


def _opening(content: StatusContent, kept_as: str) -> Iterator[Block]:
    yield from map(Note, standing(content))
    if content.published_on and not kept_as:
        yield Note(_("It was published before its text was kept, and is compiled anew from the updates of its year."))
    yield Heading(_("Summary"), 2, "resume")
    yield from written(content.summary, _("The summary is not written yet."))
    yield from section(_("How to read this status"), *written(content.reading_guide), anchor="laesevejledning")
    yield from section(_("Method"), *written(content.method), anchor="metode")


def _overview(content: StatusContent) -> Iterator[Block]:
    yield Heading(_("How the initiatives go"), 2, "overblik")
    yield from counted(content, _("The initiatives by how they go"), content.counts, content.last_counts)
    yield Note(
        as_of_sentence(content)
        + " "
        + _("An initiative counts once, if it had begun. How it goes is what its newest update says.")
    )
    yield from _compared_with(content)
    yield Note(figures_sentence())
    yield from years_table(content)
    if content.goals_without_initiative:
        yield Paragraph(unserved_sentence(content))
    yield from _plans(content.plans)
    yield from _faults(_("Past the deadline and not done"), content.late)
    yield from _faults(_("Nobody is accountable"), content.vacant)
    yield from _judged(content.initiatives)


def _compared_with(content: StatusContent) -> Iterator[Note]:
    """What was never kept is said to be compiled anew."""
    last = content.compared_with
    if last and last.digest:
        yield Note(
            _("%(year)s is shown as it was published, in edition %(edition)s.")
            % {"year": last.year, "edition": last.edition}
        )
    elif last:
        yield Note(_("%(year)s is compiled anew from what was written until it ended.") % {"year": last.year})


def _plans(plans: Sequence[StatusPlan]) -> Iterator[Table]:
    if plans:
        yield Table(
            _("The action plans that are counted"),
            (_("Action plan"), _("Begins"), _("Ends"), _("Adopted")),
            tuple(
                (
                    Words(each.title, WRITTEN_BY_PEOPLE),
                    date_written(each.starts_on),
                    date_written(each.ends_on),
                    Words(_adopted(each), WRITTEN_BY_PEOPLE),
                )
                for each in plans
            ),
            (4, 2, 2, 4),
        )


def _adopted(plan: StatusPlan) -> str:
    day = date_written(plan.adopted_on) if plan.adopted_on else ""
    return ", ".join(filter(None, [plan.adopted_by, day, plan.agenda_item])) or NOTHING


def _faults(title: str, initiatives: Sequence[StatusInitiative]) -> Iterator[Block]:
    """What the reader must not overlook; left out where there is nothing to say."""
    if initiatives:
        yield Heading(title, 3)
        yield Table(
            title,
            (_("Initiative"), _("Unit"), _("Deadline")),
            tuple(
                (named(each), Words(each.unit, WRITTEN_BY_PEOPLE), date_written(each.ends_on)) for each in initiatives
            ),
            (4, 2, 2),
        )


def _judged(initiatives: Sequence[StatusInitiative]) -> Iterator[Block]:
    """Where a person judged otherwise than milestones and days say, or a body decided, with the reason."""
    judged = [each for each in initiatives if each.reason or each.decision]
    if judged:
        title = _("Judged or decided otherwise than the milestones say")
        yield Heading(title, 3)
        yield Table(
            title,
            (_("Initiative"), _("What the milestones say"), _("How it goes"), _("Why")),
            tuple((named(each), state_label(each.proposal), state_label(each.state), _why(each)) for each in judged),
            (4, 2, 2, 5),
        )


def _why(initiative: StatusInitiative) -> Words:
    decision = initiative.decision
    decided = (
        ", ".join(filter(None, [decision.body, date_written(decision.on), decision.agenda_item])) if decision else ""
    )
    return Words(" ".join(filter(None, [initiative.reason, f"({decided})" if decided else ""])), WRITTEN_BY_PEOPLE)


def _vision(content: StatusContent) -> Iterator[Block]:
    statements = (BulletList(content.statements, WRITTEN_BY_PEOPLE),) if content.statements else ()
    values = tuple(f"{each.name}: {each.text}" if each.text else each.name for each in content.values)
    yield from section(
        _("Vision and values"),
        *written(content.policy.vision),
        *statements,
        *((Paragraph(_("The values are:")), BulletList(values, WRITTEN_BY_PEOPLE)) if values else ()),
        *written(content.vision),
        anchor="vision",
    )


def _carried_over(content: StatusContent) -> Iterator[Block]:
    by_key = content.by_key()
    titles = tuple(by_key[key].title for key in content.carries_over)
    successors = (
        _("The policy after this one is %(title)s.") % {"title": f"{each.title} {each.period}".strip()}
        for each in content.successors
    )
    yield from section(
        _("What carries over"),
        *written(content.carried_over),
        *((BulletList(titles, WRITTEN_BY_PEOPLE),) if titles else ()),
        *map(Paragraph, successors if titles or content.carried_over else ()),
        anchor="videre",
    )


def _all_initiatives(content: StatusContent) -> Iterator[Block]:
    """One table for each action plan, since initiatives are numbered in their plan."""
    titles = {plan.slug: plan.title for plan in content.plans}
    head = (_("No."), _("Initiative"), _("Unit"), _("Accountable"), _("Deadline"), _("Milestones"), _("How it goes"))
    last = (str(content.compared_with.year),) if content.compared_with else ()
    yield from section(
        _("All initiatives"),
        *(
            Table(
                titles.get(slug, slug),
                (*head, *last),
                tuple(_row(content, each) for each in of_plan),
                WIDTHS[: 7 + len(last)],
            )
            for slug, of_plan in groupby(content.initiatives, key=lambda each: each.plan)
        ),
        anchor="initiativer",
    )


WIDTHS = (2, 8, 5, 5, 5, 4, 4, 4)


def _row(content: StatusContent, initiative: StatusInitiative) -> tuple[str | Words, ...]:
    last = (state_label(initiative.last_state),) if content.compared_with else ()
    return (
        str(initiative.number),
        Words(initiative.title, WRITTEN_BY_PEOPLE),
        Words(initiative.unit, WRITTEN_BY_PEOPLE),
        accountable_of(initiative),
        date_written(initiative.ends_on),
        _("%(done)s of %(all)s") % {"done": initiative.milestones_done, "all": initiative.milestones},
        state_label(initiative.state),
        *last,
    )


def _closing(kept_as: str) -> Iterator[Block]:
    """What the kept text is known by, so that a print can be held against it."""
    if kept_as:
        yield Note(_("The text of this status is kept unchanged, and is known by: %(digest)s") % {"digest": kept_as})
