from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "helhed.audit"

    def ready(self) -> None:
        from helhed.audit.triggers import install_triggers

        post_migrate.connect(install_triggers, dispatch_uid="helhed.audit.triggers")
