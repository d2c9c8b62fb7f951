"""Cases: see the package."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "shequyun.engines.cases"
    label = "cases"

    def ready(self) -> None:
        from shequyun.engines.cases import queries
        from shequyun.kernel.attachments.choices import Carrier, declare

        declare(Carrier("case", "cases.read", "cases.register", queries.case_of))
