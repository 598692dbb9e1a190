from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "helhed.web"
