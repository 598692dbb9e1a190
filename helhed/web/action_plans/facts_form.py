"""The form for all that is written of an initiative, in groups, with the goals under their focus areas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext_lazy as _

from helhed.action_plans.queries.initiatives import FactsChoices
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.words import LONGEST_REASON, LONGEST_WORDS, CoOwnerKind, InitiativeFacts
from helhed.policy.queries.shown import ShownGoal
from helhed.web.action_plans.forms import chosen, line, offer, text
from helhed.web.action_plans.plan_forms import DecisionFields
from helhed.web.policy.draft_fields import day_field
from helhed.web.policy.forms import SeenForm
from helhed.web.shell.parts import Text

INDENT = "\u2003"


@dataclass(frozen=True)
class GoalGroup:
    """The goals of one focus area, as they are ticked; open where one of them is."""

    area: str
    goals: tuple[BoundWidget, ...]
    chosen: int


class FactsForm(forms.Form):
    """What is done for which goals, how one shall see that it worked, who does it, with whom, and when."""

    title = line(_("What the initiative is called"))
    description = text(
        _("What is to be done"), LONGEST_WORDS, 5, help_text=_("In words that also those it is about understand.")
    )
    success_criterion = text(
        _("How we shall see that it worked"),
        LONGEST_WORDS,
        3,
        required=False,
        help_text=_("Something one can check. It must stand here before the plan can be adopted."),
    )
    goals = forms.TypedMultipleChoiceField(
        label=_("The goals it serves"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple(attrs={"lang": "da"}),
        help_text=_("Open a focus area and tick one or more goals."),
        error_messages={"required": _("Choose at least one goal of the policy.")},
    )
    unit = chosen(_("Unit"), widget=forms.Select(attrs={"lang": "da"}))
    accountable = chosen(
        _("Accountable"),
        required=False,
        help_text=_("One employee. Until somebody is, it is shown to everybody as a fault."),
    )
    deputy = chosen(_("Deputy"), required=False)
    co_owner_name = line(
        _("Co-owner outside the administration"),
        required=False,
        help_text=_("An association, a council or others who own the initiative with the municipality."),
    )
    co_owner_kind = forms.ChoiceField(label=_("What kind of body the co-owner is"), required=False)
    partners = text(_("Partners"), LONGEST_WORDS, 2, required=False)
    participation = text(
        _("How people take part"),
        LONGEST_WORDS,
        2,
        required=False,
        help_text=_("How citizens and relatives have a say in it."),
    )
    resources = text(_("Resources"), LONGEST_WORDS, 2, required=False, help_text=_("Money, hours and premises."))
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))

    def __init__(self, *args: Any, choices: FactsChoices, standing: ShownInitiative | None = None, **kw: Any) -> None:
        """What stands already can be kept, also a goal that is gone from the policy or somebody who has left."""
        super().__init__(*args, **kw)
        self.goals_offered = [*choices.goals, *_missing_goals(choices, standing)]
        offer(self, "goals", [(str(goal.id), f"{goal.code} {goal.text}") for goal in self.goals_offered])
        offer(self, "unit", [("", _("Choose …")), *((str(u.id), INDENT * u.depth + u.name) for u in choices.units)])
        people = [(str(each.id), f"{each.name}, {each.title}") for each in choices.staff]
        for name in ("accountable", "deputy"):
            offer(self, name, [("", _("Nobody")), *people])
        offer(self, "co_owner_kind", [("", _("Choose …")), *CoOwnerKind.choices])

    def goal_groups(self) -> Iterator[GoalGroup]:
        ticks = zip(self.goals_offered, self["goals"].subwidgets, strict=True)
        for area, pairs in groupby(ticks, key=lambda pair: pair[0].area):
            widgets = tuple(widget for _goal, widget in pairs)
            yield GoalGroup(area, widgets, sum(bool(widget.data["selected"]) for widget in widgets))

    def groups(self) -> Iterator[tuple[Text, list[BoundField]]]:
        """The fields after the goals, under their headings."""
        yield _("Who does it"), self._fields("unit", "accountable", "deputy")
        yield _("With whom"), self._fields("co_owner_name", "co_owner_kind", "partners", "participation")
        yield _("With what, and when"), self._fields("resources", "starts_on", "ends_on")

    def _fields(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names]

    def facts(self) -> InitiativeFacts:
        typed = self.cleaned_data
        same = ("title", "description", "success_criterion", "starts_on", "ends_on", "resources", "partners")
        return InitiativeFacts(
            **{name: typed[name] for name in (*same, "participation", "co_owner_name", "co_owner_kind")},
            goal_ids=tuple(typed["goals"]),
            unit_id=typed["unit"],
            accountable_id=typed["accountable"],
            deputy_id=typed["deputy"],
        )


def _missing_goals(choices: FactsChoices, standing: ShownInitiative | None) -> list[ShownGoal]:
    offered = {goal.id for goal in choices.goals}
    return [goal for goal in (standing.goals if standing else ()) if goal.id not in offered]


def as_typed(facts: InitiativeFacts) -> dict[str, Any]:
    """What stands, as the form shows it."""
    return {
        **vars(facts),
        "goals": [str(each) for each in facts.goal_ids],
        "unit": facts.unit_id,
        "accountable": facts.accountable_id,
        "deputy": facts.deputy_id,
    }


class AddedByDecisionForm(FactsForm, DecisionFields):
    """Of an adopted plan, an initiative is added by a decision."""

    def groups(self) -> Iterator[tuple[Text, list[BoundField]]]:
        yield from super().groups()
        yield _("The decision"), self._fields("body", "on", "agenda_item")


class ChangeFactsForm(FactsForm, SeenForm):
    """Of a draft, whatever is written can be changed."""


class ChangeByDecisionForm(ChangeFactsForm, DecisionFields):
    """Of an adopted plan, what was adopted is changed by a decision, with the reason."""

    reason = text(_("Why it is changed"), LONGEST_REASON, 3, required=False)

    def groups(self) -> Iterator[tuple[Text, list[BoundField]]]:
        yield from super().groups()
        yield _("The decision"), self._fields("body", "on", "agenda_item", "reason")


class MergeForm(FactsForm):
    """One new initiative out of several; `initiatives` are those of the plan before."""

    initiatives = forms.TypedMultipleChoiceField(coerce=UUID, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, old: Sequence[ShownInitiative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "initiatives", [(str(each.id), each.title) for each in old])
