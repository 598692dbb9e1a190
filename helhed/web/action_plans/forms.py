from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.queries.trials import TrialChoices
from helhed.action_plans.words import (
    DECIDED,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_WORDS,
    Confidence,
    Decision,
    ProgressRow,
    ProgressState,
    TrialDecision,
)
from helhed.organisation.queries import ShownStaff
from helhed.policy.queries.shown import ShownArea
from helhed.web.policy.draft_fields import day_field
from helhed.web.policy.forms import SeenForm

# Where nothing is typed, the style sheet can tell, and hide a field that is not asked for.
EMPTY = " "


def line(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"lang": "da"})
    return forms.CharField(**{"label": label, "max_length": LONGEST_TITLE, "widget": widget, **more})


def text(label: Any, longest: int, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "lang": "da", "placeholder": EMPTY})
    return forms.CharField(**{"label": label, "max_length": longest, "widget": widget, **more})


def chosen(label: Any, **more: Any) -> forms.TypedChoiceField:
    """One of some things, or none where it is not required; its choices are given with the form."""
    return forms.TypedChoiceField(**{"label": label, "coerce": UUID, "empty_value": None, **more})


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


class Judgements(forms.RadioSelect):
    """The states, marked so that the style sheet asks for a reason and for a decision only where they are needed."""

    proposed: ProgressState | None = None

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        marks = {"data-skipped": not value, "data-proposed": value == self.proposed, "data-decided": value in DECIDED}
        option["attrs"] |= {name: True for name, holds in marks.items() if holds}
        return option


class ProgressForm(forms.Form):
    """How an initiative goes, in one word and in the writer's own."""

    state = forms.ChoiceField(
        label=_("How does it go?"),
        widget=Judgements,
        error_messages={"required": _("Choose how it goes, or empty what you wrote.")},
    )
    reason = text(_("Why you see it otherwise than the milestones and days say"), LONGEST_REASON, 3, required=False)
    body = line(_("Which body decided it"), required=False)
    on = day_field(_("Which day it was decided"), required=False)
    agenda_item = line(_("Agenda item"), required=False)
    words = text(
        _("In your own words"),
        LONGEST_WORDS,
        6,
        help_text=_("What was done, what held it up, what comes next. Write nothing that points at a single citizen."),
        error_messages={"required": _("Write a few words about how it goes.")},
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you?"),
        choices=Confidence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how sure you are.")},
    )
    seen_update = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, initiative: ShownInitiative, **kwargs: Any) -> None:
        seen = initiative.latest.id if initiative.latest else None
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        self.initial["seen_update"] = seen
        proposed = initiative.proposal.state
        self.fields["state"].widget.proposed = proposed
        offer(self, "state", [(each.value, _named(each, each == proposed)) for each in ProgressState])

    def clean(self) -> dict[str, Any]:
        """A decision is written with its body and its day, or not at all."""
        typed = super().clean() or self.cleaned_data
        decided = {name: typed.get(name) for name in ("body", "on", "agenda_item")}
        if any(decided.values()):
            if not decided["body"] and "body" not in self.errors:
                self.add_error("body", str(_("Write which body decided it.")))
            if not decided["on"] and "on" not in self.errors:
                self.add_error("on", str(_("Write which day it was decided.")))
        return typed

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

    def row(self) -> ProgressRow:
        return ProgressRow(initiative_id=self.initiative.id, **self.judgement())


def _named(state: ProgressState, is_proposed: bool) -> str:
    return str(_("%(state)s (the proposal)") % {"state": state.label} if is_proposed else state.label)


class OneOfManyForm(ProgressForm):
    """The same for one of many initiatives on a page; the one that nobody wrote about is not sent."""

    def __init__(self, *args: Any, initiative: ShownInitiative, **kwargs: Any) -> None:
        more = {"prefix": str(initiative.id), "empty_permitted": True, "use_required_attribute": False}
        super().__init__(*args, initiative=initiative, **more, **kwargs)
        self.initial["state"] = ""
        states = self.fields["state"].choices  # type: ignore[attr-defined]
        offer(self, "state", [("", _("Not now")), *states])

    def has_changed(self) -> bool:
        return any(name != "seen_update" for name in self.changed_data)


class MilestoneForm(forms.Form):
    title = line(_("What is to be reached"))
    due_on = day_field(_("By which day"))


class ChangeMilestoneForm(MilestoneForm, SeenForm):
    field_order = ("title", "due_on")


class ReachedForm(SeenForm):
    done_on = day_field(_("Which day it was reached"))


class AssignForm(SeenForm):
    """Who is accountable, and who the deputy is."""

    accountable = chosen(_("Accountable"), required=False)
    deputy = chosen(_("Deputy"), required=False)

    def __init__(self, *args: Any, staff: Sequence[ShownStaff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("accountable", "deputy"):
            offer(self, name, [("", _("Nobody")), *_people(staff)])


class HandOverForm(forms.Form):
    to = chosen(_("To whom"))
    is_confirmed = forms.BooleanField(
        label=_("I have read the list, and all of it changes hands"),
        error_messages={"required": _("Tick this when you have read the list.")},
    )

    def __init__(self, *args: Any, staff: Sequence[ShownStaff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", [("", _("Choose …")), *_people(staff)])


def _people(staff: Sequence[ShownStaff]) -> list[tuple[str, str]]:
    return [(str(each.id), f"{each.name}, {each.title}") for each in staff]


class TrialForm(forms.Form):
    """What is tried out, to learn what, across which focus areas, and for how long."""

    title = line(_("What you try out"))
    question = text(_("What you want to learn"), LONGEST_WORDS, 4)
    areas = forms.TypedMultipleChoiceField(
        label=_("Focus areas it goes across"), coerce=UUID, widget=forms.CheckboxSelectMultiple(attrs={"lang": "da"})
    )
    started_on = day_field(_("Begins"))
    ends_on = day_field(_("Ends"))

    def __init__(self, *args: Any, areas: Sequence[ShownArea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "areas", [(str(area.id), area.title) for area in areas])

    def trial(self) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        return {"area_ids": typed.pop("areas"), **typed}


class StartTrialForm(TrialForm):
    initiative = chosen(_("Part of the initiative"), required=False)
    field_order = ("title", "question", "initiative")

    def __init__(self, *args: Any, choices: TrialChoices, **kwargs: Any) -> None:
        super().__init__(*args, areas=choices.areas, **kwargs)
        named = [(str(each.id), f"{each.number} {each.title}") for each in choices.initiatives]
        none = _("None of them") if choices.may_stand_alone else _("Choose …")
        self.fields["initiative"].required = not choices.may_stand_alone
        offer(self, "initiative", [("", none), *named])

    def trial(self) -> dict[str, Any]:
        typed = super().trial()
        return {"initiative_id": typed.pop("initiative"), **typed}


class ChangeTrialForm(TrialForm, SeenForm):
    field_order = ("title", "question", "areas", "started_on", "ends_on")


class DecideTrialForm(SeenForm):
    learned = text(
        _("What you learned"), LONGEST_WORDS, 5, help_text=_("Also what did not work. Others can use that too.")
    )
    decision = forms.ChoiceField(label=_("What happens now"), choices=TrialDecision.choices, widget=forms.RadioSelect)
    decided_on = day_field(_("Which day it was decided"))

    def decided(self) -> dict[str, Any]:
        return {**self.cleaned_data, "decision": TrialDecision(self.cleaned_data["decision"])}


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
        offer(self, "state", [("", _("All")), *states])
        offer(self, "area", [("", _("All")), *((str(area.place), area.title) for area in areas)])
