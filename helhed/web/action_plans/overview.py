"""The overview of the initiatives: one set, narrowed and ordered, shown as a board, a table or a timeline."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.action_plans.queries.finding import FilterChoices, FoundInitiatives, InitiativeFilter, find_initiatives
from helhed.action_plans.queries.shown import ShownInitiative
from helhed.action_plans.words import DueWhen, InitiativeOrder, ProgressState
from helhed.base.viewer import Viewer
from helhed.web.action_plans.progress import LOOK
from helhed.web.action_plans.timeline import timeline_of
from helhed.web.request import PublicPage, viewer_of
from helhed.web.shell.parts import Crumb, Text

LONGEST_SEARCH = 200
BOARD, TABLE, TIMELINE = "tavle", "tabel", "tidslinje"
VIEWS = ((BOARD, gettext_lazy("Board")), (TABLE, gettext_lazy("Table")), (TIMELINE, gettext_lazy("Timeline")))
# What is asked for less often lies folded away, until it is asked for.
FOLDED = ("maal", "enhed", "frist", "ledig")
Choice = TypeVar("Choice", bound=ProgressState | DueWhen | InitiativeOrder)


class OverviewForm(forms.Form):
    """What of all initiatives is shown; only what finds something can be chosen."""

    vis = forms.ChoiceField(choices=VIEWS, required=False, widget=forms.HiddenInput)
    ord = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=LONGEST_SEARCH)
    plan = forms.ChoiceField(label=gettext_lazy("Action plan"), required=False)
    fokus = forms.ChoiceField(label=gettext_lazy("Focus area"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("How it goes"), required=False)
    person = forms.ChoiceField(label=gettext_lazy("Accountable or deputy"), required=False)
    orden = forms.ChoiceField(label=gettext_lazy("Order"), required=False)
    maal = forms.ChoiceField(label=gettext_lazy("Goal"), required=False)
    enhed = forms.ChoiceField(label=gettext_lazy("Unit, with those below it"), required=False)
    frist = forms.ChoiceField(label=gettext_lazy("What is due"), required=False)
    ledig = forms.BooleanField(label=gettext_lazy("Only those that nobody is accountable for"), required=False)

    def __init__(self, *args: Any, choices: FilterChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("plan", _("All that run today"), choices.plans)
        self._offer("fokus", _("All"), choices.areas)
        self._offer("status", _("All"), ProgressState.choices)
        self._offer("person", _("All"), choices.persons)
        self._offer("maal", _("All"), choices.goals)
        self._offer("enhed", _("All"), choices.units)
        self._offer("frist", _("All"), DueWhen.choices)
        order = self.fields["orden"]
        order.choices = InitiativeOrder.choices  # type: ignore[attr-defined]
        order.initial = InitiativeOrder.NUMBER

    def _offer(self, name: str, everything: str, choices: Any) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def named(self, name: str) -> str:
        """What was chosen, as people read it; nothing where it cannot be chosen."""
        value = self.data.get(name, "")
        choices = getattr(self.fields[name], "choices", None)
        if choices is None:
            return value if isinstance(self.fields[name], forms.CharField) else ""
        return next((str(word).lstrip("– ") for key, word in choices if key and str(key) == value), "")


@dataclass(frozen=True)
class Chosen:
    """One thing that narrows what is shown, and the address of the page without it."""

    label: Text
    value: str
    without: str


@dataclass(frozen=True)
class Column:
    """All the initiatives that go alike."""

    state: ProgressState
    initiatives: tuple[ShownInitiative, ...]

    @property
    def look(self) -> str:
        return LOOK[self.state]


@dataclass(frozen=True)
class TableRow:
    """`goals` are their codes, each with its address."""

    initiative: ShownInitiative
    look: str
    goals: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Overview:
    """What was asked for, and what was found."""

    asked: QueryDict
    found: FoundInitiatives

    @cached_property
    def form(self) -> OverviewForm:
        form = OverviewForm(self.asked, choices=self.found.choices)
        form.full_clean()
        return form

    @property
    def view(self) -> str:
        return self.asked.get("vis", "") if self.asked.get("vis") in dict(VIEWS) else BOARD

    @property
    def views(self) -> list[tuple[Text, str, bool]]:
        """The ways to look at the same set."""
        return [(label, self._address(vis=view), view == self.view) for view, label in VIEWS]

    @property
    def chosen(self) -> Iterator[Chosen]:
        for name, field in self.form.fields.items():
            if name not in ("vis", "orden") and self.asked.get(name):
                yield Chosen(field.label or "", self.form.named(name), self._address(**{name: ""}))

    @property
    def is_unfolded(self) -> bool:
        return any(self.asked.get(name) for name in FOLDED)

    @property
    def query(self) -> str:
        """What was asked for without how it is looked at, for the files of the same set."""
        return self._address(vis="")

    @property
    def columns(self) -> list[Column]:
        """In the order of the states; inside each, in the order asked for."""
        order = list(ProgressState)
        by_state = sorted(self.found.initiatives, key=lambda each: order.index(each.state))
        return [Column(state, tuple(alike)) for state, alike in groupby(by_state, key=lambda each: each.state)]

    @property
    def rows(self) -> list[TableRow]:
        """The initiatives share their goals, so the address of each is worked out once."""
        goals = {goal.id: goal for each in self.found.initiatives for goal in each.goals}
        links = {each.id: (each.code, reverse("goal", args=[each.policy, each.code])) for each in goals.values()}
        return [
            TableRow(each, LOOK[each.state], tuple(links[goal.id] for goal in each.goals))
            for each in self.found.initiatives
        ]

    @cached_property
    def shows_plans(self) -> bool:
        return len({each.plan for each in self.found.initiatives}) > 1

    def _address(self, **changed: str) -> str:
        asked = {name: self.asked.get(name, "") for name in self.form.fields} | changed
        return "?" + urlencode({name: value for name, value in asked.items() if value})


class InitiativeOverview(PublicPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        overview = overview_of(viewer_of(request), request.GET)
        shown = {
            "overview": overview,
            "form": overview.form,
            "timeline": timeline_of(overview.found.initiatives) if overview.view == TIMELINE else None,
            "crumbs": [Crumb(_("Action plans"), reverse("action-plan-list")), Crumb(_("Overview of initiatives"))],
        }
        return render(request, "action_plans/overview.html", shown)


def overview_of(viewer: Viewer, asked: QueryDict) -> Overview:
    """What makes no sense narrows nothing, and is told at its field. Raises `Missing` where there is no such plan."""
    wanted = InitiativeFilter(
        plan=asked.get("plan", ""),
        area=asked.get("fokus", ""),
        goal=_id(asked.get("maal", "")),
        unit=_id(asked.get("enhed", "")),
        person=_id(asked.get("person", "")),
        state=_one_of(ProgressState, asked.get("status", "")),
        due=_one_of(DueWhen, asked.get("frist", "")),
        vacancy=bool(asked.get("ledig")),
        text=asked.get("ord", "")[:LONGEST_SEARCH],
    )
    order = _one_of(InitiativeOrder, asked.get("orden", ""))
    return Overview(asked, find_initiatives(viewer, replace(wanted, order=order) if order else wanted))


def _id(asked: str) -> UUID | None:
    try:
        return UUID(asked)
    except ValueError:
        return None


def _one_of(kind: type[Choice], asked: str) -> Choice | None:
    return kind(asked) if asked in kind.values else None
