"""What a status says, in so few lines that they are read before it is published and never changed again."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhed.status_reports.content.tree import StatusContent
from helhed.web.shell.parts import Fact
from helhed.web.status_reports.files.phrases import counts_sentence, outcome_label, standing, unserved_sentence
from helhed.web.templatetags.components import date_written


def frozen_facts(content: StatusContent) -> list[Fact]:
    return [
        Fact(_("Policy"), f"{content.policy.title} {content.policy.period}".strip(), language="da"),
        Fact(_("As it stood on"), date_written(content.as_of)),
        *_edition(content),
        Fact(_("Initiatives"), counts_sentence(content.counts)),
        Fact(_("Focus areas and goals"), _goals(content)),
        Fact(_("Judgements"), _judgements(content)),
        Fact(_("Citizens' voices"), _voices(content)),
        Fact(_("Hearing"), _hearing(content)),
        *_committees(content),
    ]


def _edition(content: StatusContent) -> Iterator[Fact]:
    if content.corrects:
        told = [line for line in standing(content) if str(content.corrects.edition) in line]
        yield Fact(_("Edition"), f"{content.edition}. {' '.join(told)}")


def _goals(content: StatusContent) -> str:
    areas, goals = len(content.areas), len(content.goals)
    told = [
        ngettext("%(count)s focus area", "%(count)s focus areas", areas) % {"count": areas},
        ngettext("%(count)s goal", "%(count)s goals", goals) % {"count": goals},
    ]
    unserved = unserved_sentence(content) if content.goals_without_initiative else ""
    return " ".join(filter(None, [", ".join(told) + ".", unserved]))


def _judgements(content: StatusContent) -> str:
    """How many goals are judged in words; the rest speak by their initiatives."""
    judged = sum(bool(goal.judgement) for goal in content.goals)
    return _("%(judged)s of %(goals)s goals are judged in words.") % {"judged": judged, "goals": len(content.goals)}


def _voices(content: StatusContent) -> str:
    count = len(content.voices)
    return ngettext("%(count)s voice", "%(count)s voices", count) % {"count": count} if count else _("none")


def _hearing(content: StatusContent) -> str:
    if content.hearing is None:
        return _("It was not heard.")
    count = len(content.hearing.remarks)
    words = ngettext("%(count)s answer is published with it.", "%(count)s answers are published with it.", count)
    return words % {"count": count}


def _committees(content: StatusContent) -> Iterator[Fact]:
    for each in content.committees:
        on = f", {date_written(each.treated_on)}" if each.treated_on else ""
        yield Fact(each.committee, f"{outcome_label(each)}{on}")
