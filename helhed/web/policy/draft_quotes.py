"""The pages about a quote of a draft."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.policy.content.changes import AddQuote, Change, ChangeQuote, DropQuote
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.words import LONGEST_GOAL
from helhed.web.policy.draft_fields import line_field, text_field
from helhed.web.policy.draft_goals import AddToArea
from helhed.web.policy.draft_page import ChangeForm, ChangePage
from helhed.web.policy.draft_parts import AreaPart, QuotePart, area_anchor, area_name, name_of_area, quote_anchor
from helhed.web.policy.recognition import how_words
from helhed.web.shell.parts import Text


class QuoteFields(ChangeForm):
    text = text_field(
        gettext_lazy("What was said"), 4, max_length=LONGEST_GOAL, help_text=gettext_lazy("Without quotation marks.")
    )
    source = line_field(gettext_lazy("Who said it"), required=False)


class QuoteForm(QuoteFields):
    part: QuotePart

    def standing(self, part: QuotePart) -> dict[str, Any]:
        return {"text": part.quote.text, "source": part.quote.source}

    def change(self) -> Change:
        return ChangeQuote(self.part.quote.id, self.cleaned_data["text"], self.cleaned_data["source"])

    def anchor(self) -> str:
        return quote_anchor(self.part.quote.id)


class DropQuoteForm(ChangeForm):
    part: QuotePart
    called = "fjern"

    def change(self) -> Change:
        return DropQuote(self.part.quote.id)

    def anchor(self) -> str:
        return area_anchor(self.part.area.id)


class QuotePage(ChangePage):
    template = "policy/draft_quote.html"
    forms = {"skriv": QuoteForm, "fjern": DropQuoteForm}
    does = "skriv"

    def part(self, draft: ShownDraft, **which: Any) -> QuotePart:
        return QuotePart.of(draft, which["quote_id"])

    def words(self, part: QuotePart) -> dict[str, Text]:
        return {"title": _("Quote")}

    def more(self, part: QuotePart) -> dict[str, Any]:
        return {"how": how_words(part.draft, part.quote), "area_name": name_of_area(part)}


class AddQuoteForm(QuoteFields):
    part: AreaPart

    def change(self) -> Change:
        return AddQuote(self.part.area.id, self.cleaned_data["text"], self.cleaned_data["source"])

    def anchor(self) -> str:
        return f"efter-{self.part.area.id}"


class QuoteAdd(AddToArea):
    forms = {"skriv": AddQuoteForm}

    def words(self, part: AreaPart) -> dict[str, Text]:
        name = area_name(part.area, part.place)
        return {
            "title": _("New quote"),
            "submit": _("Add the quote"),
            "explanation": _("It comes last in the focus area “%(area)s”.") % {"area": name},
        }
