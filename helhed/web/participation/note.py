"""The note of a hearing: what was asked, who was, what they said, and what the municipality says to each."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from helhed.base.blocks import Block, Document, Heading, Note, Paragraph, Table, Words
from helhed.participation.queries.answers import ShownAnswer, ShownReply
from helhed.participation.queries.hearings import ShownHearing
from helhed.web.participation.shown import period_line, said_by, source_line
from helhed.web.templatetags.components import date_written

WRITTEN_BY_PEOPLE = "da"


def as_note(request: HttpRequest, hearing: ShownHearing) -> Document:
    """All that the viewer may read of a hearing, as blocks."""
    municipality = settings.MUNICIPALITY
    return Document(
        title=hearing.title,
        language=get_language() or settings.LANGUAGE_CODE,
        blocks=(
            Heading(hearing.title, language=WRITTEN_BY_PEOPLE),
            *_opening(request, hearing),
            *_asked(hearing),
            *_answers(hearing),
        ),
        author=municipality.name,
        notice=_("%(name)s is made up.") % {"name": municipality.name} if municipality.is_fictional else "",
    )


def _opening(request: HttpRequest, hearing: ShownHearing) -> Iterator[Block]:
    address = request.build_absolute_uri(reverse("hearing-page", args=[hearing.slug]))
    opened = _("Opened on %(day)s") % {"day": date_written(hearing.opens_on)}
    yield Paragraph(hearing.subject.title, WRITTEN_BY_PEOPLE)
    yield Note(f"{hearing.subject.kind.label} · {opened} · {period_line(hearing)}")
    yield from (Note(sentence) for sentence in changes_of(hearing))
    yield Heading(_("What was asked"), 2)
    yield from _paragraphs(hearing.questions)
    yield Note(_("Source: %(address)s") % {"address": address})


def changes_of(hearing: ShownHearing) -> Iterator[str]:
    """That the deadline was moved, or the hearing closed early, and why."""
    for move in hearing.moves:
        words = _("On %(day)s the deadline was moved from %(old)s to %(new)s: %(reason)s")
        days = {"day": move.moved_on, "old": move.from_on, "new": move.to_on}
        yield words % {**{name: date_written(day) for name, day in days.items()}, "reason": move.reason}
    if hearing.closed_on:
        words = _("Closed early on %(day)s: %(reason)s")
        yield words % {"day": date_written(hearing.closed_on), "reason": hearing.closing_reason}


def _asked(hearing: ShownHearing) -> Iterator[Block]:
    if hearing.invitations:
        yield Heading(_("Who was asked"), 2)
        yield Table(
            _("Who was asked, and whether they have answered together"),
            (_("Who"), _("Have they answered?")),
            tuple(
                (Words(each.name, WRITTEN_BY_PEOPLE), _("Yes") if each.has_answered else _("No"))
                for each in hearing.invitations
            ),
            (5, 2),
        )
    if hearing.is_open_to_all:
        yield Paragraph(_("Everybody could answer, by letter or e-mail."))


def _answers(hearing: ShownHearing) -> Iterator[Block]:
    yield Heading(_("The answers, and what the municipality says to them"), 2)
    if not hearing.answers:
        yield Paragraph(_("There are no answers to show."))
    for answer in hearing.answers:
        yield from _answer(answer)
    if hearing.unshown:
        yield Note(unshown_line(hearing.unshown))


def unshown_line(number: int) -> str:
    words = ngettext(
        "%(count)s answer has come that is not shown yet. It is shown together with the municipality's reply.",
        "%(count)s answers have come that are not shown yet. They are shown together with the municipality's replies.",
        number,
    )
    return words % {"count": number}


def _answer(answer: ShownAnswer) -> Iterator[Block]:
    yield Heading(said_by(answer), 3, language=WRITTEN_BY_PEOPLE)
    yield Note(source_line(answer))
    if answer.words:
        yield from _paragraphs(answer.words)
    else:
        yield Paragraph(withheld())
    yield from _reply(answer.reply) if answer.reply else [Note(_("The municipality has not replied yet."))]


def withheld() -> str:
    return _("The municipality has read the answer. It is not shown here, because it tells of somebody's private life.")


def _reply(reply: ShownReply) -> Iterator[Block]:
    yield Paragraph(_("The municipality replied on %(day)s:") % {"day": date_written(reply.on)})
    yield from _paragraphs(reply.words)
    yield Paragraph(_("What it changed:") if reply.changed else _("It changed nothing."))
    yield from _paragraphs(reply.changed)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        if part.strip():
            yield Paragraph(part.strip(), WRITTEN_BY_PEOPLE)
