"""How a hearing is shown wherever it is named: one look, one line and one address."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.participation.queries.answers import ShownAnswer
from helhed.participation.queries.hearings import ListedHearing, Subject
from helhed.participation.words import AnswerSource, HearingKind, HearingState
from helhed.web.templatetags.components import date_written

LOOK = {HearingState.PLANNED: "not_started", HearingState.OPEN: "under_way", HearingState.OVER: "done"}


@dataclass(frozen=True)
class HearingRow:
    """A hearing in a list; `line` says how long it lasts, or when it ended."""

    hearing: ListedHearing
    href: str
    look: str
    line: str
    answers: str

    @property
    def is_over(self) -> bool:
        return self.hearing.state == HearingState.OVER


def rows(hearings: Iterable[ListedHearing]) -> list[HearingRow]:
    return [
        HearingRow(
            hearing=each,
            href=reverse("hearing-page", args=[each.slug]),
            look=LOOK[each.state],
            line=period_line(each),
            answers=counted(each.answer_count),
        )
        for each in hearings
    ]


def period_line(hearing: ListedHearing) -> str:
    """As: Open until 1 March 2024, 30 days left."""
    if hearing.state == HearingState.PLANNED:
        return _("Opens on %(day)s") % {"day": date_written(hearing.opens_on)}
    if hearing.state == HearingState.OVER:
        return _("Ended on %(day)s") % {"day": date_written(hearing.ends_on)}
    until = _("Open until %(day)s") % {"day": date_written(hearing.ends_on)}
    return f"{until}, {_left(hearing.days_left)}"


def _left(days: int) -> str:
    if days == 1:
        return _("today is the last day")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}


def counted(answers: int) -> str:
    return ngettext("%(count)s answer", "%(count)s answers", answers) % {"count": answers}


def subject_address(subject: Subject) -> str:
    """Where one can read what a hearing is about."""
    if subject.kind == HearingKind.POLICY:
        return reverse("edition", args=[subject.policy, subject.edition])
    return reverse("action-plan", args=[subject.plan]) if subject.plan else subject.path


def subject_key(subject: Subject) -> str:
    """What a form calls the thing that a hearing is about."""
    return f"{subject.policy}/{subject.edition}" if subject.kind == HearingKind.POLICY else subject.plan


def opening_address(subject: Subject) -> str:
    return f"{reverse('hearing-open')}?om={subject_key(subject)}"


def said_by(answer: ShownAnswer) -> str:
    """Who answers: a council or an organisation, a person, or a member of a council, whose name may be kept."""
    if not answer.council:
        return answer.said_by
    if not answer.said_by:
        return _("A member of %(council)s") % {"council": answer.council}
    return _("%(name)s, member of %(council)s") % {"name": answer.said_by, "council": answer.council}


def source_line(answer: ShownAnswer) -> str:
    """When it came, where its words come from, and whether it was late."""
    day = {"day": date_written(answer.received_on)}
    said = [_("Received on %(day)s") % day]
    said.append(
        _("Written by the one who answers")
        if answer.source == AnswerSource.OWN
        else _("Typed in by an employee from: %(where)s") % {"where": answer.where}
    )
    if answer.version > 1:
        said.append(_("Corrected since"))
    if answer.is_late:
        said.append(_("Came after the last day"))
    return " · ".join(said)
