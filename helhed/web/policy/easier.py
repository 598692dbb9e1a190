"""What the plain-language help says of an easy wording, as the page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from helhed.communication.plain_language.look_over import LONGEST_SENTENCE, look_over
from helhed.communication.plain_language.remarks import PlainLanguage, Remark, RemarkKind
from helhed.web.shell.parts import Fact


@dataclass(frozen=True)
class Part:
    """A stretch of a text, marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class Hint:
    """One remark: its kind, the words it is about, and what one could do; `suggestions` are Danish words."""

    kind: str
    words: str
    advice: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True)
class WordingHelp:
    """`parts` is the whole text where it holds group labels, and empty where it does not."""

    verdict: str
    facts: list[Fact]
    hints: list[Hint]
    parts: list[Part]


def help_with(text: str) -> WordingHelp:
    found = look_over(text)
    return WordingHelp(_verdict(found), _facts(found) if found.words else [], _hints(found), marked_labels(text))


def marked_labels(text: str) -> list[Part]:
    """The text with its group labels marked; nothing where there are none."""
    labels = [each for each in look_over(text).remarks if each.kind == RemarkKind.GROUP_LABEL]
    parts, at = [], 0
    for label in labels:
        parts += [Part(text[at : label.start], False), Part(label.words, True)]
        at = label.end
    return [part for part in [*parts, Part(text[at:], False)] if part.text] if labels else []


def _verdict(found: PlainLanguage) -> str:
    how = found.band or found.impression
    if how is None:
        return _("There is nothing to look at yet. Write the goal in easy words first.")
    return _("The text is %(how)s.") % {"how": how.label}


def _facts(found: PlainLanguage) -> list[Fact]:
    return [
        Fact(_("Words"), str(found.words)),
        Fact(_("Sentences"), str(found.sentences)),
        Fact(_("Words in the longest sentence"), str(found.longest_sentence)),
        Fact(_("Words of more than 6 letters"), str(found.long_words)),
        Fact("LIX", _("too short: it takes 100 words") if found.lix is None else str(found.lix)),
    ]


def _hints(found: PlainLanguage) -> list[Hint]:
    """One hint for the same words, however often they stand there."""
    once: dict[tuple[str, str], Remark] = {}
    for remark in found.remarks:
        once.setdefault((remark.kind, remark.words.casefold()), remark)
    return [_hint(remark) for remark in once.values()]


def _hint(remark: Remark) -> Hint:
    advice = {
        RemarkKind.GROUP_LABEL: _("It makes people a group. You could put the person first:"),
        RemarkKind.SYSTEM_WORD: _("You could say:"),
        RemarkKind.ABBREVIATION: _("You could write it out:"),
        RemarkKind.LONG_WORD: _("Can you say it with several short words?"),
        RemarkKind.LONG_SENTENCE: _(
            "%(number)s words in one sentence. Easy texts have at most %(most)s. Can it become two?"
        ),
    }[remark.kind]
    kind = str(remark.kind.label)
    return Hint(
        kind[:1].upper() + kind[1:],
        remark.words,
        advice % {"number": remark.count, "most": LONGEST_SENTENCE},
        remark.suggestions,
    )
