"""The pages about a focus area of a draft."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.policy.actions.drafts import change_draft
from helhed.policy.content.changes import (
    AddArea,
    Change,
    ChangeArea,
    DropArea,
    JoinAreas,
    MoveArea,
    NumberAreas,
    SplitArea,
)
from helhed.policy.queries.drafts import ShownDraft, get_draft
from helhed.policy.words import LONGEST_GOAL
from helhed.web.policy.draft_fields import line_field, text_field
from helhed.web.policy.draft_page import ChangeForm, ChangePage, StepForm
from helhed.web.policy.draft_parts import AreaPart, DraftPart, area_anchor, area_name
from helhed.web.policy.recognition import how_words
from helhed.web.policy.review import answered, seen_step
from helhed.web.request import viewer_of
from helhed.web.shell.parts import Text

AREAS = "omraader"
END_OF_AREAS = "nyt-omraade"


class AreaForm(ChangeForm):
    part: AreaPart

    def anchor(self) -> str:
        return area_anchor(self.part.area.id)


class ChangeAreaForm(AreaForm):
    title = line_field(gettext_lazy("Title"))
    number = forms.IntegerField(
        label=gettext_lazy("The number of the focus area"), required=False, min_value=1, max_value=999
    )
    intro = text_field(
        gettext_lazy("Introduction"),
        8,
        required=False,
        help_text=gettext_lazy("An empty line begins a new paragraph."),
    )
    goals_lead = line_field(gettext_lazy("The line before the goals"), required=False, max_length=LONGEST_GOAL)

    def standing(self, part: AreaPart) -> dict[str, Any]:
        area = part.area
        return {"title": area.title, "number": area.number, "intro": area.intro, "goals_lead": area.goals_lead}

    def fit(self) -> None:
        self.fields["title"].required = bool(self.part.area.title)

    def change(self) -> Change:
        typed = self.cleaned_data
        return ChangeArea(self.part.area.id, typed["title"], typed["number"], typed["intro"], typed["goals_lead"])


class MoveAreaForm(AreaForm):
    called = "flyt"
    place = forms.IntegerField(
        label=gettext_lazy("Place among the focus areas"),
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("1 is at the top."),
    )

    def standing(self, part: AreaPart) -> dict[str, Any]:
        return {"place": part.place}

    def change(self) -> Change:
        return MoveArea(self.part.area.id, self.cleaned_data["place"])


class SplitAreaForm(AreaForm):
    called = "del"
    goal = forms.ChoiceField(label=gettext_lazy("The first goal of the new focus area"))
    title = line_field(gettext_lazy("What the new focus area is called"))

    def fit(self) -> None:
        codes, goals = self.part.draft.codes, self.part.area.goals[1:]
        choices = [(str(goal.id), f"{codes[goal.id]} {goal.text[:100]}") for goal in goals]
        self.fields["goal"].choices = [("", _("Choose …")), *choices]  # type: ignore[attr-defined]

    def change(self) -> Change:
        return SplitArea(UUID(self.cleaned_data["goal"]), self.cleaned_data["title"])


class JoinAreaForm(AreaForm):
    called = "saml"

    def change(self) -> Change:
        return JoinAreas(self.part.area.id)

    def anchor(self) -> str:
        """At the area that it became part of."""
        return area_anchor((self.part.above or self.part.area).id)


class DropAreaForm(AreaForm):
    called = "fjern"

    def change(self) -> Change:
        return DropArea(self.part.area.id)

    def anchor(self) -> str:
        return area_anchor(self.part.above.id) if self.part.above else END_OF_AREAS


class AreaPage(ChangePage):
    template = "policy/draft_area.html"
    forms = {
        "skriv": ChangeAreaForm,
        "flyt": MoveAreaForm,
        "del": SplitAreaForm,
        "saml": JoinAreaForm,
        "fjern": DropAreaForm,
    }
    does = "skriv"

    def part(self, draft: ShownDraft, **which: Any) -> AreaPart:
        return AreaPart.of(draft, which["area_id"])

    def words(self, part: AreaPart) -> dict[str, Text]:
        return {"title": area_name(part.area, part.place)}

    def more(self, part: AreaPart) -> dict[str, Any]:
        return {"how": how_words(part.draft, part.area), "above": part.above and area_name(part.above, part.place - 1)}


class AreasNumber(View):
    """One stays at the note that said that the numbers do not follow the order."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer, form = viewer_of(request), StepForm(request.POST)
        draft = get_draft(viewer, slug)
        step = seen_step(form)
        return answered(
            request,
            draft,
            lambda: change_draft(by=viewer, document_id=draft.document.id, seen_step=step, change=NumberAreas()),
            AREAS,
        )


class AddAreaForm(ChangeForm):
    title = line_field(gettext_lazy("What the focus area is called"))

    def change(self) -> Change:
        return AddArea(self.cleaned_data["title"])

    def anchor(self) -> str:
        return END_OF_AREAS


class AreaAdd(ChangePage):
    forms = {"skriv": AddAreaForm}
    does = "skriv"

    def words(self, part: DraftPart) -> dict[str, Text]:
        return {
            "title": _("New focus area"),
            "submit": _("Add the focus area"),
            "explanation": _("It comes last. You can move it afterwards."),
        }
