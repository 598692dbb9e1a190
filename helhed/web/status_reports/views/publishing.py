"""How a status is published, what stands in the way, and how a published one is corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.base.errors import Changed, Invalid, Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.actions.publishing import publish_report
from helhed.status_reports.actions.reports import start_correction
from helhed.status_reports.queries.compiled import CompiledStatus, compile_status
from helhed.status_reports.queries.sending import Sending, get_sending
from helhed.web.participation.form_page import form_page, made_by
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.desk_page import crumbs_to_desk, desk_address, desk_form_page, read_address, report_title
from helhed.web.status_reports.frozen_summary import frozen_facts
from helhed.web.status_reports.sending_forms import CorrectionForm, PublishForm
from helhed.web.status_reports.sending_panel import panel_of, status_address

CHANGED = gettext_lazy(
    "The status is not published, because it says something else now than when you opened this page: somebody wrote in "
    "it, or in what it is compiled from. Read below what it says now, and publish again."
)


class StatusPublish(View):
    def get(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        sending = drafted(viewer_of(request), report_id)
        compiled = compiled_of(viewer_of(request), sending)
        return self.page(request, sending, compiled, PublishForm(sending=sending, digest=compiled.digest))

    def post(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        sending = get_sending(viewer, report_id)
        form = PublishForm(request.POST, sending=sending)
        if form.is_valid() and is_carried_out(form, lambda: published(viewer, report_id, form.cleaned_data)):
            messages.success(request, _("The status is published. Everybody can read it from now on."))
            return redirect(read_address(sending.report) or desk_address(report_id))
        sending = drafted(viewer, report_id)
        compiled = compiled_of(viewer, sending)
        form.data = {**request.POST.dict(), "seen_digest": compiled.digest}
        return self.page(request, sending, compiled, form)

    def page(self, request: HttpRequest, sending: Sending, compiled: CompiledStatus, form: PublishForm) -> HttpResponse:
        return desk_form_page(
            request,
            sending.report,
            form,
            _("Publish the status"),
            template="status_reports/publish.html",
            submit=_("Publish the status"),
            facts=frozen_facts(compiled.content),
            read_address=status_address(sending.report),
            **panel_of(sending),
        )


def drafted(viewer: Viewer, report_id: UUID) -> Sending:
    sending = get_sending(viewer, report_id)
    if not sending.report.is_draft:
        raise Missing
    return sending


def kept(viewer: Viewer, report_id: UUID) -> Sending:
    sending = get_sending(viewer, report_id)
    if sending.report.is_draft:
        raise Missing
    return sending


def compiled_of(viewer: Viewer, sending: Sending) -> CompiledStatus:
    """What is published if it is published now."""
    report = sending.report
    return compile_status(viewer, report.policy, report.year, kind=report.kind, edition=report.edition)


def published(by: Viewer, report_id: UUID, typed: dict[str, Any]) -> None:
    """That it changed is said in words of this page: there is nothing typed to be saved over what stands now."""
    try:
        publish_report(by=by, report_id=report_id, **typed)
    except Changed as problem:
        raise Invalid("report", str(CHANGED)) from problem


class StatusCorrect(View):
    """Begins a corrected edition of a published status; where there is a newer one, leads to it."""

    def get(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        return self.page(request, kept(viewer_of(request), report_id), CorrectionForm())

    def post(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        viewer, form = viewer_of(request), CorrectionForm(request.POST)
        sending = kept(viewer, report_id)
        made = made_by(form, lambda: start_correction(by=viewer, report_id=report_id, **form.cleaned_data))
        if made:
            messages.success(request, _("The corrected edition is begun, with all that the old one says. Now mend it."))
            return redirect(desk_address(made))
        return self.page(request, sending, form)

    def page(self, request: HttpRequest, sending: Sending, form: CorrectionForm) -> HttpResponse:
        newer = sending.newer
        return form_page(
            request,
            form,
            [*crumbs_to_desk(sending.report), Crumb(_("Correct the status"))],
            status=422 if form.is_bound else 200,
            template="status_reports/correct_form.html",
            about=f"{report_title(sending.report)}: {sending.report.policy_title}",
            report=sending.report,
            newer=newer,
            newer_address=desk_address(newer.id) if newer else "",
            submit=_("Begin the corrected edition"),
            back=status_address(sending.report),
        )
