"""Ledgers: see the package."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "shequyun.engines.ledgers"
    label = "ledgers"

    def ready(self) -> None:
        from shequyun.engines.ledgers import queries  # noqa: F401 - registers the rows of the engines below
