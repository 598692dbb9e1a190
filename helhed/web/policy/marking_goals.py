"""Several passages of the document's text at once: each becomes a goal of its own, in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.base.errors import Missing
from helhed.policy.content.changes import AddGoal, AddGoals, Change
from helhed.policy.content.typed import has_letters
from helhed.policy.queries.drafts import ShownDraft, get_draft
from helhed.policy.words import LONGEST_GOAL
from helhed.web.policy.draft_fields import text_field
from helhed.web.policy.draft_page import ChangeForm, ChangePage
from helhed.web.policy.draft_parts import DraftPart, area_choices, block_anchor
from helhed.web.policy.found import place_words
from helhed.web.policy.leaving import Leaves, Numbered, fit_leaves, leaves_field, left_by, likely_area
from helhed.web.request import viewer_of
from helhed.web.shell.parts import Text

MOST_GOALS = 50


@dataclass(frozen=True)
class SelectedPart(DraftPart):
    """Passages of the document's text, in its order."""

    numbers: tuple[int, ...]

    @classmethod
    def of(cls, draft: ShownDraft, selected: Sequence[str]) -> "SelectedPart":
        """Raises `Missing` where the document has no such passages, or they are too many."""
        places = {str(number): number for number in range(len(draft.blocks))}
        if not selected or len(selected) > MOST_GOALS or not places.keys() >= set(selected):
            raise Missing
        return cls(draft, tuple(sorted({places[each] for each in selected})))

    @property
    def passages(self) -> Numbered:
        return tuple((number, self.draft.blocks[number]) for number in self.numbers)


class GoalsForm(ChangeForm):
    part: SelectedPart
    called = "flere"
    area = forms.ChoiceField(label=gettext_lazy("In which focus area"), required=False)
    leaves = leaves_field()

    def standing(self, part: SelectedPart) -> dict[str, Any]:
        texts = {f"text_{number}": block.text[:LONGEST_GOAL] for number, block in part.passages}
        return {"area": likely_area(part.draft, part.numbers[0]), **texts}

    def fit(self) -> None:
        choices = [*area_choices(self.part.draft), ("", _("In no focus area"))]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]
        fit_leaves(self, self.part.draft, self.part.passages)
        for place, (number, block) in enumerate(self.part.passages, 1):
            label = _("Goal %(number)s (%(place)s)") % {"number": place, "place": place_words(block)}
            rows = 2 + len(block.text) // 160
            self.fields[f"text_{number}"] = text_field(label, min(rows, 6), max_length=LONGEST_GOAL, required=False)
        self.order_fields(["seen_step", "area", *(f"text_{number}" for number in self.part.numbers)])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        texts = {name: text for name, text in typed.items() if name.startswith("text_") and text}
        for name, text in texts.items():
            if not has_letters(text):
                self.add_error(name, _("Write the goal in words."))
        if not texts and not self.errors:
            self.add_error(f"text_{self.part.numbers[0]}", _("Write at least one goal."))
        return typed

    def change(self) -> Change:
        area_id = UUID(self.cleaned_data["area"]) if self.cleaned_data["area"] else None
        goals = (AddGoal(area_id, text, number, self.part.draft.blocks[number].page) for number, text in self._kept())
        return AddGoals(area_id, tuple(goals), leaves=self._leaving())

    def _kept(self) -> list[tuple[int, str]]:
        """The texts that were not emptied."""
        texts = ((number, self.cleaned_data[f"text_{number}"]) for number in self.part.numbers)
        return [(number, text) for number, text in texts if text]

    def _leaving(self) -> Leaves:
        if not self.cleaned_data.get("leaves"):
            return ()
        draft = self.part.draft
        each = (left_by(draft, [(number, draft.blocks[number])], text) for number, text in self._kept())
        return tuple(pair for pairs in each for pair in pairs)

    def anchor(self) -> str:
        return block_anchor(self.part.numbers[0])


class GoalsPage(ChangePage):
    forms = {"flere": GoalsForm}
    does = "flere"

    def get(self, request: HttpRequest, slug: str, **which: Any) -> HttpResponse:
        """Whoever selected none, or more than can be looked over at a time, is told where they are selected."""
        number = len(request.GET.getlist("blok"))
        if 1 <= number <= MOST_GOALS:
            return super().get(request, slug, **which)
        get_draft(viewer_of(request), slug)
        words = _("Select from 1 to %(most)s pieces of the text at a time. You selected %(number)s.")
        messages.warning(request, words % {"most": MOST_GOALS, "number": number})
        return redirect(f"{reverse('draft', args=[slug])}#tekst")

    def part(self, draft: ShownDraft, **which: Any) -> SelectedPart:
        return SelectedPart.of(draft, self.request.GET.getlist("blok"))

    def words(self, part: SelectedPart) -> dict[str, Text]:
        return {
            "title": _("Make the selected text goals"),
            "submit": _("Add the goals"),
            "explanation": _("Each text becomes a goal of its own. Empty a text to leave it out."),
        }
