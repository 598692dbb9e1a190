"""What a reviewer changes in what a policy says about itself: its facts, the statements of its vision, its values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from helhed.base.errors import Invalid
from helhed.policy.content.sections import FromText
from helhed.policy.content.tree import Content, ContentValue
from helhed.policy.content.typed import lines, needed, one_line
from helhed.policy.words import LONGEST_GOAL, LONGEST_TEXT, LONGEST_TITLE

_YEARS = re.compile(r"([0-9]{4}) ?[-–—] ?([0-9]{4})")


@dataclass(frozen=True)
class SetFacts(FromText):
    """What the policy says about itself; all of it, as the reviewer saw it and wants it."""

    title: str
    subtitle: str
    municipality: str
    period: str
    target_group: str
    vision: str

    def on(self, content: Content) -> Content:
        return replace(
            content,
            title=needed(self.title, "title", LONGEST_TITLE, _("Write what the policy is called.")),
            subtitle=one_line(self.subtitle, "subtitle", LONGEST_TITLE),
            municipality=one_line(self.municipality, "municipality", LONGEST_TITLE),
            period=_period(self.period),
            target_group=lines(self.target_group, "target_group", LONGEST_TEXT),
            vision=lines(self.vision, "vision", LONGEST_TEXT),
        )


def _period(text: str) -> str:
    """A period is two years in their order, or nothing; it is written with a hyphen, whatever was typed."""
    typed = one_line(text, "period", LONGEST_TITLE)
    years = _YEARS.fullmatch(typed)
    if not typed:
        return ""
    if not years:
        raise Invalid("period", _("Write the period as two years with a hyphen, as in 2021-2033."))
    if years[1] > years[2]:
        raise Invalid("period", _("The period ends before it begins. Write the first year first."))
    return f"{years[1]}-{years[2]}"


@dataclass(frozen=True)
class SetStatements:
    """The sentences that say what the vision means, in their order; empty ones fall away."""

    texts: tuple[str, ...]

    def on(self, content: Content) -> Content:
        written = (one_line(text, "texts", LONGEST_GOAL) for text in self.texts)
        return replace(content, statements=tuple(text for text in written if text))


@dataclass(frozen=True)
class AddStatements(FromText):
    """More sentences that say what the vision means, after those that stand."""

    texts: tuple[str, ...]

    def on(self, content: Content) -> Content:
        return SetStatements((*content.statements, *self.texts)).on(content)


@dataclass(frozen=True)
class AddValue(FromText):
    """One more value, after those that stand."""

    name: str
    text: str

    def on(self, content: Content) -> Content:
        value = ContentValue(_value_name(self.name), lines(self.text, "text", LONGEST_TEXT))
        return replace(content, values=(*content.values, value))


@dataclass(frozen=True)
class SetValues:
    """The values, in their order; those without a word fall away."""

    values: tuple[ContentValue, ...]

    def on(self, content: Content) -> Content:
        return replace(content, values=tuple(_written(self.values)))


def _written(values: tuple[ContentValue, ...]) -> Iterator[ContentValue]:
    for value in values:
        text = lines(value.text, "values", LONGEST_TEXT)
        if text or one_line(value.name, "values", LONGEST_TITLE):
            yield ContentValue(_value_name(value.name, "values"), text)


def _value_name(name: str, field: str = "heading") -> str:
    return needed(name, field, LONGEST_TITLE, _("Write what the value is called."))
