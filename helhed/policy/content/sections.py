"""The running text of a policy: what a reviewer changes in it, and how a text leaves it that is used otherwise."""

import re
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from helhed.base.errors import Invalid
from helhed.base.ids import uuid7
from helhed.policy.content.places import exchanged, index_of, place_by_block, put_in, taken_out
from helhed.policy.content.tree import Content, ContentSection
from helhed.policy.content.typed import lines, one_line
from helhed.policy.words import LONGEST_RUNNING_TEXT, LONGEST_TITLE, SectionKind

_PARAGRAPHS = re.compile(r"\n\s*\n")
_MARKER = re.compile(r"[^\w\s]*(\d+(\.\d+)*|[a-zæøå])?[.)]?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class FromText:
    """A change by which a text of the document becomes something.

    `leaves` names the running text that it stands in there, by the id of the section, and the text that leaves it.
    """

    leaves: tuple[tuple[UUID, str], ...] = ()


def without_left(content: Content, leaves: tuple[tuple[UUID, str], ...]) -> Content:
    """The content whose sections do not say these texts any more; a section that says nothing is none."""
    for section_id, text in leaves:
        sections = (
            replace(each, text=_without(each.text, text)) if each.id == section_id else each
            for each in content.sections
        )
        content = replace(content, sections=tuple(each for each in sections if each.text))
    return content


def _without(whole: str, text: str) -> str:
    """The first paragraph that holds the text goes without it, and goes altogether where it says nothing else."""
    paragraphs = _PARAGRAPHS.split(whole)
    for index, paragraph in enumerate(paragraphs):
        if text in paragraph:
            rest = re.sub(r" {2,}", " ", paragraph.replace(text, "", 1)).strip(" –\n")
            kept = [] if _MARKER.fullmatch(rest) else [rest]
            return "\n\n".join((*paragraphs[:index], *kept, *paragraphs[index + 1 :]))
    return whole


def section_holding(content: Content, block: int, text: str) -> ContentSection | None:
    """The section that the text at that block stands in: of those that say it, the last that begins above it."""
    holding = [section for section in content.sections if text and text in section.text]
    above = [section for section in holding if section.block is not None and section.block <= block]
    return next(iter((*reversed(above), *holding)), None)


def section_of(content: Content, section_id: UUID) -> ContentSection:
    return content.sections[index_of(content.sections, section_id)]


@dataclass(frozen=True)
class AddSection(FromText):
    """New running text under a heading: where its block stands in the file, and else last."""

    title: str
    kind: str
    text: str
    block: int | None = None
    page: int | None = None

    def on(self, content: Content) -> Content:
        words = (SectionKind(self.kind), _text(self.text), _title(self.title))
        section = ContentSection(uuid7(), *words, page=self.page, block=self.block)
        place = place_by_block([each.block for each in content.sections], self.block)
        return replace(content, sections=put_in(content.sections, section, place))


def _title(text: str) -> str:
    return one_line(text, "title", LONGEST_TITLE)


def _text(text: str) -> str:
    written = lines(text, "text", LONGEST_RUNNING_TEXT)
    if not written:
        raise Invalid("text", _("Write the text."))
    return written


@dataclass(frozen=True)
class ChangeSection:
    """The running text under another heading, of another kind, or in other words."""

    section_id: UUID
    title: str
    kind: str
    text: str

    def on(self, content: Content) -> Content:
        section = section_of(content, self.section_id)
        changed = replace(section, kind=SectionKind(self.kind), text=_text(self.text), title=_title(self.title))
        return replace(content, sections=exchanged(content.sections, changed))


@dataclass(frozen=True)
class JoinSections:
    """The running text becomes part of the one above it, under the heading of that; its own stands as a paragraph."""

    section_id: UUID

    def on(self, content: Content) -> Content:
        index = index_of(content.sections, self.section_id)
        if not index:
            raise Invalid("section", _("There is no running text above this one to join it with."))
        above, below = content.sections[index - 1 : index + 1]
        title = below.title if below.title != above.title else ""
        joined = replace(above, text=_text("\n\n".join(filter(None, (above.text, title, below.text)))))
        return replace(content, sections=(*content.sections[: index - 1], joined, *content.sections[index + 1 :]))


@dataclass(frozen=True)
class DropSection:
    """The running text goes; the text of the document stays as it is."""

    section_id: UUID

    def on(self, content: Content) -> Content:
        index_of(content.sections, self.section_id)
        return replace(content, sections=taken_out(content.sections, self.section_id))
