"""The page of an initiative, and the form for how it goes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.action_plans.actions.progress import write_progress
from helhed.action_plans.queries.generations import get_lineage
from helhed.action_plans.queries.history import get_initiative_history
from helhed.action_plans.queries.initiatives import get_initiative, get_updatable_initiative, rights_to
from helhed.action_plans.queries.plans import get_plan
from helhed.action_plans.queries.progress import list_updates
from helhed.action_plans.queries.shown import ShownInitiative, ShownUpdate
from helhed.policy.queries.documents import get_document_by_id
from helhed.status_reports.queries.reports import list_reports
from helhed.web.action_plans.forms import ProgressForm
from helhed.web.action_plans.initiative_form import crumbs_to
from helhed.web.action_plans.judging import Judged, asked_as, begun_from_last, was_overtaken, with_new_seen
from helhed.web.action_plans.progress import LOOK, initiative_address, look_and_word
from helhed.web.action_plans.trials import trials_of_initiative
from helhed.web.audit.history import history_part
from helhed.web.policy.thread import thread_of
from helhed.web.request import PublicPage, is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb


class InitiativePage(PublicPage):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer = viewer_of(request)
        initiative, plan = get_initiative(viewer, slug, number), get_plan(viewer, slug)
        policy = get_document_by_id(viewer, plan.policy_id)
        reports = list_reports(viewer, policy_id=plan.policy_id)
        look, word = look_and_word(initiative)
        shown = {
            "initiative": initiative,
            "plan": plan,
            "trial_start": f"{reverse('trial-start', args=[slug])}?initiativ={number}",
            "look": look,
            "word": word,
            "proposed_look": LOOK[initiative.proposal.state],
            "policy": policy,
            "updates": [_shown(update) for update in list_updates(viewer, initiative.id)],
            "rights": rights_to(viewer, initiative.id),
            "history": history_part(get_initiative_history(viewer, initiative.id)),
            "lineage": get_lineage(viewer, initiative.id),
            "steps": thread_of(policy, [initiative], reports, initiative=initiative),
            "crumbs": [*crumbs_to(initiative)[:2], Crumb(initiative.title, language="da")],
            **trials_of_initiative(viewer, initiative, plan),
        }
        return render(request, "action_plans/initiative.html", shown)


def _shown(update: ShownUpdate) -> tuple[ShownUpdate, str, str]:
    return update, LOOK[update.state], LOOK[update.proposal]


class ProgressWrite(View):
    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        initiative = get_updatable_initiative(viewer_of(request), slug, number)
        return self._page(request, initiative, ProgressForm(initiative=initiative))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        viewer = viewer_of(request)
        initiative = get_updatable_initiative(viewer, slug, number)
        form = ProgressForm(request.POST, initiative=initiative)
        if "begin" in request.POST:
            begun_from_last(form, initiative, is_begun=True)
            return self._page(request, initiative, form)
        if form.is_valid() and is_carried_out(
            form, lambda: write_progress(by=viewer, initiative_id=initiative.id, **form.judgement())
        ):
            messages.success(request, _("Your update is saved."))
            return redirect(initiative_address(initiative))
        return self._page(request, initiative, form, status=422)

    def _page(
        self, request: HttpRequest, initiative: ShownInitiative, form: ProgressForm, status: int = 200
    ) -> HttpResponse:
        is_overtaken = form.is_bound and was_overtaken(form)
        if is_overtaken:
            with_new_seen(form)
        shown = {
            "row": Judged(initiative, form, asked_as(viewer_of(request), initiative), is_overtaken),
            "crumbs": [*crumbs_to(initiative), Crumb(_("Write an update"))],
        }
        return render(request, "action_plans/progress_form.html", shown, status=status)
