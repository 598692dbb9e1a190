"""The addresses of the overview of initiatives, and of the spreadsheets that go out of it and come in."""

from django.urls import path

from helhed.web.action_plans import excel, importing, overview

urlpatterns = [
    path("initiativer", overview.InitiativeOverview.as_view(), name="initiative-overview"),
    path("initiativer.xlsx", excel.InitiativesAsExcel.as_view(), name="initiatives-excel"),
    path("initiativer.csv", excel.InitiativesAsCsv.as_view(), name="initiatives-csv"),
    path("handleplan/<slug:slug>/regneark", importing.SheetUpload.as_view(), name="initiatives-upload"),
    path("handleplan/<slug:slug>/regneark/gem", importing.SheetConfirm.as_view(), name="initiatives-import"),
]
