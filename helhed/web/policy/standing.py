"""Which edition of a policy one is looking at, and what its state means, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from helhed.base import clock
from helhed.base.viewer import Viewer
from helhed.policy.queries.documents import ListedPolicy, list_policies
from helhed.policy.queries.shown import PolicyContent, PolicyLink, ShownEdition
from helhed.policy.words import DocumentState
from helhed.web.shell.parts import Text
from helhed.web.shell.written import years
from helhed.web.templatetags.components import date_written

S = DocumentState
LOOK = {
    S.DRAFT: "not_started",
    S.HEARING: "under_way",
    S.ADOPTED: "on_track",
    S.IN_FORCE: "done",
    S.EXPIRED: "at_risk",
    S.SUPERSEDED: "changed",
}


@dataclass(frozen=True)
class Way:
    """Where a note leads; `state` is that of the policy there."""

    title: str
    href: str
    language: str = ""
    state: Text = ""


@dataclass(frozen=True)
class Remark:
    """Something one must know before one reads on."""

    text: str
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class StandingNote:
    kind: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Standing:
    """The edition that a page shows: one line, whose shape repeats the state, and what must be known about it.

    `is_in_force` is false also for what has expired, though it is still valid and so a promise.
    """

    line: str
    state: DocumentState
    note: StandingNote | None

    @property
    def look(self) -> str:
        return LOOK[self.state]

    @property
    def is_in_force(self) -> bool:
        return self.state == S.IN_FORCE

    @property
    def is_promised(self) -> bool:
        return self.state in (S.ADOPTED, S.IN_FORCE, S.EXPIRED)


def standing_of(viewer: Viewer, content: PolicyContent) -> Standing | None:
    """How the edition shown stands today; none for what is written by hand, which has no editions."""
    edition = edition_shown(content)
    if edition is None:
        return None
    remarks = (*_remarks(edition, content, successors(viewer, content)), *_next_in_hearing(edition, content))
    kind = "warning" if edition.state in (S.DRAFT, S.EXPIRED, S.SUPERSEDED) else "info"
    note = StandingNote(kind, remarks) if remarks else None
    return Standing(line(edition), edition.state, note)


def edition_shown(content: PolicyContent) -> ShownEdition | None:
    return next((each for each in content.editions if each.number == content.edition), None)


def newest_adopted(editions: Sequence[ShownEdition]) -> ShownEdition | None:
    """The edition that the policy's own page shows, in force or not; none before the first adoption."""
    return next((each for each in reversed(editions) if each.is_adopted), None)


def in_force(editions: Sequence[ShownEdition]) -> ShownEdition | None:
    """The edition that holds today, expired or not; none before the first one's day, and after a policy took over."""
    return next((each for each in editions if each.state in (S.IN_FORCE, S.EXPIRED)), None)


def successors(viewer: Viewer, content: PolicyContent) -> list[ListedPolicy]:
    """The policies that continue this one, each with its state; asked for only where there are any."""
    slugs = {each.slug for each in content.successors}
    return [policy for policy in list_policies(viewer) if policy.slug in slugs] if slugs else []


def named(policy: ListedPolicy | PolicyLink) -> str:
    """A policy by its title and its years."""
    return f"{policy.title} {years(policy.period, policy.title)}".strip()


def name_of(number: int) -> str:
    return _("Edition %(number)s") % {"number": number}


def edition_address(slug: str, number: int) -> str:
    return reverse("edition", args=[slug, number])


def comparison_address(slug: str, old: int, new: int) -> str:
    return f"{reverse('comparison', args=[slug])}?fra={old}&til={new}"


def line(edition: ShownEdition) -> str:
    """As on the policy's own page: 2nd edition · in force from 1 January 2025."""
    return " · ".join([name_of(edition.number), *_days(edition)])


def _days(edition: ShownEdition) -> Iterator[str]:
    """What is said of the days in a line; one that is in force and has no last day just has its first."""
    if edition.state in (S.DRAFT, S.SUPERSEDED):
        yield _("draft") if edition.state == S.DRAFT else _("superseded")
    elif until := _hearing_until(edition):
        yield _in_hearing(until)
    elif edition.state == S.EXPIRED and edition.valid_until:
        yield _("expired on %(day)s, still valid") % {"day": date_written(edition.valid_until)}
    elif edition.in_force_on:
        yield _("in force from %(day)s") % {"day": date_written(edition.in_force_on)}


def _hearing_until(edition: ShownEdition) -> date | None:
    """The last day of the hearing that the edition is in."""
    return edition.hearing.until if edition.hearing else None


def _in_hearing(until: date) -> str:
    words = _("in hearing until %(day)s") if until >= clock.today() else _("the hearing ended on %(day)s")
    return words % {"day": date_written(until)}


def meaning(edition: ShownEdition, editions: Sequence[ShownEdition]) -> str:
    """What the state of an edition means to the one who reads it."""
    if until := _hearing_until(edition):
        return _meaning_of_hearing(until)
    if edition.state == S.ADOPTED and edition.in_force_on:
        return _meaning_of_adopted(edition.in_force_on, in_force(editions))
    if edition.state == S.EXPIRED and edition.valid_until:
        expired = _("The period ended on %(day)s. It is still valid, until a new one has been adopted.")
        return expired % {"day": date_written(edition.valid_until)}
    if edition.state == S.SUPERSEDED:
        return _("A newer one has taken its place. Here it stands as it was adopted.")
    if edition.state == S.IN_FORCE:
        return _("This is what the municipality works by now.")
    return _("Only those who write policies can see it, and it can still be changed.")


def _meaning_of_hearing(until: date) -> str:
    if until >= clock.today():
        words = _("Everybody can read the proposal. The hearing lasts until %(day)s, and nothing has been adopted yet.")
    else:
        words = _("The hearing ended on %(day)s. The proposal is waiting for a decision.")
    return words % {"day": date_written(until)}


def _meaning_of_adopted(first: date, until_then: ShownEdition | None) -> str:
    day = date_written(first)
    if until_then is None:
        return _("It has been adopted, and is in force from %(day)s.") % {"day": day}
    words = _("It has been adopted, and is in force from %(day)s. Until then it is edition %(number)s.")
    return words % {"day": day, "number": until_then.number}


def _remarks(edition: ShownEdition, content: PolicyContent, after: Sequence[ListedPolicy]) -> Iterator[Remark]:
    """What is not simply in force says so, and names the policy after it, where there is one."""
    if edition.state == S.SUPERSEDED:
        taken_over = tuple(way_to(policy) for policy in after if policy.adopted_on)
        yield Remark(_("Another policy has taken the place of this one:"), taken_over)
        return
    if edition.state == S.DRAFT:
        yield Remark(_("This is a draft. It has not been adopted, and only those who write steering documents see it."))
    elif edition.state != S.IN_FORCE:
        yield Remark(meaning(edition, content.editions), tuple(_until_then(edition, content)))
    if after:
        yield Remark(_("A policy after this one is on its way:"), tuple(map(way_to, after)))


def way_to(policy: ListedPolicy) -> Way:
    return Way(named(policy), reverse("document", args=[policy.slug]), "da", policy.state.label)


def _until_then(edition: ShownEdition, content: PolicyContent) -> Iterator[Way]:
    """To the older edition, while the newest one is adopted and waits for its day."""
    holding, slug = in_force(content.editions), content.document.slug
    if edition.state == S.ADOPTED and holding:
        yield Way(_("Read edition %(number)s") % {"number": holding.number}, edition_address(slug, holding.number))
        yield Way(_("See what is different"), comparison_address(slug, holding.number, edition.number))


def _next_in_hearing(edition: ShownEdition, content: PolicyContent) -> Iterator[Remark]:
    """The proposal for the next edition, beside the one that stands."""
    slug = content.document.slug
    for later in content.editions:
        if later.number > edition.number and (until := _hearing_until(later)):
            words = _("A proposal for edition %(number)s is in hearing until %(day)s.")
            if until < clock.today():
                words = _("A proposal for edition %(number)s was in hearing until %(day)s, and waits for a decision.")
            text = words % {"number": later.number, "day": date_written(until)}
            read = Way(_("Read the proposal"), edition_address(slug, later.number))
            see = Way(_("See what is different"), comparison_address(slug, edition.number, later.number))
            yield Remark(text, (read, see))
