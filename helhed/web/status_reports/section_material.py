"""What a section is written from: what was compiled for it, as it stands in the status, without the words that are
asked for here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from helhed.base.blocks import Block, BulletList, Heading, Paragraph
from helhed.status_reports.content.tree import StatusArea, StatusContent, StatusGoal
from helhed.status_reports.queries.desk import SectionAtHand
from helhed.status_reports.words import StatusPart
from helhed.web.documents.html import to_html
from helhed.web.status_reports.files.areas import areas
from helhed.web.status_reports.files.counts import counted
from helhed.web.status_reports.files.heard import spoken
from helhed.web.status_reports.files.phrases import WRITTEN_BY_PEOPLE, as_of_sentence, counts_sentence, figures_sentence
from helhed.web.status_reports.section_forms import SectionForm


@dataclass(frozen=True)
class GoalAtHand:
    """A goal with what was compiled for it, last year's words of it, and the field for this year's."""

    code: str
    text: str
    compiled: SafeString
    last: str
    field: BoundField


def compiled_for(at_hand: SectionAtHand) -> SafeString:
    """For an area, without its goals."""
    content, area = at_hand.content, at_hand.area
    if content is None:
        return SafeString()
    if area:
        whole, *_goals = _parts(content, area)
        return to_html(whole[1:])
    return to_html(list(_of_kind(content, at_hand.section.kind)))


def goals_at_hand(at_hand: SectionAtHand, form: SectionForm) -> list[GoalAtHand]:
    content, area = at_hand.content, at_hand.area
    parts = _parts(content, area)[1:] if content and area else []
    compiled = {goal.code: part for goal, part in zip(area.goals, parts, strict=True)} if area else {}
    last = {goal.code: goal.last_judgement for goal in area.goals} if area else {}
    return [
        GoalAtHand(
            code=each.code,
            text=each.text,
            compiled=to_html(compiled.get(each.code, [])[1:]),
            last=last.get(each.code, ""),
            field=form.of_goal(each.goal_id),
        )
        for each in at_hand.section.judgements
    ]


def _parts(content: StatusContent, area: StatusArea) -> list[list[Block]]:
    """The area as a whole, and each of its goals, each beginning with its heading."""
    bare = replace(area, judgement="", last_judgement="", goals=tuple(map(_bare, area.goals)))
    parts: list[list[Block]] = []
    for block in areas(replace(content, areas=(bare,))):
        if isinstance(block, Heading) and block.anchor:
            parts.append([])
        parts[-1].append(block)
    return parts


def _bare(goal: StatusGoal) -> StatusGoal:
    return replace(goal, judgement="", last_judgement="")


def _of_kind(content: StatusContent, kind: StatusPart) -> Iterator[Block]:
    if kind is StatusPart.SUMMARY:
        yield Paragraph(counts_sentence(content.counts))
        yield from counted(content, _("All initiatives by how they go"), content.counts, content.last_counts)
    elif kind is StatusPart.METHOD:
        yield Paragraph(as_of_sentence(content))
        yield Paragraph(figures_sentence())
    elif kind is StatusPart.VISION:
        yield from _people_s((content.policy.vision, *content.statements))
        yield from _people_s(f"{each.name}: {each.text}" for each in content.values)
    elif kind is StatusPart.VOICES:
        yield from (spoken(each) for each in content.voices)
    elif kind is StatusPart.COMMUNICATION:
        yield from _people_s(f"{each.audience}: {each.message}" for each in content.steps)
    elif kind is StatusPart.CARRIED_OVER:
        by_key = content.by_key()
        yield from _people_s(by_key[key].title for key in content.carries_over)


def _people_s(items: Iterable[str]) -> Iterator[Block]:
    said = tuple(filter(None, items))
    if said:
        yield BulletList(said, WRITTEN_BY_PEOPLE)
