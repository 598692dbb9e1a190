from django.urls import path

from helhed.web.status_reports.views import desk, voices, writing

DESK = "status/udkast/<uuid:report_id>"
SECTION = f"{DESK}/afsnit/<uuid:section_id>"
VOICE = f"{DESK}/stemmer/<uuid:voice_id>"

urlpatterns = [
    path("status/ny", desk.StatusStart.as_view(), name="status-start"),
    path("status/ny/slutstatus", desk.ClosingStart.as_view(), name="status-start-closing"),
    path(DESK, desk.StatusDesk.as_view(), name="status-desk"),
    path(f"{DESK}/frist", desk.DueDay.as_view(), name="status-due"),
    path(f"{DESK}/kassér", desk.StatusDiscard.as_view(), name="status-discard"),
    path(SECTION, writing.SectionWrite.as_view(), name="status-section"),
    path(f"{SECTION}/redaktør", writing.EditorName.as_view(), name="status-editor"),
    path(f"{DESK}/stemmer", voices.VoiceList.as_view(), name="status-voices"),
    path(f"{DESK}/stemmer/ny", voices.VoiceAdd.as_view(), name="status-voice-add"),
    path(f"{VOICE}/fjern", voices.VoiceRemove.as_view(), name="status-voice-remove"),
    path(f"{VOICE}/trukket-tilbage", voices.VoiceWithdraw.as_view(), name="status-voice-withdraw"),
]
