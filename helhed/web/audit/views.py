from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views import View

from helhed.access.queries import RecordedTable, get_record, names_of_accounts
from helhed.action_plans.queries.initiatives import list_initiatives
from helhed.action_plans.queries.plans import list_plans
from helhed.audit.queries import LoggedEvent, list_events
from helhed.base.viewer import Viewer
from helhed.organisation.queries import list_units
from helhed.policy.queries.documents import get_steering
from helhed.status_reports.queries.reports import list_reports
from helhed.web.audit.forms import LogFilterForm
from helhed.web.request import page_number, viewer_of
from helhed.web.shell.parts import Cell, Crumb, Text


class Log(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        viewer = viewer_of(request)
        form = LogFilterForm(request.GET or None)
        verb = form.cleaned_data["verb"] if form.is_valid() else ""
        page = list_events(viewer, verb=verb, page=page_number(request))
        context = {
            "crumbs": [Crumb(_("Log"))],
            "form": form,
            "columns": [_("When"), _("Who"), _("As"), _("What"), _("About")],
            "rows": _event_rows(viewer, page.events),
            "page": page,
        }
        return render(request, "audit/log.html", context)


def _event_rows(viewer: Viewer, events: list[LoggedEvent]) -> list[list[Cell | Text]]:
    named = {id for event in events for id in (event.actor_id, event.object_id) if id}
    names = {**_titles(viewer), **names_of_accounts(viewer, named)}
    return [
        [
            date_format(localtime(event.at), "j. b Y H:i:s"),
            _actor(event, names),
            event.role,
            event.verb,
            ": ".join(filter(None, [event.kind, _about(event, names)])),
        ]
        for event in events
    ]


def _titles(viewer: Viewer) -> dict[UUID, str]:
    """The titles of what the events are about, as far as the reader of the log may read the things themselves."""
    return {
        **{document.id: document.title for document in get_steering(viewer).documents},
        **{plan.id: plan.title for plan in list_plans(viewer)},
        **{initiative.id: initiative.title for initiative in list_initiatives(viewer)},
        **{report.id: f"{report.year}, {report.policy_title}" for report in list_reports(viewer)},
        **{unit.id: unit.name for unit in list_units(viewer)},
    }


def _actor(event: LoggedEvent, names: dict[UUID, str]) -> str:
    if event.actor_id:
        return names.get(event.actor_id, str(event.actor_id))
    return _("A command on the machine") if event.role else _("Somebody not signed in")


def _about(event: LoggedEvent, names: dict[UUID, str]) -> str:
    return names.get(event.object_id, str(event.object_id)) if event.object_id else ""


class Record(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        recorded = get_record(viewer_of(request))
        context = {
            "crumbs": [Crumb(_("Record of data"))],
            "columns": [_("Field"), _("Why"), _("How sensitive"), _("Kept")],
            "tables": [(table, _field_rows(table)) for table in recorded],
        }
        return render(request, "audit/record.html", context)


def _field_rows(table: RecordedTable) -> list[list[Cell | Text]]:
    labelled = table.fields if table.whole is None else ((_("All fields"), table.whole),)
    return [[name, label.purpose.label, label.sensitivity.label, label.retention.label] for name, label in labelled]
