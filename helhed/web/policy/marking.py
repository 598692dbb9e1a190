"""Building a policy by marking its text: a passage of the document becomes an area, a goal, a quote or the vision."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.base.errors import Missing
from helhed.policy.content.changes import AddArea, AddGoal, AddQuote, Change
from helhed.policy.content.places import first_block
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.reading.blocks.block import Block, Kind
from helhed.policy.words import LONGEST_TEXT, LONGEST_TITLE
from helhed.web.policy.draft_facts import set_facts
from helhed.web.policy.draft_fields import line_field, text_field
from helhed.web.policy.draft_page import ChangeForm, ChangePage
from helhed.web.policy.draft_parts import DraftPart, area_choices, block_anchor
from helhed.web.policy.source_text import MARKS
from helhed.web.shell.parts import Text

AREA, GOAL, QUOTE, VISION = "fokusomraade", "maal", "citat", "vision"
BECOMES = (
    (AREA, gettext_lazy("A focus area")),
    (GOAL, gettext_lazy("A goal")),
    (QUOTE, gettext_lazy("A quote")),
    (VISION, gettext_lazy("The vision")),
)
LIKELY = {Kind.HEADING: AREA, Kind.QUOTE: QUOTE}
MOST_BLOCKS = 20


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
    text = text_field(gettext_lazy("The text"), 6, help_text=gettext_lazy("Cut away what does not belong to it."))
    becomes = forms.ChoiceField(label=gettext_lazy("What it is"), choices=BECOMES, widget=forms.RadioSelect)
    area = forms.ChoiceField(
        label=gettext_lazy("In which focus area"),
        required=False,
        help_text=gettext_lazy("Only for a goal or a quote."),
    )
    source = line_field(gettext_lazy("Who said it"), required=False, help_text=gettext_lazy("Only for a quote."))

    def standing(self, part: TextPart) -> dict[str, Any]:
        first = part.blocks[0]
        return {
            "text": "\n".join(block.text for block in part.blocks)[:LONGEST_TEXT],
            "becomes": LIKELY.get(first.kind, GOAL),
            "area": _likely_area(part),
            "source": first.source or "",
        }

    def fit(self) -> None:
        choices = [*area_choices(self.part.draft), ("", _("In no focus area"))]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("becomes") == QUOTE and not typed.get("area"):
            self.add_error("area", _("Choose the focus area that the quote stands in."))
        if typed.get("becomes") == AREA and len(typed.get("text", "")) > LONGEST_TITLE:
            words = _("The title of a focus area has at most %(most)s characters. Cut the text down to the title.")
            self.add_error("text", words % {"most": LONGEST_TITLE})
        return typed

    def change(self) -> Change:
        typed, first = self.cleaned_data, self.part.blocks[0]
        text, area_id = typed["text"], UUID(typed["area"]) if typed["area"] else None
        if typed["becomes"] == AREA:
            return AddArea(text, block=self.part.first)
        if typed["becomes"] == VISION:
            return set_facts(self.part.draft, vision=text)
        if typed["becomes"] == QUOTE and area_id:
            return AddQuote(area_id, text.strip(MARKS), typed["source"], block=self.part.first)
        return AddGoal(area_id, text, block=self.part.first, page=first.page)

    def anchor(self) -> str:
        return block_anchor(self.part.first)


def _likely_area(part: TextPart) -> str:
    """The last area that begins above the passage."""
    begun = [(first_block(area), str(area.id)) for area in part.draft.content.areas]
    above = [(block, area_id) for block, area_id in begun if block is not None and block <= part.first]
    return max(above)[1] if above else (begun[-1][1] if begun else "")


class MarkPage(ChangePage):
    template = "policy/draft_mark.html"
    forms = {"brug": MarkForm}
    does = "brug"

    def part(self, draft: ShownDraft, **which: Any) -> TextPart:
        first = self.request.GET.get("fra", "0")
        return TextPart.of(draft, first, self.request.GET.get("til", first))

    def words(self, part: TextPart) -> dict[str, Text]:
        return {"title": _("Use the text"), "submit": _("Add it")}
