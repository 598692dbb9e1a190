"""What was read in a document, as the content of a policy."""

from helhed.base.ids import uuid7
from helhed.policy.content.tree import Content, ContentArea, ContentGoal, ContentQuote, ContentSection, ContentValue
from helhed.policy.reading.blocks.block import Kind
from helhed.policy.reading.reading import PolicyReading, ReadArea, ReadGoal, ReadQuote
from helhed.policy.words import LONGEST_TITLE


def content_of(reading: PolicyReading, *, fallback_title: str) -> Content:
    """All that was read, each area, goal, quote and section with an id of its own; a document without a title gets its
    first line where that is a heading, and else the fallback."""
    before = reading.predecessor
    return Content(
        title=reading.title or _first_heading(reading) or fallback_title,
        subtitle=reading.subtitle or "",
        municipality=reading.municipality or "",
        period=reading.period or "",
        predecessor_title=(before and before.title) or "",
        predecessor_period=(before and before.period) or "",
        target_group=reading.target_group or "",
        vision=reading.vision or "",
        vision_lead=reading.vision_lead or "",
        statements=reading.vision_statements,
        values=tuple(ContentValue(value.name, value.text or "") for value in reading.values),
        areas=tuple(map(_area, reading.focus_areas)),
        sections=tuple(
            ContentSection(uuid7(), section.kind, section.text or "", section.title or "", section.page, section.block)
            for section in reading.sections
        ),
        warnings=reading.warnings,
    )


def _first_heading(reading: PolicyReading) -> str:
    first = next(iter(reading.blocks), None)
    return first.text[:LONGEST_TITLE] if first and first.kind is Kind.HEADING else ""


def _area(read: ReadArea) -> ContentArea:
    return ContentArea(
        id=uuid7(),
        title=read.title or "",
        number=read.number,
        intro=read.intro or "",
        goals_lead=read.goals_lead or "",
        goals=tuple(map(_goal, read.goals)),
        quotes=tuple(map(_quote, read.quotes)),
        how=str(read.how),
        block=read.block,
    )


def _goal(read: ReadGoal) -> ContentGoal:
    return ContentGoal(uuid7(), read.text, page=read.page, line=read.line, how=str(read.how), block=read.block)


def _quote(read: ReadQuote) -> ContentQuote:
    return ContentQuote(uuid7(), read.text, read.source or "", str(read.how), read.block)
