"""Building a policy by marking its text: a passage of the document becomes a part of the policy, whatever it is."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.base.errors import Missing
from helhed.policy.content.changes import (
    AddArea,
    AddGoal,
    AddIntroduction,
    AddQuote,
    AddSection,
    AddStatements,
    AddValue,
    Change,
    SetFacts,
)
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.words import LONGEST_RUNNING_TEXT, LONGEST_TITLE, SectionKind
from helhed.web.policy.draft_facts import set_facts
from helhed.web.policy.draft_fields import line_field, text_field
from helhed.web.policy.draft_page import ChangeForm, ChangePage
from helhed.web.policy.draft_parts import DraftPart, area_choices, block_anchor
from helhed.web.policy.leaving import Numbered, fit_leaves, leaves_field, left_by, likely_area
from helhed.web.policy.source_text import MARKS
from helhed.web.shell.parts import Text

AREA, GOAL, QUOTE, INTRODUCTION, TEXT = "fokusomraade", "maal", "citat", "indledning", "broedtekst"
VISION, STATEMENT, VALUE, SUBTITLE, TARGET_GROUP = "vision", "udsagn", "vaerdi", "undertitel", "maalgruppe"
BECOMES = (
    (AREA, gettext_lazy("A focus area")),
    (GOAL, gettext_lazy("A goal")),
    (QUOTE, gettext_lazy("A quote")),
    (INTRODUCTION, gettext_lazy("An introduction to a focus area")),
    (TEXT, gettext_lazy("Running text")),
    (VISION, gettext_lazy("The vision")),
    (STATEMENT, gettext_lazy("Vision statements, one on each line")),
    (VALUE, gettext_lazy("A value")),
    (SUBTITLE, gettext_lazy("The subtitle")),
    (TARGET_GROUP, gettext_lazy("The target group")),
)
LIKELY = {Kind.HEADING: AREA, Kind.QUOTE: QUOTE}
FACT_OF = {VISION: "vision", SUBTITLE: "subtitle", TARGET_GROUP: "target_group"}
NEEDS_AREA = {
    QUOTE: gettext_lazy("Choose the focus area that the quote stands in."),
    INTRODUCTION: gettext_lazy("Choose the focus area that it introduces."),
}
MOST = {
    AREA: (
        LONGEST_TITLE,
        gettext_lazy("The title of a focus area has at most %(most)s characters. Cut the text down to the title."),
    ),
    SUBTITLE: (LONGEST_TITLE, gettext_lazy("A subtitle has at most %(most)s characters. Cut the text down to it.")),
}
MOST_BLOCKS = 20
Taken = AddArea | AddGoal | AddQuote | AddIntroduction | AddSection | AddStatements | AddValue | SetFacts


@dataclass(frozen=True)
class TextPart(DraftPart):
    """A passage of the document's text, from its first block to its last."""

    first: int
    last: int

    @classmethod
    def of(cls, draft: ShownDraft, first: str, last: str) -> "TextPart":
        """Raises `Missing` where the document has no such passage."""
        if not (first.isdecimal() and last.isdecimal() and len(first + last) < 20):
            raise Missing
        part = cls(draft, int(first), int(last))
        if not part.first <= part.last < min(len(draft.blocks), part.first + MOST_BLOCKS):
            raise Missing
        return part

    @property
    def block(self) -> int | None:
        return self.first

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.draft.blocks[self.first : self.last + 1]

    @property
    def longer(self) -> "TextPart | None":
        """The passage with the block below it too."""
        has_more = self.last + 1 < min(len(self.draft.blocks), self.first + MOST_BLOCKS)
        return replace(self, last=self.last + 1) if has_more else None


class MarkForm(ChangeForm):
    part: TextPart
    called = "brug"
    text = text_field(
        gettext_lazy("The text"),
        6,
        max_length=LONGEST_RUNNING_TEXT,
        help_text=gettext_lazy("Cut away what does not belong to it."),
    )
    becomes = forms.ChoiceField(label=gettext_lazy("What it is"), choices=BECOMES, widget=forms.RadioSelect)
    area = forms.ChoiceField(
        label=gettext_lazy("In which focus area"),
        required=False,
        help_text=gettext_lazy("Only for a goal, a quote or an introduction."),
    )
    source = line_field(gettext_lazy("Who said it"), required=False, help_text=gettext_lazy("Only for a quote."))
    heading = line_field(
        gettext_lazy("Heading or name"),
        required=False,
        help_text=gettext_lazy("Only for running text, which it stands over, or a value, which it names."),
    )
    leaves = leaves_field()

    def standing(self, part: TextPart) -> dict[str, Any]:
        first = part.blocks[0]
        return {
            "text": "\n\n".join(block.text for block in part.blocks)[:LONGEST_RUNNING_TEXT],
            "becomes": LIKELY.get(first.kind, GOAL),
            "area": likely_area(part.draft, part.first),
            "source": first.source or "",
        }

    def fit(self) -> None:
        choices = [*area_choices(self.part.draft), ("", _("In no focus area"))]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]
        fit_leaves(self, self.part.draft, self._numbered())

    def _numbered(self) -> Numbered:
        return tuple(enumerate(self.part.blocks, self.part.first))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        becomes = typed.get("becomes", "")
        if becomes in NEEDS_AREA and not typed.get("area"):
            self.add_error("area", NEEDS_AREA[becomes])
        if becomes == VALUE and not typed.get("heading"):
            self.add_error("heading", _("Write what the value is called."))
        if becomes in MOST and len(typed.get("text", "")) > MOST[becomes][0]:
            most, words = MOST[becomes]
            self.add_error("text", words % {"most": most})
        return typed

    def change(self) -> Change:
        typed = self.cleaned_data
        leaving = left_by(self.part.draft, self._numbered(), typed["text"]) if typed.get("leaves") else ()
        return replace(self._made(typed["text"], typed["becomes"]), leaves=leaving)

    def _made(self, text: str, becomes: str) -> Taken:
        if becomes == AREA:
            return AddArea(text, block=self.part.first)
        if becomes == TEXT:
            kind, page = SectionKind.OTHER, self.part.blocks[0].page
            return AddSection(self.cleaned_data["heading"], kind, text, self.part.first, page)
        if becomes in (VISION, SUBTITLE, TARGET_GROUP):
            return set_facts(self.part.draft, **{FACT_OF[becomes]: text})
        if becomes == STATEMENT:
            return AddStatements(tuple(text.splitlines()))
        if becomes == VALUE:
            return AddValue(self.cleaned_data["heading"], text)
        return self._made_in_area(text, becomes)

    def _made_in_area(self, text: str, becomes: str) -> Taken:
        typed, first = self.cleaned_data, self.part.first
        area_id = UUID(typed["area"]) if typed["area"] else None
        if area_id and becomes == QUOTE:
            return AddQuote(area_id, text.strip(MARKS), typed["source"], block=first)
        if area_id and becomes == INTRODUCTION:
            return AddIntroduction(area_id, text)
        return AddGoal(area_id, text, block=first, page=self.part.blocks[0].page)

    def anchor(self) -> str:
        return block_anchor(self.part.first)


class MarkPage(ChangePage):
    template = "policy/draft_mark.html"
    forms = {"brug": MarkForm}
    does = "brug"

    def part(self, draft: ShownDraft, **which: Any) -> TextPart:
        first = self.request.GET.get("fra", "0")
        return TextPart.of(draft, first, self.request.GET.get("til", first))

    def beside(self, part: TextPart) -> Collection[int]:
        return range(part.first, part.last + 1)

    def words(self, part: TextPart) -> dict[str, Text]:
        return {"title": _("Use the text"), "submit": _("Add it")}
