"""Worklist: see the package."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "shequyun.engines.worklist"
    label = "worklist"

    def ready(self) -> None:
        from shequyun.engines.worklist import queries
        from shequyun.kernel.attachments.choices import Carrier, declare

        declare(Carrier("visit", "tasks.read", "visits.record", queries.visit_of))
