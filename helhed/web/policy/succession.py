"""What became of the goals of the policy before: what each new goal continues, as a person confirms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.base.viewer import Viewer
from helhed.policy.actions.drafts import change_draft, name_predecessor
from helhed.policy.content.changes import Change, ContinueGoal, ContinueGoals
from helhed.policy.content.likeness import LEAST_FOR_A_PART, Proposal
from helhed.policy.content.tree import ContentGoal
from helhed.policy.queries.documents import ListedPolicy, list_policies
from helhed.policy.queries.drafts import OldGoal, ShownDraft, get_draft
from helhed.web.policy.draft_page import ChangeForm, ChangePage, StepForm, crumbs, on_top_of
from helhed.web.policy.draft_parts import GoalPart, goal_anchor
from helhed.web.policy.standing import named
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb, Text

NEARLY_THE_SAME = 0.9


@dataclass(frozen=True)
class Succession:
    """A new goal with the old ones that it continues, and the old one it seems to continue, as long as no person has
    said which. `likeness` says how alike the words are, in words."""

    goal: ContentGoal
    code: str
    anchor: str
    continues: tuple[OldGoal, ...]
    proposed: OldGoal | None
    likeness: Text

    @property
    def seems_unchanged(self) -> bool:
        return self.proposed is not None and self.proposed.text == self.goal.text


def successions(draft: ShownDraft) -> list[Succession]:
    old = {goal.id: goal for goal in draft.old_goals}
    proposed = {each.new_id: each for each in draft.proposals}
    return [_succession(draft, goal, old, proposed.get(goal.id)) for goal in draft.content.goals()]


def _succession(
    draft: ShownDraft, goal: ContentGoal, old: Mapping[UUID, OldGoal], proposal: Proposal | None
) -> Succession:
    found = old.get(proposal.old_id) if proposal and not (goal.continues or goal.is_new) else None
    return Succession(
        goal=goal,
        code=draft.codes[goal.id],
        anchor=goal_anchor(goal.id),
        continues=tuple(old[old_id] for old_id in goal.continues if old_id in old),
        proposed=found,
        likeness=likeness_words(goal.text, found.text, proposal.likeness) if proposal and found else "",
    )


def likeness_words(new: str, old: str, likeness: float) -> str:
    """How alike two goals are. A number would look more certain than it is."""
    if new == old:
        return _("exactly the same words")
    if likeness >= NEARLY_THE_SAME:
        return _("nearly the same words")
    return _("many of the same words") if likeness >= LEAST_FOR_A_PART else _("some of the same words")


def not_continued(draft: ShownDraft) -> list[OldGoal]:
    """The old goals that no new goal is said to continue."""
    continued = {old_id for goal in draft.content.goals() for old_id in goal.continues}
    return [goal for goal in draft.old_goals if goal.id not in continued]


def unchanged(draft: ShownDraft) -> list[Succession]:
    """The goals that say exactly what the old one says that they seem to continue, and that nobody has confirmed."""
    return [each for each in successions(draft) if each.seems_unchanged]


class PredecessorForm(StepForm):
    predecessor = forms.ChoiceField(label=gettext_lazy("Replaces the policy"), required=False)

    def __init__(self, *args: Any, policies: list[ListedPolicy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["predecessor"].choices = policy_choices(policies)  # type: ignore[attr-defined]

    def clean_predecessor(self) -> UUID | None:
        chosen = self.cleaned_data["predecessor"]
        return UUID(chosen) if chosen else None


def continuable(viewer: Viewer) -> list[ListedPolicy]:
    """The policies that another may continue."""
    return [each for each in list_policies(viewer) if each.was_read and not each.is_draft]


def policy_choices(policies: list[ListedPolicy]) -> list[tuple[str, str]]:
    return [("", _("None")), *((str(each.id), named(each)) for each in policies)]


class SuccessionPage(View):
    """All the new goals, each with what it continues or seems to continue."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        return self._page(request, get_draft(viewer, slug))

    def _page(
        self,
        request: HttpRequest,
        draft: ShownDraft,
        bound: PredecessorForm | None = None,
        refused: StepForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        shown = {
            "draft": draft,
            "successions": successions(draft) if draft.old_goals else [],
            "not_continued": not_continued(draft),
            "unchanged": len(unchanged(draft)),
            "form": bound or predecessor_form(viewer_of(request), draft),
            "refused": refused,
            "crumbs": [*crumbs(draft), Crumb(_("The old goals"))],
        }
        return render(request, "policy/succession.html", shown, status=status)


def predecessor_form(viewer: Viewer, draft: ShownDraft, data: Any = None) -> PredecessorForm:
    policies = [each for each in continuable(viewer) if each.id != draft.document.id]
    before = draft.predecessor.slug if draft.predecessor else ""
    chosen = next((str(each.id) for each in policies if each.slug == before), "")
    return PredecessorForm(data, policies=policies, initial={"seen_step": draft.step, "predecessor": chosen})


class PredecessorName(SuccessionPage):
    """The same page, to which it is said which policy the draft continues."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        draft = get_draft(viewer, slug)
        form = predecessor_form(viewer, draft, request.POST)
        is_whole = form.is_valid()
        if is_whole and is_carried_out(
            form, lambda: name_predecessor(by=viewer, document_id=draft.document.id, **_named(form.cleaned_data))
        ):
            messages.success(request, _("It is saved which policy this one replaces."))
            return redirect("draft-succession", slug)
        if is_whole:
            form.data = on_top_of(request, draft)
        return self._page(request, draft, form, status=422)


def _named(typed: dict[str, Any]) -> dict[str, Any]:
    return {"seen_step": typed["seen_step"], "predecessor_id": typed["predecessor"]}


class UnchangedConfirm(SuccessionPage):
    """The same page, on which all goals that say what an old one says are confirmed in one step."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        viewer = viewer_of(request)
        draft = get_draft(viewer, slug)
        pairs = tuple((each.goal.id, each.proposed.id) for each in unchanged(draft) if each.proposed)
        form = StepForm(request.POST)
        if form.is_valid() and is_carried_out(
            form,
            lambda: change_draft(
                by=viewer,
                document_id=draft.document.id,
                seen_step=form.cleaned_data["seen_step"],
                change=ContinueGoals(pairs),
            ),
        ):
            return redirect("draft-succession", slug)
        return self._page(request, draft, refused=form, status=422)


class ContinueForm(ChangeForm):
    part: GoalPart
    called = "fortsaet"
    old_ids = forms.MultipleChoiceField(
        label=gettext_lazy("The goals that it continues"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"lang": "da"}),
        help_text=gettext_lazy("Choose none if the goal is new."),
    )

    def standing(self, part: GoalPart) -> dict[str, Any]:
        return {"old_ids": [str(old_id) for old_id in part.goal.continues]}

    def fit(self) -> None:
        choices = [(str(old.id), f"{old.code} {old.text}") for old in self.part.draft.old_goals]
        self.fields["old_ids"].choices = choices  # type: ignore[attr-defined]

    def change(self) -> Change:
        return ContinueGoal(self.part.goal.id, tuple(map(UUID, self.cleaned_data["old_ids"])))

    def anchor(self) -> str:
        return goal_anchor(self.part.goal.id)


class GoalContinue(ChangePage):
    template = "policy/draft_continue.html"
    forms = {"fortsaet": ContinueForm}
    does = "fortsaet"

    def part(self, draft: ShownDraft, **which: Any) -> GoalPart:
        return GoalPart.of(draft, which["goal_id"])

    def words(self, part: GoalPart) -> dict[str, Text]:
        return {"title": _("What goal %(code)s continues") % {"code": part.code}}

    def back(self, form: ChangeForm) -> str:
        return f"{form.part.address('draft-succession')}#{form.anchor()}"

    def more(self, part: GoalPart) -> dict[str, Any]:
        found = next((each for each in successions(part.draft) if each.goal.id == part.goal.id), None)
        return {"succession": found}
