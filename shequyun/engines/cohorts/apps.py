"""Cohorts: see the package."""

from django.apps import AppConfig

HEEDED = ("resident", "stay", "household", "dwelling", "building", "document", "labelling")


class CohortsConfig(AppConfig):
    name = "shequyun.engines.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        from shequyun.engines.cohorts import queries  # noqa: F401 - registers criteria
        from shequyun.engines.cohorts.actions.heeding import heed
        from shequyun.kernel.facts.fields import when_touched

        when_touched(HEEDED, heed)
