"""Vaccination: see the package."""

from django.apps import AppConfig


class VaccinationConfig(AppConfig):
    name = "shequyun.programmes.vaccination"
    label = "vaccination"

    def ready(self) -> None:
        from shequyun.kernel.facts.fields import when_touched
        from shequyun.programmes.vaccination import fields, queries  # noqa: F401 - register facts and criteria
        from shequyun.programmes.vaccination.actions import dose_lists, playing  # noqa: F401 - register with engines
        from shequyun.programmes.vaccination.actions.following import heed

        when_touched(("resident", "dose", "vaccine_remark"), heed)
