from django.urls import path

from helhed.web.communication import views

urlpatterns = [
    path("beskeder", views.MessageList.as_view(), name="message-list"),
    path("beskeder/prøvebesked", views.SendTrial.as_view(), name="message-trial"),
    path("beskeder/<uuid:message_id>/send-igen", views.SendAgain.as_view(), name="message-send-again"),
    path("beskeder/<uuid:message_id>/kassér", views.Discard.as_view(), name="message-discard"),
]
