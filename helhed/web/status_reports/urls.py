from django.urls import path

from helhed.web.status_reports.views import publishing, reading, writing

urlpatterns = [
    path("status", reading.StatusList.as_view(), name="status-list"),
    path("status/<slug:slug>/<int:year>", reading.StatusPage.as_view(), name="status"),
    path("status/<slug:slug>/<int:year>.pdf", reading.StatusPdf.as_view(), name="status-pdf"),
    path("status/<slug:slug>/<int:year>/sammenfatning", writing.SummaryWrite.as_view(), name="status-summary"),
    path("status/<slug:slug>/<int:year>/offentliggør", publishing.StatusPublish.as_view(), name="status-publish"),
]
