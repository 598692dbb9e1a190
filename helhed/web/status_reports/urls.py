from collections.abc import Iterator

from django.urls import URLPattern, path

from helhed.status_reports.words import ReportKind
from helhed.web.status_reports import desk_urls, sending_urls
from helhed.web.status_reports.addresses import FORMS
from helhed.web.status_reports.views import files, listing, reading, years

YEARLY, CLOSING = "status/<slug:slug>/<int:year>", "slutstatus/<slug:slug>"


def _all_forms(address: str, name: str, kind: ReportKind) -> Iterator[URLPattern]:
    yield path(address, reading.StatusPage.as_view(kind=kind), name=name)
    yield path(f"{address}/{FORMS['easy']}", reading.EasyPage.as_view(kind=kind), name=f"{name}-easy")
    yield path(f"{address}/{FORMS['json']}", files.StatusJson.as_view(kind=kind), name=f"{name}-json")
    for form in files.WRITTEN:
        view = files.StatusFile.as_view(kind=kind, form=form)
        yield path(f"{address}/{FORMS[form]}", view, name=f"{name}-{form}")


urlpatterns = [
    *desk_urls.urlpatterns,
    *sending_urls.urlpatterns,
    path("status", listing.StatusList.as_view(), name="status-list"),
    path("status/skema.json", files.StatusSchema.as_view(), name="status-schema"),
    path("status/<slug:slug>/år", years.YearsCompared.as_view(), name="status-years"),
    *_all_forms(YEARLY, "status", ReportKind.YEARLY),
    *_all_forms(CLOSING, "closing-status", ReportKind.CLOSING),
]
