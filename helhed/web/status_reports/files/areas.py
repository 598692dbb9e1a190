"""The focus areas of a status, and their goals."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.base.blocks import Block, BulletList, Cell, Heading, Link, Paragraph, Table, Words
from helhed.status_reports.content.tree import (
    StatusArea,
    StatusChange,
    StatusContent,
    StatusGoal,
    StatusInitiative,
)
from helhed.status_reports.words import ChangedSince
from helhed.web.status_reports.addresses import area_anchor, goal_anchor
from helhed.web.status_reports.files.counts import counted
from helhed.web.status_reports.files.heard import quoted, spoken
from helhed.web.status_reports.files.phrases import (
    WRITTEN_BY_PEOPLE,
    accountable_of,
    area_title,
    counts_sentence,
    section,
    state_label,
    written,
)
from helhed.web.templatetags.components import date_written


def areas(content: StatusContent) -> Iterator[Block]:
    told: set[str] = set()
    by_key = content.by_key()
    for area in content.areas:
        yield Heading(area_title(area), 2, area_anchor(area.place), language=WRITTEN_BY_PEOPLE)
        yield from _area(content, area)
        for goal in area.goals:
            yield from _goal(content, goal, by_key, told)


def _area(content: StatusContent, area: StatusArea) -> Iterator[Block]:
    yield Paragraph(counts_sentence(area.counts) if area.counts else _("No initiative serves this focus area yet."))
    caption = _("Focus area %(area)s: the initiatives by how they go") % {"area": area_title(area)}
    yield from counted(content, caption, area.counts, area.last_counts)
    if area.late_milestones:
        late = ngettext("%(count)s milestone is late.", "%(count)s milestones are late.", area.late_milestones)
        yield Paragraph(late % {"count": area.late_milestones})
    yield from written(area.judgement)
    yield from _last_year(content, area.last_judgement, 3)
    said = [*map(quoted, area.quotes), *(spoken(each) for each in content.voices if each.area == area.place)]
    yield from section(_("What citizens say"), *said, level=3)


def _last_year(content: StatusContent, judgement: str, level: int) -> Iterator[Block]:
    if content.compared_with:
        title = _("What was written in %(year)s") % {"year": content.compared_with.year}
        yield from section(title, *written(judgement), level=level)


def _goal(
    content: StatusContent, goal: StatusGoal, by_key: Mapping[str, StatusInitiative], told: set[str]
) -> Iterator[Block]:
    address = reverse("goal", args=[content.policy.slug, goal.code])
    yield Heading(f"{goal.code} {goal.text}", 3, goal_anchor(goal.code), address, WRITTEN_BY_PEOPLE)
    yield from written(goal.judgement)
    yield from _initiatives(goal, [by_key[key] for key in goal.initiatives], told)
    changes = tuple(_change(each, by_key) for each in goal.changes)
    if changes and content.compared_with:
        yield Paragraph(_("Changed since %(year)s:") % {"year": content.compared_with.year})
        yield BulletList(changes)
    yield from _last_year(content, goal.last_judgement, 4)


def _initiatives(goal: StatusGoal, initiatives: Sequence[StatusInitiative], told: set[str]) -> Iterator[Block]:
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
        named(initiative),
        state_label(initiative.state),
        accountable_of(initiative),
        _words(initiative, told),
    )


def _words(initiative: StatusInitiative, told: set[str]) -> Cell:
    if initiative.written_on is None:
        return _("No update has been written yet.")
    if initiative.key in told:
        return _("See goal %(code)s.") % {"code": initiative.goals[0]}
    told.add(initiative.key)
    return Words(f"{initiative.words} ({date_written(initiative.written_on)})", WRITTEN_BY_PEOPLE)


def _change(change: StatusChange, by_key: Mapping[str, StatusInitiative]) -> str:
    """An initiative that counts no longer is known by its key alone."""
    found = by_key.get(change.initiative)
    title = found.title if found else change.initiative
    if change.kind == ChangedSince.STATE:
        before, now = state_label(change.before), state_label(change.now)
        return _("%(title)s: %(before)s the year before, %(now)s now") % {"title": title, "before": before, "now": now}
    return _("%(title)s: %(what)s since the year before") % {"title": title, "what": ChangedSince(change.kind).label}


def named(initiative: StatusInitiative) -> Link:
    return Link(initiative.title, _address(initiative.plan, initiative.number), WRITTEN_BY_PEOPLE)


@lru_cache(maxsize=4096)
def _address(plan: str, number: int) -> str:
    """An initiative is named at each goal that it serves."""
    return reverse("initiative", args=[plan, number])
