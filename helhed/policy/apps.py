from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "helhed.policy"
