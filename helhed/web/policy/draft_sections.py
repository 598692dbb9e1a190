"""The pages about the running text of a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.policy.content.changes import AddSection, Change, ChangeSection, DropSection, JoinSections
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.words import LONGEST_RUNNING_TEXT, SectionKind
from helhed.web.policy.draft_fields import line_field, text_field
from helhed.web.policy.draft_page import ChangeForm, ChangePage
from helhed.web.policy.draft_parts import DraftPart, SectionPart, section_anchor, section_name
from helhed.web.shell.parts import Text

SECTIONS = "broedtekst"


class SectionFields(ChangeForm):
    title = line_field(gettext_lazy("Heading"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of text"), choices=SectionKind.choices)
    text = text_field(
        gettext_lazy("The text"),
        14,
        max_length=LONGEST_RUNNING_TEXT,
        help_text=gettext_lazy("An empty line begins a new paragraph."),
    )


class SectionForm(SectionFields):
    part: SectionPart

    def standing(self, part: SectionPart) -> dict[str, Any]:
        section = part.section
        return {"title": section.title, "kind": section.kind, "text": section.text}

    def change(self) -> Change:
        typed = self.cleaned_data
        return ChangeSection(self.part.section.id, typed["title"], typed["kind"], typed["text"])

    def anchor(self) -> str:
        return section_anchor(self.part.section.id)


class JoinSectionForm(ChangeForm):
    part: SectionPart
    called = "saml"

    def change(self) -> Change:
        return JoinSections(self.part.section.id)

    def anchor(self) -> str:
        """At the text that it became part of."""
        return section_anchor((self.part.above or self.part.section).id)


class DropSectionForm(ChangeForm):
    part: SectionPart
    called = "fjern"

    def change(self) -> Change:
        return DropSection(self.part.section.id)

    def anchor(self) -> str:
        return section_anchor(self.part.above.id) if self.part.above else SECTIONS


class SectionPage(ChangePage):
    template = "policy/draft_section.html"
    forms = {"skriv": SectionForm, "saml": JoinSectionForm, "fjern": DropSectionForm}
    does = "skriv"

    def part(self, draft: ShownDraft, **which: Any) -> SectionPart:
        return SectionPart.of(draft, which["section_id"])

    def words(self, part: SectionPart) -> dict[str, Text]:
        return {"title": section_name(part.section)}

    def more(self, part: SectionPart) -> dict[str, Any]:
        return {"above": part.above and section_name(part.above)}


class AddSectionForm(SectionFields):
    def standing(self, part: DraftPart) -> dict[str, Any]:
        return {"kind": SectionKind.OTHER}

    def change(self) -> Change:
        typed = self.cleaned_data
        return AddSection(typed["title"], typed["kind"], typed["text"])

    def anchor(self) -> str:
        return SECTIONS


class SectionAdd(ChangePage):
    forms = {"skriv": AddSectionForm}
    does = "skriv"

    def words(self, part: DraftPart) -> dict[str, Text]:
        return {
            "title": _("New running text"),
            "submit": _("Add the text"),
            "explanation": _(
                "It comes last. Text that stands in the document is added from there: choose “Use the text”."
            ),
        }
