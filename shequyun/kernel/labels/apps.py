"""Labels: see the package."""

from django.apps import AppConfig


class LabelsConfig(AppConfig):
    name = "shequyun.kernel.labels"
    label = "labels"

    def ready(self) -> None:
        from shequyun.base.moving import when_moved
        from shequyun.kernel.labels import fields  # noqa: F401 - registers what this app keeps facts about
        from shequyun.kernel.labels.actions.moving import labels_follow

        when_moved(labels_follow)
