"""The pages about what a draft says of itself: its facts, the statements of its vision, its values."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.policy.content.changes import Change, SetFacts, SetStatements, SetValues
from helhed.policy.content.tree import ContentValue
from helhed.policy.queries.drafts import ShownDraft
from helhed.web.policy.draft_fields import line_field, text_field
from helhed.web.policy.draft_page import ChangeForm, ChangePage
from helhed.web.policy.draft_parts import DraftPart
from helhed.web.policy.source_text import blocks_of_facts, blocks_of_texts
from helhed.web.shell.parts import Text

EMPTY_VALUES = 2
VALUE = re.compile(r"(?:name|text)_([1-9][0-9]{0,3})")

FACTS = ("title", "subtitle", "municipality", "period", "target_group", "vision")


def set_facts(draft: ShownDraft, **changed: str) -> SetFacts:
    """The facts as they stand, but for these."""
    return SetFacts(**{name: getattr(draft.content, name) for name in FACTS} | changed)


class FactsForm(ChangeForm):
    title = line_field(gettext_lazy("Title"))
    subtitle = line_field(gettext_lazy("Subtitle"), required=False)
    municipality = line_field(gettext_lazy("Municipality"), required=False)
    period = line_field(
        gettext_lazy("Period"),
        required=False,
        help_text=gettext_lazy("As in 2021-2033. Leave it empty if there is none."),
    )
    target_group = text_field(gettext_lazy("Target group"), 4, required=False)
    vision = text_field(gettext_lazy("Vision"), 4, required=False)

    def standing(self, part: DraftPart) -> dict[str, Any]:
        return {name: getattr(part.draft.content, name) for name in FACTS}

    def change(self) -> Change:
        return set_facts(self.part.draft, **{name: self.cleaned_data[name] for name in FACTS})

    def anchor(self) -> str:
        return "fakta"


class FactsPage(ChangePage):
    forms = {"skriv": FactsForm}
    does = "skriv"

    def words(self, part: DraftPart) -> dict[str, Text]:
        return {"title": _("What the policy says about itself")}

    def beside(self, part: DraftPart) -> Collection[int]:
        return blocks_of_facts(part.draft)


class StatementsForm(ChangeForm):
    texts = text_field(
        gettext_lazy("The sentences that say what the vision means"),
        10,
        required=False,
        help_text=gettext_lazy("One on each line."),
    )

    def standing(self, part: DraftPart) -> dict[str, Any]:
        return {"texts": "\n".join(map(_on_one_line, part.draft.content.statements))}

    def change(self) -> Change:
        return SetStatements(tuple(self.cleaned_data["texts"].splitlines()))

    def anchor(self) -> str:
        return "udsagn"


class StatementsPage(ChangePage):
    forms = {"skriv": StatementsForm}
    does = "skriv"

    def words(self, part: DraftPart) -> dict[str, Text]:
        return {"title": _("Vision statements")}

    def beside(self, part: DraftPart) -> Collection[int]:
        return blocks_of_texts(part.draft, part.draft.content.statements)


def _on_one_line(text: str) -> str:
    """As a field of one line shows it: another program may have broken it."""
    return " ".join(text.split())


class ValuesForm(ChangeForm):
    """A name and a text for each value, with empty ones below to add by; an emptied one falls away.

    One that nothing was sent about stays as it stands.
    """

    def fit(self) -> None:
        for number in self._rows():
            named = {"number": number}
            self.fields[f"name_{number}"] = line_field(_("Value %(number)s") % named, required=False)
            self.fields[f"text_{number}"] = text_field(_("What value %(number)s means") % named, 3, required=False)

    def _rows(self) -> list[int]:
        """As many as stand there and a few more, and as many as were sent."""
        shown = range(1, len(self.part.draft.content.values) + EMPTY_VALUES + 1)
        sent = (int(found[1]) for name in self.data if (found := VALUE.fullmatch(name)))
        return sorted({*shown, *sent})

    def standing(self, part: DraftPart) -> dict[str, Any]:
        numbered = enumerate(part.draft.content.values, 1)
        return {
            key: text
            for number, value in numbered
            for key, text in ((f"name_{number}", _on_one_line(value.name)), (f"text_{number}", value.text))
        }

    def change(self) -> Change:
        return SetValues(tuple(self._values()))

    def _values(self) -> Iterator[ContentValue]:
        standing = dict(enumerate(self.part.draft.content.values, 1))
        for number in self._rows():
            value = standing.get(number, ContentValue(""))
            yield ContentValue(self._sent("name", number, value.name), self._sent("text", number, value.text))

    def _sent(self, what: str, number: int, standing: str) -> str:
        name = f"{what}_{number}"
        return str(self.cleaned_data[name]) if name in self.data else standing

    def anchor(self) -> str:
        return "vaerdier"


class ValuesPage(ChangePage):
    forms = {"skriv": ValuesForm}
    does = "skriv"

    def words(self, part: DraftPart) -> dict[str, Text]:
        return {
            "title": _("Values"),
            "explanation": _("Empty a name and its text to remove the value."),
        }

    def beside(self, part: DraftPart) -> Collection[int]:
        return blocks_of_texts(part.draft, (value.text or value.name for value in part.draft.content.values))
