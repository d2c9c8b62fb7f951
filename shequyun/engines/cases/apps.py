"""Cases: see the package."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "shequyun.engines.cases"
    label = "cases"

    def ready(self) -> None:
        from shequyun.base.moving import when_clashing
        from shequyun.engines.cases import queries
        from shequyun.engines.cases.actions.moving import renumber
        from shequyun.engines.worklist.queries import leave_out
        from shequyun.kernel.attachments.choices import Carrier, declare

        leave_out(queries.promises_unseen)
        when_clashing("cases_case", renumber)
        declare(Carrier("case", "cases.read", "cases.register", queries.case_of))
