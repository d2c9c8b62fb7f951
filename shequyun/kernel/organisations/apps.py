"""Organisations: see models."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "shequyun.kernel.organisations"
    label = "organisations"

    def ready(self) -> None:
        from shequyun.base.moving import when_clashing
        from shequyun.kernel.organisations import fields  # noqa: F401 - registers what this app keeps facts about
        from shequyun.kernel.organisations.actions import refuse_units

        when_clashing("organisations_organisation", refuse_units)
