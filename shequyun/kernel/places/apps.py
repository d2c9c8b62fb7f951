"""Places: see models."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "shequyun.kernel.places"
    label = "places"

    def ready(self) -> None:
        from shequyun.kernel.places import fields  # noqa: F401 - registers what this app keeps facts about
