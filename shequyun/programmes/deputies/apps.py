"""Deputies: see the package."""

from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    name = "shequyun.programmes.deputies"
    label = "deputies"

    def ready(self) -> None:
        from shequyun.kernel.attachments.choices import Carrier, declare
        from shequyun.programmes.deputies import queries

        declare(Carrier("session", "deputies.read", "deputies.record", queries.session_of))
