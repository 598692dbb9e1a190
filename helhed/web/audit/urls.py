from django.urls import path

from helhed.web.audit import views

urlpatterns = [
    path("databeskyttelse/fortegnelse", views.Record.as_view(), name="record"),
    path("databeskyttelse/log", views.Log.as_view(), name="log"),
]
