"""The forms of those who write action plans."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.words import (
    LONGEST_INTERVAL,
    LONGEST_REASON,
    LONGEST_WORDS,
    SHORTEST_INTERVAL,
    UPDATE_EVERY,
    Decision,
    PlanState,
)
from helhed.organisation.queries import ShownStaff
from helhed.policy.queries.shown import ShownDocument
from helhed.web.action_plans.forms import chosen, line, offer, text
from helhed.web.policy.draft_fields import day_field
from helhed.web.policy.forms import SeenForm

ORDERS = (("", _("Newest first")), ("aeldste", _("Oldest first")), ("titel", _("By title")))


class PlanFilterForm(forms.Form):
    """Which action plans to list; only what some plan has can be chosen."""

    status = forms.ChoiceField(label=_("State"), required=False)
    politik = forms.ChoiceField(label=_("Policy"), required=False, widget=forms.Select(attrs={"lang": "da"}))
    orden = forms.ChoiceField(label=_("Order"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, plans: Sequence[ShownPlan], titles: dict[Any, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states, policies = {plan.state for plan in plans}, {plan.policy_id for plan in plans}
        offer(self, "status", [("", _("All")), *((each.value, each.label) for each in PlanState if each in states)])
        named = [(str(key), title) for key, title in titles.items() if key in policies]
        offer(self, "politik", [("", _("All")), *named])


class PlanForm(forms.Form):
    """What an action plan is called, how long it goes, and how often one writes how it goes."""

    title = line(_("Title"), help_text=_("As in Handleplan 2025–2027. The address of its pages is made from it."))
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    update_every = forms.IntegerField(
        label=_("Days between updates"),
        initial=UPDATE_EVERY,
        min_value=SHORTEST_INTERVAL,
        max_value=LONGEST_INTERVAL,
        help_text=_("The accountable employees are asked how it goes so often. 91 days are a quarter of a year."),
    )


class StartPlanForm(PlanForm):
    policy = chosen(_("Under which policy"))
    field_order = ("policy", "title")

    def __init__(self, *args: Any, policies: Sequence[ShownDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(each.id), f"{each.title} {each.period}".strip()) for each in policies]
        offer(self, "policy", [("", _("Choose …")), *named])
        self.fields["policy"].widget.attrs["lang"] = "da"

    def plan(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return {"policy_id": typed.pop("policy"), **typed}


class ChangePlanForm(PlanForm, SeenForm):
    """Of an adopted plan only how often one writes can be changed."""

    field_order = ("title", "starts_on", "ends_on", "update_every")

    def __init__(self, data: Any = None, *, plan: ShownPlan) -> None:
        stands = {"title": plan.title, "starts_on": plan.starts_on, "ends_on": plan.ends_on}
        stands |= {"update_every": plan.update_every, "seen_version": plan.version}
        super().__init__(data, initial=stands)
        self.fields["title"].help_text = _("The address of its pages stays as it is.")
        if not plan.is_draft:
            for name in ("title", "starts_on", "ends_on"):
                self.fields[name].disabled = True
                self.fields[name].widget = forms.HiddenInput()


class SendToHearingForm(SeenForm):
    from_on = day_field(_("The hearing begins"))
    until_on = day_field(_("Last day of the hearing"))


class AdoptForm(SeenForm):
    body = line(_("Which body adopted it"), help_text=_("As in: the council, or the name of a committee."))
    on = day_field(_("Which day"))
    agenda_item = line(_("Agenda item"), required=False)


class SureForm(forms.Form):
    """For what cannot be taken back; nothing is typed."""


class NextPlanForm(forms.Form):
    """The plan after this one, and what of this one goes on in it."""

    title = line(_("Title"), help_text=_("As in Handleplan 2025–2027. The address of its pages is made from it."))
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    carry_over = forms.TypedMultipleChoiceField(
        label=_("Carry over now"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple(attrs={"lang": "da"}),
        help_text=_("The rest waits in a list. There you carry over, merge or let go, one by one."),
    )

    def __init__(self, data: Any = None, *, plan: ShownPlan, initiatives: Sequence[ShownInitiative]) -> None:
        super().__init__(data, initial=next_days(plan))
        offer(self, "carry_over", [(str(each.id), f"{each.number}. {each.title}") for each in initiatives])


def next_days(plan: ShownPlan) -> dict[str, Any]:
    """As long as the plan before, from the day after it; the title with its years moved on."""
    starts_on = plan.ends_on + timedelta(days=1)
    years = starts_on.year - plan.starts_on.year
    try:
        ends_on = plan.ends_on.replace(year=plan.ends_on.year + years)
    except ValueError:
        ends_on = date(plan.ends_on.year + years, 2, 28)
    title = re.sub(r"\b20\d\d\b", lambda found: str(int(found[0]) + years), plan.title)
    return {"title": title, "starts_on": starts_on, "ends_on": ends_on}


class DecisionFields(forms.Form):
    """The decision of a body, written whole or not at all."""

    body = line(_("Which body decided it"), required=False)
    on = day_field(_("Which day it was decided"), required=False)
    agenda_item = line(_("Agenda item"), required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if any(typed.get(name) for name in ("body", "on", "agenda_item")):
            for name, said in self._wanted():
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, said)
        return typed

    def _wanted(self) -> Iterator[tuple[str, str]]:
        yield "body", str(_("Write which body decided it."))
        yield "on", str(_("Write which day it was decided."))

    def decision(self) -> Decision | None:
        typed = self.cleaned_data
        if not (typed["body"] and typed["on"]):
            return None
        return Decision(typed["body"], typed["on"], typed["agenda_item"])


class ChosenForm(forms.Form):
    """Initiatives of the plan before; which can be carried over, the action knows."""

    initiatives = forms.TypedMultipleChoiceField(coerce=UUID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("initiatives") if isinstance(self.data, QueryDict) else []
        offer(self, "initiatives", [(each, each) for each in sent])


class LetGoForm(forms.Form):
    reason = text(_("Why it is not continued"), LONGEST_REASON, 4)


class StepForm(forms.Form):
    """Who hears what, through what, by when, and from whom."""

    audience = line(_("Who is to hear it"), help_text=_("As in: residents and their relatives."))
    message = text(_("What they are to hear"), LONGEST_WORDS, 3)
    channel = line(_("Through what"), help_text=_("As in: a letter, house meetings, the municipality's website."))
    due_on = day_field(_("By which day"))
    responsible = chosen(_("Who sees to it"), required=False)

    def __init__(self, *args: Any, staff: Sequence[ShownStaff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(each.id), f"{each.name}, {each.title}") for each in staff]
        offer(self, "responsible", [("", _("Nobody")), *named])

    def step(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return {"responsible_id": typed.pop("responsible"), **typed}


class ChangeStepForm(StepForm, SeenForm):
    field_order = ("audience", "message", "channel", "due_on", "responsible")


class StepDoneForm(SeenForm):
    done_on = day_field(_("Which day it was done"))


class StepFilterForm(forms.Form):
    """Which steps of a communication plan to show."""

    hvem = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("Everybody's")), ("mine", _("Mine")), ("ingen", _("Nobody's"))],
    )
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("forsinket", _("Late")), ("kommende", _("Coming")), ("udfoert", _("Done"))],
    )
