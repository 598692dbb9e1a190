"""The addresses from which a status is sent out, published and corrected; those who write statuses use them."""

from django.urls import path

from helhed.web.status_reports.views import publishing, sending

DESK = "status/udkast/<uuid:report_id>"
COMMITTEE = f"{DESK}/udvalg/<uuid:treatment_id>"

urlpatterns = [
    path(f"{DESK}/høring", sending.StatusHearing.as_view(), name="status-hearing"),
    path(f"{DESK}/udvalg", sending.StatusCommittee.as_view(), name="status-committee"),
    path(COMMITTEE, sending.StatusOutcome.as_view(), name="status-outcome"),
    path(f"{COMMITTEE}/tag-tilbage", sending.StatusTakeBack.as_view(), name="status-take-back"),
    path(f"{DESK}/offentliggør", publishing.StatusPublish.as_view(), name="status-publish"),
    path("status/udgave/<uuid:report_id>/ret", publishing.StatusCorrect.as_view(), name="status-correct"),
]
