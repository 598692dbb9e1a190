"""The easy edition of a status: short sentences made from what it says, with pictograms. It is always in Danish, since
the easy wordings of the goals are, and LIX is a measure of Danish."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from helhed.action_plans.words import ProgressState
from helhed.base.blocks import Block, BulletList, Document, Heading, Note, Paragraph
from helhed.communication.plain_language.look_over import band_of
from helhed.communication.plain_language.sentences import as_read, lix, running_text, sentences
from helhed.status_reports.content.tree import StateCount, StatusArea, StatusContent
from helhed.status_reports.words import Outcome
from helhed.web.status_reports.files.frame import framed
from helhed.web.status_reports.files.phrases import area_title, content_title, total
from helhed.web.status_reports.files.pictograms import beside_sign, beside_state
from helhed.web.templatetags.components import date_written

DANISH = "da"
MOST_LIX = 30


def easy(content: StatusContent) -> Document:
    """What people wrote goes along as long as all of it is easy to read: the hardest words are left out first."""
    with override(DANISH):
        kept = sorted(_by_people(content), key=lambda words: (lix_of_text(words), words))
        document = _edition(content, frozenset(kept))
        while kept and lix_of(document) > MOST_LIX:
            kept.pop()
            document = _edition(content, frozenset(kept))
        return _with_lix(content, document)


def lix_of(document: Document) -> int:
    """The LIX of the sentences; headings and notes are none."""
    return lix_of_text(running_text(document.blocks))


def lix_of_text(text: str) -> int:
    found = sentences(as_read(text).text)
    return lix(found) if found else 0


def _by_people(content: StatusContent) -> set[str]:
    wordings = {goal.easy_wording for goal in content.goals}
    return (wordings | {voice.words for voice in content.voices}) - {""}


def _with_lix(content: StatusContent, document: Document) -> Document:
    """The number stands on it, so that a reader can hold it to what it promises."""
    number = lix_of(document)
    told = _("LIX of this text: %(number)s (%(band)s).") % {"number": number, "band": band_of(number).label}
    source = _("It follows from %(status)s, as it stood on %(day)s.") % {
        "status": f"{content_title(content)}: {content.policy.title}",
        "day": date_written(content.as_of),
    }
    return replace(document, blocks=(*document.blocks, Note(f"{told} {source}")), is_large=True)


def _edition(content: StatusContent, kept: frozenset[str]) -> Document:
    title = _("Easy edition: %(status)s") % {"status": content_title(content)}
    return framed(
        title,
        Heading(title),
        *_about(content),
        *_counts(content),
        *(block for area in content.areas for block in _area(area, kept)),
        *_voices(content, kept),
        *_politicians(content),
        Heading(_("Would you like to know more?"), 2),
        beside_sign("more", _("There is also a long text. It says it all. You may ask us for it.")),
    )


def _about(content: StatusContent) -> Iterator[Block]:
    yield Heading(_("What is this?"), 2)
    yield beside_sign("promise", _("We in the town hall have made some promises. This text tells how it goes."))
    yield Paragraph(_("It is for the year %(year)s.") % {"year": content.last_year})
    if content.published_on is None:
        yield Paragraph(_("The text is not done yet. It may be changed."))


def _counts(content: StatusContent) -> Iterator[Block]:
    yield Heading(_("How does it go?"), 2)
    count = content.initiative_count
    yield Paragraph(
        ngettext("We have %(count)s thing to do.", "We have %(count)s things to do.", count) % {"count": count}
    )
    yield from _states(content.counts)
    yield from _last_year(content)
    yield beside_sign("figures", _("We do not know yet how it helps you. We have no figures for it."))


def _states(counts: Sequence[StateCount]) -> Iterator[Block]:
    for each in counts:
        state = ProgressState(each.state)
        yield beside_state(state, _state(state, each.count) % {"count": each.count})


def _state(state: ProgressState, count: int) -> str:
    """What a state means for those who read."""
    return {
        ProgressState.NOT_BEGUN: ngettext("%(count)s has not begun.", "%(count)s have not begun.", count),
        ProgressState.ON_TRACK: ngettext("%(count)s goes well.", "%(count)s go well.", count),
        ProgressState.DELAYED: ngettext("%(count)s is late.", "%(count)s are late.", count),
        ProgressState.AT_RISK: _("%(count)s may go wrong."),
        ProgressState.DONE: ngettext("%(count)s is done.", "%(count)s are done.", count),
        ProgressState.CHANGED: ngettext("%(count)s was made anew.", "%(count)s were made anew.", count),
        ProgressState.DROPPED: _("We have stopped with %(count)s."),
        ProgressState.UNMEASURABLE: _("We cannot measure %(count)s."),
    }[state]


def _last_year(content: StatusContent) -> Iterator[Block]:
    if content.compared_with:
        then = {each.state: each.count for each in content.last_counts}
        yield Paragraph(
            _("The year before, we had %(count)s things. Then %(done)s were done.")
            % {"count": total(content.last_counts), "done": then.get(ProgressState.DONE.value, 0)}
        )


def _area(area: StatusArea, kept: frozenset[str]) -> Iterator[Block]:
    yield Heading(area_title(area), 2)
    promises = tuple(goal.easy_wording for goal in area.goals if goal.easy_wording in kept)
    if promises:
        yield Paragraph(_("Here is some of what we want:"))
        yield BulletList(promises)
    count = total(area.counts)
    if count:
        told = ngettext("We have %(count)s thing to do here.", "We have %(count)s things to do here.", count)
        yield Paragraph(told % {"count": count})
        yield from _states(area.counts)
    else:
        yield Paragraph(_("We have not begun here yet."))


def _voices(content: StatusContent, kept: frozenset[str]) -> Iterator[Block]:
    said = [each for each in content.voices if each.words in kept]
    if said:
        yield Heading(_("What citizens say"), 2)
        yield from (beside_sign("voice", f"”{each.words}” {each.said_by}".strip()) for each in said)


def _politicians(content: StatusContent) -> Iterator[Block]:
    yield Heading(_("What do the politicians say?"), 2)
    outcomes = [Outcome(each.outcome) for each in content.committees if each.outcome]
    for outcome in dict.fromkeys(outcomes):
        yield beside_sign("politicians", OUTCOMES[outcome]())
    if not outcomes:
        yield Paragraph(_("They have not seen the text yet."))
    if content.hearing:
        yield Paragraph(_remarks(len(content.hearing.remarks)))


OUTCOMES = {
    Outcome.APPROVED: lambda: _("They have said yes."),
    Outcome.NOTED: lambda: _("They have read it."),
    Outcome.SENT_BACK: lambda: _("They have sent it back. We must write it anew."),
}


def _remarks(count: int) -> str:
    told = ngettext(
        "We have asked what you think. %(count)s has told us.",
        "We have asked what you think. %(count)s have told us.",
        count,
    )
    return told % {"count": count}
