"""Writing a goal in easy words, and the easy wordings that were written to other words than the goal has now."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.policy.actions.goals import write_easy_wording
from helhed.policy.content.word_marks import Mark, WordMarks
from helhed.policy.queries.goals import get_writable_goal, list_outdated_easy_wordings
from helhed.policy.queries.shown import WritableGoal
from helhed.web.policy.easier import WordingHelp, help_with
from helhed.web.policy.editing import on_top_of
from helhed.web.policy.forms import EasyWordingForm, easy_wording_as_typed
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb


class EasyWording(View):
    """The easy wording is saved as it is written; `look` saves nothing, and shows how it could be easier."""

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        goal = get_writable_goal(viewer_of(request), slug, code)
        return self._page(request, goal, EasyWordingForm(initial=easy_wording_as_typed(goal)))

    def post(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        """Whoever looked over one that was outdated comes back to those that still are."""
        viewer, form = viewer_of(request), EasyWordingForm(request.POST)
        goal = get_writable_goal(viewer, slug, code)
        if "look" in request.POST and form.is_valid():
            return self._page(request, goal, form, help_with(form.cleaned_data["text"]))
        if form.is_valid() and is_carried_out(
            form, lambda: write_easy_wording(by=viewer, goal_id=goal.id, **form.cleaned_data)
        ):
            messages.success(request, _("The easy wording is saved."))
            return redirect("easy-wordings") if goal.outdated_easy_wording else redirect("goal", slug, code)
        if form.non_field_errors():
            form.data = on_top_of(request, goal.version)
        return self._page(request, goal, form, status=422)

    def _page(
        self,
        request: HttpRequest,
        goal: WritableGoal,
        form: EasyWordingForm,
        wording_help: WordingHelp | None = None,
        status: int = 200,
    ) -> HttpResponse:
        address = reverse("goal", args=[goal.policy, goal.code])
        shown = {
            "goal": goal,
            "words": words_since(goal),
            "form": form,
            "help": wording_help,
            "standing": goal.easy_wording or goal.outdated_easy_wording if form.non_field_errors() else "",
            "crumbs": [Crumb(_("Goal %(code)s") % {"code": goal.code}, address), Crumb(_("Easy wording"))],
        }
        return render(request, "policy/easy_wording.html", shown, status=status)


def words_since(goal: WritableGoal) -> tuple[Mark, ...]:
    """What is different in the official words since the easy ones were written; none where nobody can tell."""
    return WordMarks()(goal.written_to, goal.text) if goal.outdated_easy_wording and goal.written_to else ()


@dataclass(frozen=True)
class ToLookOver:
    """A goal whose easy wording waits, with what is different in its official words."""

    goal: WritableGoal
    words: tuple[Mark, ...]


class EasyWordings(View):
    """The easy wordings that readers do not see, because the official words have become others."""

    def get(self, request: HttpRequest) -> HttpResponse:
        goals = list_outdated_easy_wordings(viewer_of(request))
        title = _("Easy wordings to look over")
        shown = {
            "title": title,
            "waiting": [ToLookOver(goal, words_since(goal)) for goal in goals],
            "crumbs": [Crumb(_("Policy"), reverse("policy-list")), Crumb(title)],
        }
        return render(request, "policy/easy_wordings.html", shown)
