"""Labels: see the package."""

from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "shequyun.kernel.labels"
    label = "labels"

    def ready(self) -> None:
        from shequyun.kernel.labels import fields  # noqa: F401 - registers what this app keeps facts about
