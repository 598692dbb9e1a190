"""Who changed what, from what to what, when and why, as the component `history` shows it."""

from datetime import date

from django.utils.translation import gettext as _

from helhed.audit.queries import Act, History, ShownChange
from helhed.policy.content.word_marks import Mark, WordMarks
from helhed.web.shell.parts import HistoryAct, HistoryLine, HistoryPart
from helhed.web.templatetags.components import date_written

IN_A_SENTENCE = 120


def history_part(history: History | None) -> HistoryPart | None:
    """None where the reader may not know."""
    if history is None:
        return None
    marks = WordMarks()
    return HistoryPart(tuple(_act(act, marks) for act in history.acts), history.is_cut)


def _act(act: Act, marks: WordMarks) -> HistoryAct:
    return HistoryAct(act.at, _who(act), tuple(_line(change, marks) for change in act.changes), act.reason)


def _who(act: Act) -> str:
    if act.is_system:
        return _("the system itself (%(name)s)") % {"name": act.by}
    return act.by or _("somebody who is not named")


def _line(change: ShownChange, marks: WordMarks) -> HistoryLine:
    before, after = _words(change.before), _words(change.after)
    return HistoryLine(
        field=change.field,
        before=before,
        after=after,
        marks=_marked(before, after, marks) if change.kind == "written" else (),
        language="" if change.kind == "said" else "da",
        is_quoted=change.kind == "written",
    )


def _words(value: date | str | None) -> str:
    return date_written(value) if isinstance(value, date) else value or ""


def _marked(before: str, after: str, marks: WordMarks) -> tuple[Mark, ...]:
    """Which words of a long text were changed; where all of them are new, none is marked."""
    if max(len(before), len(after)) <= IN_A_SENTENCE and "\n" not in before + after:
        return ()
    return marks(before, after) if before else (("kept", after),)
