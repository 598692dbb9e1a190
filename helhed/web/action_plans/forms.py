from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.action_plans.words import LONGEST_REASON, LONGEST_TITLE, LONGEST_WORDS, Confidence, Decision, ProgressState
from helhed.policy.queries.shown import ShownArea


class ProgressForm(forms.Form):
    """How an initiative goes, in one word and in the writer's own."""

    state = forms.ChoiceField(label=_("How does it go?"), choices=ProgressState.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "da"}),
        help_text=_("What was done, what held it up, what comes next. Write nothing that points at a single citizen."),
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you?"), choices=Confidence.choices, initial=Confidence.MEDIUM, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why you see it otherwise than the milestones and days say"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "da"}),
    )
    body = forms.CharField(
        label=_("Which body decided it"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("Only where something was changed or dropped by decision."),
    )
    on = forms.DateField(
        label=_("Which day it was decided"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    agenda_item = forms.CharField(label=_("Agenda item"), required=False, max_length=LONGEST_TITLE)
    seen_update = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def judgement(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        body, on, item = typed.pop("body"), typed.pop("on"), typed.pop("agenda_item")
        return {
            **typed,
            "state": ProgressState(typed["state"]),
            "confidence": Confidence(typed["confidence"]),
            "decision": Decision(body, on, item) if body and on else None,
        }


class InitiativeFilter(forms.Form):
    """Which initiatives of a plan to show, and in what order. What makes no sense is left out."""

    state = forms.ChoiceField(label=_("How it goes"), required=False)
    area = forms.ChoiceField(label=_("Focus area"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("No.")), ("ends", _("Deadline")), ("title", _("Title"))],
    )

    def __init__(self, *args: Any, areas: tuple[ShownArea, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [*ProgressState.choices, ("late", _("Past the deadline")), ("vacant", _("Nobody is accountable"))]
        self._offer("state", states)
        self._offer("area", [(str(area.place), area.title) for area in areas])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]
