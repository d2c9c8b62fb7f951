"""Worklist: see the package."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "shequyun.engines.worklist"
    label = "worklist"

    def ready(self) -> None:
        from shequyun.engines.worklist import queries  # noqa: F401 - registers criteria
