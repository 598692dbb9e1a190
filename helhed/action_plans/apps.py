from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    name = "helhed.action_plans"
