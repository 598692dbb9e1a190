from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhed.audit.queries import History
from helhed.status_reports.queries.shown import ShownReport
from helhed.web.audit.history import history_part
from helhed.web.shell.parts import Crumb
from helhed.web.status_reports.files.phrases import status_title
from helhed.web.status_reports.forms import PublishForm

PUBLISHING = gettext_lazy(
    "When the committee has dealt with the status it can be published. "
    "It is then open to everybody, and what it says is kept and never changed."
)


def form_page(
    request: HttpRequest,
    report: ShownReport,
    form: Any,
    title: str,
    standing: str = "",
    lacks: list[str] | None = None,
    history: History | None = None,
    status: int = 200,
) -> HttpResponse:
    address = reverse("status", args=[report.policy, report.year])
    shown = {
        "report": report,
        "form": form,
        "title": title,
        "standing": standing,
        "lacks": lacks or [],
        "history": history_part(history),
        "submit": _("Publish") if isinstance(form, PublishForm) else _("Save"),
        "explanation": PUBLISHING if isinstance(form, PublishForm) else "",
        "crumbs": [
            Crumb(_("Yearly status"), reverse("status-list")),
            Crumb(status_title(report.kind, report.first_year, report.year), address),
            Crumb(title),
        ],
    }
    return render(request, "status_reports/form.html", shown, status=status)
