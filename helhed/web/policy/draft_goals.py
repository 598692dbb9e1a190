"""The pages about a goal of a draft."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.policy.content.changes import (
    AddGoal,
    Change,
    DropGoal,
    JoinGoals,
    MoveGoal,
    RewordGoal,
    SplitGoal,
)
from helhed.policy.queries.drafts import ShownDraft
from helhed.policy.words import LONGEST_GOAL
from helhed.web.policy.draft_fields import text_field
from helhed.web.policy.draft_page import ChangeForm, ChangePage
from helhed.web.policy.draft_parts import (
    AreaPart,
    GoalPart,
    area_anchor,
    area_choices,
    area_name,
    goal_anchor,
    name_of_area,
)
from helhed.web.policy.recognition import how_words
from helhed.web.shell.parts import Text


def goal_field(rows: int = 4) -> forms.CharField:
    return text_field(gettext_lazy("The goal in the policy's own words"), rows, max_length=LONGEST_GOAL)


class GoalForm(ChangeForm):
    part: GoalPart

    def anchor(self) -> str:
        return goal_anchor(self.part.goal.id)


class RewordGoalForm(GoalForm):
    text = goal_field()

    def standing(self, part: GoalPart) -> dict[str, Any]:
        return {"text": part.goal.text}

    def change(self) -> Change:
        return RewordGoal(self.part.goal.id, self.cleaned_data["text"])


class MoveGoalForm(GoalForm):
    """Without an area the goal stays in its own; without a place it comes last."""

    called = "flyt"
    area = forms.ChoiceField(label=gettext_lazy("Focus area"), required=False)
    place = forms.IntegerField(
        label=gettext_lazy("Place in the focus area"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("1 is at the top. Leave it empty to put it last."),
    )

    def standing(self, part: GoalPart) -> dict[str, Any]:
        return {"area": str(part.area.id), "place": part.place}

    def fit(self) -> None:
        self.fields["area"].choices = area_choices(self.part.draft)  # type: ignore[attr-defined]

    def change(self) -> Change:
        area_id = UUID(self.cleaned_data["area"]) if self.cleaned_data["area"] else self.part.area.id
        return MoveGoal(self.part.goal.id, area_id, self.cleaned_data["place"] or 10_000)


class SplitGoalForm(GoalForm):
    """The goal as it stands, with a line break where it is to be divided."""

    called = "del"
    text = text_field(
        gettext_lazy("The goal, with a line break where it is to be divided"),
        5,
        max_length=2 * LONGEST_GOAL,
        help_text=gettext_lazy("Put the cursor between the two goals, and press Enter."),
    )

    def standing(self, part: GoalPart) -> dict[str, Any]:
        return {"text": part.goal.text}

    def clean_text(self) -> tuple[str, str]:
        parts = [line.strip() for line in self.cleaned_data["text"].splitlines() if line.strip()]
        if len(parts) != 2:
            raise forms.ValidationError(
                _("Put one line break where the goal is to be divided. A goal becomes two at a time.")
            )
        return parts[0], parts[1]

    def change(self) -> Change:
        return SplitGoal(self.part.goal.id, *self.cleaned_data["text"])


class JoinGoalForm(GoalForm):
    called = "saml"

    def change(self) -> Change:
        return JoinGoals(self.part.goal.id)

    def anchor(self) -> str:
        """At the goal that it became part of."""
        return goal_anchor((self.part.above or self.part.goal).id)


class DropGoalForm(GoalForm):
    called = "fjern"

    def change(self) -> Change:
        return DropGoal(self.part.goal.id)

    def anchor(self) -> str:
        """At the goal that comes into its place."""
        beside = self.part.below or self.part.above
        return goal_anchor(beside.id) if beside else area_anchor(self.part.area.id)


class GoalPage(ChangePage):
    template = "policy/draft_goal.html"
    forms = {
        "skriv": RewordGoalForm,
        "flyt": MoveGoalForm,
        "del": SplitGoalForm,
        "saml": JoinGoalForm,
        "fjern": DropGoalForm,
    }
    does = "skriv"

    def part(self, draft: ShownDraft, **which: Any) -> GoalPart:
        return GoalPart.of(draft, which["goal_id"])

    def words(self, part: GoalPart) -> dict[str, Text]:
        return {"title": _("Goal %(code)s") % {"code": part.code}}

    def more(self, part: GoalPart) -> dict[str, Any]:
        return {"how": how_words(part.draft, part.goal), "area_name": name_of_area(part)}


class AddGoalForm(ChangeForm):
    part: AreaPart
    text = goal_field()

    def change(self) -> Change:
        return AddGoal(self.part.area.id, self.cleaned_data["text"])

    def anchor(self) -> str:
        return f"efter-{self.part.area.id}"


class AddToArea(ChangePage):
    """A page with one form, that adds to an area."""

    does = "skriv"

    def part(self, draft: ShownDraft, **which: Any) -> AreaPart:
        return AreaPart.of(draft, which["area_id"])


class GoalAdd(AddToArea):
    forms = {"skriv": AddGoalForm}

    def words(self, part: AreaPart) -> dict[str, Text]:
        name = area_name(part.area, part.place)
        return {
            "title": _("New goal"),
            "submit": _("Add the goal"),
            "explanation": _("It comes last in the focus area “%(area)s”.") % {"area": name},
        }
