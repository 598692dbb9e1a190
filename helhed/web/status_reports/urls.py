from django.urls import path

from helhed.web.status_reports import views

urlpatterns = [
    path("status", views.StatusList.as_view(), name="status-list"),
    path("status/<slug:slug>/<int:year>", views.StatusPage.as_view(), name="status"),
    path("status/<slug:slug>/<int:year>.pdf", views.StatusPdf.as_view(), name="status-pdf"),
    path("status/<slug:slug>/<int:year>/sammenfatning", views.SummaryWrite.as_view(), name="status-summary"),
    path("status/<slug:slug>/<int:year>/offentliggør", views.StatusPublish.as_view(), name="status-publish"),
]
