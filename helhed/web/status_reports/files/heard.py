"""What others said of a status and what it tells: citizens, councils, committees, and the steps of communication."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from helhed.base.blocks import Block, Paragraph, Table, Words
from helhed.status_reports.content.tree import PolicyQuote, Remark, StatusContent, StatusVoice
from helhed.web.status_reports.files.phrases import (
    NOTHING,
    WRITTEN_BY_PEOPLE,
    day_or_nothing,
    outcome_label,
    section,
    written,
)
from helhed.web.templatetags.components import date_written


def quoted(quote: PolicyQuote) -> Paragraph:
    said = f"”{quote.text}”"
    return Paragraph(f"{said} {quote.source}" if quote.source else said, WRITTEN_BY_PEOPLE)


def spoken(voice: StatusVoice) -> Paragraph:
    """Without a name, unless the citizen wished it; what was withdrawn is said to be so."""
    if voice.is_withdrawn:
        return Paragraph(_("A voice stood here. The consent to tell it has been withdrawn."))
    said = f"”{voice.words}”"
    return Paragraph(f"{said} {voice.said_by}" if voice.said_by else said, WRITTEN_BY_PEOPLE)


def voices(content: StatusContent) -> Iterator[Block]:
    """Those about all of it; what is said of an area stands there."""
    of_all = [spoken(each) for each in content.voices if each.area is None]
    yield from section(_("Citizens' voices"), *written(content.voices_lead), *of_all, anchor="stemmer")


def communication(content: StatusContent) -> Iterator[Block]:
    rows = tuple(
        (
            Words(each.audience, WRITTEN_BY_PEOPLE),
            Words(each.message, WRITTEN_BY_PEOPLE),
            Words(each.channel, WRITTEN_BY_PEOPLE),
            date_written(each.due_on),
            day_or_nothing(each.done_on),
        )
        for each in content.steps
    )
    head = (_("For whom"), _("Message"), _("How"), _("When"), _("Done"))
    table = (Table(_("The steps of the communication plan"), head, rows, (3, 6, 3, 3, 3)),) if rows else ()
    yield from section(_("Communication plan"), *written(content.communication), *table, anchor="kommunikation")


def hearing(content: StatusContent) -> Iterator[Block]:
    if content.hearing:
        yield from section(_("What the councils said"), *heard(content), anchor="hoering")


def heard(content: StatusContent) -> Iterator[Block]:
    """The remarks beside what was replied; that nobody was heard, or nobody remarked, is said too."""
    held = content.hearing
    if held is None:
        yield Paragraph(_("The status has not been in hearing."))
        return
    days = {"title": held.title, "first": date_written(held.opens_on), "last": date_written(held.closes_on)}
    yield Paragraph(_("The hearing “%(title)s” was open from %(first)s to %(last)s.") % days)
    if not held.remarks:
        yield Paragraph(_("Nobody has remarked on it."))
        return
    yield Table(
        _("Remarks and the municipality's replies"),
        (_("From"), _("Remark"), _("The municipality's reply"), _("What was changed")),
        tuple(_remark(each) for each in held.remarks),
        (3, 6, 6, 4),
    )


def _remark(remark: Remark) -> tuple[str | Words, ...]:
    """Words that are kept from the public are said to be so."""
    said_by = ", ".join(filter(None, [remark.said_by or remark.council, date_written(remark.received_on)]))
    about = f"{remark.where}: {remark.words}" if remark.where else remark.words
    return (
        Words(said_by, WRITTEN_BY_PEOPLE),
        Words(about, WRITTEN_BY_PEOPLE)
        if remark.words
        else _("Kept from the public, because it tells of private life."),
        Words(remark.reply, WRITTEN_BY_PEOPLE) if remark.reply else _("No reply yet."),
        Words(remark.changed or NOTHING, WRITTEN_BY_PEOPLE),
    )


def committees(content: StatusContent) -> Iterator[Table]:
    if content.committees:
        yield Table(
            _("The committees and what they decided"),
            (_("Committee"), _("Sent"), _("Treated"), _("Agenda item"), _("Outcome"), _("Note")),
            tuple(
                (
                    Words(each.committee, WRITTEN_BY_PEOPLE),
                    date_written(each.sent_on),
                    day_or_nothing(each.treated_on),
                    each.agenda_item or NOTHING,
                    outcome_label(each),
                    Words(each.note or NOTHING, WRITTEN_BY_PEOPLE),
                )
                for each in content.committees
            ),
            (4, 3, 3, 2, 3, 4),
        )
