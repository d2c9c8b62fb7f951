"""Open311: see the package."""

from django.apps import AppConfig


class Open311Config(AppConfig):
    name = "shequyun.programmes.open311"
    label = "open311"
