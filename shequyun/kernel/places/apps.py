"""Places: see models."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "shequyun.kernel.places"
    label = "places"

    def ready(self) -> None:
        from shequyun.base.moving import when_clashing
        from shequyun.kernel.places import fields  # noqa: F401 - registers what this app keeps facts about
        from shequyun.kernel.places.actions.ending import refuse_doors

        when_clashing("places_building", refuse_doors)
