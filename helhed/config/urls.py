from django.urls import include, path

urlpatterns = [
    path("", include("helhed.web.shell.urls")),
    path("", include("helhed.web.access.urls")),
    path("", include("helhed.web.policy.urls")),
    path("", include("helhed.web.action_plans.urls")),
    path("", include("helhed.web.status_reports.urls")),
    path("", include("helhed.web.participation.urls")),
    path("", include("helhed.web.communication.urls")),
    path("", include("helhed.web.audit.urls")),
]
handler400 = "helhed.web.shell.views.bad_request"
handler403 = "helhed.web.shell.views.forbidden"
handler404 = "helhed.web.shell.views.not_found"
handler500 = "helhed.web.shell.views.server_error"
