from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "helhed.audit"

    def ready(self) -> None:
        from helhed.audit.acting import answer_sqlite
        from helhed.audit.triggers import drop_history, install_triggers

        connection_created.connect(answer_sqlite, dispatch_uid="helhed.audit.acting")
        pre_migrate.connect(drop_history, sender=self, dispatch_uid="helhed.audit.history")
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="helhed.audit.triggers")
