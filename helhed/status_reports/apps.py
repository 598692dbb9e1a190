from django.apps import AppConfig


class StatusReportsConfig(AppConfig):
    name = "helhed.status_reports"
