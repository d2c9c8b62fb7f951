"""The audit trail."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "shequyun.kernel.audit"
    label = "audit"

    def ready(self) -> None:
        from shequyun.base.action import set_recorder
        from shequyun.kernel.audit.actions import record

        set_recorder(record)
