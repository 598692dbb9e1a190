"""The status as an item on a committee's agenda, in the form that municipalities give it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from helhed.base.blocks import Block, BulletList, Document, Heading, Note, Paragraph
from helhed.status_reports.content.storing import digest, stored
from helhed.status_reports.content.tree import StatusArea, StatusContent
from helhed.status_reports.words import ReportKind
from helhed.web.status_reports.files.counts import counts_table, years_table
from helhed.web.status_reports.files.frame import framed
from helhed.web.status_reports.files.heard import committees, heard
from helhed.web.status_reports.files.phrases import (
    WRITTEN_BY_PEOPLE,
    area_title,
    as_of_sentence,
    content_title,
    counts_sentence,
    figures_sentence,
    section,
    unserved_sentence,
    whole_title,
    written,
)
from helhed.web.templatetags.components import date_written


def agenda(content: StatusContent, kept_as: str) -> Document:
    title = _("Agenda item: %(title)s") % {"title": whole_title(content)}
    return framed(
        title,
        Heading(title),
        Note(as_of_sentence(content)),
        *section(_("Recommendation"), *_recommendation(content)),
        *section(_("Abstract"), *written(content.summary, _("The summary is not written yet."))),
        *section(_("The case"), *_case(content)),
        *section(_("Economy"), Paragraph(_economy())),
        *section(_("Hearing"), *heard(content)),
        *section(_("Enclosures"), *_enclosures(content, kept_as)),
    )


def _economy() -> str:
    """The content has no sums, so that a person must write what the case costs."""
    return (
        _("The status has no sums of money.") + " " + _("Write the economic consequences here, or that there are none.")
    )


def _recommendation(content: StatusContent) -> Iterator[Block]:
    yield Paragraph(_("The administration recommends that the committee"))
    points = [_("approves %(status)s, or takes it to its notice") % {"status": content_title(content)}]
    if content.published_on is None:
        points.append(_("decides that the status is published when every committee has treated it"))
    if content.kind == ReportKind.CLOSING:
        points.append(_("takes to its notice which initiatives carry over"))
    yield BulletList(tuple(points))


def _case(content: StatusContent) -> Iterator[Block]:
    yield Paragraph(_adopted(content))
    yield counts_table(content, _("The initiatives by how they go"), content.counts, content.last_counts)
    yield from years_table(content)
    if content.goals_without_initiative:
        yield Paragraph(unserved_sentence(content))
    yield Note(figures_sentence())
    for area in content.areas:
        yield from _area(area)
    yield from _carries_over(content)
    yield from section(_("Treated in committees"), *committees(content), level=3)


def _adopted(content: StatusContent) -> str:
    policy = content.policy
    if policy.adopted_on is None:
        return _("%(policy)s is followed up every year in a status.") % {"policy": policy.title}
    return _("%(policy)s was adopted by %(body)s on %(day)s. It is followed up every year in a status.") % {
        "policy": policy.title,
        "body": policy.adopted_by,
        "day": date_written(policy.adopted_on),
    }


def _area(area: StatusArea) -> Iterator[Block]:
    yield Heading(area_title(area), 3, language=WRITTEN_BY_PEOPLE)
    yield Paragraph(counts_sentence(area.counts) if area.counts else _("No initiative serves this focus area yet."))
    yield from written(area.judgement)


def _carries_over(content: StatusContent) -> Iterator[Block]:
    by_key = content.by_key()
    titles = tuple(by_key[key].title for key in content.carries_over)
    listed = (BulletList(titles, WRITTEN_BY_PEOPLE),) if titles else ()
    yield from section(_("What carries over"), *written(content.carried_over), *listed, level=3)


def _enclosures(content: StatusContent, kept_as: str) -> Iterator[Block]:
    title = content_title(content)
    yield BulletList(
        (
            _("%(status)s, the whole text (PDF)") % {"status": title},
            _("%(status)s, easy edition (PDF)") % {"status": title},
            _("%(status)s, every initiative and goal (Excel)") % {"status": title},
        )
    )
    yield Note(_("Digest of the status (SHA-256): %(digest)s") % {"digest": kept_as or digest(stored(content))})
