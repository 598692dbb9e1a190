"""The sections of a status: who writes each, and what is written in it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from helhed.base.errors import Missing
from helhed.status_reports.actions.sections import name_editor, write_section
from helhed.status_reports.queries.desk import SectionAtHand, get_draft, get_section
from helhed.status_reports.queries.history import get_section_history
from helhed.status_reports.queries.sections import editor_choices, get_writable_section
from helhed.status_reports.queries.shown import ShownReport, ShownSection
from helhed.status_reports.words import StatusPart
from helhed.web.action_plans.initiative_form import done
from helhed.web.audit.history import history_part
from helhed.web.request import is_carried_out, viewer_of
from helhed.web.shell.parts import Fact
from helhed.web.status_reports.desk_page import desk_address, desk_form_page, section_title
from helhed.web.status_reports.section_forms import EditorForm, SectionForm
from helhed.web.status_reports.section_material import compiled_for, goals_at_hand

LEADS = {
    StatusPart.SUMMARY: gettext_lazy("What the reader should know first: what went well, what did not, what comes."),
    StatusPart.READING_GUIDE: gettext_lazy("How the status is built up, and how one finds one's way in it."),
    StatusPart.METHOD: gettext_lazy("Where what it says comes from, and what one cannot see in it."),
    StatusPart.VISION: gettext_lazy("What the year has meant for what the policy wants in the end."),
    StatusPart.AREA: gettext_lazy(
        "Write how it goes with the focus area, and with each goal what the words and counts of the initiatives do not "
        "tell by themselves."
    ),
    StatusPart.VOICES: gettext_lazy("A few words before what citizens say. The section can also stand without them."),
    StatusPart.COMMUNICATION: gettext_lazy(
        "What came of telling about the policy. The steps stand there by themselves."
    ),
    StatusPart.CARRIED_OVER: gettext_lazy("What goes on in the policy after this one, and why."),
}


class SectionWrite(View):
    def get(self, request: HttpRequest, report_id: UUID, section_id: UUID) -> HttpResponse:
        at_hand = self.at_hand(request, report_id, section_id)
        return self.page(request, at_hand, SectionForm(section=at_hand.section))

    def at_hand(self, request: HttpRequest, report_id: UUID, section_id: UUID) -> SectionAtHand:
        found = get_section(viewer_of(request), section_id)
        if found.report.id != report_id:
            raise Missing
        return found

    def post(self, request: HttpRequest, report_id: UUID, section_id: UUID) -> HttpResponse:
        """What was typed is handed back also where the section has come to stand still meanwhile."""
        viewer = viewer_of(request)
        at_hand = self.at_hand(request, report_id, section_id)
        form = SectionForm(request.POST, section=at_hand.section)
        if form.is_valid() and not at_hand.section.may_write:
            form.add_error(None, why_it_stands_still(at_hand))
        elif form.is_valid() and is_carried_out(
            form, lambda: write_section(by=viewer, section_id=section_id, **form.written())
        ):
            return done(request, _("The section is saved."), desk_address(report_id, "sections"))
        return self.page(request, self.at_hand(request, report_id, section_id), form)

    def page(self, request: HttpRequest, at_hand: SectionAtHand, form: SectionForm) -> HttpResponse:
        section = at_hand.section
        return desk_form_page(
            request,
            at_hand.report,
            form,
            section_title(section),
            template="status_reports/section.html",
            title_language="da" if section.title else "",
            lead=LEADS[section.kind],
            section=section,
            stands_still="" if section.may_write else why_it_stands_still(at_hand),
            last=at_hand.last,
            compared_with=at_hand.content.compared_with if at_hand.content else None,
            compiled=compiled_for(at_hand),
            goals=goals_at_hand(at_hand, form),
            standing=standing(section),
            version=section.version,
            history=history_part(get_section_history(viewer_of(request), section.id)),
        )


def why_it_stands_still(at_hand: SectionAtHand) -> str:
    if not at_hand.report.is_draft:
        return _("The status is published, and what it says is never changed. Nothing can be saved here any more.")
    return _("The status is in hearing and stands still until the hearing is over. You can save again then.")


def standing(section: ShownSection) -> list[Fact]:
    """What somebody else has written meanwhile, for the one who was overtaken."""
    ready = _("Yes") if section.is_ready else _("No")
    words = [(_("Text"), section.text), *((each.code, each.words) for each in section.judgements)]
    return [*(Fact(term, text, language="da") for term, text in words if text), Fact(_("Ready"), ready)]


class EditorName(View):
    def get(self, request: HttpRequest, report_id: UUID, section_id: UUID) -> HttpResponse:
        report, section = self.at_hand(request, report_id, section_id)
        stands = {"editor": section.editor_id, "seen_version": section.version}
        return self.page(request, report, section, self.form(request, initial=stands))

    def at_hand(self, request: HttpRequest, report_id: UUID, section_id: UUID) -> tuple[ShownReport, ShownSection]:
        report = get_draft(viewer_of(request), report_id)
        section = get_writable_section(viewer_of(request), section_id)
        if section.report_id != report_id:
            raise Missing
        return report, section

    def form(self, request: HttpRequest, data: Any = None, **more: Any) -> EditorForm:
        return EditorForm(data, staff=editor_choices(viewer_of(request)), **more)

    def post(self, request: HttpRequest, report_id: UUID, section_id: UUID) -> HttpResponse:
        viewer = viewer_of(request)
        self.at_hand(request, report_id, section_id)
        form = self.form(request, request.POST)
        if form.is_valid() and is_carried_out(
            form, lambda: name_editor(by=viewer, section_id=section_id, **_named(form.cleaned_data))
        ):
            return done(request, _("It is written who writes the section."), desk_address(report_id, "sections"))
        return self.page(request, *self.at_hand(request, report_id, section_id), form)

    def page(self, request: HttpRequest, report: ShownReport, section: ShownSection, form: EditorForm) -> HttpResponse:
        return desk_form_page(
            request,
            report,
            form,
            _("Who writes the section?"),
            named=section_title(section),
            named_language="da" if section.title else "",
            lead=_("The editor sees the section among what waits for her or him, and is reminded of it."),
            standing=[Fact(_("Editor"), section.editor or _("Nobody"))],
            version=section.version,
        )


def _named(typed: dict[str, Any]) -> dict[str, Any]:
    return {"editor_id": typed["editor"], "seen_version": typed["seen_version"]}
