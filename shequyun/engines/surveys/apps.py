"""Collection forms: see the package."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "shequyun.engines.surveys"
    label = "surveys"

    def ready(self) -> None:
        from shequyun.engines.surveys import queries  # noqa: F401 - declares that answers carry files
