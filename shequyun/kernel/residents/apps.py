"""Residents: see models."""

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "shequyun.kernel.residents"
    label = "residents"

    def ready(self) -> None:
        from shequyun.kernel.facts.fields import when_touched
        from shequyun.kernel.residents import fields  # noqa: F401 - registers what this app keeps facts about
        from shequyun.kernel.residents.actions.refreshing import refresh_residents

        when_touched(("stay", "document"), refresh_residents)
