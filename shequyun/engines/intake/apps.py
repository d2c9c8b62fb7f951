"""Intake: from a file to a committed batch that can be undone."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "shequyun.engines.intake"
    label = "intake"

    def ready(self) -> None:
        from shequyun.engines.intake.actions import label_lists  # noqa: F401 - registers lists of labels
