"""Organisations: see models."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "shequyun.kernel.organisations"
    label = "organisations"

    def ready(self) -> None:
        from shequyun.kernel.organisations import fields  # noqa: F401 - registers what this app keeps facts about
