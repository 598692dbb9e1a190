"""How the progress of initiatives is shown: one look, one word and one address everywhere."""

from collections.abc import Iterable

from django.urls import reverse

from helhed.action_plans.queries.shown import ShownInitiative, ShownPlan
from helhed.action_plans.words import PlanState, ProgressState
from helhed.web.shell.parts import ProgressPart
from helhed.web.shell.thread import ThreadBranch

LOOK = {
    ProgressState.NOT_BEGUN: "not_started",
    ProgressState.ON_TRACK: "on_track",
    ProgressState.DELAYED: "late",
    ProgressState.AT_RISK: "at_risk",
    ProgressState.DONE: "done",
    ProgressState.CHANGED: "changed",
    ProgressState.DROPPED: "dropped",
    ProgressState.UNMEASURABLE: "not_measurable",
}
# What no council has adopted yet goes neither well nor badly.
UNADOPTED = {PlanState.DRAFT: "neutral", PlanState.HEARING: "under_way"}
# The same colours as the marks of the components; here for charts, which go on paper too.
COLOUR = {
    ProgressState.NOT_BEGUN: "#8a969b",
    ProgressState.ON_TRACK: "#2f6f9f",
    ProgressState.DELAYED: "#b3261e",
    ProgressState.AT_RISK: "#b87000",
    ProgressState.DONE: "#1f7a4d",
    ProgressState.CHANGED: "#6a4fa3",
    ProgressState.DROPPED: "#4a4a4a",
    ProgressState.UNMEASURABLE: "#7d7467",
}


def initiative_address(initiative: ShownInitiative) -> str:
    return reverse("initiative", args=[initiative.plan, initiative.number])


def look_and_word(initiative: ShownInitiative) -> tuple[str, str]:
    """How it goes; and where its plan is not adopted, how far the plan has come."""
    if look := UNADOPTED.get(initiative.plan_state):
        return look, str(initiative.plan_state.label)
    return LOOK[initiative.state], str(initiative.state.label)


def branch(initiative: ShownInitiative) -> ThreadBranch:
    look, word = look_and_word(initiative)
    return ThreadBranch(
        title=initiative.title,
        href=initiative_address(initiative),
        status=look,
        status_word=word,
        text=initiative.unit,
        language="da",
        text_language="da",
    )


def plan_branch(plan: ShownPlan) -> ThreadBranch:
    return ThreadBranch(plan.title, reverse("action-plan", args=[plan.slug]), language="da")


def progress_parts(counts: Iterable[tuple[ProgressState, int]]) -> list[ProgressPart]:
    return [ProgressPart(LOOK[state], count, str(state.label)) for state, count in counts]
