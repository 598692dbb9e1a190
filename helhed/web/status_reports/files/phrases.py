"""What every form of a status says in the same words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from helhed.action_plans.words import ProgressState
from helhed.base.blocks import Block, Heading, Paragraph
from helhed.status_reports.content.tree import StateCount, StatusArea, StatusContent, StatusInitiative, Treatment
from helhed.status_reports.words import Outcome, ReportKind
from helhed.web.templatetags.components import date_written

WRITTEN_BY_PEOPLE = "da"
NOTHING = "–"


def content_title(content: StatusContent) -> str:
    return status_title(ReportKind(content.kind), content.first_year, content.last_year)


def status_title(kind: ReportKind, first_year: int, year: int) -> str:
    if kind is ReportKind.CLOSING:
        return _("Closing status %(first)s-%(last)s") % {"first": first_year, "last": year}
    return _("Status %(year)s") % {"year": year}


def whole_title(content: StatusContent) -> str:
    return f"{content_title(content)}: {content.policy.title}"


def as_of_sentence(content: StatusContent) -> str:
    return _("Source: the progress updates of the action plans, as they stood on %(day)s.") % {
        "day": date_written(content.as_of)
    }


def figures_sentence() -> str:
    return _("Figures of how citizens fare are not counted yet. When they are, they will stand at each goal.")


def standing(content: StatusContent) -> Iterator[str]:
    """Whether it is published, what it corrects, and what was not ready."""
    if content.published_on is None:
        yield _("This status is being compiled. It is not published, and its words may still change.")
    else:
        told = (f"{each.committee}: {outcome_label(each)}." for each in content.committees if each.outcome)
        yield " ".join([_("Published on %(day)s.") % {"day": date_written(content.published_on)}, *told])
    if content.corrects:
        yield _("It corrects edition %(edition)s: %(reason)s") % {
            "edition": content.corrects.edition,
            "reason": content.corrects.reason,
        }
    if content.unready_reason:
        yield _("It was published before every section was ready: %(reason)s") % {"reason": content.unready_reason}


def state_label(state: str) -> str:
    """The word for a state; none, where there was no state."""
    return _label(state, get_language()) if state else NOTHING


@cache
def _label(state: str, _language: str | None) -> str:
    """The few words are said thousands of times; the language is the one that is spoken now."""
    return str(ProgressState(state).label)


def outcome_label(treatment: Treatment) -> str:
    return str(Outcome(treatment.outcome).label) if treatment.outcome else _("not treated yet")


def day_or_nothing(day: date | None) -> str:
    return date_written(day) if day else NOTHING


def area_title(area: StatusArea) -> str:
    return f"{area.number or area.place} {area.title}"


def total(counts: Iterable[StateCount]) -> int:
    return sum(each.count for each in counts)


def beside(counts: Sequence[StateCount], last: Sequence[StateCount]) -> list[tuple[str, int, int]]:
    """Each state that any initiative is in, or was in a year before: how many are, and how many were."""
    now = {each.state: each.count for each in counts}
    then = {each.state: each.count for each in last}
    states = [each.value for each in ProgressState if each.value in now or each.value in then]
    return [(state, now.get(state, 0), then.get(state, 0)) for state in states]


def counts_sentence(counts: Sequence[StateCount]) -> str:
    parts = ", ".join(f"{state_label(each.state)}: {each.count}" for each in counts)
    return ngettext("%(count)s initiative (%(parts)s)", "%(count)s initiatives (%(parts)s)", total(counts)) % {
        "count": total(counts),
        "parts": parts,
    }


def unserved_sentence(content: StatusContent) -> str:
    count, goals = content.goals_without_initiative, len(content.goals)
    return ngettext(
        "%(count)s of the %(total)s goals has no initiative yet.",
        "%(count)s of the %(total)s goals have no initiative yet.",
        count,
    ) % {"count": count, "total": goals}


def accountable_of(initiative: StatusInitiative) -> str:
    return initiative.accountable or (_("Nobody is accountable") if initiative.is_vacant else NOTHING)


def written(text: str, otherwise: str = "") -> Iterator[Block]:
    """What an editor wrote, by its paragraphs; nothing written is said in so many words, where there are any."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    if otherwise and not paragraphs:
        yield Paragraph(otherwise)
    yield from (Paragraph(paragraph, WRITTEN_BY_PEOPLE) for paragraph in paragraphs)


def section(title: str, *blocks: Block, level: int = 2, anchor: str = "") -> Iterator[Block]:
    """A heading with what stands under it; nothing, where nothing does."""
    if blocks:
        yield Heading(title, level, anchor)
        yield from blocks
