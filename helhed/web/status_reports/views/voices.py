"""Citizens' voices in a status, and the consent that each is told with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from helhed.base.errors import Missing
from helhed.base.viewer import Viewer
from helhed.status_reports.actions.voices import add_voice, remove_voice, withdraw_voice
from helhed.status_reports.queries.desk import Desk, get_desk, get_withdrawable_voice
from helhed.status_reports.queries.sections import list_voices
from helhed.status_reports.queries.shown import ShownVoice
from helhed.web.action_plans.initiative_form import done
from helhed.web.action_plans.plan_forms import SureForm
from helhed.web.participation.form_page import made_by
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.desk_page import crumbs_to_desk, desk_form_page, report_title
from helhed.web.status_reports.section_forms import VoiceForm

SURE: dict[str, Any] = {"template": "status_reports/voice_sure.html", "kind": "danger"}


@dataclass(frozen=True)
class VoiceRow:
    voice: ShownVoice
    area: str


def voices_address(report_id: UUID) -> str:
    return reverse("status-voices", args=[report_id])


def written_desk(viewer: Viewer, report_id: UUID) -> Desk:
    """The desk of a status that the viewer writes, published or not."""
    desk = get_desk(viewer, report_id)
    if not desk.is_writer:
        raise Missing
    return desk


class VoiceList(View):
    def get(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        desk = written_desk(viewer, report_id)
        titles = {each.area: each.title for each in desk.sections if each.area}
        voices = list_voices(viewer, report_id)
        shown = {
            "desk": desk,
            "report": desk.report,
            "title": report_title(desk.report),
            "rows": [VoiceRow(each, titles.get(str(each.area), "")) for each in voices],
            "crumbs": [*crumbs_to_desk(desk.report), Crumb(_("Citizens' voices"))],
        }
        return render(request, "status_reports/voices.html", shown)


class VoiceAdd(View):
    def get(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        desk = self.open_desk(request, report_id)
        return self.page(request, desk, VoiceForm(areas=areas_of(desk)))

    def open_desk(self, request: HttpRequest, report_id: UUID) -> Desk:
        desk = written_desk(viewer_of(request), report_id)
        if desk.stands_still:
            raise Missing
        return desk

    def post(self, request: HttpRequest, report_id: UUID) -> HttpResponse:
        """What was typed is handed back also where the status went to hearing meanwhile."""
        viewer = viewer_of(request)
        desk = written_desk(viewer, report_id)
        if not desk.report.is_draft:
            raise Missing
        form = VoiceForm(request.POST, areas=areas_of(desk))
        if made_by(form, lambda: add_voice(by=viewer, report_id=report_id, **form.voice())):
            return done(request, _("The voice is added."), voices_address(report_id))
        return self.page(request, desk, form)

    def page(self, request: HttpRequest, desk: Desk, form: VoiceForm) -> HttpResponse:
        return desk_form_page(
            request,
            desk.report,
            form,
            _("Add a citizen's voice"),
            lead=_("Nobody is quoted who has not agreed to it. How the consent was given is never published."),
            submit=_("Add the voice"),
            template="status_reports/voice_form.html",
            back=voices_address(desk.report.id),
        )


def areas_of(desk: Desk) -> list[tuple[str, str]]:
    return [(each.area, each.title) for each in desk.sections if each.title]


class VoiceRemove(View):
    """Only while the status can still be changed; afterwards a consent can be withdrawn."""

    def get(self, request: HttpRequest, report_id: UUID, voice_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        desk = written_desk(viewer, report_id)
        voice = next((each for each in list_voices(viewer, report_id) if each.id == voice_id), None)
        if voice is None or desk.stands_still:
            raise Missing
        return desk_form_page(
            request,
            desk.report,
            SureForm(),
            _("Remove the voice?"),
            voice=voice,
            lead=_("It goes from this status with what is written of the consent. This cannot be undone."),
            submit=_("Remove it"),
            **SURE,
            back=voices_address(report_id),
        )

    def post(self, request: HttpRequest, report_id: UUID, voice_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        written_desk(viewer, report_id)
        is_carried_out(SureForm(request.POST), lambda: remove_voice(by=viewer, voice_id=voice_id))
        return done(request, _("The voice is removed."), voices_address(report_id))


class VoiceWithdraw(View):
    def get(self, request: HttpRequest, report_id: UUID, voice_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        desk = written_desk(viewer, report_id)
        return desk_form_page(
            request,
            desk.report,
            SureForm(),
            _("Has the citizen withdrawn the consent?"),
            voice=get_withdrawable_voice(viewer, voice_id),
            lead=_(
                "From now on the words are shown in no edition, also not in what is published already, and it "
                "says that a voice stood there. Files that were fetched before are not called back. "
                "This cannot be undone."
            ),
            submit=_("Yes, it is withdrawn"),
            **SURE,
            back=voices_address(report_id),
        )

    def post(self, request: HttpRequest, report_id: UUID, voice_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        written_desk(viewer, report_id)
        is_carried_out(SureForm(request.POST), lambda: withdraw_voice(by=viewer, voice_id=voice_id))
        return done(request, _("The consent is withdrawn, and the words are shown no more."), voices_address(report_id))
